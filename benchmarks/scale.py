"""Searches among 1,000 to 100,000 chunks: time, memory, disk, and a cold start.

    uv run python -m benchmarks.scale [--sizes 1000,10000,100000]

One more document is added to what is there by a process that did so before.

Texts and vectors are synthetic, so that the library is made quickly: words of syllables
in Zipf's frequencies, and vectors around a thousand centres. Questions are embedded by the real
model. A search in one process is timed with its embedding; a cold start is a whole `precis search`
from the shell. Filling the library and searching it are processes of their own, each with its own
peak of memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.models.embeddings import DIMENSIONS, MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 30_000
LETTERS = 2
SYLLABLES = tuple(map("".join, product("bcdfghjklmnprstvwxyz", "aeiou")))
CHUNKS_IN_DOCUMENT = 50
CHUNK = 1180
"""Characters of a chunk here, on the mean."""
QUERIES = 200
COLD_STARTS = 5


class Synthetic(Embeddings):
    """Vectors around a thousand centres, at once."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)
        self._centres = self._random.standard_normal((1000, DIMENSIONS), dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed by chance."""
        centres = self._centres[self._random.integers(0, 1000, len(texts))]
        noise = self._random.standard_normal(centres.shape, dtype=np.float32)
        return (centres + noise).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """Embed by chance."""
        return self.embed_documents([text])[0]


def words(random: np.random.Generator, count: int) -> list[str]:
    """Return words in Zipf's frequencies."""
    return [word(int(number)) for number in random.zipf(1.2, count) % WORDS]


@cache
def word(number: int) -> str:
    """Return a word of syllables, at least two, for a number."""
    syllables = SYLLABLES[number % len(SYLLABLES)]
    rest = number // len(SYLLABLES)
    while rest or len(syllables) < 2 * LETTERS:
        syllables += SYLLABLES[rest % len(SYLLABLES)]
        rest //= len(SYLLABLES)
    return syllables


def documents(chunks: int, seed: int = 2) -> Iterator[Document]:
    """Yield documents of about CHUNKS_IN_DOCUMENT chunks, `chunks` in all."""
    random = np.random.default_rng(seed)
    for number in range(-(-chunks // CHUNKS_IN_DOCUMENT)):
        said = words(random, CHUNKS_IN_DOCUMENT * CHUNK // 5)
        sentences = [" ".join(said[at : at + 15]) + "." for at in range(0, len(said), 15)]
        text = " ".join(sentences)[: CHUNKS_IN_DOCUMENT * CHUNK]
        source = f"/synthetic/{seed}/{number}.txt"
        metadata = {"id": sha256(source.encode()).hexdigest()[:16], "source": source}
        more = {"title": f"Document {number}", "media_type": "text/plain", "pages": []}
        yield Document(text, metadata=metadata | more)


def filled(folder: Path, size: int) -> dict[str, float]:
    """Ingest documents of `size` chunks in this process, and then one more after another."""
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    library = LibraryStore(folder, Synthetic(), splitter, model="minilm")
    report = library.ingest(documents(size))
    memory = peak()
    [first, another] = documents(2 * CHUNKS_IN_DOCUMENT, seed=4)
    library.ingest([first])
    started, before = perf_counter(), bytes_written()
    library.ingest([another])
    more, wrote = perf_counter() - started, bytes_written() - before
    return {
        "written": wrote / 1000,
        "document": len(another.page_content) / 1000,
        "chunks": report.chunks,
        "vectors": report.embedded,
        "filling": memory,
        "one more": more,
    }


def bytes_written() -> int:
    """Return the bytes that this process has written to files so far; 0 where Linux is not."""
    try:
        counters = Path("/proc/self/io").read_text("ascii")
    except OSError:
        return 0
    return int(counters.partition("wchar: ")[2].split()[0])


def peak() -> float:
    """Return the largest resident set of this process so far, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path) -> dict[str, float]:
    """Search in this process, for the first time and then QUERIES times."""
    started = perf_counter()
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    library = LibraryStore(folder, MiniLM(), splitter, model="minilm")
    library.search(f"{word(7)} {word(19)} {word(311)}", k=8)
    first = perf_counter() - started
    random = np.random.default_rng(3)
    times, spent, embedding = [], [], []
    for _ in range(QUERIES):
        question = "what is " + " ".join(words(random, 6))
        started, before = perf_counter(), process_time()
        library.search(question, k=8)
        times.append(1000 * (perf_counter() - started))
        spent.append(1000 * (process_time() - before))
        before = process_time()
        library.embeddings.embed_query(question)
        embedding.append(1000 * (process_time() - before))
    p50, p95 = np.percentile(times, [50, 95])
    cpu = {"cpu": median(spent), "embedding": median(embedding)}
    return {"first": first, "p50": float(p50), "p95": float(p95), "memory": peak()} | cpu


def cold_start(folder: Path) -> float:
    """Return the seconds of `precis search` from the shell, the median."""
    command = [sys.executable, "main.py", "search", word(311), "--json"]
    seconds = []
    for _ in range(COLD_STARTS):
        started = perf_counter()
        subprocess.run(
            [*command, "--library", str(folder)],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
        )
        seconds.append(perf_counter() - started)
    return median(seconds)


def apart(*options: str) -> dict[str, float]:
    """Return what this file prints as a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", *options]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    return dict(json.loads(run.stdout))


def main(
    sizes: Annotated[str, typer.Option(help="Chunks, by commas.")] = "1000,10000,100000",
    fill: Annotated[Path | None, typer.Option(hidden=True)] = None,
    measured: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Print the table."""
    if fill:
        print(json.dumps(filled(fill, int(sizes))))
        return
    if measured:
        print(json.dumps(measure(measured)))
        return
    columns = "chunks", "p50, ms", "p95, ms", "CPU, ms", "of it to embed", "first, s", "memory, MB"
    more = "disk, MB", "`precis search`, s", "vectors", "ingest, MB", "one more document, s"
    more = *more, "KB written for it", "its KB"
    print("|", " | ".join((*columns, *more)), "|")
    print("|" + "---|" * len((*columns, *more)))
    for size in sizes.split(","):
        with TemporaryDirectory() as name:
            folder = Path(name) / "library"
            made = apart("--fill", str(folder), "--sizes", size)
            disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            found = apart("--measured", str(folder))
            print(
                f"| {made['chunks']:,} | {found['p50']:.0f} | {found['p95']:.0f} "
                f"| {found['cpu']:.1f} | {found['embedding']:.1f} | {found['first']:.2f} "
                f"| {found['memory']:.0f} | {disk:.0f} "
                f"| {cold_start(folder):.2f} | {made['vectors']:,} | {made['filling']:.0f} "
                f"| {made['one more']:.2f} | {made['written']:,.0f} | {made['document']:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    typer.run(main)
