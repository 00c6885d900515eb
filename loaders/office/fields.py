"""Fields of Word (17.16): which part of them is shown, and the boxes and choices of forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from precis.loaders.office.styles import children, is_on, value
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CHECKED, UNCHECKED = "☒", "☐"
_PAGE_NUMBERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}


@dataclass
class _Field:
    form: Element | None
    instruction: str = ""
    in_result: bool = False
    has_result: bool = False

    @property
    def name(self) -> str:
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""


class Fields:
    """The fields that are open at a place in the text."""

    def __init__(self, root: Element) -> None:
        kinds = [attribute(mark, "fldCharType") for mark in root.iter("{*}fldChar")]
        self._balanced = kinds.count("begin") == kinds.count("end")
        self._open: list[_Field] = []
        self.numbers_pages = False
        """Whether there was a field that counts pages."""

    def mark(self, element: Element) -> str:
        """Take a field character; return what the field shows without a result."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._open.append(_Field(child(element, "ffData")))
        elif self._open and kind == "separate":
            self._open[-1].in_result = True
            self.note(self._open[-1].name)
        elif self._open and kind == "end":
            field = self._open.pop()
            return "" if field.has_result or not self.shown else _form_value(field.form)
        return ""

    def note(self, name: str) -> None:
        """Take the name of a field."""
        self.numbers_pages |= name in _PAGE_NUMBERS

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open:
            self._open[-1].instruction += text

    @property
    def shown(self) -> bool:
        """Whether text is shown here; that of a field in another's instruction is not."""
        return not self._balanced or all(field.in_result for field in self._open[:-1])

    @property
    def counts_pages(self) -> bool:
        """Whether text here is the number of a page."""
        return any(field.name in _PAGE_NUMBERS for field in self._open)

    def result(self) -> None:
        """Take notice of text in a result."""
        for field in self._open:
            field.has_result |= field.in_result


def _form_value(form: Element | None) -> str:
    """Return the box or the choice of a form field (17.16.17)."""
    box, choices = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        checked = child(box, "checked")
        return (
            CHECKED if is_on(child(box, "default") if checked is None else checked) else UNCHECKED
        )
    if choices is not None:
        entries = [value(entry) or "" for entry in children(choices, "listEntry")]
        index = value(child(choices, "result")) or value(child(choices, "default")) or "0"
        return entries[int(index)] if index.isdigit() and int(index) < len(entries) else ""
    given = value(child(form, "textInput", "default"))
    return given or ""


def control(element: Element) -> str | None:
    """Return the box of a content control, None when it is no check box (w14:checkbox)."""
    properties = child(element, "sdtPr")
    box = child(properties, "checkbox")
    if box is None:
        return None
    return CHECKED if is_on(child(box, "checked")) and len(box) else UNCHECKED


def is_field_name(element: Element) -> str:
    """Return the name of a simple field (`w:fldSimple`)."""
    words = (attribute(element, "instr") or "").split(maxsplit=1)
    return words[0].upper() if words and local_name(element) == "fldSimple" else ""
