"""Bind the words of a chain to a step's parameters, validated by its pydantic model.

Errors name the column and, where a name is misspelt, the nearest right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from precis.chains.composition.grammar import Call, ChainError, Word

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from precis.chains.steps.contract import Parameters

_OPTION = "--"

P = TypeVar("P", bound="Parameters")


def bind(call: Call, model: type[P], *, files: bool = True) -> P:
    """Return the parameters that the words of `call` give.

    `--name value`, `--name=value` and, for a flag, `--name` alone; other words fill the
    parameters without a default, in order; the last takes all that are left if it is a list.
    After `--` no word is an option. Without `files`, no parameter may name a file. Raises
    ChainError.
    """
    given, columns = _arguments_of(call, model)
    return checked(given, model, call.name.text, columns, call.name.column, files=files)


def checked(
    given: Mapping[str, Any],
    model: type[P],
    step: str,
    columns: Mapping[str, int],
    column: int,
    *,
    files: bool = True,
) -> P:
    """Return the parameters that `given` makes; raises ChainError where one is wrong."""
    try:
        return model.model_validate(given, context={"files": files})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        raise ChainError(columns.get(name, column), _problem(step, name, first, model)) from error


def options_among(words: Sequence[str], model: type[BaseModel]) -> tuple[list[str], list[str]]:
    """Part words into options with their values, and all others, as `bind` reads them."""
    options: list[str] = []
    others: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if not word.startswith(_OPTION) or word == _OPTION:
            others.append(word)
            continue
        options.append(word)
        field = fields(model).get(word.removeprefix(_OPTION).replace("-", "_"))
        is_flag = field is not None and field.annotation is bool
        if "=" not in word and not is_flag and left:
            options.append(left.pop(0))
    return options, others


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` or, where nothing is near, what there is."""
    known = sorted(known)
    near = get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; there are {', '.join(known)}" if known else "; there are none"


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the names that users give."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def is_list(field: FieldInfo) -> bool:
    """Return whether a parameter takes several words."""
    return get_origin(field.annotation) in {list, tuple}


def type_name(field: FieldInfo) -> str:
    """Name the type of a parameter as help shows it."""
    return _type_name(field.annotation)


def _type_name(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "|".join(map(str, arguments))
    if origin in {Union, UnionType}:
        names = dict.fromkeys(_type_name(one) for one in arguments if one is not NoneType)
        return "text" if "text" in names else "|".join(names)
    if origin in {list, tuple}:
        return f"{_type_name(arguments[0])}…"
    return {str: "text", int: "integer", float: "number", bool: "flag"}.get(annotation, "text")


def _arguments_of(call: Call, model: type[BaseModel]) -> tuple[dict[str, Any], dict[str, int]]:
    given: dict[str, Any] = {}
    columns: dict[str, int] = {}
    words = list(call.arguments)
    free: list[Word] = []
    while words:
        word = words.pop(0)
        if word.text == _OPTION:
            free += words
            break
        if not word.text.startswith(_OPTION):
            free.append(word)
            continue
        name, value = _option(word, words, call, model)
        if name in given and not isinstance(value, list):
            raise ChainError(word.column, f"{call.name.text} is given --{_dashed(name)} twice")
        given[name] = [*given.get(name, []), *value] if isinstance(value, list) else value
        columns[name] = word.column
    _place(free, given, columns, call, model)
    return given, columns


def _option(
    word: Word, following: list[Word], call: Call, model: type[BaseModel]
) -> tuple[str, Any]:
    shown, equals, value = word.text.removeprefix(_OPTION).partition("=")
    name = shown.replace("-", "_")
    field = fields(model).get(name)
    if field is None:
        known = map(_dashed, fields(model))
        raise ChainError(
            word.column, f"{call.name.text} has no parameter '{shown}'{nearest(shown, known)}"
        )
    if not equals and field.annotation is bool:
        return name, True
    if not equals:
        if not following:
            raise ChainError(word.column, f"a value is missing after --{shown}")
        value = following.pop(0).text
    return name, [value] if is_list(field) else value


def _place(
    words: Sequence[Word],
    given: dict[str, Any],
    columns: dict[str, int],
    call: Call,
    model: type[BaseModel],
) -> None:
    """Fill the required parameters that no option names."""
    open_ = [(n, f) for n, f in fields(model).items() if f.is_required() and n not in given]
    left = list(words)
    for word in left:
        if _named(word.text, model):
            raise ChainError(word.column, f"{call.name.text}: did you mean '{_OPTION}{word.text}'?")
    for name, field in open_:
        if left:
            columns[name] = left[0].column
            given[name] = [word.text for word in left] if is_list(field) else left[0].text
            left = [] if is_list(field) else left[1:]
    if left:
        raise ChainError(
            left[0].column,
            f"{call.name.text} takes no further argument: '{left[0].text}'{_hint(model)}",
        )


def _named(word: str, model: type[BaseModel]) -> bool:
    """Return whether a word is NAME=VALUE of a parameter that needs none."""
    name, equals, _ = word.partition("=")
    field = fields(model).get(name.replace("-", "_"))
    return bool(equals) and field is not None and not field.is_required()


def _hint(model: type[BaseModel]) -> str:
    names = ", ".join(f"--{_dashed(name)}" for name in fields(model))
    return f"; its parameters are {names}" if names else "; it has no parameters"


def _problem(step: str, name: str, error: Any, model: type[BaseModel]) -> str:
    shown, kind = _dashed(name), error["type"]
    if kind == "missing":
        return f"{step} needs {shown.upper()}: {fields(model)[name].description}"
    if kind == "extra_forbidden":
        return f"{step} has no parameter '{shown}'{nearest(shown, map(_dashed, fields(model)))}"
    if kind == "too_short":
        least, given = error["ctx"]["min_length"], error["ctx"]["actual_length"]
        return f"{step} needs {least} or more {shown}, separated by spaces; there is {given}"
    reason = str(error["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    return f"{step}: {shown} {error['input']!r}: {reason}"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
