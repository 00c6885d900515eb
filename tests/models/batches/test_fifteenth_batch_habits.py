"""Batches as still other servers and gateways state them and lay out their results."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from precis.models.batches import openai_files
from tests.fakes.batch_calls import ANSWERS, texts
from tests.fakes.batch_servers import Batch
from tests.models.batches.test_batch_habits import (
    Lines,
    Tell,
    Write,
    answers,
    failed,
    first,
    laid,
)

Line = dict[str, Any]
MISSING = "The model m is not available"


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_files, "_FILE_SECONDS", 0.0)


def named(**names: str) -> Tell:
    """Call the states of a batch by other names."""
    return lambda _, told: told | {"status": names.get(told["status"], told["status"])}


def without(told: Line, *names: str) -> Line:
    return {name: it for name, it in told.items() if name not in names}


def renamed(**names: str) -> Tell:
    return lambda _, told: {names.get(name, name): it for name, it in told.items()}


def state(told: Line, running: str, done: str) -> str:
    return {"in_progress": running, "completed": done}.get(told["status"], told["status"])


def leaking(_: Batch, told: Line) -> Line:
    """Name the files before they are there, as AIBrix did."""
    early = {"output_file_id": "file-not-yet", "error_file_id": "file-not-either"}
    return told if told["output_file_id"] else told | early


def mistral(_: Batch, told: Line) -> Line:
    counts = told["request_counts"]
    return {
        **without(told, "request_counts", "output_file_id", "error_file_id", "input_file_id"),
        "status": state(told, "RUNNING", "SUCCESS"),
        "input_files": [told["input_file_id"]],
        "output_file": told["output_file_id"],
        "error_file": told["error_file_id"],
        "total_requests": counts["total"],
        "succeeded_requests": counts["completed"],
        "failed_requests": counts["failed"],
    }


def fireworks(_: Batch, told: Line) -> Line:
    progress = {"percent": 40, "totalInputRequests": 7, "successfullyProcessedRequests": 3}
    return without(told, "request_counts") | {
        "state": state(told, "RUNNING", "COMPLETED"),
        "status": {"code": "OK", "message": ""},
        "jobProgress": progress,
    }


def phase(_: Batch, told: Line) -> Line:
    said = {"phase": state(told, "Running", "Succeeded"), "message": "3 of 7 completed"}
    return told | {"status": said}


def listed(_: Batch, told: Line) -> Line:
    files = [told["output_file_id"]] if told["output_file_id"] else []
    return without(told, "output_file_id") | {"output_files": files}


def operation(_: Batch, told: Line) -> Line:
    said = state(told, "BATCH_STATE_RUNNING", "BATCH_STATE_SUCCEEDED")
    done = told["status"] == "completed"
    return without(told, "status") | {
        "metadata": {**told["metadata"], "state": said},
        "done": done,
    }


TOLD: list[tuple[str, Tell]] = [
    ("files that are named too early", leaking),
    ("Mistral", mistral),
    ("Fireworks", fireworks),
    (
        "a state in an object",
        lambda _, told: told | {"status": {"code": 3, "name": told["status"]}},
    ),
    ("a phase", phase),
    ("a list of files", listed),
    ("a long-running operation", operation),
    ("camel case", renamed(output_file_id="outputFileId", status="batchStatus")),
    ("an envelope", lambda _, told: {"code": 200, "success": True, "data": told}),
    ("a result file", renamed(output_file_id="result_file_id", error_file_id="failed_file_id")),
    ("cancelled with all done", named(in_progress="CANCELLATION_REQUESTED", completed="CANCELLED")),
    ("processed", named(in_progress="processing", completed="processed")),
    ("ready", named(in_progress="EXECUTING", completed="OUTPUT_READY")),
]


def body(line: Line) -> Any:
    return line["response"]["body"]


def as_lines(form: Callable[[Line], Line]) -> Write:
    return laid(lambda line: json.dumps(form(line)) + "\n")


def by_id(_: int, lines: Lines) -> str:
    return json.dumps({line["custom_id"]: line["response"] for line in lines})


def vertex(line: Line) -> Line:
    labels = {"custom_id": line["custom_id"]}
    return {"request": {"contents": [], "labels": labels}, "status": "", "response": body(line)}


def outside(line: Line) -> Line:
    return {**without(line, "response"), "status_code": 200, "body": body(line), "error": {}}


def data(line: Line) -> Line:
    return line | {"response": {"status": 200, "data": body(line)}}


WRITTEN: list[tuple[str, Write]] = [
    ("camel case", as_lines(lambda it: {"customId": it["custom_id"], "response": it["response"]})),
    ("Gemini", as_lines(lambda it: {"key": it["custom_id"], "response": body(it)})),
    ("Bedrock", as_lines(lambda it: {"recordId": it["custom_id"], "modelOutput": body(it)})),
    ("a result", as_lines(lambda it: without(it, "response") | {"result": body(it)})),
    ("Vertex", as_lines(vertex)),
    ("a body outside", as_lines(outside)),
    ("data", as_lines(data)),
    ("a text", as_lines(lambda it: it | {"response": json.dumps(it["response"])})),
    ("by their ids", by_id),
]

AGAIN: list[tuple[str, Callable[[Lines], str]]] = [
    ("a status of zero", failed(None, {"status_code": 0, "request_id": "", "body": {}})),
    ("exhausted", failed({"code": 429, "message": "Resource exhausted"})),
    ("expired", failed(None, {"status": "REQUEST_EXPIRED"})),
    ("overloaded", failed({"type": "overloaded_error", "message": "Overloaded"})),
]

FAILED: list[tuple[str, Callable[[Lines], str]]] = [
    ("LiteLLM", failed({"code": "vertex_ai_error", "message": MISSING}, {"status_code": 400, "body": {"error": {"message": MISSING, "code": 400}}})),
    ("FastAPI", failed(None, {"status_code": 422, "body": {"detail": [{"loc": ["body", "model"], "msg": MISSING, "type": "value_error"}]}})),
    ("Bedrock", failed({"errorCode": 400, "errorMessage": MISSING, "expired": False, "retryable": False})),
    ("a type without a status", failed({"type": "invalid_request_error", "message": MISSING})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "tell"), TOLD)
def test_a_batch_may_be_told_of_in_other_words(name: str, tell: Tell, tmp_path: Path) -> None:
    replies, server = answers("openai", tmp_path, tell=tell, polls=3)
    assert texts(replies) == ANSWERS
    assert len(server.batches) == 1


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_a_reply_may_stand_anywhere(name: str, write: Write, tmp_path: Path) -> None:
    replies, server = answers("openai", tmp_path, write=write)
    assert texts(replies) == ANSWERS
    assert len(server.batches) == 1


@pytest.mark.parametrize(("name", "change"), AGAIN)
def test_what_passes_is_asked_again(
    name: str, change: Callable[[Lines], str], tmp_path: Path
) -> None:
    replies, server = answers("openai", tmp_path, write=first(change))
    assert texts(replies) == ANSWERS
    assert len(server.batches) == 2


@pytest.mark.parametrize(("name", "change"), FAILED)
def test_what_stays_wrong_is_said_once(
    name: str, change: Callable[[Lines], str], tmp_path: Path
) -> None:
    replies, server = answers("openai", tmp_path, write=lambda _, lines: change(lines))
    assert MISSING in str(replies[0])
    assert texts(replies)[1:] == ANSWERS[1:]
    assert len(server.batches) == 1


def test_a_problem_is_read_by_any_name(tmp_path: Path) -> None:
    wrong = {"status": "VALIDATION_FAILED", "errors": [{"line": 1, "error": MISSING}]}
    replies, _ = answers("openai", tmp_path, tell=lambda _, told: told | wrong)
    assert all(MISSING in str(reply) and "\n" not in str(reply) for reply in replies)
