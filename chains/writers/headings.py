"""Detect headings in text of any format: marked, underlined, or on a line of their own."""

import re
from bisect import bisect_right
from functools import lru_cache

from precis.chains.writers.standing_alone import faults
from precis.languages.readable import readable
from precis.languages.words import word_count
from precis.splitters.blocks import code_blocks, is_inside
from precis.splitters.sentences import is_complete

MAX_WORDS = 12
"""A line of more words is no heading without a mark."""

MAX_MARKED_WORDS = 30
"""A line of more words is none with a mark either."""

MARKED = 2
"""Headings with a mark from which on a text has no others."""

_MARK = re.compile(r"#{1,6}\s")
_RULES = "=-~^#*+_ \n\t"
_BELOW = re.compile(r"[ \t]*(?:\n[ \t]*\n|\n([=\-~^#*+_:'])\1{2,}|\s*\Z)")
_RULE = re.compile(r"[ \t]*\n([=\-~^#*+_:'])\1{2,}[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"[^\s\n][^\n]*")
_INDENT = re.compile(r"(?: {2,}|\t|[ ]{0,3}(?:[-*+•◦▪]|\d{1,3}[.)])\s)")
_NUMBER = re.compile(r"[ ]{0,3}\d{1,3}[.)]\s")
_LOWER = "a-zß-öø-ÿа-џά-ώ"
TITLE_ABOVE = re.compile(
    r"^(?:(?:\d{1,2}\.){1,3}\d{0,2}[ \t]+[^\W\d_][^\n.!?:;,|]{1,60}\n(?=[^\W\d_])"
    rf"|(?:(?<=\n\n)|(?<!\n))(?![{_LOWER}])[^\W\d_][^\n.!?:;,|]{{1,40}}\n"
    rf"(?=(?![{_LOWER}])[\"“„«(]?\w[^\n|]{{60}}))",
    re.MULTILINE,
)
"""A short line right above a text: with a number, or at the head of a paragraph whose next line is
longer."""

_MAX_ASKED_WORDS = 20
"""A question of more words is no heading."""

_QUESTION = re.compile(r"[^\s\"“„«'‘][^\n]{,500}[?？؟][ \t]{,9}\n")
"""The bounds hold what is looked at for each sentence of a long line; no heading reaches them."""

_RUN_IN_HEADING = re.compile(
    r"(?:\d{1,4}(?:\.\d{1,4}){0,6}\.?\s+)?(\*\*\*|\*\*|\*|__|_)(?!\s)[^*_\n]{1,120}[.:]?\1[.:]?"
)
_LOOK = 200
_OF_TITLES = frozenset({"dangling", "cut"})
"""Faults of a sentence that a heading of the second level or below may have; one mark may also
begin a comment."""


def is_heading(text: str, start: int, end: int) -> bool:
    """Return whether a piece is a short line with a mark, a rule or blank lines around it."""
    if is_marked(text, start):
        title = text[start:end].strip(_RULES)
        found = set(faults(readable(title) + "."))
        allowed = _OF_TITLES if text.startswith("##", start) else frozenset[str]()
        return 0 < word_count(title) <= MAX_MARKED_WORDS and found <= allowed
    title, _, rest = text[start:end].partition("\n")
    title = title.strip(_RULES)
    above = text[max(0, start - _LOOK) : start].rsplit("\n\n", 1)[-1]
    alone = _BELOW.match(text, end)
    reads = not title.endswith((":", ",", ";")) and not faults(readable(title) + ".")
    around = above.strip(_RULES) or rest.strip(_RULES)
    return bool(alone) and reads and not around and 0 < word_count(title) <= MAX_WORDS


def is_above(text: str, start: int, end: int, *, whole: bool) -> bool:
    """Return whether a piece is a heading: if it is a `whole` sentence, a question."""
    return is_asked_above(text, start, end) if whole else is_heading(text, start, end)


def is_asked_above(text: str, start: int, end: int) -> bool:
    """Return whether a piece is a short question on a line of its own above its answer."""
    line = text.rfind("\n", 0, start) + 1
    asked = _QUESTION.match(text, start)
    return (
        asked is not None
        and asked.end() >= end
        and not text[max(0, line - _LOOK) : line].rpartition("\n\n")[2].strip(_RULES)
        and bool(text[asked.end() : asked.end() + _LOOK].strip())
        and word_count(asked[0]) <= _MAX_ASKED_WORDS
    )


def is_title_above(text: str, start: int, end: int) -> bool:
    """Return whether a piece is a short line right above the text that it is the title of."""
    title = TITLE_ABOVE.match(text, start) if text[start - 1 : start] in {"", "\n"} else None
    return title is not None and title.end() - 1 <= end + 1


def is_run_in_heading(sentence: str, following: str) -> bool:
    """Return whether a sentence is a heading in the line of the text that follows."""
    return following not in {"", "\n"} and _RUN_IN_HEADING.fullmatch(sentence) is not None


def is_underlined(text: str, start: int, end: int) -> bool:
    """Return whether a rule of one sign stands below a line, which may begin with a star."""
    below = _RULE.match(text, text.find("\n", start, end) if "\n" in text[start:end] else end)
    return below is not None


def is_marked(text: str, start: int) -> bool:
    """Return whether a line begins with the mark of a heading."""
    return _MARK.match(text, start) is not None


class Headings:
    """The headings of a document, in order."""

    def __init__(self, text: str) -> None:
        found = _headings(text)
        self._starts = [start for start, _ in found]
        self._titles = [title for _, title in found]

    def above(self, position: int) -> str:
        """Return the heading that a position stands below; nothing above the first."""
        index = bisect_right(self._starts, position) - 1
        return self._titles[index] if index >= 0 else ""


@lru_cache(maxsize=8)
def headings_of(text: str) -> Headings:
    """Return the headings of a text."""
    return Headings(text)


def is_indented(text: str, start: int) -> bool:
    """Return whether the line of a sentence begins with blanks or with the mark of a list."""
    return _INDENT.match(text, text.rfind("\n", 0, start) + 1) is not None


def is_numbered(text: str, start: int) -> bool:
    """Return whether the line of a sentence begins with its number: 3. or 3)."""
    return _NUMBER.match(text, text.rfind("\n", 0, start) + 1) is not None


def _headings(text: str) -> list[tuple[int, str]]:
    """Return the starts and titles of headings: of the marked ones alone, if there are some."""
    code = code_blocks(text)
    found: list[tuple[int, str]] = []
    for line in _LINE.finditer(text):
        start, end = line.start(), line.start() + len(line[0].rstrip())
        indented = is_indented(text, start) and not is_underlined(text, start, end)
        plain = not indented and not is_complete(line[0])
        title = (
            ((plain or is_marked(text, start)) and is_heading(text, start, end))
            or is_asked_above(text, start, end)
            or is_title_above(text, start, end)
        )
        if title and not is_inside(code, start):
            found.append((start, readable(line[0].strip(_RULES))))
    marked = [heading for heading in found if is_marked(text, heading[0])]
    return marked if len(marked) >= MARKED else found
