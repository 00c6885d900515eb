"""The options that every command shares, and how every command ends: a result or one line."""

import functools
import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from errors import PrecisError

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
        return self.model or os.environ.get("PRECIS_MODEL")

    def embeddings_name(self) -> str:
        """Return the embedding model: the option, PRECIS_EMBEDDINGS, or the built-in one."""
        return self.embeddings or os.environ.get("PRECIS_EMBEDDINGS") or "minilm"

    def library_path(self) -> Path:
        """Return the library's folder: the option, PRECIS_LIBRARY, or the user's data folder."""
        chosen = self.library or os.environ.get("PRECIS_LIBRARY")
        if chosen:
            return Path(chosen).expanduser().absolute()
        from platformdirs import user_data_path

        return user_data_path("precis") / "library"


def shared(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options, as its first argument `settings`.

    Its PrecisErrors end in one line on stderr and their exit code; with --debug, in a traceback.
    """
    _, *own = inspect.signature(function, eval_str=True).parameters.values()

    @functools.wraps(function)
    def run(**values: Any) -> None:
        context: typer.Context = values.pop("context")
        settings = Settings(**{name: values.pop(name) for name in _NAMES})
        settings = settings.over(context.obj or Settings())
        context.obj = settings
        function(settings, **values)

    parameters = [_keyword("context", typer.Context), *own, *_OPTIONS]
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
        _fail("stopped; the same command goes on from here", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if debug:
            raise
        text = " ".join(str(error).split())[:300]
        _fail(f"unexpected {type(error).__name__}: {text}; --debug shows where", 1)
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


_NAMES = [field.name for field in fields(Settings)]
_ANNOTATIONS = inspect.get_annotations(Settings)
_OPTIONS = [
    _keyword(field.name, _ANNOTATIONS[field.name], field.default) for field in fields(Settings)
]
