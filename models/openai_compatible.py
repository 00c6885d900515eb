"""OpenAI's protocol as other servers speak it: LangChain's model and the fixes it needs.

LangChain drops refusals and thoughts of streams, reads an error inside a reply as a bug, and asks
for the usage of streams where nobody said it may.
"""

from collections.abc import Mapping
from typing import Any

import openai
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import AzureChatOpenAI, ChatOpenAI
from langchain_openai.chat_models.base import BaseChatOpenAI

from precis.models.calls.replies import StreamedReplyError, UnreadableReplyError
from precis.models.usage import usage_of

_USUAL = {"id", "object", "created", "model", "usage", "choices", "system_fingerprint"}
_USUAL |= {"service_tier", "provider", "prompt_logprobs", "kv_transfer_params"}
_KEPT = ("refusal", "reasoning_content", "reasoning")


class _Tolerant(BaseChatOpenAI):
    """Reads replies of every server; raises UnreadableReplyError for what is none."""

    def _create_chat_result(
        self, response: dict[str, Any] | openai.BaseModel, generation_info: Any = None
    ) -> ChatResult:
        body = response.model_dump(warnings=False) if hasattr(response, "model_dump") else response
        if not isinstance(body, dict):
            streamed = isinstance(body, str) and body.startswith(("data:", "event:", ":"))
            raise (StreamedReplyError if streamed else UnreadableReplyError)(body)
        if body.get("error"):
            raise UnreadableReplyError({"error": body["error"]})
        body = {**body, "usage": usage_of(body)}
        choices = body["choices"] = _in_order(body.get("choices"))
        if not choices or not isinstance(choices, list):
            raise UnreadableReplyError(_without_choices(body))
        if not all(isinstance(choice, dict) and choice.get("message") for choice in choices):
            raise UnreadableReplyError("a reply without a message")
        extra = _extra_fields(choices[0]["message"])
        for choice in choices:
            choice["message"]["role"] = choice["message"].get("role") or "assistant"
            choice["message"]["content"] = _content(choice["message"].get("content"))
        result = super()._create_chat_result(body, generation_info)
        message = result.generations[0].message
        if isinstance(message, AIMessage):
            message.additional_kwargs |= extra
        return result

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: Any
    ) -> ChatGenerationChunk | None:
        if chunk.get("error"):
            raise UnreadableReplyError({"error": chunk["error"]})
        choices = _in_order(chunk.get("choices") or [])
        said = [choice for choice in choices if choice.get("delta")]
        chunk = {**chunk, "usage": usage_of(chunk), "choices": said}
        extra = _extra_fields(said[0]["delta"]) if said else {}
        ends = next((it["finish_reason"] for it in choices if it.get("finish_reason")), None)
        for choice in chunk["choices"]:
            choice["delta"]["content"] = _content(choice["delta"].get("content"))
        made = super()._convert_chunk_to_generation_chunk(
            chunk, default_chunk_class, base_generation_info
        )
        if made is None:
            return None
        if ends:
            made.generation_info = {**(made.generation_info or {}), "finish_reason": ends}
        if isinstance(made.message, AIMessageChunk):
            made.message.additional_kwargs |= extra
        return made


class OpenAICompatible(_Tolerant, ChatOpenAI):
    """A model of any server that speaks OpenAI's protocol."""


class Azure(_Tolerant, AzureChatOpenAI):
    """A model that is deployed at Azure."""


def _extra_fields(said: Mapping[str, Any]) -> dict[str, str]:
    """Return what LangChain leaves out: a refusal, and thoughts."""
    content = said.get("content")
    parts = (
        [part for part in content if isinstance(part, dict)] if isinstance(content, list) else []
    )
    places = [*parts, said]
    return {
        name: place[name]
        for place in places
        for name in _KEPT
        if isinstance(place.get(name), str) and place[name]
    }


def _in_order(choices: Any) -> Any:
    """Return choices by their index: the first is the one that is read."""
    if not isinstance(choices, list) or not all(isinstance(it, dict) for it in choices):
        return choices
    return sorted(choices, key=lambda choice: choice.get("index") or 0)


def _content(content: Any) -> Any:
    """Return a content as text; a list of parts without those that are thoughts."""
    if not isinstance(content, list):
        return content
    parts = [part for part in content if isinstance(part, str | dict)]
    return "".join(
        part if isinstance(part, str) else str(part.get("text") or "")
        for part in parts
        if isinstance(part, str) or part.get("type", "text") in {"text", "output_text"}
    )


def _without_choices(body: Mapping[str, Any]) -> Any:
    """Return what a reply without choices says instead: all but what every reply has."""
    told = {name: value for name, value in body.items() if value and name not in _USUAL}
    return {"message": "a reply without choices", "detail": told}
