"""Create embeddings; the embedded ones are all-MiniLM-L6-v2 (int8 ONNX) from packages alone."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from precis.errors import UsageError
from precis.languages.plain_text import well_formed
from precis.low_priority import is_low, step_back
from precis.models.bert_graph import embedder
from precis.models.minilm_files import MiniLMFiles
from precis.models.multilingual import MultilingualE5
from precis.models.onnx_session import session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

T = TypeVar("T")

DIMENSIONS = 384
MAX_WORD_PIECES = 256
"""What all-MiniLM-L6-v2 was trained to read; longer texts are cut there (its model card)."""

_WORTH_THREADS = 16
"""Fewer texts are read where they are asked for: an answer does not queue behind an ingest."""

_FILES = MiniLMFiles()

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as MiniLM reads it: its vector (384), its n word pieces, and each in its context.

    `states` has shape (n, 384); all rows have length 1.
    """

    vector: Vectors
    pieces: tuple[str, ...]
    states: Vectors


def make_embeddings(name: str) -> Embeddings:
    """Make the embeddings `minilm` or `multilingual`, or `provider:name` as LangChain has it.

    Raises UsageError for a name that is neither, or whose package is not installed.
    """
    if name == MiniLM.name:
        return MiniLM()
    if name == MultilingualE5.name:
        return MultilingualE5()
    if not all(name.partition(":")):
        raise UsageError(
            f"unknown --embeddings '{name}': give minilm, multilingual, or provider:name "
            "such as openai:text-embedding-3-small"
        )
    from precis.models.served_embeddings import served_embeddings

    return served_embeddings(name)


class MiniLM(Embeddings):
    """Unit-length sentence vectors of 384 float32; mean pooling over at most 256 word pieces.

    Loads at first use, once in a process; the very first time, the packaged model is rewritten for
    fast int8 arithmetic (`bert_graph.py`) and kept in the folder `cache`, the user's cache by
    default. One with a folder of its own loads on its own.
    Raises EmbeddedModelError when a model file is missing or changed.
    """

    name = "minilm"

    def __init__(self, cache: Path | None = None) -> None:
        self._own = _Loaded(cache) if cache else None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        return [row.tolist() for row in self.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed one question."""
        return self.embed_documents([text])[0]

    def vectors(self, texts: list[str]) -> Vectors:
        """Return an array of shape (len(texts), 384); each row has length 1.

        A row depends on its own text alone, to the last bit.
        """
        result = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for number, row in enumerate(self._spread(self._vector, texts)):
            result[number] = row
        return result

    def readings(self, texts: list[str]) -> list[Reading]:
        """Return the vector of each text, and its word pieces in their contexts."""
        return list(self._spread(self._reading, texts))

    @property
    def _loaded(self) -> _Loaded:
        return self._own or _shared()

    def _spread(self, read: Callable[[Encoding], T], texts: list[str]) -> Iterable[T]:
        encodings = (
            self._loaded.tokenizer.encode_batch(list(map(well_formed, texts))) if texts else []
        )
        if is_low():
            return self._loaded.low_threads.map(read, encodings)
        spread = self._loaded.threads.map if len(texts) >= _WORTH_THREADS else map
        return spread(read, encodings)

    def _vector(self, encoding: Encoding) -> Vectors:
        return self._outputs(encoding, ["vector"])[0]

    def _reading(self, encoding: Encoding) -> Reading:
        vector, states = self._outputs(encoding, ["vector", "states"])
        inner = states[1:-1]
        lengths = np.linalg.norm(inner, axis=1, keepdims=True)
        return Reading(vector, tuple(encoding.tokens[1:-1]), inner / lengths)

    def _outputs(self, encoding: Encoding, names: list[str]) -> list[Vectors]:
        inputs = _FILES.inputs(encoding.ids)
        return [output[0] for output in self._loaded.session.run(names, inputs)]


class _Loaded:
    """What reads texts; each part is made at first use."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count(), "minilm")

    @cached_property
    def low_threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count(), "minilm-low", initializer=step_back)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        return _FILES.tokenizer(MAX_WORD_PIECES)

    @cached_property
    def session(self) -> InferenceSession:
        name = f"minilm-{_FILES.version}"
        return session(name, lambda: embedder(_FILES.weights()), self._cache)


@cache
def _shared() -> _Loaded:
    return _Loaded()


if hasattr(os, "register_at_fork"):  # a process that is forked off has no threads of the pools
    os.register_at_fork(after_in_child=_shared.cache_clear)
