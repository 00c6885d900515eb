"""The command line: options → loaders → chains → screen. No logic that a test would want."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from precis.commands import chains, prompts, sources, users
from precis.commands.serve import mcp, serve
from precis.options import Loading, Searching, Settings, Spending, run_app, shared

app = typer.Typer(
    help="Summaries and answers in which every sentence shows its evidence.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(chains.app, name="chains")
app.add_typer(prompts.app, name="prompts")
app.add_typer(sources.app, name="sources")
app.add_typer(users.app, name="users")

Sources = Annotated[list[str], typer.Argument(help="Addresses, files, folders, or - (stdin).")]
Questions = Annotated[list[str] | None, typer.Argument(help="One or more questions.")]
QuestionFile = Annotated[Path | None, typer.Option("--questions", help="One question a line.")]
Collection = Annotated[str, typer.Option(help="A named part of the library.")]
Handling = Annotated[
    Literal["mark", "drop", "quote"] | None,
    typer.Option(help="What happens to sentences that the source does not support."),
]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"precis {version('precis')}")
        raise typer.Exit


@app.callback()
@shared
def precis(
    settings: Settings,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Summaries and answers in which every sentence shows its evidence."""


@app.command()
@shared
def load(settings: Settings, sources: Sources, *, loading: Loading) -> None:
    """Print the text of sources, as every other command sees it."""
    from precis.session import Session

    session = Session(settings, loading)
    for document in session.load(sources):
        session.screen.document(document)
    session.end()


@app.command()
@shared
def summarize(
    settings: Settings,
    sources: Sources,
    *,
    length: Annotated[str, typer.Option(help="short, medium, long, or a number of words.")] = (
        "medium"
    ),
    focus: Annotated[str | None, typer.Option(help="A question that it keeps to.")] = None,
    style: Annotated[Literal["prose", "bullets"], typer.Option(help="How it is laid out.")] = (
        "prose"
    ),
    language: Annotated[str | None, typer.Option(help="Write in another language.")] = None,
    unsupported: Handling = None,
    loading: Loading,
    spending: Spending,
) -> None:
    """Summarize sources; every sentence shows what it rests on."""
    from precis import bridge
    from precis.chains.summarize import brief_of
    from precis.session import Session

    brief = brief_of(length, focus=focus, style=style, language=language)
    session = Session(settings, loading, spending)
    chain = session.summarize(brief, unsupported)
    documents = session.loaded(sources)
    summary = bridge.run(session.screen.follow(chain, documents))
    if spending.dry_run:
        session.screen.planned(summary.usage)
    else:
        session.screen.summary(summary, bullets=style == "bullets")
    session.end()


@app.command()
@shared
def ingest(
    settings: Settings,
    sources: Annotated[list[str] | None, typer.Argument(help="What to load.")] = None,
    *,
    collection: Collection = "default",
    keep_missing: Annotated[
        bool, typer.Option("--keep-missing", help="Keep what has vanished from a folder.")
    ] = False,
    reembed: Annotated[
        bool, typer.Option("--reembed", help="Make the vectors anew, with --embeddings.")
    ] = False,
    wait: Annotated[float, typer.Option(help="Seconds to wait for another writer.", min=0)] = (
        600.0
    ),
    loading: Loading,
) -> None:
    """Load sources into the library; again later, only what changed."""
    from precis.session import Session

    session = Session(settings, loading, wait=wait)
    if reembed:
        report = session.reembed(sources or [], collection)
    else:
        report = session.ingest(sources or [], collection, keep_missing=keep_missing)
    session.screen.ingested(session.ingested(report))
    session.end()


@app.command()
@shared
def search(
    settings: Settings,
    questions: Questions = None,
    *,
    questions_file: QuestionFile = None,
    searching: Searching,
    loading: Loading,
) -> None:
    """Find passages; no language model is called."""
    from precis.chains.evidence import Passage
    from precis.session import Session, asked

    wanted = asked(questions, questions_file)
    session = Session(settings, loading)
    name, only = session.searched(searching), searching.conditions()
    for question in wanted:
        found = session.library.search(question, name, searching.k, where=only)
        session.screen.passages(question, [Passage.of(chunk) for chunk in found])
    session.end()


@app.command()
@shared
def ask(
    settings: Settings,
    questions: Questions = None,
    *,
    questions_file: QuestionFile = None,
    unsupported: Handling = None,
    searching: Searching,
    loading: Loading,
    spending: Spending,
) -> None:
    """Answer questions from documents. What they do not say is not answered."""
    from precis import bridge
    from precis.session import Session, asked

    wanted = asked(questions, questions_file)
    session = Session(settings, loading, spending)
    name = session.searched(searching)
    chain = session.retrieval_qa(name, searching.k, searching.conditions(), unsupported)
    for question in wanted:
        answer = bridge.run(session.screen.heard(chain, question))
        if spending.dry_run:
            session.screen.planned(answer.usage)
        else:
            session.screen.answer(answer)
    session.end()


@app.command(name="run", context_settings={"ignore_unknown_options": True})
@shared
def run_chain(
    settings: Settings,
    chain: Annotated[str, typer.Argument(help='Steps, such as "summarize | translate French".')],
    sources: Annotated[list[str], typer.Argument(help="Addresses, files, folders, or - (stdin).")],
    *,
    unsupported: Handling = None,
    classifier: Annotated[
        str | None,
        typer.Option(help="A Transformers encoder for sentiment and classify.", metavar="PATH"),
    ] = None,
    loading: Loading,
    spending: Spending,
) -> None:
    """Run a chain of steps over sources. See `precis chains` for the steps, one result each."""
    from precis.chains.composition.composed import compose
    from precis.chains.composition.planning import with_options
    from precis.session import Session

    chain, sources = with_options(chain, sources)
    session = Session(settings, loading, spending, classifier=classifier)
    composed = compose(chain, session, unsupported=unsupported, on_error=session.left_out)
    documents = session.loaded(sources)
    for [item] in session.screen.track(composed.stream(documents), "results"):
        if not spending.dry_run:
            session.screen.result(item, titled=len(documents) > 1)
    session.screen.total(session.spent, dry_run=spending.dry_run)
    session.end()


@app.command()
@shared
def chat(
    settings: Settings,
    *,
    history: Annotated[
        Path | None, typer.Option(help="Go on with the conversation in this file; keep it there.")
    ] = None,
    unsupported: Handling = None,
    searching: Searching,
    loading: Loading,
    spending: Spending,
) -> None:
    """Ask one question after the other. Each may refer to what was said before."""
    from precis.commands.chat import Chat
    from precis.session import Session

    session = Session(settings, loading, spending)
    name = session.searched(searching)
    chain = session.retrieval_qa(name, searching.k, searching.conditions(), unsupported)
    Chat(session, chain, name, history).run()
    session.end()


@app.command()
@shared
def check(
    settings: Settings,
    text: Annotated[str | None, typer.Argument(help="A file with the text, or - (stdin).")] = None,
    against: Annotated[
        list[str] | None, typer.Option(help="The sources that should support it.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help='A file of {"source": text, "claims": [text]} a line.')
    ] = None,
) -> None:
    """Say sentence by sentence whether sources support a text. The exit code is 3 if not all."""
    from precis.session import Session

    session = Session(settings)
    if batch:
        for scores in session.check_batch(batch):
            session.screen.scores(scores)
        return
    claims, documents = session.checked(text, against or [])
    session.screen.checked(claims, documents)
    session.end()
    if not all(claim.supported for claim in claims):
        raise typer.Exit(3)


app.command()(serve)
app.command()(mcp)


@app.command()
@shared
def cache(
    settings: Settings,
    clear: Annotated[
        bool, typer.Option("--clear", help="Forget every finished call and page.")
    ] = False,
) -> None:
    """Show the finished model calls that are kept, or forget them. Kept web pages go with them."""
    from precis.session import Session

    session = Session(settings)
    if clear:
        session.forget_pages()
        session.screen.note(f"{session.calls.clear()} calls forgotten")
    session.screen.cache(session.calls.info())


@app.command()
@shared
def models(settings: Settings) -> None:
    """List what can write here, what would be picked, and why."""
    from precis.models.chat import choices, pick
    from precis.session import Session

    session = Session(settings)
    session.screen.models(choices(), settings.model_name() or pick().model)


def run() -> None:
    """Run the command line."""
    run_app(app)


if __name__ == "__main__":
    run()
