"""Model lists as servers lay them out: which model chats, and how much it reads."""

from threading import Barrier
from typing import Any

import pytest

from precis.models import served
from precis.models.chat import pick
from precis.models.model_lists import read_window
from precis.models.served import complete_address, openai_models, window_of
from tests.fakes.model_windows import ENTRIES, PAGES
from tests.fakes.provider_server import provider_server
from tests.fakes.wire_formats import Said
from tests.growth import is_in_proportion

NO_CHAT = [
    {"id": "text-embedding-nomic-embed-text-v1.5"},
    {"id": "text-embedding-3-small"},
    {"id": "whisper-large-v3"},
    {"id": "BAAI/bge-m3"},
    {"id": "intfloat/e5-mistral-7b-instruct", "type": "embedding"},
    {"id": "jina-reranker-v2"},
    {"id": "qwen3-0.6b", "type": "embeddings"},
    {"id": "kokoro-82m"},
    {"id": "playai-tts"},
    {"id": "distil-whisper-large-v3-en"},
    {"id": "llama-guard-4-12b"},
    {"id": "gpt-image-1"},
    {"id": "mistral-embed", "capabilities": {"completion_chat": False}},
    {"id": "black-forest-labs/FLUX.1-schnell", "type": "image"},
    {"id": "m", "task": "automatic-speech-recognition", "kind": "speech"},
    {"id": "omni-moderation-latest"},
]
CHAT = [
    {"id": "qwen2.5-7b-instruct"},
    {"id": "meta-llama/Llama-3.3-70B-Instruct-Turbo", "type": "chat"},
    {"id": "gemma-3-27b-it", "type": "vlm"},
    {"id": "gpt-oss-20b", "type": "llm"},
    {"id": "mistral-small-latest", "capabilities": {"completion_chat": True}},
    {"id": "deepseek-chat"},
]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a list of models however busy the machine is."""
    monkeypatch.setattr(served, "_PROBE_SECONDS", 60.0)


def listing(*entries: dict[str, Any]) -> Any:
    return provider_server(lambda _: Said(""), models={"data": list(entries)})


@pytest.mark.parametrize("first", NO_CHAT, ids=lambda it: it["id"])
def test_the_writer_is_a_model_that_chats_whatever_comes_first(first: dict[str, Any]) -> None:
    for other in CHAT:
        with listing(first, other) as server:
            assert pick(server.environment).model == f"openai:{other['id']}"


def test_a_server_without_a_model_that_chats_is_not_picked_and_says_so() -> None:
    with listing(*NO_CHAT) as server:
        assert "openai" not in pick({**server.environment, "OLLAMA_HOST": "127.0.0.1:9"}).model


@pytest.mark.parametrize(("entry", "window"), ENTRIES)
def test_the_window_is_read_under_all_its_names(entry: dict[str, Any], window: int | None) -> None:
    with listing(entry) as server:
        assert window_of(f"{server.address}/v1", "m", "k") == window
        assert window_of(f"{server.address}/v1", "other", "k") is None


def test_more_is_asked_of_servers_that_say_it_elsewhere() -> None:
    props = {"default_generation_settings": {"n_ctx": 2048}}
    entry = {"id": "m", "owned_by": "llamacpp", "meta": {"n_ctx_train": 8192}}
    pages = {"/props": props}
    models = {"data": [entry]}
    with provider_server(lambda _: Said(""), models=models, pages=pages) as server:
        assert window_of(f"{server.address}/v1", "m", "k") == 2048
    studio = {"id": "m", "object": "model", "owned_by": "organization_owner"}
    pages = {"/api/v0/models": {"data": [{"id": "m", "loaded_context_length": 1024}]}}
    with provider_server(lambda _: Said(""), models={"data": [studio]}, pages=pages) as server:
        assert window_of(f"{server.address}/v1", "m", "k") == 1024


@pytest.mark.parametrize(("entry", "pages", "window"), PAGES)
def test_other_pages_are_asked_where_the_list_says_no_window(
    entry: dict[str, Any], pages: dict[str, Any], window: int
) -> None:
    models = {"data": [entry]}
    with provider_server(lambda _: Said(""), models=models, pages=pages) as server:
        assert window_of(f"{server.address}/v1", "m", "k") == window


def test_an_address_without_v1_gets_it_only_where_the_server_shows_that() -> None:
    with listing({"id": "m"}) as server:
        assert complete_address(server.address, "k") == f"{server.address}/v1"
        assert complete_address(f"{server.address}/v1", "k") == f"{server.address}/v1"
        assert complete_address(f"{server.address}/other", "k") == f"{server.address}/other"


@pytest.mark.parametrize("listed", ["no JSON", 5, {"data": 5}, {"data": [5, None, {}]}, [], {}])
def test_a_list_that_is_none_names_no_model(listed: Any) -> None:
    with provider_server(lambda _: Said(""), models=listed) as server:
        assert not openai_models(f"{server.address}/v1", "k")


@pytest.mark.parametrize("said", ["9" * 5000, "9" * 5000 + "k", "9," * 5000, "9" * 5000 + ".0"])
def test_a_number_that_no_window_has_is_none(said: str) -> None:
    assert read_window({"context_length": said}) is None
    assert read_window({"context_length": said, "n_ctx": "32k"}) == 32_000


@pytest.mark.parametrize("seed", [" ", "9", "_", ",", "0 "])
def test_what_looks_like_a_number_is_read_in_proportion(seed: str) -> None:
    assert is_in_proportion(lambda text: read_window({"n_ctx": f"1{text}x"}), seed, 40_000)


def test_pages_that_hang_cost_the_patience_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Barrier(len(served._PAGES), timeout=10)

    def listed(address: str, _: str = "") -> object:
        if address == "http://server/v1/models":
            return {"data": [{"id": "m"}]}
        asked.wait()
        return None

    monkeypatch.setattr(served, "_fetch_json", listed)
    assert window_of("http://server/v1", "m", "") is None
