"""What stands in real shells, and servers that do not answer: one line with value and remedy."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from precis.models.calls import retries
from tests.conftest import Precis, Run
from tests.fakes.provider_server import KEY, Asked, ProviderServer, Raw, provider_server
from tests.fakes.wire_formats import Said

Summarize = Callable[..., Run]

ANSWER = "The bridge over the Sava was opened in 1932 after four years of work [1]."


def strict(asked: Asked) -> Said | Raw:
    """Answer who has the key."""
    if asked.key == KEY:
        return Said(ANSWER)
    return Raw({"error": {"message": "Incorrect API key.", "code": "invalid_api_key"}}, 401)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ProviderServer]:
    monkeypatch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
    with provider_server(strict) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def summarize(
    server: ProviderServer, tmp_path: Path, precis: Precis, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Run]:
    """Summarize a text, with options and with variables in which {address} is the server's."""
    text = tmp_path / "bridge.txt"
    text.write_text("The bridge over the Sava was opened in 1932 after four years of work.\n")

    def run(*options: str, **variables: str) -> Run:
        for name, value in variables.items():
            monkeypatch.setenv(name, value.format(address=server.address))
        model = () if "--model" in options else ("--model", "openai:m")
        return precis("summarize", text, *model, *options)

    return run


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OPENAI_API_KEY", f"{KEY}\n"),
        ("OPENAI_API_KEY", f"“{KEY}”"),
        ("OPENAI_API_KEY", f"'{KEY}' "),
        ("OPENAI_BASE_URL", " {address}/v1 "),
        ("OPENAI_BASE_URL", "{address}"),
        ("OPENAI_BASE_URL", "{address}/v1/"),
        ("OPENAI_BASE_URL", "{address}/v1/chat/completions"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
        ("ALL_PROXY", "http://127.0.0.1:9"),
    ],
)
def test_what_is_meant_works(variable: str, value: str, summarize: Summarize) -> None:
    done = summarize(**{variable: value})
    assert (done.code, "opened in 1932" in done.out) == (0, True), done.err


@pytest.mark.parametrize(
    ("variable", "value", "code", "said"),
    [
        ("OPENAI_API_KEY", "sk-wrong", 1, ["key", "401", "set a valid one"]),
        ("OPENAI_API_KEY", f"{KEY}\n{KEY}", 2, ["OPENAI_API_KEY", "'\\n'", "set it again"]),
        ("OPENAI_API_KEY", "", 2, ["OPENAI_API_KEY"]),
        ("OPENAI_BASE_URL", "http://local host/v1", 2, ["OPENAI_BASE_URL", "local host"]),
        ("OPENAI_BASE_URL", "http://127.0.0.1:9/v1", 1, ["http://127.0.0.1:9/v1", "address"]),
        ("OPENAI_BASE_URL", "{address}/elsewhere", 1, ["/elsewhere", "/v1"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_remedy(
    variable: str, value: str, code: int, said: list[str], summarize: Summarize
) -> None:
    done = summarize("--quiet", **{variable: value})
    assert done.code == code, done.err
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert [words for words in said if words not in done.err] == [], done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--concurrency", "0"], ["0", "concurrency"]),
        (["--concurrency", "many"], ["concurrency", "integer"]),
        (["--timeout", "0"], ["0", "timeout"]),
        (["--timeout", "-1"], ["-1", "timeout"]),
        (["--context", "0"], ["0", "context"]),
        (["--model-option", "temperature"], ["temperature", "NAME=VALUE"]),
        (["--model-option", "=1"], ["=1", "NAME=VALUE"]),
        (["--model", "azure_openai:m"], ["AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT"]),
    ],
)
def test_options_that_are_none_are_named(
    options: list[str], said: list[str], summarize: Summarize, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT"):
        monkeypatch.delenv(name)
    done = summarize(*options)
    assert done.code == 2, done.err
    assert "Traceback" not in done.err
    assert [words for words in said if words not in done.err] == [], done.err


def test_an_option_that_the_server_does_not_know_is_left_out_and_said(
    server: ProviderServer, summarize: Summarize
) -> None:
    unknown = {"error": {"message": "Unrecognized request argument supplied: wisdom"}}
    server.answer = lambda asked: Raw(unknown, 400) if "wisdom" in asked.body else Said(ANSWER)
    done = summarize("--model-option", "wisdom=9")
    assert done.code == 0, done.err
    assert "wisdom" in done.err


def test_a_server_that_does_not_answer_ends_in_one_line(
    server: ProviderServer, summarize: Summarize
) -> None:
    server.answer = lambda _: Raw("", seconds=3)
    done = summarize("--timeout", "0.3", "--quiet")
    assert done.code == 1
    assert len(done.err.strip().splitlines()) == 1
    assert "--timeout" in done.err
    assert server.address in done.err


def test_one_that_answers_late_is_waited_for(server: ProviderServer, summarize: Summarize) -> None:
    late = Raw({"choices": [{"message": {"content": ANSWER}}]}, seconds=1.5)
    server.answer = lambda _: late
    done = summarize("--timeout", "30", "--json")
    assert "opened in 1932" in done.out, done.err
    assert len(server.asked) == 1
