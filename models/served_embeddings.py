"""Embeddings of a provider: each text gets a vector of its own, or an error says why not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from langchain_core.embeddings import Embeddings

from precis.errors import PrecisError, UsageError
from precis.models.calls.failures import Fault, read_failure
from precis.models.calls.retries import Retries
from precis.models.embedding_requests import EmbeddingRequests

if TYPE_CHECKING:
    from collections.abc import Callable

    from precis.models.calls.failures import Failure

    Rows = list[list[float]]

T = TypeVar("T")

_SHOWN = 200
"""Characters of a provider's own error that are shown."""

_OF_OPENAI = {"openai", "azure_openai"}
_WHOLE_TEXTS: dict[str, Any] = {"check_embedding_ctx_length": False, "max_retries": 0}
"""For these providers: split into tokens, which takes a file from the network, texts are refused by
most servers but OpenAI's."""

_AT_ONCE = 256
_LEAST_CHARACTERS = 100
_OF_WHOLE_REQUEST = {Fault.TOO_LONG, Fault.INVALID, Fault.PARAMETER, Fault.REPLY_ROOM}
"""What may be wrong with a request and right with a part of it."""


_REMEDIES = {
    Fault.KEY: "set a valid key",
    Fault.FORBIDDEN: "use another key or model",
    Fault.CREDIT: "add credit",
    Fault.UNREACHED: "check the address and the network",
    Fault.NO_SERVER: "check the base address, which usually ends with /v1",
}


class EmbeddingsError(PrecisError):
    """A provider's embeddings cannot be had, or are none."""


def served_embeddings(name: str) -> ServedEmbeddings:
    """Make the embeddings `provider:name` as LangChain has it.

    Raises UsageError where the provider's package is not installed, or does not take the name.
    """
    from langchain.embeddings import init_embeddings

    provider = name.partition(":")[0]
    if provider == "huggingface":
        from precis.models.huggingface import require_transformers

        require_transformers(f"--embeddings {name}")
    try:
        made: Any = init_embeddings(name, **(_WHOLE_TEXTS if provider in _OF_OPENAI else {}))
    except Exception as error:  # each provider's package raises errors of its own
        reason = str(error).partition("\n")[0][:_SHOWN].rstrip(". ")
        raise UsageError(f"cannot use --embeddings {name}: {reason}; or use minilm") from error
    if hasattr(made, "check_embedding_ctx_length"):
        made.client = EmbeddingRequests(made.client)
    return ServedEmbeddings(name, made)


class ServedEmbeddings(Embeddings):
    """The embeddings `made` for `name`, asked in parts that the server takes.

    What passes is tried again. A text that is too long is cut, as the embedded models cut it.
    Raises EmbeddingsError where the server refuses, or sends something other than one vector of
    numbers for each text, all of one length.
    """

    def __init__(self, name: str, made: Embeddings) -> None:
        self._name = name
        self._made = made
        self._at_once = _AT_ONCE
        self._length: int | None = None
        self._answers = 0

    def embed_documents(self, texts: list[str]) -> Rows:
        """Embed each text."""
        rows: Rows = []
        while len(rows) < len(texts):
            rows += self._embedded(texts[len(rows) : len(rows) + self._at_once])
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Embed one question."""
        while True:
            try:
                return self._checked([self._asked(self._made.embed_query, text)], 1)[0]
            except _RefusedError as refused:
                text = self._shortened(text, refused)

    def _embedded(self, part: list[str]) -> Rows:
        """Return the vectors of the first texts of `part`: as many as the server takes."""
        while True:
            try:
                made = self._asked(self._made.embed_documents, part)
            except _RefusedError as refused:
                if len(part) > 1:
                    part = part[: len(part) // 2]
                    self._at_once = len(part)
                else:
                    part = [self._shortened(part[0], refused)]
                    self._at_once = _AT_ONCE  # it was this text, not how many there were
            else:
                return self._checked(made, len(part))

    def _asked(self, embed: Callable[[T], Any], asked: T) -> Any:
        retries = Retries(self._answers)
        while True:
            try:
                made = embed(asked)
            except Exception as error:  # each provider's package raises errors of its own
                failure = read_failure(error)
                if failure.fault in _OF_WHOLE_REQUEST:
                    raise _RefusedError(failure) from error
                wait = retries.wait_seconds(failure, self._answers)
                if wait is None:
                    raise self._error(failure) from error
                time.sleep(wait)
            else:
                self._answers += 1
                return made

    def _shortened(self, text: str, refused: _RefusedError) -> str:
        if refused.failure.fault is not Fault.TOO_LONG or len(text) < _LEAST_CHARACTERS:
            raise self._error(refused.failure) from refused
        return text[: len(text) // 2]

    def _checked(self, made: Any, count: int) -> Rows:
        """Return vectors that can be compared."""
        if len(made) != count:
            raise self._wrong(f"{len(made)} vectors of {count} texts")
        lengths = {len(row) if isinstance(row, list | tuple | np.ndarray) else 0 for row in made}
        length = self._length or max(lengths)
        if lengths != {length} or not length:
            raise self._wrong(
                f"vectors of another length, {min(lengths - {length}, default=0)} and not {length}"
                if length and 0 not in lengths
                else "an empty vector"
            )
        try:
            rows = np.asarray(made, dtype=np.float64)
        except (TypeError, ValueError):
            rows = np.full(1, np.nan)
        if not np.isfinite(rows).all():
            raise self._wrong("a vector with something that is no number")
        if not rows.any(axis=1).all():
            raise self._wrong("a vector of zeros, which is like no other")
        self._length = length
        found: Rows = rows.tolist()
        return found

    def _error(self, failure: Failure) -> EmbeddingsError:
        said = failure.words or failure.cause
        told = f"HTTP {failure.status}: {said}" if failure.status else said
        remedy = "try again later" if failure.transient else "choose another model, or minilm"
        return EmbeddingsError(
            f"--embeddings {self._name} gives no vectors ({told}): "
            f"{_REMEDIES.get(failure.fault, remedy)}"
        )

    def _wrong(self, what: str) -> EmbeddingsError:
        return EmbeddingsError(
            f"--embeddings {self._name} gives {what}: choose another model, or minilm"
        )


class _RefusedError(Exception):
    """A request was refused as a whole."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.words)
        self.failure = failure
