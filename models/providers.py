"""Create a provider's chat model: addresses and keys cleaned up, only supported parameters sent.

LangChain's profiles say what a model takes and how much it reads; where they do not know it, its
server is asked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

from precis.errors import MissingExtraError, UsageError
from precis.json_text import read_json
from precis.models.addresses import clean_address, clean_key

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRAS = {
    "anthropic": ("langchain_anthropic", "anthropic"),
    "google_genai": ("langchain_google_genai", "google"),
    "huggingface": ("langchain_huggingface", "huggingface"),
    "ollama": ("langchain_ollama", "ollama"),
}
KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google_genai": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
}
OLLAMA_URL = "http://127.0.0.1:11434"
UNKNOWN_CONTEXT = 8192
"""Tokens assumed where nobody knows the model: what small ones have."""

_ADDRESSES = {
    "openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
    "anthropic": ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_URL"),
    "google_genai": ("GOOGLE_GEMINI_BASE_URL",),
    "ollama": ("OLLAMA_HOST",),
}
_AZURE = ("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", "OPENAI_API_VERSION")
VARIABLES = frozenset(
    name for names in (*KEYS.values(), *_ADDRESSES.values(), _AZURE) for name in names
)
"""The variables that say where models are and what opens them."""

_PROFILES = ("langchain_openai", "langchain_anthropic", "langchain_google_genai")
_RELEASE = re.compile(r"[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$")
_UNTRIED = {"ollama"}
"""Providers whose packages have no retries of their own to turn off."""


@dataclass(frozen=True)
class ModelOptions:
    """What a reader says about a model.

    `context` is how many tokens it reads; `parameters` are sent with every request, and those
    that are empty are not sent even if they usually are.
    """

    context: int | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, context: int | None, given: list[str] | tuple[str, ...] | None) -> ModelOptions:
        """Read `NAME=VALUE` as it was typed; a value is JSON or else text.

        Raises UsageError for what has no name.
        """
        parameters: dict[str, Any] = {}
        for text in given or ():
            name, equals, value = text.partition("=")
            if not equals or not re.fullmatch(r"[A-Za-z_][\w.-]*", name.strip()):
                raise UsageError(f"--model-option '{text}' is not NAME=VALUE")
            parameters[name.strip()] = _value(value.strip())
        if context is not None and context <= 0:
            raise UsageError(f"--context {context} is not a number of tokens above 0")
        return cls(context, parameters)


PLAIN = ModelOptions()
"""Nothing said."""


def provider_model(provider: str, name: str, options: ModelOptions) -> BaseChatModel:
    """Make the model `name` of a provider.

    Raises UsageError for an unknown provider, a missing or malformed key or address or an option
    that it does not have, MissingExtraError where its package is missing.
    """
    if provider in EXTRAS and find_spec(EXTRAS[provider][0]) is None:
        raise MissingExtraError(f"--model {provider}:{name}", EXTRAS[provider][1])
    profile = dict(known_profile(provider, name))
    settings = _settings(provider, name)
    if profile.get("temperature") is not False:
        settings["temperature"] = 0
    try:
        made = _with_options(_create(provider, name, settings), options.parameters)
    except ImportError as error:
        raise UsageError(f"--model {provider}:{name}: {_first_line(error)}") from error
    except UsageError:
        raise
    except Exception as error:
        raise _configuration_error(provider, name, error) from error
    return _with_profile(provider, name, made, profile, options.context)


def known_profile(provider: str, name: str) -> Mapping[str, Any]:
    """Return LangChain's profile of a model, also by another seller's name for it; {} if none."""
    bare = name.rpartition("/")[2] if provider == "openai" else name
    for candidate in (name, bare, _RELEASE.sub("", bare)):
        for package in _PROFILES:
            if profile := _package_profiles(package).get(candidate):
                return profile
    return {}


@cache
def _package_profiles(package: str) -> Mapping[str, Mapping[str, Any]]:
    """Read the profiles of a package without the package, whose import takes a second."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / "data" / "_profiles.py" if spec and spec.origin else None
    if path is None or not path.is_file():
        return {}
    profiles = run_path(str(path)).get("_PROFILES")
    return profiles if isinstance(profiles, Mapping) else {}


def _settings(provider: str, name: str) -> dict[str, Any]:
    settings: dict[str, Any] = {} if provider in _UNTRIED else {"max_retries": 0}
    if variable := next((it for it in KEYS.get(provider, ()) if os.environ.get(it)), None):
        settings["api_key"] = clean_key(variable, os.environ)
    if provider in KEYS and not settings.get("api_key"):
        names = " or ".join(KEYS[provider])
        raise UsageError(f"{provider}:{name} needs a key: set {names}")
    address = address_of(provider)
    if provider == "openai":
        settings |= {"stream_usage": True, "stream_chunk_timeout": None}
        if address:
            from precis.models.served import complete_address

            address = complete_address(address, settings["api_key"])
    if address:
        settings["base_url"] = address
    if provider == "azure_openai":
        if missing := [it for it in _AZURE if not os.environ.get(it, "").strip()]:
            raise UsageError(f"azure_openai:{name} needs {' and '.join(missing)} to be set")
        settings |= {"stream_usage": True, "stream_chunk_timeout": None}
    return settings


def address_of(provider: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return the base address that the environment gives for a provider; "" without any."""
    names = _ADDRESSES.get(provider, ())
    return next((it for name in names if (it := clean_address(name, environ))), "")


def _create(provider: str, name: str, settings: dict[str, Any]) -> BaseChatModel:
    if provider == "openai":
        from precis.models.openai_compatible import OpenAICompatible

        return OpenAICompatible(model=name, **settings)
    if provider == "azure_openai":
        from precis.models.openai_compatible import Azure

        return Azure(azure_deployment=name, model=name, **settings)
    if provider == "anthropic":
        from precis.models.claude import Claude

        return Claude(model_name=name, **settings)
    from langchain.chat_models import init_chat_model

    made: BaseChatModel = init_chat_model(name, model_provider=provider, **settings)
    return made


def _with_options(model: BaseChatModel, parameters: Mapping[str, Any]) -> BaseChatModel:
    from precis.models.calls.parameters import without

    fields = type(model).model_fields
    own = {name: it.alias for name, it in fields.items() if it.alias}
    known = {**{alias: name for name, alias in own.items()}, **{name: name for name in fields}}
    removed = [name for name, value in parameters.items() if value == ""]
    given = {name: value for name, value in parameters.items() if value != ""}
    updates = {known[name]: value for name, value in given.items() if name in known}
    others = {name: value for name, value in given.items() if name not in known}
    place = next((it for it in ("extra_body", "model_kwargs") if it in fields), None)
    if others and place is None:
        raise UsageError(f"--model-option {next(iter(others))}: this model has no such parameter")
    if others and place:
        updates[place] = {**(getattr(model, place) or {}), **others}
    return without(model.model_copy(update=updates), removed)


def _with_profile(
    provider: str,
    name: str,
    model: BaseChatModel,
    profile: dict[str, Any],
    context: int | None,
) -> BaseChatModel:
    """Give a model a profile that says how much it reads, and Ollama's to its server too."""
    profile = {**profile, **(model.profile or {})}
    window = context or profile.get("max_input_tokens") or _query_window(provider, name, model)
    if provider == "ollama":
        window = context or min(window or UNKNOWN_CONTEXT, UNKNOWN_CONTEXT)
        asked = getattr(model, "num_ctx", None)
        window = asked or window
        model = model.model_copy(update={"num_ctx": window})
    if window:
        profile["max_input_tokens"] = window
    return model.model_copy(update={"profile": profile or None})


def _query_window(provider: str, name: str, model: BaseChatModel) -> int | None:
    from precis.models.calls.key import model_address
    from precis.models.served import ollama_window, window_of

    address = model_address(model).rstrip("/")
    if provider == "ollama":
        return ollama_window(address or OLLAMA_URL, name)[0]
    if provider == "openai" and "api.openai.com" not in address:
        return window_of(address, name, clean_key("OPENAI_API_KEY", os.environ))
    return None


def _value(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError:
        return text


def _configuration_error(provider: str, name: str, error: Exception) -> UsageError:
    """Say what a provider's package found wrong; its own text may quote what it was given."""
    reason = _first_line(error)
    if "Unsupported provider" in reason:
        return UsageError(f"unknown provider '{provider}'")
    if "api_key" in reason.lower():
        return UsageError(f"{provider}:{name} needs a key: set {provider.upper()}_API_KEY")
    return UsageError(f"cannot use --model {provider}:{name}: {type(error).__name__}")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
