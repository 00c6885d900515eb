"""Traces: what they hold, what they never hold, and what switches them on."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from precis.errors import UsageError
from precis.web.tracing import NoTraces, OpenTelemetry, traces
from tests.web.client import ended, start, stop, upload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        monkeypatch.delenv(name)


def test_a_trace_has_requests_and_jobs_and_nothing_of_what_they_are_about(tmp_path: Path) -> None:
    exporter = InMemorySpanExporter()
    client = start(tmp_path / "library", traces=OpenTelemetry(exporter))
    client.headers["authorization"] = "Bearer secret-token-of-anna"
    source = upload(client, b"%PDF-1.7 secret", "secret.pdf")
    headers = {"traceparent": PARENT}
    job = client.post("/api/v1/ingest", json={"sources": [source]}, headers=headers).json()
    assert ended(client, job)["status"] == "failed"
    client.get("/api/v1/jobs/" + "0" * 32, params={"q": "secret"})
    client.get("/static/page.css")
    stop(client)
    spans = {span.name: span for span in exporter.get_finished_spans()}
    asked, worked = spans["POST /api/v1/ingest"], spans["job ingest"]
    assert asked.parent is not None
    assert asked.parent.trace_id == worked.context.trace_id == int(PARENT.split("-")[1], 16)
    assert worked.attributes["error.type"] == "AllFailedError"
    assert asked.attributes["http.response.status_code"] == 202
    assert spans["GET /api/v1/jobs/{job_id}"].attributes["http.route"] == "/api/v1/jobs/{job_id}"
    assert not any("static" in name for name in spans)
    assert "secret" not in "".join(span.to_json() for span in spans.values())


class Collector(BaseHTTPRequestHandler):
    """Keeps what is sent to it."""

    got: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    Collector.got = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Collector.got
    server.shutdown()
    server.server_close()


def test_the_usual_variables_are_understood(
    monkeypatch: pytest.MonkeyPatch, collector: tuple[str, list[tuple[str, bytes]]]
) -> None:
    address, got = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
    monkeypatch.setenv("OTEL_SERVICE_NAME", "library-of-the-team")
    made = traces()
    assert isinstance(made, OpenTelemetry)
    with made._tracer.start_as_current_span("test"):
        pass
    made.close()
    [(path, body)] = got
    assert path == "/v1/traces"
    sent = ExportTraceServiceRequest.FromString(body).resource_spans[0]
    names = {it.key: it.value.string_value for it in sent.resource.attributes}
    assert names["service.name"] == "library-of-the-team"


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
        {"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
    ],
)
def test_nothing_is_traced_unless_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert isinstance(traces(), NoTraces)


@pytest.mark.parametrize(
    ("name", "value"),
    [("OTEL_TRACES_EXPORTER", "zipkin"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")],
)
def test_what_cannot_be_traced_to_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=f"{name} '{value}' is not one of"):
        traces()
