"""What is paid twice when runs are killed, or when two run at once?

    uv run --group benchmarks python -m benchmarks.killed_runs

`precis summarize` reads a text of 200 chunks with a simulated model and is killed (SIGKILL) after
a random number of calls, again and again; then it may end. A call is in flight at a kill when the
server answers it later; those may be paid again.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from benchmarks.map_reduce import text_of
from benchmarks.simulated_server import Behaviour, simulated

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.simulated_server import Remote, Served

ROOT = Path(__file__).parent.parent


def start(remote: Remote, folder: Path, book: Path) -> subprocess.Popen[bytes]:
    """Start the command with a library in `folder`."""
    command = [
        sys.executable,
        "-c",
        "from precis import main; main.run()",
        "summarize",
        str(book),
        "--json",
    ]
    options = ["--model", "openai:simulated", "--library", str(folder)]
    told = {"OPENAI_BASE_URL": remote.url, "OPENAI_API_KEY": "sk-none"}
    return subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=os.environ | told,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(run: subprocess.Popen[bytes]) -> dict[str, int]:
    """Wait for a run and return its usage."""
    out, err = run.communicate()
    assert run.returncode == 0, err.decode()
    usage: dict[str, int] = json.loads(out)["usage"]
    return usage


def kill_when(remote: Remote, run: subprocess.Popen[bytes], due: Callable[[Served], bool]) -> int:
    """Kill `run` once what was served is `due`; return the calls in flight then."""
    while not due(remote.served()) and run.poll() is None:
        time.sleep(0.01)
    run.kill()
    answered = len(remote.served().seconds)
    run.communicate()
    time.sleep(0.2)
    while (served := remote.served()).running:
        time.sleep(0.05)
    return len(served.seconds) - answered


def main(chunks: int = 200, kills: int = 20, seed: int = 0) -> None:
    """Print both tables."""
    rng = random.Random(seed)
    with simulated(Behaviour()) as remote, TemporaryDirectory() as name:
        book = Path(name) / "book.txt"
        book.write_text(text_of(chunks, seed), encoding="utf-8")
        in_flight = 0
        for _ in range(kills):
            run = start(remote, Path(name) / "killed", book)
            least = len(remote.served().seconds) + rng.randint(1, 2 * chunks // kills)
            due: Callable[[Served], bool] = lambda it, least=least: len(it.seconds) >= least  # type: ignore[misc]  # noqa: E731
            in_flight += kill_when(remote, run, due)
        finish(start(remote, Path(name) / "killed", book))
        served = remote.served()
    paid = len(served.seconds)
    print("| kills | calls needed | paid | paid again | in flight at the kills |")
    print("|---|---|---|---|---|")
    print(f"| {kills} | {paid - served.again} | {paid} | {served.again} | {in_flight} |")

    with simulated(Behaviour()) as remote, TemporaryDirectory() as name:
        book = Path(name) / "book.txt"
        book.write_text(text_of(chunks, seed), encoding="utf-8")
        both = [start(remote, Path(name) / "shared", book) for _ in range(2)]
        usages = [finish(run) for run in both]
        served = remote.served()
    paid = len(served.seconds)
    print("\n| two processes at once | calls needed | paid | from the cache |")
    print("|---|---|---|---|")
    cached = sum(usage["cached_calls"] for usage in usages)
    print(f"| both ended well | {paid - served.again} | {paid} | {cached} |")


if __name__ == "__main__":
    typer.run(main)
