"""Form values, ticked boxes and comments of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liteparse import ParsedPage
    from liteparse.types import AnnotationRect, FormField, TextItem

_BOXES = {"checkbox", "radiobutton", "radio"}
_VALUES = {"text", "textfield", "combobox", "listbox"}
_NOTES = {
    *("text", "freetext", "stamp", "highlight", "underline", "strikeout", "squiggly"),
    *("caret", "line", "square", "circle", "polygon", "polyline", "ink", "redact"),
}
_TICKED = {"Yes", "On", "1", "true"}
_TELLING = 4
"""Characters."""

_FAR = 150.0
"""Points between a field and its label at most."""


def filled_in(page: ParsedPage, text: str) -> list[str]:
    """Return a line for each field with a value, for each box, and for each note on a page.

    What `text` has already, since the field shows it, is left out.
    """
    fields = list(_fields(page))
    notes = [
        f"Note: {' '.join(note.contents.split())}"
        for note in page.annotations or []
        if note.subtype.lower() in _NOTES and note.contents and note.contents.strip()
    ]
    return [line for line in [*fields, *dict.fromkeys(notes)] if not _is_shown(line, text)]


def _is_shown(line: str, text: str) -> bool:
    """Return whether a text has a value; a short one may be there by chance, but for its label."""
    label, _, value = line.partition(": ")
    return (len(value) >= _TELLING and value in text) or f"{label} {value}" in text or line in text


def _fields(page: ParsedPage) -> Iterator[str]:
    for field in page.form_fields or []:
        kind = field.type.lower()
        name = field.alternate_name or field.name or field.id
        before = _beside(field, page.text_items, after=False) or name
        if kind in _BOXES:
            choice = "" if field.export_value in _TICKED else field.export_value or ""
            after = _beside(field, page.text_items, after=True)
            label = after or ": ".join(filter(None, (before, choice)))
            yield f"{'☒' if field.checked else '☐'} {label}"
        elif kind in _VALUES:
            value = " ".join((", ".join(field.selected_options) or field.value or "").split())
            if value:
                yield f"{before}: {value}"


def _beside(field: FormField, items: Sequence[TextItem], *, after: bool) -> str:
    """Return what is printed beside a field, right of it or left, "" for nothing near."""
    if field.rect is None:
        return ""
    found = [(_distance(field.rect, item, after=after), item.text) for item in items]
    near = min((pair for pair in found if 0 <= pair[0] < _FAR), default=None)
    return near[1].strip(" :\t") if near and near[1].strip(" :\t_.") else ""


def _distance(box: AnnotationRect, item: TextItem, *, after: bool) -> float:
    """Return how far an item stands from a box on its line, -1 on others and on the other side."""
    middle = item.y + item.height / 2
    if not box.y - 2 <= middle <= box.y + box.height + 2:
        return -1
    gap = item.x - (box.x + box.width) if after else box.x - (item.x + item.width)
    return max(gap, 0) if gap > -box.width / 2 else -1
