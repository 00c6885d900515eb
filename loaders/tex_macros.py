"""Commands that a LaTeX source defines itself, replaced by what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(
    r"\\verb\*?([^\w\s*])[^\n]{0,300}?\1|\\begin\{(verbatim|Verbatim|lstlisting|minted|alltt)\*?\}"
    r"|\\([A-Za-z]+)|\\.|[{}]",
    re.DOTALL,
)
_DEFINES = {"newcommand", "providecommand", "DeclareRobustCommand", "renewcommand", "def"}
_HEAD = re.compile(
    r"\*?\s{0,9}(?:\{\s{0,9}\\([A-Za-z]+)\s{0,9}\}|\\([A-Za-z]+))"
    r"\s{0,9}(?:\[([1-9])\]\s{0,9}(?:\[([^\[\]{}]{0,300})\]\s{0,9})?|((?:#[1-9])+))?(?=\{)"
)
_PROGRAM = re.compile(
    r"\\(?:[A-Za-z]*@|(?:if[a-z]*|else|fi|expandafter|csname|futurelet|catcode|begingroup|let|def"
    r"|[egx]def|(?:re)?newcommand|providecommand)(?![A-Za-z]))|##"
)
"""What makes a definition a program rather than a text."""

_PLACE = re.compile(r"#([1-9])")
_BLANKS = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?")
_DEFAULT = re.compile(r"\[([^\[\]{}]{0,300})\]")
_ENDS_IN_WORD = re.compile(r"\\[A-Za-z]+\Z")
_SPACED = "\\xspace"
_DEEPEST = 8
_ENOUGH = 100_000
_TIMES = 4
"""What commands stand for may be this many times the source, and always _ENOUGH characters."""


class _Macro(NamedTuple):
    body: str
    places: int
    default: str | None


class Macros:
    """The commands that a source has defined so far."""

    def __init__(self, source: str) -> None:
        self._known: dict[str, _Macro] = {}
        self._left = _TIMES * len(source) + _ENOUGH
        self.text = self._expanded(source, _DEEPEST)

    @property
    def is_complete(self) -> bool:
        """Whether all that the commands stand for was written."""
        return self._left > 0

    def _expanded(self, text: str, depth: int) -> str:
        tokens = _tokens(text)
        ends = _ends(tokens)
        pieces: list[str] = []
        at = 0
        for token in tokens:
            start, end, name = token.start(), token.end(), token[3]
            if not name or start < at:
                continue
            if name in _DEFINES:
                stop, written = self._define(text, (start, end), ends), ""
            elif name in self._known and depth and self._left > 0:
                stop, written = self._used(text, self._known[name], end, ends, depth)
            else:
                continue
            if stop is not None:
                pieces += [text[at:start], written]
                at = stop
        return "".join([*pieces, text[at:]])

    def _define(self, text: str, command: tuple[int, int], ends: dict[int, int]) -> int | None:
        """Keep a definition and return where it ends, None for one that is left as it is."""
        start, at = command
        head = _HEAD.match(text, at)
        stop = ends.get(head.end()) if head else None
        if head is None or stop is None:
            return None
        name, body = head[1] or head[2], text[head.end() + 1 : stop]
        is_new = text[start:at] != "\\renewcommand" or name in self._known
        if not is_new or _PROGRAM.search(body):
            self._known.pop(name, None)
            return None
        count = int(head[3]) if head[3] else len(head[5] or "") // 2
        self._known[name] = _Macro(body, count, head[4])
        fills_line = text[start - 1 : start] in {"", "\n"} and text.startswith("\n", stop + 1)
        return stop + 1 + fills_line

    def _used(
        self, text: str, macro: _Macro, at: int, ends: dict[int, int], depth: int
    ) -> tuple[int | None, str]:
        """Return where a use ends, None for one without its arguments, and what it stands for."""
        arguments: list[str] = []
        if macro.default is not None:
            given = _DEFAULT.match(text, at)
            arguments.append(given[1] if given else macro.default)
            at = given.end() if given else at
        while len(arguments) < macro.places:
            at = _after_blanks(text, at)
            stop = ends.get(at)
            if stop is None:
                return None, ""
            arguments.append(text[at + 1 : stop])
            at = stop + 1
        body = _PLACE.sub(lambda place: _argument(arguments, place), macro.body)
        self._left -= len(body)
        shown = self._expanded(body.removesuffix(_SPACED), depth - 1)
        if arguments:
            return at, shown
        stop = _after_blanks(text, at)
        after = text[at:stop] if macro.body.endswith(_SPACED) else ""
        if text.startswith(("{}", "\\ "), stop):
            after, stop = "" if text[stop] == "{" else " ", stop + 2
        elif not after and text[stop : stop + 1].isalpha() and _ENDS_IN_WORD.search(shown):
            after = " "
        return stop, shown + after


def _argument(arguments: list[str], place: re.Match[str]) -> str:
    number = int(place[1])
    return arguments[number - 1] if number <= len(arguments) else place[0]


def _after_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _tokens(text: str) -> list[re.Match[str]]:
    """Return the commands and braces of a source, without what is verbatim."""
    found, at = [], 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token[2]:
            end = text.find(f"\\end{{{token[2]}", at)
            at = len(text) if end < 0 else end
        elif not token[1]:
            found.append(token)
    return found


def _ends(tokens: Iterable[re.Match[str]]) -> dict[int, int]:
    """Return where the brace that closes each opened one is."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for token in tokens:
        if token[0] == "{":
            opened.append(token.start())
        elif token[0] == "}" and opened:
            ends[opened.pop()] = token.start()
    return ends
