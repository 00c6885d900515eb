"""Create the writer for a model name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from precis.chains.requests import CallOptions, Unsupported
from precis.chains.writers.contract import Writer
from precis.models.chat import is_embedded

if TYPE_CHECKING:
    from collections.abc import Callable

    from precis.models.calls.layer import CallLayer
    from precis.models.calls.transport import Transport


def make_chat(
    model: str, library: Path, options: CallOptions, tell: Callable[[str], None], *, calls: str
) -> CallLayer:
    """Return the chat model that `model` names, behind the layer that every call goes through.

    Batches are kept in the folder `library`, finished calls at `calls`, a file or the address of
    a database; `tell` gets what a reader should know of
    replies. Raises UsageError for an unknown model,
    MissingExtraError where a package is missing.
    """
    from precis.models.calls.kept_calls import open_calls
    from precis.models.calls.layer import MAX_CONCURRENCY, TIMEOUT_SECONDS, CallLayer
    from precis.models.calls.prices import FREE, Price
    from precis.models.chat import chat_model
    from precis.models.providers import ModelOptions

    told, embedded = options.prices(), is_embedded(model)
    chat = chat_model(model, ModelOptions.of(options.context, options.model_option))

    def batches(name: str, paid: Callable[[], str]) -> Transport:
        from precis.models.batches import Batches

        return Batches(chat, library, name=name, paid=paid, tell=tell)

    return CallLayer(
        chat,
        open_calls(calls),
        max_concurrency=1 if embedded else options.concurrency or MAX_CONCURRENCY,
        timeout=options.timeout or TIMEOUT_SECONDS,
        max_calls=options.max_calls,
        max_cost=options.max_cost,
        price=Price(*told) if told else FREE if embedded else None,
        dry_run=options.dry_run,
        batches=None if embedded else batches,
        tell=tell,
    )


def make_writer(model: str, calls: CallLayer | None, embeddings: Embeddings) -> Writer[Any]:
    """Return the writer that asks through `calls` or, without any, picks sentences."""
    if calls is None:
        from precis.chains.writers.extractive import ExtractiveWriter

        return ExtractiveWriter(embeddings)

    from precis.chains.grounding.alignment import Aligner
    from precis.chains.writers.generative import GenerativeWriter

    return GenerativeWriter(model, calls, Aligner(embeddings), cites=not is_embedded(model))


def default_handling(model: str) -> Unsupported:
    """Return how unsupported sentences of `model` are treated unless the reader says.

    What a large model writes is marked; what the small embedded one writes is replaced by the
    source's own words, because it often invents.
    """
    return "quote" if is_embedded(model) else "mark"
