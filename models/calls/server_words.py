"""Parse a server's error in any form: status, codes, parameters and words.

Every server lays its errors out in its own way, and every model package wraps them in another.
What follows from them is decided in `failures.py`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from precis.json_text import read_json

_STATUSES = range(100, 600)
_ERRORS = range(400, 600)
_VAGUE_STATUSES = {500, 502}
_DEPTH = 7
_READ_CHARACTERS = 20_000
_SHOWN_CHARACTERS = 300

_WORDS = {"message", "msg", "error", "error_msg", "error_message", "detail", "raw"}
_WORDS |= {"error_description", "description", "errormessage", "status_msg"}
_MARKS = {"code", "type", "status", "reason", "title", "quotaid", "error_type", "error_code"}
_MARKS |= {"errortype", "errorcode"}
_MARKS |= {"finish_reason", "__type"}
_PARAMETERS = {"param", "parameter", "field", "property", "argument"}

_SECRET = re.compile(
    r"\bsk[-_ :=]\S{6,}|\b(?:key|bearer)[-_ :=]{1,3}(?=[^\s\d]{0,80}\d)\S{6,}|\b[\w-]{32,}\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^>]{0,80}>([^<]{1,200})", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"\W*(?:error(?: page| response)?|untitled|document)?\W*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_INSIDE = re.compile(r"[^\[{]{0,400}([\[{].*[\]}])[^\]}]*\Z", re.DOTALL)
_WAIT = re.compile(
    r"\b(?:in|after|for|wait|reset:?) ?(?:(?P<hours>\d{1,3}) ?h(?:ours?|rs?)?\b)?,? ?"
    r"(?:(?P<minutes>\d{1,4}) ?m(?:in(?:ute)?s?)?(?![a-z]))?,? ?"
    r"(?:(?P<seconds>\d{1,6}(?:\.\d{1,9})?) ?(?P<unit>ms|milliseconds?|s|secs?|seconds?)\b)?",
    re.IGNORECASE,
)
_STATUS_SAID = re.compile(
    r"\b(?:error code|status(?: code)?|http|(?:client|server) error)[ :='\"(]{1,3}([45]\d\d)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)s")


@dataclass
class ServerWords:
    """One error in its server's words.

    `status` is that of HTTP or, where that says nothing, the one in the body. `marks` are its
    codes and kinds in lower case, `parameters` the names that it gives as wrong, `numbers` its
    counts by name, `retry_after` the seconds that it asks to wait. A `page` is made for people.
    """

    status: int | None = None
    said: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    parameters: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    retry_after: float = 0.0
    page: bool = False
    address: str = ""
    aside: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it says, in one line of bounded length without anything that looks like a key."""
        line = _SECRET.sub("…", self.full)
        return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"

    @property
    def full(self) -> str:
        """All that it says, or what stands `aside`, under names that no other server uses."""
        return " ".join("; ".join(self.said or dict.fromkeys(self.aside)).split())

    def read(self, value: Any, depth: int = 0) -> None:
        """Take in a body, or a part of one."""
        if depth > _DEPTH:
            return
        if isinstance(value, str):
            self._read_text(value[:_READ_CHARACTERS], depth)
        elif isinstance(value, Mapping):
            if "msg" in value and isinstance(value.get("loc"), list | tuple):
                self._read_invalid(value)
                return
            for name, inner in value.items():
                self._read_named(str(name).lower(), inner, depth + 1)
        elif isinstance(value, list | tuple):
            for inner in value:
                self.read(inner, depth + 1)

    def _read_named(self, name: str, value: Any, depth: int) -> None:
        if _is_texts(value) and name not in _WORDS:
            self.parameters.append(name.rpartition("$.")[2])
        if isinstance(value, Mapping | list | tuple):
            self.read(value, depth)
        elif isinstance(value, bool) or value is None:
            return
        elif isinstance(value, int):
            if name in _MARKS or "status" in name:
                self._take_status(value)
            else:
                self.numbers[name] = value
        elif isinstance(value, str):
            self._read_string(name, value, depth)

    def _read_string(self, name: str, value: str, depth: int) -> None:
        if name in _PARAMETERS:
            self.parameters.append(value)
        elif name == "retrydelay" and (duration := _DURATION.fullmatch(value)):
            self.retry_after = float(duration[1])
        elif name in _WORDS or name.endswith(("message", "msg")):
            self._read_text(value[:_READ_CHARACTERS], depth)
        elif name in _MARKS:
            self.marks.add(value.lower())
            self._set_aside(value)
            if value.isdecimal():
                self._take_status(int(value[:9]))
        elif (inside := _parsed(value[:_READ_CHARACTERS])) is not None:
            self.read(inside, depth)
        else:
            self._set_aside(value)

    def _set_aside(self, value: str) -> None:
        if " " in value.strip():
            self.aside.append(value[:_SHOWN_CHARACTERS])

    def _read_text(self, text: str, depth: int) -> None:
        if _PAGE.search(text[:2000]):
            self.page = True
            title = _TITLE.search(text)
            named = title and not _SAYS_NOTHING.fullmatch(title[1])
            text = title[1] if title and named else " ".join(_TAG.sub(" ", text).split())[:100]
        inside = _parsed(text) if depth < _DEPTH else None
        if inside is not None:
            before = text.partition("{")[0].partition("[")[0].strip(" :-\n")
            self._say(before)
            self.read(inside, depth + 1)
        else:
            self._say(text)

    def _read_invalid(self, entry: Mapping[str, Any]) -> None:
        """Read one entry of a list of invalid fields, as pydantic writes it."""
        place = [str(part) for part in entry["loc"] if part != "body"]
        self.parameters += place[:1]
        self._say(f"{'.'.join(place)}: {entry['msg']}" if place else str(entry["msg"]))

    def _say(self, text: str) -> None:
        text = " ".join(text.split())
        if text and not any(text in said for said in self.said):
            self.said = [said for said in self.said if said not in text] + [text]

    def _take_status(self, value: int) -> None:
        vague = self.status not in _ERRORS or self.status in _VAGUE_STATUSES
        if value in _ERRORS and vague:
            self.status = value


def server_words(error: BaseException) -> ServerWords:
    """Read what a server said out of an exception of any model package."""
    found = ServerWords()
    chain = list(_causes(error))
    statuses = [status for one in chain if (status := _status(one)) is not None]
    found.status = next((s for s in statuses if s in _ERRORS), next(iter(statuses), None))
    for one in chain:
        response = getattr(one, "response", None)
        found.address = found.address or _address(one)
        found.retry_after = found.retry_after or _retry_after(getattr(response, "headers", None))
        for body in (_body(response), *(getattr(one, name, None) for name in _BODIES)):
            found.read(body)
    if not (found.said or found.aside):
        for one in chain:
            found.read([argument for argument in one.args if argument])
    found.retry_after = found.retry_after or _wait_in(found.full)
    if found.status in _VAGUE_STATUSES and (said := _STATUS_SAID.search(found.full)):
        found.status = int(said[1])
    return found


_BODIES = ("body", "details", "response_json", "error")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_DEPTH):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for place in (error, response):
        for name in ("status_code", "status", "code"):
            value = getattr(place, name, None)
            if isinstance(value, int) and value in _STATUSES:
                return value
    return None


def _address(error: BaseException) -> str:
    for place in (error, getattr(error, "response", None)):
        try:
            url = getattr(getattr(place, "request", None), "url", None)
        except RuntimeError:  # httpx: no request was set
            continue
        if url:
            return str(url).partition("?")[0]
    return ""


def _body(response: Any) -> str:
    try:
        text = response.text
    except Exception:
        return ""  # nothing was read of it
    return text if isinstance(text, str) else ""


def _retry_after(headers: Any) -> float:
    """Read `retry-after-ms` or `retry-after`, seconds or a date (RFC 9110, 10.2.3)."""
    try:
        milliseconds, value = headers.get("retry-after-ms"), headers.get("retry-after") or ""
    except AttributeError:
        return 0.0
    if milliseconds:
        return _number(milliseconds) / 1000
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return _number(value)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _wait_in(text: str) -> float:
    """Read how long to wait out of words such as `try again in 1m2.5s`; 0 where none say it."""
    for found in _WAIT.finditer(text):
        if not any((found["hours"], found["minutes"], found["seconds"])):
            continue
        seconds = float(found["seconds"] or 0)
        if (found["unit"] or "").lower().startswith("m"):
            seconds /= 1000
        return 3600.0 * int(found["hours"] or 0) + 60.0 * int(found["minutes"] or 0) + seconds
    return 0.0


def _parsed(text: str) -> Any:
    """Return the JSON that a text is or ends with, None where there is none."""
    inside = _INSIDE.match(text)
    if inside is None:
        return None
    try:
        found = read_json(inside[1])
    except ValueError:
        return None
    return found if isinstance(found, dict) or _has_objects(found) else None


def _is_texts(value: Any) -> bool:
    """Tell what a field is said to have wrong, as frameworks for the web list it by name."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _has_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
