"""Tasks for cluster workers. Each worker process loads a model once, and reports nothing."""

from __future__ import annotations

import pickle
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from precis.environment import make_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob
    from langchain_core.embeddings import Embeddings
    from langchain_core.runnables import Runnable
    from numpy.typing import NDArray

    from precis.chains.composition.items import Item
    from precis.loaders import LoadError
    from precis.loaders.options import LoadOptions


READING = ("audio", "huggingface", "msg", "multilingual", "ocr", "passwords")
"""The extras for reading and embedding files."""


def installed_extras() -> set[str]:
    """Return those of READING that are installed."""
    from precis.chains.about import extras

    found = extras()
    return {name for name in READING if found[name]}


def read_blob(blob: Blob, options: LoadOptions) -> list[Document | LoadError]:
    """Return what a blob holds, read in the worker process that confines it."""
    from precis.loaders.reading import read

    make_private()
    return [item for _, items in read([blob], options) for item in items]


def embed(name: str, texts: list[str]) -> NDArray[np.float32]:
    """Return the vectors of `texts`, an array of shape (len(texts), dimensions)."""
    return np.asarray(_embeddings(name).embed_documents(texts), dtype=np.float32)


@cache
def _embeddings(name: str) -> Embeddings:
    from precis.models.embeddings import make_embeddings

    make_private()
    return make_embeddings(name)


def run_steps(pickled: bytes, item: Item) -> Item:
    """Return what the steps of a chain make of an item, one after another."""
    for step in _steps(pickled):
        item = step.invoke(item)
    return item


@lru_cache(maxsize=1)
def _steps(pickled: bytes) -> Sequence[Runnable[Item, Item]]:
    """Return the steps of the chain that this worker runs, with a workspace of its own."""
    make_private()
    steps: Sequence[Runnable[Item, Item]] = pickle.loads(pickled)  # noqa: S301 - from who started the worker
    return steps
