"""A client of a server in this process, and what tests of the API often ask of it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from starlette.testclient import TestClient

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.access import Access
from precis.web.app import create_app
from precis.web.quota import Quota
from precis.web.service import Service
from precis.web.tracing import Traces

Served = Callable[..., TestClient]
HOST = "http://127.0.0.1"


def start(
    library: Path,
    access: Access | None = None,
    quota: Quota | None = None,
    model: str = "extractive",
    traces: Traces | None = None,
    *,
    database: str | None = None,
) -> TestClient:
    """Start a server over a library and return a client of it, to be closed with `stop`."""
    workspace = Workspace(library, CallOptions(), model=model, database=database)
    service = Service(workspace, quota or Quota(), traces=traces)
    app = create_app(service, access or Access.everybody())
    client = TestClient(app, base_url=HOST, raise_server_exceptions=False)
    client.__enter__()
    return client


def stop(client: TestClient) -> None:
    """End the server of a client."""
    client.__exit__(None, None, None)


def upload(client: TestClient, text: str | bytes, name: str = "notes.md") -> str:
    """Send a file and return the source that names it."""
    sent = client.post("/api/v1/uploads", params={"name": name}, content=text)
    assert sent.status_code == 201, sent.text
    source: str = sent.json()["source"]
    return source


def ended(client: TestClient, job: dict[str, Any], seconds: float = 60) -> dict[str, Any]:
    """Wait until a job has ended and return it."""
    deadline = time.monotonic() + seconds
    while True:
        shown: dict[str, Any] = client.get(f"/api/v1/jobs/{job['id']}").json()
        if shown["status"] in {"done", "failed", "cancelled"}:
            return shown
        assert time.monotonic() < deadline, shown
        time.sleep(0.02)


def done(client: TestClient, path: str, **request: Any) -> dict[str, Any]:
    """Ask for a job and return its result."""
    started = client.post(f"/api/v1/{path}", json=request)
    assert started.status_code == 202, started.text
    job = ended(client, started.json())
    assert job["status"] == "done", job
    result: dict[str, Any] = job["result"]
    return result
