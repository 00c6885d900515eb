"""What can go wrong with a model call: worth another try or not, and how to say it in one line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from langchain_core.exceptions import ContextOverflowError, ModelError

from precis.errors import PrecisError

_NOT_FOUND = 404
_SERVER_ERRORS = range(500, 600)
_TRANSIENT = {408, 409, 425, 429}
_TOO_BUSY = {429, 503, 529}
_HTTP_PACKAGES = {"aiohttp", "anthropic", "httpcore", "httpx", "openai", "requests", "urllib3"}

_TOO_LONG = re.compile(
    r"context.?(length|window|size)|prompt is too long|maximum.{0,20} tokens", re.IGNORECASE
)
_FILTERED = re.compile(r"content.?(filter|management|policy)|safety", re.IGNORECASE)
_NO_CREDIT = re.compile(r"insufficient_quota|billing|credit balance", re.IGNORECASE)
_SECRET = re.compile(r"\b(?:sk|key|bearer)[-_ :=]\S{6,}|\b[\w-]{32,}\b", re.IGNORECASE)
_SHOWN_CHARACTERS = 200


def _go_on() -> str:
    return "run the same command to go on"


class CallError(PrecisError):
    """A model call failed for good; every other one is kept.

    Its text says what is `paid` when it is read: calls under way end after the one that failed.
    """

    def __init__(self, reason: str, paid: Callable[[], str] = _go_on) -> None:
        super().__init__(reason)
        self.reason = reason
        self._paid = paid

    def __str__(self) -> str:
        """Return the reason and what is paid by now."""
        return f"{self.reason}; {self._paid()}"


class ContextLengthError(CallError):
    """The prompt is longer than the model can read.

    `window` and `prompt_tokens`: what it can read and what the prompt took, in its own tokens,
    where the server says so.
    """

    def __init__(
        self,
        reason: str,
        paid: Callable[[], str] = _go_on,
        window: int | None = None,
        prompt_tokens: int | None = None,
    ) -> None:
        super().__init__(reason, paid)
        self.window = window
        self.prompt_tokens = prompt_tokens


class RefusedError(CallError):
    """The model refuses to answer this prompt, or its provider filters the prompt or the reply.

    Other prompts may be answered.
    """


class NoTextError(CallError):
    """The reply has no text that a reader could see: none at all, or thoughts only."""


class CutReplyError(NoTextError):
    """The reply ended at a token limit before its first whole sentence."""


class BudgetError(CallError):
    """The next call would exceed what the reader allows."""


@dataclass(frozen=True)
class Failure:
    """What an exception says about the next try.

    `understood`: it is about the call, and no bug. `answered`: there is a server at all.
    `too_busy`: it had too many calls. `retry_after`: seconds that it asks to wait.
    """

    transient: bool
    understood: bool = True
    too_busy: bool = False
    answered: bool = True
    retry_after: float = 0.0


def read_failure(error: Exception) -> Failure:
    """Judge an exception by its status, headers and type, whatever package raised it."""
    status = status_of(error)
    if isinstance(error, ContextOverflowError) or _NO_CREDIT.search(str(error)):
        return Failure(transient=False)
    if status is None:
        network = _is_network(error)
        return Failure(transient=network, understood=network, answered=False)
    transient = status in _TRANSIENT or status in _SERVER_ERRORS
    return Failure(transient, too_busy=status in _TOO_BUSY, retry_after=_retry_after(error))


def call_error(error: Exception, model: str, paid: Callable[[], str]) -> CallError:
    """Say in one line why `model` does not answer, what to do, and what is already `paid`."""
    status, said = status_of(error), _shown(error)
    kind = CallError
    if isinstance(error, ContextOverflowError) or (status and _TOO_LONG.search(said)):
        kind, reason = ContextLengthError, f"the prompt is too long for {model} ({said})"
    elif _NO_CREDIT.search(str(error)):
        reason = f"{model} is not answered without credit: add some"
    elif status and _FILTERED.search(said):
        kind, reason = RefusedError, f"the provider of {model} refuses this text ({said})"
    elif status in {401, 403}:
        reason = f"the key for {model} is refused (HTTP {status}): set a valid one"
    elif status == _NOT_FOUND:
        reason = f"the server has no model '{model}' (HTTP 404): choose another with --model"
    elif status is None:
        cause = type(error).__name__
        reason = f"{model} cannot be reached ({cause}: {said}): check its address"
    else:
        reason = f"{model} does not answer (HTTP {status}: {said}): try again later"
    return kind(reason, paid)


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status that an exception carries."""
    match error:
        case object(status_code=int(status)) | object(code=int(status)):
            return status
        case object(response=object(status_code=int(status))):
            return status
        case _:
            return None


def _is_network(error: Exception) -> bool:
    """Tell a failed connection from a bug."""
    if isinstance(error, ModelError):
        return error.is_retryable
    package = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError | TimeoutError) or package in _HTTP_PACKAGES


def _retry_after(error: Exception) -> float:
    """Read `retry-after-ms` or `retry-after`, seconds or a date (RFC 9110, 10.2.3)."""
    match error:
        case object(response=object(headers=headers)):
            pass
        case _:
            return 0.0
    if milliseconds := headers.get("retry-after-ms"):
        return _number(milliseconds) / 1000
    value = headers.get("retry-after") or ""
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return _number(value)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0


def _shown(error: Exception) -> str:
    """Return the error's text in one short line, without anything that looks like a key."""
    match error:
        case object(body={"message": str(text)}):
            pass
        case _:
            text = str(error)
    line = _SECRET.sub("…", " ".join(text.split()))
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"
