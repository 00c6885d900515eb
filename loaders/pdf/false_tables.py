"""Prose that layout takes for a table, since words of its lines stand below each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from liteparse import LayoutBlock, LayoutCell

    from precis.loaders.pdf.glyphs import Line

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_FEW_WORDS = 5
"""What stands together on a line in fewer may be in columns that are close to each other."""

_SHARE = 0.5
_FULL = 0.7
"""Of the longest line: so long a line goes on in the next."""


def without_false_tables(
    blocks: Iterable[LayoutBlock], lines: Sequence[Line], top: float
) -> Iterator[LayoutBlock]:
    """Yield the blocks of a page whose upper edge is at `top`, prose among its tables as prose.

    In a table no phrase is in two cells: where most are, the lines are read as they stand.
    """
    blocks = list(blocks)
    others = {_squeezed((block.text or "").casefold()) for block in blocks}
    own = [line for line in lines if _squeezed(line.text.casefold()) not in others]
    for block in blocks:
        inside = _lines_of(block, own, top) if block.kind == "table" else []
        if _is_prose(block, inside):
            yield from (
                replace(block, kind="paragraph", text=text, level=None)
                for text in _paragraphs([line.text for line in inside])
            )
        else:
            yield _with_spans(block, inside)


def _with_spans(block: LayoutBlock, lines: Sequence[Line]) -> LayoutBlock:
    """Return a table with rows that are one phrase in one cell, unless half of all are."""
    rows = block.rows or []
    printed = {_squeezed(line.text.casefold()): len(line.phrases) for line in lines}
    spanned = [
        printed.get(_squeezed("".join(cell.text.casefold() for cell in row))) == 1
        and sum(bool(cell.text.strip()) for cell in row) > 1
        for row in rows
    ]
    if 2 * sum(spanned) >= len(rows):
        return block
    whole = [_joined(row) if is_one else row for row, is_one in zip(rows, spanned, strict=True)]
    return replace(block, rows=whole)


def _joined(row: Sequence[LayoutCell]) -> list[LayoutCell]:
    text = " ".join(cell.text for cell in row if cell.text.strip())
    first, *rest = row
    return [replace(first, text=text), *(replace(cell, text="") for cell in rest)]


def _lines_of(block: LayoutBlock, lines: Sequence[Line], top: float) -> list[Line]:
    if block.bbox is None:
        return []
    upper, lower = top - block.bbox.y, top - block.bbox.y - block.bbox.height
    words = {word for text in _cells(block) for word in _LETTERS.findall(text)}
    return [
        line
        for line in lines
        if lower < (line.bottom + line.top) / 2 < upper
        and words.issuperset(_LETTERS.findall(line.text.casefold()))
    ]


def _is_prose(block: LayoutBlock, inside: Sequence[Line]) -> bool:
    cells = "\n".join(map(_squeezed, _cells(block)))
    phrases = [phrase.casefold() for line in inside for phrase in line.phrases]
    cut = [
        phrase
        for phrase in phrases
        if len(_WORD.findall(phrase)) >= _FEW_WORDS and _squeezed(phrase) not in cells
    ]
    return bool(cut) and sum(map(len, cut)) > _SHARE * sum(map(len, phrases))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines, those that go on in the next joined; a word that was broken is whole."""
    full = _FULL * max(map(len, lines))
    text = ""
    for line in lines:
        text += line
        if len(line) < full or _SENTENCE_END.search(line):
            yield text
            text = ""
        elif not line.endswith("-"):
            text += " "
    if text:
        yield text


def _cells(block: LayoutBlock) -> Iterator[str]:
    rows = [block.header or [], *(block.rows or [])]
    return (cell.text.casefold() for row in rows for cell in row)


def _squeezed(text: str) -> str:
    return "".join(_LETTERS.findall(text))
