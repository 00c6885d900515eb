"""Convert replies between result, message and stream chunks."""

from collections.abc import AsyncGenerator, Sequence

from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    ChatMessage,
    message_chunk_to_message,
)
from langchain_core.messages.ai import UsageMetadata, add_usage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

_METADATA = (
    "model_name",
    "model_provider",
    "finish_reason",
    "stop_reason",
    "stop_details",
    "done_reason",
    "done",
    "status",
    "incomplete_details",
    "prompt_feedback",
)


_ENDS = ("finish_reason", "stop_reason", "done_reason", "done", "status")
STREAMED = "chat-ollama"
"""A kind of model whose package streams every reply, even without streaming."""

_SAY_WHY = {"openai-chat", "anthropic-chat", "chat-google-generative-ai", STREAMED}


class UnreadableReplyError(ValueError):
    """A reply is not laid out as replies are; its argument says how, or is what came instead."""


class EmptyStreamError(UnreadableReplyError):
    """A stream had nothing in it that is laid out as a part of a reply."""


class StreamedReplyError(UnreadableReplyError):
    """A stream came where the reply was asked for at once."""


class BrokenStreamError(ConnectionError):
    """A stream broke off, and the next one does not continue where it ended."""


def reply_of(result: ChatResult) -> AIMessage:
    """Take the first message out of a result, with the metadata that is worth keeping.

    Raises UnreadableReplyError where there is none.
    """
    if not result.generations:
        raise UnreadableReplyError("a reply without choices")
    generation = result.generations[0]
    message = generation.message
    if isinstance(message, ChatMessage):  # a role that no other server knows, such as "model"
        message = AIMessage(message.content, response_metadata=message.response_metadata)
    if not isinstance(message, AIMessage):
        raise UnreadableReplyError(f"a reply of the role '{message.type}'")
    told = {
        **(result.llm_output or {}),
        **message.response_metadata,
        **(generation.generation_info or {}),
    }
    return _plain(message, told)


def merge_chunks(chunks: Sequence[ChatGenerationChunk]) -> AIMessage:
    """Put the message of a stream together; raises EmptyStreamError where there was none."""
    parts = [chunk.message for chunk in chunks if isinstance(chunk.message, AIMessageChunk)]
    if not parts:
        raise EmptyStreamError("a stream without a reply")
    told: dict[str, object] = {}
    for chunk in chunks:
        info = {**chunk.message.response_metadata, **(chunk.generation_info or {})}
        told |= {name: value for name, value in info.items() if value is not None}
    bare = [
        part.model_copy(update={"response_metadata": {}, "usage_metadata": None}) for part in parts
    ]
    merged = bare[0]
    for part in bare[1:]:
        merged = merged + part
    message = message_chunk_to_message(merged)
    assert isinstance(message, AIMessage)
    usage = _usage([part.usage_metadata for part in parts])
    return _plain(message.model_copy(update={"usage_metadata": usage}), told)


def _usage(told: Sequence[UsageMetadata | None]) -> UsageMetadata | None:
    """Return the usage of a stream: the sum of its parts, or the last where each has all so far.

    What a prompt takes is read once, so usage that names it again is a running total.
    """
    known = [usage for usage in told if usage]
    if not known:
        return None
    if sum(usage["input_tokens"] > 0 for usage in known) > 1:
        return max(known, key=lambda usage: (usage["input_tokens"], usage["output_tokens"]))
    total = known[0]
    for usage in known[1:]:
        total = add_usage(total, usage)
    return total


def _plain(message: AIMessage, told: dict[str, object]) -> AIMessage:
    metadata = {name: told[name] for name in _METADATA if told.get(name) is not None}
    return message.model_copy(update={"id": None, "response_metadata": metadata})


def ends_unsaid(message: AIMessage, kind: str) -> bool:
    """Return whether the stream of a `kind` of model ended without the reason that it must give."""
    return kind in _SAY_WHY and not any(map(message.response_metadata.get, _ENDS))


def says_something(chunks: Sequence[ChatGenerationChunk]) -> bool:
    """Return whether a stream has text or thoughts."""
    return any(chunk.message.content or chunk.message.additional_kwargs for chunk in chunks)


def chunk_of(message: AIMessage) -> ChatGenerationChunk:
    """Stream a whole message as one chunk."""
    parts = message.model_dump(exclude={"type", "id"})
    return ChatGenerationChunk(message=AIMessageChunk(**parts, chunk_position="last"))


async def skip_shown(
    shown: str, chunks: AsyncGenerator[ChatGenerationChunk, None]
) -> AsyncGenerator[ChatGenerationChunk, None]:
    """Leave out of a second stream what the first had `shown` before it broke.

    Raises BrokenStreamError where the second reply is another one.
    """
    text = ""
    async for chunk in chunks:
        before, text = text, text + chunk.text
        if not (text.startswith(shown) or shown.startswith(text)):
            raise BrokenStreamError("the reply broke off and does not continue as it began")
        if len(before) >= len(shown):
            yield chunk
        elif len(text) > len(shown):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[len(shown) :]))
