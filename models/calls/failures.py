"""Classify failed calls, in one file: an ordered table of rules; the first match wins.

By status, code and kind first, then by what servers say in words. How they lay that out is read
in `server_words.py`; how it is put to a reader, in `explanations.py`.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

from langchain_core.exceptions import ContextOverflowError

from precis.models.calls import english_words, error_marks, foreign_words
from precis.models.calls.refused_parameters import refused_parameters
from precis.models.calls.server_words import ServerWords, server_words
from precis.models.calls.token_counts import whole_numbers, window_and_prompt


class Fault(Enum):
    """What is wrong."""

    UNREACHED = auto()
    SILENT = auto()
    BUSY = auto()
    BROKEN = auto()
    GARBLED = auto()
    KEY = auto()
    FORBIDDEN = auto()
    CREDIT = auto()
    NO_MODEL = auto()
    NO_SERVER = auto()
    TOO_LONG = auto()
    REFUSED = auto()
    PARAMETER = auto()
    REPLY_ROOM = auto()
    SYSTEM_ROLE = auto()
    INVALID = auto()


_SURER_THAN_A_PARAMETER = {
    Fault.TOO_LONG,
    Fault.SYSTEM_ROLE,
    Fault.REFUSED,
    Fault.CREDIT,
    Fault.KEY,
    Fault.REPLY_ROOM,
}
_PASSING = {Fault.UNREACHED, Fault.SILENT, Fault.BUSY, Fault.BROKEN, Fault.GARBLED}
_HTTP_PACKAGES = {"aiohttp", "httpcore", "httpx", "httpx2", "requests", "urllib3", "ssl", "socket"}

_PAYMENT_REQUIRED = 402
_TOO_MANY_REQUESTS = 429
_LEGAL_REASONS = 451
_OK = 200
_TOO_LARGE = 413
_UNAUTHORIZED = 401
_FORBIDDEN = 403
_NOT_FOUND = 404
_BUSY_STATUSES = {429, 503, 529}
_TIMEOUT_STATUSES = {408, 504, 524}
_PASSING_STATUSES = {409, 421, 423, 424, 425, 499}
_OWN_STATUSES = {*range(430, 500)} - {451, 499}
"""Non-standard statuses, whose meaning is only in the message."""
_CLIENT_ERRORS = range(400, 500)
_SERVER_ERRORS = range(500, 600)
_REQUEST_STATUSES = {400, 413, 416, 422, 500, 200, None}
_NEVER_TOO_LONG = {401, 402, 403, 404}
_ABOUT_KEYS = {401, 403, 407}
_MEANT_ON_PAGES = {401, 407, 413, 429} | _PASSING_STATUSES
"""Statuses that say what is wrong also where a gateway says it on a page."""

_NOT_ABOUT_TEXT = {401, 402, 404, 405, 407, 408, 409, 425, 429}

_LEAST_TOKENS = 256
"""A refusal that names a number of tokens or characters, in any language, is about the length."""


@dataclass(frozen=True)
class Failure:
    """What a failed call says about the next try.

    `parameters` are those of the request that the server refuses. `window` and `prompt_tokens`
    are what a server says about a prompt that is too long, `counts` all numbers that it names.
    A `lasting` failure does not pass within minutes.
    """

    fault: Fault
    words: str
    status: int | None = None
    retry_after: float = 0.0
    address: str = ""
    parameters: tuple[str, ...] = ()
    window: int | None = None
    prompt_tokens: int | None = None
    cause: str = ""
    lasting: bool = False
    counts: tuple[int, ...] = ()

    @property
    def transient(self) -> bool:
        """Whether the same request may be answered in some minutes."""
        return self.fault in _PASSING and not self.lasting

    @property
    def too_busy(self) -> bool:
        """Whether fewer calls at once would help."""
        return self.fault in {Fault.BUSY, Fault.SILENT}

    @property
    def answered(self) -> bool:
        """Whether there is a server at all."""
        return self.fault not in {Fault.UNREACHED, Fault.SILENT}


def read_failure(error: Exception, sent: Collection[str] = (), room: int | None = None) -> Failure:
    """Judge what a model package raised; `sent` are the names of the parameters in the request, and
    `room` is the number of tokens that it gave the reply.
    """
    said = server_words(error)
    case = _Case(error, said, sent, room)
    refused = refused_parameters(said, sent) if case.status in _REQUEST_STATUSES else ()
    fault = next((fault for fault, holds in _RULES if holds(case)), Fault.INVALID)
    if refused and (fault not in _SURER_THAN_A_PARAMETER or case.names(refused)):
        fault = Fault.PARAMETER
    window, prompt_tokens = window_and_prompt(said) if fault is Fault.TOO_LONG else (None, None)
    return Failure(
        fault,
        said.words,
        said.status,
        said.retry_after,
        said.address,
        refused if fault is Fault.PARAMETER else (),
        window,
        prompt_tokens,
        type(error).__name__,
        fault is Fault.BUSY and case.lasting(),
        tuple(whole_numbers(said.full)),
    )


class _Case:
    """One error with what the rules ask about it."""

    def __init__(
        self, error: Exception, said: ServerWords, sent: Collection[str], room: int | None
    ) -> None:
        self._room = room
        self.error = error
        self.status = said.status
        self.marks = " ".join(sorted(said.marks))
        self.words = said.full
        self.both = f"{self.marks} {self.words}"
        self.page = said.page
        self.waits = said.retry_after > 0 or "resource_exhausted" in self.marks
        self.parameters = " ".join(said.parameters)
        self.bare = said.status is None and not said.marks
        self.sets_room = any("tokens" in name for name in sent)
        self.told_to_wait = said.retry_after > 0

    def without_credit(self) -> bool:
        """Distinguish a rate from a purse: who lacks credit is not told when to come again."""
        if self.status in _CLIENT_ERRORS and english_words.PAID_ONLY.search(self.words):
            return True
        marks = error_marks.CREDIT.search(self.marks)
        if self.status == _TOO_MANY_REQUESTS:
            if english_words.RATE.search(
                self.both if "insufficient" not in self.marks else self.words
            ):
                return "balance" in self.both or "budget" in self.both
            return bool(marks or (not self.waits and _lacks_credit(self.words)))
        if self.status in _SERVER_ERRORS:
            return "insufficient" in self.marks
        used_up = self.status in _CLIENT_ERRORS and english_words.USED_UP.search(self.words)
        return bool(marks or used_up or _lacks_credit(self.words))

    def too_long(self) -> bool:
        """Return whether a shorter prompt would be answered."""
        if isinstance(self.error, ContextOverflowError):
            return True
        return _is_too_long(self.status, self.marks, self.words)

    def counts_tokens(self) -> bool:
        """Return whether a request is refused for a number of tokens, in whatever words."""
        counted = any(count >= _LEAST_TOKENS for count in whole_numbers(self.words))
        return (
            self._about_request() and counted and bool(english_words.OF_TOKENS.search(self.words))
        )

    def reply_too_long(self) -> bool:
        """Return whether the reply was given more tokens than the model can write."""
        return (
            self.sets_room
            and self.status in _REQUEST_STATUSES
            and _is_about_reply(self.words)
            and not error_marks.TOO_LONG.search(self.marks)
        )

    def names_room(self) -> bool:
        """Return whether a request is refused for the tokens that it gave the reply."""
        if self._room is None or not self._about_request():
            return False
        counts = whole_numbers(self.words)
        named = re.search(r"max_\w{0,12}tokens", self.parameters)
        return self._room in counts or bool(named and min(counts, default=self._room) < self._room)

    def names(self, refused: Collection[str]) -> bool:
        """Return whether a field of the error, not its prose, names the wrong parameters."""
        named = [name for name in refused if name in self.parameters.split()]
        return bool(named) and not error_marks.TOO_LONG.search(self.marks) and not self.sets_room

    def lasting(self) -> bool:
        """Distinguish a limit of the day from one of the minute."""
        of_day = bool(english_words.LASTING.search(self.both))
        if english_words.NEVER.search(self.words):
            return True
        return of_day and (not self.told_to_wait or "perday" in self.marks)

    def unreached(self) -> bool:
        """Return whether no server answered."""
        named = "connect" in type(self.error).__name__.lower()
        return self.bare and (_is_network(self.error) or named)

    def silent(self) -> bool:
        """Return whether a server took too long."""
        late = (
            isinstance(self.error, TimeoutError) or "timeout" in type(self.error).__name__.lower()
        )
        return (self.bare and late) or self.status in _TIMEOUT_STATUSES

    def wrong_place(self) -> bool:
        """Return whether something else than a model server answered."""
        if self.page:
            return self.status not in _SERVER_ERRORS and self.status not in _MEANT_ON_PAGES
        named = self._names_model() or "not_found" in self.marks
        return self.status == 405 or (self.status == _NOT_FOUND and not named)  # noqa: PLR2004 - Method Not Allowed

    def without_model(self) -> bool:
        """Return whether the server knows no such model, or none that writes replies."""
        named = self._names_model()
        return self.status == _NOT_FOUND or (self._about_request() and named)

    def wrong_key(self) -> bool:
        """Return whether the key is not one."""
        if self.status in _ABOUT_KEYS:
            known = (
                error_marks.KEY.search(self.marks)
                or english_words.KEY.search(self.words)
                or not self.words
            )
            return self.status == _UNAUTHORIZED or bool(known)
        named = error_marks.KEY.search(self.marks) or re.search(
            r"api[ _-]?key", self.words, re.IGNORECASE
        )
        return bool(named) and self._about_request()

    def busy(self) -> bool:
        """Return whether fewer calls would be answered."""
        busy = error_marks.BUSY.search(self.marks) or english_words.THROTTLED.search(self.both)
        named = bool(busy) and self._about_request()
        told = self.status in _OWN_STATUSES and bool(english_words.RATE.search(self.both))
        return self.status in _BUSY_STATUSES or named or told

    def broken(self) -> bool:
        """Return whether the server itself failed."""
        if self.status in _PASSING_STATUSES or self.status in _SERVER_ERRORS:
            return True
        named = error_marks.BROKEN.search(self.marks) and "invalid" not in self.marks
        return bool(named) and self._about_request()

    def refused(self) -> bool:
        """Return whether the text is what is wrong."""
        client = self.status in _CLIENT_ERRORS and self.status not in _NOT_ABOUT_TEXT
        if not (client or self._about_request()):
            return False
        named = english_words.REFUSED.search(f"{self.both} {self.marks.replace('_', ' ')}")
        foreign = foreign_words.REFUSED.search(self.words)
        return self.status == _LEGAL_REASONS or bool(named or foreign)

    def _names_model(self) -> bool:
        return "model" in self.parameters.split() or bool(english_words.NO_MODEL.search(self.both))

    def _about_request(self) -> bool:
        return self.status in _REQUEST_STATUSES


_RULES: tuple[tuple[Fault, Callable[[_Case], object]], ...] = (
    (Fault.SILENT, _Case.silent),
    (Fault.REPLY_ROOM, _Case.reply_too_long),
    (Fault.TOO_LONG, _Case.too_long),
    (
        Fault.SYSTEM_ROLE,
        lambda case: (
            case.status in _REQUEST_STATUSES
            and not case.bare
            and english_words.SYSTEM_ROLE.search(f"{case.words} {case.parameters}")
        ),
    ),
    (Fault.CREDIT, lambda case: case.status == _PAYMENT_REQUIRED or case.without_credit()),
    (Fault.NO_SERVER, _Case.wrong_place),
    (Fault.UNREACHED, _Case.unreached),
    (Fault.REFUSED, _Case.refused),
    (Fault.GARBLED, lambda case: case.bare),
    (Fault.KEY, _Case.wrong_key),
    (Fault.FORBIDDEN, lambda case: case.status in _ABOUT_KEYS),
    (Fault.NO_MODEL, lambda case: error_marks.NO_MODEL.search(case.marks)),
    (Fault.BUSY, _Case.busy),
    (Fault.NO_MODEL, _Case.without_model),
    (Fault.BROKEN, _Case.broken),
    (Fault.REPLY_ROOM, _Case.names_room),
    (Fault.TOO_LONG, _Case.counts_tokens),
)
"""What is wrong, by the first rule that holds."""


def _is_too_long(status: int | None, marks: str, words: str) -> bool:
    if error_marks.TOO_LONG.search(marks):
        return True
    if status in _NEVER_TOO_LONG:
        return status == _FORBIDDEN and bool(english_words.OF_CONTEXT.search(words))
    if english_words.REQUEST_OVER_RATE.search(words):
        return True
    if status in _BUSY_STATUSES or english_words.THROTTLED.search(f"{marks} {words}"):
        return False
    if _is_about_reply(words):
        return False
    told = english_words.TOO_LONG.search(words) or foreign_words.TOO_LONG.search(words)
    return status == _TOO_LARGE or bool(told)


def _lacks_credit(words: str) -> bool:
    return bool(english_words.CREDIT.search(words) or foreign_words.CREDIT.search(words))


def _is_about_reply(words: str) -> bool:
    return bool(
        english_words.REPLY_TOO_LONG.search(words)
    ) and not english_words.WITH_THE_PROMPT.search(words)


def _is_network(error: Exception) -> bool:
    """Distinguish a failed connection from an unreadable reply."""
    one: BaseException | None = error
    for _ in range(5):
        if one is None:
            return False
        package = type(one).__module__.partition(".")[0]
        name = type(one).__name__
        if isinstance(one, OSError) or package in _HTTP_PACKAGES or "Connection" in name:
            return True
        one = one.__cause__
    return False
