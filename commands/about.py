"""`precis about`."""

from precis.commands.options import Settings, command, command_app

app = command_app()


@command(app)
def about(settings: Settings) -> None:
    """Show versions, extras, library and model, for bug reports.

    No keys and no text of documents are shown.
    """
    from precis.chains.about import about as describe
    from precis.screen import Screen

    screen = Screen(json=settings.json, quiet=settings.quiet)
    screen.about(
        describe(
            settings.library_place(),
            settings.model_name(),
            settings.embeddings_name(),
            settings.chroma_server(),
        )
    )
