"""A step of another package, as CONTRIBUTING shows one, and what a bad one costs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.chains.steps import registry
from tests.conftest import Precis

CONTRIBUTING = Path(__file__).parents[3] / "CONTRIBUTING.md"
EXAMPLE, POINT = re.findall(
    r"```(?:python|toml)\n(.*?)```",
    CONTRIBUTING.read_text(encoding="utf-8").partition("## Add a step")[2],
    re.DOTALL,
)[:2]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package `precis_shout` whose code a test may write over."""
    (tmp_path / "precis_shout.py").write_text(EXAMPLE)
    info = tmp_path / "precis_shout-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: precis-shout\nVersion: 1.0\n")
    point = POINT.partition("\n")[2].replace('"', "")
    (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{point}")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "precis_shout", raising=False)
    registry.steps.cache_clear()
    yield tmp_path
    registry.steps.cache_clear()


def test_the_example_is_about_twenty_lines() -> None:
    assert len([line for line in EXAMPLE.splitlines() if line.strip()]) <= 20


def test_the_example_runs(precis: Precis, package: Path) -> None:
    story = package / "story.txt"
    story.write_text("The bridge over the Sava was opened in 1932. The town paid for all of it.")
    run = precis("run", "shout --mark ?", story, "--json", "--model", "extractive")
    assert run.code == 0, run.err
    for claim in (claims := json.loads(run.out)["output"]):
        [citation] = claim["citations"]
        assert claim["text"] == citation["quote"].upper() + "?"
    assert claims
    assert "Write every sentence in capitals" in precis("chains", "show", "shout").out
    wrong = precis("run", "shout --mrk ?", story)
    assert "shout has no parameter 'mrk'; did you mean 'mark'?" in wrong.err


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_module", "step 'shout' of precis-shout cannot be imported"),
        ("x = 1", "step 'shout' of precis-shout cannot be imported"),
        ("class Shout: name = 'shout'", "is not a Step named 'shout'"),
        (EXAMPLE.replace('name = "shout"', 'name = "loud"'), "is not a Step named 'shout'"),
    ],
)
def test_a_bad_one_is_one_line(precis: Precis, package: Path, code: str, said: str) -> None:
    (package / "precis_shout.py").write_text(code)
    run = precis("run", "summarize", package)
    assert run.code == 1
    assert said in run.err
    assert run.err.count("\n") == 1
