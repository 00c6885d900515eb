import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Precis

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def folded(text: str) -> str:
    return " ".join(text.split())


def test_the_sample_is_what_its_command_prints(
    precis: Precis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    sample = re.search(r"^\$ uv run precis (.*?)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert sample
    command, printed = sample.groups()
    run = precis(*shlex.split(command), "--model", "extractive")
    assert folded(run.out) == folded(printed)


def test_every_command_is_shown_and_none_that_is_not_there(precis: Precis) -> None:
    listed = precis("--help").out.partition("Commands:")[2]
    commands = set(re.findall(r"^  (\w+)", listed, re.MULTILINE))
    shown = set(re.findall(r"\bprecis ([a-z]+)\b", README))
    assert shown - commands == set()
    assert commands - shown <= {"about", "cache", "prompts", "sources", "users"}


def test_the_list_of_commands_cuts_no_sentence(precis: Precis) -> None:
    assert "..." not in precis("--help").out.partition("Commands:")[2]


def test_links_lead_somewhere() -> None:
    for path in ROOT.glob("docs/*.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path}: {link}"
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link
