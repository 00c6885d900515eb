"""A page as PDFium reads it: words, lines, and vertical text."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from precis.loaders.pdf.false_tables import without_false_tables
from precis.loaders.pdf.figures import figures
from precis.loaders.pdf.glyphs import Glyph, Word, glyphs, lines, words
from precis.loaders.pdf.line_numbers import with_initials, without_line_numbers
from precis.loaders.pdf.strokes import strokes, struck_out
from precis.loaders.pdf.symbols import with_symbols
from precis.loaders.pdf.vertical import vertical_text
from precis.loaders.typography import Typography

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from liteparse import LayoutBlock
    from pypdfium2 import PdfDocument

    from precis.loaders.pdf.hyphens import Hyphens

_WITHOUT_MEANING = {"Co", "Cn", "Cc"}
"""Private, unassigned and control characters (Unicode, 4.5)."""

_GARBLED = 0.3
_FEW = 100
"""Characters; a page with more is no picture of text."""

_AROUND = 6
_IDEOGRAPH = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
"""Scripts without blanks between words."""

_SET_APART = re.compile(r"\b(?:\w ){4}\w\b")
_FEW_APART = 8
"""Characters of letters and blanks: fewer may be labels of columns."""

_EXPECTED = "\r\n\t\x02\ufffe"


class Printed:
    """The characters of one page, from its lower to its upper edge in points."""

    def __init__(
        self,
        characters: Sequence[Glyph],
        bottom: float = 0,
        top: float = 0,
        *,
        is_pictured: bool = False,
    ) -> None:
        self.bottom = bottom
        self.top = top
        self.is_pictured = is_pictured
        self._characters = characters
        self._words: list[Word] = list(words(characters))
        self.lines = lines(characters)
        self.vertical = vertical_text(characters)

    @property
    def outside(self) -> list[str]:
        """The lines above and below what is shown of the page."""
        if self.bottom >= self.top:
            return []
        return [
            line.text for line in self.lines if line.bottom >= self.top or line.top <= self.bottom
        ]

    @classmethod
    def of(cls, pdf: PdfDocument, number: int) -> Printed:
        """Read page `number`, 1-based; a page that cannot be read has no characters."""
        from pypdfium2 import PdfiumError

        try:
            page = pdf[number - 1]
            text_page = page.get_textpage()
        except PdfiumError:
            return cls([])
        try:
            left, bottom, right, top = page.get_bbox()
            shown = [g for g in glyphs(text_page) if g.right >= left and g.left <= right]
            found = struck_out(shown, strokes(page))
            is_pictured = len(found) < _FEW and bool(figures(page))
            return cls(found, bottom, top, is_pictured=is_pictured)
        finally:
            text_page.close()
            page.close()

    def without_false_tables(self, blocks: Iterable[LayoutBlock]) -> list[LayoutBlock]:
        """Return the blocks of the page, prose among its tables as prose."""
        return list(without_false_tables(blocks, self.lines, self.top))

    def whole_words(self) -> Iterator[str]:
        """Yield the words that were not broken at the end of a line or of a page."""
        inside = (word for word in self._words[1:] if word.broken is None)
        return (word.plain for word in inside if not word.plain.endswith("-"))

    def rejoined(self, text: str) -> str:
        """Return the text of the page without blanks where PDFium has none.

        Layout has them where a line of ideographs ends, between letters that are set apart, and
        around characters that stand for others (`ActualText`).
        """
        text = without_gaps(text, self._spellings)
        for before, after in pairwise(self.lines):
            end, start = before.text[-_AROUND:], after.text[:_AROUND]
            if _IDEOGRAPH.match(end[-1:]) and _IDEOGRAPH.match(start):
                text = text.replace(f"{end} {start}", f"{end}{start}")
        if _SET_APART.search(text):
            for piece in (piece for line in self.lines for piece in line.pieces):
                apart = " ".join("".join(piece.split()))
                text = text.replace(apart, piece) if len(apart) > _FEW_APART else text
        text = with_initials(without_line_numbers(text, self.lines), self._characters)
        return text.replace("~~ ~~", " ")

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Each word, and how it is spelled where that is always the same."""
        found: dict[str, str] = {}
        for word in self._words:
            spelled = word.spelled if word.broken is None else word.plain
            same = found.setdefault(word.plain, spelled) == spelled
            found[word.plain] = spelled if same else word.plain
        return found

    def typography(self, hyphens: Hyphens) -> Typography:
        """Return how the words are spelled; those broken at the end of a line as `hyphens` says."""
        pairs = []
        for word in self._words:
            if word.broken is None:
                pairs.append((word.plain, word.spelled))
            else:
                whole = hyphens.joined(*word.broken)
                pairs += [(word.plain, whole), ("-".join(word.broken), whole)]
        return Typography(pairs)

    def spelled_lines(self, hyphens: Hyphens) -> list[str]:
        """Return the lines with their words as they are spelled."""
        spelled = self.typography(hyphens)
        return [spelled.restore(line.text) for line in self.lines]

    def with_symbols(self, text: str) -> str:
        """Return the text of the page with the characters that layout cannot write."""
        return with_symbols(text, self._words)

    @cached_property
    def letters(self) -> int:
        """How many characters have a meaning."""
        return sum(
            not glyph.sign.isspace() and not _is_without_meaning(glyph.sign)
            for glyph in self._characters
        )

    @property
    def is_garbled(self) -> bool:
        """Whether many characters have no meaning."""
        inked = sum(not glyph.sign.isspace() for glyph in self._characters)
        return self.letters < (1 - _GARBLED) * inked or not inked


def without_gaps(text: str, known: Mapping[str, str]) -> str:
    """Return text whose tokens are joined where only both together are a known word.

    `known` maps a word to how it is spelled.

    >>> without_gaps("About 10 6 grains", {"About": "About", "106": "10^6", "grains": "grains"})
    'About 10^6 grains'
    """
    first, *rest = text.split(" ")
    tokens, spelled = [first], [first]
    for token in rest:
        whole = tokens[-1] + token
        if whole in known and not (tokens[-1] in known and token in known):
            tokens[-1], spelled[-1] = whole, known[whole]
        else:
            tokens.append(token)
            spelled.append(token)
    return " ".join(spelled)


def _is_without_meaning(sign: str) -> bool:
    if sign in _EXPECTED:
        return False
    return sign == "\ufffd" or unicodedata.category(sign) in _WITHOUT_MEANING
