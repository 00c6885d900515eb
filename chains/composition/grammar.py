"""Parse and print the text of a chain: `summarize --length short | translate French`.

Words and quotes are those of a shell; nothing is expanded. What the words mean to a step is
decided in `binding.py`.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from precis.errors import UsageError

PIPE = "|"
_PART = re.compile(
    r"""(?P<space>\s+)|(?P<pipe>\|)|'(?P<single>[^']*)'|"(?P<double>(?:[^"\\]|\\.)*)"|"""
    r"""\\(?P<escaped>.)|(?P<plain>[^\s|'"\\]+)""",
    re.DOTALL,
)
_ESCAPED = re.compile(r"""\\(["\\])""")


class ChainError(UsageError):
    """A chain that cannot be: says at which column, counted from 1."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")
        self.column = column
        self.reason = reason


@dataclass(frozen=True)
class Word:
    """A word of a chain, without its quotes, and the column where it stands, from 1."""

    text: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Call:
    """The name of a step and the words after it."""

    name: Word
    arguments: tuple[Word, ...] = ()


def parse(text: str) -> list[Call]:
    """Return the steps of a chain, in order; there is at least one.

    Raises ChainError for an empty chain, a `|` without a step beside it, and an open quote.

    >>> [call.name.text for call in parse("summarize --length short | translate 'Swiss German'")]
    ['summarize', 'translate']
    """
    calls: list[Call] = []
    words: list[Word] = []
    for word in [*_words(text), Word(PIPE, len(text) + 1)]:
        if not _is_pipe(word, text):
            words.append(word)
            continue
        if not words:
            raise ChainError(word.column, _missing(text, ended=word.column > len(text)))
        calls.append(Call(words[0], tuple(words[1:])))
        words = []
    return calls


def printed(calls: Sequence[Call]) -> str:
    """Return the text of a chain, quoted where it must be; `parse` gives `calls` again.

    >>> printed(parse('ask   "What is it?"|collect'))
    "ask 'What is it?' | collect"
    """
    words = ([call.name, *call.arguments] for call in calls)
    return f" {PIPE} ".join(" ".join(shlex.quote(word.text) for word in step) for step in words)


def _is_pipe(word: Word, text: str) -> bool:
    unquoted = text[word.column - 1 : word.column] in {PIPE, ""}
    return word.text == PIPE and unquoted


def _missing(text: str, *, ended: bool) -> str:
    if not text.strip():
        return "the chain is empty: name a step, such as summarize"
    return "a step is missing after '|'" if ended else "a step is missing before '|'"


def _words(text: str) -> Iterator[Word]:
    """Yield the words and pipes; parts that touch each other are one word."""
    position = start = 0
    parts: list[str] | None = None
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            raise ChainError(position + 1, _unfinished(text[position]))
        if part.lastgroup in {"space", "pipe"}:
            if parts is not None:
                yield Word("".join(parts), start + 1)
            parts = None
            if part.lastgroup == "pipe":
                yield Word(PIPE, position + 1)
        else:
            if parts is None:
                start, parts = position, []
            parts.append(_value(part))
        position = part.end()
    if parts is not None:
        yield Word("".join(parts), start + 1)


def _value(part: re.Match[str]) -> str:
    assert part.lastgroup
    value = part[part.lastgroup]
    return _ESCAPED.sub(r"\1", value) if part.lastgroup == "double" else value


def _unfinished(character: str) -> str:
    if character == "\\":
        return "nothing follows the backslash"
    return f"the quote {character} is not closed"
