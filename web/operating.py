"""For operators: liveness and readiness probes, and metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from prometheus_client.metrics_core import Metric
    from starlette.requests import Request
    from starlette.types import Scope

    from precis.web.service import Service

_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """Counts requests by route, not by path: paths are unbounded and may name documents."""

    def __init__(self, service: Service) -> None:
        self._registry = CollectorRegistry()
        names = "method", "route", "status"
        self._requests = Counter("precis_requests", "Requests.", names, registry=self._registry)
        self._seconds = Histogram(
            "precis_request_seconds",
            "Seconds until a response has ended.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Work(service))

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        route = getattr(scope.get("route"), "path", "other")
        self._requests.labels(scope["method"], route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._registry)


class _Work:
    """Reads jobs and spending whenever metrics are requested."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("precis_jobs", "Jobs under way.", labels=["status"])
        for status, count in self._service.jobs.under_way().items():
            jobs.add_metric([status], count)
        yield jobs
        calls, cost = self._service.accounts.total_spending()
        yield CounterMetricFamily("precis_paid_calls", "Paid model calls.", calls)
        yield CounterMetricFamily("precis_cost_dollars", "US dollars paid, if known.", cost)


def add_operating(app: FastAPI, service: Service, metrics: Metrics) -> None:
    """Add the probes and the metrics to `app`."""

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        if service.ready.is_set() and not service.stopping.is_set():
            return JSONResponse({"status": "ready"})
        status = "stopping" if service.stopping.is_set() else "starting"
        return JSONResponse({"status": status}, 503, {"retry-after": "1"})

    async def show(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    app.add_route("/health", health, include_in_schema=False)
    app.add_route("/ready", ready, include_in_schema=False)
    app.add_route("/metrics", show, include_in_schema=False)
