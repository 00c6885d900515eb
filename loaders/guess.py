"""Guess the format of a text without a name: standard input, or a README."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from precis.loaders.contract import head, suffix

if TYPE_CHECKING:
    from langchain_core.documents.base import Blob
    from magika import Magika

_SURE = 0.95
"""A shopping list with commas is CSV to the model with 0.91."""


def guess(blob: Blob) -> str:
    """Return Magika's label (`csv`, `markdown` …); "" for what has a suffix or a media type."""
    return "" if suffix(blob) or blob.mimetype else _label(head(blob))


@lru_cache(maxsize=16)
def _label(sample: bytes) -> str:
    found = _model().identify_bytes(sample)
    return str(found.output.label) if found.score >= _SURE else ""


@cache
def _model() -> Magika:
    from magika import Magika

    return Magika()
