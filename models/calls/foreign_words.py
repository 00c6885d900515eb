"""What servers say of a failed call in other languages than English, by what it means.

A meaning is two things said in one error, in any order: what it is about, and what is wrong with
it, each by the stems of its words. Where a server gives no code, its words are all there is.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class _Meaning:
    about: re.Pattern[str]
    wrong: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def search(self, words: str) -> bool:
        """Return whether an error says so."""
        if self.unless and self.unless.search(words):
            return False
        return bool(self.about.search(words) and self.wrong.search(words))


def _begin(stems: Sequence[str]) -> re.Pattern[str]:
    """Return what begins with one of `stems` in a European language, or has it in another."""
    every = " ".join(stems).split()
    found = (re.escape(stem.replace("_", " ")) for stem in every)
    return re.compile(rf"(?<![a-zà-žа-я])(?:{'|'.join(found)})", re.IGNORECASE)


def _meaning(name: str) -> _Meaning:
    return _Meaning(**{part: _begin(stems) for part, stems in _STEMS[name].items()})


_STEMS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))

TOO_LONG = _meaning("too_long")
"""A prompt has more tokens than fit."""

CREDIT = _meaning("credit")
"""An account has no money left."""

REFUSED = _meaning("refused")
"""A filter has taken offence at a text."""
