"""Anthropic's models as LangChain has them, with the fix that they need: of a stream, LangChain
counts only what its last event says, which is the reply alone at many servers.
"""

from typing import Any

from langchain_anthropic import ChatAnthropic
from langchain_anthropic.chat_models import _create_usage_metadata


class Claude(ChatAnthropic):
    """A model that speaks Anthropic's protocol."""

    def _make_message_chunk_from_anthropic_event(self, event: Any, **more: Any) -> Any:
        chunk, block = super()._make_message_chunk_from_anthropic_event(event, **more)
        if chunk is not None and event.type == "message_start":
            read = _create_usage_metadata(event.message.usage)
            chunk.usage_metadata = {
                **read,
                "output_tokens": 0,
                "total_tokens": read["input_tokens"],
            }
        return chunk, block
