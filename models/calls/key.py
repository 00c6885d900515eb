"""The cache key of a model call: the model, its parameters and the messages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from precis.models.tokens import estimate_tokens

_LEFT_OUT = re.compile(
    r"key|secret|password|credential|auth|headers?$|cookie|token$|url$|timeout|retries"
    r"|^stream|^verbose$|^user$|^metadata$",
    re.IGNORECASE,
)
"""Parameters that name who asks or how patiently, and never what is answered."""

_NAMED_LEVELS = 2
"""Below these, names are the caller's own: those of a tool's arguments."""

_VERSION = "1"

_UNTOLD_REPLY_TOKENS = 500
_PICTURE_TOKENS = 1100
"""Between what OpenAI (765) and Anthropic (1,400) count for a picture of 1,024 pixels square."""


@dataclass(frozen=True)
class Call:
    """One call: what is asked, and about how many tokens its reply is expected to have."""

    key: bytes
    messages: list[BaseMessage]
    stop: list[str] | None
    options: dict[str, Any]
    reply_tokens: int

    @classmethod
    def of(
        cls,
        model: str,
        messages: list[BaseMessage],
        stop: list[str] | None,
        options: Mapping[str, Any],
    ) -> Call:
        """Make a call to the model that `model_identity` describes as `model`."""
        sent = {name: value for name, value in options.items() if name != "reply_tokens"}
        key = call_key(model, messages, {"stop": stop, **sent})
        reply_tokens = options.get("reply_tokens", _UNTOLD_REPLY_TOKENS)
        return cls(key, messages, stop, sent, reply_tokens)

    def tokens(self) -> int:
        """Estimate how many tokens the model reads."""
        texts = sum(estimate_tokens(message.text) for message in self.messages)
        return texts + _PICTURE_TOKENS * sum(map(_pictures, self.messages))


def call_key(model: str, messages: Sequence[BaseMessage], options: Mapping[str, Any]) -> bytes:
    """Return the SHA-256 of a call; `model` is what `model_identity` gives."""
    parts = [_VERSION, model, [_message(message) for message in messages], _plain(options)]
    return hashlib.sha256(_json(parts).encode()).digest()


def model_identity(model: BaseChatModel) -> str:
    """Describe whatever can change a model's reply: provider, host, name and parameters.

    Neither keys nor headers are in it, nor the port, so that a local server found at another
    port is the same model.
    """
    parameters = model._identifying_params
    return _json([model._llm_type, _host(model), _plain(parameters)])


def model_address(model: BaseChatModel) -> str:
    """Return the base address that a model is asked at; "" where its package has one of its own."""
    match model:
        case object(root_async_client=object(base_url=url)) if url:
            return str(url)
        case object(base_url=str(url)) | object(anthropic_api_url=str(url)):
            return str(url)
        case _:
            return ""


def _host(model: BaseChatModel) -> str | None:
    return urlsplit(model_address(model)).hostname


def _pictures(message: BaseMessage) -> int:
    parts = message.content if isinstance(message.content, list) else []
    return sum(isinstance(part, dict) and part.get("type") == "image" for part in parts)


def _message(message: BaseMessage) -> dict[str, Any]:
    said = {"type": message.type, "content": message.content, "name": message.name}
    for part in ("tool_calls", "tool_call_id"):
        said[part] = message.model_dump().get(part)
    return {name: value for name, value in said.items() if value}


def _plain(value: Any, depth: int = 0) -> Any:
    """Reduce a value to what JSON can say; the upper two levels without `_LEFT_OUT`."""
    if isinstance(value, Mapping):
        return {
            str(name): _plain(inner, depth + 1)
            for name, inner in value.items()
            if inner is not None and not (depth < _NAMED_LEVELS and _LEFT_OUT.search(str(name)))
        }
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(inner, _NAMED_LEVELS) for inner in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return type(value).__qualname__


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
