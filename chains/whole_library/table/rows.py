"""Tables of extracted data: a row per document, a column per field, evidence per cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field

from precis.chains.evidence import Claim, Documents, Noun, page_at

if TYPE_CHECKING:
    from precis.chains.composition.items import Item
    from precis.chains.steps.extract import Data

WHOLE = "value"
"""The column of data that is no object."""

_BETWEEN = " … "


class Cell(Noun):
    """The value of a field and the words of the document that it rests on.

    `support` is in [0, 1]; `supported` is None where nothing was extracted that could be.
    """

    value: Any = None
    quote: str = ""
    page: int | str | None = None
    support: float | None = None
    supported: bool | None = None


class Row(Noun):
    """What a chain extracted from one document, or the `error` that kept it from doing so."""

    document_id: str
    source: str
    title: str
    cells: dict[str, Cell] = Field(default_factory=dict)
    error: str | None = None


def columns(schema: dict[str, Any]) -> list[str]:
    """Return the fields of a JSON Schema, in its order."""
    properties = schema.get("properties")
    return list(properties) if isinstance(properties, dict) and properties else [WHOLE]


def row_of(item: Item, data: Data, names: Sequence[str]) -> Row:
    """Return the row of one document."""
    [document] = item.documents.values()
    value = data.value if isinstance(data.value, dict) else {WHOLE: data.value}
    shares: dict[str, list[Claim]] = {name: [] for name in names}
    for claim in data.claims:
        name = field_of(claim.text, names)
        if name in shares:
            shares[name].append(claim)
    metadata = document.metadata
    return Row(
        document_id=metadata["id"],
        source=metadata["source"],
        title=metadata["title"],
        cells={name: _cell(value.get(name), shares[name], item.documents) for name in names},
    )


def field_of(text: str, names: Sequence[str]) -> str | None:
    """Return the field that a claim is about: its text is `field: value` or `field/0: value`."""
    if list(names) == [WHOLE]:
        return WHOLE
    found = [name for name in names if text.startswith((f"{name}: ", f"{name}/"))]
    return max(found, key=len, default=None)


def _cell(value: Any, claims: Sequence[Claim], documents: Documents) -> Cell:
    """Return a cell; what is nested in a field stands there as JSON, with all of its quotes."""
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    if not claims:
        return Cell(value=shown)
    spans = [span for claim in claims for span in claim.spans]
    page = page_at(documents[spans[0].document_id], spans[0].start) if spans else None
    return Cell(
        value=shown,
        quote=_BETWEEN.join(dict.fromkeys(span.quote(documents) for span in spans)),
        page=page,
        support=round(min(claim.support for claim in claims), 4),
        supported=all(claim.supported for claim in claims),
    )
