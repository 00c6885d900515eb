import logging
from pathlib import Path

import numpy as np
import pytest

from precis.stores.errors import CorruptedLibraryError, DuplicateIdError
from precis.stores.vectors import VectorFolder


def rows(count: int, start: int = 0) -> dict[str, np.ndarray]:
    random = np.random.default_rng(start)
    made = random.standard_normal((count, 8)).astype(np.float32)
    return {f"{start + n:032x}": row for n, row in enumerate(made)}


def test_more_than_one_batch_of_chromas(tmp_path: Path) -> None:
    folder = VectorFolder(tmp_path / "chroma", writable=True)
    given = rows(6000)
    folder.add(given)
    assert folder.keys() == given.keys()
    key = list(given)[5999]
    [near] = folder.nearest(given[key], 1)
    assert near.key == key
    assert near.cosine == pytest.approx(1, abs=1e-5)
    folder.delete(list(given)[:5999])
    assert folder.keys() == {key}


def test_a_key_that_is_here_is_refused_and_nothing_added(tmp_path: Path) -> None:
    folder = VectorFolder(tmp_path / "chroma", writable=True)
    given = rows(3)
    folder.add(given)
    with pytest.raises(DuplicateIdError, match=list(given)[1]):
        folder.add(rows(2, 100) | {list(given)[1]: np.ones(8, dtype=np.float32)})
    assert folder.keys() == given.keys()


def test_files_that_are_no_chromas(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(CorruptedLibraryError, match="chroma"):
        VectorFolder(tmp_path / "chroma")


def test_who_reads_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CorruptedLibraryError, match="gone"):
        VectorFolder(tmp_path / "chroma")
    assert not list(tmp_path.iterdir())
