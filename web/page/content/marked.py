"""A stretch of a document as safe HTML: Markdown rendered, a quote marked, nothing loaded or run.

HTML inside the text is shown as text, and pictures as their descriptions.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from precis.chains.presentation import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

OPEN, SHUT = "\ue000", "\ue001"
"""Mark in Markdown where a quote begins and ends; removed from the text itself first."""

_PLAIN = ("text/plain", "text/csv", "text/tab-separated-values", "application/json", "text/vtt")
"""Kinds of documents whose text is not Markdown."""

_SHOWN = 24_000
"""How many characters of a document are shown at a time."""

_BEFORE = 6_000
"""How many of these precede a quote."""

_LEADING = re.compile(r"(?:[ \t]*(?:#{1,6}|[-*+>|]|\d{1,9}[.)])(?=[ \t|]|$))*[ \t]*")
_FENCED = re.compile("[\ue000-\ue001]")


class Stretch(NamedTuple):
    """`text[start:end]` of a document as HTML, below the names of its pages."""

    start: int
    end: int
    pages: Sequence[tuple[int | str | None, Markup]]


def stretch(
    text: str, metadata: Mapping[str, Any], quote: tuple[int, int] | None, at: int
) -> Stretch:
    """Return the stretch around a quote or, without one, from `at` on."""
    begin = max(0, quote[0] - _BEFORE) if quote else max(0, at)
    start = _line_start(text, begin)
    end = _line_end(text, max(start + _SHOWN, quote[1] + _BEFORE if quote else 0))
    render = _plain if metadata["media_type"] in _PLAIN else _markdown
    shown = [
        (page, render(_with_marks(text, first, last, quote)))
        for page, first, last in _pages(metadata, start, end)
    ]
    return Stretch(start, end, shown)


def _pages(
    metadata: Mapping[str, Any], start: int, end: int
) -> Iterator[tuple[int | str | None, int, int]]:
    """Yield the pages, and the text between pages, that overlap `start` to `end`."""
    done = start
    for page in metadata.get("pages") or ():
        first, last = max(done, page["start"]), min(end, page["end"])
        if first < last:
            if done < first:
                yield None, done, first
            yield page["page"], first, last
            done = last
    if done < end:
        yield None, done, end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n\n", 0, at) + 2 if at > 0 and text.rfind("\n\n", 0, at) >= 0 else 0


def _line_end(text: str, at: int) -> int:
    found = text.find("\n\n", at)
    return len(text) if at >= len(text) or found < 0 else found


def _with_marks(text: str, first: int, last: int, quote: tuple[int, int] | None) -> str:
    if not quote or quote[1] <= first or quote[0] >= last:
        return _FENCED.sub(" ", text[first:last])
    start, end = max(first, quote[0]), min(last, quote[1])
    before, quoted, after = (
        _FENCED.sub(" ", part) for part in (text[first:start], text[start:end], text[end:last])
    )
    if not before or before.endswith("\n"):
        leading = _LEADING.match(quoted)
        assert leading
        before, quoted = before + leading[0], quoted[leading.end() :]
    inner = quoted.rstrip()
    return f"{before}{OPEN}{inner}{SHUT}{quoted[len(inner) :]}{after}"


def _plain(text: str) -> Markup:
    shown = escape(clean(text)).replace(OPEN, "<mark>").replace(SHUT, "</mark>")
    return Markup(f'<div class="plain">{shown}</div>')  # noqa: S704 - escaped


def _markdown(text: str) -> Markup:
    """Render Markdown, or plain text if the syntax would swallow a mark."""
    shown = _renderer().render(clean(text), {})
    if OPEN in text and "<mark>" not in shown:
        return _plain(text)
    return Markup(shown)  # noqa: S704 - escaped by markdown-it


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    for kind in ("text", "code_inline", "code_block", "fence", "image"):
        renderer.add_render_rule(kind, globals()[f"_{kind}"])
    for kind in ("heading_open", "heading_close"):
        renderer.add_render_rule(kind, _heading)
    renderer.add_render_rule("link_open", _link_open)
    return renderer


def _text(self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    return _marks(tokens[at].content, env)


def _code_inline(self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    return f"<code>{_marks(tokens[at].content, env)}</code>"


def _code_block(self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    return f"<pre><code>{_marks(tokens[at].content, env)}</code></pre>"


_fence = _code_block


def _image(self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    return f'<span class="picture">[picture: {_marks(tokens[at].content, env)}]</span>'


def _heading(self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    """Headings are below the page's own, and skip no level."""
    token = tokens[at]
    level = int(token.tag[1])
    if token.nesting < 0:
        return f"</h{env['heading']}>"
    env["heading"] = min(6, level + 1, env.get("heading", 1) + 1)
    return f'<h{env["heading"]} class="level-{level}">'


def _link_open(self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    if not href.startswith(("http://", "https://")):
        return "<a>"
    shown = escape(_FENCED.sub("", href))
    return f'<a href="{shown}" rel="noopener noreferrer nofollow" target="_blank">'


def _marks(content: str, env: dict[str, Any]) -> str:
    """Return text escaped, with the parts inside a quote marked; it may begin before the text."""
    shown = []
    for piece in re.split(f"([{OPEN}{SHUT}])", content):
        if piece in {OPEN, SHUT}:
            env["inside"] = piece == OPEN
        elif piece:
            safe = escape(piece)
            shown.append(f"<mark>{safe}</mark>" if env.get("inside") else safe)
    return "".join(shown)
