"""Read lists of models as servers print them: which models write, and how much they read.

Every kind of server names these things in its own way. What a server says of a model counts more
than its name, and a plain name more than one with words that are none of a writer's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from precis.models.named_numbers import named_numbers

_OTHER = (
    r"embed|rerank|feature-?extract|speech|audio|video|voice|transcri|image|moderat|classif|forecast"
    r"|(?:^|[^a-z])(?:asr|clip|cls|e5|emb|ocr|stt|tts|vae)(?:[^a-z]|$)"
)
"""Kinds of work that are no writing."""

_OTHER_KINDS = re.compile(_OTHER, re.IGNORECASE)
_OTHER_NAMES = re.compile(
    rf"{_OTHER}|all-minilm|nomic-bert|jina-col|rank(?:er)?(?:[/_:.-]|$)|colbert|sentence-transformers"
    r"|(?:^|[/_:.-])(?:base|bge|flux|gte|minilm|pt|sdxl|siglip|sora|veo)(?:[/_:.-]|$)"
    r"|whisper|parakeet|kokoro|bark|piper|wav2vec|musicgen|realtime|guard|shield"
    r"|dall-?e|imagen|stable-?diffusion|dreamshaper|kandinsky|layoutlm|paraphrase-"
    r"|text-similarity|davinci-00|babbage-00|turbo-instruct$",
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

_WRITING_KINDS = re.compile(
    r"chat|complet|generat\w*content|text[ _-]?generation|messages|responses|openai|->text|^text$"
    r"|instruct|language|llm",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:model[_-]?)?(id|key|slug|name)|model", re.IGNORECASE)
_NAMES = ("id", "key", "slug", "name", None)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KIND = re.compile(
    r"(?:type|task|kind|tag|label|method|function|domain|purpose|use_?case|categor(?:y|ie))s?$"
    r"|(?:^|_)mode$|modalit|abilit|endpoint",
    re.IGNORECASE,
)
_STATE = re.compile(r"stat(?:e|us)$|lifecycle|stage$", re.IGNORECASE)
_GONE = r"archiv|delet|deprecat|disab|legacy|offline|remov|retir|withdr"
_GONE_NAMES = re.compile(_GONE, re.IGNORECASE)
_AWAY_STATES = re.compile(
    rf"{_GONE}|error|fail|idle|shut|sleep|stop|(?:^|[\W_])(?:not|un)", re.IGNORECASE
)
_THERE = re.compile(r"avail|^(?:is_?)?(?:active|enabled|public)$", re.IGNORECASE)
_LISTS = ("data", "models")
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

_WORD = re.compile(r"[^\W\d_]+")
_DEPTH = 5


@dataclass(frozen=True)
class ServedModel:
    """One model of a server; `window` is how many tokens it reads, None where nobody says.

    `sure` is 2 where its server says that it chats, 1 where it says that it writes; `doubts` are
    how many things it says against it: not loaded, about to be withdrawn.
    """

    name: str
    chats: bool
    window: int | None = None
    owner: str = ""
    sure: int = 0
    doubts: int = 0


def writers(served: Sequence[ServedModel]) -> list[str]:
    """Return the names of the models that can chat, the likeliest first."""
    able = [model for model in served if model.chats]
    tuned = [words for it in able if (words := set(_words(it.name))) & _TUNED]

    def unlikeliness(model: ServedModel) -> tuple[int, ...]:
        words = set(_words(model.name))
        base = not words & _TUNED and any(words < other for other in tuned)
        return model.doubts, -model.sure, base, *_strangeness(words)

    return [model.name for model in sorted(able, key=unlikeliness)]


def read_models(listed: object) -> list[ServedModel] | None:
    """Return the models in a list of any form; None where there is no list."""
    lists = list(_lists(listed))
    found = ([model for entry in entries if (model := _model(entry))] for entries in lists)
    return next(filter(None, found), [] if lists else None)


def read_window(value: object) -> int | None:
    """Return the window that something says of a model; the smallest where it says several."""
    found: dict[str, int] = {}
    for name, number in named_numbers(value):
        found[name] = min(number, found.get(name, number))
    named = ([found[name] for name in found if form.fullmatch(name)] for form in _WINDOWS)
    return next((min(windows) for windows in named if windows), None)


def _lists(listed: object) -> Iterator[list[Any]]:
    """Yield the lists in what a server sends, the outermost first, the likeliest of them first."""
    places = [listed]
    for _ in range(_DEPTH):
        for place in places:
            if isinstance(place, list):
                yield list(_ungrouped(place))
            elif isinstance(place, dict) and place and all(map(name_of, place.values())):
                yield list(place.values())
        objects = [place for place in places if isinstance(place, dict)]
        places = [place[field] for place in objects for field in sorted(place, key=_unlikely_list)]


def _ungrouped(entries: Sequence[Any], depth: int = 0) -> Iterator[Any]:
    """Yield entries, and in place of each that only groups others those of its lists."""
    for entry in entries:
        inner = _members(entry) if depth < _DEPTH else []
        yield from _ungrouped(inner, depth + 1) if inner else [entry]


def _members(entry: object) -> list[Any]:
    """Return the entries that a group has: what has models has no name of its own as one."""
    if not isinstance(entry, dict):
        return []
    fields = _LISTS if name_of(entry) else tuple(entry)
    lists = [(field, entry[field]) for field in fields if isinstance(entry.get(field), list)]
    plain = {field for field in _LISTS if field in entry}
    return [one for field, it in lists for one in it if name_of(one) or (field in plain and one)]


def _unlikely_list(field: str) -> int:
    return _LISTS.index(field) if field in _LISTS else len(_LISTS)


def name_of(entry: object) -> str:
    """Return the name of the model in an entry of a list; "" where it has none."""
    if not isinstance(entry, dict):
        return ""
    texts = {field: it for field, it in entry.items() if isinstance(it, str) and it}
    fields = [found for field in texts if (found := _NAME.fullmatch(field))]
    fields.sort(key=lambda field: _NAMES.index(field[1] and field[1].lower()))
    names = (texts[field[0]] for field in fields)
    return next((name for name in names if not _UUID.fullmatch(name)), "")


def _words(name: str) -> list[str]:
    """Return the words of a name without those of its maker, with more than its version."""
    parts = [_WORD.findall(part) for part in re.split(r"/|\.(?=[a-z])", name.lower())]
    telling = (words for words in reversed(parts) if not _QUALIFIERS.issuperset(words))
    return next(telling, parts[-1])


def _strangeness(words: Set[str]) -> tuple[bool, bool]:
    """Return whether words are of no family that writes, and whether others stand beside it.

    What is tuned to answer may have any name.
    """
    families = {word for word in words if _FAMILY.search(word)}
    known = families | _QUALIFIERS
    others = [word for word in words if len(word) > 1 and not {word, word.rstrip("s")} & known]
    return not families, bool(families and others) and not words & _TUNED


def _model(entry: object) -> ServedModel | None:
    entry = {"id": entry} if isinstance(entry, str) else entry
    name = name_of(entry)
    if not name or not isinstance(entry, dict):
        return None
    said = list(_said(entry))
    chats, sure = _chats(name, entry, said)
    owner = str(entry.get("owned_by") or "")
    return ServedModel(name, chats, read_window(entry), owner, sure, sum(map(_doubts, said)))


@dataclass(frozen=True)
class _Said:
    """A text, or whether something holds, and the names of the fields that it stands in."""

    path: tuple[str, ...]
    value: str | bool

    def within(self, names: re.Pattern[str]) -> bool:
        return any(map(names.search, self.path))


def _said(value: object, path: tuple[str, ...] = ()) -> Iterator[_Said]:
    """Yield the texts and truths that an entry holds, to a depth."""
    if len(path) > _DEPTH:
        return
    if isinstance(value, str | bool):
        yield _Said(path, value)
    elif isinstance(value, list):
        for one in value:
            yield from _said(one, (*path, ""))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _said(inner, (*path, str(name)))


def _doubts(said: _Said) -> bool:
    """Return whether something speaks against a model: it is gone, away, or will be."""
    if said.value is False:
        return len(said.path) == 1 and bool(_THERE.search(said.path[0]))
    if said.value and _GONE_NAMES.search(said.path[-1]):
        return True
    return (
        isinstance(said.value, str)
        and said.within(_STATE)
        and bool(_AWAY_STATES.search(said.value))
    )


def _chats(name: str, entry: Mapping[str, Any], said: Sequence[_Said]) -> tuple[bool, int]:
    """Return whether a model chats, and how sure its server is of that."""
    details = entry.get("details")
    family = str(details.get("family") or "") if isinstance(details, dict) else ""
    if "bert" in family or _OTHER_NAMES.search(name):
        return False, 0
    kinds = list(filter(None, map(_kind, said)))
    able = [kind for kind, holds in kinds if holds]
    unable = [kind for kind, holds in kinds if not holds and _WRITING_KINDS.search(kind)]
    if any("chat" in kind.lower() for kind in able):
        return True, 2
    if any("chat" in kind.lower() for kind in unable):
        return False, 0
    if any(_WRITING_KINDS.search(kind) for kind in able):
        return True, 1
    return not (unable or any(_OTHER_KINDS.search(kind) for kind in able)), 0


def _kind(said: _Said) -> tuple[str, bool] | None:
    """Return a kind or an ability that an entry names, and whether its model has it."""
    if any("input" in name.lower() for name in said.path):
        return None
    named = said.within(_KIND)
    if isinstance(said.value, str):
        return (said.value, True) if named else None
    return (said.path[-1], said.value) if named or "chat" in said.path[-1].lower() else None
