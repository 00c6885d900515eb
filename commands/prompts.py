"""`precis prompts`: the prompts, and how to change them."""

import os
import shlex
import shutil
import subprocess
from typing import Annotated

import typer

from precis.commands.options import Settings, command, command_app, with_options
from precis.errors import UsageError

app = command_app()

_EDITORS = ("sensible-editor", "nano", "vi", "notepad")

Name = Annotated[str, typer.Argument(help="A name that `precis prompts` lists.")]


@app.callback(invoke_without_command=True)
@with_options
def prompts(settings: Settings, context: typer.Context) -> None:
    """List the prompts; show or edit them.

    Calls with an edited prompt are new calls: no earlier reply is reused.
    """
    if context.invoked_subcommand is None:
        _list(settings)


@command(app, name="list")
def list_(settings: Settings) -> None:
    """List the prompts, and which of them you have edited."""
    _list(settings)


@command(app)
def show(settings: Settings, name: Name) -> None:
    """Print the prompt in use."""
    from precis.prompts import prompt_text
    from precis.screen import Screen

    Screen(json=settings.json, quiet=settings.quiet).prompt(name, prompt_text(name))


@command(app)
def edit(settings: Settings, name: Name) -> None:
    """Edit your own copy of a prompt with VISUAL or EDITOR; delete the file to undo."""
    from precis.prompts import load_prompt, own_prompt
    from precis.screen import Screen

    editor = _editor()
    path = own_prompt(name)
    screen = Screen(json=settings.json, quiet=settings.quiet)
    screen.note(f"{path} stands in for the built-in prompt '{name}'")
    subprocess.run([*editor, path], check=True)  # noqa: S603 - the user's own choice
    load_prompt(name)


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    words = shlex.split(named or next(filter(shutil.which, _EDITORS), ""))
    if not words or not shutil.which(words[0]):
        raise UsageError(f"no editor '{named or ''}': set EDITOR to one that is installed")
    return words


def _list(settings: Settings) -> None:
    from precis.prompts import described_prompts, user_folder
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    for name, description, path in described_prompts():
        screen.prompt_line(name, description, path, own=path.parent == user_folder())
