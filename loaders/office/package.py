"""The parts of an Office Open XML package, found by their relations and not by their names."""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from zipfile import ZipFile

from precis.loaders.contract import head
from precis.loaders.dublin_core import CORE_PROPERTIES, dublin_core
from precis.loaders.errors import LoadError
from precis.loaders.xmltree import attribute, local_name, parse_xml, safely_parsed
from precis.loaders.zipped import MARKS, UNREADABLE, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob
    from lxml.etree import _Element as Element

    from precis.loaders.limits import Limits

_MAIN = "officeDocument"
_KINDS = {
    "document": "word",
    "presentation": "presentation",
    "workbook": "workbook",
    "glossaryDocument": "word",
}
"""The root of the main part, and what it is the root of."""

_LIKELY = ("word/document.xml", "ppt/presentation.xml", "xl/workbook.xml", "xl/workbook.bin")
"""Where the main part is in a package that has lost its relations."""


class Relation(NamedTuple):
    """What a part refers to: the last word of its type, and a name in the package or outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts by name; names are compared without case, and backslashes are slashes."""

    def __init__(self, packed: ZipFile, source: str) -> None:
        self.source = source
        self._packed = packed
        self._names = {_normal(name): name for name in packed.namelist()}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, in lower case."""
        return frozenset(self._names)

    def read(self, part: str) -> bytes:
        """Return a part; raises KeyError where there is none."""
        return self._packed.read(self._names[_normal(part)])

    def xml(self, part: str) -> Element | None:
        """Return the root of a part, None where it is missing or is no XML."""
        try:
            return safely_parsed(self.read(part))
        except UNREADABLE:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what `part` refers to, by id; "" is the package itself."""
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in () if root is None else root.iter("{*}Relationship"):
            target = attribute(element, "Target") or ""
            external = attribute(element, "TargetMode") == "External"
            if not external:
                target = _normal(posixpath.join("/", folder, unquote(target.replace("\\", "/"))))
            kind = (attribute(element, "Type") or "").rpartition("/")[2]
            found[attribute(element, "Id") or ""] = Relation(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts that `part` refers to as `kind`."""
        return [
            relation.target
            for relation in self.relations(part).values()
            if relation.kind == kind and _normal(relation.target) in self._names
        ]

    @property
    def main(self) -> str | None:
        """The name of the document, presentation or workbook, None when there is none."""
        likely = [name for name in _LIKELY if name in self._names]
        return next(iter(self.related("", _MAIN) + likely), None)

    @property
    def is_binary(self) -> bool:
        """Whether the main part is a workbook in binary records."""
        return (self.main or "").endswith(".bin")

    @property
    def kind(self) -> str | None:
        """What the package holds: word, presentation or workbook."""
        if self.main is None:
            return None
        if self.is_binary:
            return "workbook"
        root = self.xml(self.main)
        return None if root is None else _KINDS.get(local_name(root))

    def known(self) -> dict[str, str]:
        """Return those of title, author, date and language that the package gives."""
        for part in [*self.related("", "core-properties"), CORE_PROPERTIES]:
            try:
                return dublin_core(self._packed, self._names[_normal(part)])
            except (KeyError, LoadError):
                continue
        return {}

    def main_root(self) -> tuple[str, Element]:
        """Return the name and the root of the main part; raises LoadError."""
        if self.main is None:
            raise LoadError(self.source, "the file is damaged", "save it again")
        return self.main, parse_xml(self.read(self.main), self.source)


def kind_of(blob: Blob) -> str | None:
    """Return what a blob is as a package of Office: word, presentation or workbook."""
    if not head(blob).startswith(MARKS):
        return None
    try:
        with blob.as_bytes_io() as stream, ZipFile(stream) as packed:
            return Package(packed, str(blob.source)).kind
    except UNREADABLE:
        return None


@contextmanager
def opened(blob: Blob, limits: Limits) -> Iterator[Package]:
    """Open a package whose size is within the limits."""
    with unzipped(blob, limits) as packed:
        yield Package(packed, str(blob.source))


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()
