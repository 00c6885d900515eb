"""Find code and lists in a text, and the sentence that introduces each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from precis.languages.readable import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = r"(?:[-*+•◦▪]|\d{1,3}[.)]|[a-z][.)])"
_INTRODUCES = re.compile(r"[:：][*_`\"'”’)\s]*\Z")
_LONGEST_END = 10
_BLANK = re.compile(r"(?:[ \t>]*\n)+")
_ENTRY = re.compile(rf"[ \t>]*{_MARK}[ \t]+\S")
_COMMANDS = re.compile(r"(?:[ \t>]*`[^`]{2,1000}`[ \t]*(?:\n|\Z)){1,20}")
_LINE = re.compile(r"([ \t]*)([^\n]*)(?:\n|\Z)")
_TAB = 8


class Block(NamedTuple):
    """Where a block stands."""

    start: int
    end: int


def code_blocks(text: str) -> list[Block]:
    """Return what stands between fences; one that is not closed goes to the end of the text."""
    blocks: list[Block] = []
    opened: re.Match[str] | None = None
    for fence in FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]):
            blocks.append(Block(opened.start(), fence.end()))
            opened = None
    return [*blocks, Block(opened.start(), len(text))] if opened else blocks


def is_inside(blocks: Sequence[Block], position: int) -> bool:
    """Return whether a position is in one of the blocks, which stand in order."""
    index = bisect_right(blocks, position, key=_start) - 1
    return index >= 0 and position < blocks[index].end


def introduces(sentence: str) -> bool:
    """Return whether a sentence ends with a colon, and is no heading."""
    ends = _INTRODUCES.search(sentence[-_LONGEST_END:]) is not None
    return ends and not sentence.startswith("#")


def begins_list(text: str) -> bool:
    """Return whether a text begins with the mark of an entry."""
    return _ENTRY.match(text) is not None


def block_after(text: str, end: int, code: Sequence[Block]) -> Block | None:
    """Return the code or list that a sentence which ends at `end` introduces, if any."""
    blank = _BLANK.match(text, end)
    if blank is None:
        return None
    below = blank.end()
    if fenced := next((block for block in code if block.start == below), None):
        return fenced
    if command := _COMMANDS.match(text, below):
        return _trimmed(text, below, command.end())
    if _ENTRY.match(text, below):
        return _list(text, below)
    return _indented(text, below, _depth(text, end))


def _start(block: Block) -> int:
    return block.start


def _list(text: str, start: int) -> Block:
    """Return the list whose first entry begins at `start`, with what belongs to its entries."""
    depth, end, apart = _margin(text, start), start, False
    for line in _lines(text, start):
        blank, width = not line[2].strip(), _width(line[1])
        entry = _ENTRY.match(line[0])
        goes_on = width > depth or (width == depth if entry else not apart)
        if not (blank or goes_on):
            break
        end = end if blank else line.end()
        apart = blank
    return _trimmed(text, start, end)


def _indented(text: str, start: int, depth: int) -> Block | None:
    """Return the lines from `start` that are indented deeper than `depth`, if there are any."""
    end = start
    for line in _lines(text, start):
        blank = not line[2].strip()
        if not blank and _width(line[1]) <= depth:
            break
        end = end if blank else line.end()
    return _trimmed(text, start, end) if end > start else None


def _lines(text: str, start: int) -> Iterator[re.Match[str]]:
    while start < len(text) and (line := _LINE.match(text, start)):
        yield line
        start = line.end()


def _trimmed(text: str, start: int, end: int) -> Block:
    return Block(start, start + len(text[start:end].rstrip()))


def _depth(text: str, position: int) -> int:
    """Return how deep the line of a position is indented; of an entry, how deep its text is."""
    start = text.rfind("\n", 0, position) + 1
    if entry := _ENTRY.match(text, start):
        return entry.end() - start
    return _margin(text, start)


def _margin(text: str, start: int) -> int:
    line = _LINE.match(text, start)
    return _width(line[1]) if line else 0


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB))
