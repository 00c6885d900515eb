"""One library in a folder and in PostgreSQL: what an ingest, one more document and a search cost.

    uv run python -m benchmarks.cluster [--sizes 1000,10000] [--parts 12]

Texts and vectors are those of `benchmarks.scale`. Each place and size is a process of its own; the
CPU time of a database is that of the client and of the server. Bytes are counted between client
and server, and those that one more document adds to the server's log. Then processes add to one
library together and are killed at random until all is there, and the library is compared with that
of one process. The server is started for this, from the system's package, without waiting for
disks (`fsync=off`).
"""

from __future__ import annotations

import json
import os
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import httpx
import numpy as np
import psycopg
import typer

from benchmarks.scale import CHUNKS_IN_DOCUMENT, Synthetic, documents, words
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.database import is_database
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.copying import content_of
from precis.stores.library_store import LibraryStore
from tests.fakes.postgres import PostgresServer, own_server

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = 40
WRITERS = 3


class Fixed(Synthetic):
    """Vectors around a thousand centres that depend on the text alone."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed by the hash of each text."""
        rows = []
        for text in texts:
            drawn = np.random.default_rng(int.from_bytes(text.encode()[:64], "big"))
            centre = self._centres[drawn.integers(0, len(self._centres))]
            rows.append((centre + drawn.standard_normal(centre.shape, dtype=np.float32)).tolist())
        return rows


def open_place(place: str) -> LibraryStore:
    """Open the library in a folder or a database."""
    database = place if is_database(place) else None
    folder = Path(place if database is None else "/nonexistent")
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    return LibraryStore(folder, Fixed(), splitter, model="synthetic", database=database)


def fill(place: str, size: int) -> dict[str, float]:
    """Ingest documents of `size` chunks, and then one more."""
    started, cpu = time.perf_counter(), _own_cpu()
    report = open_place(place).ingest(documents(size))
    wall, spent = time.perf_counter() - started, _own_cpu() - cpu
    [_, another] = documents(2 * CHUNKS_IN_DOCUMENT, seed=4)
    with counting() as cost:
        open_place(place).ingest([another])
    return {
        "chunks": report.chunks,
        "wall": wall,
        "cpu": spent,
        "requests": cost["requests"],
        "characters": len(another.page_content),
    }


def search(place: str) -> dict[str, Any]:
    """Search in a new process, for the first time and then QUERIES times."""
    library, drawn = open_place(place), np.random.default_rng(3)
    questions = ["what is " + " ".join(words(drawn, 6)) for _ in range(QUERIES)]
    with counting() as cost:
        started = time.perf_counter()
        library.search("w7 w19 w311", k=8)
        first = 1000 * (time.perf_counter() - started)
    times, found = [], []
    for question in questions:
        started = time.perf_counter()
        passages = library.search(question, k=8)
        times.append(1000 * (time.perf_counter() - started))
        found.append([(it.metadata["document_id"], it.metadata["start_index"]) for it in passages])
    p50, p95 = np.percentile(times, [50, 95])
    return {"first": first, "p50": p50, "p95": p95, "requests": cost["requests"], "found": found}


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def counting() -> Iterator[dict[str, int]]:
    """Count what is sent to servers: statements, copies of rows, and requests by HTTP."""
    cost, execute, copy = {"requests": 0}, psycopg.Cursor.execute, psycopg.Cursor.copy
    send = httpx.Client.send

    def counting(usual: Any) -> Any:
        def run(*values: Any, **options: Any) -> Any:
            cost["requests"] += 1
            return usual(*values, **options)

        return run

    psycopg.Cursor.execute = counting(execute)  # type: ignore[method-assign]
    psycopg.Cursor.copy = counting(copy)  # type: ignore[method-assign]
    try:
        yield cost
    finally:
        psycopg.Cursor.execute, psycopg.Cursor.copy = execute, copy  # type: ignore[method-assign]
        httpx.Client.send = send  # type: ignore[method-assign]


class Tap:
    """Forwards connections to `port` and counts their bytes, both ways."""

    def __init__(self, port: int) -> None:
        self.bytes = 0
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self._listening.accept()
            far = socket.create_connection(("127.0.0.1", self._to))
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(65536):
            self.bytes += len(data)
            target.sendall(data)
        target.close()


def server_cpu(server: PostgresServer) -> float:
    """Return the CPU seconds of a server and of all its processes, also of those that ended."""
    main = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        own, children = map(int, fields[11:13]), map(int, fields[13:15])
        if int(stat.parent.name) == main:
            ticks += sum(own) + sum(children)
        elif int(fields[1]) == main:
            ticks += sum(own)
    return ticks / os.sysconf("SC_CLK_TCK")


def in_process(*arguments: object) -> dict[str, Any]:
    """Run a part of this file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.cluster", "--part", *map(str, arguments)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(out))


def log_size(server: PostgresServer) -> int:
    """Return the bytes of the server's log so far."""
    with psycopg.connect(server.url("postgres")) as connection:
        row = connection.execute("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')").fetchone()
    return int(row[0]) if row else 0


def compare(size: int, server: PostgresServer, folder: Path) -> None:
    """Print the two places beside each other."""
    url = server.new_database()
    tap = Tap(server.port)
    tapped = replace(server, port=tap.port).url(url.rpartition("/")[2])
    local = in_process(folder, size)
    cpu, log = server_cpu(server), log_size(server)
    shared = in_process(tapped, size)
    shared["cpu"] += server_cpu(server) - cpu
    per_chunk = (log_size(server) - log) / shared["chunks"] / 1000
    there = in_process(folder, 0)
    before = tap.bytes
    here, _ = in_process(url, 0), in_process(tapped, 0)
    read = (tap.bytes - before) / (QUERIES + 1) / 1e6
    pairs = zip(there["found"], here["found"], strict=True)
    same = [set(map(tuple, one)) & set(map(tuple, other)) for one, other in pairs]
    share = sum(map(len, same)) / sum(map(len, there["found"]))
    costs = (
        f"{shared['requests']} | {per_chunk:.1f} | {here['requests']} | {read:.2f} | {share:.1%}"
    )
    rows = {"folder": (local, there, "| | | |"), "PostgreSQL": (shared, here, costs)}
    for name, (filling, found, more) in rows.items():
        print(
            f"| {filling['chunks']:,} | {name} | {filling['cpu']:.1f} | {filling['wall']:.1f} "
            f"| {found['first']:.0f} | {found['p50']:.0f} | {found['p95']:.0f} | {more} |",
            flush=True,
        )


def part(place: str, number: int) -> None:
    """Add a document of its own number to a library."""
    open_place(place).ingest(list(documents((number + 1) * CHUNKS_IN_DOCUMENT))[number:])


def kills(server: PostgresServer, folder: Path, parts: int, seed: int) -> None:
    """Let WRITERS processes add a document each, and kill some; compare with one process."""
    url, drawn = server.new_database(), random.Random(seed)
    command = [sys.executable, "-m", "benchmarks.cluster", "--write", url]
    waiting, killed = list(range(parts)), 0
    running: dict[int, subprocess.Popen[bytes]] = {}
    while waiting or running:
        while waiting and len(running) < WRITERS:
            number = waiting.pop()
            running[number] = subprocess.Popen([*command, f"{number}"])
        time.sleep(drawn.uniform(1, 8))
        if killed < parts and running:
            victim = drawn.choice(list(running))
            killed += running[victim].poll() is None
            running[victim].kill()
        for number, process in list(running.items()):
            if process.poll() is not None:
                waiting += [number] * (process.returncode != 0)
                del running[number]
    for number in range(parts):
        part(str(folder), number)
    stores = (open_place(place).store("default") for place in (str(folder), url))
    one, many = (store.read(_without_times) for store in stores)
    print(f"| {killed} of {parts + killed} | {'equal' if one == many else 'DIFFERENT'} |")


def _without_times(snapshot: Any) -> Any:
    batches = (snapshot.catalog.chunked(each) for each in sorted(snapshot.catalog.sources_by_id()))
    content = [(it.document, it.chunks, it.windows) for it in batches]
    _, keys = content_of(snapshot)
    vectors = snapshot.vectors.get(keys)
    return content, {key: vectors[key].tobytes() for key in keys}


def main(
    sizes: Annotated[str, typer.Option(help="Numbers of chunks.")] = "1000,10000",
    part_of: Annotated[tuple[str, int] | None, typer.Option("--part", hidden=True)] = None,
    write: Annotated[tuple[str, int] | None, typer.Option(hidden=True)] = None,
    parts: Annotated[int, typer.Option(help="Documents that killed processes add.")] = 12,
    seed: int = 1,
) -> None:
    """Compare a folder and a database."""
    if write:
        part(*write)
        return
    if part_of:
        place, size = part_of
        print(json.dumps(fill(place, size) if size else search(place)))
        return
    with own_server() as server, TemporaryDirectory() as folder:
        print(
            "| chunks | library | CPU s | wall s | first search, ms | p50 | p95 | requests of one "
            "more document | KB of log a chunk | requests of a search | MB of a search | same |"
        )
        print("|" + "---|" * 12)
        for size in map(int, filter(None, sizes.split(","))):
            compare(size, server, Path(folder) / f"{size}")
        print("\n| processes killed | library |\n|---|---|")
        kills(server, Path(folder) / "one", parts, seed)


if __name__ == "__main__":
    typer.run(main)
