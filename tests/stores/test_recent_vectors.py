"""Vectors that are appended: found again whatever a killed writer left at the end."""

from pathlib import Path

import numpy as np
import pytest

from precis.stores.errors import CorruptedLibraryError
from precis.stores.recent_vectors import RecentVectors, recent_rows


def rows(count: int, start: int = 0) -> dict[str, np.ndarray]:
    random = np.random.default_rng(start)
    return {f"{start + n:032x}": row for n, row in enumerate(random.random((count, 4), np.float32))}


@pytest.mark.parametrize("torn", [0, 1, 30, 51, 52, 53, 103])
def test_what_is_torn_at_the_end_is_dropped(tmp_path: Path, torn: int) -> None:
    path, given = tmp_path / "recent.vectors", rows(5)
    RecentVectors(path, "minilm").add(given)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - torn])
    again = RecentVectors(path, "minilm")
    assert list(again.places) == list(given)[: 5 - -(-torn // 52)]
    more = rows(3, 100)
    again.add(more)
    whole = RecentVectors(path, "minilm")
    assert all((whole.get(key) == more[key]).all() for key in more)


def test_zeros_that_a_lost_power_left_are_no_vectors(tmp_path: Path) -> None:
    path, given = tmp_path / "recent.vectors", rows(3)
    RecentVectors(path, "minilm").add(given)
    with path.open("ab") as file:
        file.write(bytes(104))
    assert list(RecentVectors(path, "minilm").places) == list(given)


def test_another_model_starts_empty(tmp_path: Path) -> None:
    path = tmp_path / "recent.vectors"
    RecentVectors(path, "minilm").add(rows(3))
    other = RecentVectors(path, "other")
    assert not other.places
    other.add(rows(2, 7))
    assert len(RecentVectors(path, "other").places) == 2


def test_a_reader_tells_what_is_missing(tmp_path: Path) -> None:
    path, given = tmp_path / "recent.vectors", rows(3)
    RecentVectors(path, "minilm").add(given)
    places = {key: place for place, key in enumerate(given)}
    assert recent_rows(path, "minilm", places).keys() == list(given)
    for wrong in ({"f" * 32: 1}, {next(iter(given)): 9}):
        with pytest.raises(CorruptedLibraryError):
            recent_rows(path, "minilm", wrong)
