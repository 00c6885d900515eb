"""HTML → Markdown-like text: headings, lists, tables, quotes and code; no links, no emphasis.

Any block may stand in any other, and all text arrives once and in its order. What of a web page
is its main text is decided in `main_text.py`, how its inline text reads in `inline.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from precis.loaders.by_looks import name_by_looks
from precis.loaders.closed_parts import open_parts
from precis.loaders.inline import DEEPEST, STRUCK, Line, holds_blocks, is_block, is_shown
from precis.loaders.marks import struck
from precis.loaders.numerals import numeral
from precis.loaders.plain_lines import PlainLines
from precis.loaders.preformatted import preformatted
from precis.loaders.tables import Cell, expand, table
from precis.loaders.xhtml import without_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_STRIKE = re.compile(r"<(/?)(?:s|strike)(?=[\s>])", re.IGNORECASE)
"""Elements that the parser ends where a block begins in them, which it does not do to `del`."""

_PAGE_END = re.compile(r"</(?:html|body)\s{0,9}>", re.IGNORECASE)
"""After it the parser begins another tree; a browser goes on in the same page."""

_BACK_TO_THE_TEXT = {"↑", "↩", "↑\ufe0e", "↩\ufe0e"}
"""The link that ends a footnote."""

_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROWS = {"thead", "tbody", "tfoot"}
_CELLS = ("td", "th")
_STRUCTURE = {"pre", "table", "blockquote", *_HEADINGS}


@dataclass(frozen=True)
class _Block:
    """Text of its own; a `tight` one follows the one before without an empty line."""

    text: str
    tight: bool = False
    is_item: bool = False


def tree_of(markup: str) -> HtmlElement | None:
    """Parse HTML. None when there is nothing in it, or it is nested too deep for a tree."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    whole = _PAGE_END.sub("", _XML_DECLARATION.sub("", without_sections(markup)))
    plain = _STRIKE.sub(r"<\1del", whole)
    data = plain.encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser) if data.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if tree is None or parser.error_log.filter_from_fatals():
        return None
    open_parts(tree)
    name_by_looks(tree)
    for frame in list(tree.iter("iframe")):
        if (inner := tree_of(frame.get("srcdoc") or "")) is not None:
            frame.tag = "div"
            frame.append(inner)
    return tree


def text_of(markup: str) -> str:
    """Return the text of HTML; nested too deep for a tree, its lines alone."""
    tree = tree_of(markup)
    if tree is not None:
        return render(tree)
    from lxml import etree

    lines = PlainLines()
    parser = etree.HTMLParser(target=lines, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(_PAGE_END.sub("", markup).encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return lines.close()
    return lines.close()


def render(tree: HtmlElement) -> str:
    """Return the text of an element; nested too deep for structure, its lines alone."""
    for link in list(tree.iter("a")):
        if (link.text_content() or "").strip() in _BACK_TO_THE_TEXT:
            link.drop_tree()
    return _joined(_blocks(tree, 0)).strip()


def _joined(blocks: Iterable[_Block]) -> str:
    pieces: list[str] = []
    for block in blocks:
        pieces += ["\n" if block.tight else "\n\n", block.text]
    return "".join(pieces[1:])


def _blocks(element: HtmlElement, depth: int) -> Iterator[_Block]:
    """Yield the blocks of an element: those in it, and the lines between them."""
    if depth > DEEPEST:
        lines = (line for text in element.itertext() if (line := " ".join(text.split())))
        yield from (_Block(line) for line in lines)
        return
    inline = Line()
    inline.add(element.text)
    for child in element:
        if is_shown(child):
            if is_block(child) or holds_blocks(child, depth):
                yield from _line(inline)
                inline = Line()
                yield from _block(child, depth + 1)
            else:
                inline.add_element(child)
        inline.add(child.tail)
    yield from _line(inline)


def _line(line: Line) -> Iterator[_Block]:
    text = line.text()
    if text:
        yield _Block(text)


def _block(element: HtmlElement, depth: int) -> Iterator[_Block]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        text = " ".join(_joined(_blocks(element, depth)).split())
        if text:
            yield _Block(f"{'#' * _HEADINGS[tag]} {text}")
    elif tag == "pre":
        yield from _code(element)
    elif tag in {"ul", "ol", "menu", "dir"}:
        yield from _list(element, depth)
    elif tag in STRUCK:
        yield from (replace(block, text=struck(block.text)) for block in _blocks(element, depth))
    elif tag == "dd":
        yield from _definition(element, depth)
    elif tag == "blockquote":
        quoted = _joined(_blocks(element, depth))
        if quoted:
            yield _Block("\n".join(f"> {line}".rstrip() for line in quoted.split("\n")))
    elif tag == "table":
        yield from _table(element, depth)
    else:
        yield from _blocks(element, depth)


def _code(element: HtmlElement) -> Iterator[_Block]:
    code = preformatted(element).replace("\r\n", "\n").rstrip().removeprefix("\n")
    if code.strip():
        fence = "```" if "```" not in code else "~~~~"
        yield _Block(f"{fence}\n{code}\n{fence}")


def _list(element: HtmlElement, depth: int) -> Iterator[_Block]:
    number = _first_number(element) if element.tag == "ol" else None
    step = -1 if "reversed" in element.attrib else 1
    style = _NUMERALS.get(str(element.get("type", "")), "decimal")
    first = True
    yield from _stray(element.text)
    for child in element:
        if is_shown(child) and child.tag == "li":
            if number is not None:
                number = _number(child.get("value"), number)
            mark = "-" if number is None else f"{numeral(number, style)}."
            item = _joined(_tightened(_blocks(child, depth + 1)))
            if item:
                yield _Block(_hung(mark, item), tight=not first, is_item=True)
                first = False
                number = None if number is None else number + step
        elif is_shown(child) and is_block(child):
            for block in _block(child, depth + 1):
                yield _Block(_indented(block.text, "  "), tight=not first)
                first = False
        elif is_shown(child):
            yield from _stray(child)
        yield from _stray(child.tail)


def _stray(found: HtmlElement | str | None) -> Iterator[_Block]:
    """Yield what stands in a list and in none of its items."""
    line = Line()
    if found is None or isinstance(found, str):
        line.add(found)
    else:
        line.add_element(found)
    yield from _line(line)


def _first_number(element: HtmlElement) -> int:
    """Return the number of the first item: that of a reversed list is how many there are."""
    items = sum(child.tag == "li" for child in element) if "reversed" in element.attrib else 1
    return _number(element.get("start"), items)


def _tightened(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Yield the blocks of a list item: a list in it follows its line at once."""
    for block in blocks:
        yield replace(block, tight=block.tight or block.is_item)


def _hung(mark: str, text: str) -> str:
    return f"{mark} {_indented(text, ' ' * (len(mark) + 1)).lstrip()}"


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n"))


def _number(value: str | None, default: int) -> int:
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else default  # noqa: PLR2004 - no longer a plausible number


def _definition(element: HtmlElement, depth: int) -> Iterator[_Block]:
    text = _joined(_blocks(element, depth))
    if text:
        yield _Block(_hung(":", text), tight=True)


def _table(element: HtmlElement, depth: int) -> Iterator[_Block]:
    """Yield a table with its caption; one that only lays out the page as what is in its cells."""
    rows = list(_rows(element))
    if _is_layout(rows):
        yield from _blocks(element, depth)
        return
    for part in [element, *(child for child in element if child.tag in _ROWS)]:
        texts = [part.text, *(child.tail for child in part)]
        stray = " ".join(text for text in texts if text and text.strip())
        if stray:
            yield _Block(" ".join(stray.split()))
    for child in element:
        if child.tag == "caption" or (is_shown(child) and child.tag not in {*_ROWS, "tr"}):
            yield from _blocks(child, depth)
    cells = (
        [
            Cell(
                _in_a_cell(_blocks(cell, depth + 1)),
                _number(cell.get("colspan"), 1),
                _number(cell.get("rowspan"), 1),
            )
            for cell in row
            if cell.tag in _CELLS and is_shown(cell)
        ]
        for row in rows
    )
    shown = table(expand(cells))
    if shown:
        yield _Block(shown)


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table as they are shown: those of its foot stand last."""
    for child in sorted(element, key=lambda child: child.tag == "tfoot"):
        if child.tag == "tr" and is_shown(child):
            yield child
        elif child.tag in _ROWS:
            yield from (row for row in child if row.tag == "tr" and is_shown(row))


def _is_layout(rows: list[HtmlElement]) -> bool:
    """Return whether a table lays out blocks: it has no heads, and one column or blocks in it."""
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    if any(cell.tag == "th" for row in cells for cell in row):
        return False
    if max(map(len, cells), default=0) <= 1:
        return True
    return any(inner.tag in _STRUCTURE for row in cells for cell in row for inner in cell.iter())


def _in_a_cell(blocks: Iterable[_Block]) -> str:
    """Return the blocks of a cell in one line, the items of a list parted by semicolons."""
    lines: list[str] = []
    for block in blocks:
        text = " ".join(re.sub(r"^(?:```|~~~~)$", "", block.text, flags=re.MULTILINE).split())
        is_item = block.text.startswith("- ")
        if is_item and block.tight and lines:
            lines[-1] += ";"
        lines.append(text.removeprefix("- ") if is_item else text)
    return " ".join(line for line in lines if line)
