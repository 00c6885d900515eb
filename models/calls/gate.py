"""The gate behind every model: decides what counts as a reply.

It reads the stop reasons of all providers, takes thoughts out, and tells replies without text,
cut ones and refusals apart. What follows, another try or an error, is decided in `judging.py`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from unicodedata import category

import regex
from langchain_core.messages import AIMessage

from precis.languages.identification import language_of
from precis.models.calls.thoughts import without_thoughts

CUT = "cut"
"""The key in `response_metadata` of a reply that ended at a token limit."""

_CUT = re.compile(
    r"(?:^|_)length$|max_?len|max_?(?:\w+_?)?tokens?|(?:token|output|context|error)_?limit|^limit"
    r"|context_?(?:window|length)|truncated"
)
_REFUSED = re.compile(
    r"content_?filter|refus|safety|recitation|blocklist|prohibited|spii|guardrail|sensitive"
    r"|toxic|moderat|blocked|blacklist|censor|unsafe|flagged|model_armor|content_?policy"
    r"|^language$"
)
_BROKEN = re.compile(
    r"^error$|^abort|insufficient_system|network_error|malformed|^failed$|^cancelled$|timeout"
    r"|unexpected_tool|server_error|^load$|^unload$"
)
_COMPLETE = re.compile(
    r"^(?:null|none)?$|(?<!user)(?<!user_)stop|end|^eos|(?<!in)complete|^finished|done|success|normal|natural|tool|function"
)
_MARK = (
    r"(?:[ \t]?(?:\[[^\[\]\n]{1,40}\]|【[^【】\n]{1,40}】|\(\d[\d,; –-]{0,20}\)"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))*"
)
"""A citation behind a sentence, in the forms that stand there."""

_CLOSING = r"""["'”’»)\]）」』*_]*"""
_SENTENCE_END = regex.compile(
    rf"(?P<stop>[.!?…؟]){_CLOSING}{_MARK}(?=\s|$)"
    rf"|[\p{{Sentence_Terminal}}།༎--[.!?؟]]{_CLOSING}{_MARK}",
    regex.VERSION1,
)
_ENCLOSING = re.compile(r"""["“”„«»‹›‘()\[\]*_]""")
_COUNTER = re.compile(
    r"^[ \t]*\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.)]\Z|\s\d{1,2}\.\Z", re.MULTILINE
)
_SENTENCES_BEFORE = 300
"""Characters before a full stop that decide whether it belongs to an abbreviation."""

_CLOSED = regex.compile(
    r"""(?:^|[\p{Sentence_Terminal}།༎…"'”’»)\]】）」』}>|`*_⁰¹²³⁴⁵⁶⁷⁸⁹])\s*$""", regex.VERSION1
)
_ENUMERATION = re.compile(r"^(?:finish|stop|done)_?reason_")
_JSON = re.compile(r"""\s*(?:```|\{|\[\s*["{\[\]])""")
_WRITTEN_CALL = re.compile(
    r"\s*[<\[][|｜]?/?[\w:▁]{0,20}(?:tool|function)[_▁ ]?calls?\w*[^<>\[\]]{0,80}[>\]]"
    r"|\s*<\|python_tag\|>",
    re.IGNORECASE,
)
"""A tool call that the server left in the text and that nobody can answer."""


class Ending(Enum):
    """How a reply ended."""

    COMPLETE = auto()
    CUT = auto()
    REFUSED = auto()
    BROKEN = auto()


@dataclass(frozen=True)
class Reply:
    """What a model said: its visible `text`, how it ended, and in which word of the provider.

    `thought` says that something else was in it; `refusal` is what it said in refusing.
    """

    text: str
    ending: Ending
    reason: str = ""
    thought: bool = False
    refusal: str = ""


def read_reply(message: AIMessage) -> Reply:
    """Read a message of any provider."""
    text, thought = without_thoughts(message.text)
    called = _WRITTEN_CALL.match(text) or _WRITTEN_CALL.match(message.text)
    text = text if _has_visible(text) and not called else ""
    reason, refusal = _reason(message.response_metadata), _refusal(message)
    thought = thought or _has_thoughts(message)
    ending = _ending(reason)
    if ending is Ending.COMPLETE and _is_fragment(text) and not _COMPLETE.search(reason):
        ending = Ending.CUT
    if refusal and not text:
        ending = Ending.REFUSED
    if message.tool_calls and not text:
        ending = Ending.COMPLETE
    return Reply(text, ending, reason, thought, refusal)


def _has_visible(text: str) -> bool:
    """Return whether a text has a letter, figure, picture or JSON: dots and fences do not count."""
    if _JSON.match(text.strip("`\n ")):
        return True
    return any(category(sign)[0] in "LN" or category(sign) == "So" for sign in text)


def _is_fragment(text: str) -> bool:
    """Return whether a text ends within a sentence: behind no stop and nothing that closes."""
    return not _CLOSED.search(text)


def visible(message: AIMessage, text: str, *, cut: bool = False) -> AIMessage:
    """Return a message with nothing but its visible text; a cut one says so in its metadata."""
    metadata = {**message.response_metadata, **({CUT: True} if cut else {})}
    return message.model_copy(
        update={"content": text, "response_metadata": metadata, "additional_kwargs": {}}
    )


def whole_sentences(text: str) -> str:
    """Leave out what follows the last sentence or line that is complete; "" where none is.

    >>> whole_sentences("It opened in 1932 [4]. It holds 48,0")
    'It opened in 1932 [4].'
    """
    if _JSON.match(text):
        return ""
    found = [*_SENTENCE_END.finditer(text)]
    while found and _goes_on(text, found[-1]):
        found.pop()
    end = found[-1].end() if found else 0
    return text[: max(end, text.rfind("\n"))].rstrip()


def _goes_on(text: str, end: "regex.Match[str]") -> bool:
    """Return whether a stop ends a counter, an ordinal or an abbreviation and not a sentence."""
    from sentencex import get_sentence_boundaries

    if not end["stop"]:
        return False
    before = text[: end.end("stop")]
    if _COUNTER.search(before):
        return True
    more = _ENCLOSING.sub("", before[-_SENTENCES_BEFORE:]) + " X"
    spoken = language_of(text) or "en"
    return str(get_sentence_boundaries(spoken, more)[-1]["text"]).strip() != "X"


def _reason(told: dict[str, Any]) -> str:
    """Return the word for the end of a reply, in lower case."""
    details = told.get("incomplete_details") or {}
    feedback = told.get("prompt_feedback") or {}
    block = _name(feedback.get("block_reason")) if isinstance(feedback, dict) else ""
    blocked = f"prompt_blocked_{block}" if block else ""
    incomplete = _name(details.get("reason")) if isinstance(details, dict) else ""
    named = [_name(told.get(name)) for name in ("finish_reason", "stop_reason", "done_reason")]
    status = _name(told.get("status"))
    words = [blocked, incomplete, *named, "" if status == "incomplete" else status]
    return next((word for word in words if word), "")


def _name(value: Any) -> str:
    """Return a stop reason as one lower-case word, also where it is a member of an enumeration."""
    word = str(getattr(value, "name", value) or "").strip().lower()
    return _ENUMERATION.sub("", re.sub(r"[\s-]+", "_", word.rpartition(".")[2]))


def _ending(reason: str) -> Ending:
    if _REFUSED.search(reason):
        return Ending.REFUSED
    if _CUT.search(reason):
        return Ending.CUT
    return Ending.BROKEN if _BROKEN.search(reason) else Ending.COMPLETE


def _refusal(message: AIMessage) -> str:
    details = message.response_metadata.get("stop_details")
    explained = details.get("explanation") if isinstance(details, dict) else None
    said = message.additional_kwargs.get("refusal") or explained
    if isinstance(said, str) and said:
        return said
    blocks = message.content if isinstance(message.content, list) else []
    words = [block.get("refusal") for block in blocks if isinstance(block, dict)]
    return " ".join(word for word in words if isinstance(word, str))


def _has_thoughts(message: AIMessage) -> bool:
    usage = message.usage_metadata
    details = usage.get("output_token_details", {}) if usage else {}
    blocks = message.content if isinstance(message.content, list) else []
    kinds = {block.get("type") for block in blocks if isinstance(block, dict)}
    named = {"reasoning_content", "reasoning", "thinking"} & set(message.additional_kwargs)
    return bool(
        named or kinds & {"thinking", "reasoning", "redacted_thinking"} or details.get("reasoning")
    )
