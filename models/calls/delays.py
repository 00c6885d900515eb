"""Why work waits for a model server, for whoever watches the work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from precis.models.calls.failures import Fault

_watchers: ContextVar[tuple[Callable[[str], object], ...]] = ContextVar("watchers", default=())

_WORDS = {
    Fault.UNREACHED: "{model} cannot be reached: trying again",
    Fault.SILENT: "{model} did not answer: trying again",
    Fault.BUSY: "{model} takes no more calls for now: trying again",
}
_FAILED = "{model} answers with an error: trying again"


@contextmanager
def watching_delays(tell: Callable[[str], object]) -> Iterator[None]:
    """Pass to `tell`, from any thread, why calls made inside wait, and "" once one is answered."""
    token = _watchers.set((*_watchers.get(), tell))
    try:
        yield
    finally:
        _watchers.reset(token)


def note_failure(model: str, fault: Fault) -> None:
    """Note that a call failed and will be sent again."""
    _tell(_WORDS.get(fault, _FAILED).format(model=model))


def note_silence(model: str) -> None:
    """Note that a call has had no answer for some time."""
    _tell(f"{model} has not answered yet")


def note_answer() -> None:
    """Note that a call was answered."""
    _tell("")


def _tell(words: str) -> None:
    for tell in _watchers.get():
        tell(words)
