"""Many files, a few of them bad: what is in, what is told, and what the next run does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import typer.main

from precis.main import app
from tests.conftest import Precis

LOADERS = Path(__file__).parents[1] / "loaders"


def test_three_bad_files_among_two_hundred(precis: Precis, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(197):
        (folder / f"{number:03}.txt").write_text(f"This is note number {number} of them all.")
    bad = {"b.pdf": b"%PDF-1.7 nonsense", "c.txt": b"", "d.jsonl": b'{"a": '}
    for name, content in bad.items():
        (folder / name).write_bytes(content)

    run = precis("ingest", folder)
    assert run.code == 1
    assert run.out.startswith("197 added, 0 updated, 0 unchanged")
    *_, first, second, third = run.err.splitlines()
    assert "b.pdf: the PDF is damaged" in first
    assert "c.txt: the file is empty" in second
    assert "d.jsonl: no line of it is JSON" in third

    (folder / "c.txt").write_text("Now there is something in it.")
    run = precis("ingest", folder, "--json")
    assert run.code == 1
    report = json.loads(run.out)
    assert (report["added"], report["unchanged"], report["removed"]) == (1, 197, 0)
    failed = [Path(failure["source"]).name for failure in report["failed"]]
    assert failed == ["b.pdf", "d.jsonl"]


def test_every_option_that_an_error_names_is_there() -> None:
    command = typer.main.get_command(app).commands["load"]  # type: ignore[attr-defined]
    options = {option for parameter in command.params for option in parameter.opts}

    named = {
        option
        for path in LOADERS.rglob("*.py")
        for option in re.findall(r"--(?:max-\w[\w-]*|password|render|fetch-\w+)", path.read_text())
    }
    assert len(named) > 8
    assert named <= options
