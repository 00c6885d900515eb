"""The source sentences that claims are checked against, each with its span.

`alignment.py` finds those that a claim rests on; `claim_checker.py`, whether they support it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from threading import Lock

from langchain_core.documents import Document

from precis.chains.evidence import Claim, Documents, Span
from precis.chains.grounding.alignment import Sentences
from precis.languages.tables import header_above, table_rows
from precis.splitters.sentences import sentence_spans

WHOLE_CHARACTERS = 200_000
"""Up to so long, documents are searched as a whole for evidence of what a writer says."""

_KEPT = 8
"""Sources kept: many questions are about the same few documents."""

_AROUND_CHARACTERS = 4000
_NEIGHBOURS = 1


_cutting = Lock()

_Text = tuple[str, str]
"""A document's id and its text."""

_Places = tuple[int, list[int], list[int]]
_NOWHERE: _Places = 0, [], []


@dataclass(frozen=True)
class SourceSentences:
    """The sentences of some documents, in order, each with its span.

    Of a table's row the text has each value after the name of its column.
    """

    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "SourceSentences":
        """Cut documents into sentences; of short ones the last few are kept."""
        parts = tuple((document.metadata["id"], document.page_content) for document in documents)
        if sum(len(text) for _, text in parts) > WHOLE_CHARACTERS:
            return cls._cut((it, 0, len(it[1])) for it in parts)
        with _cutting:  # many who ask at once about one document wait for the first
            return _cached(parts)

    @classmethod
    def near(cls, claims: Iterable[Claim], documents: Documents) -> "SourceSentences":
        """Cut what is around the claims' spans; all, where that is at most WHOLE_CHARACTERS."""
        if sum(len(document.page_content) for document in documents.values()) <= WHOLE_CHARACTERS:
            return cls.of(documents.values())
        spans = sorted(
            {span for claim in claims for span in claim.spans},
            key=lambda span: (span.document_id, span.start),
        )
        return cls._cut(
            ((id_, documents[id_].page_content), start, end)
            for id_, of_document in groupby(spans, key=lambda span: span.document_id)
            for start, end in _regions(of_document, len(documents[id_].page_content))
        )

    @classmethod
    def _cut(cls, parts: Iterable[tuple[_Text, int, int]]) -> "SourceSentences":
        spans: list[Span] = []
        texts: list[str] = []
        for (id_, whole), begin, stop in parts:
            text = whole[begin:stop]
            rows = {row.start: row for row in table_rows(text, begin, header_above(whole, begin))}
            for start, end in _rejoin(text, sentence_spans(text)):
                spans.append(Span(document_id=id_, start=begin + start, end=begin + end))
                row = rows.get(begin + start)
                texts.append(row.described if row else text[start:end])
        return cls(tuple(spans), tuple(texts))

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences indexed by their words."""
        return Sentences(self.texts, [(span.document_id, span.start) for span in self.spans])

    @cached_property
    def verbatim(self) -> dict[str, int]:
        """Normalized sentence → its index."""
        return {read.bare: index for index, read in reversed(list(enumerate(self.sentences.read)))}

    def covering(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Return the sentences that overlap spans."""
        found: set[int] = set()
        for span in spans:
            first, starts, ends = self._places.get(span.document_id, _NOWHERE)
            found.update(
                range(first + bisect_right(ends, span.start), first + bisect_left(starts, span.end))
            )
        return tuple(sorted(found))

    @cached_property
    def _places(self) -> dict[str, _Places]:
        """Document id → the index of its first sentence, and where its sentences start and end."""
        places: dict[str, _Places] = {}
        for index, span in enumerate(self.spans):
            _, starts, ends = places.setdefault(span.document_id, (index, [], []))
            starts.append(span.start)
            ends.append(span.end)
        return places

    def around(self, indices: Iterable[int]) -> list[int]:
        """Return sentences and their neighbours in the same document."""
        near = {
            other
            for index in indices
            for other in range(index - _NEIGHBOURS, index + _NEIGHBOURS + 1)
            if 0 <= other < len(self.spans)
            and self.spans[other].document_id == self.spans[index].document_id
        }
        return sorted(near)


@lru_cache(maxsize=_KEPT)
def _cached(parts: tuple[_Text, ...]) -> SourceSentences:
    return SourceSentences._cut((part, 0, len(part[1])) for part in parts)  # noqa: SLF001 - its own


def _regions(spans: Iterable[Span], length: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that hold the ascending `spans` and what is around them, disjoint."""
    begin = end = 0
    for span in spans:
        start = max(0, span.start - _AROUND_CHARACTERS)
        if start > end:
            if end:
                yield begin, end
            begin = start
        end = max(end, min(length, span.end + _AROUND_CHARACTERS))
    if end:
        yield begin, end


def _rejoin(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo cuts inside numbers written with a space, such as 7. 8 per cent."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[start].isdigit() and re.search(r"\d\.$", text[slice(*joined[-1])]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
