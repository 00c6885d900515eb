"""`run … --table`: a row a document, each cell with its evidence; a killed run goes on."""

import csv
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document

from precis.chains.composition.composed import WIDTH
from precis.chains.requests import CallOptions, RunOptions
from precis.chains.whole_library.table.making import Table
from precis.chains.workspace import Workspace
from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server
from tests.processes import PrecisProcess

SCHEMA = {
    "type": "object",
    "properties": {
        "tenant": {"type": "string"},
        "rent": {"type": "integer"},
        "pets": {"type": "boolean"},
        "rooms": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["tenant", "rent"],
}


def lease(number: int) -> str:
    return (
        f"The tenant is Mr Number{number}. The rent is {700 + number} euros a month. "
        "There is a kitchen and a bath."
    )


def reading(prompt: str) -> str:
    """Read a lease; of the one of Number3 a rent is invented."""
    tenant = re.search(r"Mr (Number(\d+))", prompt)
    rent = re.search(r"rent is (\d+)", prompt)
    if not tenant or not rent:
        return "no JSON"
    found = 9999 if tenant[2] == "3" else int(rent[1])
    value = {"tenant": tenant[1], "rent": found, "pets": False, "rooms": ["kitchen", "bath"]}
    return json.dumps(value)


@pytest.fixture
def leases(tmp_path: Path) -> Path:
    folder = tmp_path / "leases"
    folder.mkdir()
    for number in range(6):
        (folder / f"lease{number}.txt").write_text(lease(number))
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server(reply=reading) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        yield server


def command(leases: Path, table: Path) -> list[str]:
    chain = f"extract --schema '{leases.parent / 'schema.json'}'"
    return ["run", chain, str(leases), "--table", str(table), "--model", "openai:simulated"]


def test_every_cell_has_its_quote(precis: Precis, leases: Path, server: ModelServer) -> None:
    table = leases.parent / "table.jsonl"
    run = precis(*command(leases, table))
    assert run.code == 0, run.err
    rows = [json.loads(line) for line in table.read_text().splitlines()]
    assert len(rows) == 6
    for number, row in enumerate(rows):
        text = Path(row["source"]).read_text()
        cells: dict[str, Any] = row["cells"]
        assert list(cells) == list(SCHEMA["properties"])
        assert cells["tenant"]["value"] == f"Number{number}"
        assert cells["tenant"]["quote"] in text
        assert cells["tenant"]["supported"]
        assert cells["rooms"]["value"] == '["kitchen", "bath"]'
        assert cells["pets"] == {
            "value": False,
            "quote": "",
            "page": None,
            "support": None,
            "supported": None,
        }
    assert [row["cells"]["rent"]["supported"] for row in rows].count(False) == 1
    assert not rows[3]["cells"]["rent"]["supported"]
    assert list(leases.parent.glob(".table*")) == []


def test_spreadsheets(precis: Precis, leases: Path, server: ModelServer) -> None:
    assert precis(*command(leases, leases.parent / "t.csv")).code == 0
    with (leases.parent / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["rent"] for row in found] == ["700", "701", "702", "9999", "704", "705"]
    assert [row["rent (supported)"] for row in found].count("no") == 1
    assert precis(*command(leases, leases.parent / "t.xlsx")).code == 0
    from openpyxl import load_workbook

    sheet = load_workbook(leases.parent / "t.xlsx").active
    head, *rows = [[cell.value for cell in row] for row in sheet.rows]
    assert [row[head.index("rent")] for row in rows] == [700, 701, 702, 9999, 704, 705]
    marked = [cell.fill.fgColor.rgb for cell in list(sheet.columns)[head.index("rent")]]
    assert [place for place, color in enumerate(marked) if color == "FFF4CCCC"] == [4]


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from precis.chains.whole_library.table.files import write_table
    from precis.chains.whole_library.table.rows import Cell, Row

    row = Row(
        document_id="1", source="\x07s", title="=1+1", cells={"a": Cell(value="=cmd|' /C x'!A0")}
    )
    write_table(tmp_path / "t.csv", ["a"], [row])
    assert "'=cmd|" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    write_table(tmp_path / "t.xlsx", ["a"], [row])
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert [cell.data_type for cell in sheet[2]][1:3] == ["s", "s"]


def test_a_document_that_fails_has_a_row(precis: Precis, leases: Path, server: ModelServer) -> None:
    (leases / "note.txt").write_text("Nothing of a lease.")
    table = leases.parent / "t.jsonl"
    run = precis(*command(leases, table))
    assert run.code == 1
    rows = [json.loads(line) for line in table.read_text().splitlines()]
    assert len(rows) == 7
    assert [bool(row["error"]) for row in rows].count(True) == 1


def test_a_killed_run_goes_on(leases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = leases.parent / "t.jsonl"
    with model_server(reply=reading, latency=0.3) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        options = [*command(leases, table), "--concurrency", "1"]
        killed = PrecisProcess(*options)
        while len(server.prompts) < 3 and killed.returncode is None:
            time.sleep(0.02)
        killed.kill()
        killed.communicate()
        assert not table.exists()
        before = len(server.prompts)
        ended = PrecisProcess(*options)
        _, err = ended.communicate()
        assert ended.returncode == 0, err
        assert len(server.prompts) - before <= 6 - 2
    rows = [json.loads(line) for line in table.read_text().splitlines()]
    assert [row["cells"]["tenant"]["value"] for row in rows] == [f"Number{n}" for n in range(6)]


def test_a_journal_that_was_cut_loses_one_row(tmp_path: Path) -> None:
    from precis.chains.whole_library.table.journal import Journal
    from precis.chains.whole_library.table.rows import Row

    for cut in range(1, 60):
        table = tmp_path / f"{cut}.csv"
        journal = Journal(table, "key")
        for name in "ab":
            journal.append(Row(document_id=name, source=name, title=name))
        journal.path.write_bytes(journal.path.read_bytes()[:-cut])
        again = Journal(table, "key")
        assert again.done <= {"a"}
        assert {row.document_id for row in again.rows()} == again.done
    assert Journal(tmp_path / "1.csv", "other").done == set()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["--table", "t.doc"], "must end in .csv"),
        (["--table", "nowhere/t.csv"], "its folder must exist"),
    ],
)
def test_bad_tables(
    precis: Precis, leases: Path, server: ModelServer, change: list[str], told: str
) -> None:
    run = precis(*command(leases, leases.parent / "t.csv"), *change)
    assert (run.code, told in run.err) == (2, True), run.err
    run = precis("run", "keywords", leases, "--table", "t.csv", "--model", "extractive")
    assert (run.code, "ends with extract" in run.err) == (2, True), run.err


def test_documents_are_taken_as_rows_are_made(
    leases: Path, server: ModelServer, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "library", CallOptions(), model="openai:simulated")
    chain = f"extract --schema '{leases.parent / 'schema.json'}'"
    table = Table(tmp_path / "t.jsonl", chain, workspace, RunOptions())
    taken = []

    def documents() -> Iterator[Document]:
        for number in range(2 * WIDTH):
            taken.append(number)
            named = dict.fromkeys(("id", "source", "title"), f"lease{number}")
            yield Document(lease(number), metadata={**named, "media_type": "", "pages": []})

    ahead = [len(taken) - made for made, _ in enumerate(table.rows(documents()))]
    assert len(ahead) == 2 * WIDTH
    assert max(ahead) <= WIDTH
