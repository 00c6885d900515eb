"""Runnables over loaders, splitters, models and stores: summarize, answer, check, compose."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chains.composition.composed import compose as compose

__all__ = ["compose"]


def __getattr__(name: str) -> Any:
    if name != "compose":
        raise AttributeError(f"module 'chains' has no attribute '{name}'")
    from chains.composition.composed import compose

    return compose
