"""Seeded histories of a library with bad luck: what was told stays true, and nothing else is there.

A model of the folder stands beside the library. Documents come, change, go, exchange names and get
them back; the disk is full at any step; after each the library holds the folder as it was before or
as it is, and once luck is back, as it is.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.errors import DiskFullError, LibraryError, MissingVectorsError
from precis.stores.library_store import LibraryStore
from tests.fakes.documents import documents

STORES = "precis.stores"
STEPS = (
    f"{STORES}.recent_vectors.RecentVectors.add",
    f"{STORES}.recent_vectors.RecentVectors.sync",
    f"{STORES}.catalog_changes.CatalogChanges.add",
    f"{STORES}.catalog_changes.CatalogChanges.remove",
    f"{STORES}.catalog_changes.CatalogChanges.commit",
    f"{STORES}.fold.write_rows",
    f"{STORES}.fold.sync_tree",
    f"{STORES}.vectors.VectorFolder.add",
)
OF_FOLDING = 5
"""From which step on only folding takes them."""

NAMES = "abcdef"


def open_library(path: Path) -> LibraryStore:
    splitter = ContentDefinedSplitter(minimum=20, maximum=80)
    return LibraryStore(path, DeterministicFakeEmbedding(size=4), splitter, model="fake")


@contextmanager
def full_disk(step: str, calls: int) -> Iterator[None]:
    """Fail at a call of a step; before that, all goes well."""
    module, name = step.rsplit(".", 1)
    if module.rsplit(".", 1)[1][0].isupper():
        package, owner = module.rsplit(".", 1)
        target = getattr(__import__(package, fromlist=[owner]), owner)
    else:
        target = __import__(module, fromlist=[name])
    do, left = getattr(target, name), [calls]

    def fail(*args: object, **options: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return do(*args, **options)

    with patch.object(target, name, fail):
        yield


def changed(folder: dict[str, str], choose: random.Random) -> dict[str, str]:
    """Return what the folder becomes."""
    after = dict(folder)
    for _ in range(choose.randint(1, 3)):
        one, other = (f"/docs/{name}.md" for name in choose.sample(NAMES, 2))
        match choose.randrange(4):
            case 0:
                words = choose.choices("ferry harbour noon ticket anchor gold".split(), k=30)
                after[one] = " ".join(words) + f" {choose.randrange(9)}."
            case 1:
                after.pop(one, None)
            case 2 if one in after:
                after[other] = after.pop(one)
            case 3 if one in after and other in after:
                after[one], after[other] = after[other], after[one]
    return after


def stored_texts(library: LibraryStore) -> dict[str, str]:
    """Return texts by source; raises AssertionError where chunks and vectors do not agree."""
    if not library.has("default"):
        return {}
    store = library.store("default")
    snapshot = store.snapshot()
    ids = [source.id for source in library.sources()]
    chunks = [number for (number,) in snapshot.catalog.rows("SELECT number FROM chunks")]
    assert {key for key, _ in snapshot.index.vectors_of(chunks)} == snapshot.vectors.keys()
    assert snapshot.catalog.rows(
        "SELECT count(*) FROM chunks WHERE document NOT IN (SELECT number FROM documents)"
    ) == [(0,)]
    texts = library.documents(ids).values()
    for text in texts:
        found = library.search(text.page_content, k=20)
        assert text.metadata["source"] in {it.metadata["source"] for it in found}
    return {text.metadata["source"]: text.page_content for text in texts}


@contextmanager
def ingesting(folder: dict[str, str], *, folds: bool) -> Iterator[None]:
    """Have files be gone that are not in the folder, and vectors folded or not."""
    with (
        patch.object(LibraryStore, "_is_gone", lambda _, source: source not in folder),
        patch(f"{STORES}.transaction.should_fold", lambda _: folds),
    ):
        yield


@pytest.mark.parametrize("seed", range(3))
def test_a_history_with_full_disks(seed: int, tmp_path: Path) -> None:
    choose = random.Random(seed)
    library = open_library(tmp_path / "library")
    folder: dict[str, str] = {}
    failures = 0
    for _ in range(7):
        before, folder = folder, changed(folder, choose)
        if choose.random() < 0.3:
            library = open_library(tmp_path / "library")
        folds = choose.random() < 0.5
        step = choose.choice(STEPS if folds else STEPS[:OF_FOLDING])
        with ingesting(folder, folds=folds):
            with full_disk(step, choose.randrange(2)):
                try:
                    library.ingest(documents(folder), roots=["/docs"])
                except DiskFullError:
                    failures += 1
                assert stored_texts(library) in (before, folder)
            library.ingest(documents(folder), roots=["/docs"])
        assert stored_texts(library) == folder
    assert failures
    assert len(list((tmp_path / "library/collections/default").glob("0*"))) == 1


@pytest.mark.parametrize("lost", ["chroma", "chroma.sqlite3", "vectors.npy", "keys.npy"])
def test_missing_files_are_reported_and_reembedding_rebuilds_them(
    tmp_path: Path, lost: str
) -> None:
    library = open_library(tmp_path / "library")
    given = {"/docs/a.md": "The ferry leaves at noon.", "/docs/b.md": "Gold is in the harbour."}
    library.ingest(documents(given))
    [path] = library.path.glob(f"collections/default/**/{lost}")
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    library = open_library(tmp_path / "library")
    for work in (
        lambda: library.search("ferry"),
        lambda: library.ingest(documents({"/docs/c.md": "Tickets."})),
    ):
        with pytest.raises(MissingVectorsError, match="--reembed"):
            work()
    library.reembed()
    assert stored_texts(library) == given


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library")
    (library.path / "collections/default/catalog.sqlite").mkdir(parents=True)
    with pytest.raises(LibraryError):
        library.ingest(documents({"/docs/c.md": "Tickets."}))
