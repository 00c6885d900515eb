"""What the API says of itself holds, whatever is sent: schemathesis finds nothing wrong."""

import ast
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

import httpx
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import positive_data_acceptance

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.web.access import Access
from precis.web.app import create_app
from precis.web.quota import Quota
from precis.web.service import Service

FEW = settings(max_examples=10, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def one_parser() -> Iterator[None]:
    """Let one thread at a time parse Python, as Hypothesis and numpy do: cpython issue 106905."""
    parse, lock = ast.parse, threading.RLock()

    def locked(*given: object, **named: object) -> ast.AST:
        with lock:
            return parse(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ast, "parse", locked)
        yield


@pytest.fixture(scope="module")
def api(
    tmp_path_factory: pytest.TempPathFactory, one_parser: None
) -> Iterator[schemathesis.BaseSchema]:
    library: Path = tmp_path_factory.mktemp("served") / "library"
    quota = Quota(max_rate=1_000_000, max_jobs=3)
    service = Service(Workspace(library, CallOptions(), model="extractive"), quota)
    app = create_app(service, Access.everybody())
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1"
    while not server.started:
        time.sleep(0.05)
    source = httpx.post(f"{url}/uploads?name=a.txt", content="The shop opens at nine.").json()
    httpx.post(f"{url}/ingest", json={"sources": [source["source"]]})
    yield schemathesis.openapi.from_url(f"{url}/openapi.json")
    server.should_exit = True
    thread.join()


@pytest.mark.alone
def test_the_api_is_as_it_says(api: schemathesis.BaseSchema) -> None:
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) >= 15
    for operation in operations:
        _holds(operation)


def _holds(operation: APIOperation) -> None:
    # A schema cannot say what a chain or a source is, that a file has a name and is not empty,
    # which options exclude each other, whose the last message is, and that a text is more than
    # white space.
    freely = operation.path.endswith(
        (
            "/ask",
            "/run",
            "/uploads",
            "/summarize",
            "/ingest",
            "/check",
            "/completions",
            "/embeddings",
        )
    )
    excluded = [positive_data_acceptance] if freely else []

    @FEW
    @given(case=operation.as_strategy())
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(timeout=30, excluded_checks=excluded)

    holds()
