import asyncio
from pathlib import Path

from langchain_core.language_models import FakeListChatModel

from precis.chains.meter import metered
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer


async def call_at_once(layer: CallLayer) -> None:
    async def spend(prompts: list[str]) -> tuple[int, int]:
        with metered() as meter:
            await asyncio.gather(*(layer.ainvoke(prompt) for prompt in prompts))
            return meter.usage.calls, meter.usage.cached_calls

    spent = await asyncio.gather(spend(["one", "two"]), spend(["two", "three", "four"]))
    assert spent == [(2, 0), (2, 1)]
    assert layer.usage.calls == 4


def test_each_counts_its_own_calls(tmp_path: Path) -> None:
    model = FakeListChatModel(responses=["Yes."])
    layer = CallLayer(model, CallCache(tmp_path / "calls.sqlite"))
    asyncio.run(call_at_once(layer))
