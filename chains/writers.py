"""From a model's name to the writer that uses it."""

from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from chains.evidence import Unsupported
from chains.writer import Writer
from models.chat import EXTRACTIVE, is_embedded

CALLS_FILE = "calls.sqlite"


def make_writer(model: str, embeddings: Embeddings, library: Path) -> Writer[Any]:
    """Return the writer that `model` names; finished calls are kept in the folder `library`.

    Raises UsageError for an unknown model, MissingExtraError where a package is missing.
    """
    if model == EXTRACTIVE:
        from chains.extractive import ExtractiveWriter

        return ExtractiveWriter(embeddings)

    from chains.alignment import Aligner
    from chains.generative import GenerativeWriter
    from models.cache import CallCache
    from models.call_prices import FREE
    from models.calls import MAX_CONCURRENCY, CallLayer
    from models.chat import chat_model

    embedded = is_embedded(model)
    calls = CallLayer(
        chat_model(model),
        CallCache(library / CALLS_FILE),
        max_concurrency=1 if embedded else MAX_CONCURRENCY,
        price=FREE if embedded else None,
    )
    return GenerativeWriter(model, calls, Aligner(embeddings), cites=not embedded)


def default_handling(model: str) -> Unsupported:
    """Return how unsupported sentences of `model` are treated unless the reader says.

    What a large model writes is marked; what the small embedded one writes is replaced by the
    source's own words, because it often invents.
    """
    return "quote" if is_embedded(model) else "mark"
