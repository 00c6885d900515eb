"""What servers do, in the words of the tables of habits: replies, errors, and changed forms."""

import json
from collections.abc import Callable
from typing import Any

from tests.fakes.provider_server import Asked, Raw
from tests.fakes.wire_formats import WRITERS, Said

GOOD = "The bridge opened in 1932 [1]. It is open to all [2]."
HALF = "The bridge opened in 1932 [1]. It is op"
WHOLE_HALF = "The bridge opened in 1932 [1]."
THOUGHT = "The user asks when it opened. I had better be careful.\n"

COUNTS = {"prompt_tokens": 100, "completion_tokens": 12, "total_tokens": 112}

Does = Callable[[Asked], Said | Raw]


def says(text: str | None = "", ends: str = "", **more: Any) -> Does:
    return lambda _: Said(text, ends, **more)


def fails(status: int, body: Any, **headers: str) -> Does:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Raw(body, status, named)


def once(first: Does) -> Does:
    return lambda asked: first(asked) if asked.number == 1 else Said(GOOD)


def unless(fine: Callable[[Asked], object], otherwise: Does) -> Does:
    return lambda asked: Said(GOOD) if fine(asked) else otherwise(asked)


def without(*names: str) -> Callable[[Asked], bool]:
    return lambda asked: not any(name in asked.body for name in names)


def error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, **more}}


def invalid(message: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    return error(message, type="invalid_request_error", param=param, code=code)


def google(code: int, message: str, status: str, **more: Any) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "status": status, **more}}


def claude(kind: str, message: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "r"}


def extra_forbidden(name: str) -> dict[str, Any]:
    entry = {
        "type": "extra_forbidden",
        "loc": ["body", name],
        "msg": "Extra inputs are not permitted",
    }
    return {"object": "error", "message": {"detail": [entry]}, "type": "invalid_request_error"}


CLAUDE, GEMINI, OLLAMA = "anthropic:claude-haiku-4-5", "google_genai:gemini-2.5-flash", "ollama:m"
RESPONSES = ("use_responses_api=true",)
AZURE = "azure_openai:m"
BLOCKED = {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}
PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"


Change = Callable[[dict[str, Any]], Any]


def altered(said: Said, whole: Change, chunk: Change | None = None) -> Does:
    """Say something in a form that is a little different: `whole` and each `chunk` are changed in
    place.
    """

    def change(text: str, alter: Change) -> str:
        value = json.loads(text)
        alter(value)
        return json.dumps(value)

    def line(text: str) -> str:
        if not text.startswith("data: {"):
            return text
        return "data: " + change(text.removeprefix("data: "), chunk or whole)

    def does(asked: Asked) -> Raw:
        text = WRITERS[asked.protocol](said, "m", stream=asked.stream)
        if not asked.stream:
            return Raw(change(text, whole))
        return Raw("\n".join(map(line, text.split("\n"))), kind="text/event-stream")

    return does


def rewritten(said: Said, stream: Callable[[str], str]) -> Does:
    """Say something whole as usual, and in a stream whose text is changed."""

    def does(asked: Asked) -> Raw:
        text = WRITERS[asked.protocol](said, "m", stream=asked.stream)
        if not asked.stream:
            return Raw(text)
        return Raw(stream(text), kind="text/event-stream")

    return does


def in_200(body: Any) -> Does:
    """Answer with an error and the status of success; in a stream, as its only event."""

    def does(asked: Asked) -> Raw:
        if asked.stream:
            return Raw(f"data: {json.dumps(body)}\n\n", kind="text/event-stream")
        return Raw(body)

    return does


def choices(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [it.get("message") or it.get("delta") or {} for it in value["choices"]]


def in_message(**fields: Any) -> Change:
    def change(value: dict[str, Any]) -> None:
        for message in choices(value):
            message.update(fields)

    return change


def on_top(**fields: Any) -> Change:
    return lambda value: value.update(fields)


def less(*names: str) -> Change:
    """Leave out fields of the reply, its choices and its messages."""

    def change(value: dict[str, Any]) -> None:
        for name in names:
            for place in [value, *value["choices"], *choices(value)]:
                place.pop(name, None)

    return change


def finished(ends: Any) -> Change:
    """Set why each chunk that ends nothing says that it ended."""

    def change(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            choice["finish_reason"] = choice["finish_reason"] or ends

    return change


def unchanged(_: dict[str, Any]) -> None:
    pass


def in_choice(**fields: Any) -> Any:
    """Set fields of each choice that ends something."""

    def change(value: dict[str, Any]) -> None:
        for choice in value["choices"]:
            if choice["finish_reason"]:
                choice.update(fields)

    return change


SAID = Said(GOOD)


def broken_off(said: Said, behind: str, whole: Any, status: int = 500) -> Does:
    """Stream the first half of a reply and then something else; asked for the whole, fail."""

    def does(asked: Asked) -> Raw:
        if not asked.stream:
            return Raw(whole, status)
        text = WRITERS[asked.protocol](said, "m", stream=True)
        events = text.split("\n\n") if "\n\n" in text else text.split("\n")
        end = "\n\n" if "\n\n" in text else "\n"
        kept = end.join(events[: len(events) // 2]) + end
        return Raw(kept + behind, kind="text/event-stream")

    return does


def failed(code: str, message: str) -> Does:
    """End a reply of OpenAI's Responses API as failed, in a stream behind some text."""

    whole = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": "m",
        "status": "failed",
        "output": [],
        "error": {"code": code, "message": message},
        "tools": [],
        "tool_choice": "auto",
        "parallel_tool_calls": True,
    }
    event = {"type": "response.failed", "sequence_number": 99, "response": whole}
    behind = f"event: response.failed\ndata: {json.dumps(event)}\n\n"
    return broken_off(SAID, behind, whole, 200)


def refused_because(explanation: str) -> Callable[[dict[str, Any]], None]:
    """Say beside a stop reason of Anthropic why it stopped."""

    def change(value: dict[str, Any]) -> None:
        for place in (value, value.get("delta", {})):
            if place.get("stop_reason"):
                place["stop_details"] = {
                    "type": "refusal",
                    "category": "bio",
                    "explanation": explanation,
                }

    return change


def not_cold(asked: Asked) -> bool:
    return asked.body.get("temperature") != 0


def system_free(asked: Asked) -> bool:
    return not asked.has_system


def whole(asked: Asked) -> bool:
    return not asked.stream


def at_most(limit: int) -> Callable[[Asked], bool]:
    """Whether a request leaves a reply no more tokens than the limit."""

    def fits(asked: Asked) -> bool:
        places = (asked.body, asked.body.get("generationConfig") or {})
        names = ("max_tokens", "max_completion_tokens", "maxOutputTokens")
        return all((place.get(name) or 0) <= limit for place in places for name in names)

    return fits


def in_stream(line: str) -> Any:
    """Put a line before each event of a stream."""
    return lambda text: "".join(f"{line}\n\n{event}\n\n" for event in text.split("\n\n") if event)
