"""The form of a chain: steps and the user's own chains are added one by one, with parameters.

A chain is built from the form, never typed as a whole, so no word of it can name a file.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from precis.chains.composition.binding import is_list, type_name
from precis.chains.composition.grammar import Call, Word, printed
from precis.errors import UsageError
from precis.json_text import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic.fields import FieldInfo

    from precis.chains.steps.contract import Parameters
    from precis.web.page.routes.common import Fields


class StepField(NamedTuple):
    """A parameter of a step, as a field of a form."""

    name: str
    label: str
    help: str
    kind: str
    default: str
    choices: Sequence[str]
    required: bool


class Known(NamedTuple):
    """A possible part of a chain: its name, its description, and its parameters."""

    name: str
    help: str
    model: type[Parameters]

    @property
    def fields(self) -> list[StepField]:
        """The fields of the form."""
        return [_field(name, field) for name, field in self.model.model_fields.items()]


def known_steps() -> dict[str, Known]:
    """Return the steps and the user's own chains whose parameters all fit into a form."""
    from precis.chains.composition.chain_files import chain_paths, load_chain
    from precis.chains.steps.registry import steps

    found = [Known(name, step.help(), step.model()) for name, step in steps().items()]
    for name in chain_paths():
        with suppress(UsageError):  # `precis chains` reports what is wrong
            chain = load_chain(name)
            found.append(Known(name, chain.help, chain.parameters))
    return {
        one.name: one
        for one in found
        if all(_kind(field) for field in one.model.model_fields.values())
    }


def step_text(fields: Fields) -> str:
    """Return the step that a form describes, in the syntax of chains. Raises UsageError."""
    step = known_steps().get(fields.one("step"))
    if step is None:
        raise UsageError(f"there is no step '{fields.one('step')}': choose one from the list")
    words = [
        word
        for name, field in step.model.model_fields.items()
        for word in _words(name, field, fields.one(f"of-{field.alias or name}"))
    ]
    return printed([Call(Word(step.name), tuple(map(Word, words)))])


def _field(name: str, field: FieldInfo) -> StepField:
    shown = field.alias or name
    label = shown.replace("_", " ").capitalize()
    default = "" if field.is_required() or field.default is None else str(field.default)
    kind = _kind(field) or ""
    choices = get_args(field.annotation) if kind == "choice" else ()
    help_ = (field.description or "").replace(
        "A file with a JSON Schema, or the schema itself", "The wanted facts, as a JSON Schema"
    )
    return StepField(shown, label, help_, kind, default, choices, field.is_required())


def _kind(field: FieldInfo) -> str | None:
    """Return the kind of field that a parameter needs, or None if no form can give it."""
    if get_origin(field.annotation) is Literal:
        return "choice"
    if is_list(field):
        return "list"
    if get_origin(field.annotation) is dict:
        return "object"
    return {"text": "text", "integer": "number", "number": "number", "flag": "flag"}.get(
        type_name(field)
    )


def _words(name: str, field: FieldInfo, value: str) -> Iterator[str]:
    """Yield a field of the form as words of a chain; nothing for an unchanged one."""
    if not value or (not field.is_required() and value == str(field.default)):
        return
    option = f"--{(field.alias or name).replace('_', '-')}"
    match _kind(field):
        case "flag":
            yield option
        case "list":
            yield from (f"{option}={line.strip()}" for line in value.splitlines() if line.strip())
        case "object":
            yield f"{option}={_object(option, value)}"
        case _:
            yield f"{option}={value}"


def _object(option: str, text: str) -> str:
    """Return `text` if it is a JSON object; anything else would be read as a file name."""
    try:
        value: Any = read_json(text)
    except ValueError as error:
        raise UsageError(f"{option} is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise UsageError(f"{option} is not a JSON object: write one between braces")
    return json.dumps(value)
