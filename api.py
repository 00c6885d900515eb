"""The Python API behind `import precis`: load, summarize, answer, check, compose, Library.

Nothing is decided here: it stands on `chains/`, as every face does. Heavy packages are imported
by the first call that needs them. All of it raises `PrecisError` with one line that says what to
do; `model`, `embeddings` and `library` mean what the options of the command line mean.
"""

from __future__ import annotations

from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

from precis.chains.workspace import Unlimited, Workspace, embeddings_name, library_path, model_name
from precis.errors import MissingExtraError, PrecisError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from langchain_core.documents import Document

    from precis.chains.composition.composed import Composed, OnError
    from precis.chains.evidence import Answer, Claim, Passage, Summary, Unsupported
    from precis.chains.ingested import Ingested
    from precis.chains.writers.contract import Style
    from precis.loaders import LoadError, LoadOptions
    from precis.stores.catalog import Source

__all__ = [
    "Library",
    "MissingExtraError",
    "PrecisError",
    "UsageError",
    "answer",
    "check",
    "compose",
    "load",
    "summarize",
]


def load(
    *sources: str | Path,
    options: LoadOptions | None = None,
    on_error: Callable[[LoadError], None] | None = None,
    on_complete: Callable[[str], None] = lambda _: None,
) -> list[Document]:
    """Return the Documents of addresses, files and folders, in order.

    Offsets of every quote count characters of their `page_content`. A source that cannot be
    loaded goes to `on_error`; without it, its LoadError is raised. `on_complete` gets the
    address of each site that was crawled to its end, for the `roots` of `Library.ingest`.

    >>> [document.metadata["title"] for document in load("docs/07-json.md")]
    ['JSON output']
    """
    from precis import loaders

    return list(loaders.load(map(str, sources), options, on_error, on_complete))


def summarize(
    documents: Iterable[Document],
    *,
    length: str | int = "medium",
    focus: str | None = None,
    style: Style = "prose",
    language: str | None = None,
    unsupported: Unsupported | None = None,
    model: str | None = None,
    embeddings: str | None = None,
    library: str | Path | None = None,
) -> Summary:
    """Return one summary of all `documents`; every claim has the spans that it rests on.

    `length` is short, medium, long or a number of words; `focus` is a question to keep to.

    >>> summary = summarize(load("docs/07-json.md"), length=40, model="extractive")
    >>> claim = summary.claims[0]
    >>> claim.spans[0].quote(summary.documents) == claim.text
    True
    """
    from precis.chains.summarize import brief_of

    brief = brief_of(str(length), focus=focus, style=style, language=language)
    workspace = _workspace(library, model, embeddings)
    return workspace.summarize(brief, unsupported).invoke(list(documents))


def answer(
    question: str,
    documents: Iterable[Document],
    *,
    k: int = 8,
    unsupported: Unsupported | None = None,
    model: str | None = None,
    embeddings: str | None = None,
    library: str | Path | None = None,
) -> Answer:
    """Return the answer that `documents` give to `question`; without one, it has no claims.

    The `k` best passages are read. Documents asked before are found again by their content.

    >>> reply = answer("What does exit code 130 mean?", load("docs/07-json.md"), model="extractive")
    >>> any("interrupted" in claim.text for claim in reply.claims)
    True
    """
    own = Library(library, model=model, embeddings=embeddings)
    return own.answer(question, own.hold(documents), k=k, unsupported=unsupported)


def check(
    text: str, documents: Iterable[Document], *, embeddings: str | None = None
) -> list[Claim]:
    """Return the sentences of `text` with the support, in [0, 1], that `documents` give them.

    >>> [claim] = check("There are twelve exit codes.", load("docs/07-json.md"))
    >>> claim.supported
    False
    """
    from precis.chains.evidence import by_id

    _, claims = _workspace(None, None, embeddings).check(text, by_id(documents))
    return list(claims)


def compose(
    chain: str,
    *,
    unsupported: Unsupported | None = None,
    model: str | None = None,
    embeddings: str | None = None,
    library: str | Path | None = None,
    on_error: OnError | None = None,
) -> Composed:
    """Return a LangChain Runnable from Documents to what the steps of `chain` make of each.

    Documents that a step cannot work on go to `on_error`; without it, their error is raised.

    >>> chain = compose("summarize --length short", model="extractive")
    >>> [item] = chain.invoke(load("docs/07-json.md"))
    >>> item.as_json()["steps"][0]["name"]
    'summarize'
    """
    from precis.chains.composition.composed import compose as composed

    workspace = _workspace(library, model, embeddings)
    return composed(chain, workspace, unsupported=unsupported, on_error=on_error)


class Library:
    """What was ingested into a folder, to be searched and asked again and again.

    >>> library = Library("example-library", model="extractive")
    >>> report = library.ingest(load("docs/07-json.md"))
    >>> [source.title for source in library.sources()]
    ['JSON output']
    >>> library.answer("What does exit code 130 mean?").answered
    True
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        model: str | None = None,
        embeddings: str | None = None,
    ) -> None:
        self._workspace = _workspace(path, model, embeddings)

    def ingest(
        self,
        documents: Iterable[Document],
        collection: str = "default",
        *,
        roots: Collection[str] = (),
    ) -> Ingested:
        """Store documents; those of the same source are replaced, and unchanged ones cost nothing.

        What came from under one of `roots` (folders, addresses) and is not there is removed.
        """
        from precis.chains.ingested import Ingested

        started = perf_counter()
        report = self._workspace.library.ingest(documents, collection, roots=roots)
        return Ingested.of(report, (), self._workspace.embedding_usage(started))

    def hold(self, documents: Iterable[Document]) -> str:
        """Return the name of a collection of exactly these documents, made if it is new."""
        return self._workspace.library.hold(list(documents))

    def search(
        self,
        question: str,
        collection: str = "default",
        *,
        k: int = 8,
        where: Sequence[str] = (),
    ) -> list[Passage]:
        """Return up to `k` passages, best first; no chat model is called.

        `where` holds conditions: FIELD=GLOB or FIELD~TEXT of title, source and media_type.
        """
        from precis.chains.evidence import Passage

        found = self._workspace.library.search(question, collection, k, where=where)
        return [Passage.of(chunk) for chunk in found]

    def answer(
        self,
        question: str,
        collection: str = "default",
        *,
        k: int = 8,
        where: Sequence[str] = (),
        unsupported: Unsupported | None = None,
    ) -> Answer:
        """Return the answer that a collection gives; without one, it has no claims."""
        chain = self._workspace.retrieval_qa(collection, k, where, unsupported)
        return chain.invoke(question)

    def sources(self, collection: str = "default") -> list[Source]:
        """List the documents of a collection by source."""
        return self._workspace.library.sources(collection)

    def remove(self, document_id: str, collection: str = "default") -> None:
        """Remove a document so that no file of the library holds its text."""
        self._workspace.remove([document_id], collection)


def _workspace(library: str | Path | None, model: str | None, embeddings: str | None) -> Workspace:
    return _named(library_path(library), model_name(model), embeddings_name(embeddings))


@cache
def _named(library: Path, model: str | None, embeddings: str) -> Workspace:
    return Workspace(library, Unlimited(), model=model, embeddings=embeddings)
