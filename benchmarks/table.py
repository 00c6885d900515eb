"""A table over a thousand documents: is memory flat, do killed runs resume, is every quote there?

    uv run --group benchmarks python -m benchmarks.table

`precis run "extract --schema …" leases/ --table FILE` with a simulated model: once over a quarter
of the documents and once over all of them, for the peak of memory (Linux, the processes
together, looked at every 50 ms), and once killed (SIGKILL) after random numbers of rows and
started again until it ends.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typer

from benchmarks.memory import MEGABYTE, ROOT, measure
from precis.models.calls.cache import CallCache
from precis.models.tokens import estimate_tokens
from tests.fakes.openai_server import ModelServer, model_server

TENANT, RENT = re.compile(r"Mx Tenant(\d+)x"), re.compile(r"rent is (\d+)")
SCHEMA = {
    "type": "object",
    "properties": {
        "tenant": {"type": "string"},
        "rent": {"type": "integer"},
        "notice": {"type": "string"},
    },
    "required": ["tenant", "rent"],
}
FILLER = (
    "The landlord keeps the roof, the walls and the stairs in good order. The tenant airs the "
    "rooms, and lets the landlord in after notice of two days. "
)


def lease(number: int) -> str:
    """Return a lease of some 3,000 characters, whose facts stand in its middle."""
    facts = (
        f"The tenant is Mx Tenant{number}x. The rent is {500 + number} euros a month. "
        f"Notice is given {number % 12 + 1} months before the end. "
    )
    return FILLER * 10 + facts + FILLER * 10


def reading(prompt: str) -> str:
    """Reply as a model that reads a lease."""
    tenant, rent = TENANT.search(prompt), RENT.search(prompt)
    if not tenant or not rent:
        return "no lease"
    notice = f"{int(tenant[1]) % 12 + 1} months"
    value = {"tenant": f"Mx Tenant{tenant[1]}x", "rent": int(rent[1]), "notice": notice}
    return json.dumps(value)


def write(folder: Path, count: int) -> Path:
    """Write this many leases, and the schema beside them."""
    leases = folder / f"leases-{count}"
    leases.mkdir()
    for number in range(count):
        (leases / f"lease-{number:04}.txt").write_text(lease(number), encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return leases


def command(leases: Path, table: Path) -> list[str]:
    """Return the command that makes the table, with a library of its own."""
    chain = f"extract --schema '{leases.parent / 'schema.json'}'"
    options = ["--table", str(table), "--model", "openai:simulated", "--json"]
    library = ["--library", f"{table}.library"]
    start = [sys.executable, "-c", "from precis import main; main.run()"]
    return [*start, "run", chain, str(leases), *options, *library]


class Killed(NamedTuple):
    """How often a run was killed; how many calls were sent whose reply was not yet on disk then."""

    times: int
    in_flight: int


def killed(table: Path, line: list[str], server: ModelServer, kills: int, rows: int) -> Killed:
    """Start, kill after a random number of further rows, and so on; then let it end."""
    rng, at, in_flight = random.Random(0), 0, 0
    journal = table.with_name(f".{table.name}.rows")
    told = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-none"}
    for number in range(kills):
        at += rng.randint(1, max(1, 2 * (rows - at) // (kills - number + 1)))
        run = subprocess.Popen(line, cwd=ROOT, env=os.environ | told, stdout=subprocess.DEVNULL)
        while _lines(journal) <= at and run.poll() is None:
            time.sleep(0.01)
        if run.poll() is not None:
            return Killed(number, in_flight)
        run.kill()
        run.wait()
        while server.running:
            time.sleep(0.01)
        kept = CallCache(Path(f"{table}.library") / "calls.sqlite").info().calls
        in_flight = len(server.prompts) - sum(kept.values())
    subprocess.run(line, cwd=ROOT, env=os.environ | told, stdout=subprocess.DEVNULL, check=True)
    return Killed(kills, in_flight)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def check(table: Path) -> tuple[int, int, int]:
    """Return the numbers of rows, of cells with a quote, and of quotes that are not verbatim."""
    rows = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    assert len({row["document_id"] for row in rows}) == len(rows), "a document has two rows"
    cells, wrong = 0, 0
    for row in rows:
        text = Path(row["source"]).read_text(encoding="utf-8")
        for cell in row["cells"].values():
            cells += bool(cell["quote"])
            wrong += not cell["quote"] or any(
                part not in text for part in cell["quote"].split(" … ")
            )
    return len(rows), cells, wrong


def _again(server: ModelServer) -> int:
    return len(server.prompts) - len(set(server.prompts))


def main(documents: int = 1000, kills: int = 20) -> None:
    """Print the table."""
    names = "documents | kills | peak, MB | seconds | rows | cells | not verbatim | paid again"
    print(f"| {names} | in flight at the kills |")
    print("|---|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for count in (documents // 4, documents):
            leases, table = write(folder, count), folder / f"table-{count}.jsonl"
            with model_server(reply=reading, tokens=estimate_tokens) as server:
                told = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-none"}
                peak, seconds, _ = measure(command(leases, table), told)
                row = [count, 0, f"{peak / MEGABYTE:.0f}", f"{seconds:.0f}", *check(table)]
                print("| " + " | ".join(map(str, [*row, _again(server), ""])) + " |", flush=True)
        table = folder / "killed.jsonl"
        with model_server(reply=reading, tokens=estimate_tokens) as server:
            began = time.monotonic()
            done = killed(table, command(leases, table), server, kills, documents)
            seconds = time.monotonic() - began
            cost = [_again(server), done.in_flight]
            row = [documents, done.times, "", f"{seconds:.0f}", *check(table), *cost]
            print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    typer.run(main)
