"""What LaTeX prints of its source: letters with accents, `%` and `&`, nothing of comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Collection

_ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = dict(
    pair.split("=")
    for pair in "ss=ß o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å dh=ð DH=Ð th=þ TH=Þ dj=đ "
    "DJ=Đ i=ı j=ȷ".split()
)
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(rf"\{{\\({_NAMES})\}}|\\({_NAMES})(?![A-Za-z])(?:\{{\}}|[ ])?")
_ACCENTED = (
    r"\\(?:([\"'`^~=.])|([uvHcdkr])(?=[ {]))[ ]?"
    r"(?:\{\\?([A-Za-z])\}|\\?([ij](?![A-Za-z])|[A-Za-z]))"
)
_ACCENT = re.compile(rf"\{{{_ACCENTED}\}}|{_ACCENTED}")
_DEFINED = re.compile(r"\\(?:(?:re)?newcommand\*?|def|let)[ ]?\{?\\([A-Za-z]{1,2})(?![A-Za-z])")

_SIGN = re.compile(r"(?<!\\)((?:\\\\){0,9})\\([%&#_])")
_VERBATIM = re.compile(r"\\(begin|end)\{(verbatim|Verbatim|lstlisting|minted|alltt)\*?\}")
_PASSED = re.compile(r"\\begin\{comment\}|\\iffalse(?![A-Za-z])")
_RESUMED = re.compile(r"\\end\{comment\}|\\fi(?![A-Za-z])")
_TOKEN = re.compile(
    r"\\verb\*?([^\w\s*])[^\n]{0,300}?\1|\\(?:url|href|path|nolinkurl)\{[^{}\n]{0,500}\}|\\.|(%)"
)


def with_letters(text: str) -> str:
    r"""Return text with letters for the commands that print them, unless it defines these anew.

    >>> with_letters(r"caf\'e, na{\"\i}ve, \L\'od\'z, Stra\ss e, \v{x}")
    'café, naïve, Łódź, Straße, \\v{x}'
    """
    return _with_letters(text, _defined(text))


def _defined(text: str) -> set[str]:
    return set(_DEFINED.findall(text))


def _with_letters(text: str, own: Collection[str]) -> str:
    def composed(found: re.Match[str]) -> str:
        mark, name, braced, bare = found.groups()[0 if found[0][0] == "{" else 4 :][:4]
        whole = normalize("NFC", (braced or bare) + _ACCENTS[mark or name])
        return found[0] if len(whole) > 1 or name in own else whole

    def printed(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return found[0] if name in own else _LETTERS[name]

    return _LETTER.sub(printed, _ACCENT.sub(composed, text))


def printed_source(text: str) -> str:
    """Return source without comments, and with letters; what is verbatim stays as it is.

    A line that is nothing but a comment goes with its end.
    """
    own = _defined(text)
    is_verbatim = is_passed = False
    kept = []
    for line in text.split("\n"):
        shown: str | None = line
        if not is_verbatim:
            is_passed = is_passed or _PASSED.match(line.lstrip()) is not None
            shown = None if is_passed else _printed_line(line, own)
            is_passed = is_passed and _RESUMED.search(line) is None
        if mark := _VERBATIM.search(shown or ""):
            is_verbatim = mark[1] == "begin"
        kept += [] if shown is None else [shown]
    return "\n".join(kept)


def _printed_line(line: str, own: Collection[str]) -> str | None:
    """Return a line without its comment; None where it has nothing else."""
    at = next((found.start() for found in _TOKEN.finditer(line) if found[2]), len(line))
    shown = line[:at].rstrip() if at < len(line) else line
    if at < len(line) and not shown:
        return None
    return shown if r"\verb" in shown else _SIGN.sub(r"\1\2", _with_letters(shown, own))
