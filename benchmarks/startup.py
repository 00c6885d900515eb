"""What `precis --help` and `import precis` take beside `llm --help` (simonw/llm from PyPI).

    uv run python benchmarks/startup.py

Each command runs as a whole process, in turn with the others, after one warm-up; medians of the
processor's seconds, which a busy machine changes less than those of a clock.
"""

import resource
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from statistics import median

ROUNDS = 9


def peer(folder: Path) -> str:
    """Install llm into a folder of its own and return its command."""
    subprocess.run(["uv", "venv", "--quiet", str(folder)], check=True)
    install = ["uv", "pip", "install", "--quiet", "--python", str(folder / "bin" / "python")]
    subprocess.run([*install, "llm"], check=True, cwd=folder)  # not under our overrides
    return str(folder / "bin" / "llm")


def seconds(command: list[str]) -> float:
    """Return the processor time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    precis = str(Path(sysconfig.get_path("scripts")) / "precis")
    with tempfile.TemporaryDirectory() as folder:
        llm = peer(Path(folder) / "venv")
        commands = {
            "llm --help": [llm, "--help"],
            "precis --help": [precis, "--help"],
            "precis --version": [precis, "--version"],
            "python -c 'import precis'": [sys.executable, "-c", "import precis"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        for command in commands.values():
            seconds(command)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(command))
    base = median(times["llm --help"])
    print("| command | median, CPU s | share of llm --help |\n|---|---|---|")
    for name, values in times.items():
        print(f"| `{name}` | {median(values):.2f} | {median(values) / base:.2f} |")


if __name__ == "__main__":
    main()
