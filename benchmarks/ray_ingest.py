"""What does an ingest cost on a Ray cluster of this machine, beside one process?

    uv run --extra ray --group benchmarks python -m benchmarks.ray_ingest

The same files, generated, go into a new library: by one process, with `--on ray`, and with
`--on ray` while workers are killed. CPU seconds and memory are those of all processes of the run,
looked at twice a second (Linux); the searches afterwards must give the same passages.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from benchmarks.map_reduce import text_of

TICK = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
FILE_BYTES = 100_000
QUESTIONS = ("Which of them was the first?", "What was it made of?", "Who paid for it?")


@dataclass
class Tree:
    """The processes of a run: CPU seconds of each, as last seen, and the peak of memory."""

    cpu: dict[int, float] = field(default_factory=dict)
    peak: int = 0

    def look(self, root: int) -> list[tuple[int, str]]:
        """Return the processes below `root` with their names, after a look at all."""
        parents: dict[int, int] = {}
        seen: dict[int, tuple[float, int, str]] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                name = (folder / "cmdline").read_text().partition("\0")[0]
            except OSError:
                continue
            number = int(folder.name)
            parents[number] = int(fields[1])
            seen[number] = sum(map(int, fields[11:13])) / TICK, int(fields[21]), name
        ours = [number for number in parents if _is_below(number, root, parents)]
        self.cpu |= {number: seen[number][0] for number in ours}
        self.peak = max(self.peak, sum(seen[number][1] * PAGE_BYTES for number in ours))
        return [(number, seen[number][2]) for number in ours]


def _is_below(number: int, root: int, parents: dict[int, int]) -> bool:
    while number not in {0, 1, root}:
        number = parents.get(number, 0)
    return number == root


def ingest(folder: Path, library: Path, *options: str, kills: int = 0) -> dict[str, float]:
    """Ingest `folder`; return wall and CPU seconds, megabytes and workers killed."""
    command = [sys.executable, "-m", "precis", "ingest", folder, "--library", library, *options]
    tree, started, killed = Tree(), time.monotonic(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            workers = [it for it, name in tree.look(run.pid) if name.startswith("ray::embed")]
            if killed < kills and workers and time.monotonic() - started > 15 * (killed + 1):
                os.kill(workers[0], signal.SIGKILL)
                killed += 1
            time.sleep(0.5)
    if run.returncode:
        raise SystemExit(f"{command} ended with {run.returncode}")
    seconds = time.monotonic() - started
    return {
        "seconds": seconds,
        "cpu": sum(tree.cpu.values()),
        "megabytes": tree.peak / 1e6,
        "killed": killed,
    }


def search_results(library: Path) -> list[object]:
    """Return what searches find."""
    command = [sys.executable, "-m", "precis", "search", "--library", library, "--json"]
    runs = [subprocess.check_output([*command, question]) for question in QUESTIONS]
    return [json.loads(run)["passages"] for run in runs]


def main(megabytes: list[int] = typer.Option([5, 20])) -> None:  # noqa: B008 - how typer has lists
    """Print the table."""
    print(
        "| text, MB | way | seconds | CPU seconds | of one process | memory, MB | killed | same |"
    )
    print("|---|---|---|---|---|---|---|---|")
    ways = {"one process": ([], 0), "`--on ray`": (["--on", "ray"], 0)}
    ways["`--on ray`, workers killed"] = (["--on", "ray"], 2)
    for size in megabytes:
        with TemporaryDirectory() as name:
            files = Path(name) / "files"
            files.mkdir()
            text, number = "", 0
            while number * FILE_BYTES < size * 1_000_000:
                text = text if len(text) >= FILE_BYTES else text + text_of(250, number)
                (files / f"{number}.txt").write_text(text[:FILE_BYTES], encoding="utf-8")
                text, number = text[FILE_BYTES:], number + 1
            base, passages = 0.0, None
            for way, (options, kills) in ways.items():
                library = Path(name) / way
                cost = ingest(files, library, *options, kills=kills)
                base, passages = base or cost["cpu"], passages or search_results(library)
                print(
                    f"| {size} | {way} | {cost['seconds']:.0f} | {cost['cpu']:.0f} | "
                    f"{cost['cpu'] / base:.2f} | {cost['megabytes']:.0f} | {cost['killed']:.0f} | "
                    f"{search_results(library) == passages} |"
                )


if __name__ == "__main__":
    typer.run(main)
