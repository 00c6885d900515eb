"""Comments on documents, sheets and slides of Office Open XML: who says what, and about what.

Old comments are those of ECMA-376; threaded ones and their replies those of [MS-XLSX] 2.6.205 and
[MS-PPTX] 2.16.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.office.drawings import paragraphs
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from precis.loaders.office.package import Package


class Comment(NamedTuple):
    """A comment; `place` is the address of a cell, "" elsewhere."""

    author: str
    text: str
    place: str = ""


def comments_on_sheet(package: Package, main: str, sheet: str) -> Iterator[Comment]:
    """Yield the comments on the cells of a sheet; threads take the place of their old copies."""
    people = _names(package, main, "person", "displayName")
    threads = [
        Comment(
            people.get(attribute(element, "personId") or "", ""),
            _words(child(element, "text")),
            attribute(element, "ref") or "",
        )
        for element in _elements(package, sheet, "threadedComment", "threadedComment")
    ]
    yield from threads
    places = {thread.place for thread in threads}
    for part in package.related(sheet, "comments"):
        root = package.xml(part)
        authors = [] if root is None else [_words(name) for name in root.iter("{*}author")]
        for element in () if root is None else root.iter("{*}comment"):
            place, number = attribute(element, "ref") or "", attribute(element, "authorId") or ""
            known = number.isdigit() and int(number) < len(authors)
            if place not in places:
                yield Comment(
                    authors[int(number)] if known else "", _words(child(element, "text")), place
                )


def comments_on_slide(package: Package, main: str, slide: str) -> Iterator[Comment]:
    """Yield the comments on a slide, each followed by its replies."""
    authors = _names(package, main, "commentAuthors", "name")
    authors |= _names(package, main, "authors", "name")
    for part in package.related(slide, "comments"):
        root = package.xml(part)
        for element in () if root is None else root.iter("{*}cm", "{*}reply"):
            body = child(element, "txBody")
            texts = [text for text, _ in paragraphs(body)] if body is not None else []
            author = authors.get(attribute(element, "authorId") or "", "")
            yield Comment(author, " ".join(texts) or _words(child(element, "text")))


def _names(package: Package, main: str, kind: str, name: str) -> dict[str, str]:
    """Return the names of people by their ids."""
    return {
        attribute(element, "id") or "": attribute(element, name) or ""
        for part in package.related(main, kind)
        for element in _root(package, part)
        if attribute(element, "id")
    }


def _elements(package: Package, part: str, kind: str, name: str) -> Iterator[Element]:
    for related in package.related(part, kind):
        for element in _root(package, related):
            if local_name(element) == name:
                yield element


def _root(package: Package, part: str) -> Iterator[Element]:
    root = package.xml(part)
    return iter(()) if root is None else iter(root)


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    texts = [t.text or "" for t in element.iter("{*}t")] or list(map(str, element.itertext()))
    return " ".join("".join(texts).split())
