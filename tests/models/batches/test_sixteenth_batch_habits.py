"""Batches as a sixteenth set of servers states them: written before any was tried, the added rows
after the failures of the first were mended. One, a list of pairs, is not read and was dropped.
"""

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
from tests.models.batches.test_batch_habits import Lines, Tell, Write, answers, failed, first, laid

Line = dict[str, Any]
MISSING = "The model m is not available"


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_files, "_FILE_SECONDS", 0.0)


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


TOLD: list[tuple[str, Tell]] = [
    ("Together of late", together),
    ("finalizing with a file", finalizing),
    ("a state of two fields", minutes),
    ("a message without an error", polite),
]


def as_lines(form: Callable[[Line], Line]) -> Write:
    return laid(lambda line: json.dumps(form(line)) + "\n")


def body(line: Line) -> Any:
    return line["response"]["body"]


WRITTEN: list[tuple[str, Write]] = [
    ("a list of one response", as_lines(lambda it: it | {"response": [it["response"]]})),
    ("an outcome", as_lines(lambda it: {"metadata": {"custom_id": it["custom_id"]}, "outcome": {"success": body(it)}})),
    ("a first line of counts", lambda _, lines: json.dumps({"batch_id": "b", "count": len(lines)}) + "\n" + "".join(json.dumps(it) + "\n" for it in lines)),
]  # fmt: skip


def of_doubleword(line: Line) -> Line:
    return {
        **line,
        "id": f"batch_req_{line['custom_id'][:6]}",
        "response": {**line["response"], "request_id": None, "headers": {"x": "y"}},
    }


def attempts(line: Line) -> Line:
    """A fault that passed stands before the reply."""
    lost = {"status": "retried", "detail": None}
    return {"request": {"custom_id": line["custom_id"]}, "attempts": [lost, {"body": body(line)}]}


WRITTEN += [
    ("headers", as_lines(of_doubleword)),
    ("attempts", as_lines(attempts)),
    ("a table of columns", as_lines(lambda it: {"row": {"custom_id": it["custom_id"], "reply": json.dumps(body(it))}})),
]  # fmt: skip
TOLD += [
    ("a history of states", lambda _, told: told | {"status_history": ["validating", "completed"], "last_error": None}),
    ("OVH's words", lambda _, told: told | {"status": {"in_progress": "ONGOING", "completed": "TERMINATED"}[told["status"]]}),
]  # fmt: skip

AGAIN: list[tuple[str, Callable[[Lines], str]]] = [
    ("Groq's capacity", failed(None, {"status_code": 498, "body": {"error": {"message": "Flex tier capacity exceeded, try again later", "type": "capacity_exceeded", "code": "capacity_exceeded"}}})),
    ("Mistral's fault", failed({"status_code": 500, "message": "Internal server error"})),
]  # fmt: skip

AGAIN += [
    ("Moonshot", failed(None, {"status_code": 429, "body": {"error": {"type": "rate_limit_reached_error", "message": "max RPM reached"}}})),
    ("a list of errors", failed([{"code": "503", "message": "upstream is away"}])),
]  # fmt: skip

FAILED: list[tuple[str, Callable[[Lines], str]]] = [
    # artefactory/artefactual #332
    ("vLLM", failed({"object": "error", "message": MISSING, "type": "BadRequestError", "param": None, "code": 400}, {"status_code": 400, "request_id": "", "body": None})),
    ("a code as text", failed({"code": "400", "message": MISSING, "line": None})),
    ("problem details", failed(None, {"status_code": 404, "body": {"type": "about:blank", "title": "Not Found", "status": 404, "detail": MISSING}})),
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
