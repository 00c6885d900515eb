"""Nothing that reads JSON from outside fails in a way of its own where it is nested too deeply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents.base import Blob

from precis.chains.check import read_batch
from precis.chains.conversation import read_conversation
from precis.errors import PrecisError
from precis.json_text import read_json
from precis.loaders.formats.notebook import NotebookParser
from precis.models.batches.result_lines import results_in
from precis.models.calls.server_words import server_words

DEEP = ("[" * 100_000, '{"a":' * 100_000, '{"cells": [' + "[" * 100_000)


def results(text: str) -> list[Any]:
    async def chunks() -> AsyncIterator[bytes]:
        yield text.encode()

    async def found() -> list[Any]:
        return [one async for one in results_in(chunks())]

    return asyncio.run(found())


def notebook(text: str) -> list[Any]:
    blob = Blob.from_data(text, path="deep.ipynb")
    return list(NotebookParser().lazy_parse(blob))


def batch(text: str, path: Path) -> list[Any]:
    path.write_text(text)
    return list(read_batch(path))


def conversation(text: str, path: Path) -> list[Any]:
    path.write_text(text)
    return list(read_conversation(path))


@pytest.mark.parametrize("text", DEEP)
def test_it_is_a_value_error_as_for_any_other_text(text: str) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        read_json(text)


@pytest.mark.parametrize("text", DEEP)
@pytest.mark.parametrize("read", [batch, conversation])
def test_files_of_a_user(read: Callable[[str, Path], Any], text: str, tmp_path: Path) -> None:
    with pytest.raises(PrecisError, match="nested too deeply"):
        read(text, tmp_path / "deep.json")


@pytest.mark.parametrize("text", DEEP)
def test_documents(text: str) -> None:
    with pytest.raises(PrecisError, match="nested too deeply"):
        notebook(text)


@pytest.mark.parametrize("text", DEEP)
def test_what_servers_send(text: str) -> None:
    assert results(text) == []
    assert text[:5] in " ".join(server_words(Exception(text)).said)
