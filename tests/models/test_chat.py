import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

from precis.errors import MissingExtraError, UsageError
from precis.models.chat import EXTRACTIVE, OPENAI_DEFAULT, chat_model, choices, context_tokens, pick
from precis.models.embedded import CONTEXT_TOKENS
from tests.fakes.model_lists import DESCRIBED, NAMES_ALONE, OLLAMA

NOWHERE = "http://127.0.0.1:9"


@contextmanager
def serving(answers: dict[str, object]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in answers else 404)
            self.end_headers()
            self.wfile.write(json.dumps(answers.get(self.path)).encode())

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_without_a_key_or_a_server_the_extractive_writer_is_picked() -> None:
    assert pick({"OLLAMA_HOST": NOWHERE}).model == EXTRACTIVE


def test_a_key_picks_openai() -> None:
    choice = pick({"OPENAI_API_KEY": "sk-x", "OLLAMA_HOST": NOWHERE})
    assert choice.model == f"openai:{OPENAI_DEFAULT}"
    assert "sk-x" not in choice.reason


def test_an_empty_key_is_no_key() -> None:
    assert pick({"OPENAI_API_KEY": "", "OLLAMA_HOST": NOWHERE}).model == EXTRACTIVE


def test_a_server_of_ones_own_is_asked_which_model_it_has() -> None:
    with serving({"/v1/models": {"data": [{"id": "local-7b"}]}}) as address:
        environ = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": f"{address}/v1"}
        assert pick(environ).model == "openai:local-7b"


@pytest.mark.parametrize(("listed", "writes"), [*NAMES_ALONE, *DESCRIBED])
def test_of_a_list_of_models_one_that_writes_is_picked(listed: object, writes: str | None) -> None:
    with serving({"/v1/models": listed}) as address:
        environ = {
            "OPENAI_API_KEY": "k",
            "OPENAI_BASE_URL": f"{address}/v1",
            "OLLAMA_HOST": NOWHERE,
        }
        picked = pick(environ).model
    assert picked == f"openai:{writes}" if writes else "embed" not in picked


@pytest.mark.skipif(find_spec("langchain_ollama") is None, reason="needs the extra ollama")
@pytest.mark.parametrize(("listed", "writes"), OLLAMA)
def test_of_a_list_of_ollama_one_that_writes_is_picked(listed: object, writes: str | None) -> None:
    with serving({"/api/tags": listed}) as address:
        picked = pick({"OLLAMA_HOST": address}).model
    assert picked == f"ollama:{writes}" if writes else "bge" not in picked


@pytest.fixture
def without_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.models.chat.find_spec", lambda _: None)


@pytest.mark.usefixtures("without_packages")
def test_a_running_ollama_without_its_package_names_the_extra_and_is_not_picked() -> None:
    with serving({"/api/tags": {"models": [{"name": "llama3:8b"}]}}) as address:
        environ = {"OLLAMA_HOST": address}
        ollama = next(c for c in choices(environ) if c.model.startswith("ollama"))
        assert ollama.model == "ollama:llama3:8b"
        assert not ollama.usable
        assert "--extra ollama" in ollama.reason
        assert pick(environ).model == EXTRACTIVE


@pytest.mark.parametrize("reply", [{}, None, {"models": None}, {"models": [{}]}, []])
def test_a_server_that_answers_nonsense_has_no_models(reply: object) -> None:
    with serving({"/api/tags": reply}) as address:
        assert pick({"OLLAMA_HOST": address}).model == EXTRACTIVE


@pytest.mark.parametrize("model", ["gpt", "nobody:model", "", ":", "openai:", "gguf:"])
def test_an_unknown_model_lists_what_there_is(model: str) -> None:
    with pytest.raises(UsageError, match="extractive, gguf:PATH, openai:NAME"):
        chat_model(model)


@pytest.mark.usefixtures("without_packages")
def test_a_missing_package_names_its_extra() -> None:
    with pytest.raises(MissingExtraError, match="uv sync --inexact --extra anthropic"):
        chat_model("anthropic:claude")


def test_a_missing_key_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(UsageError, match="set OPENAI_API_KEY"):
        chat_model("openai:gpt-5.4-mini")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"not a model")
    for path, reason in [("x.gguf", "is not a GGUF file"), ("y.gguf", "no model at")]:
        with pytest.raises(UsageError, match=reason):
            chat_model(f"gguf:{tmp_path / path}")


def test_the_embedded_model_answers_streams_and_counts_tokens(smollm2: str) -> None:
    model = chat_model(smollm2)
    assert context_tokens(model) == CONTEXT_TOKENS
    chunks = list(model.stream("Name a colour.", max_tokens=8))
    assert "".join(chunk.text for chunk in chunks)
    usages = [chunk.usage_metadata for chunk in chunks if chunk.usage_metadata]
    assert usages[-1]["output_tokens"] in range(1, 9)


def test_what_a_model_takes_is_found_without_importing_packages_of_providers() -> None:
    code = (
        "import sys; from precis.models.providers import known_profile; "
        "assert known_profile('openai', 'gpt-4o'); "
        "assert not known_profile('openai', 'a-model-of-mine'); "
        "print(*(set(sys.modules) & {'anthropic', 'openai', 'google.genai', 'langchain_core'}))"
    )
    command = [sys.executable, "-P", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "\n"
