"""Clients generated from the description of the API work with it."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.access import Access
from tests.web.client import HOST, Served, TestClient, ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

TOKEN = "correct-horse-battery-staple"
BEARER = {"authorization": f"Bearer {TOKEN}"}
NAME = "generated_client"


@pytest.fixture
def client(served: Served) -> TestClient:
    client = served(Access.one(TOKEN))
    client.headers.update(BEARER)
    return client


@pytest.fixture
def generated(client: TestClient, tmp_path: Path) -> Iterator[ModuleType]:
    """Generate a package from the description, which must give no cause for a warning."""
    from openapi_python_client import generate
    from openapi_python_client.config import Config, ConfigFile, MetaType

    described = tmp_path / "openapi.json"
    described.write_text(client.get("/api/v1/openapi.json").text, "utf-8")
    where = tmp_path / NAME
    config = Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, described, "utf-8", overwrite=True,
        output_path=where,
    )  # fmt: skip
    assert [str(it.detail or it.header) for it in generate(config=config)] == []
    spec = importlib.util.spec_from_file_location(NAME, where / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
    yield package
    for name in [it for it in sys.modules if it.partition(".")[0] == NAME]:
        del sys.modules[name]


def test_a_generated_client_does_the_main_job(client: TestClient, generated: ModuleType) -> None:
    def module(name: str) -> Any:
        return importlib.import_module(f"{NAME}.{name}")

    models, types = module("models"), module("types")
    caller = generated.AuthenticatedClient(base_url=HOST, token=TOKEN).set_httpx_client(client)
    sent = module("api.jobs.upload").sync(
        client=caller,
        name="shop.txt",
        body=types.File(payload=BytesIO(b"The shop opens at nine. It is red.")),
    )
    assert isinstance(sent, models.UploadShown)
    wanted = models.IngestRequest(sources=[sent.source])
    started = module("api.jobs.ingest").sync(client=caller, body=wanted)
    assert isinstance(started, models.IngestJob)
    assert started.created_at.tzinfo is not None
    ended(client, {"id": started.id})
    done = module("api.jobs.get_job").sync(client=caller, job_id=started.id)
    assert isinstance(done, models.IngestJob)
    assert isinstance(done.result, models.Ingested)
    assert done.result.added == 1
    answer = module("api.ask.ask").sync(
        client=caller, body=models.AskRequest(question="When does the shop open?")
    )
    assert isinstance(answer, models.AnswerShown)
    [claim] = answer.answer
    assert "nine" in claim.citations[0].quote
    wrong = module("api.jobs.get_job").sync(client=caller, job_id="0" * 32)
    assert isinstance(wrong, models.ProblemDetails)
    assert "no job" in wrong.detail


def test_the_description_is_one_that_generators_like(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["info"]["title"].isascii()
    assert described["security"] == [{"token": []}]
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    operations = [it for path in described["paths"].values() for it in path.values()]
    ids = [it["operationId"] for it in operations]
    assert len(set(ids)) == len(ids)
    assert all(it.isidentifier() and len(it) < 30 for it in ids)
    job = described["paths"]["/api/v1/jobs/{job_id}"]["get"]["responses"]["200"]
    kinds = job["content"]["application/json"]["schema"]["discriminator"]["mapping"]
    assert kinds.keys() == {"summarize", "ingest", "check", "run", "ask"}


def test_without_tokens_the_description_says_so(served: Served) -> None:
    described = served().get("/api/v1/openapi.json").json()
    assert {} in described["security"]


def test_the_documentation_has_every_operation_and_field(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    shown = client.get("/docs").text
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in shown
        assert f"<code>{path}</code>" in shown
    for field in ("question", "sources", "unsupported", "last-event-id"):
        assert f"<code>{field}</code>" in shown
    assert "<script" not in shown
