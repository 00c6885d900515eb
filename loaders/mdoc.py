"""Manual pages in mdoc(7), as BSD and OpenSSH write them → Markdown-like text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.roff_page import Page
from precis.loaders.roff_text import arguments, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENCLOSED = {
    "Op": "[]", "Oo": "[", "Oc": "]", "Pq": "()", "Po": "(", "Pc": ")", "Bq": "[]", "Bo": "[",
    "Bc": "]", "Brq": "{}", "Bro": "{", "Brc": "}", "Aq": "<>", "Ao": "<", "Ac": ">", "Dq": "“”",
    "Do": "“", "Dc": "”", "Sq": "‘’", "So": "‘", "Sc": "’", "Ql": "‘’", "Qq": '""', "Qo": '"',
    "Qc": '"',
}  # fmt: skip
_PLAIN = frozenset(
    "Ad An Ar Cd Cm Dv Em Er Ev Fa Fd Fn Fr Ft Ic In Li Lk Ms Mt No Nx Ox Bx Fx Dx Bsx Pa Px Rv St "
    "Sx Sy Tn Ux Va Vt Xr Fl Nm Ns Ap Xo Xc Bf Ef Fo Fc Lb Nd Pf Ex At".split()
)
_NAMED = {
    "Nx": "NetBSD", "Ox": "OpenBSD", "Fx": "FreeBSD", "Bx": "BSD", "Dx": "DragonFly",
    "Ux": "UNIX", "At": "AT&T UNIX",
}  # fmt: skip
_DEFAULT = {"Ar": "file ...", "Pa": "~"}
_CLOSING, _OPENING = frozenset(".,:;)]?!"), frozenset("([")


class MdocReader:
    """Reads the macros of mdoc(7)."""

    def __init__(self) -> None:
        self._page = Page()
        self._name = ""
        self._lists: list[str] = []
        self._number = 0

    def read(self, lines: Iterable[tuple[str, str]]) -> Page:
        """Return the page of control lines (name, rest) and lines of text ("", line)."""
        for name, rest in lines:
            if name:
                self._request(name, arguments(rest))
            else:
                self._page.say(plain(rest, {}))
        return self._page

    def _request(self, name: str, given: list[str]) -> None:
        page = self._page
        match name:
            case "Dt":
                page.title = f"{given[0]}({given[1]})" if given[1:] else " ".join(given)
            case "Sh" | "Ss":
                page.heading(2 if name == "Sh" else 3, self._line(given))
            case "Pp" | "Lp" | "Ed":
                page.end_code()
                page.end()
            case "Bl" | "El":
                self._list(given if name == "Bl" else None)
            case "It":
                self._item(given)
            case "Bd" | "D1" | "Dl":
                self._display(name, given)
            case _:
                self._say(name, given)

    def _say(self, name: str, given: list[str]) -> None:
        if name == "Nm" and given:
            self._name = self._name or plain(given[0], {})
        if name == "Nd":
            self._page.say(f"— {self._line(given)}")
        elif name in _ENCLOSED or name in _PLAIN or name.startswith("%"):
            self._page.say(self._line([name, *given] if name[0] != "%" else given))

    def _display(self, name: str, given: list[str]) -> None:
        if name != "Bd" or {"-literal", "-unfilled"} & {*given}:
            self._page.code()
        else:
            self._page.end()
        if name != "Bd":
            self._page.say(self._line(given))
            self._page.end_code()

    def _list(self, given: list[str] | None) -> None:
        self._page.end()
        if given is not None:
            self._lists.append(next((each for each in given if each.startswith("-")), ""))
            self._number = 0
        elif self._lists:
            self._lists.pop()

    def _item(self, given: list[str]) -> None:
        kind = self._lists[-1] if self._lists else ""
        self._number += 1
        if kind in {"-bullet", "-dash", "-hyphen", "-item"}:
            self._page.item("-")
        elif kind == "-enum":
            self._page.item(f"{self._number}.")
        elif kind == "-column":
            self._page.item("-")
            self._page.say(self._line([each for each in given if each != "Ta"]))
        else:
            self._page.item(self._line(given))

    def _line(self, given: list[str]) -> str:
        """Return the text of a line whose words may be macros themselves."""
        line = _Line(self._name)
        ends = len(given)
        while ends and given[ends - 1] in _CLOSING:
            ends -= 1
        for word in given[:ends]:
            line.take(word)
        return line.close() + "".join(given[ends:])


class _Line:
    """A line of mdoc as it is printed; `macro` is the one whose words come now."""

    def __init__(self, name: str) -> None:
        self._defaults = {"Nm": name, "Fl": "-", **_NAMED, **_DEFAULT}
        self._pieces: list[str] = []
        self._macro = ""
        self._worded = True
        self._glued = True
        self._closing: list[str] = []

    def take(self, word: str) -> None:
        """Take a macro or a word."""
        marks = _ENCLOSED.get(word)
        if not marks and word not in _PLAIN:
            self._word(plain(word, {}))
            return
        self._alone()
        if marks and word[-1] == "c":
            self._pieces.append(marks)
        elif marks:
            self._add(marks[0])
            self._glued = True
            self._closing += marks[1:]
        elif word in {"Ns", "Ap"}:
            self._pieces += "'" if word == "Ap" else ""
            self._glued = True
        else:
            self._macro, self._worded = word, False

    def close(self) -> str:
        """Return the line, with what is open closed."""
        self._alone()
        return "".join([*self._pieces, *reversed(self._closing)])

    def _word(self, text: str) -> None:
        if self._macro == "Xr" and self._worded:
            self._pieces.append(f"({text})")
            self._macro = ""
        else:
            self._add(f"-{text}" if self._macro == "Fl" else text)
            self._glued = text in _OPENING
        self._worded = True

    def _alone(self) -> None:
        """Print what a macro without a word of its own stands for."""
        if not self._worded and (text := self._defaults.get(self._macro, "")):
            self._add(text)
        self._macro, self._worded = "", True

    def _add(self, text: str) -> None:
        self._pieces.append(text if self._glued or not self._pieces else f" {text}")
        self._glued = False
