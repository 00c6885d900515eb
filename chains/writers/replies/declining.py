"""Decide whether a reply answers, or states that the passages do not.

A model that can be held to a form decides in a field of its own; others are asked for one
sentence that cites [0]. Every other wording is known by what it has, a denial, and by what it
lacks: citations, and anything that the text says beyond the question. A denial that cites, or that
answers a question for yes or no, must also speak of the text.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from precis.chains.grounding.question import Question, asks_for_a_thing
from precis.chains.writers.replies.citations import Cited, Shown, words
from precis.chains.writers.replies.fields import decision
from precis.chains.writers.replies.framing import is_courtesy
from precis.languages.identification import language_of

NOTHING = "[0]"
"""The mark of a sentence that says that nothing answers."""

_NOTHING = re.compile(r"[\[【［(]\s*[0０]\s*[\]】］)]")
_WORD = re.compile(r"n't\b|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ADDS = 2
"""Words of the text beyond those of the question from which on a sentence says something."""

_SHORT = 4
_OPENING = 3
"""Words of a sentence that may be a question about what is left open: "How many it holds is …"."""

_FIRST_PERSON = frozenset(["i", "me", "ich", "mir", "je", "moi", "я", "мне", "ik", "mij"])
"""A model that speaks of itself and denies something says that it cannot answer."""

_NEGATING = ("un", "on", "o", "u", "ne", "nie", "не")
"""What negates a word in Germanic, Slavic and Baltic languages when it stands at its beginning."""

_LEAST_STEM = 4
_KINDS = ("number", "time", "person", "place")
_CITATION = re.compile(r"[\[【]\d[\d,; ]*[\]】]\s*[,;:，；：—–-]")
"""Numbers in brackets that end a clause, but not the sentence."""

_END = re.compile(r"[\[\]【】.!?。！？]")
_NOTHING_OF = re.compile(r"(?:no|non|não|nie)\s")
"""How "No mention of it" begins; what goes on after a comma answers a question for yes or no."""


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
    if _claims_first(reply):
        return False
    marked = cited or any(one.shared for one in said)
    if not marked and _asks_openly(question) and _only_denies(said, known):
        return True
    kinds = _asked_for(question)
    denied = [_denies(one, known, kinds) for one in said]
    return all(denied) or (denied[0] and not any(one.numbers for one in said[1:]))


def _asks_openly(question: str) -> bool:
    """Return whether a question asks for more than yes or no: it has a word that asks."""
    return asks_for_a_thing(question, language_of(question))


def _only_denies(said: Sequence[Cited], known: frozenset[str]) -> bool:
    """Return whether sentences deny, in whatever words, and have nothing that the text adds to the
    question: what answers an open question has at least a word or a number of it.
    """
    texts = [_plain(one.text) for one in said]
    used = [*words(" ".join(texts))]
    return len(used) > 1 and known.isdisjoint(used) and _negates(_said(texts[0]), texts[0])


def _is_aside(sentence: Cited) -> bool:
    """Return whether a sentence is a courtesy, or repeats the question."""
    asks = not sentence.numbers and sentence.text.rstrip(" *_\"'”’»").endswith(("?", "？", "؟"))
    return asks or is_courtesy(sentence.text)


def _claims_first(reply: str) -> bool:
    """Return whether a clause that cites, denies nothing and does not speak of the text goes before
    another: "It opened in 1932 [1], but who built it is not said."
    """
    lexicon = _lexicon()
    for clause in _citing_clauses(_plain(reply)):
        said = _said(clause)
        of_text = lexicon.source.occurs_in(said, clause)
        if len(said) >= _SHORT and not (of_text or _negates(said, clause)):
            return True
    return False


def _citing_clauses(text: str) -> Iterator[str]:
    """Yield the clauses that end with a citation but do not end their sentence."""
    end = 0
    for citation in _CITATION.finditer(text):
        yield _END.split(text[end : citation.start()])[-1]
        end = citation.end()


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _said(text: str) -> list[str]:
    """Return the words of a text; "unnamed", "neuvádí" and their like as "not named"."""
    return [part for word in _WORD.findall(text) for part in _parts(word)]


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """Return a word of saying without the prefix that negates it, and "not" in its place."""
    saying = _lexicon().saying
    stems = (word.removeprefix(prefix) for prefix in _NEGATING if word.startswith(prefix))
    stem = next((it for it in stems if len(it) >= _LEAST_STEM and saying.has(it)), "")
    return ("not", stem) if stem else (word,)


def _asked_for(text: str, most: int | None = None) -> frozenset[str]:
    """Return what is asked for, who, when, where or how many, in the first `most` words of a text.

    Also where the question stands within a sentence.
    """
    asked = Question.read(" ".join(text.split()[:most]), language_of(text))
    return frozenset(kind for kind in _KINDS if getattr(asked, kind))


def _negates(said: Sequence[str], text: str) -> bool:
    return _lexicon().negation.occurs_in(said, text) or any(it.endswith("n't") for it in said)


def _denies(sentence: Cited, known: frozenset[str], kinds: frozenset[str]) -> bool:
    """Return whether a sentence denies that the text says it, and says nothing itself.

    `known` are the words of the text that the question does not have, `kinds` what that asks for.
    """
    lexicon, text = _lexicon(), _plain(sentence.text)
    said = _said(text)
    if (len(said) == 1 and said[0] in lexicon.short) or text.strip(" .") in lexicon.short:
        return True
    lexical = {beginning for word in said if _is_lexical(word) for beginning in words(word)}
    added = len((set(words(text)) & known) - lexical)
    if not _negates(said, text):
        return not (added or sentence.numbers) and bool(kinds & _asked_for(text, _OPENING))
    of_text = lexicon.source.occurs_in(said, text)
    saying = lexicon.saying.occurs_in(said, text)
    short = len(said) <= _SHORT
    named = saying and lexicon.telling.occurs_in(said, text)
    if sentence.numbers:
        return saying and added < _ADDS and (of_text or (named and short))
    if of_text and saying:
        return True
    telling = named or (saying and (short or bool(_NOTHING_OF.match(text))))
    speaks = (
        of_text or telling or not _FIRST_PERSON.isdisjoint(said) or bool(kinds & _asked_for(text))
    )
    return speaks and added < _ADDS


def _is_lexical(word: str) -> bool:
    lexicon = _lexicon()
    return any(it.has(word) for it in (lexicon.negation, lexicon.source, lexicon.saying))
