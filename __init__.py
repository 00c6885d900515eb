"""Summaries and answers in which every sentence shows its evidence.

Names are imported when first used, so `import precis` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from precis.api import Library, answer, check, compose, load, summarize
    from precis.errors import MissingExtraError, PrecisError, UsageError

__all__ = [
    "Library",
    "MissingExtraError",
    "PrecisError",
    "UsageError",
    "answer",
    "check",
    "compose",
    "load",
    "summarize",
]

_ERRORS = {"MissingExtraError", "PrecisError", "UsageError"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'precis' has no attribute '{name}'")
    return getattr(import_module("precis.errors" if name in _ERRORS else "precis.api"), name)
