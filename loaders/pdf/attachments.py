"""Files that are attached to a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument


def attachments(pdf: PdfDocument) -> Iterator[tuple[str, bytes | None]]:
    """Yield the name and the content of each; None for a file that is not there."""
    from pypdfium2 import PdfiumError

    for index in range(pdf.count_attachments()):
        name, data = f"attachment-{index + 1}", None
        try:
            attached = pdf.get_attachment(index)
            name = canonical(attached.get_name()).replace("/", "_") or name
            data = bytes(attached.get_data())
        except PdfiumError:
            pass
        yield name, data
