"""What became of a request, from its line in a file of results."""

from typing import Any

import pytest

from precis.models.batches.outcomes import outcome_in
from precis.models.batches.provider import Answered

ERROR = {"code": "server_error", "message": "It broke."}
EMPTY = [
    {"choices": [], "error": ERROR},
    {"status": "failed", "output": [], "error": ERROR},
    {"type": "error", "content": [], "error": ERROR},
]


@pytest.mark.parametrize("body", EMPTY)
@pytest.mark.parametrize("status", [400, 429, 503])
def test_a_status_counts_though_the_body_has_the_form_of_a_reply(
    body: dict[str, Any], status: int
) -> None:
    assert outcome_in({"response": {"status_code": status, "body": body}}) == Answered(status, body)


@pytest.mark.parametrize("body", EMPTY)
def test_a_reply_with_an_error_and_no_status_is_a_fault_of_the_server(body: dict[str, Any]) -> None:
    assert outcome_in({"response": {"body": body}}) == Answered(500, body)


def test_a_status_of_success_leaves_a_reply_alone() -> None:
    body = {"choices": [{"message": {"content": "Yes."}}], "error": None}
    assert outcome_in({"response": {"status_code": 200, "body": body}}) == Answered(200, body)
