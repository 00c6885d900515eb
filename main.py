"""The command line: the list of commands. Each has its own file in `commands/`."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command

from precis.commands.exit_codes import run_app
from precis.commands.options import Group, Settings, command_app, with_options

COMMANDS = {
    "summarize": "Summarize sources; every sentence cites its evidence.",
    "ask": "Answer questions from documents, or say that they do not.",
    "chat": "Chat about documents; follow-up questions are understood.",
    "check": "Check each sentence of a text against sources.",
    "run": "Run a chain of steps over sources.",
    "load": "Print the text of sources as Précis reads it.",
    "ingest": "Add sources to the library; rerun to update it.",
    "search": "Find passages without calling a chat model.",
    "sources": "List the documents of a collection; show or remove them.",
    "evaluate": "Measure how well a collection answers questions.",
    "chains": "List steps and chains; show or draw them.",
    "prompts": "List the prompts; show or edit them.",
    "models": "List usable models, and the one in use.",
    "cache": "Show or clear the cache of finished model calls.",
    "serve": "Serve the web page and the REST API.",
    "mcp": "Serve the library to agents and editors over MCP.",
    "users": "Manage the users of a server, their tokens and shares.",
    "library": "Copy a library, or upgrade the database of a shared one.",
    "about": "Show versions, extras, library and model, for bug reports.",
}
"""The first line of each command's help; the rest stands with the command."""


class _Commands(MutableMapping[str, Any]):
    """The commands by name; each is imported when it is looked up, so that help is quick."""

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        return get_command(import_module(f"precis.commands.{name}").app)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise NotImplementedError

    def __delitem__(self, name: str) -> None:
        raise NotImplementedError


class _Main(Group):
    """`precis` itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"commands": _Commands()})

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Click's signature
        """Write the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = command_app(
    cls=_Main,
    add_completion=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"precis {version('precis')}")
        raise typer.Exit


@app.callback()
@with_options
def precis(
    settings: Settings,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Summarize documents and answer questions; every sentence shows its evidence."""


def run() -> None:
    """Run the command line."""
    run_app(app)


if __name__ == "__main__":
    run()
