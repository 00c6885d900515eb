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
    assert ended.attempted > len(api.__all__)
    assert ended.failed == 0


def test_all_functions_have_examples() -> None:
    for name in api.__all__:
        assert ">>>" in getattr(precis, name).__doc__, name


def test_all_names_what_functions_take_and_give() -> None:
    """Every class of ours in a public signature, and every name in `__all__`, is importable."""
    used: set[str] = set()
    functions = [getattr(precis, name) for name in api.__all__]
    methods = [it for name, it in vars(precis.Library).items() if not name.startswith("_")]
    for function in [*functions, *methods]:
        own = getattr(function, "__wrapped__", function)
        for annotation in own.__annotations__.values():
            used |= set(re.findall(r"[A-Z]\w+", str(annotation)))
    ours = used - {
        "Iterable",
        "Callable",
        "Collection",
        "Document",
        "None",
        "Path",
        "Any",
        "OnError",
    }
    keywords = {"SearchOptions", "AskOptions"} | {name for name in ours if "Parameters" in name}
    assert ours - keywords <= set(precis.__all__)
    assert all(getattr(precis, name) for name in precis.__all__)


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
    with pytest.raises(precis.UsageError, match="length 'tiny' is not one of"):
        precis.summarize([], length="tiny")
    with pytest.raises(precis.PrecisError, match="no such file or folder"):
        precis.load(tmp_path / "nowhere")
    failed = []
    assert precis.load(tmp_path / "nowhere", on_error=failed.append) == []
    assert failed[0].source == str(tmp_path / "nowhere")
