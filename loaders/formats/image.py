"""Pictures (.png, .jpg, .tiff, .webp …) with text in them, recognized: needs the extra `ocr`."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.errors import install_command
from precis.loaders.contract import Parser, head, name, stem
from precis.loaders.decode import is_text
from precis.loaders.errors import LoadError, UnknownFormatError
from precis.loaders.formats.pdf import PdfParser
from precis.loaders.limits import LimitError
from precis.loaders.pictures import picture_reader
from precis.loaders.recognition import DOTS_PER_INCH, EXTRA, recognizes, reduced

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIA_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"BM": "image/bmp",
}
_MODES = {"1", "L", "LA", "P", "RGB", "RGBA", "CMYK"}
"""How pixels may be stored for Pillow to write them into a PDF."""


class ImageParser(Parser):
    """A picture becomes a PDF, a page for each of a TIFF, and is read as a scan is."""

    media_type = "image/png"

    def accepts(self, blob: Blob) -> bool:
        """Take what begins as the pictures do that cameras, scanners and screens make."""
        return _media_type(blob) is not None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are those of the picture, 1-based, each recognized.

        Raises UnknownFormatError, which is left out of a folder in silence, without the extra
        and for a picture without text.
        """
        source = str(blob.source)
        if self.options.describe_figures:
            yield self._described(blob)
            return
        if not recognizes():
            reason, remedy = "this is a picture", f"to read its text, run {install_command(EXTRA)}"
            raise UnknownFormatError(source, reason, remedy)
        scan = Blob.from_data(self._as_pdf(blob), metadata=blob.metadata)
        parser = PdfParser(self.options)
        parser.tick = self.tick
        try:
            (document,) = parser.lazy_parse(scan)
        except LimitError:
            raise
        except LoadError:
            reason, remedy = "there is no text in this picture", "give one with text"
            raise UnknownFormatError(source, reason, remedy) from None
        pages = document.metadata["pages"]
        metadata = {"title": stem(blob), "media_type": _media_type(blob), "pages": pages}
        yield Document(document.page_content, metadata=metadata)

    def _described(self, blob: Blob) -> Document:
        try:
            text = picture_reader(self)(name(blob), blob.as_bytes())
        except OSError:
            text = None
        if not text:
            reason, remedy = "there is nothing to describe in this picture", "give a larger one"
            raise UnknownFormatError(str(blob.source), reason, remedy)
        return Document(text, metadata={"title": stem(blob), "media_type": _media_type(blob)})

    def _as_pdf(self, blob: Blob) -> bytes:
        from PIL import Image, ImageOps

        Image.MAX_IMAGE_PIXELS = None
        out = BytesIO()
        with blob.as_bytes_io() as stream, Image.open(stream) as picture:
            self.options.limits.check_pixels(str(blob.source), *picture.size)
            pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            self.options.limits.check_pdf_pages(str(blob.source), pages)
            whole = picture if pages > 1 else ImageOps.exif_transpose(reduced(picture)[0])
            if whole.mode not in _MODES:
                whole = whole.convert("RGB")
            whole.save(out, "PDF", save_all=pages > 1, resolution=DOTS_PER_INCH)
        return out.getvalue()


def _media_type(blob: Blob) -> str | None:
    start = head(blob)
    if is_text(start):
        return None
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _MEDIA_TYPES.items() if start.startswith(mark)), None)
