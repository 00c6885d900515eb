"""Phrases of a text: runs of words that carry meaning, in any language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from precis.languages.function_words import function_words
from precis.languages.identification import language_of
from precis.languages.readable import FENCE, readable
from precis.languages.words import stems, word_spans
from precis.splitters.sentences import is_complete

LONGEST = 3
"""Words of a phrase."""

LENGTH = 1.5
"""Power of a phrase's number of words in its value. C-value has a logarithm, which leaves single
words only."""

REPEATED = 2
"""How often a phrase stands in a text that goes before those that stand in it once."""

TITLED = 2
"""How often an occurrence in a heading counts."""

_SHORT = 3
"""Letters of a word that is taken for a function word where those of the language are not known."""

_LONG = 80
"""Characters of a sentence whose language is looked at by itself."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_'’.+#-]*[\p{L}\p{M}\p{N}_+#])?")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]|\p{Han}")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_KANA = regex.compile(r"\p{Hiragana}+")
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
    """Return up to `count` phrases that sentences and headings repeat most, and that differ.

    They are ordered by C-value: what stands mostly in longer phrases counts little (Frantzi,
    Ananiadou and Mima, 2000, doi:10.1007/s007999900023).
    """
    language = language_of(" ".join(texts))
    counts: Counter[Key] = Counter()
    forms: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for text in [*_said(texts)] or texts:
        weight = TITLED if text.startswith("#") else 1
        spoken = language_of(text) if len(text) >= _LONG else None
        for phrase in _candidates(readable(text), spoken or language):
            counts[phrase.key] += weight
            forms[phrase.key][phrase.text] += 1
    values = _c_values(counts)
    chosen: list[Key] = []
    for key in sorted(values, key=lambda key: (counts[key] < REPEATED, -values[key], key)):
        if len(chosen) == count:
            break
        if not any(_overlap(key, other) for other in chosen):
            chosen.append(key)
    return [forms[key].most_common(1)[0][0] for key in chosen]


def _said(texts: Sequence[str]) -> Iterator[str]:
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


def _c_values(counts: Counter[Key]) -> dict[Key, float]:
    above: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in counts:
        for part in (key[:-1], key[1:]):
            if part in counts:
                above[part].append(key)
    return {
        key: len(key) ** LENGTH
        * (count - max((counts[longer] for longer in above[key]), default=0))
        for key, count in counts.items()
    }


def _overlap(one: Key, other: Key) -> bool:
    """Return whether two phrases share more than half of the shorter one."""
    return 2 * len({*one} & {*other}) > min(len({*one}), len({*other}))


def _runs(text: str, language: str | None) -> list[list[str]]:
    """Return the runs of words between function words, punctuation and what is no word."""
    known = function_words(language)
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
