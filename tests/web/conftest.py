from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from precis.web.access import Access
    from precis.web.quota import Quota
    from tests.web.client import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Start a server over the library in `tmp_path` and return a client of it."""
    from tests.web import client

    clients: list[TestClient] = []

    def start(
        access: Access | None = None,
        quota: Quota | None = None,
        model: str = "extractive",
        database: str | None = None,
    ) -> TestClient:
        started = client.start(tmp_path / "library", access, quota, model, database=database)
        clients.append(started)
        return clients[-1]

    yield start
    for one in clients:
        client.stop(one)
