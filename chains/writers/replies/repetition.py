"""Detect unlisted citation notations by repetition: the same frame around numbers, line after line.

A label or a wrapper counts where it repeats, its numbers are among those shown, and the text that
was shown does not have it. Known notations are read before, in `citations.py`.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from unicodedata import numeric

from precis.chains.writers.replies.citations import (
    LETTER,
    QUANTITIES,
    Shown,
    cited_numbers,
    words,
)

_NEXT = r"\s?(?:(?:[,;/|&+،、–-]|[^\W\d_]{1,3})\s?)?(?:[^\W\d_]{1,12}\s?[=:])?[@#§¶]?\d{1,4}(?!\d)"
_LIST = rf"\d{{1,4}}(?!\d)(?:{_NEXT}){{0,9}}"
_WORDS = rf"{LETTER}{{1,20}}"
_LABEL = rf"(?:{_WORDS}[.:;,]?[ \t]){{0,3}}{_WORDS}"
_ENDED_LABEL = rf"(?:{_WORDS}|(?:{_WORDS}[ \t]){{1,2}}{_WORDS}(?=[ \t*_]{{0,4}}[:：#]))"
"""One word, or several that a colon ends: sentences also end with a number."""

_ENCLOSED = re.compile(
    rf"[(（\[【［{{「〈《]\s?(?P<label>{_LABEL})[.:：#№=]?\s?(?P<list>{_LIST})\s?[)）\]】］}}」〉》]"
)
_ALONE = re.compile(
    rf"^[ \t>*_–—-]{{0,9}}(?P<label>{_ENDED_LABEL})[ \t*_]{{0,4}}[.:：#-]?[ \t*_\[(]{{0,4}}"
    rf"(?P<list>{_LIST})[\])*_.]{{0,9}}$",
    re.MULTILINE,
)
_LEADING = re.compile(
    rf"^[ \t*_>-]{{0,9}}(?P<label>{_LABEL})[ \t]?[.#]?(?P<list>{_LIST})"
    r"[ \t*_]{0,4}[:：.)|–—-][ \t*_]{1,4}(?=\S)",
    re.MULTILINE,
)
_ENDING = re.compile(
    rf"[ \t]?[,;–—][ \t](?P<label>{_LABEL})[ \t.:#]{{1,2}}"
    rf"(?P<list>\d{{1,4}}(?:[,;&]?[ ](?:[^\W\d_]{{1,3}}[ ])?(?:{_WORDS}[ ])?\d{{1,4}}){{0,9}})"
    r"(?=[.。]?[ \t]*$)",
    re.MULTILINE,
)
_BEFORE_MARK = re.compile(
    rf"^(?P<bullet>[ \t>*_–—-]{{0,9}})(?P<label>(?:{_WORDS}[ \t]){{1,3}})"
    r"(?:(?P<count>\d{1,3})[ \t])?"
    r"(?P<marks>(?:[(\[][^()\[\]\n]{1,40}[)\]](?:,? \w{1,3} |, ?| ?)){1,9})"
    r"[:：–—-][ \t*_]{1,4}(?=\S)",
    re.MULTILINE,
)
_COUNTER = re.compile(
    r"^[ \t]*[(\[]?(?P<count>[^\W\d_]{1,5})(?:[.)\]:．][ \t]+|、[ \t]*)(?P<next>\S+)", re.MULTILINE
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_FRONTS = [
    re.compile(rf"[ \t]*(?=[^\n]{{0,60}}?[^\W_])(?:\S+[ \t]+){{{size}}}(?<=[^\w\s][ \t])(?=\S)")
    for size in (3, 2, 1)
]
"""Up to three words of which the last ends with a sign."""

_ENDED_BY_NUMBER = re.compile(r"\d\W{0,6}$")
_SQUARE = str.maketrans("()", "[]")
_LABELLED = re.compile(r"[^\W\d_]+\s?[=:]")
_LEAST = 2
_BEGINNING = 3
_SHARE = 0.6
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)）]*(?=\D{0,40}\d)")
_REPEATED = re.compile(r"N(?:[^N]{1,4}N)+")


def uniform_labels(text: str, shown: Shown) -> str:
    """Return a reply in which labels of numbers that repeat are marks in brackets.

    >>> shown = Shown(["a", "b", "c"])
    >>> uniform_labels("It rained (věta 3).\\nNobody came (věta 2).", shown)
    'It rained [3].\\nNobody came [2].'
    """
    for pattern in (_ENCLOSED, _ALONE, _LEADING, _ENDING):
        if repeated := _repeated(pattern, text, shown):
            text = pattern.sub(partial(_bracketed, repeated), text)
    found = list(_BEFORE_MARK.finditer(text))
    names = {_name(match["label"]) for match in found}
    lists = [[int(match["count"] or 0)] for match in found]
    if len(found) < _LEAST or len(names) > 1 or names & shown.words:
        return text
    if any(lists[0]) and not _counts_up(lists):
        return text
    return _BEFORE_MARK.sub(
        lambda match: match["bullet"] + match["marks"].translate(_SQUARE) + " ", text
    )


def _bracketed(labels: Container[str], match: re.Match[str]) -> str:
    if _name(match["label"]) not in labels:
        return match[0]
    if match.re is _ENDING:
        return f" [{', '.join(_NUMBER.findall(match['list']))}]"
    return f"[{_LABELLED.sub('', match['list'])}]" + (" " if match.re is _LEADING else "")


def _repeated(pattern: re.Pattern[str], text: str, shown: Shown) -> set[str]:
    """Return the labels that stand before numbers that were shown, more than once."""
    found: dict[str, list[list[int]]] = {}
    strange: set[str] = set()
    for match in pattern.finditer(text):
        name, numbers = _name(match["label"]), [int(n) for n in _NUMBER.findall(match["list"])]
        label_and_number = f"{match['label']} {numbers[0]}"
        if len(shown.valid(numbers)) < len(set(numbers)) or shown.says(label_and_number):
            strange.add(name)
        found.setdefault(name, []).append(numbers)
    return {
        name
        for name, lists in found.items()
        if name not in strange and len(lists) >= _LEAST and not _counts_up(lists)
    }


def _name(label: str) -> str:
    """Return what a label is without the endings that tell one from many."""
    return " ".join(word[:_BEGINNING] for word in label.lower().split())


def _counts_up(lists: Sequence[list[int]]) -> bool:
    """Return whether the numbers count the lines, one a line."""
    first = lists[0][0]
    return list(lists) == [[number] for number in range(first, first + len(lists))]


def without_counters(text: str, shown: Shown) -> str:
    """Return a reply whose lines are not counted by letters or numerals at their front.

    >>> without_counters("a) It rained [2].\\nb) Nobody came [3].", Shown(["a", "b", "c"]))
    'It rained [2].\\nNobody came [3].'
    """
    found = list(_COUNTER.finditer(text))
    names = any(shown.says(f"{match['count']}. {match['next']}") for match in found)
    if len(found) < _LEAST or names or not _is_counted([match["count"] for match in found]):
        return text
    return _COUNTER.sub(lambda match: match["next"], text)


def _is_counted(counters: Sequence[str]) -> bool:
    """Return whether letters or numerals increase by one."""
    systems = ([_roman(it) for it in counters], [_place(it) for it in counters])
    return any(all(after == before + 1 > 1 for before, after in pairwise(it)) for it in systems)


def _roman(counter: str) -> int:
    digits = [_ROMAN.get(letter, 0) for letter in counter.lower()]
    if not all(digits):
        return -1
    return digits[-1] + sum(-one if one < after else one for one, after in pairwise(digits))


def _place(counter: str) -> int:
    """Return the number that a sign is, or its place in its script; -1 for several signs."""
    return int(numeric(counter, ord(counter))) if len(counter) == 1 else -1


def without_fronts(text: str, shown: Shown) -> str:
    """Return a reply without the label that all lines with marks at their end begin with.

    It ends with a sign, what was shown has none of its words, and its numbers count the lines.

    >>> said = "Step 1: Rain. [2]\\nStep 2: Hail. [1]\\nStep 3: Snow. [2]"
    >>> without_fronts(said, Shown(["a", "b"]))
    'Rain. [2]\\nHail. [1]\\nSnow. [2]'
    """
    lines = text.split("\n")
    marked = [at for at, line in enumerate(lines) if _ENDED_BY_NUMBER.search(line)]
    for pattern in _FRONTS:
        fronts = [found[0] for at in marked if (found := pattern.match(lines[at]))]
        forms = {_NUMBER.sub("0", front) for front in fronts}
        if len(forms) != 1 or not len(fronts) == len(marked) > _LEAST:
            continue
        numbers = [[int(n[:6]) for n in _NUMBER.findall(front)] for front in fronts]
        counts = list(zip(*numbers, strict=True))
        if (
            (len(counts) > 1 or any(map(str.isalpha, fronts[0])))
            and all(_counts_or_stays(it) for it in counts)
            and not set(words(_NUMBER.sub(" ", fronts[0]))) & shown.words
        ):
            for at, front in zip(marked, fronts, strict=True):
                lines[at] = lines[at][len(front) :]
            return "\n".join(lines)
    return text


def _counts_or_stays(numbers: Sequence[int]) -> bool:
    return len({number - at for at, number in enumerate(numbers)}) == 1 or len({*numbers}) == 1


def trailing(lines: Sequence[str], shown: Shown) -> list[tuple[str, tuple[int, ...]]]:
    """Return each line without the numbers at its end, and those: [] where they do not repeat.

    Most lines must end with numbers that were shown, in the same signs.

    >>> trailing(["It rained. #2", "Nobody came. #1 #3"], Shown(["a", "b", "c"]))
    [('It rained.', (2,)), ('Nobody came.', (1, 3))]
    """
    tails = [_tail(line, shown) for line in lines]
    ends = [_ends(line, at) for line, at in zip(lines, tails, strict=True)]
    forms = Counter(chain.from_iterable(ends))
    if not forms:
        return []
    form, count = max(forms.items(), key=lambda it: (it[1], len(it[0])))
    if count < max(_LEAST, _SHARE * len(lines)) or not re.search(r"[^N\s]", form):
        return []
    starts = [found.get(form, -1) for found in ends]
    return list(_without_tails(lines, starts, shown))


def _ends(line: str, start: int) -> dict[str, int]:
    """Return where each form begins in which a line may end: a number of its own may be before."""
    if start < 0:
        return {}
    starts = reversed([start + at for at in _breaks(line[start:])])
    return {_form(line[at:]): at for at in starts if _NUMBER.search(line, at)}


def _breaks(tail: str) -> list[int]:
    """Return where the signs around a number may begin: behind another number, or at a space."""
    return sorted({0, *(it.end() for it in re.finditer(rf"{_NUMBER.pattern}|(?=\s)", tail))})


def _without_tails(
    lines: Sequence[str], starts: Sequence[int], shown: Shown
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line, at in zip(lines, starts, strict=True):
        if at < 0:
            yield line, ()
            continue
        tail = line[at:]
        numbers = cited_numbers(tail) or tuple(int(n) for n in _NUMBER.findall(tail))
        stop = "." if tail.rstrip().endswith(".") and not line[:at].rstrip().endswith(".") else ""
        yield line[:at].rstrip() + stop, shown.valid(numbers)


def _tail(line: str, shown: Shown) -> int:
    """Return where the numbers at the end of a line begin with what stands around them; else -1."""
    words = list(_WORD.finditer(line))
    start = words[-1].end() if words else 0
    for stop in _STOPPED.finditer(line, start):
        start = stop.end()
    tail = line[start:]
    if QUANTITIES & set(tail) or not words:
        return -1
    starts = (start + at for at in _breaks(tail))
    return next((at for at in starts if _all_shown(line[at:], shown)), -1)


def _all_shown(tail: str, shown: Shown) -> bool:
    """Return whether all numbers of a tail were shown, and there are some."""
    numbers = [int(n[:6]) for n in _NUMBER.findall(tail)]
    return bool(numbers) and len(shown.valid(numbers)) == len(set(numbers))


def _form(tail: str) -> str:
    """Return the signs around numbers, however many these are."""
    return _REPEATED.sub("N", _NUMBER.sub("N", tail)).strip(" \t.。")
