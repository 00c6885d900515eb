"""Decide whether a hyphen at a line break belongs to the word, by the document's own spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BARE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SHORTEST = 3

_COMPOUNDS = frozenset(
    "all anti best co cross e ex far fast first five four free full good half hard high higher "
    "ill large left light long longer low lower mid mother much multi near new non old one "
    "open part post pre real right second self semi short single six small so state ten third "
    "three two twenty thirty forty fifty sixty seventy eighty ninety ultra user vice well wide "
    "x year zero".split()
)
"""English words that hyphens follow, as in well-known; without other evidence theirs stay."""

_CLOSED = frozenset(
    "after any back be before can down every fore for her here him how in it may mean more my "
    "never no not on our out over self some super sub them there through to under up when where "
    "who with work your".split()
)
"""English words that others are written together with, as in with-out at the end of a line."""


_INSIDE = frozenset("a and at by for in of off on or out the to up with".split()) | _CLOSED
"""English words inside of compounds, as in mother-in-law."""


class Hyphens:
    """Knows the words of a document that were not broken."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = {_bare(word) for word in words}

    def joined(self, left: str, right: str) -> str:
        """Return the word that was broken after `left`, with its hyphen or without.

        >>> hyphens = Hyphens(["information", "cross-border", "contract", "law"])
        >>> [hyphens.joined(*parts) for parts in (("infor", "mation"), ("cross", "border"))]
        ['information', 'cross-border']
        >>> [hyphens.joined(*parts) for parts in (("contract", "law"), ("mother-in", "law"))]
        ['contract-law', 'mother-in-law']
        >>> hyphens.joined("non-governmen", "tal")
        'non-governmental'
        """
        whole, kept = left + right, f"{left}-{right}"
        if _bare(whole) in self._known:
            return whole
        if _bare(kept) in self._known or not right[:1].islower() or not left[-1:].isalpha():
            return kept
        first, second = _bare(left), _bare(right)
        _, is_compound, last = first.rpartition("-")
        if first in _COMPOUNDS or (is_compound and self._is_word(last)):
            return kept
        both = first in self._known and second in self._known
        shorter = min(len(first), len(second))
        return kept if both and shorter >= _SHORTEST and first not in _CLOSED else whole

    def _is_word(self, part: str) -> bool:
        """Return whether a part of a compound is whole: non-governmen|tal is broken inside it."""
        return part in self._known or part in _COMPOUNDS or part in _INSIDE


def _bare(word: str) -> str:
    found = _BARE.search(word)
    return found[0].casefold() if found else ""
