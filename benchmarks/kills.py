"""Is a library right after its ingests were killed at random points?

    uv run python -m benchmarks.kills [--times 30]

A library holds one version of some documents; processes that ingest the next version are killed
with SIGKILL at random moments. After each kill, every search must answer, and as one of the two
versions. Then an ingest runs to its end, and documents, chunks, vectors and search results must
equal those of a library that was made in one go.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from langchain_core.documents import Document

from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore
from precis.stores.search import Snapshot

QUESTIONS = ("the granite bridge", "a ferry to the island", "changed", "report 7", "gold")
DOCUMENTS = 120
"""Some 650 chunks: more than the library compares one by one, so Chroma's index is searched."""

WORDS = """amber anchor apple arrow autumn basket beacon bell blanket bottle bridge bronze candle
canyon castle cellar chimney circus clock cloud copper coral cotton crane crown desert
donkey dragon drum eagle ember engine falcon feather ferry fiddle forest fountain garden
ginger glacier gold granite hammer harbour harvest helmet honey island ivory jungle kettle
ladder lantern lemon lighthouse lion market marble meadow mirror monkey mountain needle
ocean olive orchard oyster palace paper pepper piano pilot planet pocket prairie quarry
rabbit railway ribbon river rocket saddle salmon silver spider summer temple thunder tiger
tower tunnel valley velvet village violin walnut whale window winter wolf""".split()


def corpus(version: int, size: int) -> list[Document]:
    """Return the documents: of version 2, a third is changed, a third gone, some are new."""
    texts = {f"/docs/{n}.md": _text(n) for n in range(size)}
    if version == 2:
        for n in range(size):
            if n % 3 == 0:
                texts[f"/docs/{n}.md"] += f"\n\nThis was changed: report {n} has a new end."
            elif n % 3 == 1:
                del texts[f"/docs/{n}.md"]
        texts |= {f"/docs/new-{n}.md": _text(n + size) for n in range(size // 3)}
    return [_document(source, text) for source, text in texts.items()]


def _text(n: int) -> str:
    choose = random.Random(n)
    paragraphs = (" ".join(choose.choices(WORDS, k=choose.randint(30, 99))) for _ in range(6))
    return "\n\n".join(f"Report {n}: {paragraph}." for paragraph in paragraphs)


def _document(source: str, text: str) -> Document:
    metadata = {"id": sha256(f"{source}\0{text}".encode()).hexdigest()[:16], "source": source}
    more = {"title": source, "media_type": "text/markdown", "pages": []}
    return Document(page_content=text, metadata=metadata | more)


def open_library(folder: Path) -> LibraryStore:
    """Return the library in `folder`."""
    return LibraryStore(folder, MiniLM(), ContentDefinedSplitter(200, 800), model="minilm")


def ingest(folder: Path, version: int, size: int) -> None:
    """Ingest a version, as the process that is killed does."""
    open_library(folder).ingest(corpus(version, size), roots=["/docs"])


def contents(folder: Path) -> dict[str, Any]:
    """Return what a library holds, but for when it was ingested."""
    library = open_library(folder)
    return library.store("default").read(lambda snapshot: _everything(library, snapshot))


def _everything(library: LibraryStore, snapshot: Snapshot) -> dict[str, Any]:
    documents = {d.metadata["id"]: d for d in snapshot.catalog.documents()}
    pieces = snapshot.index.pieces(range(1, 1_000_000))
    passages = [snapshot.index.passage(*piece[1:]) for piece in pieces]
    numbers = {number for number, *_ in pieces}
    return {
        "documents": documents,
        "chunks": sorted((p.metadata["source"], p.page_content) for p in passages),
        "vectors": snapshot.vectors.keys(),
        "vectors of chunks": {key for key, _ in snapshot.index.vectors_of(numbers)},
        "found": [found(library, question) for question in QUESTIONS],
    }


def found(library: LibraryStore, question: str) -> list[tuple[str, str, float]]:
    """Return the passages of a question in an order that ties do not change."""
    passages = library.search(question, k=20)
    rows = [(p.metadata["source"], p.page_content, p.metadata["score"]) for p in passages]
    return sorted((source, text, round(score, 3)) for source, text, score in rows)


def run(folder: Path, times: int, size: int, tell: Callable[[str], None]) -> int:
    """Kill `times` ingests; return how many had published. Raises AssertionError."""
    killed, clean = folder / "killed", folder / "clean"
    ingest(killed, 1, size)
    ingest(clean, 1, size)
    before = contents(killed)
    started = monotonic()
    _start(clean, size).wait()
    length = monotonic() - started
    after = contents(clean)
    published = 0
    choose = random.Random(1)
    for number in range(times):
        process = _start(killed, size)
        sleep(choose.uniform(0.3, 1.05) * length)
        process.kill()
        process.wait()
        library = open_library(killed)
        now = [found(library, question) for question in QUESTIONS]
        assert now in (before["found"], after["found"]), f"half an ingest is seen after {number}"
        published += now == after["found"]
        tell(f"kill {number + 1} of {times}: searches answer")
        if now == after["found"]:
            ingest(killed, 1, size)
    ingest(killed, 2, size)
    end = contents(killed)
    for part, value in after.items():
        assert end[part] == value, f"{part} differ: {_difference(end[part], value)}"
    assert end["vectors"] == end["vectors of chunks"]
    left = [path.name for path in (killed / "collections/default").iterdir() if path.is_dir()]
    assert len(left) == 1, f"folders are left behind: {left}"
    return published


def _difference(one: Any, other: Any) -> str:
    different = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return f"{different}"[:2000]


def _start(folder: Path, size: int) -> subprocess.Popen[bytes]:
    script = f"from benchmarks.kills import *; ingest(Path({str(folder)!r}), 2, {size})"
    return subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[1])


def main() -> None:
    """Print how it went."""
    times = int(sys.argv[sys.argv.index("--times") + 1]) if "--times" in sys.argv else 30
    with TemporaryDirectory() as folder:
        published = run(Path(folder), times, DOCUMENTS, lambda line: print(line, file=sys.stderr))
    print("| killed | had published | searches answered | equal to a clean run |")
    print("|---|---|---|---|")
    print(f"| {times} | {published} | all | documents, chunks, vectors, search results |")


if __name__ == "__main__":
    main()
