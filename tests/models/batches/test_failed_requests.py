"""Requests of a batch that failed: what passes is asked again, what stays wrong is said once."""

# A table: its rows are not broken up.
# ruff: noqa: E501

from pathlib import Path

import pytest

from tests.fakes.batch_calls import texts
from tests.fakes.batch_habits import (
    ANSWERED,
    ANTHROPIC,
    MISSING,
    OPENAI,
    Change,
    answers,
    by_kind,
    errored,
    failed,
    first,
)

PASSING: list[tuple[str, tuple[str, ...], Change]] = [
    ("neither response nor error", OPENAI, failed(None)),
    ("a passing fault in the output file", OPENAI, failed(None, {"status_code": 503, "body": {"error": {"message": "busy"}}})),
    ("a passing fault without a body", OPENAI, failed(None, {"status_code": 500, "body": None})),
    ("a passing fault as text", OPENAI, failed(None, {"status_code": 502, "body": "Bad Gateway"})),
    ("expired in the output file", OPENAI, failed({"code": "batch_expired", "message": "not executed"})),
    ("a fault of the server as a code", OPENAI, failed({"code": "server_error", "message": "The server had an error"})),
    ("overloaded", ANTHROPIC, errored({"type": "errored", "error": {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}})),
    ("a bare fault", ANTHROPIC, errored({"type": "errored", "error": {"type": "api_error", "message": "Internal server error"}})),
    ("expired", ANTHROPIC, errored({"type": "expired"})),
    ("an error of null", ANTHROPIC, errored({"type": "errored", "error": None})),
    ("a result of null", ANTHROPIC, errored(None)),
    ("a rate limit in the output", OPENAI, failed(None, {"status_code": 429, "body": {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}})),
    ("a rate limit as a code", OPENAI, failed({"code": "rate_limit_exceeded", "message": "Too many requests"})),
    ("a timeout", OPENAI, failed({"code": "request_timeout", "message": "The request timed out"})),
    ("Together's error", OPENAI, failed({"message": "upstream connect error", "type": "server_error", "status_code": 503})),
    ("a timeout as a status", OPENAI, failed(None, {"status_code": 408, "body": {"error": {"message": "Request timeout"}}})),
    ("a timeout", ANTHROPIC, errored({"type": "errored", "error": {"type": "error", "error": {"type": "timeout_error", "message": "Request timed out"}}})),
    ("a rate limit", ANTHROPIC, errored({"type": "errored", "error": {"type": "error", "error": {"type": "rate_limit_error", "message": "Number of requests exceeds your limit"}}})),
    ("a status of zero", OPENAI, failed(None, {"status_code": 0, "request_id": "", "body": {}})),
    ("exhausted", OPENAI, failed({"code": 429, "message": "Resource exhausted"})),
    ("expired", OPENAI, failed(None, {"status": "REQUEST_EXPIRED"})),
    ("overloaded", OPENAI, failed({"type": "overloaded_error", "message": "Overloaded"})),
    ("Groq's capacity", OPENAI, failed(None, {"status_code": 498, "body": {"error": {"message": "Flex tier capacity exceeded, try again later", "type": "capacity_exceeded", "code": "capacity_exceeded"}}})),
    ("Mistral's fault", OPENAI, failed({"status_code": 500, "message": "Internal server error"})),
    ("Moonshot", OPENAI, failed(None, {"status_code": 429, "body": {"error": {"type": "rate_limit_reached_error", "message": "max RPM reached"}}})),
    ("a list of errors", OPENAI, failed([{"code": "503", "message": "upstream is away"}])),
]  # fmt: skip

LASTING: list[tuple[str, tuple[str, ...], Change, str]] = [
    ("vLLM's text", OPENAI, failed("The model does not exist."), "does not exist"),
    ("a text for a body", OPENAI, failed(None, {"status_code": 400, "body": "No such model"}), "No such model"),
    ("a list", OPENAI, failed(None, {"status_code": 400, "body": [{"error": {"message": "No such model"}}]}), "No such model"),
    ("an error in 200", OPENAI, failed(None, {"status_code": 200, "body": {"error": {"message": "No such model", "code": 404}}}), "No such model"),
    ("both", OPENAI, failed({"message": "No such model"}, {"status_code": 404, "body": {}}), "No such model"),
    ("an error of an error", ANTHROPIC, errored({"type": "errored", "error": {"type": "error", "error": {"type": "invalid_request_error", "message": "No such model"}}}), "No such model"),
    ("a bare error", ANTHROPIC, errored({"type": "errored", "error": {"type": "not_found_error", "message": "No such model"}}), "No such model"),
    ("a text", ANTHROPIC, errored({"type": "errored", "error": "No such model"}), "No such model"),
    ("LiteLLM", OPENAI, failed({"code": "vertex_ai_error", "message": MISSING}, {"status_code": 400, "body": {"error": {"message": MISSING, "code": 400}}}), MISSING),
    ("FastAPI", OPENAI, failed(None, {"status_code": 422, "body": {"detail": [{"loc": ["body", "model"], "msg": MISSING, "type": "value_error"}]}}), MISSING),
    ("Bedrock", OPENAI, failed({"errorCode": 400, "errorMessage": MISSING, "expired": False, "retryable": False}), MISSING),
    ("a type without a status", OPENAI, failed({"type": "invalid_request_error", "message": MISSING}), MISSING),
    # artefactory/artefactual #332
    ("vLLM", OPENAI, failed({"object": "error", "message": MISSING, "type": "BadRequestError", "param": None, "code": 400}, {"status_code": 400, "request_id": "", "body": None}), MISSING),
    ("a code as text", OPENAI, failed({"code": "400", "message": MISSING, "line": None}), MISSING),
    ("problem details", OPENAI, failed(None, {"status_code": 404, "body": {"type": "about:blank", "title": "Not Found", "status": 404, "detail": MISSING}}), MISSING),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change"), by_kind(PASSING))
def test_what_passes_is_asked_again(kind: str, change: Change, tmp_path: Path) -> None:
    replies, server = answers(kind, tmp_path, write=first(change))
    assert texts(replies) == ANSWERED
    assert len(server.batches) == 2


@pytest.mark.parametrize(("kind", "change", "said"), by_kind(LASTING))
def test_what_stays_wrong_is_said_once(
    kind: str, change: Change, said: str, tmp_path: Path
) -> None:
    replies, server = answers(kind, tmp_path, write=lambda _, lines: change(lines))
    assert said in str(replies[0])
    assert "\n" not in str(replies[0])
    assert texts(replies)[1:] == ANSWERED[1:]
    assert len(server.batches) == 1


def test_where_all_fail_each_says_why(tmp_path: Path) -> None:
    wrong = {"error": {"message": "No such model", "code": "model_not_found"}}
    replies, server = answers("openai", tmp_path, fate=lambda *_: (404, wrong))
    assert all("No such model" in str(reply) for reply in replies)
    assert len(server.batches) <= 2
