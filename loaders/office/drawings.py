"""DrawingML: paragraphs of shapes, charts with the values stored in them, and diagrams."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from precis.loaders.marks import lowered, raised, struck
from precis.loaders.office.mathematics import linear
from precis.loaders.office.symbols import is_symbolic, respelled, unescaped
from precis.loaders.tables import Cell, expand, table
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.office.package import Package

_PLAIN = {"noStrike", None}
_LABELS = ("cat", "xVal")
_VALUES = ("val", "yVal", "bubbleSize")
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)$", re.IGNORECASE)
_WRITTEN_FOR_YOU = "Description automatically generated"


def paragraph(element: Element) -> str:
    """Return the text of a paragraph (`a:p`)."""
    text = ""
    for part in _choices(element):
        kind = local_name(part)
        if kind in {"r", "fld"}:
            text += _run(text, part)
        elif kind == "br":
            text += "\n"
        elif kind == "m":
            text += linear(part)
    return text


def _choices(element: Element) -> Iterator[Element]:
    """Yield the children; of alternatives the first."""
    for part in element:
        if local_name(part) == "AlternateContent":
            yield from (inner for choice in part[:1] for inner in choice)
        else:
            yield part


def _run(before: str, run: Element) -> str:
    text = "".join(unescaped(t.text) for t in run if local_name(t) == "t")
    properties = child(run, "rPr")
    if properties is None:
        return text
    face = _face(properties, text)
    if face and is_symbolic(face):
        text = respelled(face, text)
    if attribute(properties, "strike") not in _PLAIN:
        text = struck(text)
    baseline = attribute(properties, "baseline") or "0"
    if baseline.startswith("-"):
        return lowered(before, text)
    return text if baseline in {"0", "0%"} else raised(before, text)


def _face(properties: Element, text: str) -> str | None:
    """Return the font of a run; that for symbols is not the one of its letters."""
    font = child(properties, "sym")
    if font is None or any(mark.isascii() and mark.isalnum() for mark in text):
        font = child(properties, "latin")
    return None if font is None else attribute(font, "typeface")


def paragraphs(body: Element | None) -> Iterator[tuple[str, Element]]:
    """Yield the texts of the paragraphs in a text body that are not empty, each with its own."""
    for element in () if body is None else body.iter("{*}p"):
        text = paragraph(element)
        if text.strip():
            yield text.strip(), element


def grid(element: Element) -> str:
    """Return a table (`a:tbl`)."""
    return table(
        expand(
            [_cell(cell) for cell in row if local_name(cell) == "tc" and not _is_covered(cell)]
            for row in element
            if local_name(row) == "tr"
        )
    )


def _is_covered(cell: Element) -> bool:
    return any(attribute(cell, name) in {"1", "true"} for name in ("hMerge", "vMerge"))


def _cell(cell: Element) -> Cell:
    across, down = (
        int(value) if (value := attribute(cell, name) or "1").isdigit() else 1
        for name in ("gridSpan", "rowSpan")
    )
    return Cell(" ".join(text for text, _ in paragraphs(child(cell, "txBody"))), across, down)


def description(properties: Element | None) -> str:
    """Return what the author says of a picture or a shape, "" where a program wrote it."""
    if properties is None or attribute(properties, "hidden") in {"1", "true"}:
        return ""
    text = (attribute(properties, "descr") or attribute(properties, "title") or "").strip()
    text = " ".join(text.removesuffix(_WRITTEN_FOR_YOU).split())
    return "" if _FILE_NAME.search(text) else text


def chart(package: Package, part: str) -> str:
    """Return the titles and the stored values of a chart, "" where it stores none."""
    root = package.xml(part)
    if root is None:
        return ""
    titles = [_title(title) for title in root.iter("{*}title")]
    series = [element for element in root.iter("{*}ser") if child(element, "idx") is not None]
    shown = _values(series) if series else _points(root)
    notes = [text for body in root.iter("{*}userShapes") for text in _all_text(body)]
    return "\n\n".join(filter(None, [" – ".join(filter(None, titles)), shown, *notes]))


def _title(title: Element) -> str:
    texts = [text for text, _ in paragraphs(title)]
    return " ".join(texts) or " ".join(value.text or "" for value in title.iter("{*}v"))


def _all_text(element: Element) -> Iterator[str]:
    return (text for text, _ in paragraphs(element))


def _values(series: list[Element]) -> str:
    """Return a row for each category, a column for each series."""
    labels: list[str] = []
    columns: list[tuple[str, list[str]]] = []
    for number, element in enumerate(series, start=1):
        name = _title(found) if (found := child(element, "tx")) is not None else ""
        labels = max(labels, _first(element, _LABELS), key=len)
        columns += [
            (name or f"Series {number}", _first(element, (kind,)))
            for kind in _VALUES
            if child(element, kind) is not None
        ]
    if not any(values for _, values in columns):
        return table([["", *labels]]) if any(labels) else ""
    rows = zip_longest(labels, *(values for _, values in columns), fillvalue="")
    return table([["", *(name for name, _ in columns)], *rows])


def _first(series: Element, names: Iterable[str]) -> list[str]:
    for name in names:
        data = child(series, name)
        if data is not None:
            return _cached(data)
    return []


def _cached(data: Element) -> list[str]:
    """Return cached points at their places; levels of categories are joined."""
    levels = list(data.iter("{*}lvl")) or [data]
    found: dict[int, list[str]] = {}
    for level in reversed(levels):
        for place, point in enumerate(level.iter("{*}pt")):
            index = attribute(point, "idx") or ""
            value = child(point, "v")
            text = "" if value is None else value.text or ""
            found.setdefault(int(index) if index.isdigit() else place, []).append(_number(text))
    most = min(max(found, default=-1) + 1, 100_000)
    return [" ".join(found.get(place, [])) for place in range(most)]


def _number(text: str) -> str:
    try:
        return f"{float(text):.15g}" if "." in text or "E" in text else text
    except ValueError:
        return text


def _points(root: Element) -> str:
    """Return the data of a chart of the newer kind (`cx:chart`), a column for each dimension."""
    columns = [
        [_number(point.text or "") for point in dimension.iter("{*}pt")]
        for name in ("strDim", "numDim")
        for dimension in root.iter(f"{{*}}{name}")
    ]
    heads = [" ".join(_all_text(name)) for name in root.iter("{*}tx")][: len(columns)]
    rows = list(zip_longest(*columns, fillvalue="")) if columns else []
    return table([[*heads, *[""] * (len(columns) - len(heads))], *rows]) if rows else ""


def diagram(package: Package, part: str) -> list[str]:
    """Return the texts of a SmartArt diagram, in the order of its data (21.4)."""
    root = package.xml(part)
    if root is None:
        return []
    points = [point for point in root.iter("{*}pt") if attribute(point, "type") != "pres"]
    return [text for point in points for text, _ in paragraphs(child(point, "t"))]
