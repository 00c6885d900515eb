"""Calls in batches, in one file: through the call layer, to servers that behave as documented."""

import asyncio
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage
from langchain_openai import ChatOpenAI

from precis import event_loop
from precis.errors import UsageError
from precis.models.batches import Batches
from precis.models.batches.openai_files import OpenAIFiles
from precis.models.calls.errors import CallError, RefusedError
from precis.models.calls.layer import CallLayer
from precis.models.calls.prices import Price
from precis.models.calls.transport import batching, reducing
from tests.fakes.batch_calls import (
    ANSWERS,
    QUESTIONS,
    anthropic_model,
    ask_all,
    azure_model,
    echo,
    layer,
    openai_model,
    texts,
)
from tests.fakes.batch_servers import (
    Batch,
    BatchServer,
    anthropic_batches,
    azure_batches,
    openai_batches,
)

_OPENAI, _AZURE = (openai_batches, openai_model), (azure_batches, azure_model)
_ANTHROPIC = (anthropic_batches, anthropic_model)
KINDS = pytest.mark.parametrize(
    ("serve", "model"), [_OPENAI, _ANTHROPIC], ids=["openai", "anthropic"]
)
ALL_KINDS = pytest.mark.parametrize(
    ("serve", "model"), [_OPENAI, _AZURE, _ANTHROPIC], ids=["openai", "azure", "anthropic"]
)


@ALL_KINDS
def test_calls_go_in_one_batch_and_are_kept(serve: Any, model: Any, tmp_path: Path) -> None:
    told: list[str] = []
    with serve(reply=lambda prompt: echo(prompt.strip())) as server:
        calls = layer(model(server), tmp_path, told)
        assert texts(event_loop.run(ask_all(calls))) == ANSWERS
        assert len(server.batches) == 1
        assert not server.live
        assert calls.usage.calls == len(QUESTIONS)
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert len(server.batches) == 1
        name = server.batches[0].name
        assert server.deleted
    assert any(name in line and "7 calls" in line for line in told)
    assert any(name in line and "7 answered" in line for line in told)
    assert b"What about" not in (tmp_path / "batches.sqlite").read_bytes()


def test_a_batch_costs_what_the_table_of_prices_says_of_batches(tmp_path: Path) -> None:
    with openai_batches() as server:
        batched = layer(openai_model(server), tmp_path)
        event_loop.run(ask_all(batched))
        live = layer(openai_model(server), tmp_path / "live")
        live.batch(QUESTIONS)
        dry = layer(openai_model(server), tmp_path / "dry", dry_run=True)
        event_loop.run(ask_all(dry))
        full = layer(openai_model(server), tmp_path / "full", dry_run=True)
        full.batch(QUESTIONS)
    assert live.usage.cost_usd
    assert batched.usage.cost_usd == pytest.approx(live.usage.cost_usd / 2)
    assert full.usage.cost_usd
    assert dry.usage.cost_usd == pytest.approx(full.usage.cost_usd / 2)
    assert dry.usage.input_tokens == full.usage.input_tokens


def test_reduces_go_live_where_asked(tmp_path: Path) -> None:
    async def ask(calls: CallLayer) -> None:
        with batching(live_reduces=True):
            await calls.ainvoke("A map?")
            with reducing():
                await calls.ainvoke("A reduce?")
        with batching(live_reduces=False), reducing():
            await calls.ainvoke("Another?")

    with openai_batches() as server:
        event_loop.run(ask(layer(openai_model(server), tmp_path)))
        assert len(server.live) == 1
        assert len(server.batches) == 2


@ALL_KINDS
def test_requests_that_fail_are_sent_again_or_told(serve: Any, model: Any, tmp_path: Path) -> None:
    """One expires, one meets a fault that passes, one is refused for good; the others are kept."""
    overloaded = {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}
    invalid = {"type": "error", "error": {"type": "invalid_request_error", "message": "no such"}}

    def fate(batch: int, index: int, body: dict[str, Any]) -> object:
        question = str(body["messages"])
        if "about 3?" in question:
            return 400, invalid
        if batch == 0 and "about 1?" in question:
            return "expired"
        return (529, overloaded) if batch == 0 and "about 2?" in question else "ok"

    told: list[str] = []
    with serve(reply=lambda prompt: echo(prompt.strip()), fate=fate) as server:
        replies = event_loop.run(ask_all(layer(model(server), tmp_path, told)))
        assert [*texts(replies)[:3], *texts(replies)[4:]] == [*ANSWERS[:3], *ANSWERS[4:]]
        assert isinstance(replies[3], CallError)
        assert "no such" in str(replies[3])
        assert sum(len(batch.requests) for batch in server.batches) == len(QUESTIONS) + 2
        assert len(server.answered) == len(QUESTIONS) - 1
    assert any("1 expired" in line for line in told)


@KINDS
def test_what_always_expires_is_given_up(serve: Any, model: Any, tmp_path: Path) -> None:
    with serve(fate=lambda *_: "expired") as server:
        [reply] = event_loop.run(ask_all(layer(model(server), tmp_path), QUESTIONS[:1]))
        assert isinstance(reply, CallError)
        assert "expired" in str(reply)
        assert len(server.batches) == 3


@KINDS
def test_a_canceled_batch_keeps_what_it_has(serve: Any, model: Any, tmp_path: Path) -> None:
    def fate(batch: int, index: int, body: dict[str, Any]) -> str:
        late = any(f"about {number}?" in str(body["messages"]) for number in (3, 4, 5, 6))
        return "canceled" if batch == 0 and late else "ok"

    with serve(reply=lambda prompt: echo(prompt.strip()), fate=fate) as server:
        replies = event_loop.run(ask_all(layer(model(server), tmp_path)))
        assert texts(replies)[:3] == ANSWERS[:3]
        assert all("canceled" in str(reply) for reply in replies[3:])
        assert len(server.batches) == 1
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert [len(batch.requests) for batch in server.batches] == [7, 4]


@ALL_KINDS
@pytest.mark.parametrize("status", [429, 500, 503])
def test_faults_of_the_endpoint_are_waited_out(
    serve: Any, model: Any, status: int, tmp_path: Path
) -> None:
    """Each kind of request fails once or twice: to make a batch, to ask after it, to read it."""
    failed: dict[tuple[str, str], int] = {}

    def faults(method: str, path: str) -> int | None:
        failed[method, path] = failed.get((method, path), 0) + 1
        return status if failed[method, path] <= 2 else None

    with serve(reply=lambda prompt: echo(prompt.strip()), faults=faults) as server:
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert len(server.batches) == 1


@KINDS
def test_a_batch_that_was_made_in_silence_is_not_made_twice(
    serve: Any, model: Any, tmp_path: Path
) -> None:
    """The server makes it, and its answer is lost."""

    def lost(_: Batch) -> None:
        raise ConnectionError

    with serve(reply=lambda prompt: echo(prompt.strip()), on_batch=lost) as server:
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert len(server.batches) == 1


@KINDS
@pytest.mark.parametrize("status", [404, 405, 501])
def test_a_server_without_batches_is_told(
    serve: Any, model: Any, status: int, tmp_path: Path
) -> None:
    def faults(method: str, path: str) -> int:
        return status

    with serve(faults=faults) as server:
        [reply] = event_loop.run(ask_all(layer(model(server), tmp_path), QUESTIONS[:1]))
    assert isinstance(reply, CallError)
    assert "has no batch endpoint" in str(reply)
    assert "leave --batch out" in str(reply)
    assert "\n" not in str(reply)


def test_a_refused_key_is_told_and_the_batch_stays_on_record(tmp_path: Path) -> None:
    refused = [False]

    def faults(method: str, path: str) -> int | None:
        return 401 if refused[0] and "batches" in path else None

    def refuse(_: Batch) -> None:
        refused[0] = True

    with openai_batches(reply=echo, faults=faults, on_batch=refuse) as server:
        replies = event_loop.run(ask_all(layer(openai_model(server), tmp_path)))
        assert all("key" in str(reply) for reply in replies)
        refused[0] = False
        assert texts(event_loop.run(ask_all(layer(openai_model(server), tmp_path)))) == ANSWERS
        assert len(server.batches) == 1


def test_a_batch_that_is_refused_as_a_whole_is_told(tmp_path: Path) -> None:
    said = {"code": "model_not_found", "message": "The model does not exist."}
    with openai_batches(problem=lambda *_: said) as server:
        replies = event_loop.run(ask_all(layer(openai_model(server), tmp_path)))
        assert all("The model does not exist." in str(reply) for reply in replies)
        assert len(server.batches) == 1


def test_where_too_much_waits_smaller_batches_follow(tmp_path: Path) -> None:
    """No more than three requests may wait at once."""

    def problem(number: int, batch: Batch) -> dict[str, str] | None:
        if len(batch.requests) <= 3:
            return None
        return {"code": "token_limit_exceeded", "message": "Enqueued token limit reached."}

    with openai_batches(reply=echo, problem=problem) as server:
        assert texts(event_loop.run(ask_all(layer(openai_model(server), tmp_path)))) == ANSWERS
        assert len(server.answered) == len(QUESTIONS)


@KINDS
def test_limits_of_a_batch_are_kept(
    serve: Any, model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenAIFiles, "most_requests", 3)
    from precis.models.batches.anthropic_messages import AnthropicMessages

    monkeypatch.setattr(AnthropicMessages, "most_requests", 3)
    with serve(reply=lambda prompt: echo(prompt.strip())) as server:
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert all(len(batch.requests) <= 3 for batch in server.batches)
        assert sum(len(batch.requests) for batch in server.batches) == len(QUESTIONS)


def test_a_batch_has_no_more_bytes_than_a_file_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenAIFiles, "most_bytes", 2000)
    with openai_batches(reply=echo) as server:
        event_loop.run(
            ask_all(layer(openai_model(server), tmp_path), [q + "x" * 300 for q in QUESTIONS])
        )
        uploaded = [content for name, content in server.files.items() if name[5:].isdigit()]
        assert len(uploaded) > 1
        assert max(map(len, uploaded)) <= 2000


@ALL_KINDS
def test_a_stopped_run_picks_its_batch_up(serve: Any, model: Any, tmp_path: Path) -> None:
    """Stopped while it waits; the next process pays nothing, also for a part of the questions."""

    async def stopped(calls: CallLayer, server: BatchServer) -> None:
        task = asyncio.create_task(ask_all(calls))
        while not server.batches or server.batches[0].polls < 2:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with serve(reply=lambda prompt: echo(prompt.strip()), polls=10) as server:
        first = layer(model(server), tmp_path)
        event_loop.run(stopped(first, server))
        assert first.usage.calls == 0
        some = event_loop.run(ask_all(layer(model(server), tmp_path), QUESTIONS[:2]))
        assert texts(some) == ANSWERS[:2]
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path)))) == ANSWERS
        assert len(server.batches) == 1
        assert len(server.deleted) > 0


@KINDS
def test_two_processes_share_a_batch(serve: Any, model: Any, tmp_path: Path) -> None:
    async def both(server: BatchServer) -> None:
        one, other = (layer(model(server), tmp_path) for _ in range(2))
        replies = await asyncio.gather(ask_all(one), ask_all(other))
        assert [texts(some) for some in replies] == [ANSWERS, ANSWERS]

    with serve(reply=lambda prompt: echo(prompt.strip()), polls=3) as server:
        event_loop.run(both(server))
        assert sum(len(batch.requests) for batch in server.batches) == len(QUESTIONS)


@KINDS
def test_a_batch_that_its_server_forgot_is_made_again(
    serve: Any, model: Any, tmp_path: Path
) -> None:
    def forget(server: BatchServer, method: str, path: str) -> int | None:
        first = "batch_0" in path
        return 404 if first else None

    told: list[str] = []
    with serve(reply=lambda prompt: echo(prompt.strip())) as server:
        server.faults = partial(forget, server)
        assert texts(event_loop.run(ask_all(layer(model(server), tmp_path, told)))) == ANSWERS
        assert sum(len(batch.requests) for batch in server.batches) > len(QUESTIONS)
    assert any("no longer known" in line for line in told)


def test_replies_of_batches_pass_the_same_gate(tmp_path: Path) -> None:
    """A cut reply is asked for with more room; one without text and a refusal are errors."""
    with openai_batches(finish="length") as server:
        calls = layer(openai_model(server), tmp_path)
        [reply] = event_loop.run(ask_all(calls, QUESTIONS[:1]))
        assert isinstance(reply, AIMessage)
        assert calls.usage.cut_replies == 1
        assert len(server.batches) == 2
    with openai_batches(reply=lambda _: "") as server:
        [reply] = event_loop.run(
            ask_all(layer(openai_model(server), tmp_path / "b"), QUESTIONS[:1])
        )
        assert "gave no answer" in str(reply)
    with openai_batches(finish="content_filter") as server:
        calls = layer(openai_model(server), tmp_path / "c")
        [reply] = event_loop.run(ask_all(calls, QUESTIONS[:1]))
        assert isinstance(reply, RefusedError)
        server.finish = "stop"
        [reply] = event_loop.run(ask_all(calls, QUESTIONS[:1]))
        assert isinstance(reply, AIMessage)


def test_a_parameter_that_is_refused_is_left_out(tmp_path: Path) -> None:
    said = {"message": "Unsupported value: 'temperature'.", "param": "temperature", "code": "x"}

    def fate(batch: int, index: int, body: dict[str, Any]) -> object:
        return (400, {"error": said}) if "temperature" in body else "ok"

    with openai_batches(reply=echo, fate=fate) as server:
        model = ChatOpenAI(
            model="picky", base_url=server.url, api_key=lambda: "k", max_retries=0, temperature=0
        )
        assert texts(event_loop.run(ask_all(layer(model, tmp_path)))) == ANSWERS
        assert [len(batch.requests) for batch in server.batches] == [7, 7]


def test_the_budget_holds_for_batches(tmp_path: Path) -> None:
    with openai_batches(reply=echo) as server:
        calls = layer(openai_model(server), tmp_path, max_calls=3)
        replies = event_loop.run(ask_all(calls))
        assert sum(isinstance(reply, AIMessage) for reply in replies) == 3
        assert len(server.answered) == calls.usage.calls == 3
        dear = layer(openai_model(server), tmp_path / "b", max_cost=0.001, price=Price(100, 1000))
        assert not any(isinstance(it, AIMessage) for it in event_loop.run(ask_all(dear)))
        assert len(server.batches) == 1


def test_a_model_of_which_no_batches_are_known_is_told(tmp_path: Path) -> None:
    from precis.models.huggingface import TransformersChat

    model = TransformersChat.model_construct(path="x")
    with pytest.raises(UsageError, match="no batch endpoint"):
        Batches(model, tmp_path, name="x", paid=str)


@settings(max_examples=10)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5)
)
def test_every_text_comes_back_to_its_question(questions: list[str]) -> None:
    import tempfile

    def said(prompt: str) -> str:
        return json.dumps(prompt.strip())

    asked = [f"Q: {question}" for question in questions]
    with openai_batches(reply=said) as server, tempfile.TemporaryDirectory() as folder:
        replies = event_loop.run(ask_all(layer(openai_model(server), Path(folder)), asked))
    assert texts(replies) == [json.dumps(question.strip()) for question in asked]
