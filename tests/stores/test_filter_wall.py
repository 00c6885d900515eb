"""A filter is a wall: whatever documents share, nothing of one outside is found, at any stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.filters import conditions, meets
from precis.stores.library_store import LibraryStore
from precis.stores.survey import find_touched

SENTENCES = [
    "The launch of Heron is on 5 May.",
    "The budget of Heron is nine million.",
    "Nobody knows when the heron returns.",
    "Lunch is at noon.",
]
FOLDERS = ("public", "secret", "public/secret")
EMBEDDINGS = DeterministicFakeEmbedding(size=8)

texts = st.lists(st.sampled_from(SENTENCES), min_size=1).map(" ".join)
questions = st.sampled_from([*SENTENCES, "When is the launch of Heron?"])
conditions_on_names = st.sampled_from(
    ["source=/public/**", "source=/secret/**", "title=1|3", "source~secret", "title=nothing"]
)


def document(number: int, folder: str, text: str) -> Document:
    source = f"/{folder}/{number}.txt"
    return Document(
        text,
        metadata={"id": str(number), "source": source, "title": str(number), "media_type": "text"},
    )


@contextmanager
def library_of(*ingests: list[Document]) -> Iterator[LibraryStore]:
    """Give a library after some ingests: the first is folded, the others are recent vectors.

    The files are on no disk but count as there: a copy is none of a renamed file.
    """
    splitter = ContentDefinedSplitter(minimum=20, maximum=60)
    with (
        TemporaryDirectory() as folder,
        patch("precis.stores.transaction.should_fold", lambda _: False),
        patch("precis.stores.library_store.vanished", lambda _: False),
    ):
        library = LibraryStore(Path(folder) / "library", EMBEDDINGS, splitter, model="fake")
        for documents in ingests:
            library.ingest(documents)
        yield library


@pytest.mark.parametrize("compared", [0, 32_768])
@settings(max_examples=15, deadline=None)
@given(
    parts=st.lists(st.tuples(st.sampled_from(FOLDERS), texts), min_size=1, max_size=8),
    first=st.integers(1, 8),
    removed=st.sets(st.integers(0, 7)),
    asked=st.tuples(questions, conditions_on_names, st.integers(1, 5)),
)
def test_nothing_outside_the_filter_is_found(
    compared: int,
    parts: list[tuple[str, str]],
    first: int,
    removed: set[int],
    asked: tuple[str, str, int],
) -> None:
    question, condition, k = asked
    documents = [document(n, folder, text) for n, (folder, text) in enumerate(parts)]
    wanted = conditions([condition])
    gone = [d for d in documents if int(d.metadata["id"]) in removed][: len(documents) - 1]
    inside = {d.metadata["id"] for d in documents if meets(wanted, d.metadata) and d not in gone}
    with (
        library_of(documents[:first], documents[first:]) as library,
        patch("precis.stores.local_store.COMPARED", compared),
    ):
        library.remove([d.metadata["id"] for d in gone])
        found = library.search(question, k=k, where=[condition])
        assert {passage.metadata["document_id"] for passage in found} <= inside
        assert bool(library.unmatched(where=[condition])) == (not inside)
        vector = np.asarray(EMBEDDINGS.embed_query(question), dtype=np.float32)
        snapshot = library.store("default").snapshot()
        touched = find_touched(snapshot, ["heron", "launch"], vector, wanted)
        assert {each.document_id for each in touched} <= inside
        numbers = snapshot.index.numbers(lambda metadata: meets(wanted, metadata))
        scored = snapshot._scores(snapshot.index.rarest_terms(question), vector, 50, numbers)
        assert {piece.document for piece in snapshot.index.pieces(scored)} <= set(numbers)
    alone = [d for d in documents if d.metadata["id"] in inside]
    if alone:
        with library_of(alone) as library:
            same = library.search(question, k=k, where=[condition])
        seen = lambda passages: {p.metadata["document_id"] for p in passages}  # noqa: E731
        assert (not seen(found)) == (not seen(same))


def test_a_copy_inside_is_found_where_the_original_is_outside() -> None:
    documents = [document(0, "secret", SENTENCES[0]), document(1, "public", SENTENCES[0])]
    with library_of(documents) as library:
        found = library.search(SENTENCES[0], where=["source=/public/**"])
    assert [passage.metadata["source"] for passage in found] == ["/public/1.txt"]
