"""Parse the numbers that a line of a reply cites, in one file: every citation style.

A mark is recognised by its form and counts only where its numbers are among those shown; what
stands so in the sentences shown, such as "[1] of the contract", is text. A Markdown parser is
of no help: in 61 of the 65 styles of reply that are tested it sees nothing but text.
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

MAX_CITED = 10
"""Sentences one mark may name; a mark that names more points nowhere and is ignored."""

PHRASES = json.loads(Path(__file__).with_name("phrases.json").read_text(encoding="utf-8"))
CITING = frozenset(PHRASES["citing"].split())
COLLECTED = frozenset(PHRASES["collected"].split())
_ENTRY = frozenset(PHRASES["entry"].split())
_JOINING = frozenset(PHRASES["joining"].split())
_RANGE = frozenset("- – — ~ to bis".split())
QUANTITIES = frozenset("%‰$€£¥₹°±×÷?!'\"′″")
"""Signs beside which a number is an amount or a part of what is said; others separate numbers."""

_EMPTY = frozenset(["", "?", "-", "—", "n/a", "na", "none", "citation needed", "no citation"])
_UNITS = frozenset("m km cm mm dm nm µm μm ft in yd mi s sec ha mc".split())

_LEAST_LETTERS = 4
_BEGINNING = 6
_LABEL_WORDS = 3
_NEAR = 60
"""Characters beside a mark that say whether it is one."""

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(RAISED, "0123456789")
_RAISING = str.maketrans("0123456789", RAISED)
_SIGNS = "".join(chr(it) for it in range(0x300, 0x2000) if unicodedata.category(chr(it))[0] == "M")
LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
"""A letter, or a vowel sign or accent of its own, which is no part of a word for `re`."""

_TOKEN = re.compile(rf"\d+|{LETTER}+|\S")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_NUMBER = re.compile(r"\d+")
_LISTED = r"\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,20}"
_BRACKETED = re.compile(
    r"[\^$]?(?:\[\[([^\[\]]{1,80})\]\]|[\[【［〔⟦]([^\[\]【】［］〔〕⟦⟧]{0,80})[\]】］〕⟧]"
    r"|[{⟨<]{1,2}([^{}⟨⟩<>]{1,40})[}⟩>]{1,2})(?:[\^$](?![\d\[]))?"
)
_PARENTHESISED = re.compile(r"[(（]([^()（）]{1,80})[)）]")
_PARENTHESISED_END = re.compile(r"[(（][^()（）]{1,80}[)）]\W{0,3}$")
_NESTED = re.compile(r"\[\s?((?:\[\d{1,4}\][ ,;]{0,3}){2,20})\]")
_FURTHER_PARENTHESES = re.compile(r"(?:\s?[,;]?\s?[(（]\d{1,4}[)）]){0,8}")
_RAISED = re.compile(rf"⁻?[{RAISED}]+(?:[,˒‚⁻–-]\s?[{RAISED}]+|[ \u2009][{RAISED}]+)*")
_CARET = re.compile(
    rf"\$?(?<![\s^])(?:\^\{{\s*{_LISTED}\s*\}}\$?|\^\({_LISTED}\)|(?:\^{{1,2}}{_LISTED}){{1,20}}(?:[\^$]|(?!\w)))"
)
_COMMAND = re.compile(rf"\\[a-zA-Z]{{1,20}}\{{\s*({_LISTED})\s*\}}")
_TAIL = re.compile(
    rf"(?:^|(?<=[.!?。！？\"”’»)\]:—–-])|[—–|→~-])\s*(?P<said>[^\W\d_]{{1,20}}\s*[:：#.]{{0,2}}\s*{_LISTED}"
    rf"(?:\s*(?:and|&|und|et|y)\s*\d{{1,4}})?)[.)\s]*$"
)
_HEAD = re.compile(rf"^(?P<said>[^\W\d_]{{1,20}}\s*[:#]?\s*{_LISTED})\s*[:.)–—-]\s+(?=\S)")
_LEADING = re.compile(r"^[\s,;:：|—–-]+(?=\w)")
_DANGLING = re.compile(r"[\s,;:：—–→|~-]+$")
_WORDS_BEFORE = re.compile(r"([^\W_]+)\W{0,2}$")
_STOP = ".!?…。！？"
_CLOSES = "\"'”’)»]）】」』"
_ENDS = re.compile(rf"[{re.escape(_CLOSES)}*_\s]*(?:$|[{re.escape(_STOP)}])")


@dataclass(frozen=True)
class Mark:
    """A citation in a line: its place, the numbers it names, and how sure its form is."""

    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Cited:
    """A sentence of a reply without its marks.

    `numbers` are those that it cites, ascending; `shared`, where it cites none, those that stand
    for a whole paragraph or reply and may be meant for it.
    """

    text: str
    numbers: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


@dataclass
class Shown:
    """The sentences that a model was shown, numbered from 1."""

    texts: Sequence[str]
    renamed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """What a footnote's label stands for."""

    @cached_property
    def source(self) -> str:
        """All of them in one line, lower case."""
        return " ".join(" ".join(self.texts).lower().split())

    @cached_property
    def words(self) -> frozenset[str]:
        """Their words, and the pairs of characters of scripts without spaces."""
        return frozenset(words(self.source))

    def valid(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return those that were shown, ascending; none where there are too many to mean any."""
        meant = {other for n in numbers for other in self.renamed.get(n, (n,))}
        return tuple(sorted(n for n in meant if 1 <= n <= len(self.texts)))

    def says(self, *texts: str) -> bool:
        """Return whether one of `texts` stands in them, as whole words."""
        lowered = (" ".join(text.lower().split()) for text in texts)
        return any(
            text in self.source and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", self.source)
            for text in lowered
        )


def words(text: str) -> Iterator[str]:
    """Yield what can be compared: words of four letters or digits and more, pairs of CJK."""
    for word in re.findall(r"[^\W_]+", text.lower()):
        if word.isascii() or (len(word) > 1 and word[0] < "\u2e80"):
            if len(word) >= _LEAST_LETTERS or word.isdigit():
                yield word[:_BEGINNING]
        else:
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))


def cited_numbers(inside: str) -> tuple[int, ...] | None:
    """Return the numbers that a mark names, given what stands in it; None where it is text.

    >>> cited_numbers("Sentences 3-5 and 8")
    (3, 4, 5, 8)
    """
    inside = unicodedata.normalize("NFKC", inside.partition("†")[0])
    numbers: set[int] = set()
    previous: int | None = None
    ranged = False
    for token in _TOKEN.findall(inside.lower()):
        if token.isdecimal():
            number = int(token[:6])
            first = previous if ranged and previous is not None else number
            numbers.update(range(first, min(number, first + MAX_CITED) + 1))
            numbers.add(number)
            previous, ranged = number, False
        elif token in _RANGE:
            ranged = True
        elif token not in _JOINING and token not in CITING and not _separates(token):
            return None
    if previous is None:
        return None
    return tuple(sorted(numbers)) if len(numbers) <= MAX_CITED else ()


def _separates(token: str) -> bool:
    return not token.isalnum() and token not in QUANTITIES


def says_only_marks(line: str) -> bool:
    """Return whether a line has nothing but marks, perhaps after a word such as "Sources:"."""
    bare = _BRACKETED.sub(lambda m: f" {m[1] or m[2] or m[3] or ''} ", line)
    bare = bare.translate(_LOWERED).strip(" \t.*_()（）—–-")
    return bool(bare) and cited_numbers(bare) is not None


def is_label(line: str) -> bool:
    """Return whether a line only announces a list of sources."""
    found = [token for token in _TOKEN.findall(line.lower()) if token.isalpha()]
    return (
        0 < len(found) <= _LABEL_WORDS
        and any(word in COLLECTED for word in found)
        and not re.search(r"\d|[.!?。]\s*\S", line)
        and all(word in COLLECTED | _JOINING | {"used", "list", "key"} for word in found)
    )


def uniform(line: str) -> str:
    """Return a line in which raised marks and marks without brackets look like the others."""
    line = _NESTED.sub(r"\1", _COMMAND.sub(r"[\1]", line))
    line = _CARET.sub(lambda match: ",".join(_NUMBER.findall(match[0])).translate(_RAISING), line)
    tail = None if _PARENTHESISED_END.search(line) else _TAIL.search(line)
    if tail and cited_numbers(tail["said"]) is not None:
        line = f"{line[: tail.start()].rstrip()} [{tail['said']}]"
    if head := _HEAD.match(line):
        word = _TOKEN.findall(head["said"].lower())[0]
        rest = line[head.end() :]
        if word in _ENTRY and _BRACKETED.search(rest):
            line = rest
        elif cited_numbers(head["said"]) is not None:
            line = f"[{head['said']}] {rest}"
    return line


def marks(line: str, shown: Shown, *, parentheses: bool) -> list[Mark]:
    """Return the marks of a line in order; `parentheses`: whether a number in these is one."""
    found = [*_brackets(line, shown), *_raised(line, shown)]
    taken = sorted((mark.start, mark.end) for mark in found)
    found += _parentheses(line, shown, taken, bare=parentheses)
    found.sort(key=lambda mark: mark.start)
    disjoint: list[Mark] = []
    for mark in found:
        if not disjoint or mark.start >= disjoint[-1].end:
            disjoint.append(mark)
        elif mark.end >= disjoint[-1].end:
            disjoint[-1] = mark
    return disjoint


def _brackets(line: str, shown: Shown) -> Iterator[Mark]:
    enumerated = 0
    for match in _BRACKETED.finditer(line):
        inside = match[1] or match[2] or match[3] or ""
        if inside.strip().lower() in _EMPTY and match[3] is None:
            yield Mark(match.start(), match.end(), ())
            continue
        numbers = cited_numbers(inside)
        if numbers is None or (match[3] and not numbers):
            continue
        before, after = _beside(line, match)
        begun = enumerated or before.endswith(":")
        if begun and numbers == (enumerated + 1,) and re.match(r"\s+\w", after):
            enumerated += 1
            continue
        if _is_text(before, match[0], inside, after, shown):
            continue
        valid = shown.valid(numbers)
        year = _YEAR.fullmatch(inside.strip()) and shown.says(inside.strip())
        if valid or not (match[3] or year):
            yield Mark(match.start(), match.end(), valid)


def _beside(line: str, match: re.Match[str]) -> tuple[str, str]:
    """Return a few words before a mark and after it."""
    before = line[max(0, match.start() - _NEAR) : match.start()].rstrip()
    return before, line[match.end() : match.end() + _NEAR]


def _is_text(before: str, mark: str, inside: str, after: str, shown: Shown) -> bool:
    """Return whether what looks like a mark stands in the source too, beside the same word."""
    previous = _WORDS_BEFORE.search(before)
    following = re.match(r"\s*([^\W\d_]+)", after)
    beside = []
    if previous:
        beside += [f"{previous[1]} {mark}", f"{previous[1]}{mark}"]
    if following:
        beside += [f"{mark} {following[1]}", f"{mark}{following[1]}"]
        if previous and following[1].islower():
            beside.append(f"{previous[1]} {inside.strip()} {following[1]}")
    return bool(beside) and shown.says(*beside)


def _raised(line: str, shown: Shown) -> Iterator[Mark]:
    for match in _RAISED.finditer(line):
        numbers = cited_numbers(re.sub(r"[^\d]", " ", match[0].translate(_LOWERED)))
        if numbers and not _is_power(line, match, shown):
            yield Mark(match.start(), match.end(), shown.valid(numbers))


def _is_power(line: str, match: re.Match[str], shown: Shown) -> bool:
    """Return whether raised figures belong to a unit, a formula or a number of the text."""
    before = line[max(0, match.start() - _NEAR) : match.start()]
    word = re.search(r"(?:[^\W\d_]+|\d+(?:[.,]\d+)*)$", before)
    if match[0].startswith("⁻"):
        return True
    if word is None:
        return False
    if shown.says(word[0] + match[0], f"{word[0]}^{match[0].translate(_LOWERED)}"):
        return True
    if word[0].isalpha():
        unit = word[0].lower() in _UNITS or (len(word[0]) == 1 and word[0].isascii())
        return unit and match[0][0] in "²³⁴ⁿ" and len(match[0]) == 1
    times = re.search(r"[×x*·^]\s*$", before[: word.start()])
    ended = _ENDS.match(line, match.end())
    return bool(times) or (word[0] == "10" and not ended)


def _parentheses(
    line: str, shown: Shown, taken: Sequence[tuple[int, int]], *, bare: bool
) -> Iterator[Mark]:
    starts = [start for start, _ in taken]
    for match in _PARENTHESISED.finditer(line):
        inside = match[1]
        if bisect_left(starts, match.start()) < bisect_left(starts, match.end()):
            rest = _RAISED.sub(" ", _BRACKETED.sub(lambda m: m[1] or m[2] or m[3] or "", inside))
            numbers = cited_numbers(rest or "0")
            if numbers is not None:
                yield Mark(match.start(), match.end(), shown.valid(numbers))
            continue
        numbers = cited_numbers(inside)
        if not numbers or not (valid := shown.valid(numbers)):
            continue
        before, after = _beside(line, match)
        if _is_text(before, match[0], inside, after, shown):
            continue
        named = any(character.isalpha() for character in inside)
        if named or (bare and _ends_sentence(line, match.end())):
            yield Mark(match.start(), match.end(), valid)


def _ends_sentence(line: str, end: int) -> bool:
    """Return whether a sentence has just ended or ends here."""
    before = line[max(0, end - _NEAR) : end].rstrip(")）0123456789, –-(（").rstrip()
    further = _FURTHER_PARENTHESES.match(line, end)
    end = further.end() if further else end
    return bool(_ENDS.match(line, end)) or before[-1:] in set(_STOP)


def without(line: str, found: Sequence[Mark]) -> tuple[str, list[tuple[int, tuple[int, ...]]]]:
    """Take marks out of a line, with the commas and dashes that joined them to it.

    Returns the text, and for each mark the place in it where it stood and its numbers.
    """
    text = ""
    places: list[tuple[int, tuple[int, ...]]] = []
    position = 0
    for mark in found:
        gap = line[position : mark.start]
        joins = (
            bool(places) and len(text) == places[-1][0] and cited_numbers(f"1{gap}1") is not None
        )
        if not joins:
            text = _appended(text, gap.rstrip() if text or gap.strip() else "")
        places.append((len(text), mark.numbers))
        position = mark.end
    rest = line[position:]
    if places and not text:
        rest = _LEADING.sub("", rest)
    if places and (not rest.strip() or _ENDS.match(rest)) and len(text) == places[-1][0]:
        text = _DANGLING.sub("", text)
        places = [(min(at, len(text)), numbers) for at, numbers in places]
        rest = "" if not any(map(str.isalnum, rest)) and text[-1:] in set(_STOP) else rest.lstrip()
    return _appended(text, rest), places


def _appended(text: str, more: str) -> str:
    if text and more and text[-1] in _STOP and (more[0].isalnum() and more[0].isascii()):
        return f"{text} {more}"
    return text + more
