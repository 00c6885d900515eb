"""A workspace whose remote model is a server on loopback, and documents about bridges."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from tests.fakes.openai_server import ModelServer, model_server
from tests.fakes.steps_model import reply

TOWNS = ["Sava", "Drava", "Kupa"]


def document(town: str, text: str | None = None) -> Document:
    """Return a document of two sentences, or of `text`."""
    text = text or (
        f"The bridge over the {town} was opened in 1932 after four years of work by engineers. "
        f"The town of {town} paid for all of it with a loan that it took from a bank in Vienna."
    )
    return Document(text, metadata={"id": town, "source": f"/{town}.txt", "title": town})


@pytest.fixture
def documents() -> list[Document]:
    return [document(town) for town in TOWNS]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    with model_server(reply=reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


@pytest.fixture
def workspace(server: ModelServer, tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, CallOptions(), model="openai:gpt-5.4-mini")


@pytest.fixture
def bare(tmp_path: Path) -> Workspace:
    """A workspace without a chat model."""
    return Workspace(tmp_path, CallOptions(), model="extractive")
