"""Errors that end a model call for good, by what the caller can do about them."""

from collections.abc import Callable

from precis.errors import PrecisError


def _go_on() -> str:
    return "rerun the same command to resume"


class CacheError(PrecisError):
    """What finished calls are kept in cannot be read or written."""


class CallError(PrecisError):
    """A model call failed for good; every other one is kept.

    Its text, for who runs Précis, says what is `paid` when it is read: calls under way end after
    the one that failed. `shared_reason` is for who uses what somebody else runs: it does not say
    where the model's server is.
    """

    def __init__(
        self, reason: str, paid: Callable[[], str] = _go_on, shared_reason: str | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.shared_reason = shared_reason or reason
        self._paid = paid

    def __str__(self) -> str:
        """Return the reason and what is paid by now."""
        return f"{self.reason}; {self._paid()}"

    @property
    def shared(self) -> str:
        """The text for who uses what somebody else runs."""
        return f"{self.shared_reason}; {self._paid()}"


class ContextLengthError(CallError):
    """The prompt is longer than the model can read.

    `window` and `prompt_tokens`: what it can read and what the prompt took, in its own tokens,
    where the server says so.
    """

    def __init__(
        self,
        reason: str,
        paid: Callable[[], str] = _go_on,
        shared_reason: str | None = None,
        *,
        window: int | None = None,
        prompt_tokens: int | None = None,
    ) -> None:
        super().__init__(reason, paid, shared_reason)
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
