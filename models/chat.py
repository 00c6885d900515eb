"""Which chat model writes: what can be used here, which would be picked, and how it is made."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel

from precis.errors import MissingExtraError, UsageError
from precis.models.embedded import gguf_model

EXTRACTIVE = "extractive"
OPENAI_DEFAULT = "gpt-5.4-mini"
UNKNOWN_CONTEXT = 8192
"""Tokens assumed where a provider's package does not know the model: what small ones have."""

_OPENAI_URL = "https://api.openai.com/v1"
_OLLAMA_URL = "http://127.0.0.1:11434"
_PROBE_SECONDS = 2.0
_EXTRAS = {
    "anthropic": ("langchain_anthropic", "anthropic"),
    "google_genai": ("langchain_google_genai", "google"),
    "huggingface": ("langchain_huggingface", "huggingface"),
    "ollama": ("langchain_ollama", "ollama"),
}
_KEYS = {"anthropic": "ANTHROPIC_API_KEY", "google_genai": "GOOGLE_API_KEY"}


@dataclass(frozen=True)
class Choice:
    """A model that could write: what to pass to `--model`, whether it can be used, and why."""

    model: str
    usable: bool
    reason: str


def choices(environ: Mapping[str, str] = os.environ) -> list[Choice]:
    """Return what could write here, in the order in which it would be picked."""
    return [
        _openai(environ),
        _ollama(environ),
        Choice(EXTRACTIVE, usable=True, reason="built in: verbatim sentences, no language model"),
        *(_keyed(provider, key, environ) for provider, key in _KEYS.items()),
        _gguf(),
    ]


def pick(environ: Mapping[str, str] = os.environ) -> Choice:
    """Return the first usable model: OpenAI, else Ollama, else `extractive`."""
    for probe in (_openai, _ollama):
        choice = probe(environ)
        if choice.usable:
            return choice
    return Choice(EXTRACTIVE, usable=True, reason="no OPENAI_API_KEY and no Ollama with a model")


def chat_model(model: str) -> BaseChatModel:
    """Make the chat model that `model` names: `gguf:PATH` or `provider:name`.

    Raises UsageError for an unknown provider or one whose key is missing, MissingExtraError
    for one whose package is not installed.
    """
    provider, _, name = model.partition(":")
    if provider == "gguf" and name:
        return gguf_model(Path(name).expanduser())
    if provider == "huggingface" and name:
        from precis.models.huggingface import TransformersChat

        return TransformersChat(_expanded(name))
    if provider in _EXTRAS and find_spec(_EXTRAS[provider][0]) is None:
        raise MissingExtraError(f"--model {model}", _EXTRAS[provider][1])
    if not name:
        raise _unknown(model)
    return _init(provider, name)


def is_embedded(model: str) -> bool:
    """Say whether `model` runs in this process."""
    return model == EXTRACTIVE or model.startswith(("gguf:", "huggingface:"))


def context_tokens(model: BaseChatModel) -> int:
    """Return how many tokens a call may read and write; `UNKNOWN_CONTEXT` where nobody says."""
    profile = model.profile or {}
    return profile.get("max_input_tokens") or UNKNOWN_CONTEXT


def _expanded(name: str) -> str:
    """Return a folder's path where the name is one, else the name, which the hub knows."""
    path = Path(name).expanduser()
    return str(path) if path.exists() else name


def _init(provider: str, name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0}
    if provider != "ollama":
        options["max_retries"] = 0
    if provider == "openai":
        options["stream_usage"] = True
    try:
        made: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        raise UsageError(f"--model {provider}:{name}: {_first_line(error)}") from error
    except Exception as error:
        raise _refused(provider, name, error) from error
    return made


def _refused(provider: str, name: str, error: Exception) -> UsageError:
    """Say what a provider's package found wrong; its own text may quote what it was given."""
    reason = _first_line(error)
    if "Unsupported provider" in reason:
        return _unknown(f"{provider}:{name}")
    if "api_key" in reason.lower():
        return UsageError(f"{provider}:{name} needs a key: set {provider.upper()}_API_KEY")
    return UsageError(f"cannot use --model {provider}:{name}: {type(error).__name__}")


def _unknown(model: str) -> UsageError:
    providers = [f"{provider}:NAME" for provider in ("openai", *_EXTRAS)]
    known = ", ".join([EXTRACTIVE, "gguf:PATH", *providers])
    return UsageError(f"unknown model '{model}'; use one of {known} (see precis models)")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _keyed(provider: str, key: str, environ: Mapping[str, str]) -> Choice:
    package, extra = _EXTRAS[provider]
    if find_spec(package) is None:
        return Choice(f"{provider}:NAME", usable=False, reason=f"uv sync --extra {extra}")
    found = bool(environ.get(key))
    return Choice(f"{provider}:NAME", found, f"{key} is set" if found else f"{key} is not set")


def _gguf() -> Choice:
    if find_spec("xllamacpp") is None:
        return Choice("gguf:PATH", usable=False, reason="uv sync --extra gguf")
    return Choice("gguf:PATH", usable=True, reason="any GGUF file, run in this process")


def _openai(environ: Mapping[str, str]) -> Choice:
    if not environ.get("OPENAI_API_KEY"):
        return Choice(f"openai:{OPENAI_DEFAULT}", usable=False, reason="OPENAI_API_KEY is not set")
    address = environ.get("OPENAI_BASE_URL") or environ.get("OPENAI_API_BASE") or _OPENAI_URL
    name = OPENAI_DEFAULT
    if address.rstrip("/") != _OPENAI_URL:
        served = _served(f"{address.rstrip('/')}/models", "data", "id", environ["OPENAI_API_KEY"])
        name = name if name in served else next(iter(served), name)
    return Choice(f"openai:{name}", usable=True, reason="OPENAI_API_KEY is set")


def _ollama(environ: Mapping[str, str]) -> Choice:
    address = environ.get("OLLAMA_HOST") or _OLLAMA_URL
    address = address if "://" in address else f"http://{address}"
    served = _served(f"{address}/api/tags", "models", "name")
    if not served:
        return Choice("ollama:NAME", usable=False, reason=f"no Ollama with a model at {address}")
    package, extra = _EXTRAS["ollama"]
    if find_spec(package) is None:
        reason = f"Ollama runs, but its package is missing: uv sync --extra {extra}"
        return Choice(f"ollama:{served[0]}", usable=False, reason=reason)
    return Choice(f"ollama:{served[0]}", usable=True, reason=f"Ollama runs at {address}")


def _served(address: str, list_key: str, name_key: str, key: str | None = None) -> list[str]:
    """Ask a server which models it has; an unreachable or silent one has none."""
    import httpx

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        reply = httpx.get(address, headers=headers, timeout=_PROBE_SECONDS).raise_for_status()
        return [entry[name_key] for entry in reply.json()[list_key]]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return []
