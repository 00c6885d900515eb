"""The step `filter`: drops documents by a condition in words, or by comparing a result."""

import operator
import re
from collections.abc import Callable
from typing import Any

from pydantic import Field

from precis.chains.composition.binding import nearest
from precis.chains.composition.items import Item, Output, Text
from precis.chains.steps.contract import Parameters, Step, StepError
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.labels import label_by_model
from precis.errors import UsageError

_COMPARISON = re.compile(r"\s*([\w.-]+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class FilterParameters(Parameters):
    """Parameters of `filter`."""

    condition: str = Field(
        min_length=1,
        description="A condition in words, or of a result: label=positive, score>0.8.",
    )


class Filter(Step):
    """Keep the documents for which a condition holds."""

    name = "filter"
    takes = Output
    gives = None
    prompts = ("filter",)
    parameters: FilterParameters

    def check(self, flowing: type[Output]) -> None:
        """Raise UsageError for texts without a chat model, or for an invalid condition."""
        if issubclass(flowing, Text):
            if not self.workspace.has_chat:
                raise UsageError("filter needs a chat model to judge texts: name one with --model")
        elif not _COMPARISON.fullmatch(self.parameters.condition):
            raise UsageError(
                f"condition '{self.parameters.condition}' is not NAME OP VALUE, "
                "such as label=positive"
            )

    async def run(self, item: Item) -> Output | None:
        """Return the item's output as it is where the condition holds.

        For texts a chat model judges the condition; of other results a field is compared.
        """
        condition = self.parameters.condition
        if not isinstance(item.result, Text):
            result = item.result.as_json(item.documents)["output"]
            return item.result if holds(condition, result) else None
        reading = await fitting(self.readable(item), condition, self.workspace)
        label, *_ = await label_by_model(
            self.workspace.asker,
            self.prompt("filter"),
            reading.sentences(),
            ("yes", "no"),
            condition=condition,
        )
        return item.result if label == "yes" else None


def holds(condition: str, result: Any) -> bool:
    """Return whether NAME OP VALUE holds for a JSON value; OP: = != < <= > >= or ~ (contains).

    NAME may go deeper with dots. Raises StepError where it names nothing.

    >>> holds("score >= 0.8", {"label": "positive", "score": 0.93})
    True
    """
    comparison = _COMPARISON.fullmatch(condition)
    assert comparison
    name, sign, wanted = comparison.groups()
    found = _field(result, name)
    if sign == "~":
        return wanted.casefold() in str(found).casefold()
    if sign in {"=", "!="}:
        return (str(found).casefold() == wanted.casefold()) == (sign == "=")
    try:
        return _COMPARE[sign](float(found), float(wanted))
    except (TypeError, ValueError) as error:
        raise StepError(f"condition '{condition}': {found!r} is not a number") from error


def _field(value: Any, name: str) -> Any:
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            known = value if isinstance(value, dict) else ()
            raise StepError(f"the result has no '{name}'{nearest(part, known)}")
        value = value[part]
    return value
