"""Claims against the documents they are about: support, evidence, and what to do without it.

No chat model and no network. How the difference of two sentences is counted and weighed is
`support.py`; how a sentence is found, `alignment.py`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from chains.alignment import Aligner, Match, Sentences
from chains.evidence import Claim, Documents, Span, Unsupported
from chains.lexical import Terms, normalize, terms
from chains.support import Difference, difference, support, threshold
from splitters.sentences import sentence_spans

NOTHING = "nothing like it is in the source"
TOO_LONG = "too long to be judged as one sentence"
UNSUPPORTED = "the source does not support it"
UNJUDGED = "cannot be judged across languages"

WHOLE_CHARACTERS = 200_000
"""Up to so long, documents are searched as a whole for evidence of what a writer says."""

_AROUND_CHARACTERS = 4000
_NEIGHBOURS = 1
_MAX_SPANS = 4
_MIN_QUOTE = 4
_BATCH = 256


@dataclass(frozen=True)
class Source:
    """The sentences of some documents, in order, each with its span."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Source":
        """Cut documents into sentences."""
        return cls._cut((document, 0, len(document.page_content)) for document in documents)

    @classmethod
    def near(cls, claims: Iterable[Claim], documents: Documents) -> "Source":
        """Cut what is around the claims' spans; all, where that is at most WHOLE_CHARACTERS."""
        if sum(len(document.page_content) for document in documents.values()) <= WHOLE_CHARACTERS:
            return cls.of(documents.values())
        spans = sorted(
            {span for claim in claims for span in claim.spans},
            key=lambda span: (span.document_id, span.start),
        )
        return cls._cut(
            (documents[id_], start, end)
            for id_, of_document in groupby(spans, key=lambda span: span.document_id)
            for start, end in _regions(of_document, len(documents[id_].page_content))
        )

    @classmethod
    def _cut(cls, parts: Iterable[tuple[Document, int, int]]) -> "Source":
        spans: list[Span] = []
        texts: list[str] = []
        for document, begin, stop in parts:
            text, id_ = document.page_content[begin:stop], document.metadata["id"]
            for start, end in _rejoined(text, sentence_spans(text)):
                spans.append(Span(document_id=id_, start=begin + start, end=begin + end))
                texts.append(text[start:end])
        return cls(tuple(spans), tuple(texts))

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences indexed by their words."""
        return Sentences(self.texts)

    @cached_property
    def verbatim(self) -> dict[str, int]:
        """Normalized sentence → its index."""
        return {_bare(text): index for index, text in reversed(list(enumerate(self.texts)))}

    def covering(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Return the sentences that overlap spans."""
        return tuple(
            index
            for index, own in enumerate(self.spans)
            if any(
                own.document_id == span.document_id
                and own.start < span.end
                and span.start < own.end
                for span in spans
            )
        )

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


@dataclass(frozen=True)
class Checked:
    """Claims as they are shown, and how many of those written were `unsupported`."""

    claims: tuple[Claim, ...]
    unsupported: int


class Grounder:
    """Judges claims by their evidence, and finds evidence for those that bring none."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._aligner = Aligner(embeddings)

    def ground(self, claims: Sequence[Claim], documents: Documents) -> list[Claim]:
        """Return the claims with `support`, `supported`, `problem`, and spans where found.

        Spans a claim brings are judged first; where they do not support it, the closest
        sentences of the documents are tried in their place.
        """
        return list(self.judge(claims, documents))

    def judge(self, claims: Sequence[Claim], documents: Documents) -> Iterator[Claim]:
        """Yield what `ground` returns, a batch at a time."""
        yield from self._judged(claims, Source.of(documents.values()))

    def _judged(self, claims: Sequence[Claim], source: Source) -> Iterator[Claim]:
        for start in range(0, len(claims), _BATCH):
            batch = claims[start : start + _BATCH]
            matches = self._aligner.matches([claim.text for claim in batch], source.sentences)
            for claim, match in zip(batch, matches, strict=True):
                yield _judge(claim, match, source)

    def check(
        self, claims: Sequence[Claim], documents: Documents, unsupported: Unsupported
    ) -> Checked:
        """Ground claims; keep the supported and mark, drop or quote the rest.

        With `quote` a claim is replaced by the closest sentence, verbatim; one that has none, or
        whose sentence is already there, is dropped. Evidence is looked for in documents of more
        than WHOLE_CHARACTERS only around the claims' spans.
        """
        source = Source.near(claims, documents)
        judged = list(self._judged(claims, source))
        if unsupported == "mark":
            shown = judged
        elif unsupported == "drop":
            shown = [claim for claim in judged if claim.supported]
        else:
            shown = self._quoted(judged, source)
        return Checked(tuple(shown), sum(not claim.supported for claim in judged))

    def _quoted(self, claims: Sequence[Claim], source: Source) -> list[Claim]:
        failed = [claim.text for claim in claims if not claim.supported]
        matches = iter(self._aligner.matches(failed, source.sentences))
        kept: dict[str, Claim] = {}
        for claim in claims:
            replaced = claim if claim.supported else _quote(claim, next(matches), source)
            if replaced:
                kept.setdefault(replaced.text, replaced)
        return list(kept.values())


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


def _judge(claim: Claim, match: Match, source: Source) -> Claim:
    exact = source.verbatim.get(_bare(claim.text))
    cited = source.covering(claim.spans)
    if exact is not None:
        spans = claim.spans if exact in cited else (source.spans[exact],)
        return _with(claim, spans, 1.0, None)
    words = terms(claim.text)
    if words.long:
        return _with(claim, claim.spans, 0.0, TOO_LONG)
    by_alignment = _weigh(words, match, source)
    if cited:
        by_citation = _weigh(words, Match(cited, (), match.distance), source)
        if by_citation[0] >= min(threshold(), by_alignment[0]):
            return _with(claim, claim.spans[:_MAX_SPANS], *by_citation)
    if not match.close and by_alignment[0] < threshold():
        return _with(claim, (), by_alignment[0], NOTHING)
    spans = tuple(source.spans[index] for index in sorted(match.sentences))
    return _with(claim, spans, *by_alignment)


def _weigh(words: Terms, match: Match, source: Source) -> tuple[float, str | None]:
    if not match.sentences or not words.stems:
        return 0.0, NOTHING
    found = compare(words, match, source)
    return support(found), found.problem or UNSUPPORTED


def compare(words: Terms, match: Match, source: Source) -> Difference:
    """Return how a claim differs from what was found for it and the sentences beside that."""
    said = source.sentences.terms
    near = sorted({*source.around(match.sentences), *match.shortlist})
    evidence = [said[index] for index in near]
    return difference(words, evidence, match.distance, source.sentences)


def _with(claim: Claim, spans: tuple[Span, ...], score: float, problem: str | None) -> Claim:
    supported = score >= threshold()
    return Claim(
        text=claim.text,
        spans=spans,
        support=score,
        supported=supported,
        problem=None if supported else problem,
    )


def _quote(claim: Claim, match: Match, source: Source) -> Claim | None:
    candidates = [*match.sentences, *source.covering(claim.spans)]
    whole = [i for i in candidates if _is_whole(source, i)]
    if not whole:
        return None
    span, text = source.spans[whole[0]], source.texts[whole[0]]
    return Claim(text=text, spans=(span,), support=1.0, supported=True)


def _is_whole(source: Source, index: int) -> bool:
    """Tell a sentence from a heading or a scrap."""
    long = len(source.sentences.terms[index].stems) >= _MIN_QUOTE
    return long and not source.texts[index].startswith("#")


def _rejoined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo cuts inside numbers written with a space, such as 7. 8 per cent."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[start].isdigit() and re.search(r"\d\.$", text[slice(*joined[-1])]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _bare(text: str) -> str:
    return normalize(text).strip(" .\"'-*•")
