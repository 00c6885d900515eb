"""How a call reaches its model: at once, or in a batch that is answered hours later."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from precis.models.calls.replies import gathered, reply_of


@dataclass(frozen=True)
class Request:
    """What is sent: `key` names the call, as in the cache; `model` carries the parameters.

    A reply that is `streamed` is put together before anybody sees it.
    """

    key: bytes
    model: BaseChatModel
    messages: list[BaseMessage]
    stop: list[str] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    streamed: bool = False


class Transport(Protocol):
    """Brings requests to a model.

    `width` is how many it may have under way. With `live` a reply is waited for in seconds, so
    that silence means a fault, and it can be streamed.
    """

    width: int
    live: bool

    async def send(self, request: Request) -> AIMessage:
        """Return the reply as the model package reads it; raises whatever that raises."""


class Live:
    """Asks the model package itself."""

    live = True

    def __init__(self, width: int) -> None:
        self.width = width

    async def send(self, request: Request) -> AIMessage:
        """Return the reply as the model package reads it; raises whatever that raises."""
        model, messages, options = request.model, request.messages, request.options
        if request.streamed:
            chunks = model._astream(messages, request.stop, **options)
            return gathered([chunk async for chunk in chunks])
        return reply_of(await model._agenerate(messages, request.stop, **options))
