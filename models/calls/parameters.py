"""The parameters of requests: one that a server refuses is left out from then on.

A model is one of LangChain's; its fields are the parameters. What was refused is remembered for
the process, by model.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

_ROOM = ("max_completion_tokens", "max_tokens", "max_output_tokens", "num_predict")
"""How models name the most tokens of a reply; the first two are each refused somewhere."""

_ALIASES = {
    "stream_options": "stream_usage",
    "include_usage": "stream_usage",
    "stop_sequences": "stop",
    "maxOutputTokens": "max_output_tokens",
    "thinking_level": "reasoning_effort",
}
_NO_PARAMETER = re.compile(
    r"model|key|token(?!s)|base|url|host|endpoint|deployment|client|retries|timeout|proxy|profile"
    r"|organization|version|^name$|metadata|tags|cache|callbacks|streaming|^stream_usage$|kwargs$"
    r"|^extra_|responses_api|header|^disable"
)
"""Fields of a model that say where it is and how it is asked, and are not sent."""

SYSTEM_ROLE = "system_role"
"""Stands among what is dropped for messages of the system, which go into the user's then."""

SIMPLER = (
    {"temperature", "stream_options", "include_usage", "cache_control"},
    {SYSTEM_ROLE},
    {"stream"},
)
"""What is left out, step by step, if a server does not say what it refuses."""

_ALWAYS = {"temperature", "stream_options", "include_usage", "stop", "stream", "no_stream"}
_ALWAYS |= {"response_format", "cache_control", *_ROOM}

_KEPT_BY_PROVIDER = {"cache_control": {"type": "ephemeral"}}
"""How Anthropic is asked to keep what comes before; a prompt of less than about a thousand tokens
is not kept, and costs nothing more."""


@dataclass
class _Learned:
    """What the server of one model refuses, and a habit of the model itself.

    Of `stream` and `no_stream`, the ways to be answered, one may be among what was dropped. A
    reply has `most_room` tokens; streams of one that `ends_unsaid` never say why they end. One
    that is `unmoved` has refused the simplest request too.
    """

    dropped: set[str] = field(default_factory=set)
    unmoved: bool = False
    thinks_unopened: bool = False
    ends_unsaid: bool = False
    most_room: int | None = None


_learned: dict[str, _Learned] = {}


class Parameters:
    """The parameters of one model, known by its `identity`; shared by all its callers."""

    def __init__(self, model: BaseChatModel, identity: str) -> None:
        self._plain = model
        self._known = _learned.setdefault(identity, _Learned())
        self._made: tuple[object, BaseChatModel] = ((frozenset(), None), model)

    @property
    def model(self) -> BaseChatModel:
        """The model without what its server refuses."""
        known = frozenset(self._known.dropped), self._known.most_room
        if self._made[0] != known:
            made = without(self._plain, known[0])
            room = _room(made, {})
            most = known[1]
            made = self._with_room(made, most) if most and room and room > most else made
            self._made = (known, made)
        return self._made[1]

    @property
    def kind(self) -> str:
        """The kind of model, as its package names it."""
        return self._plain._llm_type

    @property
    def streams(self) -> bool:
        """Whether a reply can be streamed."""
        return "stream" not in self._known.dropped

    @property
    def only_streams(self) -> bool:
        """Whether a reply must be streamed."""
        return "no_stream" in self._known.dropped

    @property
    def folds_system(self) -> bool:
        """Whether system messages are put in front of the user's."""
        return SYSTEM_ROLE in self._known.dropped

    @property
    def unmoved(self) -> bool:
        """Whether the simplest request was refused too."""
        return self._known.unmoved

    @unmoved.setter
    def unmoved(self, unmoved: bool) -> None:
        self._known.unmoved = unmoved

    @property
    def thinks_unopened(self) -> bool:
        """Whether the model's thoughts end with a mark but do not begin with one."""
        return self._known.thinks_unopened

    @thinks_unopened.setter
    def thinks_unopened(self, thinks: bool) -> None:
        self._known.thinks_unopened = thinks

    @property
    def ends_unsaid(self) -> bool:
        """Whether streams of this model never say why they end."""
        return self._known.ends_unsaid

    @ends_unsaid.setter
    def ends_unsaid(self, unsaid: bool) -> None:
        self._known.ends_unsaid = unsaid

    def names_of(self, model: BaseChatModel, options: Mapping[str, Any]) -> set[str]:
        """Return the names of the parameters that a request of `model` with `options` carries."""
        names = {
            name
            for name in model.model_fields_set
            if getattr(model, name) is not None and not _NO_PARAMETER.search(name)
        }
        names |= set(options) | _extra(model).keys()
        if getattr(model, "stream_usage", None):
            names |= {"stream_options", "include_usage"}
        if _room(model, options) is not None:
            names |= {*_ROOM, "maxOutputTokens"}
        return names | ({"cache_control"} if self._marks_fixed_part else set())

    def is_optional(self, name: str) -> bool:
        """Return whether a reader has set a parameter, which is not among those that always go."""
        return name not in _ALWAYS and name not in self._known.dropped

    def known_refused(self, names: Collection[str]) -> set[str]:
        """Return which of `names` the server refuses."""
        return self._known.dropped & set(names)

    def without_refused(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return `options` without what the server refuses."""
        most = self._known.most_room
        return {
            name: min(value, most) if most and name in _ROOM else value
            for name, value in options.items()
            if name not in self._known.dropped
        }

    def trying_without(self, names: Collection[str]) -> "Parameters":
        """Return the same parameters without `names`, which are not left out for good."""
        if not names:
            return self
        tried = copy(self)
        tried._known = replace(self._known, dropped=self._known.dropped | set(names))
        return tried

    def drop(self, names: Collection[str]) -> bool:
        """Leave out `names`, which a request carried, from now on.

        Returns whether the next request differs: it also does where another call, sent at the
        same time, has had them left out.
        """
        before, new = self.model, set(names) - self._known.dropped
        self._known.dropped |= new
        unsent = not set(names) & self.names_of(self.model, {})
        return bool(names) and (unsent or vars(self.model) != vars(before))

    def limit_room(self, counts: Sequence[int], options: Mapping[str, Any]) -> bool:
        """Give a reply the largest number of tokens among `counts` that is less than before, or
        leave it to the server; says whether that changes a request.
        """
        room = _room(self.model, options)
        if room is None:
            return False
        most = max((count for count in counts if count < room), default=None)
        if most is None:
            return self.drop(_ROOM)
        self._known.most_room = most
        return True

    def renames_room(self, words: str) -> bool:
        """Use the other name for the most tokens of a reply where a server asks for it."""
        if "max_completion_tokens" not in words or "max_tokens" in self._known.dropped:
            return False
        self._known.dropped.add("max_tokens")
        return True

    def laid_out(self, messages: Sequence[BaseMessage]) -> list[BaseMessage]:
        """Return the messages in roles that the server knows."""
        if not self.folds_system:
            return [self._kept_by_provider(message) for message in messages]
        system = [message.text for message in messages if isinstance(message, SystemMessage)]
        others = [message for message in messages if not isinstance(message, SystemMessage)]
        for at, message in enumerate(others):
            if isinstance(message, HumanMessage):
                return [*others[:at], _with_text_before(message, system), *others[at + 1 :]]
        return [HumanMessage("\n\n".join(system)), *others]

    def _kept_by_provider(self, message: BaseMessage) -> BaseMessage:
        """Ask a provider that wants to be asked to keep the fixed part of a prompt for the next."""
        if not (isinstance(message, SystemMessage) and self._marks_fixed_part):
            return message
        return SystemMessage([{"type": "text", "text": message.text, **_KEPT_BY_PROVIDER}])

    @property
    def _marks_fixed_part(self) -> bool:
        return self.kind == "anthropic-chat" and "cache_control" not in self._known.dropped

    def room(self, options: Mapping[str, Any]) -> int | None:
        """Return the most tokens that a reply may have; None: the server decides."""
        return _room(self.model, options)

    def roomy(self, tokens: int) -> BaseChatModel:
        """Return the model with room for a reply of this many tokens."""
        return self._with_room(self.model, min(tokens, self._known.most_room or tokens))

    def _with_room(self, model: BaseChatModel, tokens: int) -> BaseChatModel:
        if _is_openai(model):
            foreign = "max_completion_tokens" in self._known.dropped or not _is_home(model)
            if foreign and "max_tokens" not in self._known.dropped:
                extra = {**_extra(model), "max_tokens": tokens}
                return model.model_copy(update={"extra_body": extra, "max_tokens": None})
            return model.model_copy(update={"max_tokens": tokens})
        for name in _ROOM[1:]:
            if name in type(model).model_fields:
                return model.model_copy(update={name: tokens})
        return model


def without(model: BaseChatModel, names: Sequence[str] | frozenset[str]) -> BaseChatModel:
    """Return a copy of a model that does not send the parameters `names`."""
    fields = type(model).model_fields
    updates: dict[str, Any] = {}
    for name in names:
        own = _ALIASES.get(name, _snake(name))
        if own in fields and own not in _ROOM[:2]:
            updates[own] = False if own == "stream_usage" else None
    room = getattr(model, "max_tokens", None)
    if "max_completion_tokens" in names and room and _is_openai(model):
        extra = {} if "max_tokens" in names else {"max_tokens": room}
        updates |= {"max_tokens": None, "extra_body": {**_extra(model), **extra}}
    for place in ("model_kwargs", "extra_body"):
        kept = updates.get(place, getattr(model, place, None))
        if isinstance(kept, dict) and set(names) & set(kept):
            updates[place] = {name: value for name, value in kept.items() if name not in names}
    return model.model_copy(update=updates)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _extra(model: BaseChatModel) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place in ("model_kwargs", "extra_body"):
        found |= getattr(model, place, None) or {}
    return found


def _room(model: BaseChatModel, options: Mapping[str, Any]) -> int | None:
    places = (options, _extra(model), vars(model))
    told = [place.get(name) for place in places for name in _ROOM]
    return next((int(value) for value in told if isinstance(value, int) and value > 0), None)


def _is_openai(model: BaseChatModel) -> bool:
    return hasattr(model, "extra_body") and hasattr(model, "max_tokens")


def _is_home(model: BaseChatModel) -> bool:
    """Return whether a model is OpenAI's own, which knows `max_completion_tokens` only."""
    base = str(getattr(getattr(model, "root_async_client", None), "base_url", "") or "")
    return "api.openai.com" in base or "azure" in type(model).__name__.lower()


def _with_text_before(message: HumanMessage, texts: Sequence[str]) -> HumanMessage:
    """Return a message that begins with `texts`; its pictures stay."""
    text = "\n\n".join([*texts, message.text])
    parts = message.content if isinstance(message.content, list) else []
    pictures = [part for part in parts if isinstance(part, dict) and part.get("type") != "text"]
    return HumanMessage([{"type": "text", "text": text}, *pictures] if pictures else text)
