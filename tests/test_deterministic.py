"""The same command on the same input prints the same bytes under any hash seed."""

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
COMMANDS = (
    ("load",),
    ("summarize", "--length", "short"),
    ("ask", "What did the bridge cost?", "--in"),
    ("run", "keywords"),
)
SEEDS = ("0", "1", "2", "3")


def without_usage(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_usage(v) for k, v in value.items() if k not in ("usage", "ingested_at")}
    return [without_usage(item) for item in value] if isinstance(value, list) else value


def printed(folder: Path, seed: str) -> list[Any]:
    """Return what every command prints, in one process with the hash seed."""
    asks = [[*command, *sorted(NOTES)] for command in COMMANDS]
    asks[2] = ["ask", "What did the bridge cost?", *(w for n in sorted(NOTES) for w in ("--in", n))]
    (folder / "claims.txt").write_text("It cost 4 million pounds. The ferry was painted red.")
    asks += [
        ["ingest", *sorted(NOTES)],
        ["search", "painted grey"],
        ["check", "claims.txt", "--against", "bridge.md", "--against", "again.md"],
    ]
    code = (
        "import json, sys\nfrom precis.main import run\n"
        "for words in json.loads(sys.argv[1]):\n"
        "    sys.argv = ['precis', *words]\n"
        "    try:\n        run()\n    except SystemExit as end:\n"
        "        print(json.dumps(end.code))\n"
    )
    words = json.dumps([[*ask, "--json", "--library", f"library-{seed}"] for ask in asks])
    env = {**os.environ, "PYTHONHASHSEED": seed, "PRECIS_MODEL": "extractive"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    return [without_usage(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.timeout(300)
def test_every_hash_seed_prints_the_same(tmp_path: Path) -> None:
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text)
    first, *others = (printed(tmp_path, seed) for seed in SEEDS)
    assert [item for item in first if isinstance(item, int) and item not in (0, 3)] == []
    assert len(first) > len(COMMANDS) + 3
    for other in others:
        assert other == first
