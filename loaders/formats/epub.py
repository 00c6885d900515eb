"""EPUB books: the chapters in reading order, each with its title (EPUB 3.3, sections 3 to 5)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem
from precis.loaders.decode import decode
from precis.loaders.dublin_core import dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.inline import sign
from precis.loaders.markup import render, text_of, tree_of
from precis.loaders.unread import Unread
from precis.loaders.xmltree import parse_xml
from precis.loaders.zipped import declared_type, names, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml")


class EpubParser(Parser):
    """The chapters of the spine."""

    media_type = "application/epub+zip"

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file that says so or has a container file."""
        return declared_type(blob) == self.media_type or _CONTAINER in names(blob)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are chapters, named by their headings."""
        source = str(blob.source)
        with unzipped(blob, self.options.limits) as package:
            container = parse_xml(package.read(_CONTAINER), source)
            path = next(container.iter("{*}rootfile")).get("full-path") or ""
            opf = parse_xml(package.read(path), source)
            known = dublin_core(package, path)
            if _is_locked(package):
                raise LoadError(source, "the book is encrypted (DRM)", "give one without DRM")
            unread = Unread()
            text, pages = paginate(_chapters(package, opf, posixpath.dirname(path), unread))
        yield Document(
            text,
            metadata={
                "title": stem(blob),
                "media_type": self.media_type,
                "pages": pages,
                **known,
                **unread.metadata(),
            },
        )


def _is_locked(package: ZipFile) -> bool:
    """Return whether a page of a book is encrypted; fonts may be (EPUB 3.3, section 4.2.6.3.2)."""
    if _ENCRYPTION not in package.namelist():
        return False
    listed = parse_xml(package.read(_ENCRYPTION), _ENCRYPTION)
    paths = [str(one.get("URI")).lower() for one in listed.iter("{*}CipherReference")]
    return any(path.endswith(_PAGES) for path in paths)


def _chapters(
    package: ZipFile, opf: Element, folder: str, unread: Unread
) -> Iterator[tuple[int | str, str]]:
    """Yield the name and the text of every chapter that has text."""
    hrefs = {
        item.get("id"): item.get("href", "")
        for item in opf.iter("{*}item")
        if "nav" not in item.get("properties", "").split()
    }
    known = set(package.namelist())
    by_name = {unquote(path).casefold(): path for path in package.namelist()}
    names = dict.fromkeys(item.get("idref") for item in opf.iter("{*}itemref"))
    for number, name in enumerate(names, start=1):
        href = hrefs.get(name)
        path = posixpath.normpath(posixpath.join(folder, unquote(href or "")))
        found = path if path in known else by_name.get(path.casefold())
        if href and found:
            text = _text(decode(package.read(found)) or "", unread)
            if text:
                yield _heading(text) or number, text


def _text(markup: str, unread: Unread) -> str:
    """Return the text of a chapter, with what is said of its pictures."""
    tree = tree_of(markup)
    if tree is None:
        return text_of(markup)
    for picture in list(tree.iter("img")):
        said = " ".join((picture.get("alt") or "").split())
        if " " in said and not sign(picture):
            picture.tag, picture.text = "span", f"Picture: {said}"
        elif "alt" not in picture.attrib:
            unread.add("picture")
    return render(tree)


def _heading(text: str) -> str | None:
    lines = (line for line in text.splitlines() if line.startswith("#"))
    return next((line.lstrip("#").strip() for line in lines), None)
