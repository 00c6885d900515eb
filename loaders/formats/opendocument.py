"""OpenDocument texts, presentations and drawings (.odt, .odp, .odg): read from `content.xml`.

Elements are those of OpenDocument 1.3, part 3. Spreadsheets are in `spreadsheet.py`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem
from precis.loaders.dublin_core import dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.formats.markdown import title_above
from precis.loaders.office.annotations import annotated
from precis.loaders.office.lines import LOWERED, RAISED, Line
from precis.loaders.office.opendocument_lists import Counts, Numbering
from precis.loaders.pictures import picture_reader, text_or_count
from precis.loaders.tables import Cell, expand, table
from precis.loaders.unread import Unread
from precis.loaders.xmltree import attribute, child, local_name, parse_whole, safely_parsed
from precis.loaders.zipped import UNREADABLE, declared_type, unzipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from zipfile import ZipFile

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

_TEXT = "application/vnd.oasis.opendocument.text"
_PRESENTATION = "application/vnd.oasis.opendocument.presentation"
_DRAWING = "application/vnd.oasis.opendocument.graphics"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_UNSHOWN = {"tracked-changes", "sequence-decls", "forms", "note", "annotation"}
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_SHAPES = {"frame", "custom-shape", "rect", "ellipse", "g", "line", "connector"}
_FURNITURE = {"header", "footer", "date-time", "page-number", "page"}
"""Classes of frames on a page of notes that hold no notes."""

_MOST_REPEATED = 50
_STRUCK_OFF = {None, "none"}


class OpenDocumentParser(Parser):
    """Headings, lists, tables, notes and drawings as Markdown-like text."""

    media_type = _TEXT

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file that says that it is one of them."""
        return declared_type(blob) in {_TEXT, _PRESENTATION, _DRAWING}

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are slides or sheets of drawings, 1-based."""
        source, unread = str(blob.source), Unread(comments=self.options.comments)
        with unzipped(blob, self.options.limits) as package:
            if _MANIFEST in package.namelist() and _ENCRYPTED in package.read(_MANIFEST):
                raise LoadError(source, "it is encrypted", "save it without a password")
            known = dublin_core(package, "meta.xml")
            root = parse_whole(package.read("content.xml"), source, unread)
            styles = _part(package, "styles.xml")
            reader = _Reader(package, [root, styles], unread, picture_reader(self))
            body = list(root.iterfind("{*}body/*"))
            slides = [page for part in body for page in part if local_name(page) == "page"]
            parts = slides or body
            texts = ["\n\n".join(filter(None, reader.blocks(part))) for part in parts]
            if texts and not slides:
                texts[-1] = "\n\n".join([texts[-1], *reader.furniture(styles)])
        text, pages = paginate(enumerate(texts, start=1))
        metadata = {
            "title": title_above(text) or stem(blob),
            "media_type": declared_type(blob),
            "pages": pages if slides else [],
            **known,
        }
        yield Document(text, metadata=metadata | unread.metadata())


class _List(NamedTuple):
    style: str
    counts: Counts

    @classmethod
    def of(cls, element: Element, numbering: Numbering) -> _List:
        style = attribute(element, "style-name") or ""
        return cls(style, numbering.counts(element, style))


class _Reader:
    """Reads the elements of a document with its styles."""

    def __init__(
        self,
        package: ZipFile,
        roots: Sequence[Element | None],
        unread: Unread,
        read_picture: Callable[[str, bytes], str | None],
    ) -> None:
        self._package = package
        self._unread = unread
        self._read_picture = read_picture
        self._marks: dict[str, tuple[str, bool]] = {}
        self._numbering = Numbering(roots)
        for root in roots:
            for style in () if root is None else root.iter("{*}style"):
                properties = child(style, "text-properties")
                if properties is not None:
                    self._marks[attribute(style, "name") or ""] = _mark(properties)

    def blocks(self, parent: Iterable[Element], depth: int = 0) -> Iterator[str]:  # noqa: C901 - a branch a kind
        """Yield the paragraphs, headings, lists, tables and drawings below `parent`."""
        for element in parent:
            kind = local_name(element)
            if kind in {"h", "p"}:
                yield from self._paragraph(element)
            elif kind == "list":
                yield "\n".join(self._items(element, depth, _List.of(element, self._numbering)))
            elif kind == "table":
                yield table(self._rows(element))
            elif kind == "frame" and attribute(element, "class") == "title":
                yield from (f"# {block}" for block in self.blocks(element) if block)
            elif kind == "notes":
                frames = [f for f in element if attribute(f, "class") not in _FURNITURE]
                notes = [block for frame in frames for block in self.blocks(frame) if block]
                yield from (f"Notes: {block}" for block in notes)
            elif kind == "image":
                yield self._picture(element)
            elif kind in {"object", "object-ole"}:
                yield from self._object(element)
            elif kind in {"title", "desc"}:
                words = " ".join((element.text or "").split())
                yield f"Picture: {words}" if words else ""
            elif kind == "annotation":
                yield annotated(element, self._unread)
            elif kind not in _UNSHOWN:
                yield from self.blocks(element, depth)

    def furniture(self, styles: Element | None) -> list[str]:
        """Return what headers and footers say, once."""
        found: dict[str, None] = {}
        for kind in ("header", "footer"):
            for element in () if styles is None else styles.iter(f"{{*}}{kind}"):
                text = " ".join(" ".join(self.blocks(element)).split())
                if any(map(str.isalpha, text)):
                    found[f"{kind.title()}: {text}"] = None
        return list(found)

    def _paragraph(self, element: Element) -> Iterator[str]:
        line = Line()
        notes: list[Element] = []
        self._inline(element, line, notes)
        text = line.text.strip()
        if text and local_name(element) == "h":
            digits = attribute(element, "outline-level") or "1"
            level = int(digits[:3]) if digits.isdecimal() else 1
            words = [self._numbering.heading(element, level), *text.split()]
            yield f"{'#' * max(min(level, 6), 1)} {' '.join(filter(None, words))}"
        elif text:
            yield text
        yield from line.anchored
        for note in notes:
            mark = _words(child(note, "note-citation"))
            body = child(note, "note-body")
            if body is not None:
                yield f"[{mark}] {' '.join(self.blocks(body))}"

    def _inline(self, element: Element, line: Line, notes: list[Element], style: str = "") -> None:
        place, is_struck = self._marks.get(style, ("", False))
        line.add(element.text or "", place, is_struck=is_struck)
        for part in element:
            kind = local_name(part)
            if kind in _SPACES:
                line.add(_SPACES[kind] * _count(part, "c"), place, is_struck=is_struck)
            elif kind == "note":
                line.add(f"[{_words(child(part, 'note-citation'))}]")
                notes.append(part)
            elif kind in _SHAPES:
                line.anchored += self.blocks([part])
            elif kind == "ruby-text":
                line.add(f"({_words(part)})" if _words(part) else "")
            elif kind == "annotation":
                line.anchored.append(annotated(part, self._unread))
            elif kind not in _UNSHOWN:
                own = attribute(part, "style-name") or "" if kind == "span" else ""
                known = own if own in self._marks else style
                self._inline(part, line, notes, known)
            line.add(part.tail or "", place, is_struck=is_struck)

    def _items(self, parent: Element, depth: int, listed: _List) -> Iterator[str]:
        for item in parent:
            mark = ""
            if local_name(item) == "list-item":
                mark = self._numbering.mark(item, listed.style, depth + 1, listed.counts) + " "
            for element in item:
                if local_name(element) == "list":
                    inner = _List(attribute(element, "style-name") or listed.style, listed.counts)
                    yield from self._items(element, depth + 1, inner)
                elif local_name(element) in {"p", "h"}:
                    text = "\n".join(self._paragraph(element))
                    yield from [f"{'  ' * depth}{mark}{text}"] if text else []
                    mark = " " * len(mark) if text else mark
                else:
                    yield from self.blocks(element, depth)

    def _rows(self, element: Element) -> list[list[str]]:
        rows = []
        for row in element.iter("{*}table-row"):
            cells = []
            for cell in row:
                if local_name(cell) != "table-cell":
                    continue
                text = " ".join(filter(None, self.blocks(cell)))
                across, down = (
                    _count(cell, f"number-{name}-spanned") for name in ("columns", "rows")
                )
                times = min(_count(cell, "number-columns-repeated"), _MOST_REPEATED)
                cells += [Cell(text, across, down)] * times
            rows.append(cells)
        return expand(rows)

    def _picture(self, element: Element) -> str:
        name = _inside(attribute(element, "href"))
        if not name or "ObjectReplacements" in name:
            return ""
        return text_or_count(
            lambda: self._read_picture(name, self._package.read(name)), self._unread
        )

    def _object(self, element: Element) -> Iterator[str]:
        """Yield a formula as it was typed, or the values of a chart."""
        root = _part(self._package, f"{_inside(attribute(element, 'href'))}/content.xml")
        typed = None if root is None else next(root.iter("{*}annotation"), None)
        if root is not None and typed is not None and local_name(root) == "math":
            yield _words(typed)
            return
        titles = [] if root is None else [_words(title) for title in root.iter("{*}title")]
        values = [] if root is None else [table(self._rows(t)) for t in root.iter("{*}table")]
        if not any(values):
            self._unread.add("embedded object")
        yield from filter(None, [" – ".join(filter(None, titles)), *values])


def _mark(properties: Element) -> tuple[str, bool]:
    position = attribute(properties, "text-position") or ""
    is_struck = attribute(properties, "text-line-through-style") not in _STRUCK_OFF
    if position.startswith(("super", "sub")):
        return RAISED if position.startswith("super") else LOWERED, is_struck
    shift = position.split("%")[0]
    number = float(shift) if shift.lstrip("-").replace(".", "", 1).isdigit() else 0
    return (RAISED if number > 0 else LOWERED if number < 0 else ""), is_struck


def _part(package: ZipFile, name: str) -> Element | None:
    try:
        return safely_parsed(package.read(posixpath.normpath(name)))
    except UNREADABLE:
        return None


def _inside(reference: str | None) -> str:
    return posixpath.normpath(reference) if reference and "://" not in reference else ""


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _count(element: Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return max(min(int(text), 100), 1) if text.isdigit() else 1
