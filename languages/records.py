"""Lines of a label and a short value: lists of them, and records that repeat the same labels."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"(?=[^\W_])([^\n:：]{1,60})[:：][ \t]+\S[^\n]{0,100}")
_RUN = re.compile(rf"^{_LINE.pattern}(?:\n{_LINE.pattern})+$", re.MULTILINE)
_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।")
_LEAST = 2


class Labelled(NamedTuple):
    """Lines one below the other, and their character offsets; each has a label and a value."""

    start: int
    lines: tuple[str, ...]

    @property
    def end(self) -> int:
        """The offset after the last line."""
        return self.start + len("\n".join(self.lines))

    @property
    def starts(self) -> tuple[int, ...]:
        """The offset of each line."""
        ends = accumulate((len(line) + 1 for line in self.lines[:-1]), initial=self.start)
        return tuple(ends)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands before each colon."""
        return tuple(match[1] for match in map(_LINE.match, self.lines) if match)

    @property
    def described(self) -> str:
        """The lines as one."""
        return "; ".join(self.lines)


def labelled_lines(text: str) -> Iterator[Labelled]:
    r"""Yield lines of labels and values that stand together, of which none is a sentence.

    >>> [run.labels for run in labelled_lines("Prices\n\nAdults (day): 52 €\nDogs: 3 €\n")]
    [('Adults (day)', 'Dogs')]
    """
    for run in _RUN.finditer(text):
        lines = tuple(run[0].split("\n"))
        if not any(line.rstrip().endswith(_ENDS) for line in lines):
            yield Labelled(run.start(), lines)


def records(text: str) -> list[Labelled]:
    r"""Return those that have the same labels, each but once, as others have.

    >>> runs = "Part: bolt\nSize: 6 mm\n\nPart: nut\nSize: 8 mm\n"
    >>> [run.described for run in records(runs)]
    ['Part: bolt; Size: 6 mm', 'Part: nut; Size: 8 mm']
    """
    runs = [run for run in labelled_lines(text) if len(set(run.labels)) == len(run.lines)]
    known = Counter(run.labels for run in runs)
    return [run for run in runs if known[run.labels] >= _LEAST]
