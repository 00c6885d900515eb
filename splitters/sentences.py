"""Split text into sentences with exact character offsets. Independent of chunks and models."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import regex
from sentencex import get_sentence_boundaries

from precis.languages.identification import language_of
from precis.languages.plain_text import well_formed
from precis.splitters.short_forms import FALLBACK, FIRST_WORD, is_abbreviated
from precis.splitters.titles import is_in_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SECTION = r"\d{1,3}(?:\.\d{1,3}){1,5}(?:\.(?!\d)|\s+\p{Lu})"
"""What a numbered heading begins with: 2.1. or 2.1 and a capital letter."""

_OWN_LINE = regex.compile(
    rf"\n(?=[ \t]*(?:(?:[-*+•◦▪]|\d{{1,3}}[.)](?!\d)|#{{1,6}}|\|)[ \t]*\S|{_SECTION}"
    r"|(?<!(?:\A|\n)[ \t]*>[^\n]*\n[ \t]*)>[ \t]*\S))"
)

_PARENTHETICAL = 120
"""Up to this many characters in quotation marks or brackets are not cut; longer ones have sentences
of their own."""

_CLOSERS = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "“”", "«": "»", "‹": "›", '"': '"',
            "‘": "’", "「": "」", "『": "』", "（": "）", "【": "】", "《": "》", "”": "”",
            "»": "«»"}  # fmt: skip
_MARKS = regex.compile(r"""[][(){}‘’“”„«»‹›"「」『』（）【】《》]|\n[ \t]*\n""")
_OPENS = regex.compile(r"""(?<!\S)["'`“”‘„«‹(\[{]""")
_CLOSES = regex.compile(r"""["'`“”‘„«»‹›()\[\]{}]""")

_MONEY = regex.compile(r"[$€£¥₹](?=\d)")
_CLOSING = r"""(?:[ \u00a0\u202f]?»|["'”’“›)\]}」』）】》]|[*_]{1,3}(?=\s|\Z))"""
_REFERENCE = (
    r"(?:[¹²³⁰-⁹ᵃ-ᶻ]|\^(?:\d{1,3}|[a-z*†‡])(?!\w)|\^?\[(?:\d{1,4}|[a-z]|note \d{1,3})"
    r"(?:[,–-]\s?\d{1,4}){0,20}\]|\[\p{L}[\p{L} ,'’-]{2,39}\]|\[\^[\w-]{1,20}\])"
)
"""The number, letter or remark of a reference: 12 percent.[7] 12 percent.² 12 percent.^a"""

_REFERENCE_APART = r"[ \u00a0]\[\d{1,4}(?:[,–-]\s?\d{1,4}){0,20}\](?=\[\d|\s|\Z)"
"""A reference after a blank: 12 percent. [7] The next sentence."""

_AFTER_STOP = regex.compile(rf"(?:{_CLOSING}|{_REFERENCE}|{_REFERENCE_APART}){{1,40}}+")
"""What belongs to the sentence before it."""

_STOP = regex.compile(r"[।॥۔؟։።፧။៕។།｡。！？](?![।॥۔؟։።፧။៕។།｡。！？])")
"""Marks that end a sentence in their scripts and do nothing else."""

_STOP_THEN_REFERENCE = regex.compile(
    rf"[.!?]{_REFERENCE}{{1,9}}+(?=\s+[\"'“«„‘(]?[\p{{Lu}}\p{{Lo}}])"
)
_COMPLETE = regex.compile(
    r"(?:[.!?…;؟؛।॥۔։።፧។៕།｡。！？]|[\p{Script=Thai}\p{Script=Lao}]\p{M}*+)"
    rf"(?:{_CLOSING}|{_REFERENCE}){{0,40}}+\Z"
)
_LONGEST_END = 120
_NO_STOPS = regex.compile(r"[\p{Script=Thai}\p{Script=Lao}]")
_SPACE_OF_THAI = regex.compile(
    r"(?<=[\p{Script=Thai}\p{Script=Lao}])[ \u200b]+(?=[\p{Script=Thai}\p{Script=Lao}])"
)
_NAME_BEFORE = regex.compile(r"(?:`[^`\s]*|[\p{L}\p{N}_]\.[\p{L}\p{N}_]+)\.\Z")
_LONGEST_NAME = 60
_WINDOW = 8_000
"""Characters that sentences are looked for in at once."""

_THAI_SENTENCE = 50
"""In Thai and Lao a space ends sentences, but clauses too: after this many characters it counts as
the end of a sentence. A guess, not a measurement."""


class _Pair(NamedTuple):
    """Where a quotation or parenthesis opens and where it is closed."""

    start: int
    end: int


def sentence_spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Return `(start, end)` of every sentence of `text`, in order, without overlap.

    Offsets count characters; each sentence is trimmed of surrounding white space, and every
    character outside the spans is white space. Headings, list items and table rows are
    sentences of their own. `language` is an ISO 639-1 code; without one it is found in the text,
    and unknown ones follow the nearest rules of `sentencex`.

    >>> [("Dr. No left. He ran."[a:b]) for a, b in sentence_spans("Dr. No left. He ran.")]
    ['Dr. No left.', 'He ran.']
    """
    spoken = language or language_of(text) or FALLBACK
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(_borders(text, spoken)):
        for line_start, line_end in _own_lines(text, start, end):
            trimmed = trim(text, line_start, line_end)
            if trimmed[0] < trimmed[1]:
                spans.append(trimmed)
    return spans


def is_complete(sentence: str) -> bool:
    """Return whether the text ends as sentences do in its script; a heading or a scrap does not.

    >>> is_complete("It fell by 12 percent.[7]"), is_complete("Results")
    (True, False)
    """
    return _COMPLETE.search(sentence[-_LONGEST_END:]) is not None


def goes_on(sentence: str) -> bool:
    """Return whether the text begins as the middle of a sentence does: in lower case.

    >>> goes_on("lamp that receives more."), goes_on("iPhones came later.")
    (True, False)
    """
    first = FIRST_WORD.search(sentence)
    return first is not None and first[0].islower()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink `(start, end)` until neither end of `text[start:end]` is white space."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return start, start
    offset = start + len(piece) - len(piece.lstrip())
    return offset, offset + len(stripped)


def _borders(text: str, language: str) -> list[int]:
    """Return where sentences start, and the end of the text."""
    plain = _CLOSES.sub("’", _OPENS.sub("Q", well_formed(text)))
    plain = _MONEY.sub("0", plain)
    found = list(_starts(plain, language))
    found += [match.end() for match in _STOP.finditer(text)]
    found += [match.end() for match in _STOP_THEN_REFERENCE.finditer(text)]
    ends = {_after_marks(text, position) for position in found}
    inner = (position for position in sorted(ends) if 0 < position < len(text))
    kept = [
        position
        for position in _outside(_pairs(text), inner)
        if not (
            is_abbreviated(text, position, language)
            or is_in_title(text, position)
            or _is_in_name(text, position)
        )
    ]
    borders = [0, *kept, len(text)]
    if not _NO_STOPS.search(text):
        return borders
    return [*(p for start, end in pairwise(borders) for p in _spaced(text, start, end)), len(text)]


def _is_in_name(text: str, position: int) -> bool:
    """Return whether a border stands in a name of several parts: django.core.signing.Signer."""
    tail = text[position : position + 1]
    if text[position - 1] != "." or not (tail.isalnum() or tail == "_"):
        return False
    start = max(0, position - _LONGEST_NAME)
    return _NAME_BEFORE.search(text[start:position]) is not None


def _starts(text: str, language: str) -> Iterator[int]:
    """Give where `sentencex` sees sentences start, whose cost is the square of what it is given.

    Each window starts with the last sentence of the one before, which may have been cut.
    """
    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW]
        found = [start + each["start_index"] for each in get_sentence_boundaries(language, window)]
        yield from found[1:]
        goes_on = start + len(window) < len(text)
        start = found[-1] if goes_on and len(found) > 1 else start + len(window)


def _after_marks(text: str, position: int) -> int:
    """Move a border behind the closing marks and references that follow a stop."""
    before = len(text[max(0, position - 8) : position].rstrip())
    stop = max(0, position - 8) + before
    match = _AFTER_STOP.match(text, stop)
    if not match or not before:
        return position
    again = _STOP.match(text, match.end())
    return max(position, again.end() if again else match.end())


def _pairs(text: str) -> list[_Pair]:
    """Return the pairs of marks that do not enclose others; none spans paragraphs."""
    open_marks: list[tuple[int, str]] = []
    pairs: list[_Pair] = []
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark[0] == "\n":
            open_marks = []
        elif _closes(mark, text, match.start()) and any(
            mark in _CLOSERS[opened] for _, opened in open_marks[-3:]
        ):
            while mark not in _CLOSERS[open_marks[-1][1]]:
                open_marks.pop()
            pairs.append(_Pair(open_marks.pop()[0], match.end()))
        elif mark in _CLOSERS and _opens(mark, text, match.start()):
            open_marks.append((match.start(), mark))
    return sorted(pair for pair in pairs if pair.end - pair.start <= _PARENTHETICAL)


def _opens(mark: str, text: str, position: int) -> bool:
    """Return whether a mark opens; a straight one after a letter or digit is none, as in 5".

    In Finnish, Swedish, Danish and German books ”, » open too: between a blank and a word.
    """
    before, after = text[max(0, position - 1) : position], text[position + 1 : position + 2]
    if mark in "”»":
        return (not before or before.isspace()) and after.isalnum()
    return mark != '"' or not before.isalnum()


def _closes(mark: str, text: str, position: int) -> bool:
    if mark == "’":
        return not text[position + 1 : position + 2].isalnum()
    return mark != '"' or not text[max(0, position - 1) : position].isspace()


def _outside(pairs: list[_Pair], positions: Iterable[int]) -> Iterator[int]:
    """Yield the positions that no pair encloses."""
    furthest, ends = 0, []
    for pair in pairs:
        furthest = max(furthest, pair.end)
        ends.append(furthest)
    starts = [pair.start for pair in pairs]
    for position in positions:
        opened = bisect_left(starts, position)
        if not opened or ends[opened - 1] <= position:
            yield position


def _spaced(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the starts of sentences in Thai or Lao, whose only sign is a space."""
    yield start
    last = start
    for match in _SPACE_OF_THAI.finditer(text, start, end):
        if min(match.start() - last, end - match.end()) >= _THAI_SENTENCE:
            last = match.end()
            yield last


def _own_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(match.end() for match in _OWN_LINE.finditer(text, start, end)), end]
    return list(pairwise(cuts))
