"""What real servers do, whole and streamed: a right reply, an honest error, or another try."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from precis import event_loop
from precis.models.calls import WHOLE_TEXT, CallCache, CallError, CallLayer, parameters, retries
from precis.models.chat import chat_model
from precis.models.providers import EXTRAS, ModelOptions
from tests.fakes.provider_habits import GOOD, HABITS, Habit
from tests.fakes.provider_server import ProviderServer, provider_server
from tests.fakes.wire_formats import Said

LONG = "Say it with care. " * 600
STREAMED = {"empty reply", "cut reply", "refused parameter", "thoughts", "broken reply"}
"""What may differ in a stream; the others are errors before it begins."""


@pytest.fixture(scope="module")
def server() -> Iterator[ProviderServer]:
    with provider_server(lambda _: Said(GOOD)) as server:
        yield server


@pytest.fixture(autouse=True)
def at_once(server: ProviderServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead all packages to the server, forget what others taught it, and wait for nothing."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
    monkeypatch.setattr(parameters, "_learned", {})


@cache
def made(model: str, options: tuple[str, ...]) -> BaseChatModel:
    return chat_model(model, ModelOptions.of(None, options))


def reply_of(layer: CallLayer, prompt: list[BaseMessage], *, stream: bool) -> str:
    """Return what a reader sees in the end."""
    if not stream:
        return layer.invoke(prompt).text
    text = ""
    for piece in event_loop.iterate(layer.astream(prompt)):
        text = piece.response_metadata.get(WHOLE_TEXT, text + piece.text)
    return text.strip()


CASES = [
    pytest.param(habit, stream, id=f"{habit}-{'stream' if stream else 'whole'}")
    for habit in HABITS
    for stream in ((False, True) if habit.kind in STREAMED else (False,))
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(("habit", "stream"), CASES)
def test_a_call_ends_well_whatever_the_server_does(
    habit: Habit, stream: bool, server: ProviderServer, tmp_path: Path
) -> None:
    provider = habit.model.partition(":")[0]
    if provider in EXTRAS and find_spec(EXTRAS[provider][0]) is None:
        pytest.skip(f"needs the extra {EXTRAS[provider][1]}")
    server.asked.clear()
    server.answer = habit.does
    layer = CallLayer(made(habit.model, habit.options), CallCache(tmp_path / "calls"))
    asks = "When did it open? " + (LONG if habit.long else "")
    prompt: list[BaseMessage] = [SystemMessage("Be brief."), HumanMessage(asks)]
    if isinstance(habit.gives, str):
        assert reply_of(layer, prompt, stream=stream) == habit.gives
    else:
        with pytest.raises(CallError) as caught:
            reply_of(layer, prompt, stream=stream)
        said = str(caught.value)
        assert type(caught.value) is habit.gives, said
        assert habit.says.lower() in said.lower()
        assert "\n" not in said
    assert len(server.asked) <= habit.calls + stream
    if not (isinstance(habit.gives, str) and habit.lasts):
        server.answer = lambda _: Said(GOOD, read=3000 if habit.long else 100)
        assert reply_of(layer, prompt, stream=stream) == GOOD
