"""Sources of manual pages → Markdown-like text: requests of roff and the macros of man(7).

The macros of mdoc(7) are in `mdoc.py`. Tables (tbl) lose nothing but their rules; what a request
changes of fonts, margins and spacing is not text.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from precis.loaders.mdoc import MdocReader
from precis.loaders.roff_page import Page
from precis.loaders.roff_text import arguments, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_CONTROL = re.compile(r"[.'][ \t]*([^\s\\]{1,30})[ \t]*(.*)")
_CONDITION = re.compile(r"!?(?:[a-z]\b|\\n\(\.g|\\n\[\.g\]|'[^']*'[^']*'|\S+)[ \t]*")
_HOLDS = re.compile(r"(?:n|\\n\(\.g|\\n\[\.g\])[ \t]*")
"""The conditions that are true here: the output is text, and extensions of groff are known."""

_COMMENT = re.compile(r'(?<!\\)\\["#].*')
_DEFINING = {"de": 1, "de1": 1, "am": 1, "ig": 0}
"""Requests whose lines are not printed, and which argument names the line that ends them."""

_SEPARATOR = re.compile(r"tab ?\((.)\)")
_MOST_DEFINED = 10_000
_LONGEST_DEFINED = 500
"""Characters of a string: defined with others, each of which it names many times, it would grow
without end."""

_MOST_CONDITIONS = 50
"""Conditions that one line can have."""


def source_lines(source: str) -> Iterator[str]:
    """Yield the lines that are printed: without comments, definitions and untaken branches."""
    branches = _Branches()
    ends = ""
    for line in source.replace("\\\n", "").split("\n"):
        if ends:
            ends = "" if "".join(line.split()) == ends else ends
            continue
        bare = branches.printed(_COMMENT.sub("", line))
        if bare is None or (line.strip() and not bare.strip(".' \t")):
            continue
        found = _CONTROL.fullmatch(bare)
        if found and found[1] in _DEFINING:
            last = found[2].split()[_DEFINING[found[1]] :][:1]
            ends = f".{(last or ['.'])[0]}"
            continue
        yield bare


class _Branches:
    """The conditional requests that are open, and what of their lines is printed."""

    def __init__(self) -> None:
        self._taken: list[bool] = []
        self._untaken = 0
        self._otherwise = False

    def printed(self, line: str) -> str | None:
        """Return what a line prints after its conditions; None where one does not hold."""
        found = _CONTROL.fullmatch(line)
        alone = True
        for _ in range(_MOST_CONDITIONS):
            if not (found and found[1] in {"if", "ie", "el"}):
                break
            holds, line = self._condition(found[1], found[2])
            if line.startswith("\\{"):
                self._taken.append(holds)
                self._untaken += not holds
                line = line[2:].lstrip()
            else:
                alone = alone and holds
            found = _CONTROL.fullmatch(line)
        shown = alone and not self._untaken
        for _ in range(min(line.count("\\}"), len(self._taken))):
            self._untaken -= not self._taken.pop()
        return line.replace("\\}", "") if shown else None

    def _condition(self, name: str, rest: str) -> tuple[bool, str]:
        if name == "el":
            return self._otherwise, rest
        condition = _CONDITION.match(rest)
        holds = condition is not None and _HOLDS.fullmatch(condition[0]) is not None
        if name == "ie":
            self._otherwise = not holds
        return holds, rest[condition.end() :] if condition else rest


def read_manual(source: str) -> Page:
    """Return the page of a source in man(7) or mdoc(7)."""
    lines = [*source_lines(source)]
    if any(line.startswith((".Dd", ".Dt")) for line in lines):
        controls = ((line, _CONTROL.fullmatch(line)) for line in lines)
        return MdocReader().read((c[1], c[2]) if c else ("", line) for line, c in controls)
    return ManReader().read(lines)


class ManReader:
    """Reads the macros of man(7)."""

    def __init__(self) -> None:
        self._page = Page()
        self._strings: dict[str, str] = {}
        self._next: Callable[[str], None] | None = None
        self._link = ""

    def read(self, source: Iterable[str]) -> Page:
        """Return the page of lines."""
        lines = iter(source)
        for line in lines:
            found = _CONTROL.fullmatch(line)
            if found is None:
                self._say(plain(line, self._strings), glued=line.endswith("\\c"))
            elif found[1] == "TS":
                self._page.table(_table(lines, self._strings))
            else:
                self._request(found[1], found[2])
        return self._page

    def _say(self, text: str, *, glued: bool = False) -> None:
        if self._next is not None:
            take, self._next = self._next, None
            take(text)
        else:
            self._page.say(text, glued=glued)

    def _request(self, name: str, rest: str) -> None:
        page = self._page
        given = [plain(each, self._strings) for each in arguments(rest)]
        match name:
            case "TH":
                page.title = f"{given[0]}({given[1]})" if given[1:] else " ".join(given)
            case "SH" | "SS":
                self._heading(2 if name == "SH" else 3, given)
            case "PP" | "P" | "LP" | "HP" | "sp" | "YS" | "RE":
                page.end()
            case "br":
                page.break_line()
            case "RS":
                page.term_before()
            case "nf" | "EX":
                page.code()
            case "fi" | "EE":
                page.end_code()
            case "ds":
                self._define(rest)
            case "TP" | "TQ" | "IP":
                self._item(name, given)
            case _:
                self._inline(name, given)

    def _heading(self, level: int, given: list[str]) -> None:
        if given:
            self._page.heading(level, " ".join(given))
        else:
            self._next = partial(self._page.heading, level)

    def _define(self, rest: str) -> None:
        name, _, value = rest.partition(" ")
        if len(self._strings) < _MOST_DEFINED:
            printed = plain(value.removeprefix('"'), self._strings)
            self._strings[name] = printed[:_LONGEST_DEFINED]

    def _item(self, name: str, given: list[str]) -> None:
        if name == "IP":
            self._page.item("".join(given[:1]))
        elif name == "TP":
            self._page.end()
            self._next = self._page.item
        else:
            self._next = self._page.further_term

    def _inline(self, name: str, given: list[str]) -> None:
        page = self._page
        match name:
            case "B" | "I" | "SM" | "SB" | "R" | "SY":
                self._styled(" ".join(given))
            case "BI" | "BR" | "IB" | "IR" | "RB" | "RI":
                self._styled("".join(given))
            case "OP":
                self._styled(f"[{' '.join(given)}]")
            case "URL" | "MTO":
                address, *named = [*given, "", "", ""]
                self._styled(f"{named[0] or address}{named[1]}")
            case "UR" | "MT":
                page.mark()
                self._link = "".join(given[:1])
            case "UE" | "ME":
                if not page.grew:
                    self._styled(self._link)
                page.glue()
                self._styled("".join(given[:1]))

    def _styled(self, text: str) -> None:
        if text:
            self._say(text)


def _table(lines: Iterator[str], strings: Mapping[str, str]) -> list[list[str]]:
    """Read a table of tbl: its options and formats end with a line that ends with a full stop."""
    separator, formats = "\t", True
    rows: list[str] = []
    cell: list[str] | None = None
    for line in lines:
        bare = line.rstrip()
        if bare == ".TE":
            break
        if formats:
            if option := _SEPARATOR.search(bare):
                separator = option[1]
            formats = not bare.endswith(".")
        elif cell is not None:
            cell.append(bare.removeprefix("T}") if bare.startswith("T}") else f" {bare}")
            if bare.startswith("T}"):
                cell = _closed(cell, rows)
        elif not bare.startswith((".", "'")) and bare.strip("_=- \t"):
            cell = _closed([bare], rows)
    cells = ([plain(cell, strings) for cell in row.split(separator)] for row in rows)
    return [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in cells]


def _closed(cell: list[str], rows: list[str]) -> list[str] | None:
    """End a row, unless its last cell is a block of text that goes on."""
    if cell[-1].endswith("T{"):
        cell[-1] = cell[-1][:-2]
        return cell
    rows.append("".join(cell))
    return None
