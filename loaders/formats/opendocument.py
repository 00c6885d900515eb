"""OpenDocument texts and presentations (.odt, .odp): read from `content.xml`.

Elements are those of OpenDocument 1.3, part 3. Spreadsheets are in `spreadsheet.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem
from precis.loaders.dublin_core import dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.tables import table
from precis.loaders.xmltree import local_name, parse_xml
from precis.loaders.zipped import declared_type, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

_TEXT = "application/vnd.oasis.opendocument.text"
_PRESENTATION = "application/vnd.oasis.opendocument.presentation"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_UNSHOWN = {"annotation", "tracked-changes", "sequence-decls", "note", "forms"}
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


class OpenDocumentParser(Parser):
    """Headings, lists, tables and footnotes as Markdown-like text."""

    media_type = _TEXT

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file that says that it is a text or a presentation."""
        return declared_type(blob) in {_TEXT, _PRESENTATION}

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; of a presentation, `pages` are slides, 1-based."""
        source = str(blob.source)
        with unzipped(blob, self.options.limits) as package:
            if _MANIFEST in package.namelist() and _ENCRYPTED in package.read(_MANIFEST):
                raise LoadError(source, "it is encrypted", "save it without a password")
            known = dublin_core(package, "meta.xml", source)
            root = parse_xml(package.read("content.xml"), source)
        slides = [element for element in root.iter("{*}page") if local_name(element) == "page"]
        parts = slides or list(root.iter("{*}text"))[:1]
        text, pages = paginate(
            (number, "\n\n".join(_blocks(part))) for number, part in enumerate(parts, start=1)
        )
        yield Document(
            text,
            metadata={
                "title": stem(blob),
                "media_type": declared_type(blob),
                "pages": pages if slides else [],
                **known,
            },
        )


def _blocks(parent: Element, depth: int = 0) -> Iterable[str]:
    """Yield the paragraphs, headings, lists and tables below `parent`."""
    for element in parent:
        kind = local_name(element)
        if kind == "h":
            level = _attribute(element, "outline-level") or "1"
            yield f"{'#' * min(int(level), 6)} {_inline(element)}"
        elif kind == "p":
            yield from filter(None, [_inline(element)])
            yield from (block for note in element.iter("{*}note-body") for block in _blocks(note))
        elif kind == "list":
            yield from filter(None, ["\n".join(_items(element, depth))])
        elif kind == "table":
            yield table(_rows(element))
        elif kind == "frame" and _attribute(element, "class") == "title":
            yield from (f"# {block}" for block in _blocks(element))
        elif kind == "notes":
            frames = [f for f in element if _attribute(f, "class") == "notes"]
            yield from (f"Notes: {block}" for frame in frames for block in _blocks(frame))
        elif kind not in _UNSHOWN:
            yield from _blocks(element, depth)


def _items(parent: Element, depth: int) -> Iterable[str]:
    for item in parent:
        for element in item:
            if local_name(element) == "list":
                yield from _items(element, depth + 1)
            else:
                yield f"{'  ' * depth}- {_inline(element)}"


def _rows(element: Element) -> Iterable[list[str]]:
    for row in element.iter("{*}table-row"):
        yield [" ".join(_blocks(cell)) for cell in row if local_name(cell) == "table-cell"]


def _inline(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        kind = local_name(child)
        if kind in _SPACES:
            parts.append(_SPACES[kind] * _count(child))
        elif kind not in _UNSHOWN:
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts).strip() if local_name(element) in {"p", "h"} else "".join(parts)


def _count(element: Element) -> int:
    return min(int(_attribute(element, "c") or "1"), 100)


def _attribute(element: Element, name: str) -> str | None:
    return next((v for k, v in element.items() if str(k).endswith(f"}}{name}")), None)
