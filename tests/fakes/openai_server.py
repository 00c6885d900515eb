"""A server that speaks OpenAI's chat protocol and does what a remote model does: also fail.

It runs on loopback in a thread. `reply` makes the text of an answer from the prompt; `faults`
is asked before each answer and may return an HTTP status to fail with; `breaks` is asked before
each stream and says whether it ends in its midst. `tokens` counts what it tells to have read and
written. A prompt of more than `window` words is too long,
and one that has the text `taboo` is refused.
"""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.fakes.http_server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NUMBERED = re.compile(r"^(\d+)[ .:)]+\s*(\S.*)$", re.MULTILINE)
_MESSAGES = {
    400: ("context_length_exceeded", "This model's maximum context length is 100 tokens."),
    403: ("content_filter", "The prompt was flagged by the content policy."),
    401: ("invalid_api_key", "Incorrect API key provided."),
    429: ("rate_limit_exceeded", "Rate limit reached."),
    500: ("server_error", "The server had an error."),
}


def citing(prompt: str) -> str:
    """Answer as a good model does: the first two numbered sentences, each with its number."""
    text = prompt.partition("<")[2]
    found = _NUMBERED.findall(text)[:2]
    return "\n".join(f"{sentence} [{number}]" for number, sentence in found) or "Nothing."


@dataclass
class ModelServer:
    """What the server does, every prompt and request that it answered, and how many it works on."""

    reply: Callable[[str], str] = citing
    faults: Callable[[], int | None] = lambda: None
    breaks: Callable[[], bool] = lambda: False
    tokens: Callable[[str], int] = lambda text: len(text.split())
    latency: float = 0.0
    window: int = 100_000
    taboo: str = ""
    url: str = ""
    prompts: list[str] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    failed: int = 0
    running: int = 0
    keys: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def model_server(**behaviour: Any) -> Iterator[ModelServer]:
    """Run a server for the length of a `with` block."""
    state = ModelServer(**behaviour)
    with serving(_Handler, state) as address:
        state.url = f"{address}/v1"
        yield state


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: ModelServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "\n".join(str(message["content"]) for message in request["messages"])
        with self.state.lock:
            self.state.running += 1
        time.sleep(self.state.latency)
        with suppress(ConnectionError):
            self._respond(request, prompt)
        with self.state.lock:
            self.state.running -= 1

    def log_message(self, *_: object) -> None:
        pass

    def _respond(self, request: dict[str, Any], prompt: str) -> None:
        with self.state.lock:
            self.state.keys.add(self.headers.get("Authorization", ""))
            too_long = len(prompt.split()) > self.state.window
            taboo = bool(self.state.taboo) and self.state.taboo in prompt
            status = 400 if too_long else 403 if taboo else self.state.faults()
            if status:
                self.state.failed += 1
            else:
                self.state.prompts.append(prompt)
                self.state.requests.append(request)
        if status:
            self._fail(status)
        elif request.get("stream"):
            self._stream(request, prompt)
        else:
            self._answer(request, prompt)

    def _fail(self, status: int) -> None:
        code, message = _MESSAGES[status]
        self._send(status, {"error": {"message": message, "code": code, "type": code}})

    def _answer(self, request: dict[str, Any], prompt: str) -> None:
        text = self.state.reply(prompt)
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = {"id": "1", "object": "chat.completion", "created": 1, "choices": [choice]}
        self._send(200, body | {"model": request["model"], "usage": self._usage(prompt, text)})

    def _stream(self, request: dict[str, Any], prompt: str) -> None:
        text = self.state.reply(prompt)
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1}
        base["model"] = request["model"]
        deltas = [{"content": word} for word in re.findall(r"\S+\s*", text)]
        choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
        choices.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        events = [base | {"choices": [choice]} for choice in choices]
        events.append(base | {"choices": [], "usage": self._usage(prompt, text)})
        lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"]
        shown = lines[: len(lines) // 2] if self.state.breaks() else lines
        missing = sum(map(len, lines[len(shown) :]))
        self._raw(200, "text/event-stream", "".join(shown).encode(), missing)

    def _usage(self, prompt: str, text: str) -> dict[str, int]:
        read, written = self.state.tokens(prompt), self.state.tokens(text)
        return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}

    def _send(self, status: int, body: dict[str, Any]) -> None:
        self._raw(status, "application/json", json.dumps(body).encode())

    def _raw(self, status: int, kind: str, content: bytes, missing: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content) + missing))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = self.close_connection or missing > 0
