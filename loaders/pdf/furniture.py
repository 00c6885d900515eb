"""Running titles and page numbers: what repeats at the edges of pages but for the page's number.

A sentence, a part of one, and a line whose other numbers change are content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from precis.loaders.pdf.glyphs import Line
    from precis.loaders.pdf.printed import Printed

_EDGE = 0.13
"""The share of a page's height, above and below, in which running titles stand."""

_NEAR = 6.0
"""Points by which the place of a running title may differ from page to page."""

_LINE_GAP = 1.0
"""Points by which the gaps between the lines of a paragraph differ at most."""

_SEVERAL = 3
"""Pages on which a title repeats; of a document of two pages both."""

_PAGE_NUMBER = re.compile(
    r"[\s\-–—|·•*~\[(]*(?:(?:page|pg\.?|p\.|seite|página|pagina|side|sida|стр\.?|s\.)\s*)?"
    r"(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|из|av)\s*\d{1,4})?[\s\-–—|·•*~\])]*",
    re.IGNORECASE,
)
_NAMED_PAGE = re.compile(
    r"\b(?:page|pg\.|seite|página|pagina|side|sida|стр\.)\s*\d{1,4}(?:\s*(?:/|of|von|de|di|sur|из|av)\s*\d{1,4})?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?P<name>[A-Z][A-Z0-9]{0,19}[-_. ]?(?:[A-Z]{1,9}[-_. ]?)?)(?P<number>\d{5,10})"
)
"""A number of Bates, as the pages of evidence are stamped at their foot."""

_BESIDE = re.compile(r"\s*[|·•–—]\s*|\s{2,}")
_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_FEWEST_WORDS = 4
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Edge(NamedTuple):
    """A piece of text at the edge of a page; `y` is its distance from that edge."""

    page: int
    text: str
    top: bool
    y: float
    title: str
    """The text without the number of the page in it."""
    is_part: bool = False
    """Whether the line goes on in the next one as a sentence does."""


def furniture(pages: Mapping[int, Printed]) -> dict[int, list[str]]:
    """Return the running titles and page numbers of each page, as they are printed there."""
    edges = [edge for number, page in pages.items() for edge in _edges(number, page)]
    sure = [*_repeated(edges, len(pages)), *_counting(edges), *_stamps(edges)]
    found: dict[int, list[str]] = defaultdict(list)
    for edge in [*sure, *_beside(edges, sure)]:
        if edge.text not in found[edge.page]:
            found[edge.page].append(edge.text)
    for number, page in pages.items():
        for line in page.lines:
            if len(line.pieces) > 1 and set(line.pieces) <= set(found.get(number, [])):
                found[number].append(line.text)
    return found


def _edges(number: int, page: Printed) -> Iterator[_Edge]:
    for index, line in enumerate(page.lines):
        above, below = page.top - line.top, line.bottom - page.bottom
        top, distance = above < below, min(above, below)
        if distance < _EDGE * (page.top - page.bottom):
            is_part = _goes_on(line, page.lines[index + 1 : index + 3])
            for text in dict.fromkeys((line.text, *line.pieces)):
                flat = " ".join(text.split())
                yield _Edge(number, flat, top, distance, _without_number(text), is_part)


def _goes_on(line: Line, following: Sequence[Line]) -> bool:
    """Return whether a line is followed by one that begins in the middle of a sentence, no
    further from it than the next line is.
    """
    return any(
        after.text[:1].islower()
        and 0 <= line.bottom - after.top < after.bottom - next_one.top + _LINE_GAP
        for after, next_one in pairwise(following)
    )


def _repeated(edges: Sequence[_Edge], count: int) -> Iterator[_Edge]:
    """Yield what stands on several pages in the same place in the same words."""
    groups: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.title, edge.top].append(edge)
    for (text, _), group in groups.items():
        near = [edge for edge in group if abs(edge.y - group[0].y) < _NEAR and not edge.is_part]
        pages = {edge.page for edge in near}
        enough = len(pages) >= min(_SEVERAL, max(count, 2))
        if enough and any(map(str.isalpha, text)) and not _is_content(text):
            yield from near


def _beside(edges: Sequence[_Edge], sure: Iterable[_Edge]) -> Iterator[_Edge]:
    """Yield what stands beside running titles on more than one page: the names of sections."""
    lines = {(edge.page, edge.top, edge.y) for edge in sure if any(map(str.isalpha, edge.title))}
    groups: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if (edge.page, edge.top, edge.y) in lines and not _is_content(edge.title):
            groups[edge.title, edge.top].append(edge)
    for group in groups.values():
        if len({edge.page for edge in group}) > 1:
            yield from group


def _stamps(edges: Iterable[_Edge]) -> Iterator[_Edge]:
    """Yield the stamps at the foot of several pages whose number grows by one."""
    groups: dict[tuple[str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        match = _STAMP.fullmatch(edge.text)
        if match and not edge.top:
            groups[match["name"], int(match["number"]) - edge.page].append(edge)
    for group in groups.values():
        if len({edge.page for edge in group}) >= _SEVERAL:
            yield from group


def _without_number(text: str) -> str:
    """Return a title without the page number beside it or in it.

    >>> _without_number("12   Tides"), _without_number("Saved in 2024, page 3 of 12")
    ('Tides', 'Saved in 2024,')
    """
    parts = _BESIDE.split(_NAMED_PAGE.sub("", text))
    rest = [part for part in parts if not _PAGE_NUMBER.fullmatch(part)]
    return " ".join(" ".join(rest).split())


def _is_content(text: str) -> bool:
    words = text.split()
    sentence = bool(_SENTENCE.search(text)) and len(words) >= _FEWEST_WORDS
    return sentence or (text[:1].islower() and bool(_SENTENCE.search(text)))


def _counting(edges: Iterable[_Edge]) -> Iterator[_Edge]:
    """Yield numbers that grow by one from page to page in the same place."""
    groups: dict[tuple[int, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        match = _PAGE_NUMBER.fullmatch(edge.text)
        number = _value(match["number"]) if match else None
        if number is not None:
            groups[number - edge.page, edge.top].append(edge)
    for group in groups.values():
        near = [edge for edge in group if abs(edge.y - group[0].y) < _NEAR]
        if len({edge.page for edge in near}) > 1:
            yield from near


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    digits = [_ROMAN[sign] for sign in text.lower()]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))


def cut(text: str, titles: Sequence[str]) -> str:
    """Return the text of a page without `titles` at its beginning and its end.

    A number alone is cut where it is a paragraph, or where it stood beside a title.
    """
    ordered = sorted(titles, key=len, reverse=True)
    for begins in (True, False):
        beside = False
        while (shorter := _shorter(text, ordered, begins=begins, beside=beside)) is not None:
            text, beside = shorter, True
    return text


def _shorter(text: str, titles: Sequence[str], *, begins: bool, beside: bool) -> str | None:
    for title in titles:
        words = r"\s+".join(map(re.escape, title.split()))
        apart = r"\s" if beside or not _PAGE_NUMBER.fullmatch(title) else r"\n\n"
        edge = rf"\A(?:#+ )?{words}(?:{apart}\s*|\Z)" if begins else rf"(?:{apart}|\A){words}\Z"
        shorter = re.sub(edge, "", text)
        if shorter != text:
            return shorter.strip("\n ")
    return None
