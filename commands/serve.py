"""`precis serve`."""

from typing import Annotated

import typer

from precis.chains.requests import CallOptions, ModelOptions
from precis.commands.options import Settings, command, command_app
from precis.commands.serving import Host, LogFormat, Port, Token, Users, access_of
from precis.errors import require
from precis.web.quota import Quota

app = command_app()

PAGE = "The page"
PROXY = "Behind a proxy"


@command(app)
def serve(
    settings: Settings,
    *,
    host: Host = "127.0.0.1",
    port: Port = 7860,
    token: Token = None,
    users: Users = None,
    page: Annotated[
        bool, typer.Option("--page/--no-page", help="Serve the web page too.", rich_help_panel=PAGE)
    ] = True,
    simple: Annotated[
        bool,
        typer.Option(
            "--simple",
            help="Serve a simple Gradio form instead of the page.",
            rich_help_panel=PAGE,
        ),
    ] = False,
    offer: Annotated[
        list[str] | None,
        typer.Option(
            help="Another model to offer on the page; repeatable.",
            rich_help_panel=PAGE,
        ),
    ] = None,
    root_path: Annotated[
        str,
        typer.Option(help="Path prefix that a proxy adds, such as /precis.", rich_help_panel=PROXY),
    ] = "",
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            help="Address or network whose X-Forwarded headers are trusted; repeatable.",
            rich_help_panel=PROXY,
            metavar="ADDRESS",
        ),
    ] = None,
    log_format: LogFormat = "text",
    model: ModelOptions,
    quota: Quota,
) -> None:
    """Serve the web page and the REST API.

    To accept connections from other machines, set --token or --users.
    """
    require("fastapi", "precis serve", "web")
    if simple:
        require("gradio", "precis serve --simple", "simple")
    from precis.commands.command import CommandRun
    from precis.web.proxies import Proxies
    from precis.web.serve import serve as start

    proxies = Proxies.of(root_path, trusted_proxy or ())
    access = access_of(settings, token, users, log_format)
    run = CommandRun(settings, calls=CallOptions(**model.model_dump()))
    start(
        run,
        access,
        quota,
        host=host,
        port=port,
        tell=run.screen.note,
        page=page,
        simple=simple,
        offered=offer or (),
        proxies=proxies,
    )
