"""The step `extract`: facts as JSON of a schema, each value with its evidence."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from jsonschema.exceptions import SchemaError
from jsonschema.validators import validator_for
from pydantic import Field, ValidationInfo, field_validator

from precis.chains.composition.items import Block, Item, Output
from precis.chains.evidence import Claim, Documents
from precis.chains.steps.contract import Parameters, Step
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.locating import located
from precis.chains.steps.shared.structured import ask_json
from precis.errors import cause_of
from precis.json_text import read_json

REPLY_TOKENS = 300


class ExtractParameters(Parameters):
    """Parameters of `extract`."""

    schema_: dict[str, Any] = Field(
        alias="schema", description="A file with a JSON Schema, or the schema itself."
    )

    @field_validator("schema_", mode="before")
    @classmethod
    def _is_schema(cls, value: object, info: ValidationInfo) -> dict[str, Any]:
        if isinstance(value, dict):
            return schema_of(value)
        text = str(value).lstrip()
        if text.startswith("{"):
            return schema_of(_parsed(text))
        if not (info.context or {}).get("files", True):
            raise ValueError("no file can be named here: give the schema itself, from { to }")
        return read_schema(Path(text).expanduser())


class Data(Output):
    """A JSON value, and a claim for each value in it that stands in a source."""

    kind: ClassVar[str] = "data"

    value: Any
    claims: tuple[Claim, ...] = ()

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """One claim per value: its path in the data, the value, and its evidence."""
        return self.claims

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: the value; `evidence`: the claims."""
        evidence = [claim.as_json(documents) for claim in self.claims]
        return {"output": self.value, "evidence": evidence}

    def blocks(self) -> Sequence[Block]:
        """Return one value a line."""
        return [Block(self.claims, bullets=True)]


class Extract(Step):
    """Extract facts from each document as JSON of a schema; every value cites its place."""

    name = "extract"
    gives = Data
    needs_model = True
    prompts = ("extract",)
    parameters: ExtractParameters

    async def run(self, item: Item) -> Data:
        """Return the data, valid against the schema.

        Raises StepError where a reply is not, also once it was repaired.
        """
        schema = self.parameters.schema_
        names = ", ".join(dict.fromkeys(_names(schema)))
        reading = await fitting(
            self.readable(item), f"What does it say of these: {names}?", self.workspace
        )
        candidates = reading.sentences()
        texts = [text for text, _ in candidates]
        asker, prompt = self.workspace.asker, self.prompt("extract")
        value = await ask_json(asker, prompt, texts, schema, REPLY_TOKENS)
        leaves = list(_leaves(value, (), ""))
        claims = await asyncio.to_thread(
            located, [text for _, text, _ in leaves], candidates, [near for *_, near in leaves]
        )
        named = [
            claim.model_copy(
                update={"text": f"{'/'.join(path)}: {claim.text}" if path else claim.text}
            )
            for claim, (path, *_) in zip(claims, leaves, strict=True)
        ]
        return Data(value=value, claims=reading.resolved(named))


def read_schema(path: Path) -> dict[str, Any]:
    """Read a JSON Schema. Raises ValueError with what is wrong, in one line."""
    try:
        return schema_of(_parsed(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ValueError(f"cannot be read: {cause_of(error)}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"is not JSON: {error}") from error


def schema_of(schema: Any) -> dict[str, Any]:
    """Return a JSON Schema. Raises ValueError, in one line, if the value is not one."""
    match schema:
        case dict():
            _check(schema)
            return schema
        case _:
            raise ValueError("is not a JSON Schema: it must be an object")


def _parsed(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from error


def _check(schema: dict[str, Any]) -> None:
    try:
        validator_for(schema).check_schema(schema)
    except SchemaError as error:
        place = "/".join(map(str, error.absolute_path))
        where = f"at {place}: " if place else ""
        raise ValueError(f"is not a JSON Schema: {where}{error.message}") from error
    outside = next((ref for ref in _references(schema) if not ref.startswith("#")), None)
    if outside:
        raise ValueError(f"refers to {outside}: include what it refers to in the file itself")


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in {"$ref", "$dynamicRef"} and isinstance(value, str):
                yield value
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def _names(schema: Any) -> Iterator[str]:
    """Yield the names of the properties at every depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for value in schema.values():
            yield from _names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names(value)


def _leaves(
    value: Any, path: tuple[str, ...], near: str
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield path, text and neighbouring words of every string and number."""
    if isinstance(value, dict):
        beside = " ".join(str(v) for v in value.values() if isinstance(v, str | int | float))
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name), f"{name} {beside}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(number)), near)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
        yield path, str(value), near
