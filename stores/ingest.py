"""Compare a stream of documents with a collection: add and remove only what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from precis.stores.catalog import digest_of
from precis.stores.chunking import chunk_document
from precis.stores.collection_store import Change
from precis.stores.errors import DuplicateIdError
from precis.stores.prefetch import prefetched
from precis.stores.source_patterns import under

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from langchain_core.documents import Document

    from precis.stores.chunking import ChunkedDocument, Splitter
    from precis.stores.collection_store import Transaction

LeftOut = Callable[[str, str], bool]
"""Says whether the ingest was not asked about a source below a root: nothing is known of it."""

_BATCH_WINDOWS = 256
_AHEAD_WINDOWS = 1024


@dataclass
class IngestReport:
    """What an ingest did so far, in documents; `chunks` are those of the collection.

    `embedded` counts the texts that were sent to the embedding model.
    """

    collection: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    chunks: int = 0
    embedded: int = 0


class Ingest:
    """One run of `LibraryStore.ingest`."""

    def __init__(
        self,
        transaction: Transaction,
        splitter: Splitter,
        report: IngestReport,
        on_progress: Callable[[IngestReport], None] | None,
        is_gone: Callable[[str], bool],
    ) -> None:
        self._is_gone = is_gone
        self._transaction = transaction
        self._splitter = splitter
        self._on_progress = on_progress
        self._seen: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._new: Counter[str] = Counter()
        self._gone: dict[str, None] = {}
        self._renamed: dict[str, Document] = {}
        self._report = report

    def change(self) -> Change:
        """Return what is to be done besides adding what was staged."""
        return Change(list(self._gone), self._renamed)

    def store(self, documents: Iterable[Document]) -> None:
        """Add what is new or changed; the next documents are read and cut meanwhile."""
        with prefetched(self._find_changed(documents), _window_count, _AHEAD_WINDOWS) as cuts:
            for batch in _batches(cuts):
                self._transaction.stage(batch, self._progress)
                self._report.chunks = self._transaction.count()
                self._progress()

    def drop_replaced(self) -> None:
        """Remove what the sources seen gave before and do not give any more."""
        if self._transaction.base is None:
            return
        for source in dict.fromkeys(self._seen.values()):
            stale = [i for i in self._transaction.base.ids_of(source) if i not in self._seen]
            self._gone |= dict.fromkeys(stale)
            updated = min(len(stale), self._new[source])
            self._report.updated += updated
            self._report.added -= updated
            self._report.removed += len(stale) - updated

    def keep_held(self, held: Collection[str]) -> None:
        """Count the documents of sources that were not loaded, since they have not changed."""
        if self._transaction.base is None or not held:
            return
        for document_id, source in self._transaction.base.sources_by_id().items():
            if source in held and document_id not in self._seen:
                self._seen[document_id] = source
                self._report.unchanged += 1

    def drop_missing(
        self, roots: Collection[str], failed: Collection[str], is_left_out: LeftOut
    ) -> None:
        """Remove documents from under `roots` that were not seen, unless under `failed`."""
        if self._transaction.base is None:
            return
        seen = set(self._seen.values())
        for document_id, source in self._transaction.base.sources_under(roots).items():
            if (
                source not in seen
                and document_id not in self._renamed
                and any(under(source, it) and not is_left_out(source, it) for it in roots)
                and not any(under(source, root) for root in failed)
            ):
                self._gone[document_id] = None
                self._report.removed += 1

    def _find_changed(self, documents: Iterable[Document]) -> Iterator[ChunkedDocument]:
        base = self._transaction.base
        for document in documents:
            document_id, source = document.metadata["id"], document.metadata["source"]
            digest = digest_of(document)
            if document_id in self._seen:
                if self._digests[document_id] != digest:
                    raise DuplicateIdError(document_id, source)
                continue
            self._seen[document_id], self._digests[document_id] = source, digest
            if base and base.holds(document):
                self._report.unchanged += 1
                self._progress()
                continue
            has = base is not None and base.has(document_id)
            if not has and self._is_renamed(document):
                self._report.updated += 1
                self._progress()
                continue
            if has:
                self._report.updated += 1
            else:
                self._report.added += 1
                self._new[source] += 1
            yield chunk_document(document, self._splitter)

    def _is_renamed(self, document: Document) -> bool:
        """Return whether a new one is known under the name of a file that is gone; keep that."""
        base, metadata = self._transaction.base, document.metadata
        if base is None:
            return False
        for document_id in base.same_text(document):
            old = base.metadata(document_id)
            same = old.get("pages") == metadata.get("pages")
            if same and document_id not in self._renamed and self._is_gone(str(old["source"])):
                self._renamed[document_id] = document
                return True
        return False

    def _progress(self) -> None:
        self._report.embedded = self._transaction.embedded
        if self._on_progress:
            self._on_progress(self._report)


def _batches(cuts: Iterable[ChunkedDocument]) -> Iterator[list[ChunkedDocument]]:
    batch: list[ChunkedDocument] = []
    windows = 0
    for item in cuts:
        batch.append(item)
        windows += _window_count(item)
        if windows >= _BATCH_WINDOWS:
            yield batch
            batch, windows = [], 0
    if batch:
        yield batch


def _window_count(item: ChunkedDocument) -> int:
    return sum(map(len, item.windows))
