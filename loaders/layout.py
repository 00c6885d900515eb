"""The blocks of a PDF page, as LiteParse finds them → Markdown-like text, and pages → one text.

Which pages there are, and what of them has to be recognized first, is decided in `formats/pdf.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.canonical import canonical
from precis.loaders.contract import Page
from precis.loaders.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from liteparse import LayoutBlock

    from precis.loaders.pdf.hyphens import Hyphens
    from precis.loaders.typography import Typography

_MARKUP = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~])|\*\*|~~")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\s*$")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010]$")
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with|de|la|le|et|des|und|der|die))$"
)
"""What a sentence cannot end with, so that a name on the next page belongs to it."""

_MOST_LINES = 4
"""Into so many blocks a heading of several lines may fall apart."""

Outline = dict[tuple[str, ...], int]
"""The headings of a page, as `words`, and their levels, from 1."""


class PageText(NamedTuple):
    """The text of a page."""

    number: int
    text: str


def page_text(blocks: Sequence[LayoutBlock], outline: Outline, typography: Typography) -> str:
    """Return a page as text; what `outline` names is a heading of that level."""
    shown = [
        (block.kind, text)
        for block in _with_headings(blocks, outline)
        if (text := _block_text(block, typography))
    ]
    kinds = [kind for kind, _ in shown]
    joints = [
        "\n" if before == after == "list_item" else "\n\n" for before, after in pairwise(kinds)
    ]
    text = "".join(joint + text for joint, (_, text) in zip(["", *joints], shown, strict=False))
    return canonical(text)


def with_extras(text: str, extras: Sequence[str]) -> str:
    """Return a page with what stands beside its text: behind it, or before what goes on."""
    if not extras:
        return text
    paragraphs = text.split("\n\n") if text else []
    goes_on = len(paragraphs) > 1 and _is_unfinished(text)
    at = len(paragraphs) - 1 if goes_on else len(paragraphs)
    return "\n\n".join([*paragraphs[:at], *extras, *paragraphs[at:]])


_LEADERS = re.compile(
    r" ?(?:[.·] ?){5,}(?:(?P<number>\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})(?P<after> |$))?"
)
"""The dots of a table of contents, and the page number behind them."""


def join_pages(pages: Iterable[PageText], hyphens: Hyphens) -> tuple[str, list[Page]]:
    """Return the text of all pages and the exact range of each.

    A sentence that continues over a page break stays one, and so does a word.
    """
    pages = list(pages)
    texts = {page.number: page.text for page in pages}
    joints: dict[int, str] = {}
    for page, after in pairwise(page for page in pages if page.text):
        joints[after.number] = "\n\n"
        broken = _HYPHEN.search(page.text)
        if broken and after.text[0].isalpha():
            left = page.text[: broken.start()].split()[-1]
            right = after.text.split(maxsplit=1)[0]
            kept = "-" in hyphens.joined(left, right)[len(left) :][:1]
            texts[page.number] = page.text if kept else page.text[: broken.start()]
            joints[after.number] = ""
        elif _goes_on(page.text, after.text):
            joints[after.number] = " "
    whole: list[str] = []
    ranges: list[Page] = []
    end = 0
    for number, text in texts.items():
        start = end + len(joints.get(number, ""))
        end = start + len(text)
        whole += [joints.get(number, ""), text]
        ranges.append(Page(page=number, start=start, end=end))
    return "".join(whole), ranges


def words(text: str) -> tuple[str, ...]:
    """Return what two spellings of a heading have in common."""
    return tuple(_WORD.findall(text.casefold()))


def _goes_on(text: str, after: str) -> bool:
    return _is_unfinished(text) and (after[0].islower() or bool(_OPEN_END.search(text)))


def _is_unfinished(text: str) -> bool:
    """Return whether a page ends in a sentence that is not at its end."""
    last = text.rpartition("\n")[2]
    return not last.startswith(("#", "|", "```")) and not _SENTENCE_END.search(last)


def _with_headings(blocks: Sequence[LayoutBlock], outline: Outline) -> Iterator[LayoutBlock]:
    """Yield the blocks, those that together make up a heading of the outline as one."""
    index = 0
    while index < len(blocks):
        block, count = _heading(blocks[index : index + _MOST_LINES], outline)
        yield block
        index += count


def _heading(blocks: Sequence[LayoutBlock], outline: Outline) -> tuple[LayoutBlock, int]:
    """Return the heading that `blocks` begin with and of how many it is, or the first and 1."""
    for count in range(len(blocks), 0, -1):
        lines = [block.text or "" for block in blocks[:count]]
        level = outline.get(words(" ".join(lines)))
        if level and all(block.kind in {"heading", "paragraph"} for block in blocks[:count]):
            return replace(blocks[0], kind="heading", level=level, text=" ".join(lines)), count
    return blocks[0], 1


def _block_text(block: LayoutBlock, typography: Typography) -> str:
    level = block.level or 0
    if block.kind == "heading":
        return f"{'#' * min(level, 6)} {typography.restore(block.text or '')}"
    text = _LEADERS.sub(_short_leader, typography.restore(_plain(block.text or "")))
    if block.kind == "list_item":
        return f"{'  ' * level}{block.marker if block.ordered else '-'} {text}"
    if block.kind == "table":
        rows = [block.header or [], *(block.rows or [])]
        return table([typography.restore(_plain(cell.text)) for cell in row] for row in rows)
    if block.kind in {"code", "grid_fallback"}:
        return "\n".join(["```", *(line.rstrip() for line in block.lines or []), "```"])
    return text


def _short_leader(found: re.Match[str]) -> str:
    r"""Return a sign for the dots up to a page number, and a line's end after it.

    >>> _LEADERS.sub(_short_leader, "Tides . . . . . . 12 Locks ...... 14 Sluices")
    'Tides … 12\nLocks … 14\nSluices'
    """
    number, end = found["number"], "\n" if found["after"] else ""
    return f" … {number}{end}" if number else " … "


def _plain(text: str) -> str:
    """Return what Markdown would show of a text."""
    return _MARKUP.sub(lambda found: found[1] or "", text)
