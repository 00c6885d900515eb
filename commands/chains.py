"""`precis chains`: the steps and chains that `precis run` knows."""

from typing import Annotated

import typer

from precis.commands.options import Settings, command, command_app, with_options

app = command_app()


@app.callback(invoke_without_command=True)
@with_options
def chains(settings: Settings, context: typer.Context) -> None:
    """List steps and chains; show or draw them."""
    if context.invoked_subcommand is None:
        _list(settings)


@command(app, name="list")
def list_(settings: Settings) -> None:
    """List steps and chains."""
    _list(settings)


@command(app)
def show(
    settings: Settings,
    chain: Annotated[str, typer.Argument(help="Name of a step or chain, or steps in quotes.")],
    *,
    graph: Annotated[
        bool,
        typer.Option("--graph", help="Draw the chain; prints Mermaid if stdout is not a terminal."),
    ] = False,
) -> None:
    """Show the parameters of a step or chain, or draw it."""
    from precis.chains.composition.chain_list import describe, mermaid, stages
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    if graph:
        screen.graph(mermaid(chain), stages(chain))
    else:
        screen.chain(describe(chain))


def _list(settings: Settings) -> None:
    from precis.chains.composition.chain_list import list_steps
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    for one in list_steps():
        screen.chain(one)
