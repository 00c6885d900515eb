"""From a model's name to the writer that uses it."""

from pathlib import Path
from typing import Any, Protocol

from langchain_core.embeddings import Embeddings

from chains.evidence import Unsupported
from chains.writer import Writer
from models.chat import EXTRACTIVE, is_embedded

CALLS_FILE = "calls.sqlite"


class Budget(Protocol):
    """What calls may cost."""

    @property
    def max_calls(self) -> int | None:
        """Paid calls, at most."""

    @property
    def max_cost(self) -> float | None:
        """US dollars, at most."""

    @property
    def dry_run(self) -> bool:
        """Whether calls are only counted."""

    def prices(self) -> tuple[float, float] | None:
        """US dollars for a million tokens read and written, where the reader knows better."""


def make_writer(model: str, embeddings: Embeddings, library: Path, budget: Budget) -> Writer[Any]:
    """Return the writer that `model` names; finished calls are kept in the folder `library`.

    Raises UsageError for an unknown model, MissingExtraError where a package is missing.
    """
    told = budget.prices()
    if model == EXTRACTIVE:
        from chains.extractive import ExtractiveWriter

        return ExtractiveWriter(embeddings)

    from chains.alignment import Aligner
    from chains.generative import GenerativeWriter
    from models.calls import FREE, MAX_CONCURRENCY, CallCache, CallLayer, Price
    from models.chat import chat_model

    embedded = is_embedded(model)
    calls = CallLayer(
        chat_model(model),
        CallCache(library / CALLS_FILE),
        max_concurrency=1 if embedded else MAX_CONCURRENCY,
        max_calls=budget.max_calls,
        max_cost=budget.max_cost,
        price=Price(*told) if told else FREE if embedded else None,
        rehearse=budget.dry_run,
    )
    return GenerativeWriter(model, calls, Aligner(embeddings), cites=not embedded)


def default_handling(model: str) -> Unsupported:
    """Return how unsupported sentences of `model` are treated unless the reader says.

    What a large model writes is marked; what the small embedded one writes is replaced by the
    source's own words, because it often invents.
    """
    return "quote" if is_embedded(model) else "mark"
