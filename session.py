"""One command's wiring: what the settings name, made when it is first needed."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import typer

from errors import UsageError
from options import Loading, Settings, Spending
from screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.runnables import Runnable

    from chains.evidence import Answer, Claim, Documents, Unsupported, Usage
    from chains.grounding import Grounder
    from chains.writer import Writer
    from loaders import LoadError
    from models.cache import CallCache
    from stores.ingest import IngestReport
    from stores.library import Library
    from stores.retriever import LibraryRetriever

WAIT_SECONDS = 600.0
"""How long a writer waits for another one."""

RETRIEVAL_CHUNKS = (400, 1700)
"""Smallest and largest passage in characters: about 1,000, some 230 tokens, on the mean."""


class Session:
    """What a command works with; `end` closes it with the right exit code."""

    def __init__(
        self,
        settings: Settings,
        loading: Loading | None = None,
        spending: Spending | None = None,
        *,
        wait: float = WAIT_SECONDS,
    ) -> None:
        self.settings = settings
        self._loading = loading
        self._spending = spending
        self._wait = wait
        self.screen = Screen(json=settings.json, quiet=settings.quiet)
        self.failed: dict[str, LoadError] = {}
        self._started = perf_counter()

    def load(self, sources: Iterable[str]) -> Iterator[Document]:
        """Yield the documents of `sources`; those that cannot be loaded are told and kept."""
        from loaders import load

        options = self._loading.options() if self._loading else None
        return load(sources, options, on_error=self._fail)

    def loaded(self, sources: Iterable[str]) -> list[Document]:
        """Return the documents of `sources`; ends the command where there is none."""
        documents = list(self.load(sources))
        if not documents:
            raise typer.Exit(1)
        return documents

    @cached_property
    def embeddings(self) -> Embeddings:
        """The embedding model that the settings name."""
        from models.embeddings import make_embeddings

        return make_embeddings(self.settings.embeddings_name())

    @cached_property
    def model(self) -> str:
        """The name of what writes; one that was picked is told."""
        named = self.settings.model_name()
        if named:
            return named
        from models.chat import pick

        choice = pick()
        self.screen.note(f"{choice.model} writes ({choice.reason}); choose another with --model")
        return choice.model

    @cached_property
    def writer(self) -> Writer[Any]:
        """What writes."""
        from chains.writers import make_writer

        return make_writer(
            self.model, self.embeddings, self.settings.library_path(), self._spending or Spending()
        )

    @cached_property
    def grounder(self) -> Grounder:
        """What checks claims."""
        from chains.grounding import Grounder

        return Grounder(self.embeddings)

    def handling(self, asked: Unsupported | None) -> Unsupported:
        """Return how unsupported sentences are treated: as asked, or as suits the model."""
        from chains.writers import default_handling

        return asked or default_handling(self.model)

    @cached_property
    def library(self) -> Library:
        """The library that the settings name."""
        from splitters.content_defined import ContentDefinedSplitter
        from stores.library import Library

        return Library(
            self.settings.library_path(),
            self.embeddings,
            ContentDefinedSplitter(*RETRIEVAL_CHUNKS),
            model=self.settings.embeddings_name(),
            wait=self._wait,
            on_wait=lambda: self.screen.note("another precis writes to this library; waiting"),
        )

    @cached_property
    def calls(self) -> CallCache:
        """The finished model calls of the library."""
        from chains.writers import CALLS_FILE
        from models.cache import CallCache

        return CallCache(self.settings.library_path() / CALLS_FILE)

    def ingest(
        self, sources: Sequence[str], collection: str, *, keep_missing: bool
    ) -> IngestReport:
        """Store the documents of `sources`; what vanished from them goes, unless it is kept.

        Raises UsageError without any source.
        """
        if not sources:
            raise UsageError("no source: give files, folders or addresses to load")
        return self.library.ingest(
            self.screen.track(self.load(sources), "documents"),
            collection,
            roots=[] if keep_missing else list(map(_root, sources)),
            failed=self.failed.keys(),
        )

    def usage(self) -> Usage:
        """Return what the command cost where no chat model is called: time, and embeddings.

        The embedded ones are free; what others cost is unknown.
        """
        from chains.evidence import Usage

        cost = 0.0 if self.settings.embeddings_name() == "minilm" else None
        return Usage(cost_usd=cost, seconds=perf_counter() - self._started)

    def retriever(
        self, inside: Sequence[str], collection: str, k: int, where: Sequence[str]
    ) -> LibraryRetriever:
        """Return the retriever over the sources `inside` or, without any, over a collection."""
        return self.library.retriever(self._collection(inside, collection), k, where=where)

    def retrieval_qa(
        self,
        inside: Sequence[str],
        collection: str,
        k: int,
        where: Sequence[str],
        unsupported: Unsupported | None,
    ) -> Runnable[str, Answer]:
        """Return the chain that answers from the sources `inside` or from a collection."""
        from chains.retrieval_qa import retrieval_qa

        name = self._collection(inside, collection)
        return retrieval_qa(
            self.writer,
            self.library.retriever(name, k, where=where),
            partial(self.library.documents, collection=name),
            self.grounder,
            self.handling(unsupported),
        )

    def check(self, text: str | None, against: Sequence[str]) -> tuple[list[Claim], Documents]:
        """Return the sentences of the file `text`, judged by the sources `against`."""
        from chains.check import same_language, sentences
        from chains.evidence import by_id

        if not text or not against:
            raise UsageError("check needs a text and its sources: check FILE --against SOURCE")
        written = "\n\n".join(document.page_content for document in self.loaded([text]))
        documents = by_id(self.loaded(against))
        claims = sentences(written)
        same_language(written, documents)
        judged = self.grounder.judge(claims, documents)
        return list(self.screen.track(judged, "sentences", len(claims))), documents

    def check_batch(self, file: Path) -> Iterator[list[float]]:
        """Yield the support of the claims of each line `{"source": text, "claims": [text]}`."""
        from chains.check import read_batch, scores

        for source, claims in read_batch(file):
            yield scores(source, claims, self.grounder)

    def end(self) -> None:
        """End the command: with 1 where a source could not be loaded."""
        if self.failed:
            raise typer.Exit(1)

    def _collection(self, inside: Sequence[str], collection: str) -> str:
        return self.library.hold(self.loaded(inside)) if inside else collection

    def _fail(self, error: LoadError) -> None:
        self.failed[error.source] = error
        self.screen.warn(f"precis: {error}")


def asked(questions: Sequence[str] | None, file: Path | None) -> list[str]:
    """Return the questions of the command line and of `file`, one a line.

    Raises UsageError when there is none or the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the questions in {file}: {error}") from error
    found = [question.strip() for question in [*(questions or []), *lines] if question.strip()]
    if not found:
        raise UsageError("no question: give one in quotes, or a file with --questions")
    return found


def _root(source: str) -> str:
    """Return what the sources of documents from `source` start with."""
    return source if source == "-" or "://" in source else str(Path(source).resolve())
