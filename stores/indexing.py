"""The terms of each chunk that go into a keyword index."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from precis.languages.tables import headers_at
from precis.stores.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

TERMS = 8
"""The format of the terms. Whoever changes what a text's terms are makes it one more, so that
indexes of the terms before are refused."""


def segment_terms(lead: str, segments: Sequence[str]) -> list[str]:
    """Return the terms of each chunk's text, with spaces between them.

    `lead` is what stands before the first. A chunk that begins within a table also has the terms
    of what names its columns.
    """
    texts = [lead, *segments]
    headers = headers_at("".join(texts), list(accumulate(map(len, texts)))[:-1])
    return [
        " ".join(terms(f"{header.text}\n{segment}" if header else segment))
        for segment, header in zip(segments, headers, strict=True)
    ]
