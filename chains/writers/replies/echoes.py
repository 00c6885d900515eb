"""Strip sentence numbers that a model copied along with the sentences.

A line may also be led by its own count, where others are not. Neither is a word of the claim.
"""

import re
from collections.abc import Collection, Sequence

from precis.chains.writers.replies.citations import Shown, cited_numbers

ECHO = re.compile(r"^(\d{1,4}(?:, ?\d{1,4}){0,9})\s+(?:[|:–—-]\s+)?(?=\S)")
"""Bare numbers at the start of a line."""

_SPOKEN = re.compile(r"\W+")
_CLAIM_WORDS = 6
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)]*$")
_COUNTED = re.compile(r"^(\d{1,3}) (?=[^\W\d_])(\w+)")
_LEAST = 2


def echo_length(text: str, cited: Collection[int], shown: Shown) -> int:
    """Return the length of the numbers at the start of a line that cites the same ones.

    0 where they count something: the word behind them goes on with them, or the sentences cited
    begin with a number of their own.

    >>> echo_length("2 It rained.", [2], Shown(["It was cold.", "It rained."]))
    2
    """
    match = ECHO.match(text)
    numbers = cited_numbers(match[1]) if match else None
    if not match or not numbers or not {*numbers} <= {*cited}:
        return 0
    sources = [shown.texts[number - 1] for number in numbers]
    begins = any(one.startswith(text[match.end() :].split(" ", 1)[0]) for one in sources)
    goes_on = text[match.end()].islower() and not begins
    return 0 if goes_on or any(map(ECHO.match, sources)) else match.end()


def quoted_below(texts: Sequence[str], cited: Sequence[Sequence[int]], shown: Shown) -> list[int]:
    """Return for each line its index, or that of the claim for which it only quotes a sentence.

    Claims that cite nothing stand above the sentences that support them, word for word; a heading
    above them is not a claim.
    """
    quotes = [_quotes(text, numbers, shown) for text, numbers in zip(texts, cited, strict=True)]
    claims = [at for at, numbers in enumerate(cited) if not numbers and at + 1 < len(texts)]
    own = [*range(len(texts))]
    if len(claims) < _LEAST or not all(quotes[at] or not cited[at] for at in own):
        return own
    if not all(quotes[at + 1] and _is_claim(texts[at]) for at in claims):
        return own
    return [max((it for it in claims if it < at), default=at) if quotes[at] else at for at in own]


def _is_claim(text: str) -> bool:
    """Distinguish a claim from a heading, which is short and has no stop."""
    return len(text.split()) >= _CLAIM_WORDS or bool(_STOPPED.search(text))


def _quotes(text: str, numbers: Sequence[int], shown: Shown) -> bool:
    """Return whether a line is the sentence that it cites."""
    said = _SPOKEN.sub(" ", text).strip().lower()
    return any(_SPOKEN.sub(" ", shown.texts[n - 1]).strip().lower() == said for n in numbers)


def count_lengths(texts: Sequence[str], shown: Shown) -> list[int]:
    """Return for each line the length of the count at its start, where some lines have one.

    Counts go 1, 2 and so on, and lead to a capital letter; 0 everywhere where they do not, or where
    the text itself has one of them before that word.
    """
    counted = {at: match for at, text in enumerate(texts) if (match := _COUNTED.match(text))}
    numbers = [int(match[1]) for match in counted.values()]
    lower = any(match[2][0].islower() for match in counted.values())
    if len(numbers) < _LEAST or numbers != [*range(1, len(numbers) + 1)] or lower:
        return [0] * len(texts)
    if shown.says(*(match[0] for match in counted.values())):
        return [0] * len(texts)
    return [counted[at].start(2) if at in counted else 0 for at in range(len(texts))]
