"""One command: its workspace, the sources it loads, and how it ends."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from precis.chains.workspace import WAIT_SECONDS, Workspace
from precis.errors import PrecisError, UsageError
from precis.options import Loading, Searching, Settings, Spending
from precis.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from langchain_core.documents import Document

    from precis.chains.composition.items import Item
    from precis.chains.evidence import Claim, Documents, Usage
    from precis.chains.ingested import Ingested
    from precis.loaders import LoadError
    from precis.stores.ingest import IngestReport


class Session(Workspace):
    """What a command works with; `end` closes it with the right exit code."""

    def __init__(
        self,
        settings: Settings,
        loading: Loading | None = None,
        spending: Spending | None = None,
        *,
        wait: float = WAIT_SECONDS,
        classifier: str | None = None,
    ) -> None:
        self.screen = Screen(json=settings.json, quiet=settings.quiet)
        super().__init__(
            settings.library_path(),
            spending or Spending(),
            model=settings.model_name(),
            embeddings=settings.embeddings_name(),
            classifier=classifier,
            chroma=settings.chroma_server(),
            wait=wait,
            tell=self.screen.note,
        )
        self.settings = settings
        self.failed: dict[str, LoadError] = {}
        self._untold: list[LoadError] = []
        self._loading = loading
        self._roots: list[str] = []
        self._left_out = False
        self._started = perf_counter()

    def load(self, sources: Iterable[str], *, again: bool = False) -> Iterator[Document]:
        """Yield the documents of `sources`; those that cannot be loaded are told and kept.

        Those that will be loaded `again` may be many: what failed of them is told at the end.
        Their web pages, and those of sites, are kept in the library.
        """
        from precis.loaders import load

        options = (self._loading or Loading()).options()
        if again or options.crawl:
            options = options.model_copy(update={"cache": self.settings.library_path()})
        on_error = self._fail_later if again else self._fail
        for document in load(sources, options, on_error, self._roots.append):
            self._warn_unread(document)
            yield document

    def loaded(self, sources: Iterable[str]) -> list[Document]:
        """Return the documents of `sources`; ends the command where there is none."""
        documents = list(self.screen.track(self.load(sources), "documents"))
        if not documents:
            raise typer.Exit(1)
        return documents

    def ingest(
        self, sources: Sequence[str], collection: str, *, keep_missing: bool
    ) -> IngestReport:
        """Store the documents of `sources`; what vanished from them goes, unless it is kept.

        Raises UsageError without any source.
        """
        if not sources:
            raise UsageError("no source: give files, folders or addresses to load")
        self._roots += [str(Path(source).resolve()) for source in sources if _is_path(source)]
        with self.screen.ingesting() as on_progress:
            return self.library.ingest(
                self.load(sources, again=True),
                collection,
                roots=[] if keep_missing else self._roots,
                failed=self.failed.keys(),
                on_progress=on_progress,
            )

    def reembed(self, sources: Sequence[str], collection: str) -> IngestReport:
        """Make the vectors of a collection anew. Raises UsageError with sources."""
        if sources:
            raise UsageError("--reembed takes no source: it makes anew what is in the collection")
        with self.screen.ingesting() as on_progress:
            return self.library.reembed(collection, on_progress=on_progress)

    def ingested(self, report: IngestReport) -> Ingested:
        """Return what an ingest did, with what failed and what it cost."""
        from precis.chains.ingested import Ingested

        return Ingested.of(report, self.failed.values(), self.embedding_usage(self._started))

    def searched(self, searching: Searching) -> str:
        """Return the collection that is searched: one made of its sources, or the named one."""
        inside = searching.inside
        return self.library.hold(self.loaded(inside)) if inside else searching.collection

    def checked(self, text: str | None, against: Sequence[str]) -> tuple[list[Claim], Documents]:
        """Return the sentences of the file `text`, judged by the sources `against`."""
        from precis.chains.evidence import by_id

        if not text or not against:
            raise UsageError("check needs a text and its sources: check FILE --against SOURCE")
        written = "\n\n".join(document.page_content for document in self.loaded([text]))
        documents = by_id(self.loaded(against))
        count, judged = self.check(written, documents)
        return list(self.screen.track(judged, "sentences", count)), documents

    def check_batch(self, file: Path) -> Iterator[list[float]]:
        """Yield the support of the claims of each line `{"source": text, "claims": [text]}`."""
        from precis.chains.check import read_batch, scores

        for source, claims in read_batch(file):
            yield scores(source, claims, self.grounder)

    @property
    def spent(self) -> Usage:
        """What the command has cost so far."""
        seconds = round(perf_counter() - self._started, 3)
        return self.writer.usage.model_copy(update={"seconds": seconds})

    def left_out(self, item: Item, error: PrecisError) -> None:
        """Tell that a chain could not go on with a document; the command ends with 1."""
        self.screen.warn(f"precis: {item.title}: {error}")
        self._left_out = True

    def end(self) -> None:
        """End the command: with 1 where a source could not be loaded or worked on."""
        for error in self._untold:
            self.screen.warn(f"precis: {error}")
        if self.failed or self._left_out:
            raise typer.Exit(1)

    def _fail(self, error: LoadError) -> None:
        self.failed[error.source] = error
        self.screen.warn(f"precis: {error}")

    def _fail_later(self, error: LoadError) -> None:
        self.failed[error.source] = error
        self._untold.append(error)

    def _warn_unread(self, document: Document) -> None:
        if unread := document.metadata.get("unread"):
            self.screen.warn(f"{document.metadata['source']}: {'; '.join(unread)}")


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


def _is_path(source: str) -> bool:
    return source != "-" and "://" not in source
