"""Vectors that are compared one by one: found as by a plain comparison, whatever came before."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.errors import CorruptedLibraryError
from precis.stores.rows import Rows, mapped_rows, write_rows

Vectors = dict[str, np.ndarray]


def vectors(count: int, start: int = 0) -> Vectors:
    made = np.random.default_rng(start).normal(size=(count, 8)).astype(np.float32).round()
    return {f"{start + number:032x}": row for number, row in enumerate(made)}


def rows(given: Vectors) -> Rows:
    return Rows.of(list(given), list(given.values()) or np.zeros((0, 8)))


@given(
    count=st.integers(0, 60),
    asked=st.integers(1, 70),
    among=st.none() | st.sets(st.integers(0, 80)),
    without=st.none() | st.sets(st.integers(0, 80)),
)
def test_the_nearest_are_those_of_a_plain_comparison(
    count: int, asked: int, among: set[int] | None, without: set[int] | None
) -> None:
    there, vector = vectors(count), np.arange(8, dtype=np.float32) - 3
    made = rows(dict(reversed(there.items())))
    names = lambda numbers: [f"{number:032x}" for number in numbers]  # noqa: E731
    found = made.nearest(
        vector,
        asked,
        None if among is None else made.places(names(among)),
        None if without is None else made.places(names(without)),
    )
    allowed = set(there) if among is None else set(there) & set(names(among))
    allowed -= set(names(without or ()))
    cosines = made.cosines(vector, list(allowed))
    plain = sorted(allowed, key=lambda key: (-cosines[key], key))[:asked]
    assert [near.key for near in found] == plain
    assert [near.cosine for near in found] == [cosines[key] for key in plain]


def test_a_cosine_depends_on_its_own_vectors_alone() -> None:
    there, vector = vectors(50), np.arange(8, dtype=np.float32)
    every = rows(there).cosines(vector, list(there))
    for key, row in there.items():
        assert rows({key: row}).cosines(vector, [key, "0"])[key] == every[key]
        norms = np.linalg.norm(row) * np.linalg.norm(vector)
        assert every[key] == pytest.approx(row @ vector / max(norms, 1e-9), abs=1e-6)


@given(kept=st.integers(0, 20), dead=st.sets(st.integers(0, 19)), added=st.integers(0, 20))
def test_what_is_written_is_mapped(
    tmp_path_factory: pytest.TempPathFactory, kept: int, dead: set[int], added: int
) -> None:
    first, second = (tmp_path_factory.mktemp("rows") for _ in range(2))
    old, new = vectors(kept), vectors(added, 100)
    gone = {f"{number:032x}" for number in dead}
    write_rows(first, None, (), list(old), old.__getitem__)
    write_rows(second, mapped_rows(first), gone, list(new), new.__getitem__)
    expected = {key: row for key, row in old.items() if key not in gone} | new
    made = mapped_rows(second)
    assert made.keys() == sorted(expected)
    if expected:
        assert (made.vectors == [expected[key] for key in sorted(expected)]).all()


@pytest.mark.parametrize("name", ["keys.npy", "vectors.npy"])
@pytest.mark.parametrize("content", [None, b"", b"garbage", "cut"])
def test_files_that_are_broken(tmp_path: Path, name: str, content: bytes | str | None) -> None:
    given = vectors(5)
    write_rows(tmp_path, None, (), list(given), given.__getitem__)
    path = tmp_path / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if isinstance(content, bytes) else path.read_bytes()[:-9])
    with pytest.raises(CorruptedLibraryError):
        mapped_rows(tmp_path)


def test_one_thread_at_a_time_parses_the_head_of_an_array(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = vectors(3)
    write_rows(tmp_path, None, (), list(made), made.__getitem__)
    load, inside, most = np.load, 0, []

    def slow(*arguments: Any) -> Any:
        nonlocal inside
        inside += 1
        most.append(inside)
        time.sleep(0.01)
        inside -= 1
        return load(*arguments)

    monkeypatch.setattr(np, "load", slow)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: mapped_rows(tmp_path), range(8)))
    assert set(most) == {1}
