"""Read lists of models as servers print them: which models write, and how much they read.

Every kind of server names these things in its own way. What a server says of a model counts more
than its name, and a plain name more than one with words that are none of a writer's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_NO_CHAT = re.compile(
    r"embed|all-minilm|nomic-(?:embed|bert)|jina-(?:clip|col|rerank)|rank(?:er)?(?:[/_:.-]|$)"
    r"|(?:^|[/_:.-])(?:bge|e5|gte|minilm|clip|siglip|sdxl|flux|ocr|vae|asr|stt|tts|sora|veo|base|pt)"
    r"(?:[/_:.-]|$)|rerank|colbert|whisper|parakeet|speech|audio|video|kokoro|bark|piper"
    r"|dall-?e|imagen|stable-?diffusion|\bimage\b|moderation|guard|shield|transcri|realtime"
    r"|text-similarity|davinci-00|babbage-00|turbo-instruct$|sentence-transformers|paraphrase-"
    r"|wav2vec|musicgen|dreamshaper|kandinsky|layoutlm",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"instruct|chat|gpt|claude|gemini|gemma|llama|qwen|qwq|mi[nsx]i?s?tral|magistral|devstral"
    r"|phi(?![a-z])|lfm|deepseek|command|granite|falcon|^yi$|glm|kimi|nemotron|smollm|olmo|hermes"
    r"|grok|sonar|jamba|ernie|hunyuan|minimax|internlm|exaone|solar|vicuna|zephyr|dolphin|^nova$"
    r"|^o$|^it$",
    re.IGNORECASE,
)
"""Families that write; another name says nothing of what its model does."""

_QUALIFIERS = frozenset(
    """
    air alpha assistant awq bf beta coder code deep distill distilled dpo exl exp experimental fast
    flash fp free ggml gguf gptq haiku heavy hf high instant int large latest light lite low max
    maverick medium micro mini mlx moe nano next non nvfp omni opus oss plus preview pro r rc
    reasoner reasoning rlhf scout sft small sonnet super thinking tiny tools turbo uncensored ultra
    versatile vision vl xl xs xxl
    """.split()
)
"""Words beside a family in the names of writers: any other word may make it something else."""

_TUNED = {"instruct", "chat", "it"}
"""Words of models that answer, beside which one of the same name without them only goes on."""

_NO_CHAT_KINDS = re.compile(
    r"embed|feature-?extract|rerank|speech|audio|transcri|image|moderation|vision-encoder|classif|ocr",
    re.IGNORECASE,
)
_CHAT_KINDS = re.compile(
    r"chat|completion|generat\w*content|text-?generation|messages|responses|openai|->text|^text$|llm",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:type|task|kind|tags?|methods?)$|^mode$|modalit|capabilit|endpoint",
    re.IGNORECASE,
)
_THERE = re.compile(r"avail|^(?:is_?)?(?:active|enabled|public)$", re.IGNORECASE)
_GONE = re.compile(r"archived|disabled|retired|removed|deleted", re.IGNORECASE)
_AGED = re.compile(r"deprecat", re.IGNORECASE)
_STATE = re.compile(r"stat(?:e|us)$|lifecycle|stage$", re.IGNORECASE)
_ASLEEP = re.compile(r"not|un|idle|sleep|stopp", re.IGNORECASE)
_WINDOWS = tuple(
    re.compile(form)
    for form in (
        r"loadedcontext(?:length|window)",
        r"maxmodellen(?:gth)?",
        r"nctx",
        r"(?:max)?(?:input|prompt)(?:token(?:s|limit|smax)|len(?:gth)?)",
        r"(?:true)?(?:max)?(?:context|ctx)(?:window|length|len|size|limit)?(?:tokens|size)?(?:max)?",
        r"max(?:imum)?(?:seq|sequence|position)(?:len|length|embeddings)",
        r"nctxtrain",
        r"(?:max)?totaltoken(?:s|limit)",
    )
)
"""Names of windows without their signs between words; the first form that is there holds."""

_NOT_LETTERS = re.compile(r"[^a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(\d[\d,_]{0,19})(?:\.0{1,9})?\s{0,3}(k|m)?(?:\s{1,3}tokens)?", re.IGNORECASE)
_THOUSANDS = {"": 1, "k": 1000, "m": 1_000_000}
_DEPTH = 5


@dataclass(frozen=True)
class ServedModel:
    """One model of a server; `window` is how many tokens it reads, None where nobody says.

    A `ready` one need not be loaded first; `stated` says that its server calls it one that chats.
    """

    name: str
    chats: bool
    window: int | None = None
    owner: str = ""
    ready: bool = True
    stated: bool = False


def writers(served: Sequence[ServedModel]) -> list[str]:
    """Return the names of the models that can chat, the likeliest first."""
    able = [model for model in served if model.chats]
    tuned = [words for it in able if (words := set(_words(it.name))) & _TUNED]

    def unlikeliness(model: ServedModel) -> tuple[bool, ...]:
        words = set(_words(model.name))
        base = not words & _TUNED and any(words < other for other in tuned)
        return not model.ready, not model.stated, base, *_strangeness(_words(model.name))

    return [model.name for model in sorted(able, key=unlikeliness)]


def read_models(listed: object) -> list[ServedModel] | None:
    """Return the models in a list of any form; None where there is no list."""
    places = [listed]
    if isinstance(listed, dict):
        others = (it for it in listed.values() if isinstance(it, list))
        places = [listed.get("data"), listed.get("models"), *others]
    for place in places:
        entries = list(place.values()) if isinstance(place, dict) else place
        if isinstance(entries, list):
            return [model for entry in entries if (model := _model(entry))]
    return None


def read_window(value: object) -> int | None:
    """Return the window that something says of a model; the smallest where it says several."""
    found: dict[str, int] = {}
    for name, number in _numbers(value):
        found[name] = min(number, found.get(name, number))
    named = ([found[name] for name in found if form.fullmatch(name)] for form in _WINDOWS)
    return next((min(windows) for windows in named if windows), None)


def name_of(entry: object) -> str:
    """Return the name of the model in an entry of a list; "" where it has none."""
    if not isinstance(entry, dict):
        return ""
    names = (entry.get(field) for field in ("id", "key", "name", "model"))
    return next((name for name in names if isinstance(name, str) and name), "")


def _words(name: str) -> list[str]:
    """Return the words of a name without those of its maker."""
    return _WORD.findall(re.split(r"/|\.(?=[a-z])", name.lower())[-1])


def _strangeness(words: Sequence[str]) -> tuple[bool, bool]:
    """Return whether words are of no family that writes, and whether there are others beside it."""
    families = [word for word in words if _FAMILY.search(word)]
    known = {*families, *_QUALIFIERS}
    others = [word for word in words if len(word) > 1 and not {word, word.rstrip("s")} & known]
    return not families, bool(families and others)


def _model(entry: object) -> ServedModel | None:
    entry = {"id": entry} if isinstance(entry, str) else entry
    name = name_of(entry)
    if not name or not isinstance(entry, dict):
        return None
    chats, stated = _chats(name, entry)
    owner = str(entry.get("owned_by") or "")
    there = chats and not _is_gone(entry)
    return ServedModel(name, there, read_window(entry), owner, _is_ready(entry), stated)


def _is_gone(entry: Mapping[str, Any]) -> bool:
    flags = [(name, value) for name, value in entry.items() if isinstance(value, bool)]
    return any((_GONE if value else _THERE).search(name) for name, value in flags)


def _is_ready(entry: Mapping[str, Any]) -> bool:
    """Return whether a model need neither be loaded first nor is about to be withdrawn."""
    said = [value for name, value in entry.items() if _STATE.search(name)]
    said = [it.get("value") if isinstance(it, dict) else it for it in said]
    asleep = any(isinstance(it, str) and (_ASLEEP.match(it) or _AGED.search(it)) for it in said)
    return not (asleep or any(value and _AGED.search(name) for name, value in entry.items()))


def _chats(name: str, entry: Mapping[str, Any]) -> tuple[bool, bool]:
    """Return whether a model chats, and whether its server says so."""
    details = entry.get("details")
    family = str(details.get("family") or "") if isinstance(details, dict) else ""
    if "bert" in family or _NO_CHAT.search(name):
        return False, False
    able = [kind for kind, holds in _kinds(entry) if holds]
    unable = [kind for kind, holds in _kinds(entry) if not holds and _CHAT_KINDS.search(kind)]
    if any("chat" in kind.lower() for kind in able):
        return True, True
    if any("chat" in kind.lower() for kind in unable):
        return False, False
    if any(_CHAT_KINDS.search(kind) for kind in able):
        return True, False
    return not (unable or any(_NO_CHAT_KINDS.search(kind) for kind in able)), False


def _kinds(value: object, field: str = "") -> Iterator[tuple[str, bool]]:
    """Yield what a server's entry says about the kind and the abilities of its model."""
    if isinstance(value, str) and field:
        yield value, True
    elif isinstance(value, list):
        for one in value:
            yield from _kinds(one, field)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, bool):
                if field or "chat" in str(name).lower():
                    yield str(name), inner
            elif not field or "input" not in name:
                yield from _kinds(inner, field or (name if _KIND.search(name) else ""))


def _numbers(value: object, field: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the numbers in an entry by the letters of their names, those within only where no
    number outside has the name.

    A number may stand beside its name: {"name": "context_window", "value": "24000"}, or behind it
    among the words of a command.
    """
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one, field, depth + 1)
        for name, count in pairwise(value):
            if isinstance(name, str) and (number := _count(count)):
                yield _letters(name), number
    if not isinstance(value, dict):
        return
    outer = {_letters(name): number for name, it in value.items() if (number := _count(it))}
    if "value" in outer:
        names = [field, *(it for it in value.values() if isinstance(it, str))]
        yield from ((_letters(name), outer["value"]) for name in names)
    yield from outer.items()
    for name, inner in value.items():
        within = _numbers(inner, str(name), depth + 1)
        yield from ((it, number) for it, number in within if it not in outer)


def _letters(name: object) -> str:
    return _NOT_LETTERS.sub("", str(name).lower())


def _count(value: object) -> int:
    """Return the positive whole number that a value is or says, else 0."""
    if isinstance(value, str) and (said := _NUMBER.fullmatch(value.strip())):
        digits = said[1].replace(",", "").replace("_", "")
        return int(digits) * _THOUSANDS[(said[2] or "").lower()]
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
        return max(0, int(value))
    return 0
