"""The form of a chain: steps, and chains of one's own, are picked one by one, with parameters.

A chain is made of what the form gives, never typed as a whole: no word of it can name a file.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

import gradio as gr

from precis.chains.composition.binding import is_list, type_name
from precis.chains.composition.chain_files import chain_paths, load_chain
from precis.chains.composition.grammar import PIPE, Call, Word, printed
from precis.chains.steps.registry import steps
from precis.errors import UsageError
from precis.web.page import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic.fields import FieldInfo

    from precis.chains.steps.contract import Parameters

Parts = list[str]
"""The steps of a chain, each as it is written."""


class _Known(NamedTuple):
    """What can be a part of a chain: its name, what it does, and its parameters."""

    name: str
    help: str
    model: type[Parameters]


class ChainForm:
    """The form; `chain` is the state with the steps chosen, `shown` how they look."""

    def __init__(self, quiet: dict[str, Any]) -> None:
        self.chain = gr.State([])
        self._quiet = quiet
        known = {one.name: one for one in _known()}
        picked = gr.Dropdown(
            [(f"{name}: {one.help}", name) for name, one in known.items()],
            value=next(iter(known)),
            label="Step",
            elem_id="step",
        )

        @gr.render(inputs=picked)  # type: ignore[untyped-decorator]
        def _fields(name: str) -> None:
            self._lay_out(known[name])

        self.shown = gr.HTML(render.chain([]), elem_id="chain")

    def take_back(self) -> None:
        """Lay out the button that takes the last step back."""
        undo = gr.Button("Take the last step back", elem_id="undo")
        undo.click(_shorter, self.chain, [self.chain, self.shown], **self._quiet)

    def _lay_out(self, step: _Known) -> None:
        """Show the parameters of a step, and the button that adds it."""
        fields = step.model.model_fields
        with gr.Row(elem_classes="options"):
            parts = [_field(name, field) for name, field in fields.items()]
        with gr.Row(elem_classes="row-of-buttons"):
            add = gr.Button("Add this step", elem_id="add-step")
        error = gr.HTML()
        inputs = [self.chain, *parts]
        outputs = [self.chain, self.shown, error]
        add.click(_longer(step), inputs, outputs, **self._quiet)


def chain_text(parts: Parts) -> str:
    """Return the chain as the command line takes it."""
    return f" {PIPE} ".join(parts)


def _longer(step: _Known) -> Callable[..., tuple[Parts, str, str]]:
    fields = step.model.model_fields

    def longer(parts: Parts, *values: Any) -> tuple[Parts, str, str]:
        try:
            given = zip(fields.items(), values, strict=True)
            words = [word for (name, field), value in given for word in _words(name, field, value)]
        except UsageError as error:
            return parts, render.chain(parts), render.problem(error)
        more = [*parts, printed([Call(Word(step.name), tuple(map(Word, words)))])]
        return more, render.chain(more), ""

    return longer


def _shorter(parts: Parts) -> tuple[Parts, str]:
    return parts[:-1], render.chain(parts[:-1])


def _known() -> Iterator[_Known]:
    """Yield the steps and the chains of one's own that a form can give all parameters of."""
    found = [_Known(name, step.help(), step.model()) for name, step in steps().items()]
    for name in chain_paths():
        with suppress(UsageError):  # `precis chains` says what is wrong with it
            chain = load_chain(name)
            found.append(_Known(name, chain.help, chain.parameters))
    for one in found:
        if all(_kind(field) for field in one.model.model_fields.values()):
            yield one


def _kind(field: FieldInfo) -> str | None:
    """Return which kind of field a parameter needs; None for one that a form cannot give."""
    if get_origin(field.annotation) is Literal:
        return "choice"
    if is_list(field):
        return "list"
    if get_origin(field.annotation) is dict:
        return "object"
    return {"text": "text", "integer": "number", "number": "number", "flag": "flag"}.get(
        type_name(field)
    )


def _field(name: str, field: FieldInfo) -> gr.components.Component:
    shown = field.alias or name
    label = shown.replace("_", " ").capitalize()
    default = None if field.is_required() else field.default
    options: dict[str, Any] = {
        "label": label,
        "info": field.description,
        "elem_id": f"of-step-{shown}",
        "min_width": 200,
        "interactive": True,
    }
    match _kind(field):
        case "choice":
            return gr.Radio(list(get_args(field.annotation)), value=default, **options)
        case "number":
            return gr.Number(default, **options)
        case "flag":
            return gr.Checkbox(bool(default), **options)
        case "list":
            return gr.Textbox(placeholder="one a line", lines=3, max_length=10_000, **options)
        case "object":
            return gr.Textbox(placeholder="{ … }", lines=6, max_length=50_000, **options)
        case _:
            return gr.Textbox(default or "", max_length=10_000, **options)


def _words(name: str, field: FieldInfo, value: Any) -> Sequence[str]:
    """Return a field of the form as the words of a chain; none for what was left as it is."""
    if value in (None, "", False) or (not field.is_required() and value == field.default):
        return []
    option = f"--{(field.alias or name).replace('_', '-')}"
    match _kind(field):
        case "flag":
            return [option]
        case "list":
            return [f"{option}={line.strip()}" for line in str(value).splitlines() if line.strip()]
        case "object":
            return [f"{option}={_object(option, str(value))}"]
        case "number":
            return [f"{option}={value:g}"]
        case _:
            return [f"{option}={value}"]


def _object(option: str, text: str) -> str:
    """Return `text` if it is a JSON object; anything else would be taken for a file."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{option} is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise UsageError(f"{option} is not a JSON object: write one between braces")
    return json.dumps(value)
