"""The life of one command: its workspace, its sources, and its exit."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import typer

from precis.chains.requests import CallOptions, SearchOptions
from precis.chains.workspace import WAIT_SECONDS, Workspace
from precis.commands.options import Settings
from precis.errors import PrecisError, UsageError, require
from precis.languages.counts import count_of
from precis.loaders.options import LoadOptions
from precis.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from langchain_core.documents import Document

    from precis.chains.composition.items import Item
    from precis.chains.evidence import Claim, Documents, Usage
    from precis.chains.ingested import Ingested
    from precis.chains.requests import CheckOptions, IngestOptions
    from precis.commands.arguments import Selection
    from precis.loaders import LoadError

SearchOptionsT = TypeVar("SearchOptionsT", bound=SearchOptions)


class CommandRun(Workspace):
    """One run of a command; `end` closes it with the right exit code."""

    def __init__(
        self,
        settings: Settings,
        loading: LoadOptions | None = None,
        calls: CallOptions | None = None,
        *,
        wait: float = WAIT_SECONDS,
        classifier: str | None = None,
    ) -> None:
        self.screen = Screen(json=settings.json, quiet=settings.quiet)
        folder, database = settings.library_place()
        super().__init__(
            folder,
            calls or CallOptions(),
            database=database,
            model=settings.model_name(),
            embeddings=settings.embeddings_name(),
            classifier=classifier,
            chroma=settings.chroma_server(),
            judge=settings.judge_name(),
            wait=wait,
            tell=self.screen.note,
        )
        self.settings = settings
        self.failed: dict[str, LoadError] = {}
        self._unreported: list[LoadError] = []
        self._loading = loading or LoadOptions()
        self._roots: list[str] = []
        self._left_out = False
        self._started = perf_counter()

    @contextmanager
    def on_cluster(self, address: str | None) -> Iterator[None]:
        """Read sources and embed texts on the cluster at `address` while the block runs.

        Raises what `connected` does.
        """
        from precis.chains.cluster import connected

        if address:
            self.screen.note(f"connecting to {address}")
        with connected(address) as self.cluster:
            yield

    def load(
        self,
        sources: Iterable[str],
        *,
        again: bool = False,
        is_held: Callable[[str, str], bool] = lambda *_: False,
    ) -> Iterator[Document]:
        """Yield the documents of `sources`; those that cannot be loaded are reported and kept.

        Sources that will be loaded `again` may be many: their failures are reported at the end.
        Their web pages, and those of sites, are kept in the library; of servers, what `is_held`
        is left out.
        """
        from precis.chains.whole_library.sources import load

        options = self._loading
        if again or options.crawl:
            options = options.model_copy(update={"cache": self.path})
        told = self._fail_later if again else self._fail, self._roots.append
        for document in load(sources, self, options, *told, is_held=is_held):
            self._warn_unread(document)
            yield document

    def load_all(self, sources: Iterable[str]) -> list[Document]:
        """Return the documents of `sources`; ends the command if there are none."""
        documents = list(self.screen.track(self.load(sources), "documents"))
        if not documents:
            raise typer.Exit(1)
        gc.freeze()  # calls would wait while garbage is looked for in what stays
        return documents

    def ingest(self, sources: Sequence[str], options: IngestOptions, *, prune: bool) -> Ingested:
        """Store the documents of `sources`; what vanished from them goes, unless it is kept.

        `prune` also removes what came from elsewhere and is gone; without it, a user at a
        terminal is asked. Raises UsageError without any source, and for `prune` beside
        `keep_missing`.
        """
        if prune and options.keep_missing:
            raise UsageError("--prune and --keep-missing cannot be combined: give one")
        if not sources and not prune:
            raise UsageError("no source: give files, folders or addresses to load")
        result = self.update(sources, options)
        self._offer_multilingual(options.collection)
        if prune or (not options.keep_missing and self.library.has(options.collection)):
            return self._prune(result, options.collection, sure=prune)
        return result

    def update(
        self,
        sources: Sequence[str],
        options: IngestOptions,
        touched: Collection[Path] | None = None,
    ) -> Ingested:
        """Store the documents of `sources`; what vanished from them goes, unless it is kept.

        With `touched`, of folders only the files at or below such a path are read.
        """
        from precis.chains.ingest import Ingest
        from precis.loaders.sources import is_left_out

        self._roots = [str(Path(source).resolve()) for source in sources if _is_path(source)]
        with self.screen.ingesting() as on_progress:
            ingest = Ingest(self, options.collection, on_progress)
            self.failed = ingest.failed
            documents = self.load(sources, again=True, is_held=ingest.hold(touched))
            left_out = partial(is_left_out, options=self._loading)
            return ingest.run(documents, [] if options.keep_missing else self._roots, left_out)

    def _offer_multilingual(self, collection: str) -> None:
        """Name the embeddings that read a collection which is not in English."""
        from precis.stores.chunk_index import main_language

        if self.embeddings_name != "minilm" or not self.library.has(collection):
            return
        language = self.library.store(collection).look(main_language)
        if language not in {None, "en"}:
            self.screen.note(
                f"most of '{collection}' is in the language '{language}', which minilm does not "
                "read: only words find it; --reembed with `--embeddings multilingual` adds meaning"
            )

    def _prune(self, result: Ingested, collection: str, *, sure: bool) -> Ingested:
        """Remove the documents whose files are gone, if the user wants it."""
        if not (gone := self.library.vanished(collection)):
            return result
        found = f"the files of {count_of(len(gone), 'document')} are gone"
        if not sure and not self.screen.confirm(
            f"{found} ({gone[0].source}, …): remove these documents?",
            f"{found}: `precis ingest --prune` removes these documents",
        ):
            return result
        self.remove([source.id for source in gone], collection)
        left = result.chunks - sum(source.chunks for source in gone)
        return result.model_copy(update={"removed": result.removed + len(gone), "chunks": left})

    def watch(self, sources: Sequence[str], options: IngestOptions) -> None:
        """Keep the collection in step with files and folders until Ctrl-C, and print each change.

        Raises UsageError for other sources and for what is not there.
        """
        from precis.commands.watching import Watch

        def update(roots: Sequence[Path], touched: set[Path] | None) -> None:
            result = self.update([str(root) for root in roots], options, touched)
            self.report_failures()
            if touched is None or result.added or result.updated or result.removed:
                self.screen.ingest(result)

        require("watchfiles", "--watch", "watch")
        for source in sources:
            if not _is_path(source) or not Path(source).exists():
                raise UsageError(f"--watch follows files and folders, and '{source}' is none")
        roots = [Path(source).resolve() for source in sources]
        try:
            Watch(roots, self.path.resolve(), update, self.screen.warn).run()
        except KeyboardInterrupt:
            self.screen.note("stopped watching")

    def reembed(self, sources: Sequence[str], collection: str) -> Ingested:
        """Recompute the embeddings of a collection. Raises UsageError with sources."""
        from precis.chains.ingest import Ingest

        if sources:
            raise UsageError("--reembed takes no source: it recomputes what is in the collection")
        with self.screen.ingesting() as on_progress:
            return Ingest(self, collection, on_progress).reembed()

    def narrow(self, options: SearchOptionsT, selection: Selection) -> SearchOptionsT:
        """Return `options` for the documents that are selected."""
        from precis.chains.whole_library.sources import Scope, scope

        where = [*options.where, *selection.conditions()]
        if not selection.inside:
            return self._warn_if_none_match(options.model_copy(update={"where": where}))
        inside = scope(selection.inside, self.library, options.collection)
        inside = inside or Scope(self.library.hold(self.load_all(selection.inside)), ())
        narrowed = {"collection": inside.collection, "where": [*where, *inside.where]}
        return self._warn_if_none_match(options.model_copy(update=narrowed))

    def _warn_if_none_match(self, options: SearchOptionsT) -> SearchOptionsT:
        """Return `options`; warn if they leave no document to search."""
        if unmatched := self.library.unmatched(options.collection, where=options.where):
            self.screen.warn(
                f"precis: no document meets {' and '.join(unmatched)}: check the pattern "
                "(`precis sources` lists what is in a collection)"
            )
        return options

    def check_sources(
        self, text: str | None, against: Sequence[str], options: CheckOptions
    ) -> tuple[list[Claim], Documents]:
        """Return the sentences of the file `text`, judged by the sources `against`."""
        from precis.chains.evidence import by_id

        if not text or not against:
            raise UsageError("check needs a text and its sources: check FILE --against SOURCE")
        written = "\n\n".join(document.page_content for document in self.load_all([text]))
        documents = by_id(self.load_all(against))
        count, judged = self.check(written, documents, options)
        return list(self.screen.track(judged, "sentences", count)), documents

    def check_batch(
        self,
        file: Path,
        options: CheckOptions,  # noqa: ARG002 - none so far
    ) -> Iterator[list[float]]:
        """Yield the support of the claims of each line `{"source": text, "claims": [text]}`."""
        from precis.chains.check import read_batch, scores

        for source, claims in read_batch(file):
            yield scores(source, claims, self.checker)

    @property
    def usage(self) -> Usage:
        """What the run has cost so far."""
        seconds = round(perf_counter() - self._started, 3)
        return self.writer.usage.model_copy(update={"seconds": seconds})

    def leave_out(self, item: Item, error: PrecisError) -> None:
        """Warn that a chain stopped at a document; the command ends with 1."""
        self.leave_unasked(f"{item.title}: {error}")

    def leave_unasked(self, problem: str) -> None:
        """Report that a document could not be asked; the command ends with 1."""
        self.screen.warn(f"precis: {problem}")
        self._left_out = True

    def report_failures(self) -> None:
        """Report the sources that could not be loaded and were not reported yet."""
        while self._unreported:
            self.screen.warn(f"precis: {self._unreported.pop(0)}")

    def end(self) -> None:
        """End the command: with 1 where a source could not be loaded or worked on."""
        self.report_failures()
        if self.failed or self._left_out:
            raise typer.Exit(1)

    def _fail(self, error: LoadError) -> None:
        self.failed[error.source] = error
        self.screen.warn(f"precis: {error}")

    def _fail_later(self, error: LoadError) -> None:
        self.failed[error.source] = error
        self._unreported.append(error)

    def _warn_unread(self, document: Document) -> None:
        if unread := document.metadata.get("unread"):
            self.screen.warn(f"{document.metadata['source']}: {'; '.join(unread)}")


def _is_path(source: str) -> bool:
    from precis.chains.whole_library.sources import is_stored
    from precis.loaders.sources import is_path

    return is_path(source) and not is_stored(source)
