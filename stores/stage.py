"""A generation that is being written: catalog and vectors, changed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from precis.stores.catalog import CATALOG, Catalog
from precis.stores.vectors import CHROMA, VectorFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from langchain_core.embeddings import Embeddings

    from precis.stores.chroma_server import ServerVectors
    from precis.stores.cut import Cut
    from precis.stores.journal import Journal

_EMBED_AT_ONCE = 256


class Stage:
    """A collection that is being written: its catalog, its vectors, and what was paid before."""

    def __init__(
        self,
        folder: Path,
        embeddings: Embeddings,
        journal: Journal,
        vectors: ServerVectors | None = None,
    ) -> None:
        self.folder = folder
        self.catalog = Catalog(folder / CATALOG, writable=True)
        self.vectors = vectors or VectorFolder(folder / CHROMA, writable=True)
        self.embedded = 0
        self._embeddings = embeddings
        self._journal = journal
        self._loose: set[str] = set()

    def add(self, batch: Sequence[Cut], told: Callable[[], None]) -> None:
        """Store documents that are not here yet; vectors first, so that none is missing.

        `told` is called whenever some more texts are embedded.
        """
        texts = {key: text for item in batch for of in item.windows for key, text in of.items()}
        new = [key for key in texts if key not in self._loose]
        known = self.catalog.known(new)
        self._embed({key: texts[key] for key in new if key not in known}, told)
        for item in batch:
            self.catalog.add(item.document, item.chunks, [list(of) for of in item.windows])

    def remove(self, document_id: str) -> None:
        """Remove a document; its vectors go when the stage is closed, unless used again."""
        self._loose |= self.catalog.remove(document_id)

    def delete_loose(self) -> None:
        """Remove the vectors that no chunk has any more."""
        self.vectors.delete(sorted(self._loose - self.catalog.known(list(self._loose))))

    def close(self, *, compact: bool) -> None:
        """Finish; `compact` after a removal, so that nothing of it stays in the files."""
        if compact:
            self.catalog.compact()
        self.catalog.close()
        self.vectors.close()

    def _embed(self, texts: dict[str, str], told: Callable[[], None]) -> None:
        keys = list(texts)
        for start in range(0, len(keys), _EMBED_AT_ONCE):
            wanted = keys[start : start + _EMBED_AT_ONCE]
            found = self._journal.get(wanted)
            missing = [key for key in wanted if key not in found]
            if missing:
                rows = self._embeddings.embed_documents([texts[key] for key in missing])
                made = dict(zip(missing, np.asarray(rows, dtype=np.float32), strict=True))
                self._journal.put(made)
                self.embedded += len(made)
                found |= made
            self.vectors.add(found)
            told()
