"""Words that stood in memory are not left in Chroma's files."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from precis.stores.unset_memory import clear_unset_memory
from precis.stores.vectors import VectorFolder

WORDS = b"nobody else has ever said this"
FILLED = 0xA5
"""With this value of MALLOC_PERTURB_, glibc fills new memory with its complement, freed with it."""

WRITE = """
import sys
from pathlib import Path

from precis.stores.unset_memory import clear_unset_memory
from tests.stores.test_unset_memory import written

written(Path(sys.argv[1]), int(sys.argv[2]))
clear_unset_memory(Path(sys.argv[1]))
"""


def written(folder: Path, count: int) -> dict[str, np.ndarray]:
    made = np.random.default_rng(count).normal(size=(count, 8)).astype(np.float32)
    vectors = {f"{number:032x}": row for number, row in enumerate(made)}
    writing = VectorFolder(folder, writable=True)
    writing.add(vectors)
    writing.close()
    return vectors


def check_nearest(folder: Path, vectors: dict[str, np.ndarray]) -> None:
    reading = VectorFolder(folder)
    for key, vector in list(vectors.items())[:: max(1, len(vectors) // 20)]:
        assert reading.nearest(vector, 1)[0].key == key
    reading.close()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc fills new memory")
@pytest.mark.parametrize("count", [3, 1001])
def test_no_file_holds_memory_that_was_never_set(tmp_path: Path, count: int) -> None:
    subprocess.run(
        [sys.executable, "-c", WRITE, tmp_path / "chroma", str(count)],
        env=os.environ | {"MALLOC_PERTURB_": str(FILLED)},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 5
    for path in files:
        for byte in (FILLED, FILLED ^ 0xFF):
            assert bytes([byte]) * 8 not in path.read_bytes(), path


def test_room_for_vectors_that_are_not_written_down_yet_is_cleared(tmp_path: Path) -> None:
    vectors = written(tmp_path / "chroma", 3)
    (path,) = tmp_path.glob("chroma/*/data_level0.bin")
    size = path.stat().st_size
    assert size
    path.write_bytes((WORDS * size)[:size])
    clear_unset_memory(tmp_path / "chroma")
    assert path.read_bytes() == bytes(size)
    check_nearest(tmp_path / "chroma", vectors)


def test_vectors_that_are_written_down_stay(tmp_path: Path) -> None:
    vectors = written(tmp_path / "chroma", 2500)
    (path,) = tmp_path.glob("chroma/*/data_level0.bin")
    before = path.read_bytes()
    with path.open("ab") as file:
        file.write(WORDS)
    clear_unset_memory(tmp_path / "chroma")
    assert path.read_bytes() == before + bytes(len(WORDS))
    check_nearest(tmp_path / "chroma", vectors)


def test_a_folder_without_an_index_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "header.bin").write_bytes(b"short")
    clear_unset_memory(tmp_path)
    assert (tmp_path / "a" / "header.bin").read_bytes() == b"short"
