"""Whoever waits for an answer goes first; the priority is that of the thread that computes."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.documents import Document

from precis.low_priority import is_low, low_priority
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads is Linux's")

TEXTS = [f"In {1700 + n} the town paid {n} crowns for its bridge." for n in range(40)]


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


class Watched(MiniLM):
    """Notes the niceness of each thread that computes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def _outputs(self, *given: Any) -> Any:
        self.seen.add(niceness())
        return super()._outputs(*given)


def library(folder: Path, embeddings: Watched) -> LibraryStore:
    splitter = ContentDefinedSplitter(minimum=20, maximum=60)
    return LibraryStore(folder, embeddings, splitter, model="minilm")


def document(text: str) -> Document:
    named = {"id": "a", "source": "/a.txt", "title": "a", "media_type": "text/plain"}
    return Document(text, metadata=named)


@pytest.mark.parametrize("count", [1, len(TEXTS)])
def test_ingests_step_back_and_nothing_else_does(tmp_path: Path, count: int) -> None:
    watched = Watched()
    store, given = library(tmp_path, watched), document("\n\n".join(TEXTS[:count]))
    kinds: dict[str, tuple[Callable[[], object], bool]] = {
        "ingest": (lambda: store.ingest([given]), True),
        "search": (lambda: store.search("bridge"), False),
        "texts of an answer": (lambda: watched.embed_documents(TEXTS[:count]), False),
        "readings": (lambda: watched.readings(TEXTS[:count]), False),
        "sources of a question": (lambda: store.hold([given]), False),
        "reembed": (store.reembed, True),
        "another answer": (lambda: watched.embed_documents(TEXTS[:count]), False),
    }
    for name, (work, steps_back) in kinds.items():
        watched.seen.clear()
        work()
        assert watched.seen, name
        assert {nice > niceness() for nice in watched.seen} == {steps_back}, name


def test_the_mark_ends_with_its_block_and_with_whoever_waits() -> None:
    with low_priority():
        assert is_low()
        with low_priority(unless=True):
            assert not is_low()
        assert is_low()
    assert not is_low()
