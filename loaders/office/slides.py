"""PresentationML → Markdown-like text: the shapes of a slide in the order they are read.

Shapes are read from top to bottom and from left to right; the title comes first
(ECMA-376, part 1, 19.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.numerals import numeral
from precis.loaders.office.comments import comments_on_slide
from precis.loaders.office.drawings import chart, description, diagram, grid, paragraphs
from precis.loaders.pictures import text_or_count
from precis.loaders.unread import Unread
from precis.loaders.xmltree import attribute, child, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from precis.loaders.office.package import Package, Relation

_TITLES = {"title", "ctrTitle"}
_UNSHOWN = {"sldNum", "sldImg"}
_FURNITURE = {"ftr", "hdr", "dt"}
"""Placeholders for what stands on every slide: the number; what is shown once."""

_SHAPES = {"sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart"}
_AUTONUMBERS = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_ROW = 0.4
"""Shapes whose heights overlap by this share stand in a row."""


class _Box(NamedTuple):
    left: float
    top: float
    height: float


class Slide:
    """Reads one slide of a package."""

    def __init__(
        self,
        package: Package,
        part: str,
        unread: Unread,
        read_picture: Callable[[str, bytes], str | None],
        furniture: set[str],
    ) -> None:
        """`furniture` are the headers and footers that were shown already."""
        self._furniture = furniture
        self._package = package
        self._part = part
        self._unread = unread
        self._read_picture = read_picture
        self._relations = package.relations(part)
        self._layouts = [
            root
            for layout in package.related(part, "slideLayout")
            if (root := package.xml(layout)) is not None
        ]
        self.embedded: list[str] = []

    def text(self) -> str:
        """Return the title, the shapes and the notes."""
        root = self._package.xml(self._part)
        tree = None if root is None else child(root, "cSld", "spTree")
        if root is None or tree is None:
            self._unread.add("slide")
            return ""
        shapes = list(_shapes(tree))
        titles = [
            shape
            for shape in shapes
            if _placeholder(shape) in _TITLES and local_name(shape) == "sp"
        ]
        others = [shape for shape in shapes if shape not in titles]
        parts = []
        for title in titles:
            words = " ".join(" ".join(self._shape(title)).split())
            parts += [f"# {words}"] if words else []
        parts += [text for shape in self._in_order(others) for text in self._shape(shape)]
        said = comments_on_slide(self._package, self._package.main or "", self._part)
        noted = [self._unread.comment(comment.author, comment.text) for comment in said]
        return "\n\n".join(filter(None, [*parts, *self._notes(), *noted]))

    def _shape(self, shape: Element) -> Iterator[str]:
        """Yield the texts of a shape; an odd one costs its structure, not its words."""
        try:
            yield from list(self._read(shape))
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            self._unread.remark("a damaged shape was read without its structure")
            yield " ".join(t.text for t in shape.iter("{*}t") if t.text)

    def _read(self, shape: Element) -> Iterator[str]:
        kind = local_name(shape)
        properties = next((e for e in shape.iter("{*}cNvPr")), None)
        if properties is not None and attribute(properties, "hidden") in {"1", "true"}:
            return
        if kind == "grpSp":
            for inner in self._in_order(list(_shapes(shape))):
                yield from self._shape(inner)
            return
        if kind == "contentPart":
            self._unread.add("ink drawing")
        body = child(shape, "txBody")
        text = "\n".join(_lines(body, is_list=_placeholder(shape) in {"body", "", "obj"}))
        is_today = _placeholder(shape) == "dt" and next(shape.iter("{*}fld"), None) is not None
        if is_today or _placeholder(shape) in _UNSHOWN or (text and text in self._furniture):
            return
        if _placeholder(shape) in _FURNITURE:
            self._furniture.add(text)
        yield text
        described = description(properties) if not text else ""
        if kind == "pic":
            yield from [f"Picture: {described}"] if described else []
            yield from self._picture(shape)
        elif kind == "graphicFrame":
            yield from self._frame(shape, described)
        elif described:
            yield f"Picture: {described}"

    def _frame(self, shape: Element, described: str) -> Iterator[str]:
        for element in shape.iter("{*}tbl", "{*}chart", "{*}relIds", "{*}oleObj"):
            kind = local_name(element)
            if kind == "tbl":
                yield grid(element)
            elif kind == "chart":
                yield self._count_unread("chart", chart(self._package, self._target(element, "id")))
            elif kind == "relIds":
                texts = diagram(self._package, self._target(element, "dm"))
                yield self._count_unread("diagram", "\n".join(f"- {text}" for text in texts))
            else:
                self._embed(element)
        yield f"Picture: {described}" if described else ""

    def _count_unread(self, thing: str, text: str) -> str:
        if not text:
            self._unread.add(thing)
        return text

    def _embed(self, element: Element) -> None:
        part = self._target(element, "id")
        if part in self._package.names and part not in self.embedded:
            self.embedded.append(part)
        elif not part:
            self._unread.add("object of another program", 1, "objects of other programs")

    def _picture(self, shape: Element) -> Sequence[str]:
        unread = self._unread
        if next(shape.iter("{*}videoFile", "{*}audioFile"), None) is not None:
            unread.add("film or sound", 1)
            unread = Unread()  # of its first picture
        blip = next((e for e in shape.iter("{*}blip")), None)
        part = "" if blip is None else self._target(blip, "embed")

        def read() -> str | None:
            return self._read_picture(part, self._package.read(part)) if part else None

        text = text_or_count(read, unread)
        return [text] if text else []

    def _notes(self) -> Iterator[str]:
        for part in self._package.related(self._part, "notesSlide"):
            root = self._package.xml(part)
            for shape in () if root is None else root.iter("{*}sp"):
                if _placeholder(shape) not in _UNSHOWN | _FURNITURE:
                    text = "\n".join(_lines(child(shape, "txBody"), is_list=False))
                    yield from [f"Notes: {text}"] if text else []

    def _target(self, element: Element, name: str) -> str:
        relation: Relation | None = self._relations.get(_reference(element, name))
        return relation.target if relation and not relation.external else ""

    def _in_order(self, shapes: Sequence[Element]) -> list[Element]:
        """Return shapes row by row; those without a place stay behind the one before."""
        placed: list[tuple[_Box, int]] = []
        box = _Box(0, 0, 0)
        for index, shape in enumerate(shapes):
            box = self._box(shape) or box
            placed.append((box, index))
        rows: list[list[tuple[_Box, int]]] = []
        for item in sorted(placed, key=lambda item: (item[0].top, item[1])):
            row = rows[-1] if rows else []
            if row and _overlap(row[0][0], item[0]) > _ROW:
                row.append(item)
            else:
                rows.append([item])
        in_rows = [sorted(row, key=lambda item: (item[0].left, item[1])) for row in rows]
        return [shapes[index] for row in in_rows for _, index in row]

    def _box(self, shape: Element) -> _Box | None:
        """Return where a shape stands: by itself, or as the layout places its kind."""
        own = _place(shape)
        placeholder = next((e for e in shape.iter("{*}ph")), None)
        if own is not None or placeholder is None:
            return own
        wanted = (attribute(placeholder, "type") or "", attribute(placeholder, "idx") or "")
        for layout in self._layouts:
            for other in layout.iter("{*}sp"):
                mark = next((e for e in other.iter("{*}ph")), None)
                if mark is not None and wanted in (
                    (attribute(mark, "type") or "", attribute(mark, "idx") or ""),
                    ("", attribute(mark, "idx") or ""),
                ):
                    return _place(other)
        return None


def _overlap(one: _Box, other: _Box) -> float:
    shared = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return shared / max(min(one.height, other.height), 1)


def _shapes(parent: Element) -> Iterator[Element]:
    """Yield the shapes of a tree; of alternatives the first."""
    for element in parent:
        if local_name(element) == "AlternateContent":
            chosen = child(element, "Choice")
            yield from _shapes(element[-1] if chosen is None else chosen)
        elif local_name(element) in _SHAPES:
            yield element


def _place(shape: Element) -> _Box | None:
    transform = next((e for e in shape.iter("{*}xfrm")), None)
    offset, size = child(transform, "off"), child(transform, "ext")
    if offset is None or size is None:
        return None
    left, top, height = (attribute(e, n) for e, n in ((offset, "x"), (offset, "y"), (size, "cy")))
    try:
        return _Box(float(left or 0), float(top or 0), float(height or 0))
    except ValueError:
        return None


def _placeholder(shape: Element) -> str | None:
    """Return the kind of a placeholder, None for other shapes."""
    for part in shape:
        if local_name(part).startswith("nv"):
            mark = next((e for e in part.iter("{*}ph")), None)
            return None if mark is None else attribute(mark, "type") or ""
    return None


def _lines(body: Element | None, *, is_list: bool) -> Iterator[str]:
    """Yield paragraphs with the numbers that are shown before them."""
    counts: dict[int, int] = {}
    for text, paragraph in paragraphs(body):
        properties = child(paragraph, "pPr")
        depth = 0 if properties is None else int(attribute(properties, "lvl") or 0)
        scheme = child(properties, "buAutoNum")
        bullet = child(properties, "buChar")
        for deeper in [key for key in counts if key > depth or (key == depth and scheme is None)]:
            del counts[deeper]
        line = " ".join(text.split()) if is_list or scheme is not None else text
        if scheme is not None:
            start = int(attribute(scheme, "startAt") or 1)
            counts[depth] = counts[depth] + 1 if depth in counts else start
            yield f"{'  ' * depth}{_number(counts[depth], attribute(scheme, 'type') or '')} {line}"
        elif bullet is not None or (is_list and depth):
            yield f"{'  ' * depth}- {line}"
        else:
            yield line


def _number(value: int, scheme: str) -> str:
    """Return an automatic number (20.1.10.61 ST_TextAutonumberScheme)."""
    style = next(
        (name for mark, name in _AUTONUMBERS.items() if scheme.startswith(mark)), "decimal"
    )
    shown = numeral(value, style)
    if scheme.endswith("ParenBoth"):
        return f"({shown})"
    return f"{shown})" if scheme.endswith("ParenR") else f"{shown}."


def _reference(element: Element, name: str) -> str:
    """Return an attribute that names a relation; `id` may stand beside one without a namespace."""
    ending = f"}}{name}"
    return next((str(v) for k, v in element.items() if str(k).endswith(ending)), "")
