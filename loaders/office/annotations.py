"""Comments of OpenDocument (OpenDocument 1.3, part 3, 14.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.xmltree import child

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from precis.loaders.unread import Unread


def annotated(annotation: Element, unread: Unread, place: str = "") -> str:
    """Return a comment as a line, "" where it is counted instead."""
    creator = child(annotation, "creator")
    author = "" if creator is None else "".join(map(str, creator.itertext()))
    lines = ("".join(map(str, line.itertext())) for line in annotation.iter("{*}p"))
    return unread.comment(author, " ".join(lines), place)
