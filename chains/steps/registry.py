"""The available steps: those of this folder, and those of other packages by entry point."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from precis.chains.steps.contract import Step
from precis.errors import PrecisError

GROUP = "precis.steps"
"""The entry-point group: each entry's name is the step's, its value the class."""

_OWN = {
    "summarize": "Summarize",
    "ask": "Ask",
    "translate": "Translate",
    "sentiment": "Sentiment",
    "generate": "Generate",
    "extract": "Extract",
    "classify": "Classify",
    "compare": "Compare",
    "changed": "Changed",
    "keywords": "NameKeywords",
    "collect": "Collect",
    "filter": "Filter",
}


@cache
def steps() -> dict[str, type[Step]]:
    """Return every step by its name.

    Raises PrecisError if another package's step cannot be imported or is not a step.
    """
    found: dict[str, type[Step]] = {
        name: getattr(import_module(f"precis.chains.steps.{name}"), of) for name, of in _OWN.items()
    }
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, _load(entry))
    return found


def _load(entry: EntryPoint) -> type[Step]:
    package = entry.dist.name if entry.dist else entry.value
    try:
        step = entry.load()
    except (ImportError, AttributeError, SyntaxError) as error:
        raise PrecisError(
            f"step '{entry.name}' of {package} cannot be imported: {error}"
        ) from error
    if not (isinstance(step, type) and issubclass(step, Step) and step.name == entry.name):
        raise PrecisError(f"{entry.value} of {package} is not a Step named '{entry.name}'")
    return step
