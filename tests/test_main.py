import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from precis import main
from precis.chains import requests
from precis.loaders import LoadOptions
from tests.conftest import Precis, Run
from tests.fakes.openai_server import model_server

HEAVY = {"langchain_core", "langchain", "chromadb", "onnxruntime", "numpy", "pydantic", "rich"}
DOCS = Path(__file__).parents[1] / "docs"


def objects(run: Run) -> list[dict[str, Any]]:
    assert run.code == 0, run.err
    return [json.loads(line) for line in run.out.splitlines()]


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(argument: str) -> None:
    script = (
        "import sys\nfrom precis import main\nsys.argv = ['precis', sys.argv[1]]\n"
        "try: main.run()\nexcept SystemExit: print(*{m.split('.')[0] for m in sys.modules})"
    )
    command = [sys.executable, "-c", script, argument]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=DOCS.parent)
    assert not HEAVY & set(ended.stdout.splitlines()[-1].split())


def test_every_command_has_help(precis: Precis) -> None:
    run = precis("--help")
    assert run.code == 0
    commands = "load summarize ingest search ask check sources cache models".split()
    for command in commands:
        assert command in run.out
        assert "--json" in precis(command, "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bogus"], "No such command 'bogus'"),
        (["summarize"], "Missing argument"),
        (["summarize", "--nope", "x"], "No such option: --nope"),
        (["summarize", "x", "--length", "tiny"], "length 'tiny' is not one of short, medium, long"),
        (["summarize", "x", "--length", "0"], "length '0'"),
        (["summarize", "docs", "--model", "gpt"], "unknown model 'gpt'"),
        (["ask"], "no question"),
        (["ask", "Who?", "https://example.org/a"], "'https://example.org/a' is a source, not a"),
        (["search", __file__, "Who?"], "put --in before it"),
        (["search", "x", "--questions", "/nowhere"], "cannot read the questions in /nowhere"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(
    precis: Precis, arguments: list[str], said: str
) -> None:
    run = precis(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("precis: ")
    assert run.err.count("\n") == 1
    assert said in run.err


@pytest.mark.parametrize(
    ("words", "completed"), [("precis su", "summarize"), ("precis summarize --le", "--length")]
)
def test_shells_complete_commands_and_options(
    precis: Precis, monkeypatch: pytest.MonkeyPatch, words: str, completed: str
) -> None:
    monkeypatch.setenv("_PRECIS_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    assert precis().out.split() == [completed]


def test_the_list_of_commands_says_what_each_command_says() -> None:
    commands = get_command(main.app).commands  # type: ignore[attr-defined]
    assert list(commands) == list(main.COMMANDS)
    for name, line in main.COMMANDS.items():
        assert commands[name].help.splitlines()[0] == line


def test_every_described_field_is_an_option_with_its_default() -> None:
    models = [requests.SummarizeOptions, requests.AskOptions, requests.CallOptions, LoadOptions]
    commands = get_command(main.app).commands  # type: ignore[attr-defined]
    options = {
        parameter.name: parameter
        for name in ("summarize", "ask")
        for parameter in commands[name].params
    }
    for model in models:
        for name, field in model.model_fields.items():
            if field.description:
                assert options[name].help == field.description
                assert options[name].default == (field.default or options[name].default)


def test_rare_options_stand_in_panels_below_the_common_ones(precis: Precis) -> None:
    shown = precis("ask", "--help").out
    titles = ["Arguments:", "Options:", "Loading sources:", "Model calls:", "Limits:", "Less commo"]
    places = [shown.index(title) for title in titles]
    assert places == sorted(places)
    assert shown.index("-k ") < shown.index("--json") < places[2] < shown.index("--crawl")
    assert shown.index("--max-seconds") < places[5] < shown.index("--debug")


@pytest.mark.parametrize("command", main.COMMANDS)
def test_the_first_panel_has_about_ten_options(precis: Precis, command: str) -> None:
    options = precis(command, "--help").out.partition("\nOptions:\n")[2].partition("\n\n")[0]
    assert len(re.findall(r"^  -", options, re.MULTILINE)) <= 12


def test_asking_an_empty_library_says_how_to_fill_it(precis: Precis) -> None:
    run = precis("ask", "Who?")
    assert run.code == 1
    assert "precis ingest" in run.err


def test_shared_options_stand_before_or_after_the_command(precis: Precis) -> None:
    assert precis("--json", "models").out == precis("models", "--json").out


def test_models_says_what_would_be_picked_and_why(precis: Precis) -> None:
    picked = [choice for choice in objects(precis("models", "--json")) if choice["picked"]]
    assert [choice["model"] for choice in picked] == ["extractive"]
    assert "→ extractive" in precis("models").out


def test_a_library_from_the_command_line(precis: Precis, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Refunds\n\nMrs Alder approves every refund herself.")
    (tmp_path / "b.txt").write_text("The lighthouse was painted white in 1911.")
    [report] = objects(precis("ingest", tmp_path / "a.md", tmp_path / "b.txt", "--json"))
    assert (report["added"], report["unchanged"]) == (2, 0)
    [again] = objects(precis("ingest", tmp_path / "a.md", tmp_path / "b.txt", "--json"))
    assert (again["added"], again["unchanged"]) == (0, 2)
    [found] = objects(precis("search", "lighthouse", "--where", "source=b.txt", "--json"))
    assert [Path(passage["source"]).name for passage in found["passages"]] == ["b.txt"]
    [other] = objects(precis("search", "refund", "--where", "source=b.txt", "--json"))
    assert other["passages"] == []
    [answer] = objects(precis("ask", "Who approves a refund?", "--json"))
    assert answer["answered"]
    assert "Alder" in answer["answer"][0]["text"]
    [declined] = objects(precis("ask", "What do whales eat in the Arctic winter?", "--json"))
    assert not declined["answered"]
    listed = objects(precis("sources", "--json"))
    [gone] = [source["id"] for source in listed if source["source"].endswith("a.md")]
    [left] = objects(precis("sources", "remove", gone, "--json"))
    assert left["source"].endswith("b.txt")
    [searched] = objects(precis("search", "refund", "--json"))
    assert "Alder" not in json.dumps(searched)


def test_a_question_that_names_nothing_is_sent_to_what_reads_the_whole_text(
    precis: Precis, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Mrs Alder approves every refund herself, and nobody else.")
    precis("ingest", tmp_path / "a.txt")
    vague = precis("ask", "Describe the setting of the story.")
    assert (vague.code, vague.out.strip()) == (0, "The documents do not say.")
    assert "precis summarize SOURCE --focus" in vague.err
    assert "--focus" not in precis("ask", "What do whales eat in the Arctic winter?").err


def test_the_cache_is_shown_and_cleared(
    precis: Precis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The lighthouse was painted white in 1911.")
    with model_server() as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        precis("summarize", story)
    [kept] = objects(precis("cache", "--json"))
    assert sum(kept["calls"].values()) == 1
    [left] = objects(precis("cache", "--clear", "--json"))
    assert left["calls"] == {}


def test_spending_stops_before_the_limit(
    precis: Precis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The lighthouse was painted white in 1911.")
    with model_server() as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("summarize", story, "--max-calls", "0")
        assert server.prompts == []
    assert run.code == 1
    assert "--max-calls 0 is reached" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summarize", "x", "--price", "free"], "price 'free' is not two numbers"),
        (["load", "x", "--max-megabytes", "0"], "max-megabytes '0' should be greater than 0"),
        (["ingest"], "no source"),
        (["search", "x", "--embeddings", "zzz"], "unknown --embeddings 'zzz'"),
        (["search", "x", "--embeddings", "zzz:a"], "Provider 'zzz' is not supported"),
        (["search", "x", "-k", "0", "--in", str(DOCS)], "k '0' should be"),
        (["search", "x", "--where", "colour=red", "--in", str(DOCS)], "colour"),
    ],
)
def test_options_out_of_range(precis: Precis, arguments: list[str], said: str) -> None:
    run = precis(*arguments)
    assert run.code == 2, run.err
    assert said in run.err


def test_a_library_that_cannot_be_made(precis: Precis) -> None:
    run = precis("ingest", DOCS, "--library", "/dev/null/library")
    assert run.code == 1
    assert "cannot write to the library" in run.err
    assert "--library" in run.err


def test_a_question_to_given_sources_needs_no_library(precis: Precis) -> None:
    run = precis("ask", "Who is Précis for?", "--in", DOCS, "--library", "/dev/null/library")
    assert run.code == 0
    assert "Précis was built for" in run.out


def test_an_ingest_tells_what_it_cost(precis: Precis) -> None:
    [told] = objects(precis("ingest", DOCS, "--json"))
    assert told["usage"]["calls"] == 0
    assert told["usage"]["cost_usd"] == 0
    assert told["usage"]["seconds"] > 0


def test_what_is_known_of_a_document_is_told(precis: Precis, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html lang="en"><head><title>Bridges</title><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2024-05-02"></head><body><article>'
        f"<p>{'A bridge of stone was built here. ' * 20}</p></article></body></html>"
    )
    [told] = objects(precis("load", page, "--json"))
    assert (told["author"], told["date"], told["language"]) == ("Ann Lee", "2024-05-02", "en")
    assert "url" not in told
