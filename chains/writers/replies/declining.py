"""Decide whether a reply answers, or states that the passages do not.

A model that can be held to a form decides in a field of its own; others are asked for one
sentence that cites [0]. Every other wording is known by what it has, a denial that speaks of the
text, and by what it lacks: anything that the text says beyond the question.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from precis.chains.writers.replies.citations import Cited, Shown, words
from precis.chains.writers.replies.fields import decision
from precis.chains.writers.replies.framing import is_courtesy

NOTHING = "[0]"
"""The mark of a sentence that says that nothing answers."""

_NOTHING = re.compile(r"[\[【［(]\s*[0０]\s*[\]】］)]")
_WORD = re.compile(r"n't\b|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDS = 2
"""Words of the text beyond those of the question from which on a sentence says something."""

_SHORT = 4
_FIRST_PERSON = frozenset(["i", "ich", "je", "я", "ik"])
"""A model that speaks of itself and denies something says that it cannot answer."""

_DENYING = frozenset(["no", "non", "não", "nie"])


class _Vocabulary:
    """Words of many languages; those written with * are beginnings of words.

    Words in `wide` also match within words; `_` joins several words.
    """

    def __init__(self, plain: str, wide: str) -> None:
        listed = plain.split()
        self._whole = frozenset(word for word in listed if not word.endswith("*"))
        self._beginnings = tuple(word[:-1] for word in listed if word.endswith("*"))
        self._wide = tuple(word.replace("_", " ") for word in wide.split())

    def has(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._beginnings)

    def occurs_in(self, said: Sequence[str], sentence: str) -> bool:
        return any(map(self.has, said)) or any(word in sentence for word in self._wide)


@dataclass(frozen=True)
class _Lexicon:
    negation: _Vocabulary
    source: _Vocabulary
    saying: _Vocabulary
    telling: _Vocabulary
    short: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    listed = json.loads(Path(__file__).with_name("declining.json").read_text(encoding="utf-8"))
    kinds = ("negation", "source", "saying")
    known = {kind: _Vocabulary(listed[kind], listed[f"wide_{kind}"]) for kind in kinds}
    telling = _Vocabulary(listed["telling"], "")
    return _Lexicon(**known, telling=telling, short=frozenset(listed["short"].split()))


def declines(reply: str, sentences: Sequence[Cited], question: str, shown: Sequence[str]) -> bool:
    """Return whether a reply to `question` says, as a whole, that what was `shown` does not answer.

    `sentences` are what was read of it. One that answers and adds what is not said is an answer;
    one that begins by declining and then cites nothing is not an answer.
    """
    decided = decision(reply)
    if decided is not None:
        return not decided or not sentences
    said = [one for one in sentences if not _is_aside(one)] or list(sentences)
    if not said:
        return True
    cited = any(one.numbers for one in said)
    if _NOTHING.search(reply) and not cited:
        return True
    asked = frozenset(words(question))
    known = Shown(shown).words - asked
    denied = [_denies(one, known) for one in said]
    return all(denied) or (denied[0] and not any(one.numbers for one in said[1:]))


def _is_aside(sentence: Cited) -> bool:
    """Return whether a sentence is a courtesy, or repeats the question."""
    asks = not sentence.numbers and sentence.text.rstrip(" *_\"'”’»").endswith(("?", "？", "؟"))
    return asks or is_courtesy(sentence.text)


def _denies(sentence: Cited, known: frozenset[str]) -> bool:
    """Return whether a sentence denies that the text says it, and says nothing itself.

    `known` are the words of the text that the question does not have.
    """
    lexicon, text = _lexicon(), sentence.text.lower().replace("’", "'")
    said = _WORD.findall(text)
    if (len(said) == 1 and said[0] in lexicon.short) or text.strip(" .") in lexicon.short:
        return True
    if not (lexicon.negation.occurs_in(said, text) or any(word.endswith("n't") for word in said)):
        return False
    of_text = lexicon.source.occurs_in(said, text)
    saying = lexicon.saying.occurs_in(said, text)
    lexical = {beginning for word in said if _is_lexical(word) for beginning in words(word)}
    adds = len((set(words(text)) & known) - lexical) >= _ADDS
    named = lexicon.telling.occurs_in(said, text)
    if sentence.numbers:
        return saying and not adds and (of_text or (named and len(said) <= _SHORT))
    if of_text and saying:
        return True
    telling = saying and (named or _is_short(said))
    return not adds and bool(of_text or telling or said[0] in _FIRST_PERSON)


def _is_lexical(word: str) -> bool:
    lexicon = _lexicon()
    return any(it.has(word) for it in (lexicon.negation, lexicon.source, lexicon.saying))


def _is_short(said: Sequence[str]) -> bool:
    """Return whether a sentence has but few words, or begins as short as "No mention of"."""
    return len(said) <= _SHORT or said[0] in _DENYING
