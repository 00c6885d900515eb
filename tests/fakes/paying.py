"""A process that pays for calls to a model, and notes each when it is paid and when it is kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from precis.models.calls.kept_calls import open_calls
from precis.models.calls.layer import CallLayer

if TYPE_CHECKING:
    from pathlib import Path


class Paid(BaseChatModel):
    """Takes a tenth of a second for a call, and gives it back."""

    log: Any
    model: str = "m"

    @property
    def _llm_type(self) -> str:
        return "paid"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _agenerate(
        self, messages: Any, stop: Any = None, run_manager: Any = None, **_: Any
    ) -> ChatResult:
        note(self.log, "paid", messages[0].text)
        await asyncio.sleep(0.1)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(messages[0].text))])


def note(log: Path, *words: str) -> None:
    with log.open("a") as file:
        file.write(" ".join(words) + "\n")


def noted(log: Path, what: str) -> list[str]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if line.startswith(what)]


def pay(place: str, log: Path, wanted: int) -> tuple[int, int]:
    """Make so many calls; return how many were answered, and how many of them from the cache."""
    calls = open_calls(place)
    put = calls.put

    def put_and_note(key: bytes, model: str, reply: str) -> str:
        kept = put(key, model, reply)
        note(log, "kept", kept)
        return kept

    calls.put = put_and_note  # type: ignore[method-assign]
    layer = CallLayer(Paid(log=log), calls, max_concurrency=2)

    async def ask() -> int:
        return len(await asyncio.gather(*(layer.ainvoke(str(n)) for n in range(wanted))))

    return asyncio.run(ask()), layer.usage.cached_calls
