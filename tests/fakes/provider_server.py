"""A model server on loopback that speaks the protocols of all providers.

What it says is asked of `answer` for every request to a model.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.fakes.http_server import serving
from tests.fakes.wire_formats import STREAMED, WRITERS, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PLACES = {
    "/chat/completions": "openai",
    "/responses": "responses",
    "/messages": "anthropic",
    "/api/chat": "ollama",
}
_ROOTS = ("/v1/", "/v1beta/", "/api/", "/openai/")
KEY = "sk-test"


@dataclass(frozen=True)
class Asked:
    """A request to a model: the how manyth it is, from 1, and what it carries."""

    protocol: str
    number: int
    body: dict[str, Any]
    key: str
    stream: bool

    @property
    def text(self) -> str:
        """All that the prompt says."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def has_system(self) -> bool:
        roles = {message["role"] for message in self.body.get("messages", ())}
        top = self.body.get("system") or self.body.get("systemInstruction")
        return bool(roles & {"system", "developer"} or top)


@dataclass(frozen=True)
class Raw:
    """An answer as it goes over the wire: an error, or a body that is no reply.

    `missing` bytes are promised and not sent; `seconds` pass before anything is. `at_once`
    is how many bytes go at once, if not all.
    """

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    missing: int = 0
    seconds: float = 0.0
    at_once: int = 0


Answer = "Callable[[Asked], Said | Raw]"


@dataclass
class ProviderServer:
    """What the server does; `asked` has every request to a model, `looked_up` all other paths."""

    answer: Callable[[Asked], Said | Raw]
    models: Any = field(default_factory=lambda: {"data": [{"id": "m", "object": "model"}]})
    pages: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that lead every provider's package here."""
        return {
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": f"{self.address}/v1",
            "ANTHROPIC_API_KEY": KEY,
            "ANTHROPIC_BASE_URL": self.address,
            "GOOGLE_API_KEY": KEY,
            "GOOGLE_GEMINI_BASE_URL": self.address,
            "OLLAMA_HOST": self.address,
            "AZURE_OPENAI_API_KEY": KEY,
            "AZURE_OPENAI_ENDPOINT": self.address,
            "OPENAI_API_VERSION": "2026-01-01",
        }


@contextmanager
def provider_server(answer: Callable[[Asked], Said | Raw], **more: Any) -> Iterator[ProviderServer]:
    """Run a server for the length of a `with` block."""
    state = ProviderServer(answer, **more)
    with serving(_Handler, state) as state.address:
        yield state


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: ProviderServer

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.state.looked_up.append(self.path)
        pages = {"/v1/models": self.state.models, **self.state.pages}
        found = pages.get(self.path)
        body = found if found is not None else "404 page not found"
        self._send(Raw(body, 200 if found is not None else 404))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.path.partition("?")[0]
        protocol = next((it for end, it in _PLACES.items() if path.endswith(end)), "")
        if "enerateContent" in path:
            protocol = "gemini"
        if not (protocol and path.startswith(_ROOTS)) or path in self.state.pages:
            self.do_GET()
            return
        stream = bool(body.get("stream")) or "streamGenerate" in path
        with self.state.lock:
            key = self.headers.get("Authorization", "").removeprefix("Bearer ")
            asked = Asked(protocol, len(self.state.asked) + 1, body, key, stream)
            self.state.asked.append(asked)
        answer = self.state.answer(asked)
        if isinstance(answer, Said):
            text = WRITERS[protocol](answer, str(body.get("model", "m")), stream=stream)
            kind = STREAMED.get(protocol, "text/event-stream") if stream else "application/json"
            answer = Raw(text, kind=kind)
        with suppress(ConnectionError):
            self._send(answer)

    def _send(self, answer: Raw) -> None:
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        content = text.encode()
        time.sleep(answer.seconds)
        self.send_response(answer.status)
        self.send_header("Content-Type", "text/html" if text[:1] == "<" else answer.kind)
        self.send_header("Content-Length", str(len(content) + answer.missing))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        step = answer.at_once or len(content) or 1
        for start in range(0, len(content), step):
            time.sleep(0.001 if start else 0)
            self.wfile.write(content[start : start + step])
        self.close_connection = self.close_connection or answer.missing > 0
