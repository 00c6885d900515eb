"""How much memory does a very long text take?

    uv run --group benchmarks python -m benchmarks.memory

`precis summarize` reads a text file of 200 MB, with a simulated model that answers at once. The
peak is the largest sum of the resident memory of its processes, looked at every 50 ms (Linux).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from benchmarks.map_reduce import text_of
from benchmarks.simulated_server import Behaviour, simulated

ROOT = Path(__file__).parent.parent
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MEGABYTE = 1_000_000
PART_CHUNKS = 250
"""One part of the text has its own words and about a million characters."""


def write(path: Path, megabytes: int) -> None:
    """Write a text of this many megabytes."""
    left = megabytes * MEGABYTE
    with path.open("w", encoding="utf-8") as file:
        seed = 0
        while left > 0:
            left -= file.write(text_of(PART_CHUNKS, seed)[:left])
            seed += 1


def resident(process: int) -> int:
    """Return the bytes that a process and its children hold in memory."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            pages = int((folder / "statm").read_text().split()[1])
        except (OSError, ValueError):
            continue
        if process in {int(folder.name), parent}:
            total += pages * PAGE_BYTES
    return total


def measure(command: list[str], environment: dict[str, str]) -> tuple[int, float, str]:
    """Run a command; return its peak in bytes, its seconds and what it printed."""
    started, peak = time.monotonic(), 0
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    ) as run:
        while run.poll() is None:
            peak = max(peak, resident(run.pid))
            time.sleep(0.05)
        assert run.stdout
        return peak, time.monotonic() - started, run.stdout.read()


def main(
    megabytes: int = 200,
    models: Annotated[list[str] | None, typer.Option("--model", help="Writers to measure.")] = None,
) -> None:
    """Print the table."""
    print("| writer | text, MB | peak, MB | seconds | calls |\n|---|---|---|---|---|")
    with TemporaryDirectory() as name, simulated(Behaviour(base=0, per_token=0)) as remote:
        text = Path(name) / "long.txt"
        write(text, megabytes)
        told = {"OPENAI_BASE_URL": remote.url, "OPENAI_API_KEY": "sk-none"}
        for model in models or ["openai:simulated", "extractive"]:
            command = [
                sys.executable,
                "-c",
                "from precis import main; main.run()",
                "summarize",
                str(text),
            ]
            options = ["--model", model, "--library", f"{name}/library", "--json"]
            peak, seconds, out = measure([*command, *options], told)
            calls = json.loads(out)["usage"]["calls"] if out else "failed"
            row = [model, megabytes, f"{peak / MEGABYTE:.0f}", f"{seconds:.0f}", calls]
            print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    typer.run(main)
