"""Rows of tables that answer a question by their cells, the names of their columns, and a title."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from precis.chains.grounding.lexical import asking, terms
from precis.chains.grounding.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from langchain_core.documents import Document

    from precis.chains.writers.sentence import Sentence

_ORDINARY = 1.3
"""Rarity, in nats, up to which one word of a question may be missing: the 2,700 commonest."""

_YEAR = re.compile(r"(?:19|20)\d\d")


class _Found(NamedTuple):
    """A row, the words of the question in its cells, and how many are nowhere."""

    row: Sentence
    cells: frozenset[str]
    missing: int


def rows_that_answer(
    question: str, said: Sequence[Sequence[Sentence]], passages: Sequence[Document]
) -> list[Sentence]:
    """Return the row that answers, or those that do so equally; none where no row does.

    `said` has the sentences of each passage. A row answers if a word of the
    question stands in its cells, and the others there, in the names of its columns, in a heading
    above the table or in the document's title. A common word may be missing where a column is
    named: "What did heating cost until September?".
    """
    asked = terms(question).content - asking()
    found = [
        row
        for sentences, passage in zip(said, passages, strict=True)
        for row in _rows(asked, sentences, _title(passage.metadata))
    ]
    if not found:
        return []
    best = min(found, key=lambda row: (row.missing, -len(row.cells)))
    return [row.row for row in found if (row.missing, row.cells) == (best.missing, best.cells)]


def of_another_year(question: str, row: Sentence, passages: Sequence[Document]) -> bool:
    """Return whether a question names a year that neither a row nor any passage does."""
    years = set(_YEAR.findall(question)) - set(_YEAR.findall(row.text))
    return any(all(year not in passage.page_content for passage in passages) for year in years)


def _rows(
    asked: frozenset[str], sentences: Sequence[Sentence], title: frozenset[str]
) -> Iterator[_Found]:
    above = title
    for sentence in sentences:
        if sentence.heading:
            above = title | terms(sentence.text).content
        if sentence.row and (found := _read(asked, sentence, above)):
            yield found


def _read(asked: frozenset[str], row: Sentence, above: frozenset[str]) -> _Found | None:
    parts = [part.rpartition(": ") for part in row.text.split("; ")]
    names = terms("; ".join(name for name, _, _ in parts)).content
    in_cells = asked & terms("; ".join(cell for _, _, cell in parts)).content
    missing = asked - in_cells - names - above
    named = (asked & names) - in_cells - above
    if not in_cells or len(missing) > bool(named) or not all(map(_is_ordinary, missing)):
        return None
    return _Found(row, in_cells, len(missing))


def _is_ordinary(stem: str) -> bool:
    return stem.isalpha() and rarity(stem) <= _ORDINARY


def _title(metadata: Mapping[str, object]) -> frozenset[str]:
    source = PurePath(str(metadata.get("source") or "")).stem
    return terms(f"{metadata.get('title') or ''}. {source}").content
