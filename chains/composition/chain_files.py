"""Chains in YAML files: parameters, steps and prompts, looked up by name.

They lie in `precis/chains/` of the working folder, in the user's configuration, or in
`chains/shipped/`, in this order. What a step
is, and whether types meet, is checked in `planning.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, create_model

from precis.chains.composition.binding import bind, checked, nearest
from precis.chains.composition.chain_yaml import ChainFileError, Part, read
from precis.chains.composition.grammar import Call, ChainError, Word, parse
from precis.chains.steps.contract import Parameters
from precis.prompts import template_like

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

PROJECT = Path("precis") / "chains"
"""Below the working folder."""

SHIPPED = Path(__file__).parents[1] / "shipped"
"""Chains that everybody has: outline, faq, timeline and others."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TYPES: dict[str, type] = {"text": str, "integer": int, "number": float, "flag": bool}
_ENTRIES = {"description", "parameters", "steps", "prompts"}
_OF_A_PARAMETER = {"type", "default", "help", "choices"}


def chain_paths() -> dict[str, Path]:
    """Return the files of all chains; the project's stand before the user's, ours are last."""
    from platformdirs import user_config_path

    found: dict[str, Path] = {}
    for folder in (PROJECT, user_config_path("precis") / "chains", SHIPPED):
        for path in sorted(folder.glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def load_chain(name: str) -> ChainFile:
    """Read the chain of that name. Raises ChainFileError, with its line, if it is not valid."""
    path = chain_paths()[name]
    part = read(path)
    if not _NAME.fullmatch(name):
        raise part.error(f"'{name}' cannot be a chain's name: use small letters, digits, - and _")
    unknown = next((entry for entry in part.entries if entry not in _ENTRIES), None)
    if unknown:
        raise part.entries[unknown].error(f"unknown entry '{unknown}'{nearest(unknown, _ENTRIES)}")
    listed = part.entry("steps")
    if listed is None or not listed.items:
        raise (listed or part).error("'steps' must be a list of one step or more")
    return ChainFile(name, part, tuple(StepLine.of(item) for item in listed.items))


@dataclass(frozen=True)
class StepLine:
    """One step as it stands in a chain file: its name, and words or named values."""

    name: str
    part: Part
    given: Mapping[str, Any] | None = None
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, part: Part) -> StepLine:
        """Read `NAME`, `NAME words`, `NAME: value` or `NAME: {parameter: value}`."""
        if isinstance(part.value, str):
            return cls._of_text(part)
        if len(part.entries) != 1:
            raise part.error("a step is text such as 'translate French', or a name and its values")
        [(name, value)] = part.entries.items()
        match value.value:
            case dict():
                return cls(name, part, given=value.value)
            case list(values):
                return cls(name, part, words=tuple(map(str, values)))
            case None:
                return cls(name, part)
            case one:
                return cls(name, part, words=(str(one),))

    @classmethod
    def _of_text(cls, part: Part) -> StepLine:
        try:
            [call] = parse(part.value)
        except ChainError as error:
            raise part.error(error.reason) from error
        except ValueError as error:
            raise part.error("one step per line: the list itself is the chain") from error
        return cls(call.name.text, part, words=tuple(word.text for word in call.arguments))

    def error(self, reason: str) -> ChainFileError:
        """Return the error that something is wrong here."""
        return self.part.error(reason)

    def bound(
        self, model: type[Parameters], chain: ChainFile, given: Parameters | None, *, files: bool
    ) -> Parameters | None:
        """Return the step's parameters where the chain is `given` its own.

        Without `given`, what depends on parameters that have no default is not checked and the
        result is None.
        """
        known = chain.values(given)
        waiting = [name for name in self._placeholders() if name not in known]
        wrong = next((name for name in waiting if name not in chain.parameters.model_fields), None)
        if wrong:
            near = nearest(wrong, chain.parameters.model_fields)
            raise self.error(f"the chain has no parameter '{wrong}'{near}")
        if waiting:
            return None
        try:
            if self.given is None:
                words = tuple(Word(str(_filled(word, known))) for word in self.words)
                return bind(Call(Word(self.name), words), model, files=files)
            values = {name: _filled(value, known) for name, value in self.given.items()}
            return checked(values, model, self.name, {}, 1, files=files)
        except ChainError as error:
            raise self.error(error.reason) from error

    def _placeholders(self) -> list[str]:
        values = [*self.words, *(self.given or {}).values()]
        texts = [value for value in values if isinstance(value, str)]
        return [name for text in texts for name in _PLACEHOLDER.findall(text)]


@dataclass(frozen=True)
class ChainFile:
    """A chain of one's own."""

    name: str
    part: Part
    steps: tuple[StepLine, ...]

    @property
    def help(self) -> str:
        """What it does, in one line."""
        return " ".join(self.part.text("description", "").split())

    @cached_property
    def parameters(self) -> type[Parameters]:
        """The type of its parameters. Raises ChainFileError where one is wrong."""
        listed = self.part.entry("parameters")
        entries = listed.entries if listed else {}
        fields: dict[str, Any] = {name: _field(name, part) for name, part in entries.items()}
        return create_model(self.name, __base__=Parameters, **fields)

    def values(self, given: Parameters | None) -> dict[str, Any]:
        """Return the values of its parameters: those given or, without any, the defaults."""
        if given is not None:
            return given.model_dump()
        fields = self.parameters.model_fields.items()
        return {name: field.default for name, field in fields if not field.is_required()}

    def prompts(self, given: Parameters | None) -> dict[str, ChatPromptTemplate]:
        """Return its own prompts; its parameters are filled in where they are `given`."""
        listed = self.part.entry("prompts")
        values = {name: str(value) for name, value in self.values(given).items()}
        made = {}
        for name, part in (listed.entries if listed else {}).items():
            place, names = f"{part.path}:{part.line}", self.parameters.model_fields
            template = template_like(name, part.value, place, extra=set(names))
            used = {key: values[key] for key in template.input_variables if key in values}
            made[name] = template.partial(**used)
        return made

    def error_at(self, prompt: str, reason: str) -> ChainFileError:
        """Return the error that something is wrong with one of its prompts."""
        listed = self.part.entry("prompts")
        assert listed
        return listed.entries[prompt].error(reason)


def _field(name: str, part: Part) -> tuple[Any, Any]:
    """Return type and default of a parameter: a value alone, or a mapping that says more."""
    if not name.isidentifier() or name.startswith("_"):
        raise part.error(f"'{name}' cannot be a parameter's name: use letters, digits and _")
    if not part.entries:
        if type(part.value) not in _TYPES.values():
            raise part.error(f"'{name}' needs a default, or a type: {', '.join(_TYPES)}")
        return type(part.value), Field(part.value)
    unknown = next((entry for entry in part.entries if entry not in _OF_A_PARAMETER), None)
    if unknown:
        raise part.entries[unknown].error(
            f"unknown entry '{unknown}'{nearest(unknown, _OF_A_PARAMETER)}"
        )
    kind, default = _kind(part), part.entry("default")
    described = part.text("help", "") or None
    if default is None:
        return kind, Field(description=described)
    try:
        value = TypeAdapter(kind).validate_python(default.value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Input ")
        raise default.error(f"the default of '{name}' {reason}") from error
    return kind, Field(value, description=described)


def _kind(part: Part) -> Any:
    choices = part.entry("choices")
    if choices:
        if not choices.items or not all(isinstance(choice, str) for choice in choices.value):
            raise choices.error("'choices' must be a list of texts")
        return Literal[tuple(choices.value)]
    named, default = part.entry("type"), part.entry("default")
    if named is None:
        inferred = type(default.value) if default else str
        return inferred if inferred in _TYPES.values() else str
    if named.value not in _TYPES:
        raise named.error(f"unknown type '{named.value}'{nearest(str(named.value), _TYPES)}")
    return _TYPES[named.value]


def _filled(value: Any, known: Mapping[str, Any]) -> Any:
    """Put values in the place of `{name}`; one that stands alone keeps its type."""
    if not isinstance(value, str):
        return value
    alone = _PLACEHOLDER.fullmatch(value)
    if alone:
        return known[alone[1]]
    return _PLACEHOLDER.sub(lambda match: str(known[match[1]]), value)
