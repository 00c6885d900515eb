"""Structured output: JSON Schema enforced by the provider if possible, validated, repaired once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from langchain_core.prompts import ChatPromptTemplate
from referencing import Registry

from precis.chains.steps.contract import StepError
from precis.chains.writers.asker import Asker
from precis.chains.writers.numbering import fenced
from precis.chains.writers.replies.fitting import candidates
from precis.prompts import load_prompt

Schema = Mapping[str, Any]

_SHOWN = 160


def validator(schema: Schema) -> Validator:
    """Return the validator of a schema; it fetches nothing from the network."""
    return validator_for(schema)(schema, registry=Registry())


async def ask_json(
    asker: Asker,
    prompt: ChatPromptTemplate,
    texts: Sequence[str],
    schema: Schema,
    reply_tokens: int,
    **said: str,
) -> Any:
    """Return what the model replies to `prompt`, valid against `schema`.

    A reply that is not valid goes back once, with what is wrong in it. Raises StepError where
    the second is not valid either, CallError where a call fails for good.
    """
    options = asker.calls.schema_options(schema)
    if asker.calls.is_dry_run:
        rehearsed = {**said, "schema": json.dumps(schema)}
        await asker.ask(prompt, texts, reply_tokens, rehearsed, options=options)
        return _sample(schema)
    said |= {"schema": json.dumps(schema, ensure_ascii=False)}
    reply = await asker.ask(prompt, texts, reply_tokens, said, options=options)
    value, problem = read(reply, schema)
    if problem:
        repair = {"reply": fenced(reply), "problem": problem, "schema": said["schema"]}
        again = load_prompt("repair")
        reply = await asker.ask(again, texts, reply_tokens, repair, options=options)
        value, problem = read(reply, schema)
    if problem:
        raise StepError(f"the model's JSON is not valid, even after one repair: {problem}")
    return value


def read(reply: str, schema: Schema) -> tuple[Any, str | None]:
    """Return the JSON of a reply and what is wrong with it, in one line."""
    checked = validator(schema)
    found = list(candidates(reply, schema))
    if not found:
        return None, f"it is not JSON: {_short(reply)}"
    valid = next((value for value in found if checked.is_valid(value)), None)
    if valid is not None:
        return valid, None
    value = found[0]
    error = best_match(checked.iter_errors(value))
    if error is None:
        return value, None
    place = "/".join(map(str, error.absolute_path))
    return value, f"{f'at {place}: ' if place else ''}{_short(error.message)}"


def _sample(schema: Schema) -> Any:
    """Return a value of a schema's own type, for a dry run: nothing is said by it."""
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            parts = schema.get("properties", {})
            return {name: _sample(parts.get(name, {})) for name in schema.get("required", ())}
        case "array":
            return []
        case "number" | "integer":
            return schema.get("minimum", 0)
        case "string":
            return ""
        case _:
            return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
