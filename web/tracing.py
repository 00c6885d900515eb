"""OpenTelemetry traces of requests and jobs, if its standard variables ask for them.

A span holds routes, statuses and kinds of jobs: never a query, a header, a name or a text.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from starlette.datastructures import Headers

from precis.errors import UsageError, require
from precis.web.headers import is_part
from precis.web.proxies import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from precis.web.job import Job

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_EXPORTER = "OTEL_TRACES_EXPORTER"
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_SERVER_ERROR = 500


class Traces(Protocol):
    """What is traced."""

    def around(self, app: ASGIApp) -> ASGIApp:
        """Return `app` with its requests traced."""

    @contextmanager
    def job(self, job: Job) -> Iterator[None]:
        """Trace a job, which belongs to the request that started it."""

    def close(self) -> None:
        """Send what has not been sent."""


class NoTraces:
    """Traces nothing."""

    def around(self, app: ASGIApp) -> ASGIApp:
        """Return `app` as it is."""
        return app

    @contextmanager
    def job(self, job: Job) -> Iterator[None]:  # noqa: ARG002 - it is not looked at
        """Do nothing."""
        yield

    def close(self) -> None:
        """Do nothing."""


class OpenTelemetry:
    """Sends spans to `exporter`, a few seconds after they have ended."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._provider = _provider(exporter)
        self._tracer = self._provider.get_tracer("precis")

    def around(self, app: ASGIApp) -> ASGIApp:
        """Return `app` with a span for each request except for the page's static files."""

        async def traced(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or is_part(path_of(scope)):
                await app(scope, receive, send)
                return
            with self._request(scope) as span:

                async def send_noted(message: Message) -> None:
                    if message["type"] == "http.response.start":
                        _note(span, scope, message["status"])
                    await send(message)

                await app(scope, receive, send_noted)

        return traced

    @contextmanager
    def job(self, job: Job) -> Iterator[None]:
        """Trace a job; a failed one has the type of its error, not the message."""
        from opentelemetry.trace import StatusCode

        with self._tracer.start_as_current_span(
            f"job {job.kind}",
            attributes={"precis.job.kind": job.kind, "precis.job.id": job.id},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(StatusCode.ERROR)
                raise

    def close(self) -> None:
        """Send what has not been sent."""
        self._provider.shutdown()

    @contextmanager
    def _request(self, scope: Scope) -> Iterator[Any]:
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        headers = dict(Headers(scope=scope))
        with self._tracer.start_as_current_span(
            scope["method"],
            context=extract(headers),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": scope["method"], "url.scheme": scope["scheme"]},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            yield span


def traces() -> Traces:
    """Return what the variables ask for. Raises PrecisError if it is not available."""
    kind = os.environ.get(_EXPORTER, "").strip().lower()
    asked = bool(kind) or any(os.environ.get(name) for name in _ENDPOINTS)
    if not asked or kind == "none" or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return NoTraces()
    if kind == "console":
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return OpenTelemetry(ConsoleSpanExporter())
    if kind not in {"", "otlp"}:
        raise UsageError(f"{_EXPORTER} '{kind}' is not one of otlp, console, none")
    return OpenTelemetry(_otlp())


def _otlp() -> SpanExporter:
    protocol = next(filter(None, map(os.environ.get, _PROTOCOLS)), "http/protobuf")
    if protocol == "grpc":
        require("opentelemetry.exporter.otlp.proto.grpc", f"{_PROTOCOLS[1]}=grpc", "otel")
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter()
    if protocol != "http/protobuf":
        raise UsageError(f"{_PROTOCOLS[1]} '{protocol}' is not one of http/protobuf, grpc")
    require("opentelemetry.exporter.otlp.proto.http", _ENDPOINTS[0], "otel")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as OverHttp

    return OverHttp()


def _provider(exporter: SpanExporter) -> TracerProvider:
    """Return a provider of our own: the global one is for programs that embed Précis."""
    from importlib.metadata import version

    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = Resource({"service.name": "precis", "service.version": version("precis")})
    provider = TracerProvider(resource=named.merge(_without_default_name(Resource.create())))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def _without_default_name(found: Any) -> Any:
    from opentelemetry.sdk.resources import Resource

    given = {
        key: value
        for key, value in found.attributes.items()
        if not (key == "service.name" and str(value).startswith("unknown_service"))
    }
    return Resource(given)


def _note(span: Any, scope: Scope, status: int) -> None:
    from opentelemetry.trace import StatusCode

    route = getattr(scope.get("route"), "path", None)
    if route:
        span.update_name(f"{scope['method']} {route}")
        span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if status >= _SERVER_ERROR:
        span.set_status(StatusCode.ERROR)
