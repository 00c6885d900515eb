"""Words that stood in memory are not left in Chroma's files."""

from pathlib import Path

import numpy as np

from precis.stores.unset_memory import clear_unset_memory
from precis.stores.vectors import VectorFolder

WORDS = b"nobody else has ever said this"


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
