"""The Python API behind `import precis`, in one file: what a program may do with documents.

Nothing is decided here: it stands on `chains/`, as every face does, and the parameters are those
of `chains/requests.py`. Heavy packages are imported by the first call that needs them. All of it
raises `PrecisError` with one line that says what to do; `model`, `embeddings` and `library` mean
what the options of the command line mean.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable
from functools import cache, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from precis.chains.library_place import LibraryPlace, library_place
from precis.chains.requests import (
    DEFAULT_COLLECTION,
    AskOptions,
    CallOptions,
    CheckOptions,
    Request,
    RunOptions,
    SearchOptions,
    SummarizeOptions,
    checked,
)
from precis.chains.workspace import (
    Workspace,
    embeddings_name,
    judge_name,
    model_name,
)
from precis.environment import make_private

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.chains.composition.composed import Composed, OnError
    from precis.chains.evidence import Answer, Claim, Passage, Summary
    from precis.chains.ingested import Ingested
    from precis.loaders import LoadError, LoadOptions
    from precis.stores.catalog import Source

__all__ = ["Library", "answer", "check", "compose", "load", "summarize"]

A = TypeVar("A")
B = TypeVar("B")
P = ParamSpec("P")
O = TypeVar("O")  # noqa: E741 - the letter of an output
R = TypeVar("R")


class Setup(Request):
    """What does the work: a chat model, an embedding model, the place of a library, a judge."""

    model: str | None = None
    embeddings: str | None = None
    library: str | Path | None = None
    judge: str | None = None

    def workspace(self) -> Workspace:
        """Return the workspace of these names, the same for the same names."""
        return _workspace(
            library_place(self.library),
            model_name(self.model),
            embeddings_name(self.embeddings),
            judge_name(self.judge),
        )


class SummarizeParameters(SummarizeOptions, Setup):
    """The keywords of `summarize`."""


class AnswerParameters(AskOptions, Setup):
    """The keywords of `answer`."""


class CheckParameters(CheckOptions, Setup):
    """The keywords of `check`."""


class ComposeParameters(RunOptions, Setup):
    """The keywords of `compose`."""


def _keywords(
    model: Callable[P, O],
) -> Callable[[Callable[[A, O], R]], Callable[Concatenate[A, P], R]]:
    """Give a function of `(subject, options)` the fields of `model` as keywords."""

    def decorate(function: Callable[[A, O], R]) -> Callable[Concatenate[A, P], R]:
        @wraps(function)
        def call(subject: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(subject, checked(lambda: model(*args, **kwargs)))

        _show_keywords(call, function, model)
        return call

    return decorate


def _keywords_after_two(
    model: Callable[P, O],
) -> Callable[[Callable[[A, B, O], R]], Callable[Concatenate[A, B, P], R]]:
    """Do the same for a function of two subjects, or for a method of one."""

    def decorate(function: Callable[[A, B, O], R]) -> Callable[Concatenate[A, B, P], R]:
        @wraps(function)
        def call(first: A, second: B, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(first, second, checked(lambda: model(*args, **kwargs)))

        _show_keywords(call, function, model)
        return call

    return decorate


def _show_keywords(call: Any, function: Any, model: Any) -> None:
    """Let `help` and documentation show the keywords."""
    own = inspect.signature(function)
    subjects = [it for it in own.parameters.values() if it.name != "options"]
    keywords = inspect.signature(model).parameters.values()
    call.__signature__ = own.replace(parameters=[*subjects, *keywords])


def load(
    *sources: str | Path,
    options: LoadOptions | None = None,
    on_error: Callable[[LoadError], None] | None = None,
    on_complete: Callable[[str], None] = lambda _: None,
    library: str | Path | None = None,
) -> list[Document]:
    """Return the Documents of addresses, files and folders, in order.

    `collection:NAME` and `document:ID` are what `library` holds of that name; both may be globs.

    Offsets of every quote count characters of their `page_content`. A source that cannot be
    loaded goes to `on_error`; without it, its LoadError is raised. `on_complete` gets the
    address of each site that was crawled to its end, for the `roots` of `Library.ingest`.

    Examples:
        >>> [document.metadata["title"] for document in load("docs/07-json.md")]
        ['JSON output']
    """
    from precis.chains.whole_library.sources import load as loaded

    workspace = Setup(library=library).workspace()
    return list(loaded(map(str, sources), workspace, options, on_error, on_complete))


@_keywords(SummarizeParameters)
def summarize(documents: Iterable[Document], options: SummarizeParameters) -> Summary:
    """Return one summary of all `documents`; every claim has the spans that it rests on.

    `length` is short, medium, long or a number of words; `focus`, a question to answer.

    Examples:
        >>> summary = summarize(load("docs/07-json.md"), length=40, model="extractive")
        >>> claim = summary.claims[0]
        >>> claim.spans[0].quote(summary.documents).startswith(claim.text[:10])
        True
    """
    return options.workspace().summarize(options).invoke(list(documents))


@_keywords_after_two(AnswerParameters)
def answer(question: str, documents: Iterable[Document], options: AnswerParameters) -> Answer:
    """Return the answer that `documents` give to `question`; without one, it has no claims.

    The `k` best passages are read. Documents asked before are found again by their content.

    Examples:
        >>> documents = load("docs/07-json.md")
        >>> reply = answer("How does an interrupted command end?", documents, model="extractive")
        >>> any("130" in claim.text for claim in reply.claims)
        True
    """
    from precis.chains.whole_library.asking import answering

    workspace = options.workspace()
    collection = workspace.library.hold(list(documents))
    narrowed = options.model_copy(update={"collection": collection})
    return answering(workspace, narrowed).invoke(question)


@_keywords_after_two(CheckParameters)
def check(text: str, documents: Iterable[Document], options: CheckParameters) -> list[Claim]:
    """Return the sentences of `text` with the support, in [0, 1], that `documents` give them.

    Examples:
        >>> [claim] = check("There are twelve exit codes.", load("docs/07-json.md"))
        >>> claim.supported
        False
    """
    from precis.chains.evidence import by_id

    _, claims = options.workspace().check(text, by_id(documents), options)
    return list(claims)


def compose(chain: str, *, on_error: OnError | None = None, **options: Any) -> Composed:
    """Return a LangChain Runnable from Documents to what the steps of `chain` make of each.

    Documents that a step cannot work on go to `on_error`; without it, their error is raised.
    The other keywords are `unsupported`, `batch`, `live_reduces`, `model`, `embeddings` and
    `library`.

    Examples:
        >>> chain = compose("summarize --length short", model="extractive")
        >>> [item] = chain.invoke(load("docs/07-json.md"))
        >>> item.as_json()["steps"][0]["name"]
        'summarize'
    """
    from precis.chains.composition import composed

    given = checked(partial(ComposeParameters, **options))
    return composed.compose(
        chain,
        given.workspace(),
        unsupported=given.unsupported,
        on_error=on_error,
        delivery=given,
    )


class Library:
    """What was ingested into a folder, to be searched and asked again and again.

    Examples:
        >>> library = Library("example-library", model="extractive")
        >>> report = library.ingest(load("docs/07-json.md"))
        >>> [source.title for source in library.sources()]
        ['JSON output']
        >>> library.answer("How does an interrupted command end?").answered
        True
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        model: str | None = None,
        embeddings: str | None = None,
    ) -> None:
        self._workspace = Setup(library=path, model=model, embeddings=embeddings).workspace()

    def ingest(
        self,
        documents: Iterable[Document],
        collection: str = DEFAULT_COLLECTION,
        *,
        roots: Collection[str] = (),
    ) -> Ingested:
        """Store documents; those of the same source are replaced, and unchanged ones cost nothing.

        What came from under one of `roots` (folders, addresses) and is not there is removed.
        """
        from precis.chains.ingest import Ingest

        return Ingest(self._workspace, collection).run(documents, roots)

    def hold(self, documents: Iterable[Document]) -> str:
        """Return the name of a collection of exactly these documents, made if it is new."""
        return self._workspace.library.hold(list(documents))

    @_keywords_after_two(SearchOptions)
    def search(self, question: str, options: SearchOptions) -> list[Passage]:
        """Return up to `k` passages, best first; no chat model is called.

        `where` holds conditions: FIELD=GLOB or FIELD~TEXT of title, source and media_type.
        """
        return self._workspace.search(question, options).passages

    @_keywords_after_two(AskOptions)
    def answer(self, question: str, options: AskOptions) -> Answer:
        """Return the answer that a collection gives; without one, it has no claims."""
        from precis.chains.whole_library.asking import answering

        return answering(self._workspace, options).invoke(question)

    def sources(self, collection: str = DEFAULT_COLLECTION) -> list[Source]:
        """List the documents of a collection by source."""
        return self._workspace.library.sources(collection)

    def remove(self, document_id: str, collection: str = DEFAULT_COLLECTION) -> None:
        """Remove a document so that no file of the library holds its text."""
        self._workspace.remove([document_id], collection)


@cache
def _workspace(
    library: LibraryPlace, model: str | None, embeddings: str, judge: str | None
) -> Workspace:
    make_private()
    return Workspace(
        library.folder,
        CallOptions(),
        model=model,
        embeddings=embeddings,
        database=library.database,
        judge=judge,
    )
