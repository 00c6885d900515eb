"""What do batches cost in calls, polls, bytes and money, against live calls?

    uv run --group benchmarks python -m benchmarks.batch

`precis summarize` reads one text with a server that has OpenAI's files and batches, on loopback:
live, in batches, and in batches with the run killed (SIGKILL) while the first one is under way and
started again. Prices are those of the price table; a batch ends when it was polled a few times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from benchmarks.map_reduce import text_of
from tests.fakes.batch_servers import BatchServer, openai_batches, until

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
MODEL = "openai:gpt-5.4-mini"
POLLS = 3


@dataclass(frozen=True)
class Paid:
    """What a way of asking took: model calls, batches, polls, bytes sent up, and dollars."""

    calls: int
    batches: int
    polls: int
    sent: int
    cost: float
    summary: object


def begun(server: BatchServer, book: Path, library: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start the command."""
    command = [sys.executable, "-c", "from precis import main; main.run()", "summarize", str(book)]
    options = ["--json", "--model", MODEL, "--library", str(library), *more]
    told = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, *options], cwd=ROOT, env=os.environ | told, **pipes)  # type: ignore[call-overload, no-any-return]  # of a dictionary


def finished(run: subprocess.Popen[bytes]) -> dict[str, object]:
    """Wait for a run and return what it printed."""
    out, err = run.communicate()
    assert run.returncode == 0, err.decode()
    found: dict[str, object] = json.loads(out)
    return found


def paid(server: BatchServer, results: Sequence[dict[str, object]]) -> Paid:
    """Return what the server saw, and what the runs counted."""
    sent = sum(len(content) for name, content in server.files.items() if name[5:].isdecimal())
    sent += sum(len(json.dumps(body)) for body in server.live)
    usages = [result["usage"] for result in results]
    cost = sum(usage["cost_usd"] for usage in usages)  # type: ignore[index]  # of our own JSON
    polls = sum(batch.polls for batch in server.batches)
    calls = len(server.live) + len(server.answered)
    return Paid(calls, len(server.batches), polls, sent, cost, results[-1]["summary"])


def kill_and_rerun(server: BatchServer, book: Path, library: Path) -> list[dict[str, object]]:
    """Kill a run whose first batch is under way, and run it again."""
    run = begun(server, book, library, "--batch")
    until(lambda: server.batches and server.batches[0].polls, 300)
    run.kill()
    run.communicate()
    return [finished(begun(server, book, library, "--batch"))]


def main(chunks: int = 40, seed: int = 0) -> None:
    """Print the table."""
    rows: dict[str, Paid] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "book.txt"
        book.write_text(text_of(chunks, seed), encoding="utf-8")
        for way, more in {"live": (), "batches": ("--batch",)}.items():
            with openai_batches(polls=POLLS) as server:
                rows[way] = paid(server, [finished(begun(server, book, folder / way, *more))])
        with openai_batches(polls=POLLS) as server:
            results = kill_and_rerun(server, book, folder / "stopped")
            rows["batches, killed and run again"] = paid(server, results)
    print("| way | calls paid | batches | polls | bytes sent | cost | same summary as live |")
    print("|---|---|---|---|---|---|---|")
    for way, it in rows.items():
        same = "yes" if it.summary == rows["live"].summary else "no"
        print(f"| {way} | {it.calls} | {it.batches} | {it.polls} | {it.sent:,} "
              f"| ${it.cost:.4f} | {same} |")  # fmt: skip


if __name__ == "__main__":
    typer.run(main)
