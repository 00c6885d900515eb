"""What providers keep of a prompt: asked for where that is needed, counted, and priced."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from precis.models.calls import parameters, prices
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer
from precis.models.calls.parameters import Parameters
from precis.models.calls.prices import Price, PriceList
from precis.models.chat import chat_model
from tests.fakes.provider_server import Asked, Raw, provider_server
from tests.fakes.wire_formats import Said

PROMPT = [SystemMessage("Be brief."), HumanMessage("When?")]


def test_what_was_read_from_a_cache_is_cheaper_and_what_was_written_dearer() -> None:
    model = FakeListChatModel(responses=[""])
    assert PriceList(model, Price(1, 2)).cost(1_000_000, 500_000, 900_000) == 2
    listed = PriceList(_Named(responses=[""]))
    plain, read, stored = (listed.cost(10_000, 0, *it) for it in ((), (8000,), (0, 8000)))
    assert read is not None
    assert plain is not None
    assert stored is not None
    assert read < plain < stored


def test_a_model_that_the_table_lacks_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Mock(side_effect=LookupError)
    monkeypatch.setattr(prices, "Thread", lambda **_: Mock())
    monkeypatch.setattr("genai_prices.calc_price", table)
    listed = PriceList(FakeListChatModel(responses=[""]))
    assert [listed.cost(10, 5), listed.cost(20, 5)] == [None, None]
    assert table.call_count == 1


class _Named(FakeListChatModel):
    def _get_ls_params(self, *_: object, **__: object) -> dict[str, str]:  # type: ignore[override]
        return {"ls_provider": "anthropic", "ls_model_name": "claude-haiku-4-5"}


def test_cached_input_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    details = {"prompt_tokens": 100, "completion_tokens": 5, "total_tokens": 105,
               "prompt_tokens_details": {"cached_tokens": 64}}  # fmt: skip
    body = {"choices": [{"message": {"content": "In 1932."}}], "usage": details}
    with provider_server(lambda _: Raw(body)) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        layer = CallLayer(chat_model("openai:m"), CallCache(tmp_path / "calls"))
        layer.invoke(PROMPT)
    assert (layer.usage.input_tokens, layer.usage.cached_input_tokens) == (100, 64)


def test_only_a_provider_that_wants_to_be_asked_gets_the_mark() -> None:
    plain = Parameters(FakeListChatModel(responses=[""]), "m")
    assert plain.laid_out(PROMPT) == PROMPT
    assert "cache_control" not in plain.names_of(plain.model, {})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_anthropic_is_asked_to_keep_the_fixed_part_and_refuses_it_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("langchain_anthropic")
    monkeypatch.setattr(parameters, "_learned", {})

    def refuse(asked: Asked) -> Said | Raw:
        message = "system.0.cache_control: Extra inputs are not permitted"
        wrong = {"type": "error", "error": {"type": "invalid_request_error", "message": message}}
        return Raw(wrong, 400) if "cache_control" in asked.text else Said("In 1932.")

    with provider_server(lambda _: Said("In 1932.")) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        layer = CallLayer(chat_model("anthropic:claude-haiku-4-5"))
        layer.invoke(PROMPT)
        assert server.asked[0].body["system"][0]["cache_control"] == {"type": "ephemeral"}
        assert server.asked[0].text.count("cache_control") == 1
        server.answer = refuse
        assert layer.invoke([*PROMPT, HumanMessage("And where?")]).text == "In 1932."
        assert layer.invoke([*PROMPT, HumanMessage("And how?")]).text == "In 1932."
        assert len(server.asked) == 4
