"""Derive command options from request models, and lay out their help.

A command annotates parameters with dataclasses whose fields are arguments and options, such as
`Settings`, or with models such as those of `chains/requests.py`: every field that has a
description is an option of the command. Typer takes single values only, and pydantic-settings
makes commands of models with argparse, without groups, panels and completion: hence the
signatures made here.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from precis.chains.library_place import LibraryPlace


_RARE = "Less common options"
_LAST_PANELS = ("Limits", "Limits of each user", _RARE)


def _shared(help_text: str, *names: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar)


def _rare(help_text: str, *names: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar, rich_help_panel=_RARE)


@dataclass(frozen=True)
class Settings:
    """The options of every command; each may stand before or after the command's name."""

    model: Annotated[
        str | None,
        _shared("Chat model; run `precis models` for a list. Also PRECIS_MODEL.", metavar="NAME"),
    ] = None
    embeddings: Annotated[
        str | None,
        _rare(
            "Embedding model: minilm, multilingual or provider:name. Also PRECIS_EMBEDDINGS.",
            metavar="NAME",
        ),
    ] = None
    judge: Annotated[
        str | None,
        _rare(
            "Chat model that judges doubtful sentences; none by default. Also PRECIS_JUDGE.",
            metavar="NAME",
        ),
    ] = None
    library: Annotated[
        str | None,
        _shared(
            "Folder of the library, or postgresql://… of a shared one. Also PRECIS_LIBRARY.",
            metavar="DIR",
        ),
    ] = None
    chroma: Annotated[
        str | None,
        _rare("A shared Chroma server for the library. Also PRECIS_CHROMA.", metavar="URL"),
    ] = None
    json: Annotated[bool, _shared("Print JSON, one object per line.", "--json")] = False
    quiet: Annotated[bool, _shared("Print results and errors only.", "--quiet", "-q")] = False
    trace: Annotated[
        bool,
        _rare("Allow tracing configured in the environment. Also PRECIS_TRACE=1.", "--trace"),
    ] = False
    debug: Annotated[bool, _rare("Show tracebacks.", "--debug")] = False

    def over(self, other: Settings) -> Settings:
        """Return these settings, completed by `other` where they are unset."""
        own = vars(self)
        return Settings(**{name: own[name] or value for name, value in vars(other).items()})

    def model_name(self) -> str | None:
        """Return the model: the option or PRECIS_MODEL."""
        from precis.chains.workspace import model_name

        return model_name(self.model)

    def embeddings_name(self) -> str:
        """Return the embedding model: the option, PRECIS_EMBEDDINGS, or the built-in one."""
        from precis.chains.workspace import embeddings_name

        return embeddings_name(self.embeddings)

    def chroma_server(self) -> str | None:
        """Return the Chroma server: the option, PRECIS_CHROMA, or None."""
        from precis.chains.workspace import chroma_server

        return chroma_server(self.chroma)

    def judge_name(self) -> str | None:
        """Return the model that judges: the option, PRECIS_JUDGE, or None."""
        from precis.chains.workspace import judge_name

        return judge_name(self.judge)

    def library_place(self) -> LibraryPlace:
        """Return where the library is: the option, PRECIS_LIBRARY, or the user's data folder."""
        from precis.chains.library_place import library_place

        return library_place(self.library)


class Panels:
    """Lays out the options of a help text in panels: what people use first, limits last."""

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """Write arguments, then the options of each panel."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                is_argument = parameter.param_type_name == "argument"
                panel = getattr(parameter, "rich_help_panel", None) or "Options"
                sections.setdefault("Arguments" if is_argument else panel, []).append(record)
        for title in sorted(sections, key=_place):
            if sections[title]:
                with formatter.section(title):
                    formatter.write_dl(sections[title])
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


def _place(panel: str) -> int:
    """Return 0 for a panel that stays where it is, and more for those that come last."""
    return _LAST_PANELS.index(panel) + 1 if panel in _LAST_PANELS else 0


class Command(Panels, TyperCommand):
    """A command whose help has panels."""


class Group(Panels, TyperGroup):
    """A group of commands whose help has panels."""


def command_app(cls: type[TyperGroup] = Group, **settings: Any) -> typer.Typer:
    """Return an empty application for one command, or for a group of them."""
    settings = {"add_completion": False, "rich_markup_mode": None} | settings
    return typer.Typer(cls=cls, **settings)


def command(
    app: typer.Typer, **settings: Any
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a function to `app` as a command; its models become options."""

    def add(function: Callable[..., None]) -> Callable[..., None]:
        app.command(cls=Command, **settings)(with_options(function))
        return function

    return add


_CONTEXT = "typer_context"
"""No option has this name."""


def with_options(function: Callable[..., None]) -> Callable[..., None]:
    """Return `function` with the options of its models in place of these.

    Its parameter `settings` gets the shared options, which every command has. Raises UsageError,
    when called, for a value that a model refuses.
    """
    own = inspect.signature(function, eval_str=True).parameters
    models = {name: it.annotation for name, it in own.items() if _is_model(it.annotation)}
    groups = {name: it.annotation for name, it in own.items() if _is_group(it.annotation)}

    @functools.wraps(function)
    def run(**values: Any) -> None:
        context = values.pop(_CONTEXT)
        given = {field.name: values.pop(field.name) for field in fields(Settings)}
        context.obj = Settings(**given).over(context.obj or Settings())
        for name, model in models.items():
            values[name] = _build(model, values)
        for name, group in groups.items():
            values[name] = group(**{it.name: values.pop(it.name) for it in fields(group)})
        asked = {"settings": context.obj, "context": context}
        values |= {name: value for name, value in asked.items() if name in own}
        function(**values)

    grouped = {"context", "settings", *models, *groups}
    parameters = [
        _parameter(_CONTEXT, typer.Context),
        *(_parameter(n, it.annotation, it.default) for n, it in own.items() if n not in grouped),
        *(option for group in groups.values() for option in _fields(group)),
        *(option for model in models.values() for option in _options(model)),
        *_fields(Settings),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect reads it
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "model_fields")


def _is_group(annotation: Any) -> bool:
    return is_dataclass(annotation) and annotation is not Settings


def _fields(group: type[Any]) -> Iterator[inspect.Parameter]:
    """Yield an argument or option for each field of a dataclass."""
    hints = inspect.get_annotations(group, eval_str=True)
    return (_parameter(it.name, hints[it.name], it.default) for it in fields(group))


def _parameter(
    name: str, annotation: object, default: object = inspect.Parameter.empty
) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _options(model: type[BaseModel]) -> Iterator[inspect.Parameter]:
    """Yield an option for each described field; those of a model inside have `--max-` names."""
    for name, field, inner in _described(model):
        panel = getattr(inner, "panels", {}).get(name) or getattr(inner, "panel", None)
        option = _option_name(name, inner is not model)
        plain = _plain(field.annotation)
        dashes = f"-{option}" if len(option) == 1 else f"--{option.replace('_', '-')}"
        is_list = get_origin(plain) is list
        info = typer.Option(
            dashes,
            help=field.description,
            rich_help_panel=panel,
            metavar="TEXT" if is_list else None,
        )
        default = field.get_default(call_default_factory=True)
        if is_list:
            plain, default = plain | None, None
        yield _parameter(option, Annotated[plain, info], default)


def _build(model: type[BaseModel], values: dict[str, Any]) -> BaseModel:
    """Return `model` of the options that are its own, which are taken out of `values`."""
    from precis.chains.requests import checked

    own: dict[Any, dict[str, Any]] = {}
    for name, _, inner in _described(model):
        value = values.pop(_option_name(name, inner is not model))
        if value is not None:
            own.setdefault(inner, {})[name] = value
    inside = {
        name: own.get(field.annotation, {})
        for name, field in model.model_fields.items()
        if _is_model(field.annotation)
    }
    return checked(lambda: model(**own.get(model, {}), **inside), "--")


def _described(
    model: type[BaseModel],
) -> Iterator[tuple[str, FieldInfo, type[BaseModel]]]:
    for name, field in model.model_fields.items():
        if _is_model(field.annotation):
            assert isinstance(field.annotation, type)
            yield from _described(field.annotation)
        elif field.description:
            yield name, field, model


def _option_name(field: str, within: bool) -> str:
    return f"max_{field}" if within else field


def _plain(annotation: Any) -> Any:
    """Return a type as Typer knows it: without constraints, one of a union, lists for tuples."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plain(inner[0])
    if origin in {Union, UnionType}:
        kept = [_plain(it) for it in inner if it is not NoneType]
        return kept[0] | None if NoneType in inner else kept[0]
    if origin in {list, tuple}:
        return list[_plain(inner[0])]  # type: ignore[misc]  # a type made while it runs
    return annotation
