"""Heuristics that detect a failed translation, without a reader of both languages.

Whether words of two languages mean the same cannot be decided here; see `grounding/`.
"""

import re
from collections.abc import Iterator

from precis.chains.check import scores
from precis.chains.grounding.claim_checker import UNSUPPORTED, ClaimChecker
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.support import threshold
from precis.languages.certainty import likeliest_language

LONGER = "it is too long to translate one sentence"
SHORTER = "it is too short to translate the sentence"

_RATIO = 4
"""Times that a translation may be longer or shorter in UTF-8, where a Chinese character counts as
three and a Cyrillic letter as two."""

_SLACK = 40
"""Bytes that a translation of a few words may have beyond that."""

_LINK = re.compile(r"\]\([^()\s]*|\w{1,20}://\S*|javascript:\S*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


def infidelity(original: str, translation: str, language: str, checker: ClaimChecker) -> str | None:
    """Return what is wrong with a translation from `language` (ISO 639-1), None where nothing is.

    Its length, numbers and links must be those of the original; one that is in the language of
    the original must say what that says.
    """
    size, made = len(original.encode(errors="replace")), len(translation.encode(errors="replace"))
    if made > _RATIO * size + _SLACK:
        return LONGER
    if _RATIO * made < size:
        return SHORTER
    link = next((link for link in _LINK.findall(translation) if link not in original), None)
    if link:
        return f"link {link} is not in what it translates"
    number = next(_new_numbers(original, translation), None)
    if number:
        return f"number {number} is not in what it translates"
    if likeliest_language(translation) == language:
        [support] = scores(original, [translation], checker)
        return None if support >= threshold() else UNSUPPORTED
    return None


def _new_numbers(original: str, translation: str) -> Iterator[str]:
    """Yield numbers in digits that the original has neither in digits nor in English words."""
    known = {_significant(value) for value in terms(original).quantities}
    known |= {part for number in _NUMBER.findall(original) for part in _parts(number)}
    for number in _NUMBER.findall(translation):
        whole, *parts = _parts(number)
        if whole not in known and not known.issuperset(parts):
            yield number


def _parts(number: str) -> list[str]:
    """Return the significant digits of a number, and of each part between its separators."""
    return [_significant(number), *map(_significant, re.findall(r"\d+", number))]


def _significant(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0") or "0"
