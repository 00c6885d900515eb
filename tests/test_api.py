import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import precis
from precis import api

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def beside_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)


def test_the_examples_of_the_docstrings_run() -> None:
    ended = doctest.testmod(api)
    assert ended.attempted > len(precis.__all__)
    assert ended.failed == 0


def test_everything_public_has_an_example_or_is_an_error() -> None:
    for name in precis.__all__:
        value = getattr(precis, name)
        is_error = isinstance(value, type) and issubclass(value, Exception)
        assert is_error or ">>>" in value.__doc__, name


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert len(example.splitlines()) <= 10
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "An interrupted command ends with 130" in printed


def test_importing_it_imports_nothing_heavy() -> None:
    script = "import sys, precis; print(*{m.split('.')[0] for m in sys.modules})"
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"langchain_core", "chromadb", "onnxruntime", "numpy", "pydantic", "rich", "typer"}
    assert not heavy & set(ended.stdout.split())


def test_a_bad_request_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(precis.UsageError, match="length 'tiny' is none of"):
        precis.summarize([], length="tiny")
    with pytest.raises(precis.PrecisError, match="no such file or folder"):
        precis.load(tmp_path / "nowhere")
    failed = []
    assert precis.load(tmp_path / "nowhere", on_error=failed.append) == []
    assert failed[0].source == str(tmp_path / "nowhere")
