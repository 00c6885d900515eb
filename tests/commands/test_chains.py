import json
from pathlib import Path

import pytest

from tests.conftest import Precis
from tests.fakes.openai_server import model_server

STEPS = (
    "summarize ask translate sentiment generate extract classify compare changed keywords "
    "collect filter"
)

SHIPPED = "actions faq glossary outline quiz reading-list timeline"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    into = tmp_path / "precis" / "chains"
    into.mkdir(parents=True)
    return into


def test_steps_and_own_chains_are_listed(precis: Precis, folder: Path) -> None:
    (folder / "brief.yaml").write_text(
        "description: Short.\nparameters: {to: {type: text}}\n"
        "steps: [summarize, \"translate '{to}'\"]"
    )
    (folder / "loop.yaml").write_text("steps: [loop]")
    run = precis("chains", "--json")
    found = {one["name"]: one for one in map(json.loads, run.out.splitlines())}
    assert list(found) == [*STEPS.split(), "brief", "loop", *SHIPPED.split()]
    assert all(
        one["help"] and one["takes"] and one["gives"] for one in found.values() if not one["file"]
    )
    assert found["brief"]["help"] == "Short."
    assert found["brief"]["needs_model"]
    [to] = found["brief"]["parameters"]
    assert (to["name"], to["type"], to["required"]) == ("to", "text", True)
    assert "includes itself" in found["loop"]["error"]
    assert precis("chains", "list", "--json").out == run.out
    assert "--length text = medium" in precis("chains").out


def test_a_graph_is_mermaid_where_it_is_not_a_terminal(precis: Precis, folder: Path) -> None:
    (folder / "own.yaml").write_text("steps: [summarize, collect, translate French]")
    run = precis("chains", "show", "own", "--graph")
    assert run.out.startswith("flowchart TD\n")
    assert 's1{{"collect"}}' in run.out
    assert (
        precis("chains", "show", "summarize | collect | translate French", "--graph").out == run.out
    )
    assert "Translate" in precis("chains", "show", "translate").out


def test_unknown_names(precis: Precis) -> None:
    run = precis("chains", "show", "sumarize")
    assert run.code == 2
    assert "did you mean 'summarize'?" in run.err


def test_parameters_stand_after_the_sources(precis: Precis, folder: Path, tmp_path: Path) -> None:
    (folder / "brief.yaml").write_text(
        "parameters: {words: 100, terse: {type: flag, default: false}}\n"
        "steps: [\"summarize --length '{words}'\"]"
    )
    story = tmp_path / "story.txt"
    story.write_text("The bridge over the Sava opened in 1932. " * 3)
    for arguments in (["brief", story, "--words", "30"], ["brief", "--terse", story]):
        run = precis("run", *arguments, "--json", "--model", "extractive")
        assert run.code == 0, run.err
        assert json.loads(run.out)["summary"]
    for arguments, said in [
        (["brief", story, "--wrds", "3"], "no parameter 'wrds'; did you mean 'words'?"),
        (["brief", story, "--words", "many"], "words 'many'"),
        (["brief | collect", story, "--words", "3"], "no such option --words"),
    ]:
        run = precis("run", *arguments)
        assert run.code == 2
        assert said in run.err


@pytest.mark.parametrize("name", SHIPPED.split())
def test_shipped_chains_run_and_cite(precis: Precis, tmp_path: Path, name: str) -> None:
    (tmp_path / "minutes.txt").write_text("The bridge opened in 1932. Mrs Alder repairs the gate.")
    with model_server() as server:
        chat = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "key"}
        with pytest.MonkeyPatch.context() as patch:
            for key, value in chat.items():
                patch.setenv(key, value)
            run = precis("run", name, "minutes.txt", "--model", "openai:simulated", "--json")
    assert run.code == 0, run.err
    made = json.loads(run.out)
    assert made["output"][0]["citations"][0]["quote"] in (tmp_path / "minutes.txt").read_text()
    assert len(server.prompts) == 1


def test_a_chain_of_ones_own_stands_before_a_shipped_one(precis: Precis, folder: Path) -> None:
    (folder / "faq.yaml").write_text("description: Mine.\nsteps: [summarize]")
    assert json.loads(precis("chains", "show", "faq", "--json").out)["help"] == "Mine."
