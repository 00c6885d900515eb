"""Phrases of a text: runs of words that carry meaning, in any language."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from precis.chains.grounding.rarity import rarity
from precis.languages.function_words import function_words
from precis.languages.identification import language_of
from precis.languages.readable import FENCE, readable
from precis.languages.words import stems, word_spans
from precis.splitters.sentences import is_complete

LONGEST = 3
"""Words of a phrase."""

REPEATED = 2
"""How often a word stands in a text that goes before those that stand in it once."""

ESTABLISHED = 3
OFTEN = 1 / 3
AT_LEAST = 0.2
"""A phrase stands for a word if it is repeated so often, and has these shares of the occurrences
of the word and of each of its other words."""

OPENING = 5
FADING = 8
"""What stands in the opening counts up to 1 + OPENING times; FADING is the power of what is left
of the text."""

COMMON = 1.0
"""The rarity from which on a word of English carries meaning."""

_SHORT = 3
"""Letters of a word that is taken for a function word where those of the language are not known."""

_LONG = 80
"""Characters of a sentence whose language is looked at by itself."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_'’.+#-]*[\p{L}\p{M}\p{N}_+#])?")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]|\p{Han}")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_KANA = regex.compile(r"\p{Hiragana}+")
_ADDRESS = regex.compile(
    r"(?:\b(?:https?|ftp|mailto):|\bwww\.|\b[\w.+-]{1,64}@(?=\w))[^\s<>\"]{1,500}"
)
_OWNER = regex.compile(r"['’]s?\Z")
_ELIDED = regex.compile(r"\A\p{L}{1,4}['’](?=\p{L}{2})")
_ELIDING = frozenset({"ca", "fr", "it"})
"""Languages in which an article or preposition without its vowel is tied to the next word."""

_NOUNS_CAPITAL = frozenset({"de"})
"""Languages that write every noun with a capital letter: a phrase ends with one."""

Key = tuple[str, ...]


class _Phrase(NamedTuple):
    key: Key
    text: str


def phrases(text: str, language: str | None = None) -> list[str]:
    """Return the runs of up to three words between function words and punctuation.

    >>> phrases("The old mill of Ghent burned down, and the mill race with it.", "en")
    ['old mill', 'Ghent burned', 'mill race']
    """
    return [" ".join(run) for run in _runs(text, language) if len(run) <= LONGEST]


def key_phrases(texts: Sequence[str], count: int) -> list[str]:
    """Return up to `count` words that matter to sentences and headings, best first.

    A word counts more the more often it stands there, the rarer it is in general English, and the
    earlier it is first used. A phrase that it often stands in takes its place.
    """
    language = language_of(" ".join(texts))
    counts: Counter[Key] = Counter()
    forms: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    left: dict[Key, float] = {}
    kept = [*said(texts)] or texts
    for position, text in enumerate(kept):
        spoken = language_of(text) if len(text) >= _LONG else None
        for phrase in _candidates(_ADDRESS.sub(".", readable(text)), spoken or language):
            counts[phrase.key] += 1
            forms[phrase.key][phrase.text] += 1
            left.setdefault(phrase.key, 1 - position / len(kept))
    values = {
        key: counts[key] * _information(key, language) * (1 + OPENING * left[key] ** FADING)
        for key in counts
        if len(key) == 1
    }
    longer = _established_phrases(counts)
    chosen: list[Key] = []
    for word in sorted(values, key=lambda key: (counts[key] < REPEATED, -values[key], key)):
        if len(chosen) == count:
            break
        often = [key for key in longer[word] if counts[key] >= OFTEN * counts[word]]
        best = max(often, key=lambda key: (len(key) * counts[key], key), default=word)
        if not any(_overlap(best, other) for other in chosen):
            chosen.append(best)
    return [forms[key].most_common(1)[0][0] for key in chosen]


def _information(word: Key, language: str | None) -> float:
    """Return what a word tells in English; as much as any other in other languages."""
    return math.sqrt(rarity(*word)) if language == "en" else 1


def _established_phrases(counts: Counter[Key]) -> defaultdict[Key, list[Key]]:
    """Return the repeated phrases of each word in which no word stands too rarely for it."""
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, count in counts.items():
        most = max(counts[word,] for word in key)
        if len(key) > 1 and count >= max(ESTABLISHED, AT_LEAST * most):
            for word in {*key}:
                found[word,].append(key)
    return found


def said(texts: Sequence[str]) -> Iterator[str]:
    """Yield the headings and the whole sentences, without what stands between fences."""
    code = False
    for text in texts:
        fences = len(FENCE.findall(text))
        if not (code or fences) and (text.startswith("#") or is_complete(text)):
            yield text
        code ^= fences % 2 == 1


def _candidates(text: str, language: str | None) -> Iterator[_Phrase]:
    """Yield each phrase of a text and the parts of it."""
    for run in _runs(text, language):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                words = run[start:end]
                noun = language not in _NOUNS_CAPITAL or words[-1][:1].isupper()
                if noun and (key := tuple(stems([word.casefold() for word in words], language))):
                    yield _Phrase(key, " ".join(words))


def _overlap(one: Key, other: Key) -> bool:
    """Return whether two phrases share more than half of the shorter one."""
    return 2 * len({*one} & {*other}) > min(len({*one}), len({*other}))


@cache
def _light_words(language: str | None) -> frozenset[str]:
    """Return the function words of a language; the English list has rarer words too: "mill"."""
    known = function_words(language)
    if language != "en":
        return known
    return frozenset(
        word
        for word in known
        if "'" in word or all(rarity(stem) < COMMON for stem in stems([word], language))
    )


def _runs(text: str, language: str | None) -> list[list[str]]:
    """Return the runs of words between function words, punctuation and what is no word."""
    known = _light_words(language)
    runs: list[list[str]] = []
    end = 0
    open_ = False
    for start, stop in _words(text):
        word = _OWNER.sub("", text[start:stop])
        if language in _ELIDING:
            word = _ELIDED.sub("", word)
        if _is_light(word, known):
            open_ = False
        elif open_ and not text[end:start].strip():
            runs[-1].append(word)
        else:
            runs.append([word])
            open_ = True
        end = stop
    return runs


def _words(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        if not _UNSPACED.search(match[0]):
            yield match.span()
            continue
        for start, end in word_spans(match[0]):
            yield match.start() + start, match.start() + end


def _is_light(word: str, known: frozenset[str]) -> bool:
    plain = word.casefold().replace("’", "'")
    if _UNSPACED.search(word):
        return len(word) == 1 or plain in known or _KANA.fullmatch(word) is not None
    if not _LETTERS.search(word):
        return True
    return plain in known or (not known and len(word) <= _SHORT)
