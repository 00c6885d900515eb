"""Explain a failed call in one line: the server's words, and what to do."""

from collections.abc import Callable
from urllib.parse import urlsplit

from precis.models.calls.errors import CallError, ContextLengthError, RefusedError
from precis.models.calls.failures import Failure, Fault


def call_error(failure: Failure, model: str, address: str, paid: Callable[[], str]) -> CallError:
    """Say why `model`, asked at `address` ("" if unknown), does not answer, and what is `paid`."""
    address = failure.address or address
    said = failure.words or failure.cause
    reason = _reason(failure, model, said, f" at {address}" if address else "")
    shared = _reason(failure, model, _without_place(said, address), "")
    if failure.fault is Fault.TOO_LONG:
        return ContextLengthError(
            reason, paid, shared, window=failure.window, prompt_tokens=failure.prompt_tokens
        )
    return (RefusedError if failure.fault is Fault.REFUSED else CallError)(reason, paid, shared)


def _reason(failure: Failure, model: str, said: str, place: str) -> str:
    told = f"HTTP {failure.status}: {said}" if failure.status else said
    return _REASONS[failure.fault].format(model=model, told=told, said=said, place=place)


def _without_place(said: str, address: str) -> str:
    """Return the words of an error without the names of the server that they may have."""
    parts = urlsplit(address)
    for name in filter(None, (address, parts.netloc, parts.hostname)):
        said = said.replace(name, "its server")
    return said


_REASONS = {
    Fault.UNREACHED: "{model} cannot be reached{place} ({said}): check the address and the network",
    Fault.SILENT: "{model} did not answer in time{place}: wait longer with --timeout SECONDS",
    Fault.BUSY: "{model} takes no more calls for now ({told}): try again later",
    Fault.BROKEN: "{model} does not answer{place} ({told}): try again later",
    Fault.GARBLED: "the server of {model} sends something other than a reply{place} ({told})",
    Fault.KEY: "the key for {model} is refused ({told}): set a valid one",
    Fault.FORBIDDEN: "{model} may not be used with this key ({told})",
    Fault.CREDIT: "{model} needs credit ({told}): add some",
    Fault.NO_MODEL: (
        "the server has no model '{model}'{place} ({told}): choose another with --model"
    ),
    Fault.NO_SERVER: (
        "no model server answers{place} ({told}): check the base address, which usually ends "
        "with /v1"
    ),
    Fault.TOO_LONG: "the prompt is too long for {model} ({told}): see --context",
    Fault.REFUSED: "{model} or its provider refuses this text ({told})",
    Fault.PARAMETER: "{model} refuses a parameter ({told}): see --model-option",
    Fault.REPLY_ROOM: (
        "{model} allows fewer reply tokens than requested ({told}): see --model-option"
    ),
    Fault.SYSTEM_ROLE: "{model} refuses the roles of the messages ({told})",
    Fault.INVALID: "{model} refuses the request ({told}): see --model-option",
}
