"""Lines of roff → plain text: escapes, special characters, and the arguments of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SPECIAL = {
    "aq": "'", "dq": '"', "bu": "•", "em": "—", "en": "–", "hy": "-", "lq": "“", "rq": "”",
    "oq": "‘", "cq": "’", "co": "©", "rg": "®", "tm": "™", "mu": "×", "ga": "`", "ha": "^",
    "ti": "~", "rs": "\\", "sl": "/", "bv": "|", "ba": "|", "at": "@", "sh": "#", "Do": "$",
    "de": "°", "+-": "±", "<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "<-": "←", "ua": "↑",
    "da": "↓", "mc": "µ", "*m": "μ", "12": "½", "14": "¼", "34": "¾", "Fo": "«", "Fc": "»",
    "Bq": "„", "bq": "‚", "ss": "ß", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "/O": "Ø",
    "/o": "ø", "lB": "[", "rB": "]", "lC": "{", "rC": "}", "la": "⟨", "ra": "⟩", "pl": "+",
    "mi": "−", "eq": "=", "if": "∞", "sq": "□", "ps": "¶", "sc": "§", "Eu": "€", "Po": "£",
    "ct": "¢", "dg": "†", "dd": "‡", "fm": "′", "aa": "´", "ul": "_", "or": "|", "an": "_",
    "radicalex": "", "is": "∫", "pd": "∂", "mo": "∈", "OK": "✓", "~~": "≈", "==": "≡",
}  # fmt: skip
"""Special characters of groff_char(7), without letters with accents, which have a rule."""

_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", ":": "\u0308", "~": "\u0303",
    ",": "\u0327", "o": "\u030a", "v": "\u030c",
}  # fmt: skip
_STRINGS = {
    "lq": "“", "rq": "”", "Aq": "'", "R": "®", "Tm": "™", "--": "—", "PI": "π",
    'L"': '"', 'R"': '"',
}  # fmt: skip
_ONE = {
    "-": "-", "e": "\\", "\\": "\\", ".": ".", " ": " ", "~": " ", "0": " ", "t": "\t",
    "'": "´", "`": "`", "_": "_",
}  # fmt: skip
_ESCAPE = re.compile(
    r"\\(?:"
    r"f(?:\[[^\]]{0,30}\]|\(..|.)"
    r"|[mMgkFOVY](?:\[[^\]]{0,60}\]|\(..|.)"
    r"|n[+-]?(?:\[[^\]]{0,60}\]|\(..|.)"
    r"|s(?:'[^']{0,10}'|\[[^\]]{0,10}\]|\([+-]?\d\d|[+-]?(?:[1-3]\d|\d))"
    r"|\*(?:\[(?P<long>[^\]]{0,60})\]|\((?P<two>..)|(?P<one>.))"
    r"|\((?P<char>..)|\[(?P<named>[^\]]{1,40})\]"
    r"|[CN]'(?P<quoted>[^']{0,40})'"
    r"|(?P<move>[hv])'[^']{0,60}'|[AbBDlLoRSwXxZ]'[^']{0,200}'"
    r"|z|(?P<sign>[^\n])|\Z)"
)
_ARGUMENT = re.compile(r'"((?:[^"]|"")*)"?(?=\s|\Z)|((?:\\.|[^\s\\])+)')


def plain(text: str, strings: Mapping[str, str]) -> str:
    r"""Return what a line prints; `strings` are what the page has defined, as they print.

    >>> plain(r"The \fBcp\fR\|(1) \(em see \-\-help", {})
    'The cp(1) — see --help'
    """

    def shown(found: re.Match[str]) -> str:
        if name := found["char"] or found["named"] or found["quoted"]:
            return _character(name)
        if name := found["long"] or found["two"] or found["one"]:
            return strings.get(name, _STRINGS.get(name, ""))
        if found["move"]:
            return " " if found["move"] == "h" else ""
        return _ONE.get(found["sign"] or "", "")

    return _ESCAPE.sub(shown, text)


def arguments(rest: str) -> list[str]:
    """Return the arguments of a request; quotation marks hold one together.

    >>> arguments('"two words" one')
    ['two words', 'one']
    """
    return [
        found[1].replace('""', '"') if found[1] is not None else found[2]
        for found in _ARGUMENT.finditer(rest)
    ]


def _character(name: str) -> str:
    if name in _SPECIAL:
        return _SPECIAL[name]
    if len(name) == 2 and name[0] in _ACCENTS and name[1].isalpha():  # noqa: PLR2004 - an accent and a letter
        from unicodedata import normalize

        return normalize("NFC", name[1] + _ACCENTS[name[0]])
    codes = name.removeprefix("u").split("_")
    if name.startswith("u") and all(re.fullmatch(r"[0-9A-F]{4,5}", code) for code in codes):
        return "".join(chr(int(code, 16)) for code in codes)
    return ""
