"""A filter is a wall: whatever documents share, nothing of one outside is found."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

SENTENCES = [
    "The launch of Heron is on 5 May.",
    "The budget of Heron is nine million.",
    "Nobody knows when the heron returns.",
    "Lunch is at noon.",
]
FOLDERS = ("public", "secret", "public/secret")


def _document(number: int, folder: str, text: str) -> Document:
    source = f"/{folder}/{number}.txt"
    return Document(
        text,
        metadata={"id": str(number), "source": source, "title": str(number), "media_type": "text"},
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(FOLDERS), st.lists(st.sampled_from(SENTENCES), min_size=1)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([*SENTENCES, "When is the launch of Heron?"]),
    st.sampled_from(["source=/public/**", "source=/secret/**", "title=1|3", "source~secret"]),
    st.integers(1, 5),
)
def test_nothing_outside_the_filter_is_found(
    parts: list[tuple[str, list[str]]], question: str, condition: str, k: int
) -> None:
    from precis.stores.filters import conditions, meets

    documents = [_document(n, folder, " ".join(text)) for n, (folder, text) in enumerate(parts)]
    wanted = conditions([condition])
    inside = {d.metadata["id"] for d in documents if meets(wanted, d.metadata)}
    splitter = ContentDefinedSplitter(minimum=20, maximum=60)
    with TemporaryDirectory() as folder:
        embeddings = DeterministicFakeEmbedding(size=8)
        library = LibraryStore(Path(folder) / "library", embeddings, splitter, model="fake")
        library.ingest(documents)
        found = library.search(question, k=k, where=[condition])
        assert {passage.metadata["document_id"] for passage in found} <= inside
        snapshot = library.store("default").snapshot()
        numbers = snapshot.index.numbers(lambda metadata: meets(wanted, metadata))
        vector = np.asarray(embeddings.embed_query(question), dtype=np.float32)
        scored = snapshot._scores(question, vector, 50, numbers)
        assert {piece.document for piece in snapshot.index.pieces(scored)} <= set(numbers)


def test_a_copy_inside_is_found_where_the_original_is_outside() -> None:
    documents = [_document(0, "secret", SENTENCES[0]), _document(1, "public", SENTENCES[0])]
    with TemporaryDirectory() as folder:
        embeddings = DeterministicFakeEmbedding(size=8)
        splitter = ContentDefinedSplitter(minimum=20, maximum=60)
        library = LibraryStore(Path(folder) / "library", embeddings, splitter, model="fake")
        library.ingest(documents)
        found = library.search(SENTENCES[0], where=["source=/public/**"])
    assert [passage.metadata["source"] for passage in found] == ["/public/1.txt"]
