"""Read one object or list that is nearly JSON, as small models write it.

Comments, commas missing or too many, quotes of any kind or none, quotes within quotes, literals of
Python and JavaScript, tuples, doubled braces, and an end that never comes.
"""

import re
from typing import Any, NamedTuple, NoReturn

DEEPEST = 50
"""Brackets within brackets that are read."""

_CLOSING = {"{": "}", "[": "]", "(": ")"}
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”“", "„": "“”", "”": "”", "‘": "’", "«": "»"}
_BLANK = re.compile(r"(?:\s+|//[^\n]*|#[^\n]*|/\*(?s:.*?)(?:\*/|\Z))*")
_SEPARATORS = re.compile(r"(?:[\s,，;]+|//[^\n]*|#[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|\.{3}|…)*")
_COLON = re.compile(r"\s*(?:=>|[:：=])")
_BARE_KEY = re.compile(r"[\w$][\w$ .-]{0,40}")
_PAIR = r"\s{0,20}[\"'`“]?[\w$][\w$ .-]{0,40}[\"'`”]?\s{0,9}[:：=]"
_BEGINS = re.compile(rf"[{{\[]|[+-]?\d|(?i:true|false|null|none|nan)\b|{_PAIR}")
"""What begins on a new line behind a text without a comma."""

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,3})?"
    r"(?=\s{0,200}[,，;}\])/#:：=]|\s{0,200}\n|\Z)"
)
_BARE = re.compile(r"[^,，;}\])\n\"{\[]+")
_GOES_ON = re.compile(rf"[,，][ \t]{{1,9}}(?!{_PAIR}|//|#|/\*)[^\s,，;}}\]){{\[\"]")
_NEXT = re.compile(r"(\s{0,200})(.?)", re.DOTALL)
_AFTER_COMMA = re.compile(
    r"[,，]\s{0,200}(?:[\"'`“„‘«{\[(}\])\d+-]|//|/\*|#|\.{3}|\Z|"
    r"(?i:true|false|null|none|nan)\b|[\w$][\w$ .-]{0,40}\s{0,9}[:：=])"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.)|\Z)", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LITERALS = {"true": True, "false": False} | dict.fromkeys(("null", "none", "undefined", "nan"))


class NotReadableError(ValueError):
    """No object or list begins here; `position` is how far it was read."""

    def __init__(self, position: int) -> None:
        super().__init__(f"not readable at {position}")
        self.position = position


class _EndsError(Exception):
    """The text ends within a value."""


class Nearly(NamedTuple):
    """An object or list, and where it ends; not `whole` where the text ends within a part of it."""

    value: Any
    end: int
    whole: bool


def read_near_json(text: str, start: int) -> Nearly:
    """Return the object or list that begins at the bracket at `start`.

    Where the text ends before it does, the parts that are there. Takes time in proportion to what
    is read. Raises NotReadableError where it is neither.

    >>> read_near_json("{claim: 'It's wet', sources: (2, 3,), }", 0).value
    {'claim': "It's wet", 'sources': [2, 3]}
    """
    reader = _Reader(text, start)
    value = reader.bracketed(0)
    return Nearly(value, reader.at, reader.whole)


class _Reader:
    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at
        self.whole = True

    def bracketed(self, depth: int) -> Any:
        """Read what stands between brackets, of which the first is here."""
        if depth > DEEPEST:
            self._fail()
        opening = self._text[self.at]
        self.at += 1
        if opening == "{":
            return self._object(depth)
        return self._list(_CLOSING[opening], depth)

    def _object(self, depth: int) -> Any:
        found: dict[str, Any] = {}
        keys: list[Any] = []
        while self._goes_on("}"):
            if self._text[self.at] == "{" and not found:
                return self._doubled(depth)
            try:
                key = self._key()
                if not self._skip(_COLON):
                    self._skip(_BLANK)
                    if self.at == len(self._text):
                        self.whole = False
                        break
                    keys.append(key)
                    continue
                self._skip(_BLANK)
                found[str(key)] = self._value(depth, of_key=True)
            except _EndsError:
                self.whole = False
                break
        if keys and (found or depth == 0):
            self._fail()
        return keys or found

    def _doubled(self, depth: int) -> Any:
        """Read an object in the doubled braces of a template."""
        inner = self.bracketed(depth + 1)
        self._skip(_BLANK)
        if self._text[self.at : self.at + 1] != "}":
            self._fail()
        self.at += 1
        return inner

    def _list(self, closing: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while self._goes_on(closing):
            try:
                found.append(self._value(depth, of_key=False))
            except _EndsError:
                self.whole = False
                break
        return found

    def _goes_on(self, closing: str) -> bool:
        """Skip to the next part; return whether there is one, and step over the closing bracket."""
        self._skip(_SEPARATORS)
        if self.at == len(self._text):
            return False
        if self._text[self.at] == closing:
            self.at += 1
            return False
        if self._text[self.at] in "}])":
            self._fail()
        return True

    def _key(self) -> Any:
        if self._text[self.at] in _QUOTES:
            return self._quoted(is_key=True)
        if number := self._number():
            return number[0]
        bare = _BARE_KEY.match(self._text, self.at)
        if bare is None:
            self._fail()
        self.at = bare.end()
        return bare[0].strip()

    def _value(self, depth: int, *, of_key: bool) -> Any:
        if self.at == len(self._text):
            raise _EndsError
        first = self._text[self.at]
        if first in _CLOSING:
            return self.bracketed(depth + 1)
        if first in _QUOTES:
            return self._quoted(is_key=False)
        if number := self._number():
            return number[0]
        return self._bare(of_key=of_key, outermost=depth == 0)

    def _number(self) -> tuple[int | float] | None:
        match = _NUMBER.match(self._text, self.at)
        if match is None:
            return None
        self.at = match.end()
        if self.at == len(self._text):
            raise _EndsError  # there may have been more digits
        return (int(match[0]),) if match[0].lstrip("+-").isdecimal() else (float(match[0]),)

    def _bare(self, *, of_key: bool, outermost: bool) -> Any:
        """Read a literal, or text without quotes: it has commas where no key follows them."""
        start = self.at
        while match := _BARE.match(self._text, self.at):
            self.at = match.end()
            if not (of_key and _GOES_ON.match(self._text, self.at)):
                break
            self.at += 1
        said = self._text[start : self.at].partition(" //")[0].partition(" #")[0].strip(" \t,，")
        if not said:
            self._fail()
        if said.lower() in _LITERALS:
            return _LITERALS[said.lower()]
        if self.at == len(self._text):
            raise _EndsError
        if outermost and not of_key:
            self._fail()
        return said

    def _quoted(self, *, is_key: bool) -> str:
        opening = self._text[self.at]
        mark = opening * 3 if self._text.startswith(opening * 3, self.at) else opening
        closers = _QUOTES[opening]
        piece = re.compile(rf"[^\\{closers}]+|\\.?|.", re.DOTALL)
        start = self.at = self.at + len(mark)
        while match := piece.match(self._text, self.at):
            ends = match[0] in closers and self._text.startswith(mark[1:], match.end())
            if ends and (len(mark) > 1 or self._closes(match.end(), is_key=is_key)):
                self.at = match.end() + len(mark) - 1
                return _unescaped(self._text[start : match.start()])
            self.at = match.end()
        raise _EndsError

    def _closes(self, at: int, *, is_key: bool) -> bool:
        """Return whether a quote before `at` ends its text, and is not one within it."""
        found = _NEXT.match(self._text, at)
        assert found is not None
        blank, following = found.groups()
        at = found.end(1)
        if not following or following in "}])" or self._text.startswith(("//", "/*", "#"), at):
            return True
        if following in ":：=":
            return is_key
        if following in ",，;":
            return is_key or following == ";" or bool(_AFTER_COMMA.match(self._text, at))
        if following in _QUOTES:
            return bool(blank)
        return "\n" in blank and bool(_BEGINS.match(self._text, at))

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._text, self.at)
        self.at = match.end() if match else self.at
        return match is not None

    def _fail(self) -> NoReturn:
        raise NotReadableError(self.at)


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(_character, text)
    if not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPED.get(match[2] or "", match[2] or "")
