"""`precis summarize`."""

from precis.chains.requests import CallOptions, SummarizeOptions
from precis.commands.arguments import Sources
from precis.commands.options import Settings, command, command_app
from precis.loaders.options import LoadOptions

app = command_app()


@command(app)
def summarize(
    settings: Settings,
    sources: Sources,
    *,
    options: SummarizeOptions,
    loading: LoadOptions,
    calls: CallOptions,
) -> None:
    """Summarize sources; every sentence cites its evidence."""
    from precis import event_loop
    from precis.commands.command import CommandRun

    run = CommandRun(settings, loading, calls)
    chain = run.summarize(options)
    documents = run.load_all(sources)
    summary = event_loop.run(run.screen.follow(chain, documents))
    if calls.dry_run:
        run.screen.dry_run(summary.usage)
    else:
        run.screen.summary(summary, bullets=options.style == "bullets")
    run.end()
