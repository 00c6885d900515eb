"""Describe the available steps and chains: help, parameters, input and output types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.chains.composition.binding import fields, type_name
from precis.chains.composition.chain_files import chain_paths, load_chain
from precis.chains.composition.grammar import parse
from precis.chains.composition.items import Whole
from precis.chains.composition.planning import Planned, gives, plan, plan_file
from precis.chains.evidence import Noun
from precis.chains.steps.registry import steps
from precis.errors import PrecisError, UsageError

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


class Parameter(Noun):
    """A parameter of a step or chain; `default` is also None if it is required."""

    name: str
    type: str
    default: Any
    required: bool
    help: str


class Listed(Noun):
    """A step, or a chain of one's own with its `file`; `error` says why it cannot be used."""

    name: str
    help: str = ""
    takes: str = ""
    gives: str = ""
    gathers: bool = False
    needs_model: bool = False
    parameters: tuple[Parameter, ...] = ()
    file: str | None = None
    error: str | None = None


class Stage(NamedTuple):
    """One step of a chain as it is drawn."""

    name: str
    gathers: bool
    gives: str


def list_steps() -> Iterator[Listed]:
    """Yield all steps, then all chains of one's own."""
    for name in steps():
        yield describe(name)
    for name, path in chain_paths().items():
        try:
            yield describe(name)
        except PrecisError as error:
            yield Listed(name=name, file=str(path), error=str(error))


def describe(name: str) -> Listed:
    """Describe a step or chain; raises UsageError if there is none of that name."""
    if name in steps():
        step = steps()[name]
        given = step.gives.kind if step.gives else "what it takes"
        return Listed(
            name=name,
            help=step.help(),
            takes=step.takes.kind,
            gives=given,
            gathers=step.gathers,
            needs_model=step.needs_model,
            parameters=_parameters(fields(step.model())),
        )
    if name not in chain_paths():
        plan(name)
    chain = load_chain(name)
    planned = plan_file(chain)
    return Listed(
        name=name,
        help=chain.help,
        takes=planned[0].step.takes.kind,
        gives=gives(planned).kind,
        gathers=any(part.step.gathers for part in planned),
        needs_model=any(part.step.needs_model for part in planned),
        parameters=_parameters(fields(chain.parameters)),
        file=str(chain.part.path),
    )


def stages(chain: str) -> list[Stage]:
    """Return the steps of a chain, given by its name or its text."""
    path: Path | None = chain_paths().get(chain.strip())
    planned = plan_file(load_chain(chain.strip())) if path else _plan(chain)
    return [
        Stage(part.step.name, part.step.gathers, gives(planned[: n + 1], Whole).kind)
        for n, part in enumerate(planned)
    ]


def mermaid(chain: str) -> str:
    """Return a chain as a Mermaid flowchart; a step that waits for all is a hexagon."""
    lines = ["flowchart TD", "    in([documents])"]
    before = "in"
    for number, stage in enumerate(stages(chain)):
        node = f"s{number}"
        shape = f'{{{{"{stage.name}"}}}}' if stage.gathers else f'["{stage.name}"]'
        lines += [f"    {node}{shape}", f"    {before} --> {node}"]
        before = node
    lines += [f'    out(["{stages(chain)[-1].gives}"])', f"    {before} --> out"]
    return "\n".join(lines)


def _plan(chain: str) -> list[Planned]:
    [first, *others] = parse(chain)
    alone = not others and not first.arguments and first.name.text in steps()
    if not alone:
        return plan(chain)
    return [Planned(steps()[first.name.text], None, UsageError)]


def _parameters(known: dict[str, FieldInfo]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name=name.replace("_", "-"),
            type=type_name(field),
            default=None if field.is_required() else field.default,
            required=field.is_required(),
            help=field.description or "",
        )
        for name, field in known.items()
    )
