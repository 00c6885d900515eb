"""Packages of Office Open XML made of the few parts that a test is about."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.loaders.options import LoadOptions
from precis.loaders.registry import parse

SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    }.items()
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(**targets: str) -> str:
    """Return a part of relations: `rId1="header:header1.xml"` …"""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_TYPES}{kind}" Target="{target}"/>'
        for key, (kind, _, target) in ((key, t.partition(":")) for key, t in targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of `parts`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def document(data: bytes, name: str = "file") -> Document:
    """Return the one Document in a file."""
    (found,) = documents(data, name)
    return found


def documents(data: bytes, name: str = "file") -> list[Document]:
    """Return the Documents in a file and in what is embedded in it."""
    found = list(parse(Blob.from_data(data, metadata={"source": name}), LoadOptions()))
    for item in found:
        assert isinstance(item, Document), item
    return [item for item in found if isinstance(item, Document)]


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of Word whose runs are texts or markup."""
    inside = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def word(body: str, parts: dict[str, str | bytes] | None = None, **targets: str) -> bytes:
    """Return a document with a body, further parts, and what the body relates to."""
    return package(
        {
            "_rels/.rels": relations(rId1="officeDocument:word/document.xml"),
            "word/_rels/document.xml.rels": relations(**targets),
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            **(parts or {}),
        }
    )
