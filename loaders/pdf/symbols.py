"""Characters beyond the first 65,536, such as 𝑥 in formulas, put back where layout lost them.

LiteParse drops them; PDFium has them. A run of words with such characters goes between the words
that stand before and after it on the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from precis.loaders.pdf.glyphs import Word

_LAST_KEPT = "\uffff"
_TOKEN = re.compile(r"\S+")
_MOST_CANDIDATES = 50
"""Places of the word before a run that are looked at."""


class _Run(NamedTuple):
    """Words of a formula between two others, each "" at an edge of the page."""

    before: str
    words: Sequence[Word]
    after: str


def with_symbols(text: str, words: Sequence[Word]) -> str:
    """Return the text of a page with the characters that layout dropped from its `words`."""
    tokens = list(_TOKEN.finditer(text))
    keys = [_key(token[0]) for token in tokens]
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        places[key].append(index)
    parts, end, cursor = [], 0, 0
    for run in _runs(words):
        gap = _gap(run, keys, places, cursor)
        if gap is None:
            continue
        before, after = gap
        start = tokens[before].end() if before >= 0 else 0
        stop = tokens[after].start() if after < len(tokens) else len(text)
        between = text[start:stop]
        left = between[: len(between) - len(between.lstrip())] or " "
        right = (between[len(between.rstrip()) :] if between.strip() else left) or " "
        spelled = " ".join(word.spelled for word in run.words)
        parts += [text[end:start], left if run.before else "", spelled, right if run.after else ""]
        end, cursor = stop, after
    return "".join([*parts, text[end:]])


def _runs(words: Sequence[Word]) -> Iterator[_Run]:
    """Yield the longest runs of words that layout garbled and of signs between them."""
    before = ""
    run: list[Word] = []
    for word in words:
        key = _key(word.plain)
        if _is_garbled(word.plain) or not any(map(str.isalpha, key)):
            run.append(word)
            continue
        if any(_is_garbled(one.plain) for one in run):
            yield _Run(before, run, key)
        before, run = key, []
    if any(_is_garbled(one.plain) for one in run):
        yield _Run(before, run, "")


def _gap(
    run: _Run, keys: Sequence[str], places: dict[str, list[int]], cursor: int
) -> tuple[int, int] | None:
    """Return the tokens between which a run belongs: nothing is there but what is left of it."""
    left = {_key(_without(word.plain)) for word in run.words}
    starts = places.get(run.before, []) if run.before else [-1]
    first = bisect_left(starts, cursor) if run.before else 0
    for start in starts[first : first + _MOST_CANDIDATES]:
        end = start + 1
        while end < len(keys) and end - start <= len(run.words) and keys[end] in left:
            end += 1
        if (run.after and end < len(keys) and keys[end] == run.after) or (
            not run.after and end == len(keys)
        ):
            return start, end
    return None


def _is_garbled(word: str) -> bool:
    return max(word, default="") > _LAST_KEPT


def _without(word: str) -> str:
    return "".join(sign for sign in word if sign <= _LAST_KEPT)


def _key(word: str) -> str:
    """Return what a word of the page and a token of the text have in common."""
    return "".join(filter(str.isalnum, word)).casefold()
