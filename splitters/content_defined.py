"""Cut documents into content-defined chunks, so that an edit moves only its own borders.

Every possible border has a rank: its kind (heading, paragraph, line, sentence, word, character)
and a hash of the words before it. A stretch that is too long is cut at its best border and both
halves again, so the choice between two borders depends on the text between them alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import regex
from langchain_core.documents import BaseDocumentTransformer, Document

from precis.errors import UsageError
from precis.languages.counts import count_of
from precis.languages.words import word_spans
from precis.splitters.blocks import code_blocks, introduces, is_inside
from precis.splitters.sentences import sentence_spans

_SECTION = 16
"""How many maximum-length chunks are looked at together; bounds memory for any input."""

_HASHED = 48
"""Characters before a border that its hash is made of."""

_HEADING, _PARAGRAPH, _LINE, _SENTENCE, _BROKEN_LINE, _WORD, _UNSPACED_WORD, _CHARACTER = range(8)


def _ends(pattern: str) -> Callable[[str, int, int], Iterator[int]]:
    compiled = regex.compile(pattern)
    return lambda text, start, end: (match.end() for match in compiled.finditer(text, start, end))


def _word_ends(text: str, start: int, end: int) -> Iterator[int]:
    return (start + word for _, word in word_spans(text[start:end]))


_FINER = (
    (_BROKEN_LINE, _ends(r"\n\s*")),
    (_WORD, _ends(r"\s+")),
    (_UNSPACED_WORD, _word_ends),
    (_CHARACTER, _ends("(?<!\u200d)(?![\\p{M}\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff])")),
    (_CHARACTER, _ends("")),
)
"""Where an over-long sentence may be cut; marks stay with their letter while they can."""


class _Border(NamedTuple):
    """A place where a chunk may start; the lowest `(kind, digest)` is cut first."""

    kind: int
    digest: bytes
    position: int


class ContentDefinedSplitter(BaseDocumentTransformer):
    """Cuts documents into chunks of `minimum` to `maximum` characters, covering them exactly.

    The defaults give about 4,000 characters; `minimum=400, maximum=1_700` gives about 1,000.
    Only a document shorter than `minimum` makes a shorter chunk. Raises UsageError unless
    `0 < 3 * minimum <= maximum`.

    >>> splitter = ContentDefinedSplitter(minimum=10, maximum=30)
    >>> splitter.split_text("One is here. Two is there. Three is gone.")
    ['One is here. ', 'Two is there. Three is gone.']
    """

    def __init__(
        self, minimum: int = 2_000, maximum: int = 6_500, language: str | None = None
    ) -> None:
        if not 0 < 3 * minimum <= maximum:
            raise UsageError(
                f"chunks of {minimum} to {count_of(maximum, 'character')} cannot be cut: "
                "the maximum must be at least three times the minimum"
            )
        self.minimum = minimum
        self.maximum = maximum
        self.language = language

    def split_text(self, text: str) -> list[str]:
        """Return the chunks of `text`; joined they are `text` again."""
        return [text[start:end] for start, end in self.spans(text)]

    def split_documents(self, documents: Iterable[Document]) -> list[Document]:
        """Return the chunks of every document, in order."""
        return list(self.lazy_split_documents(documents))

    def lazy_split_documents(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the chunks of every document, in order, looking at one stretch at a time."""
        for document in documents:
            page_at = _Pages(document)
            for start, end in self.spans(document.page_content):
                yield _chunk(document, start, end, page_at(start))

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> Sequence[Document]:
        """Return the chunks of every document: LangChain's name for `split_documents`."""
        return self.split_documents(documents)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield `(start, end)` of every chunk; the first starts at 0, each where the last ended."""
        longest = _SECTION * self.maximum
        shortest = longest // 4
        start = 0
        while len(text) - start > longest:
            stretch = min(longest, len(text) - start - shortest)
            borders = self._borders(text, start, start + stretch)
            end = _best(borders, start + shortest, start + stretch)
            yield from self._cut(borders, start, end)
            start = end
        if text:
            yield from self._cut(self._borders(text, start, len(text)), start, len(text))

    def _cut(self, borders: list[_Border], start: int, end: int) -> Iterator[tuple[int, int]]:
        pending = [(start, end)]
        while pending:
            start, end = pending.pop()
            if end - start <= self.maximum:
                yield start, end
            else:
                middle = _best(borders, start + self.minimum, end - self.minimum)
                pending += (middle, end), (start, middle)

    def _borders(self, text: str, start: int, end: int) -> list[_Border]:
        """Return the borders inside `text[start:end]`, at most `minimum` characters apart."""
        if end - start <= self.maximum:
            return []
        sentences = sentence_spans(text[start:end], self.language)
        starts = [start + sentence[0] for sentence in sentences]
        code = code_blocks(text[start:end])
        borders: list[_Border] = []
        for sentence, following in pairwise([start, *starts[1:], end]):
            if sentence > start:
                inside = is_inside(code, sentence - start)
                kind = _BROKEN_LINE if inside else _kind(text, sentence)
                borders.append(_border(kind, text, sentence))
            borders += self._finer_borders(text, sentence, following)
        return borders

    def _finer_borders(self, text: str, start: int, end: int, level: int = 0) -> Iterator[_Border]:
        if end - start <= self.minimum:
            return
        kind, places = _FINER[level]
        positions = set(places(text, start, end))
        for piece, following in pairwise(sorted(positions | {start, end})):
            if piece > start:
                yield _border(kind, text, piece)
            yield from self._finer_borders(text, piece, following, level + 1)


def _best(borders: list[_Border], lowest: int, highest: int) -> int:
    """Return the best position of `lowest..highest`; among equals the one in the middle."""
    eligible = borders[
        bisect_left(borders, lowest, key=_position) : bisect_right(borders, highest, key=_position)
    ]
    kind, digest, _ = min(eligible)
    equals = [border.position for border in eligible if border[:2] == (kind, digest)]
    return min(equals, key=lambda position: abs(2 * position - lowest - highest))


def _position(border: _Border) -> int:
    return border.position


def _kind(text: str, sentence: int) -> int:
    """Return the kind of border that the start of a sentence is.

    What a colon introduces stays with it.
    """
    before = text[max(0, sentence - _HASHED) : sentence]
    breaks = before[len(before.rstrip()) :].count("\n")
    if introduces(before.rstrip()):
        return _BROKEN_LINE
    if breaks and text.startswith("#", sentence):
        return _HEADING
    return (_SENTENCE, _LINE, _PARAGRAPH)[min(breaks, 2)]


def _border(kind: int, text: str, position: int) -> _Border:
    before = text[max(0, position - _HASHED) : position].encode("utf-8", "surrogatepass")
    return _Border(kind, blake2b(before, digest_size=8).digest(), position)


class _Pages:
    """Finds the page of a position, in the number or label that the loader gave it."""

    def __init__(self, document: Document) -> None:
        self._pages: Sequence[dict[str, Any]] = document.metadata.get("pages") or ()
        self._starts = [page["start"] for page in self._pages]

    def __call__(self, position: int) -> int | str | None:
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._pages[index]["end"]:
            return None
        page: int | str = self._pages[index]["page"]
        return page


def _chunk(document: Document, start: int, end: int, page: int | str | None) -> Document:
    metadata = document.metadata
    return Document(
        page_content=document.page_content[start:end],
        metadata={
            "document_id": metadata["id"],
            "source": metadata["source"],
            "title": metadata["title"],
            "start_index": start,
            "end_index": end,
            "page": page,
        },
    )
