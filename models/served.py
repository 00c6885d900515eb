"""Query a model server for its models: which exist, which can chat, and their context windows.

Every kind of server names these things in its own way; one that is silent or unreachable says
nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from precis.environment import tls_context

_PROBE_SECONDS = 2.0
_OLLAMA_DEFAULT = 4096
"""Tokens that Ollama reads where nobody asks for more; by OpenAI's protocol nobody can."""

_NO_CHAT = re.compile(
    r"embed|(?:^|[/_:.-])(?:bge|e5|gte|minilm|clip|siglip|sdxl|flux|ocr|vae|asr|stt|tts|sora|veo)"
    r"(?:[/_:.-]|$)|all-minilm|nomic-(?:embed|bert)|jina-(?:clip|col|rerank)|rank(?:er)?(?:[/_:.-]|$)|rerank|colbert|whisper"
    r"|parakeet|speech|kokoro|bark|piper|dall-?e|imagen|stable-?diffusion|\bimage\b|imagegen"
    r"|moderation|guard|shield|transcri|realtime|text-similarity|davinci-00|babbage-00"
    r"|sentence-transformers|paraphrase-|wav2vec|musicgen|dreamshaper|kandinsky|layoutlm|whisper",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"instruct|chat|gpt|claude|gemini|gemma|llama|qwen|qwq|mi[nsx]i?s?tral|magistral|devstral|phi-?\d"
    r"|lfm|deepseek|command|granite|falcon|\byi-|glm|kimi|nemotron|smollm|olmo|hermes|grok|sonar|jamba"
    r"|ernie|hunyuan|minimax|internlm|exaone|solar|vicuna|zephyr|dolphin|\bnova|\bo[134]\b|-it\b",
    re.IGNORECASE,
)
"""Families that write; another name says nothing of what its model does."""

_NO_CHAT_KINDS = re.compile(
    r"embed|feature-?extract|rerank|speech|audio|transcri|image|moderation|vision-encoder|classif",
    re.IGNORECASE,
)
_CHAT_KINDS = re.compile(
    r"chat|completion|generat\w*content|text-?generation|messages|responses|openai|->text|^text$|llm",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:type|task|kind|mode|model_type|pipeline_tag|tags)$|modalit|capabilit|endpoint|_methods?$|methods$",
    re.IGNORECASE,
)
_WINDOWS = tuple(
    re.compile(form)
    for form in (
        r"loadedcontext(?:length|window)",
        r"maxmodellen(?:gth)?",
        r"nctx",
        r"(?:max)?(?:input|prompt)token(?:s|limit|smax)",
        r"(?:max)?(?:context|ctx)(?:window|length|len|size|limit)?(?:tokens|size)?(?:max)?",
        r"max(?:imum)?(?:seq|sequence|position)(?:len|length|embeddings)",
        r"nctxtrain",
    )
)
"""Names of windows without their signs between words; the first that is there holds."""

_NOT_LETTERS = re.compile(r"[^a-z]")
_ASLEEP = re.compile(r"not|un|idle|sleep|stopp", re.IGNORECASE)


@dataclass(frozen=True)
class ServedModel:
    """One model of a server; `window` is how many tokens it reads, None where nobody says.

    A `ready` one need not be loaded first.
    """

    name: str
    chats: bool
    window: int | None = None
    owner: str = ""
    ready: bool = True


def writers(served: Sequence[ServedModel]) -> list[str]:
    """Return the names of the models that can chat, ready ones and families that write first."""
    able = [model for model in served if model.chats]
    able.sort(key=lambda model: (not model.ready, not _WRITER.search(model.name)))
    return [model.name for model in able]


def openai_models(address: str, key: str) -> list[ServedModel] | None:
    """Return the models of a server that speaks OpenAI's protocol; None where none answers."""
    return _models(_fetch_json(f"{address}/models", key))


def ollama_models(address: str) -> list[ServedModel]:
    """Return the models of an Ollama server; none where there is none."""
    return _models(_fetch_json(f"{address}/api/tags")) or []


def ollama_window(address: str, name: str) -> tuple[int | None, bool]:
    """Return how many tokens a model of Ollama can read, and whether it chats."""
    shown = _fetch_json(f"{address}/api/show", body={"model": name})
    if not isinstance(shown, dict):
        return None, True
    information = shown.get("model_info") or {}
    lengths = [value for key, value in information.items() if key.endswith(".context_length")]
    able = shown.get("capabilities")
    chats = not isinstance(able, list) or not able or "completion" in able
    return next((length for length in lengths if _is_window(length)), None), chats


def window_of(address: str, name: str, key: str) -> int | None:
    """Return how many tokens the model `name` of a server can read; None where nobody says."""
    root = address.removesuffix("/v1")
    models = openai_models(address, key) or []
    found = next((model for model in models if model.name == name), None)
    if found is None:
        return None
    if found.owner == "library":
        return _OLLAMA_DEFAULT
    if found.owner == "llamacpp":
        return _window(_fetch_json(f"{root}/props", key)) or found.window
    if found.window is None and found.owner in {"organization_owner", "organization-owner"}:
        listed = _fetch_json(f"{root}/api/v0/models", key)
        entries = listed.get("data") if isinstance(listed, dict) else None
        same = (it for it in entries or [] if isinstance(it, dict) and it.get("id") == name)
        return _window(next(same, None))
    return found.window


def complete_address(address: str, key: str) -> str:
    """Return a base address with the `/v1` that it lacks, where its server shows that."""
    if openai_models(address, key) is None and openai_models(f"{address}/v1", key) is not None:
        return f"{address}/v1"
    return address


def _models(listed: object) -> list[ServedModel] | None:
    """Return the models in a list of any form; None where there is no list."""
    places = [listed.get("data"), listed.get("models")] if isinstance(listed, dict) else [listed]
    for place in places:
        entries = list(place.values()) if isinstance(place, dict) else place
        if isinstance(entries, list):
            return [model for entry in entries if (model := _model(entry))]
    return None


def _model(entry: object) -> ServedModel | None:
    if isinstance(entry, str):
        entry = {"id": entry}
    if not isinstance(entry, dict):
        return None
    name = entry.get("id") or entry.get("name") or entry.get("model")
    if not isinstance(name, str):
        return None
    gone = entry.get("active") is False or entry.get("archived") is True
    chats = not gone and _chats(name, entry)
    return ServedModel(
        name, chats, _window(entry), str(entry.get("owned_by") or ""), _is_ready(entry)
    )


def _is_ready(entry: Mapping[str, Any]) -> bool:
    """Return whether a server says nothing of a model that it must load first."""
    state = entry.get("state") or entry.get("status")
    state = state.get("value") if isinstance(state, dict) else state
    return not (isinstance(state, str) and _ASLEEP.match(state))


def _chats(name: str, entry: Mapping[str, Any]) -> bool:
    details = entry.get("details")
    family = str(details.get("family") or "") if isinstance(details, dict) else ""
    if "bert" in family or _NO_CHAT.search(name):
        return False
    kinds = [kind for kind, able in _kinds(entry) if able]
    if any(_CHAT_KINDS.search(kind) for kind in kinds):
        return True
    unable = any(_CHAT_KINDS.search(kind) for kind, able in _kinds(entry) if not able)
    return not (unable or any(_NO_CHAT_KINDS.search(kind) for kind in kinds))


def _kinds(value: object, field: str = "") -> Iterator[tuple[str, bool]]:
    """Yield what a server's entry says about the kind and the abilities of its model."""
    if isinstance(value, str) and field:
        yield value, True
    elif isinstance(value, list):
        for one in value:
            yield from _kinds(one, field)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if field and isinstance(inner, bool):
                yield str(name), inner
            elif not field or "input" not in name:
                yield from _kinds(inner, field or (name if _KIND.search(name) else ""))


def _window(entry: object) -> int | None:
    found = dict(_numbers(entry))
    named = (found[name] for form in _WINDOWS for name in found if form.fullmatch(name))
    return next(named, None)


def _numbers(value: object, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the numbers in an entry by the letters of their names, the outermost last."""
    inner: Sequence[object] = list(value.values()) if isinstance(value, dict) else ()
    if depth < 3:  # noqa: PLR2004 - deep enough for all servers
        for one in inner:
            yield from _numbers(one, depth + 1)
    if isinstance(value, dict):
        for name, count in value.items():
            number = int(count) if isinstance(count, str) and count.isdecimal() else count
            if _is_window(number):
                yield _NOT_LETTERS.sub("", str(name).lower()), number


def _is_window(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


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
        return reply.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
