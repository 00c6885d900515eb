"""A format of another package, as CONTRIBUTING shows one, and what a bad one costs."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from precis.loaders import LimitError, Limits, LoadError, LoadOptions, load, registry

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
EXAMPLE, POINT = re.findall(
    r"```(?:python|toml)\n(.*?)```",
    CONTRIBUTING.read_text(encoding="utf-8").partition("## Add a format")[2],
    re.DOTALL,
)[:2]

HOSTILE = """
import os, sys, time
from langchain_core.documents import Document
from precis.loaders.contract import Parser, head

class HostileParser(Parser):
    media_type = "text/x-hostile"

    def accepts(self, blob):
        return head(blob).startswith(b"#!hostile")

    def lazy_parse(self, blob):
        print("noise on the standard output")
        what = blob.as_string().split()[1]
        if what == "fine":
            yield Document(str(sorted(os.environ)), metadata={"title": "", "media_type": "x"})
        elif what == "modules":
            yield Document(" ".join(sys.modules), metadata={"title": "", "media_type": "x"})
        elif what == "die":
            os.kill(os.getpid(), 9)
        elif what == "hang":
            time.sleep(60)
        elif what == "spin":
            while True: pass
        elif what == "eat":
            b"x" * 10_000_000_000
        elif what == "flood":
            while True:
                yield Document("x" * 1_000_000, metadata={"title": "", "media_type": "x"})
        elif what == "raise":
            raise SystemError("internal\\nerror")
"""


def install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str, point: str = ""
) -> None:
    """Do what installing a package does: a module, and its entry point."""
    site = folder / "site-packages"
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (site / f"{name}.py").write_text(textwrap.dedent(code))
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    parser = code.split("class ")[1].split("(", maxsplit=1)[0]
    points = point or f"{name} = {name}:{parser}\n"
    (info / "entry_points.txt").write_text(f"[{registry.ENTRY_POINTS}]\n{points}")
    monkeypatch.syspath_prepend(str(site))
    registry._plugins.cache_clear()


@pytest.fixture(autouse=True)
def _forget_plugins() -> object:
    yield
    registry._plugins.cache_clear()


def test_the_example_of_contributing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len([line for line in EXAMPLE.splitlines() if line.strip()]) <= 20
    table, point = POINT.strip().split("\n")
    assert table == f'[project.entry-points."{registry.ENTRY_POINTS}"]'
    install(tmp_path, monkeypatch, "precis_ini", EXAMPLE, point.replace('"', ""))
    path = tmp_path / "settings.conf"
    path.write_text("[plan]\ncost = 12\n\n[wall]\nheight = 5\n")
    (document,) = load([str(path)], LoadOptions(limits=Limits(memory=3999)))
    assert document.page_content == "cost = 12\n\nheight = 5"
    pages = [{"page": "plan", "start": 0, "end": 9}, {"page": "wall", "start": 11, "end": 21}]
    assert document.metadata["pages"] == pages
    assert document.metadata["media_type"] == "text/x-ini"
    assert document.metadata["source"] == str(path)


@pytest.mark.parametrize(
    ("what", "error", "reason"),
    [
        ("die", LoadError, r"its reader crashed \(SIGKILL\)"),
        ("hang", LimitError, "not read within 1 seconds; raise it with --max-seconds"),
        ("spin", LimitError, "not read within 1 seconds"),
        ("eat", LimitError, "takes more than 1000 MB of memory"),
        ("raise", LoadError, r"damaged or not what it seems \(SystemError\)"),
    ],
)
def test_a_bad_reader_costs_one_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, error: type[LoadError], reason: str
) -> None:
    install(tmp_path, monkeypatch, "precis_hostile", HOSTILE)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    names = {"first": "fine", "bad": what, "last": "fine"}
    for name, content in names.items():
        (tmp_path / name).write_text(f"#!hostile {content}")
    errors: list[LoadError] = []
    options = LoadOptions(limits=Limits(seconds=1, memory=1000))
    sources = [str(tmp_path / name) for name in names]
    documents = list(load(sources, options, errors.append))
    assert [Path(document.metadata["source"]).name for document in documents] == ["first", "last"]
    assert "OPENAI_API_KEY" not in documents[0].page_content
    ((type_, text),) = [(type(e), str(e)) for e in errors]
    assert type_ is error
    with pytest.raises(error, match=reason):
        raise errors[0]
    assert "\n" not in text


def test_the_start_of_a_reading_process_costs_no_source_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is short: most of LangChain stays out."""
    install(tmp_path, monkeypatch, "precis_hostile", HOSTILE)
    (tmp_path / "site-packages" / "sitecustomize.py").write_text("import time; time.sleep(1.2)")
    (tmp_path / "modules").write_text("#!hostile modules")
    options = LoadOptions(limits=Limits(seconds=1, memory=998))
    [document] = load([str(tmp_path / "modules")], options)
    modules = document.page_content.split()
    assert "langchain_core.documents" in modules
    assert {"langchain_core.runnables", "langchain_core.callbacks", "numpy"} & {*modules} == set()


def test_a_reader_without_end_can_be_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "precis_hostile", HOSTILE)
    (tmp_path / "flood").write_text("#!hostile flood")
    (tmp_path / "fine").write_text("#!hostile fine")
    options = LoadOptions(limits=Limits(memory=999))
    endless = load([str(tmp_path / "flood")], options)
    assert len(next(endless).page_content) == 1_000_000
    endless.close()  # type: ignore[attr-defined]
    assert len(list(load([str(tmp_path / "fine")], options))) == 1
