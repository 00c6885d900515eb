"""Is a library right after the processes that wrote it were killed? In one file, to be read whole.

    uv run python -m benchmarks.kills [--times 30]

A process fills a new library, changes one, changes one and folds its vectors, or recomputes them.
Of each step that touches the disk it says that it begins and that it is done; it is killed with
SIGKILL within milliseconds of such a line: three times of four, of a line of publishing, which
begins where what was appended is made durable. After each kill every search must answer as before
the change or as after it. Then the work is done to its end, and documents, chunks, vectors and
search results must equal those of a library that was made in one go; each third time, the process
is killed once more before that.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from langchain_core.documents import Document

from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.catalog import Catalog
from precis.stores.library_store import LibraryStore
from precis.stores.rows import mapped_rows
from precis.stores.search import Snapshot
from precis.stores.vectors import VectorFolder

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

PROCESSES = get_context("forkserver")
"""Those that are killed do not import for themselves, which would take most of their time."""

PROCESSES.set_forkserver_preload(["benchmarks.kills"])

QUESTIONS = ("the granite bridge", "a ferry to the island", "changed", "report 7", "gold")
DOCUMENTS = 120
"""Some 650 chunks."""

WORDS = """amber anchor apple arrow autumn basket beacon bell blanket bottle bridge bronze candle
canyon castle cellar chimney circus clock cloud copper coral cotton crane crown desert
donkey dragon drum eagle ember engine falcon feather ferry fiddle forest fountain garden
ginger glacier gold granite hammer harbour harvest helmet honey island ivory jungle kettle
ladder lantern lemon lighthouse lion market marble meadow mirror monkey mountain needle
ocean olive orchard oyster palace paper pepper piano pilot planet pocket prairie quarry
rabbit railway ribbon river rocket saddle salmon silver spider summer temple thunder tiger
tower tunnel valley velvet village violin walnut whale window winter wolf""".split()

STORES = "precis.stores"
STEPS = (
    f"{STORES}.recent_vectors.RecentVectors.add",
    f"{STORES}.catalog_changes.CatalogChanges.add",
    f"{STORES}.recent_vectors.RecentVectors.sync",
    f"{STORES}.fold.write_rows",
    f"{STORES}.vectors.VectorFolder.add",
    f"{STORES}.vectors.VectorFolder.delete",
    f"{STORES}.fold.sync_tree",
    f"{STORES}.catalog_changes.CatalogChanges.set_generation",
    f"{STORES}.catalog_changes.CatalogChanges.commit",
    f"{STORES}.collection_folder.CollectionFolder.sweep",
)
"""The steps that are announced as they begin and end; publishing begins with SYNC."""

SYNC = STEPS[2]
SHARE_PUBLISHING = 0.75
MOST_SECONDS_AFTER = 0.004
PUBLISHED = "had published"


class Work(NamedTuple):
    """What is killed: the version before (0 is no library), the one after, and how."""

    name: str
    before: int
    after: int
    folds: bool = False
    recomputes: bool = False


WORKS = (
    Work("first ingest", 0, 1),
    Work("change", 1, 2),
    Work("change and fold", 1, 2, folds=True),
    Work("recompute vectors", 2, 2, recomputes=True),
)


class State(NamedTuple):
    """What a library holds of a version, and what each of the questions finds."""

    contents: dict[str, Any]
    found: list[list[tuple[str, str, float]]]


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
    """Ingest a version."""
    open_library(folder).ingest(corpus(version, size), roots=["/docs"])


def do(folder: Path, work: Work, size: int) -> None:
    """Do a work, as the process that is killed does."""
    with patch(f"{STORES}.transaction.should_fold", lambda _: work.folds):
        if work.recomputes:
            open_library(folder).reembed()
        else:
            ingest(folder, work.after, size)


def do_and_tell(folder: Path, number: int, size: int, lines: Connection) -> None:
    """Do a work and send each step as it begins and as it is done."""
    for step in STEPS:
        owner, name = step.rsplit(".", 1)
        usual = getattr(_resolved(owner), name)
        patch.object(_resolved(owner), name, _announcing(step, lines, usual)).start()
    do(folder, WORKS[number], size)


def _resolved(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        module, attribute = name.rsplit(".", 1)
        return getattr(import_module(module), attribute)


def _announcing(step: str, lines: Connection, do_step: Callable[..., Any]) -> Callable[..., Any]:
    def telling(*args: Any, **options: Any) -> Any:
        lines.send(f"{step} begins")
        result = do_step(*args, **options)
        lines.send(f"{step} is done")
        return result

    return telling


def state(folder: Path) -> State:
    """Return the contents of a library, without times of ingest."""
    library = open_library(folder)
    contents = library.store("default").read(lambda snapshot: _everything(library, snapshot))
    return State(contents, [find_passages(library, question) for question in QUESTIONS])


def _everything(library: LibraryStore, snapshot: Snapshot) -> dict[str, Any]:
    documents = {d.metadata["id"]: d for d in snapshot.catalog.documents()}
    pieces = snapshot.index.pieces(range(1, 1_000_000))
    passages = snapshot.index.passages([piece[1:4] for piece in pieces])
    keys = snapshot.vectors.keys()
    of_chunks = {key for key, _ in snapshot.index.vectors_of([piece.number for piece in pieces])}
    chroma = library.store("default").folder.chroma(snapshot.catalog.generation())
    folded = mapped_rows(chroma.parent)
    assert keys == of_chunks, f"vectors of nothing: {keys ^ of_chunks}"
    assert set(folded.keys()) == VectorFolder(chroma).keys(), "arrays are not what Chroma has"
    return {
        "documents": documents,
        "chunks": sorted((p.metadata["source"], p.page_content) for p in passages),
        "vectors": keys,
    }


def find_passages(library: LibraryStore, question: str) -> list[tuple[str, str, float]]:
    """Return the passages of a question in an order that ties do not change."""
    passages = library.search(question, k=20)
    rows = [(p.metadata["source"], p.page_content, p.metadata["score"]) for p in passages]
    return sorted((source, text, round(score, 3)) for source, text, score in rows)


def run(folder: Path, times: int, size: int, tell: Callable[[str], None]) -> Counter[str]:
    """Kill processes `times` times; count in which phase, and how many had published.

    Raises AssertionError where a library is not right.
    """
    killed, counts, choose = folder / "killed", Counter[str](), random.Random(1)
    lines: dict[Work, list[str]] = {}
    states: dict[int, State] = {}
    while (number := counts.total() - counts[PUBLISHED]) < times:
        work = WORKS[number % len(WORKS)]
        if work not in lines:
            clean = folder / work.name
            prepare(clean, work, size)
            lines[work] = run_to_end(clean, work, size)
            states[work.after] = state(clean)
        prepare(killed, work, size)
        for _ in range(min(1 + (number % 3 == 2), times - number)):
            commits = _commits(killed)
            line, phase = _choose_line(lines[work], choose)
            last = kill(killed, work, size, line, choose.uniform(0, MOST_SECONDS_AFTER))
            counts[phase] += bool(last)
            counts[PUBLISHED] += bool(last) and _commits(killed) != commits
            check_searches(killed, [states[v].found for v in (work.before, work.after) if v])
            tell(f"{work.name}, killed after {last or 'its end'}")
        do(killed, work, size)
        check(state(killed), states[work.after])
        left = [path.name for path in (killed / "collections/default").iterdir() if path.is_dir()]
        assert len(left) == 1, f"folders are left behind: {left}"
    return counts


def prepare(folder: Path, work: Work, size: int) -> None:
    """Bring the library in `folder` to the version before a work."""
    if work.before:
        ingest(folder, work.before, size)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def run_to_end(folder: Path, work: Work, size: int) -> list[str]:
    """Return the lines of a process that does a work to its end."""
    process, received = _start(folder, work, size)
    lines = list(received)
    process.join()
    assert process.exitcode == 0
    return lines


def kill(folder: Path, work: Work, size: int, line: str, seconds: float) -> str:
    """Kill a process that does a work, `seconds` after a line of it; return the line.

    Returns "" where the process came to its end, because there was nothing left to do.
    """
    process, received = _start(folder, work, size)
    last = next((each for each in received if each == line), "")
    sleep(seconds)
    process.kill()
    process.join()
    return last


def check_searches(folder: Path, allowed: list[list[list[tuple[str, str, float]]]]) -> None:
    """Raise AssertionError unless every search answers, as of one version."""
    library = open_library(folder)
    if library.has("default"):
        now = [find_passages(library, question) for question in QUESTIONS]
        assert now in allowed, "half a change is seen"
    else:
        assert len(allowed) == 1, "nothing is there any more"


def check(end: State, clean: State) -> None:
    """Raise AssertionError unless a library holds and finds what a clean one does."""
    for part, value in clean.contents.items():
        assert end.contents[part] == value, f"{part} differ"
    assert end.found == clean.found, "searches differ"


def _choose_line(lines: list[str], choose: random.Random) -> tuple[str, str]:
    """Return a line to kill at and the phase that it belongs to."""
    borders = [number for number, line in enumerate(lines) if line.startswith(SYNC)]
    if choose.random() < SHARE_PUBLISHING:
        return choose.choice(lines[borders[0] :]), "publishing"
    return choose.choice(lines[: borders[0]]), "preparing"


def _commits(folder: Path) -> int:
    """Return how often the catalog was changed; 0 where there is none."""
    path = folder / "collections/default/catalog.sqlite"
    if not path.exists():
        return 0
    catalog = Catalog(path)
    try:
        return catalog.commits()
    finally:
        catalog.close()


def _start(folder: Path, work: Work, size: int) -> tuple[BaseProcess, Iterator[str]]:
    """Start a process that does a work; return it and the lines that it sends."""
    receiver, sender = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=do_and_tell, args=(folder, WORKS.index(work), size, sender))
    process.start()
    sender.close()
    return process, _received(receiver)


def _received(receiver: Connection) -> Iterator[str]:
    with receiver, suppress(EOFError):
        while True:
            yield receiver.recv()


def main() -> None:
    """Print how it went."""
    times = int(sys.argv[sys.argv.index("--times") + 1]) if "--times" in sys.argv else 30
    with TemporaryDirectory() as folder:
        counts = run(Path(folder), times, DOCUMENTS, lambda line: print(line, file=sys.stderr))
    print("| killed | preparing | publishing | had published | searches | equal to a clean run |")
    print("|---|---|---|---|---|---|")
    phases = f"{counts['preparing']} | {counts['publishing']} | {counts[PUBLISHED]}"
    print(f"| {times} | {phases} | all right | documents, chunks, vectors, search results |")


if __name__ == "__main__":
    main()
