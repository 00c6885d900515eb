"""What one more document and a search cost as a shared library grows.

    uv run python -m benchmarks.shared_scale [--sizes 1000,10000,100000] [--chroma]

The library is in PostgreSQL, with `--chroma` its vectors are on a Chroma server. It grows by
synthetic documents: POOL texts, each under many names, so that texts are cut and their terms found
once; every chunk has a vector of its own. One more document, of a new text, is then added by a new
process, which searches QUERIES times besides. Requests and bytes, both ways, are those between this
process and both servers; what goes to the server's log is PostgreSQL's. The server is started for
this, from the system's package, without waiting for disks (`fsync=off`).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
import typer

from benchmarks.cluster import QUERIES, Tap, counting, log_size, server_cpu
from benchmarks.network_cuts import chroma
from benchmarks.scale import CHUNKS_IN_DOCUMENT, Synthetic, documents, words
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.chunking import ChunkedDocument, chunk_document
from precis.stores.indexing import segment_terms
from precis.stores.library_store import LibraryStore
from tests.fakes.postgres import own_server

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.stores.chunking import Splitter

POOL = 100


def opened(database: str, server: str | None) -> LibraryStore:
    """Open a library."""
    splitter, folder = ContentDefinedSplitter(*RETRIEVAL_CHUNKS), Path("/nonexistent")
    return LibraryStore(
        folder, Synthetic(), splitter, model="synthetic", database=database, chroma=server
    )


def grow(library: LibraryStore, first: int, last: int) -> int:
    """Add documents of these numbers; return how many chunks there are."""
    pool = list(documents(POOL * CHUNKS_IN_DOCUMENT))
    cut: dict[str, ChunkedDocument] = {}
    terms = cache(segment_terms)

    def cut_once(document: Document, splitter: Splitter) -> ChunkedDocument:
        text = document.page_content
        if text not in cut:
            cut[text] = chunk_document(document, splitter)
        _, chunks, windows, _ = cut[text]
        own = [{_key(document, key): each for key, each in of.items()} for of in windows]
        return ChunkedDocument(document, chunks, own)

    with (
        patch("precis.stores.ingest.chunk_document", cut_once),
        patch(
            "precis.stores.shared.keyword_writer.segment_terms",
            lambda lead, segments: terms(lead, tuple(segments)),
        ),
    ):
        named = (_named(pool[number % POOL], number) for number in range(first, last))
        return library.ingest(named).chunks


def _named(document: Document, number: int) -> Document:
    own = {"id": f"{number:016x}", "source": f"/synthetic/of/{number}.txt"}
    return document.model_copy(update={"metadata": document.metadata | own})


def _key(document: Document, key: str) -> str:
    return hashlib.sha256(f"{document.metadata['id']} {key}".encode()).hexdigest()[:32]


def measure(database: str, server: str | None, seed: int) -> None:
    """Add one more document and search, in this process; print what it took."""
    [another] = documents(CHUNKS_IN_DOCUMENT, seed=seed)
    started = perf_counter()
    with counting() as adding:
        opened(database, server).ingest([another])
    added = perf_counter() - started
    print(json.dumps({"requests": adding["requests"], "seconds": added}), flush=True)
    input()
    library, drawn = opened(database, server), np.random.default_rng(3)
    times = []
    with counting() as searching:
        for _ in range(QUERIES):
            question = "what is " + " ".join(words(drawn, 6))
            started = perf_counter()
            library.search(question, k=8)
            times.append(1000 * (perf_counter() - started))
    p50, p95 = np.percentile(times[1:], [50, 95])
    found = {"first": times[0], "p50": p50, "p95": p95}
    print(json.dumps(found | {"requests": searching["requests"] / QUERIES}))


class Child:
    """A new process that measures: a line when the document is in, and one after its searches."""

    def __init__(self, *place: str | int | None) -> None:
        command = [sys.executable, "-m", "benchmarks.shared_scale", "--measured", json.dumps(place)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def line(self) -> dict[str, float]:
        """Return what it says next."""
        assert self._process.stdout
        return dict(json.loads(self._process.stdout.readline()))

    def go_on(self) -> dict[str, float]:
        """Let it search; return what it says of that."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        found = self.line()
        self._process.wait()
        return found


def main(
    sizes: Annotated[str, typer.Option(help="Numbers of chunks.")] = "1000,10000,100000",
    on_chroma: Annotated[
        bool, typer.Option("--chroma", help="Vectors on a Chroma server.")
    ] = False,
    measured: Annotated[str | None, typer.Option(hidden=True)] = None,
) -> None:
    """Print the table."""
    if measured:
        measure(*json.loads(measured))
        return
    print(
        "| chunks | CPU s to add them: client, PostgreSQL | one more document: requests | KB sent "
        "and received | KB of log | s | first search, ms | p50 | p95 | requests | KB |"
    )
    print("|" + "---|" * 11, flush=True)
    with ExitStack() as left:
        postgres = left.enter_context(own_server())
        server = left.enter_context(chroma()) if on_chroma else None
        database, taps = postgres.new_database(), [Tap(postgres.port)]
        name, tapped = database.rpartition("/")[2], None
        if server:
            taps.append(Tap(urlsplit(server).port or 0))
            tapped = f"http://127.0.0.1:{taps[1].port}"
        through = replace(postgres, port=taps[0].port).url(name)
        first = 0
        for size in map(int, sizes.split(",")):
            last = size // CHUNKS_IN_DOCUMENT
            cpu, own = server_cpu(postgres), process_time()
            chunks = grow(opened(database, server), first, last)
            spent = process_time() - own, server_cpu(postgres) - cpu
            first = last
            sent, log = sum(tap.bytes for tap in taps), log_size(postgres)
            child = Child(through, tapped, size)
            adding = child.line()
            bytes_added, logged = sum(tap.bytes for tap in taps) - sent, log_size(postgres) - log
            sent = sum(tap.bytes for tap in taps)
            found = child.go_on()
            read = (sum(tap.bytes for tap in taps) - sent) / QUERIES
            print(
                f"| {chunks:,} | {spent[0]:.1f}, {spent[1]:.1f} | {adding['requests']} "
                f"| {bytes_added / 1000:,.0f} | {logged / 1000:,.0f} | {adding['seconds']:.2f} "
                f"| {found['first']:.0f} | {found['p50']:.0f} | {found['p95']:.0f} "
                f"| {found['requests']:.1f} | {read / 1000:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    typer.run(main)
