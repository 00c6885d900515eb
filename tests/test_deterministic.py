"""The same command on the same input prints the same JSON.

No hash seed, no timing of threads, and no order in which documents were stored decides anything.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTES = {
    "bridge.md": "# The bridge\n\nThe bridge opened in 1932. It cost 4 million pounds. "
    "The bridge carries trains and cars. It was painted grey.",
    "ferry.md": "# The ferry\n\nThe ferry opened in 1910. It cost 1 million pounds. "
    "The ferry carries cars. It was painted grey.",
    "again.md": "# The bridge again\n\nThe bridge opened in 1932. It cost 4 million pounds. "
    "The bridge carries trains and cars. It was painted grey.",
}
SEEDS = ("0", "1")
SWITCH_SECONDS = (5e-3, 1e-4)
"""After how long Python lets another thread run, by seed."""


def without_usage(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_usage(v) for k, v in value.items() if k not in ("usage", "ingested_at")}
    return [without_usage(item) for item in value] if isinstance(value, list) else value


def printed(folder: Path, seed: str) -> list[Any]:
    """Return what every command prints, in one process with the hash seed."""
    turn = int(seed)
    names = sorted(NOTES)
    stored = names[turn:] + names[:turn]
    commands = [
        ["load", *names],
        ["summarize", "--length", "short", *names],
        ["ask", "What did the bridge cost?", *(word for n in names for word in ("--in", n))],
        ["run", "keywords", *names],
        ["run", "summarize | sentiment", *names],
        ["ingest", *stored],
        ["search", "painted grey"],
        ["ask", "What was painted grey?"],
        ["check", "claims.txt", "--against", "bridge.md", "--against", "again.md"],
    ]
    code = (
        "import json, sys\nfrom precis.main import run\n"
        f"sys.setswitchinterval({SWITCH_SECONDS[turn]})\n"
        "for words in json.loads(sys.argv[1]):\n"
        "    sys.argv = ['precis', *words]\n"
        "    try:\n        run()\n    except SystemExit as end:\n"
        "        print(json.dumps([words[0], end.code]))\n"
    )
    words = json.dumps(
        [[*command, "--json", "--library", f"library-{seed}"] for command in commands]
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, words],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed, "PRECIS_MODEL": "extractive"},
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    return [without_usage(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.timeout(300)
def test_nothing_but_the_input_decides_what_is_printed(tmp_path: Path) -> None:
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "claims.txt").write_text("It cost 4 million pounds. The ferry was painted red.")
    first, *others = (printed(tmp_path, seed) for seed in SEEDS)
    codes = {item[0]: item[1] for item in first if isinstance(item, list)}
    names = ("load", "summarize", "ask", "run", "ingest", "search")
    assert codes == dict.fromkeys(names, 0) | {"check": 3}
    for other in others:
        assert other == first
