"""Questions that go through the call layer in batches, in one file."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from precis.models.batches import Batches, Patience
from precis.models.calls.cache import CallCache
from precis.models.calls.contract import Calls
from precis.models.calls.layer import CallLayer
from precis.models.calls.transport import batching
from precis.models.openai_compatible import Azure
from tests.fakes.batch_servers import BatchServer

QUICK = Patience(gather=0.05, first=0.02, longest=0.05, told=0, backoff=0.01)
QUESTIONS = [f"What about {number}?" for number in range(7)]


def openai_model(server: BatchServer) -> BaseChatModel:
    return ChatOpenAI(model="gpt-5.4-mini", base_url=server.url, api_key=lambda: "k", max_retries=0)


def azure_model(server: BatchServer) -> BaseChatModel:
    return Azure(
        azure_deployment="dep",
        model="dep",
        azure_endpoint=server.url,
        api_version="2026-01-01",
        api_key=SecretStr("k"),
        max_retries=0,
    )


def anthropic_model(server: BatchServer) -> BaseChatModel:
    package = pytest.importorskip("langchain_anthropic")
    model: BaseChatModel = package.ChatAnthropic(
        model="claude-haiku-4-5", base_url=server.url, api_key="k", max_retries=0
    )
    return model


def layer(
    model: BaseChatModel,
    library: Path,
    told: list[str] | None = None,
    *,
    cache: Calls | None = None,
    **options: Any,
) -> CallLayer:
    tell = (told if told is not None else []).append

    def batches(name: str, paid: Callable[[], str]) -> Batches:
        return Batches(model, library, name=name, paid=paid, tell=tell, patience=QUICK)

    cache = cache or CallCache(library / "calls")
    return CallLayer(model, cache, batches=batches, tell=tell, **options)


async def ask_all(
    calls: CallLayer, questions: Sequence[str] = QUESTIONS
) -> list[AIMessage | BaseException]:
    with batching(live_reduces=False):
        asked = (calls.ainvoke(question) for question in questions)
        return await asyncio.gather(*asked, return_exceptions=True)


def texts(replies: Sequence[AIMessage | BaseException]) -> list[str]:
    return [reply.text if isinstance(reply, AIMessage) else repr(reply) for reply in replies]


def echo(prompt: str) -> str:
    return f"Of {prompt}"


ANSWERS = [echo(question) for question in QUESTIONS]
