"""What comes back of a call that is sent at once."""

import asyncio
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.outputs import ChatResult
from openai import LengthFinishReasonError
from openai.types.chat import ChatCompletion

from precis.models.calls.transport import Live, Request

CUT = ChatCompletion.model_validate(
    {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": "length",
                "message": {"role": "assistant", "content": '{"verdicts": ['},
            }
        ],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }
)


class Failing(FakeListChatModel):
    """A model whose package raises `error`."""

    error: Any

    async def _agenerate(self, *_: Any, **__: Any) -> ChatResult:
        """Raise."""
        raise self.error


def send(error: Exception) -> AIMessage:
    model = Failing(responses=["x"], error=error)
    return asyncio.run(Live(1).send(Request(b"k", model, [HumanMessage("Judge.")])))


def test_a_structured_reply_that_was_cut_is_a_reply_and_no_failure() -> None:
    reply = send(LengthFinishReasonError(completion=CUT))
    assert reply.content == '{"verdicts": ['
    assert reply.response_metadata["finish_reason"] == "length"
    assert reply.usage_metadata
    assert reply.usage_metadata["total_tokens"] == 10


def test_every_other_error_is_raised() -> None:
    with pytest.raises(ValueError, match="broken"):
        send(ValueError("broken"))
