"""Summaries and answers in which every sentence shows its evidence.

Names are imported when first used, so `import precis` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from precis.api import Library, answer, check, compose, load, summarize
    from precis.chains.composition.composed import Composed
    from precis.chains.composition.items import Item
    from precis.chains.evidence import Answer, Claim, Passage, Span, Summary, Usage
    from precis.chains.ingested import Failure, Ingested
    from precis.errors import MissingExtraError, PrecisError, UsageError
    from precis.loaders.errors import LoadError
    from precis.loaders.limits import LimitError, Limits
    from precis.loaders.options import LoadOptions
    from precis.stores.catalog import Source

__all__ = [
    "Answer",
    "Claim",
    "Composed",
    "Failure",
    "Ingested",
    "Item",
    "Library",
    "LimitError",
    "Limits",
    "LoadError",
    "LoadOptions",
    "MissingExtraError",
    "Passage",
    "PrecisError",
    "Source",
    "Span",
    "Summary",
    "Usage",
    "UsageError",
    "answer",
    "check",
    "compose",
    "load",
    "summarize",
]

_MODULES = {
    "api": ("Library", "answer", "check", "compose", "load", "summarize"),
    "chains.composition.composed": ("Composed",),
    "chains.composition.items": ("Item",),
    "chains.evidence": ("Answer", "Claim", "Passage", "Span", "Summary", "Usage"),
    "chains.ingest": ("Failure", "Ingested"),
    "errors": ("MissingExtraError", "PrecisError", "UsageError"),
    "loaders.errors": ("LoadError",),
    "loaders.limits": ("LimitError", "Limits"),
    "loaders.options": ("LoadOptions",),
    "stores.catalog": ("Source",),
}


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"precis.{module}"), name)
    raise AttributeError(f"module 'precis' has no attribute '{name}'")
