"""Word → Markdown-like text, in one file: one walk over parts that hold each other.

A story is the body, a header, a footer, or the notes (ECMA-376, part 1, 17.2). Where a piece is
not understood its words are still taken, and what is left out is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.office.anchored import anchored
from precis.loaders.office.fields import Fields, control, is_field_name
from precis.loaders.office.lines import Block, Line, joined
from precis.loaders.office.mathematics import linear
from precis.loaders.office.numbering import BULLET
from precis.loaders.office.styles import children, is_on, value
from precis.loaders.office.symbols import is_symbolic, respelled, symbol
from precis.loaders.tables import Cell, expand, table
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.office.document import Word

_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
}
_REMOVED = {"del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "tblPr", "sdtPr", "rt"}
_WRAPPERS_OF_BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent"}
_HIDDEN, _HIDDEN_ON_WEB = ("vanish",), ("webHidden",)
_STRUCK = ("strike", "dstrike")


class Story:
    """Reads one part of the package; numbers, notes and losses are those of the document."""

    def __init__(self, document: Word, part: str, root: Element) -> None:
        self.document = document
        self._part = part
        self._relations = document.package.relations(part)
        self._root = root
        self._fields = Fields(root)
        self._carried = ""
        self._accounted = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield what stands below `parent`; an odd piece costs its structure, not its words."""
        for element in parent:
            before = self._accounted
            try:
                found = list(self._block(element))
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
                text = " ".join(t.text for t in element.iter("{*}t") if t.text)
                found = [Block(text)] if text else []
                self._accounted = before + _letters(element)
                self.document.unread.remark("a damaged passage was read without its structure")
            yield from (block for block in found if block.text.strip())

    def count_lost(self) -> int:
        """Return how many characters of text were neither read nor left out on purpose."""
        return max(_letters(self._root) - self._accounted, 0)

    @property
    def numbers_pages(self) -> bool:
        """Whether the story has a field that counts pages."""
        return self._fields.numbers_pages

    def _block(self, element: Element) -> Iterator[Block]:
        kind = local_name(element)
        if kind == "p":
            yield from self._paragraph(element)
        elif kind == "tbl":
            yield from self._table(element)
        elif kind == "AlternateContent":
            yield from self.blocks(self.choose_alternative(element))
        elif kind == "altChunk":
            target = self.target(element, "id")
            yield from map(Block, self.document.inserted(target))
        elif kind in {"oMath", "oMathPara"}:
            yield Block(linear(element))
        elif kind in {"del", "moveFrom"}:
            self._skip(element)
        elif kind == "subDoc":
            self.document.unread.add("subdocument")
        elif kind in _WRAPPERS_OF_BLOCKS or not isinstance(element.tag, str) or len(element):
            yield from self.blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        line, self._carried = Line(self._carried), ""
        self._inline(element, line, self.document.styles.of(properties))
        text = line.text
        if child(properties, "rPr", "del") is not None:
            self._carried = text
            yield from map(Block, line.anchored)
            return
        text = text.strip("\n ") if text.strip() else ""
        if text:
            yield self._labelled(text, properties)
        yield from map(Block, line.anchored)

    def _labelled(self, text: str, properties: Element | None) -> Block:
        """Return a paragraph with its number, as a heading, an item of a list or prose."""
        label, depth = self.document.label(properties)
        level = self.document.styles.heading(properties)
        if level:
            shown = "" if label in {None, BULLET} else label
            return Block(f"{'#' * level} {' '.join(f'{shown} {text}'.split())}")
        if label is None:
            return Block(text)
        return Block(f"{'  ' * depth}{label} {text.strip()}", in_list=True)

    def _inline(self, parent: Element, line: Line, style: str) -> None:
        for element in parent:
            kind = local_name(element)
            if kind == "r":
                self._run(element, line, style)
            elif kind in {"oMath", "oMathPara"}:
                line.add(linear(element))
            elif kind == "ruby":
                self._ruby(element, line, style)
            elif kind == "fldSimple":
                self._simple_field(element, line, style)
            elif kind == "AlternateContent":
                self._inline(self.choose_alternative(element), line, style)
            elif kind in _REMOVED:
                self._skip(element)
            elif kind == "sdt":
                self._control(element, line, style)
            elif kind in {"p", "tbl"}:
                line.anchored += [block.text for block in self.blocks([element])]
            else:
                self._inline(element, line, style)

    def _run(self, run: Element, line: Line, style: str) -> None:
        properties = child(run, "rPr")
        is_hidden = self._is_any(properties, style, _HIDDEN)
        if is_hidden or self._is_any(properties, style, _HIDDEN_ON_WEB):
            self.document.unread.add(
                "character of hidden text",
                _letters(run) if is_hidden else 0,
                "characters of hidden text",
            )
            for mark in children(run, "fldChar"):
                self._fields.mark(mark)
            self._skip(run)
            return
        given = self.document.styles.run_property(properties, style, "vertAlign")
        position = value(given) or ""
        is_struck = self._is_any(properties, style, _STRUCK)
        font = _font(properties)
        for element in run:
            kind = local_name(element)
            if kind in {"drawing", "pict", "object"}:
                self._anchor(element, line)
            elif kind == "commentReference":
                line.anchored.append(self.document.comment(attribute(element, "id") or ""))
            elif kind == "AlternateContent":
                self._anchor(self.choose_alternative(element), line)
            elif kind == "ruby":
                self._ruby(element, line, style)
            elif kind in _REMOVED:
                self._skip(element)
            else:
                line.add(self._piece(element, kind, font), position, is_struck=is_struck)

    def _anchor(self, element: Element, line: Line) -> None:
        line.anchored += anchored(self, element)

    def _piece(self, element: Element, kind: str, font: str | None) -> str:
        """Return the text that a child of a run shows."""
        if kind == "t":
            return self._text(element, font)
        if kind == "sym":
            self._fields.result()
            code = attribute(element, "char") or ""
            return symbol(attribute(element, "font") or "", int(code, 16)) if code else ""
        if kind == "instrText":
            self._fields.instruct(element.text or "")
        elif kind == "fldChar":
            return self._fields.mark(element)
        elif kind in {"footnoteReference", "endnoteReference"}:
            text = self.document.note(kind, attribute(element, "id") or "")
            return "" if attribute(element, "customMarkFollows") in {"1", "true"} else text
        return _SIGNS.get(kind, "")

    def _is_any(self, run: Element | None, style: str, names: Iterable[str]) -> bool:
        return any(is_on(self.document.styles.run_property(run, style, name)) for name in names)

    def _text(self, element: Element, font: str | None) -> str:
        text = element.text or ""
        self._accounted += len(text)
        if not self._fields.shown or (
            self.document.omits_page_numbers and self._fields.counts_pages
        ):
            return ""
        self._fields.result()
        return respelled(font, text) if font and is_symbolic(font) else text

    def _simple_field(self, element: Element, line: Line, style: str) -> None:
        name = is_field_name(element)
        self._fields.note(name)
        if name in {"PAGE", "NUMPAGES", "SECTIONPAGES"} and self.document.omits_page_numbers:
            self._skip(element)
        else:
            self._inline(element, line, style)

    def _ruby(self, element: Element, line: Line, style: str) -> None:
        """Write a word and its reading in brackets (17.3.3.25)."""
        base, reading = child(element, "rubyBase"), Line()
        if base is not None:
            self._inline(base, line, style)
        above = child(element, "rt")
        if above is not None:
            self._inline(above, reading, style)
        line.add(f"({reading.text})" if reading.text.strip() else "")

    def _control(self, element: Element, line: Line, style: str) -> None:
        content = child(element, "sdtContent")
        before = line.text
        if content is not None:
            self._inline(content, line, style)
        if line.text == before:
            line.add(control(element) or "")

    def _table(self, element: Element) -> Iterator[Block]:
        rows = [row for row in _rows(element) if not self._is_deleted(row)]
        cells = [list(_cells(row)) for row in rows]
        if sum(map(len, cells)) == 1:
            yield from self.blocks(cells[0][0])
            return
        written: list[list[Cell]] = []
        owners: dict[int, tuple[int, int]] = {}
        """By column: the row and the place of the cell that merged cells below belong to."""
        for row, inside in zip(rows, cells, strict=True):
            gap = _span(child(row, "trPr"), "gridBefore", 0)
            line = [Cell("", gap)] if gap else []
            column = gap
            for cell in inside:
                properties = child(cell, "tcPr")
                text = " ".join(joined(self.blocks(cell)).split())
                merged, across = child(properties, "vMerge"), _span(properties, "gridSpan", 1)
                if merged is not None and value(merged) != "restart" and column in owners:
                    above, place = owners[column]
                    owner = written[above][place]
                    shown = " ".join(filter(None, (owner.text, text)))
                    written[above][place] = owner._replace(text=shown, rows=owner.rows + 1)
                else:
                    owners.pop(column, None)
                    if merged is not None:
                        owners[column] = (len(written), len(line))
                    line.append(Cell(text, across))
                column += across
            written.append(line)
        yield Block(table(expand(written)))

    def _is_deleted(self, row: Element) -> bool:
        deleted = child(row, "trPr", "del") is not None
        if deleted:
            self._skip(row)
        return deleted

    def target(self, element: Element, name: str) -> str:
        """Return the name of the part that an attribute refers to, "" for none."""
        relation = self._relations.get(attribute(element, name) or "")
        return relation.target if relation and not relation.external else ""

    def choose_alternative(self, element: Element) -> Element:
        """Return the first of alternatives that has something; the others do not count."""
        options = [e for e in element if local_name(e) in {"Choice", "Fallback"}]
        chosen = next((option for option in options if len(option)), element)
        for option in options:
            if option is not chosen:
                self._skip(option)
        return chosen

    def _skip(self, element: Element) -> None:
        self._accounted += _letters(element)


def _letters(element: Element) -> int:
    space = _namespace(element)
    return sum(len(t.text or "") for t in element.iter(f"{{{space}}}t"))


def _namespace(element: Element) -> str:
    root = element.getroottree().getroot()
    return root.tag[1:].partition("}")[0] if isinstance(root.tag, str) else ""


def _font(properties: Element | None) -> str | None:
    fonts = child(properties, "rFonts")
    return None if fonts is None else attribute(fonts, "ascii")


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if local_name(element) == "tr":
            yield element
        elif local_name(element) in _WRAPPERS_OF_BLOCKS:
            yield from _rows(element)


def _cells(parent: Element) -> Iterator[Element]:
    for element in parent:
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in _WRAPPERS_OF_BLOCKS:
            yield from _cells(element)


def _span(properties: Element | None, name: str, otherwise: int) -> int:
    text = value(child(properties, name)) or ""
    return int(text) if text.isdigit() else otherwise
