"""Elements that are tables or code by their attributes alone → those that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PARTS = {
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
"""The parts of a table (WAI-ARIA 1.2) that are made of any elements."""

_BOXES = {"div", "p", "section"}


def name_by_looks(tree: HtmlElement) -> None:
    """Rename, in place, the parts of tables with roles, and boxes whose blanks count."""
    for element in list(tree.iter("*")):
        if element.get("role") == "table" and element.tag != "table":
            _name_parts(element)
        elif element.tag in _BOXES and _keeps_blanks(element):
            element.tag = "pre"


def _name_parts(element: HtmlElement) -> None:
    """Make a table of an element if its rows are directly in it or in groups of rows."""
    rows = element.xpath(".//*[@role='row']")
    groups = {element, *element.xpath("./*[@role='rowgroup']")}
    if not rows or any(row.getparent() not in groups for row in rows):
        return
    element.tag = "table"
    for part in element.iter("*"):
        part.tag = _PARTS.get(str(part.get("role")), part.tag)


def _keeps_blanks(element: HtmlElement) -> bool:
    style = str(element.get("style", "")).replace(" ", "").lower()
    return any(part == "white-space:pre" for part in style.split(";"))
