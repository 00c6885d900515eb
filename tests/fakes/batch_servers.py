"""Servers with batch endpoints, in one file: on loopback, as OpenAI, Azure and Anthropic have it.

They check what they are sent as the real ones do. `reply` makes the text of an answer from the
prompt; `polls` is how often a batch is asked after before it ends; `faults` gets a method and a
path and may return an HTTP status to fail with; `fate` gets the number of a batch, the index of a
request and its body, and returns `ok`, `expired`, `canceled`, or a status and a body. `write` gets
the number of a batch and lines of its results, and returns the text of a file; `tell` gets a batch
and what is said of it, and returns what is said instead.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.http_server import serving
from tests.fakes.openai_server import citing

Fate = str | tuple[int, dict[str, Any]]
_CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass
class Batch:
    """A batch that a server has: its requests by custom id, and how often it was asked after."""

    name: str
    requests: dict[str, dict[str, Any]]
    metadata: dict[str, str] = field(default_factory=dict)
    endpoint: str = ""
    input_file: str = ""
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    polls: int = 0
    status: str = ""


def json_lines(lines: list[dict[str, Any]]) -> str:
    """Lay out results as the real servers do."""
    return "".join(json.dumps(line) + "\n" for line in lines)


@dataclass
class BatchServer:
    """What a server does, and all that it was asked."""

    reply: Callable[[str], str] = citing
    polls: int = 1
    faults: Callable[[str, str], int | None] = lambda method, path: None
    fate: Callable[[int, int, dict[str, Any]], Fate] = lambda batch, index, body: "ok"
    problem: Callable[[int, Batch], dict[str, str] | None] = lambda number, batch: None
    finish: str = "stop"
    write: Callable[[int, list[dict[str, Any]]], str] = lambda batch, lines: json_lines(lines)
    tell: Callable[[Batch, dict[str, Any]], dict[str, Any]] = lambda batch, told: told
    on_batch: Callable[[Batch], None] = lambda batch: None
    url: str = ""
    batches: list[Batch] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    live: list[dict[str, Any]] = field(default_factory=list)
    answered: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def named(self, name: str) -> Batch | None:
        """Return a batch that was made and not deleted."""
        return next((b for b in self.batches if b.name == name and name not in self.deleted), None)


@contextmanager
def openai_batches(**behaviour: Any) -> Iterator[BatchServer]:
    """Run a server that speaks OpenAI's protocol."""
    yield from _served(_OpenAI, "/v1", behaviour)


@contextmanager
def azure_batches(**behaviour: Any) -> Iterator[BatchServer]:
    """Run a server that speaks OpenAI's protocol as Azure does, with one deployment, `dep`."""
    yield from _served(_Azure, "", behaviour)


@contextmanager
def anthropic_batches(**behaviour: Any) -> Iterator[BatchServer]:
    """Run a server that speaks Anthropic's protocol."""
    yield from _served(_Anthropic, "", behaviour)


def _served(kind: type[_Handler], base: str, behaviour: dict[str, Any]) -> Iterator[BatchServer]:
    state = BatchServer(**behaviour)
    with serving(kind, state) as address:
        state.url = address + base
        yield state


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: BatchServer

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self, method: str) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        with self.state.lock:
            self.state.asked.append((method, address.path))
            self.state.headers.append(dict(self.headers))
            status = self.state.faults(method, address.path)
        try:
            if status:
                self._fail(status, "the server fails")
            else:
                self._route(method, address.path, parse_qs(address.query), content)
        except ConnectionError:
            self.close_connection = True

    def _route(self, method: str, path: str, query: dict[str, list[str]], content: bytes) -> None:
        raise NotImplementedError

    def _fail(self, status: int, message: str) -> None:
        raise NotImplementedError

    def _send(self, body: Any, status: int = 200) -> None:
        self._raw(json.dumps(body).encode(), status)

    def _raw(self, content: bytes, status: int = 200, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _add(self, batch: Batch) -> None:
        with self.state.lock:
            self.state.batches.append(batch)
        self.state.on_batch(batch)

    def _ended(self, batch: Batch) -> bool:
        return batch.polls > self.state.polls

    def _fates(self, batch: Batch) -> Iterator[tuple[str, dict[str, Any], Fate]]:
        """Yield the requests of a batch in another order than they came in."""
        number = self.state.batches.index(batch)
        pairs = list(enumerate(batch.requests.items()))
        for index, (name, body) in reversed(pairs):
            fate = self.state.fate(number, index, body)
            if fate == "ok":
                with self.state.lock:
                    self.state.answered.append(body)
            yield name, body, fate


class _OpenAI(_Handler):
    def _fail(self, status: int, message: str) -> None:
        error = {"message": message, "type": "error", "param": None, "code": None}
        self._send({"error": error}, status)

    def _route(self, method: str, path: str, query: dict[str, list[str]], content: bytes) -> None:
        match method, path.removeprefix("/v1").strip("/").split("/"):
            case "POST", ["chat", "completions"]:
                body = json.loads(content)
                self.state.live.append(body)
                if body.get("stream"):
                    self._stream(body)
                else:
                    self._send(self._completion(body))
            case "POST", ["files"]:
                self._take_file(content)
            case "GET", ["files", name, "content"]:
                self._raw(self.state.files[name], kind="application/octet-stream")
            case "DELETE", ["files", name]:
                self.state.deleted.append(name)
                self._send({"id": name, "object": "file", "deleted": True})
            case "POST", ["batches"]:
                self._make(json.loads(content))
            case "GET", ["batches"]:
                self._list(query)
            case "GET", ["batches", name]:
                batch = self.state.named(name)
                if batch is None:
                    self._fail(404, f"No batch found with id '{name}'.")
                    return
                batch.polls += 1
                self._send(self.state.tell(batch, self._as_json(batch)))
            case _:
                self._fail(404, f"Invalid URL ({method} {path})")

    def _take_file(self, content: bytes) -> None:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts: dict[str, bytes] = {}
        for part in message_from_bytes(head + content).get_payload():
            name = part.get_param("name", header="content-disposition")
            parts[name] = part.get_payload(decode=True)
        if parts["purpose"] != b"batch":
            self._fail(400, "Invalid purpose")
            return
        with self.state.lock:
            name = f"file-{len(self.state.files)}"
            self.state.files[name] = parts["file"]
        self._send({"id": name, "object": "file", "purpose": "batch", "status": "processed"})

    def _make(self, asked: dict[str, Any]) -> None:
        lines = [json.loads(line) for line in self.state.files[asked["input_file_id"]].splitlines()]
        requests = {line["custom_id"]: line["body"] for line in lines}
        if asked["completion_window"] != "24h" or len(requests) != len(lines):
            self._fail(400, "Invalid batch")
            return
        if {line["url"] for line in lines} != {asked["endpoint"]}:
            self._fail(400, "The URL of a request does not match the batch endpoint")
            return
        if len({body["model"] for body in requests.values()}) != 1:
            self._fail(400, "mismatched_model")
            return
        name = f"batch_{len(self.state.batches)}"
        batch = Batch(name, requests, asked["metadata"], asked["endpoint"], asked["input_file_id"])
        self._add(batch)
        self._send(self.state.tell(batch, self._as_json(batch)))

    def _list(self, query: dict[str, list[str]]) -> None:
        batches = list(reversed(self.state.batches))
        names = [batch.name for batch in batches]
        if after := query.get("after"):
            batches = batches[names.index(after[0]) + 1 :]
        limit = int(query.get("limit", ["20"])[0])
        page = [self.state.tell(batch, self._as_json(batch)) for batch in batches[:limit]]
        self._send({"object": "list", "data": page, "has_more": len(batches) > limit})

    def _as_json(self, batch: Batch) -> dict[str, Any]:
        number = self.state.batches.index(batch)
        problem = self.state.problem(number, batch)
        told: dict[str, Any] = {
            "id": batch.name,
            "object": "batch",
            "endpoint": batch.endpoint,
            "errors": None,
            "input_file_id": batch.input_file,
            "completion_window": "24h",
            "status": "in_progress",
            "output_file_id": None,
            "error_file_id": None,
            "created_at": int(batch.created.timestamp()),
            "request_counts": {"total": len(batch.requests), "completed": 0, "failed": 0},
            "metadata": batch.metadata,
        }
        if problem:
            errors = {"object": "list", "data": [{**problem, "param": None, "line": None}]}
            return told | {"status": "failed", "errors": errors}
        if not self._ended(batch):
            return told
        if not batch.status:
            self._finish(batch)
        counts = {"total": len(batch.requests), "completed": 0, "failed": 0}
        for kind in ("output", "error"):
            file = f"file-{kind}-{batch.name}"
            if file in self.state.files:
                told[f"{kind}_file_id"] = file
                name = "completed" if kind == "output" else "failed"
                counts[name] = len(self.state.files[file].splitlines())
        return told | {"status": batch.status, "request_counts": counts}

    def _finish(self, batch: Batch) -> None:
        output, errors, batch.status = [], [], "completed"
        for name, body, fate in self._fates(batch):
            line: dict[str, Any] = {"id": f"req_{name[:8]}", "custom_id": name}
            line |= {"response": None, "error": None}
            if fate == "ok":
                response = {"status_code": 200, "body": self._completion(body)}
                output.append(line | {"response": response})
            elif isinstance(fate, tuple):
                response = {"status_code": fate[0], "body": fate[1]}
                errors.append(line | {"response": response})
            else:
                batch.status = "cancelled" if fate == "canceled" else "expired"
                code = "batch_cancelled" if fate == "canceled" else "batch_expired"
                errors.append(line | {"error": {"code": code, "message": "not executed"}})
        for kind, lines in (("output", output), ("error", errors)):
            if lines:
                content = self.state.write(self.state.batches.index(batch), lines)
                self.state.files[f"file-{kind}-{batch.name}"] = content.encode()

    def _completion(self, body: dict[str, Any]) -> dict[str, Any]:
        prompt = "\n".join(str(message["content"]) for message in body["messages"])
        text = self.state.reply(prompt)
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": self.state.finish}
        read, written = len(prompt.split()), len(text.split())
        usage = {"prompt_tokens": read, "completion_tokens": written}
        usage["total_tokens"] = read + written
        done = {"id": "1", "object": "chat.completion", "created": 1, "choices": [choice]}
        return done | {"model": body["model"], "usage": usage}

    def _stream(self, body: dict[str, Any]) -> None:
        whole = self._completion(body)
        text = whole["choices"][0]["message"]["content"]
        base = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        choices = [{"index": 0, "delta": {"content": text}, "finish_reason": None}]
        choices.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        events = [base | {"choices": [choice]} for choice in choices]
        events.append(base | {"choices": [], "usage": whole["usage"]})
        lines = [f"data: {json.dumps(event)}\n\n" for event in events]
        self._raw("".join([*lines, "data: [DONE]\n\n"]).encode(), kind="text/event-stream")


class _Azure(_OpenAI):
    """Files and batches stand beside the deployments; each request names the deployment."""

    def _route(self, method: str, path: str, query: dict[str, list[str]], content: bytes) -> None:
        place, version = path.removeprefix("/openai"), query.get("api-version")
        if not version or place == path or self.headers["api-key"] != "k":
            self._fail(404, "Resource not found")
        elif place.startswith("/deployments/dep/chat/completions"):
            super()._route(method, place.removeprefix("/deployments/dep"), query, content)
        elif method == "GET" and re.fullmatch(r"/files/[\w-]+", place):
            self._send({"id": place.rpartition("/")[2], "object": "file", "status": "processed"})
        else:
            super()._route(method, place, query, content)

    def _send(self, body: Any, status: int = 200) -> None:
        if body.get("purpose") == "batch":
            body |= {"status": "pending"}
        super()._send(body, status)

    def _make(self, asked: dict[str, Any]) -> None:
        lines = [json.loads(line) for line in self.state.files[asked["input_file_id"]].splitlines()]
        if asked["endpoint"] != "/chat/completions":
            self._fail(400, "Invalid endpoint")
        elif any(line["body"].get("model") != "dep" for line in lines):
            self._fail(400, "model_not_found: every request must name the batch deployment")
        else:
            super()._make(asked)


class _Anthropic(_Handler):
    def _fail(self, status: int, message: str) -> None:
        kind = {404: "not_found_error", 429: "rate_limit_error"}.get(status, "api_error")
        self._send({"type": "error", "error": {"type": kind, "message": message}}, status)

    def _route(self, method: str, path: str, query: dict[str, list[str]], content: bytes) -> None:
        match method, path.removeprefix("/v1/messages").strip("/").split("/"):
            case "POST", [""]:
                body = json.loads(content)
                self.state.live.append(body)
                self._send(self._message(body))
            case "POST", ["batches"]:
                self._make(json.loads(content)["requests"])
            case "GET", ["batches"]:
                told = [
                    self.state.tell(batch, self._as_json(batch))
                    for batch in reversed(self.state.batches)
                ]
                self._send({"data": told, "has_more": False, "first_id": None, "last_id": None})
            case "GET", ["batches", name] if batch := self.state.named(name):
                batch.polls += 1
                self._send(self.state.tell(batch, self._as_json(batch)))
            case "GET", ["batches", name, "results"] if batch := self.state.named(name):
                lines = [self._result(*one) for one in self._fates(batch)]
                text = self.state.write(self.state.batches.index(batch), lines)
                self._raw(text.encode(), kind="application/x-jsonl")
            case "DELETE", ["batches", name]:
                self.state.deleted.append(name)
                self._send({"id": name, "type": "message_batch_deleted"})
            case _:
                self._fail(404, "Not Found")

    def _make(self, asked: list[dict[str, Any]]) -> None:
        requests = {one["custom_id"]: one["params"] for one in asked}
        well = all(_CUSTOM_ID.fullmatch(name) for name in requests)
        if not well or len(requests) != len(asked) or any("stream" in b for b in requests.values()):
            self._fail(400, "invalid batch")
            return
        batch = Batch(f"msgbatch_{len(self.state.batches)}", requests)
        self._add(batch)
        self._send(self.state.tell(batch, self._as_json(batch)))

    def _as_json(self, batch: Batch) -> dict[str, Any]:
        ended = self._ended(batch)
        kinds = ("processing", "succeeded", "errored", "canceled", "expired")
        counts = dict.fromkeys(kinds, 0)
        counts["succeeded" if ended else "processing"] = len(batch.requests)
        results = f"{self.state.url}/v1/messages/batches/{batch.name}/results"
        return {
            "id": batch.name,
            "type": "message_batch",
            "processing_status": "ended" if ended else "in_progress",
            "request_counts": counts,
            "created_at": batch.created.isoformat(),
            "expires_at": (batch.created + timedelta(days=1)).isoformat(),
            "ended_at": batch.created.isoformat() if ended else None,
            "archived_at": None,
            "cancel_initiated_at": None,
            "results_url": results if ended else None,
        }

    def _result(self, name: str, body: dict[str, Any], fate: Fate) -> dict[str, Any]:
        if fate == "ok":
            result = {"type": "succeeded", "message": self._message(body)}
        elif isinstance(fate, tuple):
            result = {"type": "errored", "error": fate[1]}
        else:
            result = {"type": fate}
        return {"custom_id": name, "result": result}

    def _message(self, body: dict[str, Any]) -> dict[str, Any]:
        parts = [str(body.get("system", "")), *(str(one["content"]) for one in body["messages"])]
        prompt = "\n".join(parts)
        text = self.state.reply(prompt)
        usage = {"input_tokens": len(prompt.split()), "output_tokens": len(text.split())}
        reason = "end_turn" if self.state.finish == "stop" else self.state.finish
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [{"type": "text", "text": text}],
            "stop_reason": reason,
            "stop_sequence": None,
            "usage": usage,
        }


def until(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something holds; raises TimeoutError."""
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(0.02)
