"""Drawings on the sheets of a workbook: text boxes, charts, pictures and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.office.comments import comments_on_sheet
from precis.loaders.office.drawings import chart, description, paragraphs
from precis.loaders.pictures import text_or_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from precis.loaders.office.package import Package
    from precis.loaders.unread import Unread


class Drawn:
    """Reads the drawings to which the sheets of a package are related."""

    def __init__(
        self,
        package: Package,
        unread: Unread,
        read_picture: Callable[[str, bytes], str | None],
    ) -> None:
        self._package = package
        self._unread = unread
        self._read_picture = read_picture

    def on(self, sheet: str) -> Iterator[str]:
        """Yield the texts on the sheet of that part."""
        for author, text, place in comments_on_sheet(
            self._package, self._package.main or "", sheet
        ):
            yield self._unread.comment(author, text, place)
        for part in self._package.related(sheet, "drawing"):
            root = self._package.xml(part)
            if root is None:
                continue
            for body in root.iter("{*}txBody"):
                yield "\n".join(text for text, _ in paragraphs(body))
            for properties in root.iter("{*}cNvPr"):
                described = description(properties)
                yield f"Picture: {described}" if described else ""
            for relation in self._package.relations(part).values():
                yield self._related(relation.kind, relation.target)

    def _related(self, kind: str, part: str) -> str:
        if kind in {"chart", "chartEx"}:
            text = chart(self._package, part)
            self._unread.add("chart", 0 if text else 1)
            return text
        if kind != "image":
            return ""
        return text_or_count(
            lambda: self._read_picture(part, self._package.read(part)), self._unread
        )
