import json
from pathlib import Path

import pytest

from tests.conftest import Precis


@pytest.fixture
def ids(precis: Precis, tmp_path: Path) -> dict[str, str]:
    """Ids by title of the documents in the collection `work`."""
    for name in ("refunds", "travel", "pets"):
        (tmp_path / f"{name}.txt").write_text(f"All about {name}: the office decides.")
    files = [tmp_path / f"{name}.txt" for name in ("refunds", "travel", "pets")]
    assert precis("ingest", *files, "--collection", "work").code == 0
    listed = precis("sources", "--collection", "work", "--json").out.splitlines()
    return {Path(each["source"]).stem: each["id"] for each in map(json.loads, listed)}


def test_show_prints_what_load_prints(precis: Precis, ids: dict[str, str], tmp_path: Path) -> None:
    shown = precis("sources", "show", ids["pets"], "--collection", "work", "--json")
    assert shown.out == precis("load", tmp_path / "pets.txt", "--json").out
    assert "All about pets" in precis("sources", "show", ids["pets"], "--collection", "work").out


@pytest.mark.parametrize("before", [True, False])
def test_remove_from_the_collection_named_on_either_side(
    precis: Precis, ids: dict[str, str], before: bool
) -> None:
    command, named = ["remove", ids["pets"], ids["travel"]], ["--collection", "work"]
    run = precis("sources", *(named + command if before else command + named), "--json")
    assert run.code == 0
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == [ids["refunds"]]


def test_remove_takes_out_all_or_none(precis: Precis, ids: dict[str, str]) -> None:
    run = precis("sources", "remove", ids["pets"], "abc", "--collection", "work")
    assert run.code == 2
    assert "no document 'abc' in the collection 'work'" in run.err
    assert len(precis("sources", "--collection", "work", "--json").out.splitlines()) == 3


def test_only_sources_like_a_glob(precis: Precis, ids: dict[str, str]) -> None:
    def list_sources(*options: str) -> set[str]:
        run = precis("search", "office", "--collection", "work", "--json", *options)
        passages = json.loads(run.out)["passages"]
        return {Path(passage["source"]).stem for passage in passages}

    assert list_sources() == set(ids)
    assert list_sources("--source", "p*.txt") == {"pets"}
    assert list_sources("--source", "p*.txt", "--source", "*/travel.*") == {"pets", "travel"}
    assert list_sources("--source", "p*.txt", "--where", "title~travel") == set()
