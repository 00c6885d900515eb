"""Intercept a chat model's HTTP requests: its package builds and parses them as usual.

So what a model is sent, and how its replies and errors are read, is written nowhere twice.
"""

import json
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from langchain_core.language_models import BaseChatModel

from precis.models.batches.provider import Answered, Post

Answer = Callable[[Post], Awaitable[Answered]]
"""Gets the reply to a request; its exceptions reach the caller of the model."""


def client_of(model: BaseChatModel) -> Any:
    """Return what a model's package asks its server through; None where that is another way."""
    return getattr(model, "root_async_client", None) or getattr(model, "_async_client", None)


def intercepting(client: Any, answer: Answer) -> Any:
    """Return a copy of a package's client that gets its replies from `answer`."""
    http = _http_package(client)

    class Transport(http.AsyncBaseTransport):  # type: ignore[misc, name-defined] # of either package
        async def handle_async_request(self, request: Any) -> Any:
            body = json.loads(await request.aread())
            body.pop("stream", None)
            answered = await answer(Post(request.url.path, request.headers, body))
            return http.Response(answered.status, json=answered.body, request=request)

    return client.with_options(http_client=http.AsyncClient(transport=Transport()))


def through(model: BaseChatModel, client: Any) -> BaseChatModel:
    """Return a copy of `model` that asks through `client`."""
    if hasattr(model, "root_async_client"):
        own = {"root_async_client": client, "async_client": client.chat.completions}
        return model.model_copy(update=own)
    copy = model.model_copy()
    vars(copy)["_async_client"] = client
    return copy


def _http_package(client: Any) -> Any:
    """Return the package of a client's HTTP client: `httpx`, or what the SDKs took after it."""
    classes = type(vars(client)["_client"]).__mro__
    module = next(one.__module__ for one in classes if one.__module__.startswith("httpx"))
    return import_module(module.partition(".")[0])
