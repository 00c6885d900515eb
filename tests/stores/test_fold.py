"""When Chroma's files are written and opened: all threads of the process wait for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from precis.stores.fold import MOST_RECENT, Sizes, should_fold
from precis.stores.vectors import VectorFolder
from tests.fakes.documents import documents

if TYPE_CHECKING:
    from precis.stores.library_store import LibraryStore

LARGEST = 2_000_000


@pytest.mark.parametrize("new", [1, 30, 500])
def test_whoever_adds_little_pays_a_constant_on_the_mean(new: int) -> None:
    folded = recent = new
    paid = 0
    while folded + recent < LARGEST:
        recent += new
        if should_fold(Sizes(folded, 0, recent, new)):
            folded, recent = folded + recent, 0
            paid += folded
        assert recent <= max(MOST_RECENT, folded // 8) + new
    assert paid < 12 * (folded + recent)


def test_small_ingests_write_chromas_files_once(
    library: LibraryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _counted(monkeypatch, "fold")
    given = {f"/docs/{n}.md": f"The bridge {n} cost {1000 + n} crowns." for n in range(16)}
    for count in (1, 2, 4, 8, 16):
        library.ingest(documents(dict(list(given.items())[:count])))
    assert len(written) == 1
    assert library.search("bridge 15", k=1)[0].metadata["source"] == "/docs/15.md"


@pytest.mark.parametrize(("compared", "opens"), [(0, 1), (32_768, 0)])
def test_searches_open_chromas_files_where_its_index_is_asked(
    library: LibraryStore, monkeypatch: pytest.MonkeyPatch, compared: int, opens: int
) -> None:
    monkeypatch.setattr("precis.stores.local_store.COMPARED", compared)
    opened = _counted(monkeypatch, "local_store")
    for name in ("first", "second"):
        library.ingest(documents({f"/docs/{name}.md": f"The {name} bridge is of stone."}))
        assert library.search(f"{name} bridge", k=1)[0].metadata["source"] == f"/docs/{name}.md"
    assert len(opened) == opens


def _counted(monkeypatch: pytest.MonkeyPatch, module: str) -> list[VectorFolder]:
    made: list[VectorFolder] = []

    def make(*given: Any, **options: Any) -> VectorFolder:
        made.append(VectorFolder(*given, **options))
        return made[-1]

    monkeypatch.setattr(f"precis.stores.{module}.VectorFolder", make)
    return made
