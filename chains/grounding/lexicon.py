"""Opposites and near synonyms of English words, by stem.

From WordNet (`lexicon.json`, its licence in `lexicon.license`; `benchmarks/extract_lexicon.py`
writes it), the pairs in `words.json`, and the affixes that turn a word into its opposite.
"""

import json
import re
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

LEXICON = Path(__file__).with_name("lexicon.json")

_WORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
FUNCTION_WORDS = frozenset(_WORDS["function_words"].split())
PRONOUNS = frozenset(_WORDS["pronouns"].split())
INTERJECTIONS = frozenset(_WORDS["interjections"].split())
"""Words that claim nothing, with which a reply begins."""

TITLES = frozenset(_WORDS["titles"].split())
NEGATIONS = frozenset(_WORDS["negations"].split())
REFUSALS = frozenset(_WORDS["refusals"].split())
"""Verbs whose truth implies that what they govern is not so, by stem (Karttunen 1971)."""

HEDGES = frozenset(_WORDS["hedges"].split())
_IRREGULAR: dict[str, str] = dict(pair.split("/") for pair in _WORDS["irregular"].split())
"""English verb and noun forms that no rule of endings leads back to their base."""

_LATIN_WORD = re.compile(r"[a-z]+")
_SPELLINGS: dict[str, str] = dict(pair.split("/") for pair in _WORDS["spellings"].split())
_BRITISH = (
    ("is", re.compile(r"(?<=[a-z]{3}i)s(?=(?:e[ds]?|ing|ers?|ations?)$)"), "z"),
    ("lys", re.compile(r"(?<=[a-z]ly)s(?=(?:e[ds]?|ing|ers?)$)"), "z"),
    ("re", re.compile(r"(met|lit|cent|theat|fib|calib|spect|meag)re(?=[sd]?$)"), r"\1er"),
    (
        "our",
        re.compile(
            r"^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|rum|sav|tum|vap|vig)our"
        ),
        r"\1or",
    ),
    (
        "ll",
        re.compile(
            r"^(cancel|channel|counsel|dial|fuel|label|level|marvel|model|quarrel|signal|travel|tunnel)"
            r"l(?=ed|ing|er)"
        ),
        r"\1",
    ),
)
"""A part of words, the British spelling there, and the American one."""

TELLING = frozenset(_WORDS["telling"].split())
"""Function words in whose place another one says something else."""

_PREFIXES = ("un", "in", "im", "dis", "non", "il", "ir", "mis", "anti", "counter")
_SUFFIXES = (("ful", "less"), ("less", "ful"))
_DEGREES = ("er", "est")
_ORDINALS = {"first": "1"}
"""Words that are read as numbers."""

_LONG_ENOUGH = 3
_SCRIPTS = (
    ("\u0400", "\u052f", "russian"),
    ("\u0370", "\u03ff", "greek"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the Snowball stem of a word in lower case, by the rules of its script's language.

    An irregular English form has the stem of its base: sold, sell. A word whose stem would be
    another function word, such as willing, stays as it is.
    """
    language = next((name for low, high, name in _SCRIPTS if low <= word[:1] <= high), "english")
    stemmed: str = _stemmer(language).stemWord(base_form(word))
    return word if stemmed in FUNCTION_WORDS or stemmed in NEGATIONS else stemmed


def with_base_forms(text: str) -> str:
    """Return an English text in lower case with each irregular form as its base.

    >>> with_base_forms("Who sold the frozen fish?")
    'who sell the freeze fish?'
    """
    return _LATIN_WORD.sub(lambda word: _IRREGULAR.get(word[0], word[0]), text.casefold())


def base_form(word: str) -> str:
    """Return an English word in American spelling, an irregular form as what it is a form of."""
    word = _SPELLINGS.get(word, word)
    for part, spelling, instead in _BRITISH:
        if part in word:
            word = spelling.sub(instead, word)
    return _IRREGULAR.get(word, word)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)


@lru_cache(maxsize=1 << 16)
def opposite(one: str, other: str) -> bool:
    """Return whether two stems, in any degree, mean the opposite: by the lexicon, or an affix."""
    known = frozenset[str]().union(*(_opposites().get(word, ()) for word in _positives(one)))
    found = not known.isdisjoint(_positives(other))
    return found or _affixed(one, other) or _affixed(other, one)


def overstates(claimed: str, said: str) -> bool:
    """Return whether one word of extent claims more than another, or none where there are some."""
    high, low = _extents().get(claimed), _extents().get(said)
    if high is None or low is None:
        return False
    return high > low or (high == 0) != (low == 0)


def alike(one: str, other: str) -> bool:
    """Return whether two stems can mean the same: one word's forms, or near synonyms."""
    return (
        one == other
        or _forms(one, other)
        or other in _alike().get(one, ())
        or one in _alike().get(other, ())
    )


@lru_cache(maxsize=1)
def _extents() -> dict[str, int]:
    """Return stem → how much of something it claims, from none to all."""
    ranked = enumerate(_WORDS["extents"])
    return {_key(word): rank for rank, words in ranked for word in words.split()}


def _affixed(one: str, other: str) -> bool:
    if any(one == prefix + other for prefix in _PREFIXES):
        return len(other) > _LONG_ENOUGH
    return any(
        one.endswith(ending) and one.removesuffix(ending) + instead == other
        for ending, instead in _SUFFIXES
    )


@lru_cache(maxsize=1 << 12)
def _positives(word: str) -> frozenset[str]:
    """Return a stem and those that it may be a comparative or superlative of: strong, stronger."""
    bases = {word.removesuffix(ending) for ending in _DEGREES} - {word}
    long = [base for base in bases if len(base) >= _LONG_ENOUGH]
    single = [base[:-1] for base in long if base[-1] == base[-2]]
    return frozenset({word, *long, *single, *(stem(f"{base}e") for base in long)})


def _forms(one: str, other: str) -> bool:
    """Return whether two words of one script differ in their endings alone."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    longer = max(len(one), len(other))
    return shared > _LONG_ENOUGH and 3 * shared >= 2 * longer and not one.isdigit()


@lru_cache(maxsize=1)
def _lexicon() -> tuple[str, dict[str, str]]:
    read = json.loads(LEXICON.read_text(encoding="utf-8"))
    return read["opposites"], read["alike"]


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in f"{_lexicon()[0]} {_WORDS['opposites']}".split():
        one, other = map(_key, pair.split("/"))
        found[one].add(other)
        found[other].add(one)
    return {word: frozenset(others - {word}) for word, others in found.items()}


@lru_cache(maxsize=1)
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, others in _lexicon()[1].items():
        found[_key(word)].update(map(_key, others.split()))
    for pair in _WORDS["forms"].split():
        one, other = pair.split("/")
        found[one].add(other)
    contrary = _opposites()
    return {
        word: frozenset(others - {word} - contrary.get(word, frozenset()))
        for word, others in found.items()
    }


def _key(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return word if word in FUNCTION_WORDS or word in NEGATIONS else stem(word)
