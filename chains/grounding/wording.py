"""Describe a difference in whole words, as the claim and its source spell them."""

import re
from difflib import SequenceMatcher

from precis.chains.grounding.lexical import UNSPACED, Terms
from precis.chains.grounding.slots import Change
from precis.chains.grounding.splices import Splice

_MONEY = ("$", "€", "£", "¥")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_BESIDE = re.compile(rf"[ -]?(?:[{UNSPACED}]{{1,2}}|[^\W_]+(?:['’-][^\W_]+)*)")
"""What is read with a number that would stand by itself."""


def as_written(stem: str, *texts: Terms) -> str:
    """Return a stem as the first text that has it writes it; a number with a word beside it."""
    said = next((text for text in texts if stem in text.stems), None)
    if said is None:
        return stem
    start, end = _span(said, said.stems.index(stem))
    sign = said.text[max(0, start - 1) : start]
    return _with_a_word(said.text, start - (sign in _MONEY), end)


def is_nowhere(kind: str, stem: str, claim: Terms) -> str:
    """Return the problem of a number or name that the source does not have."""
    return f"{kind} '{as_written(stem, claim)}' is not in the source"


def is_denied_otherwise(stem: str, *texts: Terms) -> str:
    """Return the problem of a word that only one of claim and source denies."""
    return f"negation of '{as_written(stem, *texts)}' differs"


def stands_for(change: Change, claim: Terms, *evidence: Terms) -> str:
    """Return the problem of a word in the place of another."""
    said = as_written(change.said, *evidence)
    return f"'{as_written(change.claimed, claim)}' stands where the source has '{said}'"


def the_other_way_round(change: Change, claim: Terms) -> str:
    """Return the problem of two words in each other's place."""
    words = f"'{as_written(change.claimed, claim)}' and '{as_written(change.said, claim)}'"
    return f"{words} are the other way round"


def stand_apart(splice: Splice, claim: Terms) -> str:
    """Return the problem of words that were put together."""
    word = as_written(splice.word, claim)
    if splice.before is None:
        return f"'{word}' stands elsewhere in the source"
    return f"'{as_written(splice.before, claim)}' and '{word}' stand apart in the source"


def is_hedged(stem: str, *evidence: Terms) -> str:
    """Return the problem of a hedge that the claim leaves out."""
    return f"the source says '{as_written(stem, *evidence)}'"


def _span(said: Terms, place: int) -> tuple[int, int]:
    """Return where a text has what was read as one of its words: "twenty-five" was read as 25."""
    found = list(_WORD.finditer(said.text))
    written = [match[0] for match in found]
    for tag, start, end, first, last in SequenceMatcher(
        None, said.words, written, autojunk=False
    ).get_opcodes():
        if start <= place < end and tag == "equal":
            return found[first + place - start].span()
        if start <= place < end and tag == "replace":
            at = said.text.find(said.words[place], found[first].start(), found[last - 1].end())
            if at >= 0:
                return at, at + len(said.words[place])
            return found[first].start(), found[last - 1].end()
    at = max(0, said.text.find(said.words[place]))
    return at, at + len(said.words[place])


def _with_a_word(text: str, start: int, end: int) -> str:
    if any(map(str.isalpha, text[start:end])):
        return text[start:end]
    if after := _BESIDE.match(text, end):
        return text[start : after.end()]
    before = [match.start() for match in _WORD.finditer(text, 0, start)]
    return text[before[-1] : end] if before else text[start:end]
