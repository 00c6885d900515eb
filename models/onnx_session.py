"""Load a graph into ONNX Runtime, and keep it for the next start."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from precis.models.bert_graph import REVISION

if TYPE_CHECKING:
    from collections.abc import Callable

    from onnxruntime import InferenceSession


def session(name: str, make: Callable[[], bytes], cache: Path | None = None) -> InferenceSession:
    """Load the graph that `make` makes; the first time it is kept as `name` in the folder `cache`,
    the user's cache by default. The name says from which weights it is made.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    if not _multiplies_bytes_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(
        _cached_graph(f"{name}-{REVISION}", make, cache or user_cache_path("precis")),
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
