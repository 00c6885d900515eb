"""`precis models`."""

from precis.commands.options import Settings, command, command_app

app = command_app()


@command(app)
def models(settings: Settings) -> None:
    """List usable models, and the one in use."""
    from precis.models.chat import choices, pick
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    screen.models(choices(), settings.model_name() or pick().model)
