"""The contract of steps: a named Runnable from Item to Item with declared parameters and types.

Which steps there are is in `registry.py`; how a chain strings them together, in
`chains/composition/composed.py`.
"""

from __future__ import annotations

import asyncio
import inspect
from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import BaseModel, ConfigDict

from precis import event_loop
from precis.chains.composition.items import Collected, Item, Output, StepUsage, Text
from precis.chains.composition.reading import Reading
from precis.chains.meter import metered
from precis.chains.steps.shared.condensing import shrinking
from precis.chains.writers.refusals import leaving_out
from precis.errors import PrecisError, UsageError
from precis.prompts import load_prompt

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

    from precis.chains.evidence import Claim, Span
    from precis.chains.requests import Unsupported
    from precis.chains.workspace import Workspace

Prompts = Mapping[str, "ChatPromptTemplate"]


class Parameters(BaseModel):
    """The parameters of a step. A field without a default may be given by position."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StepError(PrecisError):
    """A step cannot work on one document; the others continue."""


class Step(Runnable[Item, Item]):
    """A step of a chain; the first line of its docstring is its help.

    Its parameters are the type that it annotates `parameters` with.

    `takes` and `gives` are the kinds of output before and after it (`gives` None: what came
    in). With `gathers` it reads the results of all documents at once, as a `Collected`. With
    `needs_model` it cannot do without a chat model. `prompts` names the prompts that it asks
    with; a chain may bring its own for them.
    """

    name: str
    takes: ClassVar[type[Output]] = Text
    gives: ClassVar[type[Output] | None] = Text
    gathers: ClassVar[bool] = False
    needs_model: ClassVar[bool] = False
    prompts: ClassVar[tuple[str, ...]] = ()
    parameters: Parameters

    def __init__(
        self,
        parameters: Parameters,
        workspace: Workspace,
        unsupported: Unsupported | None = None,
        prompts: Prompts = MappingProxyType({}),
    ) -> None:
        self.parameters = parameters
        self.workspace = workspace
        self.unsupported = unsupported
        self._prompts = dict(prompts)

    @abstractmethod
    async def run(self, item: Item) -> Output | None:
        """Return what the step makes of an item; None leaves the item out of the rest.

        Raises StepError where it cannot for this one.
        """

    def check(self, flowing: type[Output]) -> None:  # noqa: ARG002 - for those that override it
        """Raise UsageError where the step cannot work on this kind of output."""
        if self.needs_model and not self.workspace.has_chat:
            raise UsageError(f"{self.name} needs a chat model: name one with --model")

    def prompt(self, name: str) -> ChatPromptTemplate:
        """Return the prompt of that name: the chain's own, the user's, or the built-in one."""
        return self._prompts.get(name) or load_prompt(name)

    def invoke(self, input: Item, config: RunnableConfig | None = None, **kwargs: Any) -> Item:
        """Return the item with the result of the step; raises what `run` does."""
        return event_loop.run(self.ainvoke(input, config, **kwargs))

    async def ainvoke(
        self,
        input: Item,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Item:
        """Return the item with the result of the step; raises what `run` does."""
        if input.output is None:
            return input
        return await self._acall_with_config(self._run_metered, input, config, **kwargs)

    async def _run_metered(self, item: Item) -> Item:
        with metered() as meter, leaving_out() as refused:
            output = await shrinking(lambda: self.run(item))
        spent = StepUsage(name=self.name, usage=meter.usage)
        return item.model_copy(
            update={
                "output": output,
                "steps": (*item.steps, spent),
                "left_out": tuple(dict.fromkeys((*item.left_out, *_spans_of(refused, item)))),
            }
        )

    def readable(self, item: Item) -> Reading:
        """Return what there is to read; raises StepError where there is not a word."""
        reading = Reading.of(item)
        if reading.empty:
            raise StepError(f"{self.name} has nothing to read: the step before gave no text")
        return reading

    async def check_claims(
        self, claims: Sequence[Claim], reading: Reading, unsupported: Unsupported
    ) -> tuple[Claim, ...]:
        """Return claims about `reading` as claims about the sources, with their support."""
        checked = await asyncio.to_thread(
            self.workspace.checker.handle_unsupported, claims, reading.documents, unsupported
        )
        return reading.resolved(checked.claims)

    @classmethod
    def model(cls) -> type[Parameters]:
        """Return the type of its parameters."""
        own = next(base for base in cls.__mro__ if "parameters" in inspect.get_annotations(base))
        model = inspect.get_annotations(own, eval_str=True)["parameters"]
        assert isinstance(model, type)
        assert issubclass(model, Parameters)
        return model

    @classmethod
    def help(cls) -> str:
        """Return what the step does, in one line."""
        return (cls.__doc__ or "").strip().partition("\n")[0]


def _spans_of(refused: Collection[str], item: Item) -> list[Span]:
    """Return where in the sources the sentences stand that a step left out."""
    if not refused:
        return []
    parts = item.result.items if isinstance(item.result, Collected) else (item,)
    readings = [Reading.of(part) for part in parts if isinstance(part.result, Text)]
    quotes = [claim for reading in readings for claim in reading.quotes()]
    return [span for claim in quotes if claim.text in refused for span in claim.spans]
