"""A Word document: its stories in the order that they are printed, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.numerals import numeral
from precis.loaders.office.furniture import Furniture
from precis.loaders.office.lines import Block, joined
from precis.loaders.office.numbering import Numbering
from precis.loaders.office.styles import Styles, children
from precis.loaders.office.word import Story
from precis.loaders.pictures import text_or_count
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from precis.loaders.office.package import Package
    from precis.loaders.unread import Unread

_NOTES = {
    "footnoteReference": ("footnotes", "footnote"),
    "endnoteReference": ("endnotes", "endnote"),
}
_FURNITURE = {"headerReference": "Header", "footerReference": "Footer"}


class Word:
    """What the stories of a document have in common, and how they follow each other."""

    def __init__(
        self,
        package: Package,
        unread: Unread,
        read_picture: Callable[[str, bytes], str | None],
        read_chunk: Callable[[str, bytes], Sequence[str] | None],
    ) -> None:
        self.package = package
        self.unread = unread
        self.embedded: list[str] = []
        self.omits_page_numbers = False
        self._read_picture = read_picture
        self._read_chunk = read_chunk
        self._main, self._root = package.main_root()
        self.styles = Styles(self._xml("styles"))
        self._numbering = Numbering(self._xml("numbering"), self.styles.linked())
        self._notes: dict[str, dict[str, str]] = {kind: {} for kind in _NOTES}
        self._comments = {
            attribute(element, "id") or "": (part, element)
            for part in package.related(self._main, "comments")
            if (root := package.xml(part)) is not None
            for element in children(root, "comment")
        }

    def text(self) -> str:
        """Return the body, its notes, and what headers and footers say."""
        body = child(self._root, "body")
        story = Story(self, self._main, self._root)
        parts = [joined(story.blocks(self._root if body is None else body))]
        self._count(story)
        parts += [joined(self._note_blocks(kind)) for kind in _NOTES]
        parts += self._furniture()
        return "\n\n".join(filter(None, parts))

    def label(self, paragraph: Element | None) -> tuple[str | None, int]:
        """Return what numbers a paragraph, and how deep it stands."""
        found = self.styles.list_of(paragraph)
        if found is None:
            return None, 0
        number, depth, style = found
        if depth is None:
            depth = self._numbering.level_of_style(number, style)
        return self._numbering.label(number, depth), depth

    def note(self, kind: str, key: str) -> str:
        """Return the mark of a note."""
        marks = self._notes[kind]
        style = "decimal" if kind == "footnoteReference" else "lowerRoman"
        return marks.setdefault(key, f"[{numeral(len(marks) + 1, style)}]")

    def comment(self, key: str) -> str:
        """Return a comment as a line, "" where it is counted instead."""
        part, element = self._comments.get(key, (self._main, None))
        author = "" if element is None else attribute(element, "author") or ""
        said = "" if element is None else joined(Story(self, part, element).blocks(element))
        return self.unread.comment(author, said)

    def picture(self, part: str) -> list[str]:
        """Return the text in a picture; one that is not read is counted."""

        def read() -> str | None:
            return self._read_picture(part, self.package.read(part)) if part else None

        text = text_or_count(read, self.unread)
        return [text] if text else []

    def embed(self, part: str, program: str) -> None:
        """Keep an embedded file to be read by itself; an object of a program is counted."""
        if part and part in self.package.names:
            self.embedded.append(part)
        else:
            self.unread.remark(f"an object of {program or 'another program'} was not read")

    def inserted(self, part: str) -> Sequence[str]:
        """Return the text of an inserted document (`w:altChunk`)."""
        try:
            texts = self._read_chunk(part, self.package.read(part))
        except (KeyError, OSError, ValueError):
            texts = None
        if texts is None:
            self.unread.add("inserted document")
        return texts or []

    def _note_blocks(self, kind: str) -> Iterator[Block]:
        part_kind, name = _NOTES[kind]
        for part in self.package.related(self._main, part_kind):
            root = self.package.xml(part)
            if root is None:
                continue
            story = Story(self, part, root)
            notes = {attribute(note, "id"): note for note in children(root, name)}
            left = [n for key, n in notes.items() if key not in self._notes[kind] and _says(n)]
            self.unread.add(
                "note that nothing refers to", len(left), "notes that nothing refers to"
            )
            for key, mark in list(self._notes[kind].items()):
                if key in notes:
                    text = joined(story.blocks(notes[key])).strip()
                    yield Block(f"{mark} {text}", in_list=True)

    def _furniture(self) -> list[str]:
        """Return each header and footer once."""
        self.omits_page_numbers = True
        relations = self.package.relations(self._main)
        furniture, lines = Furniture(self.unread), []
        for reference in self._root.iter("{*}headerReference", "{*}footerReference"):
            relation = relations.get(attribute(reference, "id") or "")
            root = self.package.xml(relation.target) if relation else None
            if relation is None or root is None:
                continue
            story = Story(self, relation.target, root)
            kind, text = _FURNITURE[local_name(reference)], joined(story.blocks(root))
            lines.append(furniture.line(kind, text, numbers_pages=story.numbers_pages))
        return lines

    def _count(self, story: Story) -> None:
        self.unread.add("character of text", story.count_lost(), "characters of text")

    def _xml(self, kind: str) -> Element | None:
        parts = self.package.related(self._main, kind)
        return self.package.xml(parts[0]) if parts else None


def _says(note: Element) -> bool:
    """Return whether a note has words and is no line between notes and text."""
    is_note = attribute(note, "type") in {None, "normal"}
    return is_note and any((text.text or "").strip() for text in note.iter("{*}t"))
