"""What is left when the network to a shared library's servers is cut for up to a minute?

    sudo uv run python -m benchmarks.network_cuts run [--cuts 6] [--seconds 60]

An ingest runs in a network namespace of its own (Linux, as root), and changes a library on
PostgreSQL or on a Chroma server outside of it. At a random report of its progress it waits until
the link between them is cut, for a random time, and goes on. Then it is asked how the ingest ended,
how long after the cut began, and whether the library is as it was before or as it is after the
change; at the end, the same ingest runs again without a cut.
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING

import httpx
import psycopg
import typer

from benchmarks.kills import corpus
from precis.errors import PrecisError
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore
from tests.fakes import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.stores.ingest import IngestReport

SPACE, NEAR, FAR = "precis-cuts", "precis-near", "precis-far"
HERE, THERE = "10.231.7.1", "10.231.7.2"
MACS = {HERE: "02:00:00:00:07:01", THERE: "02:00:00:00:07:02"}
SIZE = 120
ROOT = Path(__file__).parent.parent
READY = "ready"

app = typer.Typer()


def ip(*words: str) -> None:
    """Run `ip`."""
    subprocess.run(["ip", *words], check=True)


@contextmanager
def namespace() -> Iterator[None]:
    """Make the namespace, and a link to it whose ends know each other without asking."""
    ip("netns", "add", SPACE)
    try:
        ip("link", "add", NEAR, "type", "veth", "peer", "name", FAR, "netns", SPACE)
        for where, link, own, other in (((), NEAR, HERE, THERE), (("-n", SPACE), FAR, THERE, HERE)):
            ip(*where, "link", "set", link, "address", MACS[own], "up")
            ip(*where, "address", "add", f"{own}/24", "dev", link)
            known = ["lladdr", MACS[other], "dev", link, "nud", "permanent"]
            ip(*where, "neighbour", "add", other, *known)
        ip("-n", SPACE, "link", "set", "lo", "up")
        yield
    finally:
        ip("netns", "delete", SPACE)


def cut() -> None:
    """Lose every packet from now on, as an unplugged cable does."""
    ip("link", "set", NEAR, "down")


def mend() -> None:
    """Let packets through again."""
    ip("link", "set", NEAR, "up")
    ip("neighbour", "replace", THERE, "lladdr", MACS[THERE], "dev", NEAR, "nud", "permanent")


@contextmanager
def chroma() -> Iterator[str]:
    """Run a Chroma server; gives its address on this side."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    with TemporaryDirectory() as folder:
        run = [program, "run", "--path", folder, "--host", "0.0.0.0", "--port", str(port)]
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL)
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            with suppress(httpx.HTTPError):
                httpx.get(f"{url}/api/v2/heartbeat")
                break
            time.sleep(0.1)
        yield url
        process.kill()
        process.wait()


@contextmanager
def database() -> Iterator[str]:
    """Run PostgreSQL; gives the address of a database on this side."""
    postgres._SETTINGS["listen_addresses"] = "0.0.0.0"
    with postgres.own_server() as server:
        with (server.folder / "data" / "pg_hba.conf").open("a") as file:
            file.write(f"host all all {THERE}/32 scram-sha-256\n")
        url = server.new_database()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_reload_conf()")
        yield url


def library(folder: Path, place: str, url: str) -> LibraryStore:
    """Return a new client of the library."""
    client = folder / f"{place}-{time.monotonic_ns()}"
    options: dict[str, str] = {place: url}
    splitter = ContentDefinedSplitter(200, 800)
    return LibraryStore(client, MiniLM(), splitter, model="minilm", **options)  # type: ignore[arg-type]


def stored_texts(store: LibraryStore) -> dict[str, str]:
    """Return the texts that a library holds, by source; what is there is also found."""
    found = store.documents([it.id for it in store.sources()])
    assert store.search("granite bridge", k=5)
    return {it.metadata["source"]: it.page_content for it in found.values()}


def texts(version: int) -> dict[str, str]:
    """Return the texts of a version, by source."""
    return {it.metadata["source"]: it.page_content for it in corpus(version, SIZE)}


@app.command()
def ingest(folder: Path, place: str, url: str, wait_at: int) -> None:
    """Change the library to its second version, as the process that is cut off does.

    At the report of its progress with a number it says so, and waits for a line.
    """
    reports = 0

    def count(_: IngestReport) -> None:
        nonlocal reports
        reports += 1
        if reports == wait_at:
            print(READY, flush=True)
            input()

    try:
        library(folder, place, url).ingest(corpus(2, SIZE), roots=["/docs"], on_progress=count)
    except PrecisError as error:
        print(error)
    else:
        print(reports)


def start(folder: Path, place: str, url: str, wait_at: int = 0) -> subprocess.Popen[str]:
    """Start the ingest in the namespace."""
    own = [sys.executable, "-m", "benchmarks.network_cuts", "ingest", str(folder), place]
    run = ["ip", "netns", "exec", SPACE, *own, url.replace("127.0.0.1", HERE), str(wait_at)]
    pipe = subprocess.PIPE
    return subprocess.Popen(run, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def ended(process: subprocess.Popen[str], given: str = "") -> str:
    """Return what an ingest says at its end."""
    out, _ = process.communicate(given, timeout=600)
    [line] = out.strip().splitlines()
    return line


def measure(
    folder: Path, place: str, url: str, seconds: float, at: tuple[int, str]
) -> tuple[str, ...]:
    """Cut one ingest off at one of its reports, given with their usual number; return a row."""
    report, usual = at
    store = library(folder, place, url)
    store.ingest(corpus(1, SIZE), roots=["/docs"])
    process = start(folder, place, url, report)
    assert process.stdout
    assert process.stdout.readline().strip() == READY
    cut()
    began = time.monotonic()
    mending = Timer(seconds, mend)
    mending.start()
    said = ended(process, "\n")
    took = time.monotonic() - began
    mending.join()
    left = stored_texts(library(folder, place, url))
    versions = [version for version in (1, 2) if left == texts(version)]
    assert versions, "neither the library before the ingest nor the one after it"
    assert said != usual or versions == [2], "an ingest that ended well changed nothing"
    assert ended(start(folder, place, url)).isdigit()
    assert stored_texts(library(folder, place, url)) == stored_texts(store) == texts(2)
    state = "before it" if versions == [1] else "after it"
    said = "done" if said == usual else said.replace(HERE, "HOST")
    return (place, f"{report} of {usual}", f"{seconds:.0f}", f"{took:.0f}", state, said)


@app.command()
def run(cuts: int = 6, seconds: float = 60.0, seed: int = 0) -> None:
    """Print the table."""
    choose = random.Random(seed)
    print("| library on | cut at report | for, s | ended after, s | the library is as | said |")
    print("|---|---|---|---|---|---|", flush=True)
    with namespace(), TemporaryDirectory() as name, database() as one, chroma() as other:
        for place, url in (("database", one), ("chroma", other)):
            library(Path(name), place, url).ingest(corpus(1, SIZE), roots=["/docs"])
            usual = ended(start(Path(name), place, url))
            for number in range(cuts):
                length = seconds if number == 0 else choose.uniform(1, seconds)
                at = choose.randint(1, int(usual)), usual
                row = measure(Path(name), place, url, length, at)
                print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    app()
