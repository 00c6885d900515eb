"""Present results, for every interface: citation numbers, places, money, safe text.

What a screen or a page makes of them is theirs; the JSON is in `evidence.py`.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from precis.languages.plain_text import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from precis.chains.evidence import Claim, Span, Usage

_BREAKS = re.compile("[\t\n\u2028\u2029]")
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def numbering(claims: Iterable[Claim]) -> dict[Span, int]:
    """Number the spans from 1 in the order in which the claims cite them."""
    spans = dict.fromkeys(span for claim in claims for span in claim.spans)
    return {span: number for number, span in enumerate(spans, start=1)}


def clean(text: str) -> str:
    """Take out what steers a terminal or the direction of text; keep line breaks and tabs."""
    return well_formed(_STEERING.sub("", text))


def one_line(text: str) -> str:
    """Return a name or a message cleaned, with a space for each line break and tab.

    >>> one_line("two\\nlines.txt")
    'two lines.txt'
    """
    return _BREAKS.sub(" ", clean(text))


def place(source: str, page: int | str | None) -> str:
    """Return where something stands: its source and, where it has pages, the page's name."""
    if page is None:
        return source
    return f"{source}, page {page}" if isinstance(page, int) else f"{source}, {page}"


def name(source: str) -> str:
    """Return an address as it is, and of a file its name without the folders."""
    return source if "://" in source or source == "-" else PurePath(source).name or source


def dollars(usage: Usage) -> str:
    """Return what was spent, or that nobody knows."""
    return "price unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
