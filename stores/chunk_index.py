"""Look up chunks by words, by vector keys, and by document.

What any index of chunks does is here; `local_index.py` asks SQLite, `shared/index.py` PostgreSQL.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import numpy as np

from precis.languages.identification import language_of
from precis.stores.postings import kind_weight
from precis.stores.terms import (
    ENGLISH,
    FALLBACK,
    is_identifier,
    marks,
    parts_of_names,
    question_runs,
    question_terms,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from langchain_core.documents import Document

    from precis.stores.postings import Postings
    from precis.stores.readers import CatalogReader
    from precis.stores.terms import Forms

C = TypeVar("C")
"""What chunks are looked up in."""

MATCHES = 20_000
"""How many matches of words are looked at: frequent words, which say little, are left out then."""

FOREIGN = 0.1
"""The share of chunks in other languages than English up to which a question counts as English,
and runs are not looked up: its stemmer finds as much, and runs take a search as long again."""

_EQUALS = 4
_LOOKED_AT = 30
_TINY = 1e-9


class QuestionTerms(NamedTuple):
    """The terms of a question to look up, the share of its words' weight that any chunk has, the
    share of chunks in other languages than English, whether the question may be in English, and
    the share of identifiers in the weight of what was found.
    """

    terms: list[Forms]
    known: float
    foreign: float
    english: bool
    named: float = 0.0


class Piece(NamedTuple):
    """A chunk's number, its document's number, its character offsets there, and their last end."""

    number: int
    document: int
    start: int
    end: int
    last: int


class Place(NamedTuple):
    """A chunk's number, its document's id, and its character offsets there."""

    number: int
    document_id: str
    start: int
    end: int


class ChunkIndex(ABC, Generic[C]):
    """The chunks of `catalog`, a collection as of one commit; its errors are the catalog's."""

    def __init__(self, catalog: C, postings: Postings[C]) -> None:
        self._catalog = catalog
        self._postings = postings

    @abstractmethod
    def numbers(self, chosen: Callable[[Mapping[str, object]], bool]) -> list[int]:
        """Return the numbers of the documents whose metadata is `chosen`."""

    @abstractmethod
    def keys_of(self, documents: Sequence[int]) -> list[str]:
        """Return the keys of every vector of the documents with these numbers."""

    @abstractmethod
    def chunks_in(self, documents: Sequence[int]) -> list[int]:
        """Return the numbers of the chunks of these documents."""

    @abstractmethod
    def chunks_with(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of the chunks that have any of `terms`."""

    @abstractmethod
    def vectors_of(self, chunks: Collection[int]) -> list[tuple[str, int]]:
        """Return the key and the chunk's number of every vector of these chunks."""

    @abstractmethod
    def chunks_of(
        self, keys: Collection[str], documents: Sequence[int] | None = None
    ) -> list[tuple[str, int]]:
        """Return the key and the chunk's number for every chunk with one of these vectors.

        Only chunks of `documents`, by number, if given: other documents may hold the same text.
        """

    @abstractmethod
    def pieces(self, chunks: Collection[int]) -> list[Piece]:
        """Return where these chunks lie, by document and start; no order of storing decides."""

    @abstractmethod
    def places(
        self, chunks: Collection[int], documents: Sequence[int] | None = None
    ) -> list[Place]:
        """Return where these chunks lie, by document id; only those of `documents` if given."""

    @abstractmethod
    def passages(self, stretches: Sequence[tuple[int, int, int]]) -> list[Document]:
        """Return the chunks that are `[start, end)` of the document with a number, in order."""

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """Return the number of chunks with each of `terms`; those in none are left out."""
        return self._postings.frequencies(self._catalog, terms)

    def rarest_terms(self, question: str) -> QuestionTerms:
        """Return the terms of a question to look up.

        The rarest come first, as many as MATCHES allows of words and as many of runs. What is
        in more than half of the chunks, whose weight is next to nothing, is looked up only where no
        other is. Runs are not looked up where nearly all is English.
        """
        languages = self.frequencies(marks())
        foreign = 1 - languages.get(ENGLISH, 0) / max(sum(languages.values()), 1)
        terms = question_terms(question, languages)
        parts = question_runs(question, languages) if foreign > FOREIGN else []
        counts = self.frequencies({*chain(*terms), *parts})
        unneeded = parts_of_names(question, languages, counts.get)
        telling = self._telling(question, terms, languages, counts)
        words = self._count_chunks([it for it in telling if it not in unneeded], counts)
        runs = self._count_chunks([(run,) for run in parts], counts)
        chosen = _rarest(words, self._postings.tells)
        chosen += _rarest(runs, self._postings.tells)
        weights = {
            forms: self._postings.weight(count) * kind_weight(forms[0])
            for forms, count in words.items()
        }
        known = sum(weights[forms] for forms, count in words.items() if count)
        named = sum(weights[it] for it, count in words.items() if count and is_identifier(it[0]))
        english = foreign <= FOREIGN or (language_of(question) or FALLBACK) == FALLBACK
        share = known / max(sum(weights.values()), _TINY)
        return QuestionTerms(chosen, share, foreign, english, named / max(known, _TINY))

    def _telling(
        self,
        question: str,
        terms: Sequence[Forms],
        languages: Mapping[str, int],
        counts: Mapping[str, int],
    ) -> list[Forms]:
        """Return terms; of one that tells nothing because of its form in a language of few chunks,
        the form in the language of most.

        `ini` is another word for `in` in some of them.
        """
        main = max(languages, key=languages.__getitem__, default=ENGLISH)
        own = question_terms(question, [main])
        if len(own) != len(terms):
            return list(terms)
        frequent = (
            not self._postings.tells(count) for count in self._count_chunks(terms, counts).values()
        )
        return [
            form if is_frequent else forms
            for forms, form, is_frequent in zip(terms, own, frequent, strict=True)
        ]

    def _count_chunks(self, terms: Sequence[Forms], counts: Mapping[str, int]) -> dict[Forms, int]:
        """Return the number of chunks with any form of each term; those of several may overlap."""
        most = self._postings.rows
        return {forms: min(sum(counts.get(it, 0) for it in forms), most) for forms in terms}

    def keywords(
        self,
        terms: Sequence[Forms],
        count: int,
        also: Collection[int] = (),
        documents: Sequence[int] | None = None,
    ) -> dict[int, float]:
        """Return the BM25 of the `count` best chunks with any of `terms`, by chunk number.

        Those that equal the last of them are in, up to four times `count` by document id and
        start, so that no order of storing decides. The chunks in `also` are scored besides, where
        they match; only chunks of `documents`, by number, are looked at if given.
        """
        scores = self._postings.scores(self._catalog, terms)
        if documents is not None:
            outside = np.ones(len(scores), bool)
            outside[[number for number in self.chunks_in(documents) if number < len(scores)]] = (
                False
            )
            scores[outside] = 0.0
        found = np.flatnonzero(scores)
        if len(found) > count:
            least = np.partition(scores[found], -count)[-count]
            found = found[scores[found] >= least]
        numbers = found.tolist()
        if len(numbers) > _EQUALS * count:
            places = [piece.number for piece in self.pieces(numbers)]
            numbers = sorted(places, key=lambda number: -scores[number])[: _EQUALS * count]
        numbers += [number for number in also if number < len(scores) and scores[number]]
        return {number: float(scores[number]) for number in numbers}


def _rarest(counts: Mapping[Forms, int], tells: Callable[[int], bool]) -> list[Forms]:
    """Return terms that are in any chunk, the rarest first, as many as MATCHES allows."""
    chosen: list[Forms] = []
    matches = 0
    for forms in sorted(filter(counts.__getitem__, counts), key=counts.__getitem__):
        matches += counts[forms]
        if chosen and (matches > MATCHES or not tells(counts[forms])):
            break
        chosen.append(forms)
    return chosen


def main_language(catalog: CatalogReader) -> str | None:
    """Return the ISO 639-1 code of the language of most of some chunks; None where none is."""
    texts = catalog.sample(_LOOKED_AT)
    found = Counter(map(language_of, texts))
    language, count = found.most_common(1)[0] if found else (None, 0)
    return language if 2 * count > len(texts) else None
