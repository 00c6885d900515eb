"""Replies between their shapes: a result, a message to keep, the chunks of a stream."""

from collections.abc import AsyncGenerator, Sequence

from langchain_core.messages import AIMessage, AIMessageChunk, message_chunk_to_message
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.outputs.chat_generation import merge_chat_generation_chunks

from precis.models.calls.errors import CallError

_METADATA = ("model_name", "model_provider", "finish_reason", "stop_reason")


def reply_of(result: ChatResult) -> AIMessage:
    """Take the first message out of a result, with the metadata that is worth keeping."""
    generation = result.generations[0]
    message = generation.message
    assert isinstance(message, AIMessage)
    told = {
        **(result.llm_output or {}),
        **message.response_metadata,
        **(generation.generation_info or {}),
    }
    metadata = {name: told[name] for name in _METADATA if told.get(name) is not None}
    return message.model_copy(update={"id": None, "response_metadata": metadata})


def gathered(chunks: Sequence[ChatGenerationChunk]) -> AIMessage:
    """Put the message of a stream together; raises CallError where nothing was streamed."""
    merged = merge_chat_generation_chunks(list(chunks))
    if merged is None:
        raise CallError("the server streamed an empty reply")
    message = message_chunk_to_message(merged.message)
    assert isinstance(message, AIMessage)
    info = merged.generation_info
    return reply_of(ChatResult(generations=[ChatGeneration(message=message, generation_info=info)]))


def chunk_of(message: AIMessage) -> ChatGenerationChunk:
    """Stream a whole message as one chunk."""
    parts = message.model_dump(exclude={"type", "id"})
    return ChatGenerationChunk(message=AIMessageChunk(**parts, chunk_position="last"))


async def resumed(
    shown: str, chunks: AsyncGenerator[ChatGenerationChunk, None]
) -> AsyncGenerator[ChatGenerationChunk, None]:
    """Leave out of a second stream what the first had `shown` before it broke.

    Raises CallError where the second reply is another one.
    """
    text = ""
    async for chunk in chunks:
        before, text = text, text + chunk.text
        if not (text.startswith(shown) or shown.startswith(text)):
            raise CallError("the reply broke off half-way and does not go on as it began")
        if len(before) >= len(shown):
            yield chunk
        elif len(text) > len(shown):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[len(shown) :]))
