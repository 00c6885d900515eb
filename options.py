"""The options that every command shares, and how every command ends: a result or one line."""

import functools
import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from precis.errors import PrecisError, UsageError

if TYPE_CHECKING:
    from precis.loaders.options import LoadOptions

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 + SIGINT, as shells have it."""


@dataclass(frozen=True)
class Settings:
    """The shared options; each may stand before or after the command's name."""

    model: Annotated[
        str | None,
        typer.Option(help="What writes: see precis models. Also PRECIS_MODEL.", metavar="NAME"),
    ] = None
    embeddings: Annotated[
        str | None,
        typer.Option(
            help="minilm (built in) or provider:name. Also PRECIS_EMBEDDINGS.", metavar="NAME"
        ),
    ] = None
    library: Annotated[
        Path | None,
        typer.Option(help="Folder of what was ingested. Also PRECIS_LIBRARY.", metavar="DIR"),
    ] = None
    chroma: Annotated[
        str | None,
        typer.Option(
            help="A shared Chroma server for the library. Also PRECIS_CHROMA.", metavar="URL"
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = (
        False
    )
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False

    def over(self, other: "Settings") -> "Settings":
        """Return these settings, completed by `other` where they are unset."""
        own = vars(self)
        return Settings(**{name: own[name] or value for name, value in vars(other).items()})

    def model_name(self) -> str | None:
        """Return the model asked for: the option or PRECIS_MODEL."""
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

    def library_path(self) -> Path:
        """Return the library's folder: the option, PRECIS_LIBRARY, or the user's data folder."""
        from precis.chains.workspace import library_path

        return library_path(self.library)


@dataclass(frozen=True)
class Loading:
    """How sources are loaded, for the commands that load."""

    password: Annotated[str | None, typer.Option(help="Opens encrypted files.", metavar="TEXT")] = (
        None
    )
    include: Annotated[
        list[str] | None, typer.Option(help="Files of folders to load: gitignore patterns.")
    ] = None
    exclude: Annotated[list[str] | None, typer.Option(help="Files of folders to leave out.")] = None
    crawl: Annotated[
        bool, typer.Option("--crawl", help="Load the whole site that an address begins.")
    ] = False
    depth: Annotated[
        int | None, typer.Option(help="With --crawl: how many links away at most.", min=0)
    ] = None
    render: Annotated[
        bool, typer.Option("--render", help="Run the scripts of pages first, in Chromium.")
    ] = False
    public_only: Annotated[
        bool, typer.Option("--public-only", help="Refuse addresses that are not public.")
    ] = False
    timeout: Annotated[float, typer.Option(help="Seconds for each step of a request.")] = 30.0
    max_megabytes: Annotated[int, typer.Option(help="Size of a source.")] = 200
    max_seconds: Annotated[int, typer.Option(help="Time to get and to read a source.")] = 120
    max_redirects: Annotated[int, typer.Option(help="Redirects of an address.")] = 10
    max_pages: Annotated[int, typer.Option(help="With --crawl: pages of a site.")] = 500
    max_expansion: Annotated[int, typer.Option(help="Unpacked size by packed size.")] = 100
    max_members: Annotated[int, typer.Option(help="Files in an archive.")] = 10_000
    max_nesting: Annotated[int, typer.Option(help="Archives in archives.")] = 3
    max_pdf_pages: Annotated[int, typer.Option(help="Pages of a PDF.")] = 10_000
    max_megapixels: Annotated[int, typer.Option(help="Size of a picture.")] = 100
    max_memory: Annotated[int, typer.Option(help="MB of memory to read a source.")] = 4000

    def options(self) -> "LoadOptions":
        """Return them as the loaders take them. Raises UsageError for values out of range."""
        from pydantic import ValidationError

        from precis.loaders.limits import Limits
        from precis.loaders.options import LoadOptions

        own = vars(self)
        try:
            limits = {k.removeprefix("max_"): v for k, v in own.items() if k.startswith("max_")}
            return LoadOptions(
                password=self.password,
                timeout=self.timeout,
                crawl=self.crawl,
                depth=self.depth,
                render=self.render,
                public_only=self.public_only,
                include=tuple(self.include or ()),
                exclude=tuple(self.exclude or ()),
                limits=Limits(**limits),
            )
        except ValidationError as error:
            first = error.errors()[0]
            raise UsageError(
                f"{first['loc'][0]} {first['input']} cannot be: it must be above 0"
            ) from error


@dataclass(frozen=True)
class Searching:
    """Which passages are found, for the commands that search."""

    inside: Annotated[
        list[str] | None, typer.Option("--in", help="Ask these sources, ingested or not.")
    ] = None
    collection: Annotated[str, typer.Option(help="A named part of the library.")] = "default"
    k: Annotated[int, typer.Option("-k", help="How many passages.")] = 8
    where: Annotated[
        list[str] | None,
        typer.Option(
            help="Only documents with FIELD=GLOB or FIELD~TEXT: title, source, media_type, id."
        ),
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", help="Only documents from sources like this glob.", metavar="GLOB"
        ),
    ] = None

    def conditions(self) -> list[str]:
        """Return the conditions of --where and, as one more, the globs of --source."""
        return [*(self.where or []), *([f"source={'|'.join(self.source)}"] if self.source else [])]


@dataclass(frozen=True)
class Spending:
    """What model calls may cost, for the commands that write."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would cost; call nothing.")
    ] = False
    max_calls: Annotated[
        int | None, typer.Option(help="Stop, resumably, before more paid calls.", min=0)
    ] = None
    max_cost: Annotated[
        float | None, typer.Option(help="Stop, resumably, before more US dollars.", min=0)
    ] = None
    price: Annotated[
        str | None,
        typer.Option(help="US dollars for a million tokens read/written.", metavar="IN/OUT"),
    ] = None

    def prices(self) -> tuple[float, float] | None:
        """Return the price given. Raises UsageError unless it is two numbers."""
        if self.price is None:
            return None
        try:
            read, written = map(float, self.price.split("/"))
        except ValueError as error:
            raise UsageError(f"price '{self.price}' is not two numbers such as 0.25/2") from error
        return read, written


def shared(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options, as its first argument `settings`.

    Its parameters of the types in _GROUPS become the options of these; a parameter `context`
    gets Typer's context.
    Its PrecisErrors end in one line on stderr and their exit code; with --debug, in a traceback.
    """
    _, *own = inspect.signature(function, eval_str=True).parameters.values()

    @functools.wraps(function)
    def run(**values: Any) -> None:
        context: typer.Context = values["context"] if asks else values.pop("context")
        settings = Settings(**{name: values.pop(name) for name in _NAMES})
        settings = settings.over(context.obj or Settings())
        context.obj = settings
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        function(settings, **values)

    groups = {p.name: p.annotation for p in own if p.annotation in _GROUPS}
    asks = any(parameter.name == "context" for parameter in own)
    own = [parameter for parameter in own if parameter.name not in {"context", *groups}]
    expanded = [option for group in groups.values() for option in _options(group)]
    parameters = [_keyword("context", typer.Context), *own, *expanded, *_options(Settings)]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def run_app(app: typer.Typer) -> None:
    """Run the command line and leave the process with its exit code."""
    debug = "--debug" in sys.argv[1:]
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        _fail(f"{error.format_message().rstrip('.')}; see precis --help", error.exit_code)
    except PrecisError as error:
        if debug:
            raise
        _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        text = " ".join(str(error).split())[:300]
        _fail(f"unexpected {type(error).__name__}: {text}; --debug shows where", 1)
    if code == INTERRUPTED:
        _fail("stopped; the same command goes on from here", INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> None:
    typer.echo(f"precis: {message}", err=True)
    sys.exit(code)


def _keyword(
    name: str, annotation: object, default: object = inspect.Parameter.empty
) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _options(group: type[Any]) -> list[inspect.Parameter]:
    annotations = inspect.get_annotations(group)
    return [_keyword(it.name, annotations[it.name], it.default) for it in fields(group)]


_GROUPS = (Loading, Searching, Spending)
_NAMES = [field.name for field in fields(Settings)]
