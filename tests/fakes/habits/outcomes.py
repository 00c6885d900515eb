"""A habit of a server, tried: what a call through the whole layer comes to, and falls short of."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from precis import event_loop
from precis.models.calls.errors import CallError, ContextLengthError
from precis.models.calls.layer import WHOLE_TEXT, CallLayer
from precis.models.calls.prices import FREE
from precis.models.chat import chat_model
from precis.models.providers import EXTRAS, ModelOptions
from tests.fakes.habits.answers import GOOD
from tests.fakes.memory_calls import MemoryCalls
from tests.fakes.wire_formats import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.language_models import BaseChatModel

    from precis.models.calls.spending import CallUsage
    from tests.fakes.habits.rows import Habit
    from tests.fakes.provider_server import ProviderServer

STREAMED = {"empty reply", "cut reply", "refused parameter", "thoughts", "broken reply", "usage"}
"""Kinds that may differ in a stream; the others are errors before it begins."""

_LONG = "Say it with care. " * 600


def ways(habit: Habit) -> tuple[bool, ...]:
    """Return whether a call is streamed: both ways, or one where that makes no difference."""
    return (False, True) if habit.kind in STREAMED else (False,)


def missing_extra(habit: Habit) -> str | None:
    """Return the extra that a habit's provider needs and is not installed."""
    package, extra = EXTRAS.get(habit.model.partition(":")[0], ("langchain_openai", ""))
    return None if _is_installed(package) else extra


@cache
def _is_installed(package: str) -> bool:
    return find_spec(package) is not None


def shortfalls(habit: Habit, server: ProviderServer, *, stream: bool) -> list[str]:
    """Return what falls short when a server has a habit; its environment must lead to `server`.

    An error, or a reply that does not last, must not be kept. Where the layer may have learned
    something from it, the server is asked again once it answers well.
    """
    server.asked.clear()
    server.answer = habit.does
    model = _made(habit.model, habit.options, server.address)
    kept = MemoryCalls()
    layer = CallLayer(model, kept, price=FREE)
    asks = "When did it open? " + (_LONG if habit.long else "")
    prompt: list[BaseMessage] = [SystemMessage("Be brief."), HumanMessage(asks)]
    found = list(_differences(habit, layer, prompt, stream=stream))
    found += _miscounted(habit.took, layer.usage)
    if len(server.asked) > habit.calls + stream:
        found.append(f"{len(server.asked)} requests, not {habit.calls}")
    if isinstance(habit.gives, str) and habit.lasts:
        return found
    found += [f"it keeps {reply}" for _, _, reply in kept.every()]
    if len(server.asked) > 1 or habit.gives is ContextLengthError:
        server.answer = lambda _: Said(GOOD, read=3000 if habit.long else 100)
        again = _reply(layer, prompt, stream=stream)
        found += [] if again == GOOD else [f"asked again it gives {again!r}"]
    return found


def _differences(
    habit: Habit, layer: CallLayer, prompt: list[BaseMessage], *, stream: bool
) -> Iterator[str]:
    try:
        text = _reply(layer, prompt, stream=stream)
    except CallError as error:
        said = str(error)
        if type(error) is not habit.gives:
            yield f"{type(error).__name__}: {said}"
        elif habit.says.lower() not in said.lower():
            yield f"{habit.says!r} is not in: {said}"
        elif "\n" in said:
            yield f"more than a line: {said}"
    else:
        if text != habit.gives:
            yield f"it gives {text!r}"


def _miscounted(took: tuple[int, int] | str | None, usage: CallUsage) -> list[str]:
    """Return what is wrong with the tokens that a call is said to have taken."""
    counted, guessed = (usage.input_tokens, usage.output_tokens), usage.estimated_calls > 0
    fine = min(counted) > 0 if isinstance(took, str) else counted == took
    if took is None or (fine and guessed == (took == "estimated")):
        return []
    return [f"it took {counted}{', estimated' if guessed else ''}, not {took}"]


@cache
def _made(model: str, options: tuple[str, ...], _address: str) -> BaseChatModel:
    """Make a model for the server at an address, which the environment leads to."""
    return chat_model(model, ModelOptions.of(None, options))


def _reply(layer: CallLayer, prompt: list[BaseMessage], *, stream: bool) -> str:
    """Return what a reader sees in the end."""
    return event_loop.run(_shown(layer, prompt)) if stream else layer.invoke(prompt).text


async def _shown(layer: CallLayer, prompt: list[BaseMessage]) -> str:
    text = ""
    async for piece in layer.astream(prompt):
        text = piece.response_metadata.get(WHOLE_TEXT, text + piece.text)
    return text.strip()
