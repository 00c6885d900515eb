"""What stands in a document but does not speak for it: its licence, and another language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from precis.languages.function_words import function_words
from precis.languages.identification import language_of
from precis.languages.readable import readable
from precis.languages.words import word_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from precis.chains.writers.salience import Extract
    from precis.chains.writers.sentence import Sentence

LEGAL_WORDS = 9
"""Words of a heading at most that names a licence."""

MAIN = 0.6
"""Share of a document's letters from which on their language is that of the document."""

SURELY = 2
"""Function words by which another language must be ahead; related languages share some."""

_LEGAL = re.compile(
    r"\b(?:licen[cs](?:e|es|ing|ed)|copyright|warrant(?:y|ies)|disclaimer|legal notices?|lizenz\w*"
    r"|urheberrecht\w*|licencias?|licenza|licence|garantie|haftungsausschluss)\b"
    r"|лиценз|авторск\w+ прав|许可证|版权|授权|ライセンス|著作権|使用許諾",
    re.IGNORECASE,
)
_MARK = re.compile(r"#{1,6}(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 40
_LEAST = 40
"""Characters of a sentence whose language is looked at."""


def in_licences(extract: Extract) -> NDArray[np.bool_]:
    """Say which sentences stand below a heading that names a licence, or below one of its parts.

    None of a document that has little else.
    """
    sentences = extract.sentences
    legal: dict[str, tuple[list[int], list[bool]]] = defaultdict(lambda: ([], []))
    level: dict[str, int | None] = {}
    for heading in extract.titles:
        document = heading.span.document_id
        mark = _MARK.match(heading.text)
        own = len(mark[0]) if mark else 0
        above = level.get(document)
        if above is not None and not (own and above and own > above):
            above = None
        if above is None and _names_licence(heading.text):
            above = own
        level[document] = above
        starts, of_licence = legal[document]
        starts.append(heading.span.start)
        of_licence.append(above is not None)

    def is_legal(sentence: Sentence) -> bool:
        starts, of_licence = legal[sentence.span.document_id]
        at = bisect_right(starts, sentence.span.start) - 1
        return at >= 0 and of_licence[at]

    found = np.fromiter(map(is_legal, sentences), dtype=bool, count=len(sentences))
    return found if 2 * found.sum() < len(found) else np.zeros_like(found)


def _names_licence(heading: str) -> bool:
    return word_count(heading) <= LEGAL_WORDS and _LEGAL.search(readable(heading)) is not None


class Languages:
    """The language of each document, and whether a sentence is in another one."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for sentence in sentences:
            if len(sentence.text) >= _LEAST:
                texts[sentence.span.document_id].append(sentence.text)
        self._main = {document: _main_language(some) for document, some in texts.items()}

    def is_foreign(self, sentence: Sentence) -> bool:
        """Return whether a sentence is surely in another language than its document."""
        main = self._main.get(sentence.span.document_id)
        if main is None or len(sentence.text) < _LEAST:
            return False
        own = language_of(sentence.text)
        if own in {None, main}:
            return False
        words = _WORD.findall(sentence.text.casefold())
        told, expected = _known(words, own), _known(words, main)
        return told >= expected + SURELY and 2 * told > 3 * expected


def _known(words: Iterable[str], language: str | None) -> int:
    known = function_words(language)
    return sum(word in known for word in words)


def _main_language(texts: Sequence[str]) -> str | None:
    step = max(1, len(texts) // _LOOKED_AT)
    votes: Counter[str] = Counter()
    for text in texts[::step]:
        if language := language_of(text):
            votes[language] += len(text)
    most = max(votes, key=lambda each: (votes[each], each), default=None)
    return most if most and votes[most] >= MAIN * sum(votes.values()) else None
