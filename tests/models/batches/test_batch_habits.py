"""Odd results of batches: each call gets its own reply, another try, or an error in words."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from precis.models.batches import openai_files
from tests.fakes.batch_calls import (
    ANSWERS,
    QUESTIONS,
    anthropic_model,
    ask_all,
    echo,
    layer,
    openai_model,
    texts,
)
from tests.fakes.batch_servers import (
    Batch,
    BatchServer,
    anthropic_batches,
    json_lines,
    openai_batches,
)

Lines = list[dict[str, Any]]
Write = Callable[[int, Lines], str]
Tell = Callable[[Batch, dict[str, Any]], dict[str, Any]]
BOTH = ("openai", "anthropic")


def first(change: Callable[[Lines], str]) -> Write:
    """Change the results of the first batch only."""
    return lambda batch, lines: json_lines(lines) if batch else change(lines)


def laid(form: Callable[[dict[str, Any]], str]) -> Write:
    return lambda _, lines: "".join(map(form, lines))


def renamed(lines: Lines) -> str:
    stranger = {**lines[0], "custom_id": "a-stranger"}
    return json_lines([stranger, *lines])


def unnamed(lines: Lines) -> str:
    return json_lines([{**lines[0], "custom_id": None}, *lines[1:]])


def broken(lines: Lines) -> str:
    return json_lines(lines[:3]) + '{"custom_id": "x", "resp' + "\n" + json_lines(lines[4:])


def with_body(line: dict[str, Any], body: Any) -> dict[str, Any]:
    return line if not line["response"] else line | {"response": line["response"] | {"body": body}}


def body_as_text(line: dict[str, Any]) -> dict[str, Any]:
    return with_body(line, json.dumps(line["response"]["body"]))


def of_first(**changed: Any) -> Callable[[Lines], str]:
    """Change the line that answers the first question."""

    def write(lines: Lines) -> str:
        ours = [f'Of {QUESTIONS[0]}"' in json.dumps(line) for line in lines]
        changes = zip(lines, ours, strict=True)
        return json_lines([line | changed if it else line for line, it in changes])

    return write


def failed(error: Any, response: Any = None) -> Callable[[Lines], str]:
    """Fail the first request of OpenAI's in some way."""
    return of_first(response=response, error=error)


def errored(result: Any) -> Callable[[Lines], str]:
    """Fail the first request of Anthropic's in some way."""
    return of_first(result=result)


HABITS: list[tuple[str, tuple[str, ...], Write]] = [
    ("lines in another order", BOTH, lambda _, lines: json_lines(lines[::-1])),
    ("lines that end in CRLF", BOTH, laid(lambda line: json.dumps(line) + "\r\n")),
    ("blank lines between", BOTH, laid(lambda line: json.dumps(line) + "\n\n")),
    ("no line end at the end", BOTH, lambda _, lines: json_lines(lines).rstrip()),
    ("a mark of the byte order", BOTH, lambda _, lines: "\ufeff" + json_lines(lines)),
    ("wide signs", BOTH, laid(lambda line: json.dumps(line, ensure_ascii=False) + "\n")),
    ("separators of lines within", BOTH, laid(lambda line: json.dumps({"note": "a\u2028b\x85c", **line}, ensure_ascii=False) + "\n")),
    ("every line twice", BOTH, lambda _, lines: json_lines([*lines, *lines])),
    ("a line of a stranger", BOTH, lambda _, lines: renamed(lines)),
    ("one list of JSON", BOTH, lambda _, lines: json.dumps(lines)),
    ("a line that is missing", BOTH, first(lambda lines: json_lines(lines[1:]))),
    ("a line without its id", BOTH, first(unnamed)),
    ("a line that is broken", BOTH, first(broken)),
    ("no lines at all", BOTH, first(lambda _: "\n")),
    ("a line of null", BOTH, lambda _, lines: "null\n" + json_lines(lines)),
    ("no status code", ("openai",), laid(lambda line: json.dumps(line | {"response": {"body": line["response"]["body"]}}) + "\n")),
    ("a body as text", ("openai",), laid(lambda line: json.dumps(body_as_text(line)) + "\n")),
    ("the body of a line is null", ("openai",), first(lambda lines: json_lines([with_body(lines[0], None), *lines[1:]]))),
    ("neither response nor error", ("openai",), first(failed(None))),
    ("a passing fault in the output file", ("openai",), first(failed(None, {"status_code": 503, "body": {"error": {"message": "busy"}}}))),
    ("a passing fault without a body", ("openai",), first(failed(None, {"status_code": 500, "body": None}))),
    ("a passing fault as text", ("openai",), first(failed(None, {"status_code": 502, "body": "Bad Gateway"}))),
    ("expired in the output file", ("openai",), first(failed({"code": "batch_expired", "message": "not executed"}))),
    ("a fault of the server as a code", ("openai",), first(failed({"code": "server_error", "message": "The server had an error"}))),
    ("overloaded", ("anthropic",), first(errored({"type": "errored", "error": {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}}))),
    ("a bare fault", ("anthropic",), first(errored({"type": "errored", "error": {"type": "api_error", "message": "Internal server error"}}))),
    ("expired", ("anthropic",), first(errored({"type": "expired"}))),
    ("an error of null", ("anthropic",), first(errored({"type": "errored", "error": None}))),
    ("a result of null", ("anthropic",), first(errored(None))),
]  # fmt: skip

REFUSED: list[tuple[str, str, Callable[[Lines], str], str]] = [
    ("vLLM's text", "openai", failed("The model does not exist."), "does not exist"),
    ("a text for a body", "openai", failed(None, {"status_code": 400, "body": "No such model"}), "No such model"),
    ("a list", "openai", failed(None, {"status_code": 400, "body": [{"error": {"message": "No such model"}}]}), "No such model"),
    ("an error in 200", "openai", failed(None, {"status_code": 200, "body": {"error": {"message": "No such model", "code": 404}}}), "No such model"),
    ("both", "openai", failed({"message": "No such model"}, {"status_code": 404, "body": {}}), "No such model"),
    ("an error of an error", "anthropic", errored({"type": "errored", "error": {"type": "error", "error": {"type": "invalid_request_error", "message": "No such model"}}}), "No such model"),
    ("a bare error", "anthropic", errored({"type": "errored", "error": {"type": "not_found_error", "message": "No such model"}}), "No such model"),
    ("a text", "anthropic", errored({"type": "errored", "error": "No such model"}), "No such model"),
]  # fmt: skip


def late(batch: Batch, told: dict[str, Any]) -> dict[str, Any]:
    """Say that a batch has ended before the names of its files are there."""
    if batch.polls < 5:
        return told | {"output_file_id": None, "error_file_id": None, "results_url": None}
    return told


STATES: list[tuple[str, tuple[str, ...], Tell]] = [
    ("files that come late", BOTH, late),
    ("counts of null", BOTH, lambda _, told: told | {"request_counts": None}),
    ("no counts", BOTH, lambda _, told: {k: v for k, v in told.items() if k != "request_counts"}),
    ("a state in capitals", ("openai",), lambda _, told: told | {"status": told["status"].upper()}),
    ("results at another host", ("anthropic",), lambda _, told: told | {"results_url": "https://api.example.invalid/v1/messages/batches/x/results"}),
    ("metadata of null", BOTH, lambda _, told: told | {"metadata": None}),
    ("created as text", ("openai",), lambda _, told: told | {"created_at": "2026-11-02T10:00:00Z"}),
]  # fmt: skip

SERVED = {
    "openai": (openai_batches, openai_model),
    "anthropic": (anthropic_batches, anthropic_model),
}


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask at once again whether a file has been read."""
    monkeypatch.setattr(openai_files, "_FILE_SECONDS", 0.0)


def answers(kind: str, library: Path, **behaviour: Any) -> tuple[list[Any], BatchServer]:
    serve, model = SERVED[kind]
    with serve(reply=lambda prompt: echo(prompt.strip()), **behaviour) as server:
        return asyncio.run(ask_all(layer(model(server), library))), server


@pytest.mark.parametrize(
    ("kind", "write"),
    [
        pytest.param(kind, write, id=f"{kind} {name}")
        for name, kinds, write in HABITS
        for kind in kinds
    ],
)
def test_every_call_gets_its_own_reply(kind: str, write: Write, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, write=write)
    assert texts(replies) == ANSWERS
    assert len(server.batches) <= 2


@pytest.mark.parametrize(
    ("kind", "write", "said"),
    [pytest.param(kind, change, said, id=f"{kind} {name}") for name, kind, change, said in REFUSED],
)
def test_a_call_that_failed_says_why(
    kind: str, write: Callable[[Lines], str], said: str, tmp_path: Path
) -> None:
    replies, server = answers(kind, tmp_path, write=lambda _, lines: write(lines))
    assert said in str(replies[0])
    assert "\n" not in str(replies[0])
    assert texts(replies)[1:] == ANSWERS[1:]
    assert len(server.batches) <= 4


@pytest.mark.parametrize(
    ("kind", "tell"),
    [
        pytest.param(kind, tell, id=f"{kind} {name}")
        for name, kinds, tell in STATES
        for kind in kinds
    ],
)
def test_what_is_told_of_a_batch_may_be_odd(kind: str, tell: Tell, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, tell=tell)
    assert texts(replies) == ANSWERS
    assert len(server.batches) == 1


def test_an_ended_batch_without_any_file_is_an_error_in_words(tmp_path: Path) -> None:
    none = {"output_file_id": None, "error_file_id": None}
    replies, server = answers("openai", tmp_path, tell=lambda _, told: told | none)
    assert all("batch" in str(reply) and "\n" not in str(reply) for reply in replies)
    assert len(server.batches) <= 3


@pytest.mark.parametrize("kind", BOTH)
def test_results_that_are_gone_are_asked_for_again_or_told(kind: str, tmp_path: Path) -> None:
    """The files of the first batch cannot be read."""

    def faults(method: str, path: str) -> int | None:
        gone = "batch_0" in path and path.endswith(("content", "results"))
        return 404 if gone else None

    replies, server = answers(kind, tmp_path, faults=faults)
    assert texts(replies) == ANSWERS
    assert sum(len(batch.requests) for batch in server.batches) == 2 * len(QUESTIONS)
