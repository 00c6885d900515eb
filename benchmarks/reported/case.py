"""What a case is, and how the files of the cases are packed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


@dataclass(frozen=True)
class Case:
    """An input and what has to hold: `contains` in this order, `absent` nowhere.

    White space does not count. `told` are words of which one is enough instead, in a remark or
    an error; with `fails`, an error is right and `contains` is looked for in it. With files
    `beside`, the input is a folder of them.
    """

    kind: str
    file: str
    data: bytes
    contains: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    fails: bool = False
    beside: tuple[tuple[str, bytes], ...] = ()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of `parts`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """Return a part of relations, each an id, a kind and a target."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{TYPES}{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{inside}</Relationships>'
