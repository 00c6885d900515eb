"""Runnables over loaders, splitters, models and stores: summarize, answer, check, compose."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from precis.chains.composition.composed import compose as compose

__all__ = ["compose"]


def __getattr__(name: str) -> Any:
    if name != "compose":
        raise AttributeError(f"module 'precis.chains' has no attribute '{name}'")
    from precis.chains.composition.composed import compose

    return compose
