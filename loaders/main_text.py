"""A web page → its main text and what it says of itself: trafilatura and readability find it.

Two extractors read the page; where they disagree strongly a third decides. They read it once more
with its `div`s as paragraphs, since they pass over text that is not in one. What they find only
says where the content is: `content.py` then takes the page's own blocks, `markup.py` writes them.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from precis.loaders.blocks import blocks
from precis.loaders.content import content
from precis.loaders.markup import render, text_of, tree_of
from precis.loaders.page_repairs import repair_page, with_paragraphs
from precis.loaders.prose import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

    from precis.loaders.blocks import Block

_DISAGREEMENT = 0.5
"""One extract shorter than this share of the other has lost the article, or the other gained one.

Any share from 0.3 to 0.6 gives the same texts on the pages of `benchmarks/extraction.py`.
"""

_PASSED_OVER = 0.7
"""An extract shorter than this share of what is found with `div`s as paragraphs lacks text. From
0.5 to 0.85 nothing changes on every other page of `benchmarks/extraction.py`."""

_ENOUGH_WORDS = 40
"""A page says "please switch on JavaScript" in fewer."""

_HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LANGUAGES = (("http-equiv", "content-language"), ("property", "og:locale"))
"""Where a page may name its language, if not in its first tag."""

_BEFORE_SITE = re.compile(r" [|·•»:–—-] ")
_HEADING = re.compile(r"#{1,6} (.+)")


@dataclass(frozen=True)
class WebPage:
    """The main text of a page, its title not repeated in it, and its metadata where known.

    `date` is ISO 8601 (a day), `language` BCP 47, `url` the canonical address, perhaps relative.
    """

    text: str
    title: str | None
    author: str | None
    date: str | None
    language: str | None
    url: str | None


def read_page(markup: str) -> WebPage:
    """Read a web page; `text` is "" when it has none."""
    from bs4 import BeautifulSoup
    from trafilatura import extract_metadata

    tree = tree_of(markup)
    if tree is None:
        return WebPage(text_of(markup), None, None, None, None, None)
    repair_page(tree)
    found = extract_metadata(tree)
    end = _HEAD_END.search(markup)
    soup = BeautifulSoup(markup[: end.start() if end else 0], "lxml")
    title = _title(found.title, soup.title.get_text(" ", strip=True) if soup.title else "")
    canonical = soup.select_one("link[rel~=canonical][href]")
    text = _main_text(tree) or text_of(markup) or _without_scripts(tree)
    return WebPage(
        text=_without_title(text, title),
        title=title,
        author=found.author,
        date=_date(found.date, tree),
        language=_language(soup),
        url=str(canonical["href"]) if canonical else found.url,
    )


def _title(found: str | None, whole: str) -> str | None:
    """Return the title found or, where that is but the name of the site, the rest of `whole`.

    >>> _title("devlog", "Why my build was slow | devlog")
    'Why my build was slow'
    """
    whole = " ".join(whole.split())
    last = max((mark.span() for mark in _BEFORE_SITE.finditer(whole)), default=None)
    if found and last and _words(whole[last[1] :]) == _words(found):
        return whole[: last[0]]
    return found or whole or None


def _language(soup: BeautifulSoup) -> str | None:
    found = soup.html and (soup.html.get("lang") or soup.html.get("xml:lang"))
    if found:
        return str(found)
    for name, value in _LANGUAGES:
        meta = soup.find("meta", attrs={name: re.compile(f"^{value}$", re.IGNORECASE)})
        if meta and meta.get("content"):
            return str(meta["content"]).partition(",")[0].strip().replace("_", "-")
    return None


def _date(found: str | None, tree: HtmlElement) -> str | None:
    """Return the date found, unless it is but the year of a copyright notice."""
    from htmldate import find_date

    if found and found.endswith("-01-01"):
        return find_date(tree, extensive_search=False, original_date=True)
    return found


def _main_text(tree: HtmlElement) -> str:
    """Return the content of a page, which loses everything else."""
    body = tree.find("body") if tree.find("body") is not None else tree
    found = blocks(body)
    chosen = set(content(found, _whole_extract(tree, found)))
    if not chosen:
        return ""
    for block in found:
        if block not in chosen:
            block.clear()
    boxes = {box for block in chosen for box in block.boxes}
    for box in [box for box in body.iter("input") if box not in boxes]:
        box.drop_tree()
    return render(body)


def _without_scripts(tree: HtmlElement) -> str:
    """Return what a page shows where scripts don't run, if that is prose and not a request."""
    for element in tree.iter("noscript"):
        element.tag = "div"
    text = render(tree)
    return text if len(_WORD.findall(text)) >= _ENOUGH_WORDS else ""


def _whole_extract(tree: HtmlElement, found: Sequence[Block]) -> str:
    """Return the extract of a page, with the text in its `div`s where that is much."""
    extract = _extracted(tree)
    in_boxes = sum(_length(block.text) for block in found if _is_boxed_sentence(block))
    if _length(extract) >= _PASSED_OVER * (_length(extract) + in_boxes):
        return extract
    of_paragraphs = _extracted(with_paragraphs(tree))
    return of_paragraphs if _length(extract) < _PASSED_OVER * _length(of_paragraphs) else extract


def _is_boxed_sentence(block: Block) -> bool:
    return block.element.tag == "div" and is_sentence(block)


def _extracted(tree: HtmlElement) -> str:
    """Return the text that extractors take for the main one."""
    from trafilatura.external import try_readability

    precise = _extract(tree, precise=True)
    readable = _text(try_readability(deepcopy(tree)))
    if _length(precise) < _DISAGREEMENT * _length(readable):
        return sorted([precise, readable, _extract(tree, precise=False)], key=_length)[1]
    return precise


def _extract(tree: HtmlElement, *, precise: bool) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree),
        fast=True,
        favor_precision=precise,
        include_comments=False,
        include_formatting=True,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return ""
    return _text(found.body)


def _text(element: HtmlElement) -> str:
    return "\n".join(str(text) for text in element.itertext())


def _length(text: str) -> int:
    return len("".join(text.split()))


def _without_title(text: str, title: str | None) -> str:
    """Drop the first heading when it says what the title says."""
    first, _, rest = text.partition("\n")
    heading = _HEADING.fullmatch(first)
    if heading and title and _words(heading[1]) == _words(title):
        return rest.strip()
    return text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
