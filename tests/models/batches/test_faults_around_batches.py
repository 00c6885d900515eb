"""Faults of a batch endpoint around a batch: waited out, and nothing is paid twice."""

# A table: its rows are not broken up.
# ruff: noqa: E501

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.batch_calls import texts
from tests.fakes.batch_habits import ANSWERED, ASKED, BOTH, answers
from tests.fakes.batch_servers import Batch


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
    assert texts(replies) == ANSWERED


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
    assert texts(replies) == ANSWERED
    assert len(server.batches) == batches


@pytest.mark.parametrize("kind", BOTH)
def test_results_that_are_gone_are_asked_for_again_or_told(kind: str, tmp_path: Path) -> None:
    """The files of the first batch cannot be read."""

    def faults(method: str, path: str) -> int | None:
        gone = "batch_0" in path and path.endswith(("content", "results"))
        return 404 if gone else None

    replies, server = answers(kind, tmp_path, faults=faults)
    assert texts(replies) == ANSWERED
    assert sum(len(batch.requests) for batch in server.batches) == 2 * len(ASKED)
