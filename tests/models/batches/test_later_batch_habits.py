"""More odd results and states of batches, as other servers have them."""

# A table: its rows are not broken up.
# ruff: noqa: E501

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from precis.models.batches import openai_files
from tests.fakes.batch_calls import ANSWERS, QUESTIONS, texts
from tests.fakes.batch_servers import Batch, json_lines
from tests.models.batches.test_batch_habits import (
    BOTH,
    Lines,
    Tell,
    Write,
    answers,
    errored,
    failed,
    first,
    laid,
    with_body,
)

Line = dict[str, Any]


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_files, "_FILE_SECONDS", 0.0)


def bare(line: Line) -> Line:
    return line | {"response": line["response"]["body"]}


def status_as_text(line: Line) -> Line:
    return line | {"response": line["response"] | {"status_code": "200"}}


def padded(line: Line) -> Line:
    return with_body(line, line["response"]["body"] | {"padding": "x" * 3_000_000})


def also_failed(lines: Lines) -> str:
    failures = [line | {"response": None, "error": {"code": "server_error"}} for line in lines]
    return json_lines([*failures[:3], *lines, *failures[3:]])


def in_events(lines: Lines) -> str:
    return "".join(f"data: {json.dumps(line)}\n\n" for line in lines) + "data: [DONE]\n\n"


def renamed_state(_: Batch, told: Line) -> Line:
    return {**{name: it for name, it in told.items() if name != "status"}, "state": told["status"]}


WRITTEN: list[tuple[str, tuple[str, ...], Write]] = [
    ("the completion without its response", ("openai",), laid(lambda line: json.dumps(bare(line)) + "\n")),
    ("status as text", ("openai",), laid(lambda line: json.dumps(status_as_text(line)) + "\n")),
    ("lines of three megabytes", ("openai",), laid(lambda line: json.dumps(padded(line)) + "\n")),
    ("a failure beside each reply", ("openai",), lambda _, lines: also_failed(lines)),
    ("laid out over many lines", BOTH, laid(lambda line: json.dumps(line, indent=2) + "\n")),
    ("a list within an object", BOTH, lambda _, lines: json.dumps({"object": "list", "data": lines})),
    ("a rate limit in the output", ("openai",), first(failed(None, {"status_code": 429, "body": {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}}))),
    ("a rate limit as a code", ("openai",), first(failed({"code": "rate_limit_exceeded", "message": "Too many requests"}))),
    ("a timeout", ("openai",), first(failed({"code": "request_timeout", "message": "The request timed out"}))),
    ("Together's error", ("openai",), first(failed({"message": "upstream connect error", "type": "server_error", "status_code": 503}))),
    ("events", BOTH, lambda _, lines: in_events(lines)),
    ("an object over many lines", BOTH, lambda _, lines: json.dumps({"count": 7, "results": lines}, indent=2)),
    ("a timeout as a status", ("openai",), first(failed(None, {"status_code": 408, "body": {"error": {"message": "Request timeout"}}}))),
    ("a timeout", ("anthropic",), first(errored({"type": "errored", "error": {"type": "error", "error": {"type": "timeout_error", "message": "Request timed out"}}}))),
    ("a rate limit", ("anthropic",), first(errored({"type": "errored", "error": {"type": "error", "error": {"type": "rate_limit_error", "message": "Number of requests exceeds your limit"}}}))),
]  # fmt: skip


def at_creation(change: Tell) -> Tell:
    return lambda batch, told: told if batch.polls else change(batch, told)


def named(**names: str) -> Tell:
    """Call the states of a batch by other names."""
    return lambda _, told: told | {"status": names.get(told["status"], told["status"])}


def updated(**changes: Any) -> Tell:
    return lambda _, told: told | changes


TOLD: list[tuple[str, str, Tell]] = [
    ("Together's wrapper", "openai", at_creation(lambda _, told: {"job": told, "warning": None})),
    ("Mistral's names", "openai", named(in_progress="RUNNING", completed="SUCCESS")),
    ("Portkey's names", "openai", named(in_progress="processing", completed="succeeded")),
    ("RunPod's names", "openai", named(in_progress="IN_QUEUE", completed="done")),
    ("Gemini's names", "openai", named(in_progress="JOB_STATE_RUNNING", completed="JOB_STATE_SUCCEEDED")),
    ("blanks around a state", "openai", lambda _, told: told | {"status": f" {told['status'].title()} "}),
    ("a state by another name", "openai", renamed_state),
    ("an empty name of a file", "openai", updated(error_file_id="")),
    ("counts as text", "openai", updated(request_counts={"total": "7", "completed": "0", "failed": "0"})),
    ("Novita's times and counts", "openai", updated(created_at="2026-11-02T10:00:00Z", in_progress_at={}, errors="", version=3, completed=7)),
    ("no errors but an empty list", "openai", updated(errors={"object": "list", "data": []})),
    ("counts of no number", "openai", updated(request_counts={"total": "9" * 5000, "completed": "²"})),
    ("counts as a list", "openai", updated(request_counts=[7])),
    ("counts as one number", "openai", updated(request_counts=7)),
    ("counts of another sort", "anthropic", updated(request_counts={"pending": 0})),
]  # fmt: skip

PROBLEMS: list[tuple[str, Tell, str]] = [
    ("watsonx", updated(status="failed", errors=["The model m is not available"]), "not available"),
    ("Novita", updated(status="FAILED", errors="The model m is not available"), "not available"),
    ("an object", updated(status="error", error={"message": "The model m is not available"}), "not available"),
    ("a message", updated(status="failed", errors={"message": "The model m is not available"}), "not available"),
    ("a reason", updated(status="failed", failure_reason="The model m is not available"), "not available"),
    ("no reason", updated(status="failed", errors=None), "no reason given"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "write"),
    [pytest.param(kind, it, id=f"{kind} {name}") for name, kinds, it in WRITTEN for kind in kinds],
)
def test_every_call_gets_its_own_reply(kind: str, write: Write, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, write=write)
    assert texts(replies) == ANSWERS
    assert len(server.batches) <= 2


@pytest.mark.parametrize(
    ("kind", "tell"), [pytest.param(kind, it, id=f"{kind} {name}") for name, kind, it in TOLD]
)
def test_what_is_told_of_a_batch_may_be_odd(kind: str, tell: Tell, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, tell=tell, polls=4)
    assert texts(replies) == ANSWERS
    assert len(server.batches) == 1


@pytest.mark.parametrize(
    ("tell", "said"), [pytest.param(it, said, id=name) for name, it, said in PROBLEMS]
)
def test_a_batch_that_fails_says_why(tell: Tell, said: str, tmp_path: Path) -> None:
    replies, server = answers("openai", tmp_path, tell=tell)
    assert all(said in str(reply) and "\n" not in str(reply) for reply in replies)
    assert len(server.batches) <= 3


@pytest.mark.parametrize("ended", ["canceled", "cancelled", "TIMEOUT_EXCEEDED", "EXPIRED"])
def test_what_was_done_before_an_early_end_is_not_paid_twice(ended: str, tmp_path: Path) -> None:
    def tell(batch: Batch, told: Line) -> Line:
        early = told["status"] in {"expired", "cancelled"}
        return told | {"status": ended} if early else told

    def fate(batch: int, index: int, _: Line) -> str:
        return "expired" if batch == 0 and index % 2 else "ok"

    replies, server = answers("openai", tmp_path, tell=tell, fate=fate)
    assert texts(replies) == ANSWERS
    assert [len(batch.requests) for batch in server.batches] == [len(QUESTIONS), 3]


@pytest.mark.parametrize(
    "said",
    [
        "Enqueued token limit reached for m in organization org-x. Limit: 2,000,000 enqueued tokens. Please try again once some in_progress batches have been completed.",
        "The number of enqueued tokens has surpassed the configured limit of 30K for the deployment 'dep'. Please either increase the limit or try again once the current jobs have finished.",
        "Too many batch jobs are queued for this resource",
        "You have reached the maximum number of pending batch requests",
    ],
)
@pytest.mark.parametrize("code", [None, "token_limit_exceeded"])
def test_a_full_queue_is_waited_for(said: str, code: str | None, tmp_path: Path) -> None:
    def problem(number: int, _: Batch) -> dict[str, Any] | None:
        return {"code": code, "message": said} if number == 0 else None

    replies, _ = answers("openai", tmp_path, problem=problem)
    assert texts(replies) == ANSWERS


def only(
    method: str, ends: str, status: int, times: int = 1000
) -> Callable[[str, str], int | None]:
    """Fail the first requests of a kind."""
    left = [status] * times

    def faults(asked: str, path: str) -> int | None:
        return left.pop() if left and asked == method and path.endswith(ends) else None

    return faults


@pytest.mark.parametrize(
    ("kind", "faults", "batches"),
    [
        pytest.param("openai", only("GET", "/batch_0", 404, 1), 1, id="not yet known"),
        pytest.param(
            "openai", only("GET", "batch_0/content", 404, 1), 1, id="a file not yet known"
        ),
        pytest.param("openai", only("GET", "batch_0/content", 404, 2), 1, id="a file known late"),
        pytest.param("openai", only("GET", "/batches", 403), 1, id="a list that is forbidden"),
        pytest.param("openai", only("GET", "/batch_0", 429, 2), 1, id="a poll too many"),
        pytest.param("openai", only("GET", "batch_0/content", 410), 2, id="results that are gone"),
        pytest.param("anthropic", only("GET", "/results", 503, 2), 1, id="results that come late"),
        pytest.param("openai", only("GET", "/batches", 405), 1, id="no list of batches"),
        pytest.param("openai", only("GET", "/batches", 404), 1, id="a list that is not found"),
        pytest.param("openai", only("GET", "/batches", 501), 1, id="a list that is not there"),
        pytest.param("openai", only("POST", "/batches", 429, 1), 1, id="a busy endpoint"),
        pytest.param("openai", only("POST", "/files", 503, 1), 1, id="a busy store of files"),
    ],
)
def test_faults_around_a_batch_cost_nothing_twice(
    kind: str, faults: Callable[[str, str], int | None], batches: int, tmp_path: Path
) -> None:
    replies, server = answers(kind, tmp_path, faults=faults)
    assert texts(replies) == ANSWERS
    assert len(server.batches) == batches


def test_where_all_fail_each_says_why(tmp_path: Path) -> None:
    wrong = {"error": {"message": "No such model", "code": "model_not_found"}}
    replies, server = answers("openai", tmp_path, fate=lambda *_: (404, wrong))
    assert all("No such model" in str(reply) for reply in replies)
    assert len(server.batches) <= 2
