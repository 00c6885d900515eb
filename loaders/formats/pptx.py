"""PowerPoint presentations: the text of each slide, its tables, charts and notes.

What a slide shows is put together in `../office/slides.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, member, stem
from precis.loaders.formats.markdown import title_above
from precis.loaders.office.package import kind_of, opened
from precis.loaders.office.slides import Slide
from precis.loaders.pictures import picture_reader
from precis.loaders.unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

    from precis.loaders.office.package import Package


class PptxParser(Parser):
    """Presentations, slide shows and templates."""

    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def accepts(self, blob: Blob) -> bool:
        """Take a package whose main part is a presentation."""
        return kind_of(blob) == "presentation"

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are slides, 1-based, each followed by its notes."""
        unread, read_picture = Unread(comments=self.options.comments), picture_reader(self)
        shown: set[str] = set()
        with opened(blob, self.options.limits) as package:
            known = package.known()
            slides = [Slide(package, part, unread, read_picture, shown) for part in _parts(package)]
            text, pages = paginate((n, slide.text()) for n, slide in enumerate(slides, start=1))
            embedded = dict.fromkeys(part for slide in slides for part in slide.embedded)
            self._embedded = [(part, package.read(part)) for part in embedded]
        title = title_above(text) or stem(blob)
        metadata = {"title": title, "media_type": self.media_type, "pages": pages, **known}
        yield Document(text, metadata=metadata | unread.metadata())

    def members(self, blob: Blob) -> Iterator[Blob]:
        """Yield the files embedded in it."""
        for part, data in getattr(self, "_embedded", ()):
            yield member(blob, part.rpartition("/")[2], data)


def _parts(package: Package) -> list[str]:
    """Return the slides in their order."""
    main, root = package.main_root()
    relations = package.relations(main)
    keys = [
        next((str(v) for k, v in mark.items() if str(k).endswith("}id")), "")
        for mark in root.iter("{*}sldId")
    ]
    return [relations[key].target for key in keys if key in relations]
