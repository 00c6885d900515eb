"""Resolve a chain's text to steps with validated parameters, before anything is built.

Names are those of steps and of chain files; types must meet. `composed.py` makes the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from precis.chains.composition.binding import bind, nearest, options_among
from precis.chains.composition.chain_files import ChainFile, StepLine, chain_paths, load_chain
from precis.chains.composition.grammar import Call, ChainError, Word, parse, printed
from precis.chains.composition.items import Output, Text, Whole
from precis.chains.steps.registry import steps
from precis.errors import UsageError

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

    from precis.chains.steps.contract import Parameters, Step


_OPTION = "--"


@dataclass(frozen=True)
class Planned:
    """A step of a chain with its parameters and the chain's own prompts for it.

    `error` makes the error that names its place. `parameters` are None where they depend on
    what a chain file is not yet given.
    """

    step: type[Step]
    parameters: Parameters | None
    error: Callable[[str], UsageError]
    prompts: Mapping[str, ChatPromptTemplate] = field(default_factory=dict)


def plan(chain: str, *, files: bool = True) -> list[Planned]:
    """Return the steps of a chain's text; those of chain files stand in their place.

    With `files` parameters may name files of this machine. Raises UsageError with the column,
    or file and line, of what is wrong.
    """
    planned = [step for call in parse(chain) for step in _plan_call(call, files=files)]
    return list(check_flow(planned, Whole))


def with_options(chain: str, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return a chain that is one name, with the `--options` among `words`, and the other words.

    Raises UsageError where there are options and the chain is not one name.
    """
    if not any(word.startswith(_OPTION) for word in words):
        return chain, list(words)
    called = parse(chain)
    known = [*steps(), *chain_paths()]
    if len(called) > 1 or called[0].name.text not in known:
        wrong = next(word for word in words if word.startswith(_OPTION))
        raise UsageError(
            f"no such option {wrong}: only a single named chain takes its parameters as options"
        )
    [call] = called
    name = call.name.text
    model = steps()[name].model() if name in steps() else load_chain(name).parameters
    options, others = options_among(words, model)
    arguments = (*call.arguments, *map(Word, options))
    return printed([Call(call.name, arguments)]), others


def plan_file(chain: ChainFile, *, files: bool = True) -> list[Planned]:
    """Return the steps of a chain file, checked as far as they are known without parameters."""
    planned = list(_of_file(chain, None, (chain.name,), files=files))
    return list(check_flow(planned, planned[0].step.takes))


def check_flow(planned: Sequence[Planned], flowing: type[Output]) -> Iterator[Planned]:
    """Yield the steps; raises the error of the first that cannot take what comes to it."""
    giver = "a document"
    for step in planned:
        if not issubclass(flowing, step.step.takes):
            takes = step.step.takes.kind
            raise step.error(f"{step.step.name} takes {takes}, but {giver} gives {flowing.kind}")
        flowing, giver = step.step.gives or flowing, step.step.name
        yield step


def gives(planned: Sequence[Planned], flowing: type[Output] = Text) -> type[Output]:
    """Return the kind of output that a chain ends with."""
    for step in planned:
        flowing = step.step.gives or flowing
    return flowing


def _plan_call(call: Call, *, files: bool) -> Iterator[Planned]:
    name = call.name.text
    error = partial(ChainError, call.name.column)
    if name in steps():
        parameters = bind(call, steps()[name].model(), files=files)
        yield Planned(steps()[name], parameters, error)
    elif name in chain_paths():
        chain = load_chain(name)
        given = bind(call, chain.parameters, files=files)
        yield from _of_file(chain, given, (name,), files=files)
    else:
        raise error(f"unknown step '{name}'{nearest(name, [*steps(), *chain_paths()])}")


def _of_file(
    chain: ChainFile, given: Parameters | None, within: tuple[str, ...], *, files: bool
) -> Iterator[Planned]:
    prompts = chain.prompts(given)
    for line in chain.steps:
        if line.name in steps():
            step = steps()[line.name]
            parameters = line.bound(step.model(), chain, given, files=files)
            own = {name: prompts[name] for name in step.prompts if name in prompts}
            yield Planned(step, parameters, line.error, own)
        elif line.name in within:
            cycle = " → ".join((*within, line.name))
            raise line.error(f"the chain includes itself: {cycle}")
        elif line.name in chain_paths():
            inner = load_chain(line.name)
            bound = line.bound(inner.parameters, chain, given, files=files)
            yield from _of_file(inner, bound, (*within, line.name), files=files)
        else:
            known = [*steps(), *chain_paths()]
            raise line.error(f"unknown step '{line.name}'{nearest(line.name, known)}")
    unused = next((name for name in prompts if not _uses(chain, name)), None)
    if unused:
        used = sorted({p for line in chain.steps for p in _prompts_of(line)})
        raise chain.error_at(unused, f"no step uses the prompt '{unused}'{nearest(unused, used)}")


def _uses(chain: ChainFile, prompt: str) -> bool:
    return any(prompt in _prompts_of(line) for line in chain.steps)


def _prompts_of(line: StepLine) -> tuple[str, ...]:
    return steps()[line.name].prompts if line.name in steps() else ()
