"""Word documents: headings, lists, tables and footnotes as Markdown-like text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import canonical
from precis.loaders.contract import Parser, stem
from precis.loaders.dublin_core import CORE_PROPERTIES, dublin_core
from precis.loaders.markup import text_of
from precis.loaders.zipped import names, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob


class DocxParser(Parser):
    """What mammoth reads of `word/document.xml`."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file with a Word document in it."""
        return "word/document.xml" in names(blob)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; it has no pages, since Word files do not say where they break."""
        import mammoth

        with unzipped(blob, self.options.limits) as package:
            known = dublin_core(package, CORE_PROPERTIES, str(blob.source))
        no_images = mammoth.images.img_element(lambda _: {})
        with blob.as_bytes_io() as stream:
            html = mammoth.convert_to_html(stream, convert_image=no_images).value
        yield Document(
            canonical(text_of(html)),
            metadata={"title": stem(blob), "media_type": self.media_type, **known},
        )
