"""Numbers of lines at the margin of drafts, laws and transcripts, and large initials."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precis.loaders.pdf.glyphs import Glyph, Line

_FEWEST = 5
"""Lines that are numbered one after the other."""

_CONTINUED = 0.3
"""The share of them that begin within a sentence: items of a list and rows of a table do not."""

_LARGER = 1.6
_NEAR = 0.5
_WORDS_OF_ONE_LETTER = frozenset("AIOEYUÀÈÉÓ")
_START = 12


def without_line_numbers(text: str, lines: Sequence[Line]) -> str:
    """Return the text of a page without the numbers of its lines."""
    for number, said in _numbered(lines):
        start = re.escape(said[:_START])
        text = re.sub(rf"(?<!\S){number}\s+(?={start})", "", text, count=1)
    return text


def _numbered(lines: Sequence[Line]) -> list[tuple[str, str]]:
    found = [
        (line.pieces[0], line.pieces[1])
        for line in lines
        if len(line.pieces) > 1 and line.pieces[0].isdecimal()
    ]
    steps = sum(int(after[0]) == int(before[0]) + 1 for before, after in pairwise(found))
    continued = sum(said[0].islower() for _, said in found)
    is_numbering = steps + 1 >= max(_FEWEST, 0.8 * len(found)) and len(found) > len(lines) / 2
    return found if is_numbering and continued > _CONTINUED * len(found) else []


def with_initials(text: str, characters: Sequence[Glyph]) -> str:
    """Return the text of a page with large initials as part of their words."""
    placed = [(place, glyph) for place, glyph in enumerate(characters) if not glyph.sign.isspace()]
    for (_, initial), (place, after) in pairwise(placed):
        if (
            initial.sign.isupper()
            and initial.sign not in _WORDS_OF_ONE_LETTER
            and after.sign.islower()
            and initial.height > _LARGER * after.height
            and abs(after.left - initial.right) < _NEAR * initial.height
            and initial.bottom < after.top <= initial.top + after.height
        ):
            said = "".join(glyph.sign for glyph in characters[place : place + _START])
            rest = said.split()[0]
            text = text.replace(f"{initial.sign} {rest}", f"{initial.sign}{rest}", 1)
    return text
