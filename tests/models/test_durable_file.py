"""Files of what was paid for: each says what is wrong with it, and what to do."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from precis.errors import PrecisError
from precis.models.batches.provider import Plan
from precis.models.batches.record import BatchRecord
from precis.models.calls.cache import CallCache

Use = Callable[[Path], object]

USES: dict[str, Use] = {
    "calls": lambda path: CallCache(path).put(b"key", "model", "reply"),
    "batches": lambda path: BatchRecord(path, "openai").plan(plan(time.time()), ["digest"]),
}


def plan(created: float) -> Plan:
    return Plan(marker="mark", group="/v1/responses", created=created, size=1)


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_file_that_cannot_be_used_says_why(use: Use, tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"no database at all" * 100)
    with sqlite3.connect(tmp_path / "newer") as newer:
        newer.execute("PRAGMA user_version = 9")
    for name, said in (
        ("damaged", "it is damaged: move it away"),
        ("newer", "written by another version of precis: move it away"),
        ("damaged/below", "choose another folder with --library"),
    ):
        with pytest.raises(PrecisError, match=said):
            use(tmp_path / name)


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_file_is_made_where_there_is_none(use: Use, tmp_path: Path) -> None:
    use(tmp_path / "new" / "file.sqlite")
    use(tmp_path / "new" / "file.sqlite")


def test_batches_whose_results_are_gone_are_forgotten(tmp_path: Path) -> None:
    path, day = tmp_path / "batches.sqlite", 24 * 3600
    for age in (29 * day, 31 * day):
        BatchRecord(path, "openai").plan(plan(time.time() - age), [f"{age}"])
    [kept] = BatchRecord(path, "openai").all()
    assert time.time() - kept.plan.created < 30 * day
    assert BatchRecord(path, "openai").holding(f"{31 * day}") == []
