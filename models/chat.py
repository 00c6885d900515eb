"""Choose the chat model: list the available ones, pick one, and create it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from precis.errors import MissingExtraError, UsageError, install_command
from precis.models.addresses import clean_key
from precis.models.embedded import gguf_model
from precis.models.model_lists import writers
from precis.models.providers import (
    EXTRAS,
    KEYS,
    OLLAMA_URL,
    PLAIN,
    UNKNOWN_CONTEXT,
    ModelOptions,
    address_of,
    provider_model,
)
from precis.models.served import ollama_models, ollama_window, openai_models

if TYPE_CHECKING:
    from collections.abc import Mapping

    from langchain_core.language_models import BaseChatModel

EXTRACTIVE = "extractive"
OPENAI_DEFAULT = "gpt-5.4-mini"

_OPENAI_URL = "https://api.openai.com/v1"
_MODELS_TRIED = 5


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
        *(_keyed(provider, environ) for provider in ("anthropic", "google_genai")),
        _gguf(),
    ]


def pick(environ: Mapping[str, str] = os.environ) -> Choice:
    """Return the first usable model: OpenAI, else Ollama, else `extractive`."""
    for probe in (_openai, _ollama):
        choice = probe(environ)
        if choice.usable:
            return choice
    return Choice(EXTRACTIVE, usable=True, reason="no OPENAI_API_KEY and no Ollama with a model")


def chat_model(model: str, options: ModelOptions = PLAIN) -> BaseChatModel:
    """Make the chat model that `model` names: `gguf:PATH` or `provider:name`.

    Raises UsageError for an unknown provider, one whose key is missing, or an address or option
    that is none, MissingExtraError where its package is not installed.
    """
    provider, _, name = model.partition(":")
    if provider == "gguf" and name:
        return gguf_model(Path(name).expanduser())
    if provider == "huggingface" and name:
        from precis.models.huggingface import TransformersChat

        return TransformersChat(_expanded(name))
    if provider in EXTRAS and find_spec(EXTRAS[provider][0]) is None:
        raise MissingExtraError(f"--model {model}", EXTRAS[provider][1])
    if not name:
        raise _unknown(model)
    try:
        return provider_model(provider, name, options)
    except UsageError as error:
        raise (_unknown(model) if "unknown provider" in str(error) else error) from error


def is_embedded(model: str) -> bool:
    """Return whether `model` runs in this process."""
    return model == EXTRACTIVE or model.startswith(("gguf:", "huggingface:"))


def context_tokens(model: BaseChatModel) -> int:
    """Return how many tokens a call may read and write; `UNKNOWN_CONTEXT` where nobody says."""
    profile = model.profile or {}
    return profile.get("max_input_tokens") or UNKNOWN_CONTEXT


def _expanded(name: str) -> str:
    """Return a folder's path where the name is one, else the name, which the hub knows."""
    path = Path(name).expanduser()
    return str(path) if path.exists() else name


def _unknown(model: str) -> UsageError:
    providers = [f"{provider}:NAME" for provider in ("openai", *EXTRAS)]
    known = ", ".join([EXTRACTIVE, "gguf:PATH", *providers])
    return UsageError(f"unknown model '{model}'; use one of {known} (see `precis models`)")


def _keyed(provider: str, environ: Mapping[str, str]) -> Choice:
    package, extra = EXTRAS[provider]
    if find_spec(package) is None:
        return Choice(f"{provider}:NAME", usable=False, reason=install_command(extra))
    found = next((key for key in KEYS[provider] if environ.get(key)), None)
    reason = f"{found} is set" if found else f"{KEYS[provider][0]} is not set"
    return Choice(f"{provider}:NAME", bool(found), reason)


def _openai(environ: Mapping[str, str]) -> Choice:
    if not environ.get("OPENAI_API_KEY"):
        return Choice(f"openai:{OPENAI_DEFAULT}", usable=False, reason="OPENAI_API_KEY is not set")
    address = address_of("openai", environ)
    if not address or address == _OPENAI_URL:
        return Choice(f"openai:{OPENAI_DEFAULT}", usable=True, reason="OPENAI_API_KEY is set")
    key = clean_key("OPENAI_API_KEY", environ)
    served = openai_models(address, key) or openai_models(f"{address}/v1", key) or []
    names = writers(served)
    if served and not names:
        reason = f"no model at {address} chats: {', '.join(it.name for it in served[:3])}"
        return Choice("openai:NAME", usable=False, reason=reason)
    name = OPENAI_DEFAULT if OPENAI_DEFAULT in names or not names else names[0]
    return Choice(f"openai:{name}", usable=True, reason="OPENAI_API_KEY is set")


def _ollama(environ: Mapping[str, str]) -> Choice:
    address = address_of("ollama", environ) or OLLAMA_URL
    served = ollama_models(address)
    likely = islice(writers(served), _MODELS_TRIED)
    name = next((name for name in likely if ollama_window(address, name)[1]), None)
    if name is None:
        what = "model that chats" if served else "model"
        return Choice("ollama:NAME", usable=False, reason=f"no Ollama with a {what} at {address}")
    package, extra = EXTRAS["ollama"]
    if find_spec(package) is None:
        reason = f"Ollama runs, but its package is missing: {install_command(extra)}"
        return Choice(f"ollama:{name}", usable=False, reason=reason)
    return Choice(f"ollama:{name}", usable=True, reason=f"Ollama runs at {address}")


def _gguf() -> Choice:
    if find_spec("xllamacpp") is None:
        return Choice("gguf:PATH", usable=False, reason=install_command("gguf"))
    return Choice("gguf:PATH", usable=True, reason="any GGUF file, run in this process")
