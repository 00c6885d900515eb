"""States of batches in the words of many servers: under way, ended, refused, ended early."""

# A table: its rows are not broken up.
# ruff: noqa: E501

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.batch_calls import texts
from tests.fakes.batch_habits import (
    ANSWERED,
    ANTHROPIC,
    ASKED,
    BOTH,
    MISSING,
    OPENAI,
    Line,
    Tell,
    answers,
    by_kind,
    without,
)
from tests.fakes.batch_servers import Batch


def late(batch: Batch, told: Line) -> Line:
    """Say that a batch has ended before the names of its files are there."""
    if batch.polls < 5:
        return told | {"output_file_id": None, "error_file_id": None, "results_url": None}
    return told


def renamed_state(_: Batch, told: Line) -> Line:
    return {**{name: it for name, it in told.items() if name != "status"}, "state": told["status"]}


def at_creation(change: Tell) -> Tell:
    return lambda batch, told: told if batch.polls else change(batch, told)


def named(**names: str) -> Tell:
    """Call the states of a batch by other names."""
    return lambda _, told: told | {"status": names.get(told["status"], told["status"])}


def updated(**changes: Any) -> Tell:
    return lambda _, told: told | changes


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


def together(_: Batch, told: Line) -> Line:
    states = {"in_progress": "IN_PROGRESS", "completed": "COMPLETED"}
    return told | {"status": states[told["status"]], "progress": 57.2, "job_deadline": "2026-12-01"}


def finalizing(_: Batch, told: Line) -> Line:
    """All is done and the file is named, but it is still being written."""
    counts = told["request_counts"] | {"completed": told["request_counts"]["total"]}
    early = {"status": "finalizing", "request_counts": counts, "output_file_id": "file-none"}
    return told if told["status"] == "completed" else told | early


def minutes(_: Batch, told: Line) -> Line:
    states = {
        "in_progress": {"state": "Running", "percentage": 40},
        "completed": {"state": "Done", "percentage": 100},
    }
    return {**told, "status": states[told["status"]]}


def polite(_: Batch, told: Line) -> Line:
    return told | {"errors": {"object": "list", "data": []}, "error": "", "message": "ok"}


TOLD: list[tuple[str, tuple[str, ...], Tell]] = [
    ("files that come late", BOTH, late),
    ("counts of null", BOTH, lambda _, told: told | {"request_counts": None}),
    ("no counts", BOTH, lambda _, told: {k: v for k, v in told.items() if k != "request_counts"}),
    ("a state in capitals", OPENAI, lambda _, told: told | {"status": told["status"].upper()}),
    ("results at another host", ANTHROPIC, lambda _, told: told | {"results_url": "https://api.example.invalid/v1/messages/batches/x/results"}),
    ("metadata of null", BOTH, lambda _, told: told | {"metadata": None}),
    ("created as text", OPENAI, lambda _, told: told | {"created_at": "2026-11-02T10:00:00Z"}),
    ("Together's wrapper", OPENAI, at_creation(lambda _, told: {"job": told, "warning": None})),
    ("Mistral's names", OPENAI, named(in_progress="RUNNING", completed="SUCCESS")),
    ("Portkey's names", OPENAI, named(in_progress="processing", completed="succeeded")),
    ("RunPod's names", OPENAI, named(in_progress="IN_QUEUE", completed="done")),
    ("Gemini's names", OPENAI, named(in_progress="JOB_STATE_RUNNING", completed="JOB_STATE_SUCCEEDED")),
    ("blanks around a state", OPENAI, lambda _, told: told | {"status": f" {told['status'].title()} "}),
    ("a state by another name", OPENAI, renamed_state),
    ("an empty name of a file", OPENAI, updated(error_file_id="")),
    ("counts as text", OPENAI, updated(request_counts={"total": "7", "completed": "0", "failed": "0"})),
    ("Novita's times and counts", OPENAI, updated(created_at="2026-11-02T10:00:00Z", in_progress_at={}, errors="", version=3, completed=7)),
    ("no errors but an empty list", OPENAI, updated(errors={"object": "list", "data": []})),
    ("counts of no number", OPENAI, updated(request_counts={"total": "9" * 5000, "completed": "²"})),
    ("counts as a list", OPENAI, updated(request_counts=[7])),
    ("counts as one number", OPENAI, updated(request_counts=7)),
    ("counts of another sort", ANTHROPIC, updated(request_counts={"pending": 0})),
    ("files that are named too early", OPENAI, leaking),
    ("Mistral", OPENAI, mistral),
    ("Fireworks", OPENAI, fireworks),
    ("a state in an object", OPENAI, lambda _, told: told | {"status": {"code": 3, "name": told["status"]}}),
    ("a phase", OPENAI, phase),
    ("a list of files", OPENAI, listed),
    ("a long-running operation", OPENAI, operation),
    ("camel case", OPENAI, renamed(output_file_id="outputFileId", status="batchStatus")),
    ("an envelope", OPENAI, lambda _, told: {"code": 200, "success": True, "data": told}),
    ("a result file", OPENAI, renamed(output_file_id="result_file_id", error_file_id="failed_file_id")),
    ("cancelled with all done", OPENAI, named(in_progress="CANCELLATION_REQUESTED", completed="CANCELLED")),
    ("processed", OPENAI, named(in_progress="processing", completed="processed")),
    ("ready", OPENAI, named(in_progress="EXECUTING", completed="OUTPUT_READY")),
    ("Together of late", OPENAI, together),
    ("finalizing with a file", OPENAI, finalizing),
    ("a state of two fields", OPENAI, minutes),
    ("a message without an error", OPENAI, polite),
    ("a history of states", OPENAI, lambda _, told: told | {"status_history": ["validating", "completed"], "last_error": None}),
    ("OVH's words", OPENAI, lambda _, told: told | {"status": {"in_progress": "ONGOING", "completed": "TERMINATED"}[told["status"]]}),
]  # fmt: skip

PROBLEMS: list[tuple[str, Tell, str]] = [
    ("watsonx", updated(status="failed", errors=[MISSING]), "not available"),
    ("Novita", updated(status="FAILED", errors=MISSING), "not available"),
    ("an object", updated(status="error", error={"message": MISSING}), "not available"),
    ("a message", updated(status="failed", errors={"message": MISSING}), "not available"),
    ("a reason", updated(status="failed", failure_reason=MISSING), "not available"),
    ("any name", updated(status="VALIDATION_FAILED", errors=[{"line": 1, "error": MISSING}]), MISSING),
    ("no reason", updated(status="failed", errors=None), "no reason given"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "tell"), by_kind(TOLD))
def test_a_batch_may_be_told_of_in_other_words(kind: str, tell: Tell, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, tell=tell, polls=3)
    assert texts(replies) == ANSWERED
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
    assert texts(replies) == ANSWERED
    assert [len(batch.requests) for batch in server.batches] == [len(ASKED), 1]


def test_an_ended_batch_without_any_file_is_an_error_in_words(tmp_path: Path) -> None:
    none = {"output_file_id": None, "error_file_id": None}
    replies, server = answers("openai", tmp_path, tell=lambda _, told: told | none)
    assert all("batch" in str(reply) and "\n" not in str(reply) for reply in replies)
    assert len(server.batches) <= 3
