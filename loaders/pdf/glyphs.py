"""The characters of a page where PDFium finds them → words as they are spelled, and lines.

A word keeps what layout loses: raised and lowered characters, dashes and quotation marks, and the
hyphen at which it was broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.marks import lowered, raised, struck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pypdfium2 import PdfTextPage

_BROKEN = "\x02\ufffe"
"""What PDFium writes for a hyphen at the end of a line."""

_SMALLER = 0.85
_RAISED_BY, _LOWERED_BY = 0.2, 0.02
"""Shares of the height of the line, measured between the lower edges of the fonts' boxes."""

_GAP = 0.3
_WIDE = 1.2
"""Gaps inside a word, and between what does not belong together, by the height of the line."""

_WIDER = 0.6
"""A gap that is wider than any between the words of a phrase, by the height of the line."""

_NARROW, _DIGIT = 0.42, 0.6
"""How wide a digit is at least, and about how high its ink, by the height of its font's box: a
narrower one may be drawn raised (OpenType `sups`), which its box doesn't tell."""

_STRUCK = "struck"
_OVER = 4
"""Points by which a line printed twice, for bold type or a shadow, is moved."""

_LONGEST_MARK = 8
"""Characters; a longer run in smaller type is in another font."""

_MOST_CHARACTERS = 200_000
"""On one page; beyond it nobody reads them one by one."""


class Glyph(NamedTuple):
    """A character and its box, in points from the lower left corner."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    is_struck: bool = False

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


class Word(NamedTuple):
    """A word as layout gives it and as it is spelled; `broken` are its parts at a line's end."""

    plain: str
    spelled: str
    broken: tuple[str, str] | None = None


class Line(NamedTuple):
    """A line: its pieces between wide gaps, its lower and its upper edge in points; its phrases."""

    pieces: tuple[str, ...]
    bottom: float
    top: float
    phrases: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(self.pieces)


def glyphs(text_page: PdfTextPage) -> list[Glyph]:
    """Return the characters of a page in the order of PDFium, with their boxes."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    handle, unicode, place = text_page.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    found = []
    high = 0
    for index in range(min(text_page.count_chars(), _MOST_CHARACTERS)):
        code = unicode(handle, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - surrogates (Unicode, 3.8)
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004 - a low surrogate
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        place(handle, index, box)
        glyph = Glyph(chr(code), box.left, box.bottom, box.right, box.top)
        is_narrow = glyph.right - glyph.left < _NARROW * glyph.height
        found.append(
            _inked(text_page, index, glyph) if is_narrow and "0" <= glyph.sign <= "9" else glyph
        )
    return found


def _inked(text_page: PdfTextPage, index: int, glyph: Glyph) -> Glyph:
    """Return a digit in the box of its ink if the font itself draws it raised."""
    _, bottom, _, top = text_page.get_charbox(index)
    is_small = top - bottom < _SMALLER * _DIGIT * glyph.height
    is_raised = bottom - glyph.bottom > _DIGIT / 2 * glyph.height
    return glyph._replace(bottom=bottom, top=top) if is_small and is_raised else glyph


def words(characters: Sequence[Glyph]) -> Iterator[Word]:
    """Yield the words of a page."""
    pieces: list[tuple[str, str]] = []
    base: Glyph | None = None
    last: Glyph | None = None
    pending = False
    for glyph in characters:
        if glyph.sign in "\r\n" or glyph.sign.isspace():
            pending = True
            continue
        if pending and pieces and not _goes_on(last, glyph):
            yield _word(pieces)
            pieces = []
        pending = False
        place = _place(base, glyph) if pieces and last and _is_beside(last, glyph) else ""
        if not place:
            base = glyph
        if glyph.is_struck:
            place = _STRUCK
        pieces.append((glyph.sign, place))
        last = glyph
    if pieces:
        yield _word(pieces)


def lines(characters: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, each once where it is printed over itself."""
    found: dict[tuple[str, int, int], Line] = {}
    line: list[Glyph] = []
    for glyph in [*characters, Glyph("\n", 0, 0, 0, 0)]:
        if glyph.sign not in "\r\n":
            line.append(glyph)
            if glyph.sign not in _BROKEN:
                continue
        inked = [g for g in line if not g.sign.isspace()]
        if inked:
            first = inked[0]
            pieces, phrases = tuple(_pieces(line, _WIDE)), tuple(_pieces(line, _WIDER))
            key = (" ".join(pieces), round(first.left / _OVER), round(first.bottom / _OVER))
            found.setdefault(key, Line(pieces, min(g.bottom for g in inked), first.top, phrases))
        line = []
    return list(found.values())


def _pieces(line: Sequence[Glyph], wide: float) -> Iterator[str]:
    """Yield what stands on a line between gaps that are that wide, by its height."""
    text = ""
    last: Glyph | None = None
    for glyph in line:
        if last and not glyph.sign.isspace() and glyph.left - last.right > wide * last.height:
            yield text.strip()
            text = ""
        text += "-" if glyph.sign in _BROKEN else glyph.sign
        last = last if glyph.sign.isspace() else glyph
    yield text.strip()


def _goes_on(last: Glyph | None, glyph: Glyph) -> bool:
    """Return whether a word continues over a break that PDFium makes if a character is raised."""
    if last is None or not _is_beside(last, glyph) or abs(glyph.left - last.right) > 1:
        return False
    return min(last.height, glyph.height) < _SMALLER * max(last.height, glyph.height)


def _is_beside(last: Glyph, glyph: Glyph) -> bool:
    height = max(last.height, glyph.height)
    near = -height < glyph.left - last.right < _GAP * height
    return near and glyph.bottom < last.top and last.bottom < glyph.top


def _place(base: Glyph | None, glyph: Glyph) -> str:
    """Return where a character stands beside the last one on the line: raised, lowered or ""."""
    if base is None or not base.height or glyph.height > _SMALLER * base.height:
        return ""
    shift = (glyph.bottom - base.bottom) / base.height
    if shift > _RAISED_BY:
        return "raised"
    lower = glyph.top < base.top - _RAISED_BY / 2 * base.height
    return "lowered" if shift < -_LOWERED_BY and lower else ""


def _word(pieces: Sequence[tuple[str, str]]) -> Word:
    plain = "".join(sign for sign, _ in pieces)
    spelled, run, before = "", "", ""
    for sign, place in [*pieces, ("", "end")]:
        if place != before:
            spelled += _marked(spelled, run, before, inside=sign.isalpha())
            run, before = "", place
        run += sign
    at = next((index for index, sign in enumerate(plain) if sign in _BROKEN), -1)
    if at < 0:
        return Word(plain, spelled)
    left, right = plain[:at], plain[at + 1 :]
    parts = (left, right) if left and right and len(spelled) == len(plain) else None
    for sign in _BROKEN:
        spelled = spelled.replace(sign, "-")
    return Word(left + right, spelled, parts)


def _marked(before: str, run: str, place: str, *, inside: bool) -> str:
    """Mark a run that is raised or lowered; letters `inside` a word are of another font."""
    if place == _STRUCK:
        return struck(run)
    other_font = len(run) > _LONGEST_MARK or not any(map(str.isalnum, run))
    if other_font or (inside and run.isalpha()):
        return run
    if place == "raised":
        return raised(before, run)
    return lowered(before, run) if place == "lowered" else run
