"""Query a model server for its models, and for how much each of them reads.

A server that is silent or unreachable says nothing.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from precis.environment import tls_context
from precis.json_text import Decoder
from precis.models.model_lists import ServedModel, name_of, read_models, read_window

_PROBE_SECONDS = 2.0
_OLLAMA_DEFAULT = 4096
"""Tokens that Ollama reads where nobody asks for more; by OpenAI's protocol nobody can."""

_PAGES = (
    "/props",
    "/api/v1/models",
    "/api/v0/models",
    "/info",
    "/api/extra/true_max_context_length",
)
"""Pages of llama.cpp, LM Studio, TGI and KoboldCpp, whose lists of models may not say it; asked for
at once, since a server may be silent about each."""


def openai_models(address: str, key: str) -> list[ServedModel] | None:
    """Return the models of a server that speaks OpenAI's protocol; None where none answers."""
    return read_models(_fetch_json(f"{address}/models", key))


def ollama_models(address: str) -> list[ServedModel]:
    """Return the models of an Ollama server; none where there is none."""
    return read_models(_fetch_json(f"{address}/api/tags")) or []


def ollama_window(address: str, name: str) -> tuple[int | None, bool]:
    """Return how many tokens a model of Ollama can read, and whether it chats."""
    shown = _fetch_json(f"{address}/api/show", body={"model": name})
    if not isinstance(shown, dict):
        return None, True
    information = shown.get("model_info") or {}
    lengths = [value for key, value in information.items() if key.endswith(".context_length")]
    able = shown.get("capabilities")
    chats = not isinstance(able, list) or not able or "completion" in able
    return read_window({"context_length": next(iter(lengths), None)}), chats


def window_of(address: str, name: str, key: str) -> int | None:
    """Return how many tokens the model `name` of a server can read; None where nobody says."""
    models = openai_models(address, key) or []
    found = next((model for model in models if model.name == name), None)
    if found is None:
        return None
    if found.owner == "library":
        return _OLLAMA_DEFAULT
    if found.window and found.owner != "llamacpp":
        return found.window
    root = address.removesuffix("/v1")
    with ThreadPoolExecutor(len(_PAGES)) as pool:
        windows = pool.map(lambda page: _window_on(f"{root}{page}", name, key), _PAGES)
        return next(filter(None, windows), found.window)


def _window_on(address: str, name: str, key: str) -> int | None:
    """Return what a page of a server says about the window of a model, or of its only one."""
    page = _fetch_json(address, key)
    entries = page.get("data") or page.get("models") if isinstance(page, dict) else page
    if isinstance(entries, list):
        return read_window(next((entry for entry in entries if name_of(entry) == name), None))
    return read_window({address.rpartition("/")[2]: page})


def complete_address(address: str, key: str) -> str:
    """Return a base address with the `/v1` that it lacks, where its server shows that."""
    if openai_models(address, key) is None and openai_models(f"{address}/v1", key) is not None:
        return f"{address}/v1"
    return address


def _fetch_json(address: str, key: str = "", body: object = None) -> Any:
    """Query a server; None if it is unreachable, silent, or does not return JSON."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    method = "GET" if body is None else "POST"
    try:
        reply = httpx.request(
            method,
            address,
            headers=headers,
            json=body,
            timeout=_PROBE_SECONDS,
            verify=tls_context(),
        ).raise_for_status()
        return reply.json(cls=Decoder)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
