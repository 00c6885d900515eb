"""PowerPoint presentations: the text of each slide, its tables and notes, with slide numbers."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from langchain_core.documents import Document

from precis.loaders.canonical import paginate
from precis.loaders.contract import Parser, stem
from precis.loaders.dublin_core import CORE_PROPERTIES, dublin_core
from precis.loaders.tables import table
from precis.loaders.zipped import names, unzipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from langchain_core.documents.base import Blob
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide


class PptxParser(Parser):
    """What python-pptx reads."""

    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def accepts(self, blob: Blob) -> bool:
        """Take a zip file with a presentation in it."""
        return "ppt/presentation.xml" in names(blob)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield one Document; `pages` are slides, 1-based, each followed by its notes."""
        with unzipped(blob, self.options.limits) as package:
            known = dublin_core(package, CORE_PROPERTIES, str(blob.source))
        with blob.as_bytes_io() as stream:
            text, pages = paginate(enumerate(map(_slide, _slides(stream)), start=1))
        yield Document(
            text,
            metadata={
                "title": stem(blob),
                "media_type": self.media_type,
                "pages": pages,
                **known,
            },
        )


def _slides(stream: IO[bytes]) -> Iterable[Slide]:
    """Open a presentation, a slide show or a template; python-pptx by itself takes the first."""
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.opc.package import PartFactory
    from pptx.package import Package
    from pptx.parts.presentation import PresentationPart

    for kind in (CONTENT_TYPE.PML_SLIDESHOW_MAIN, CONTENT_TYPE.PML_TEMPLATE_MAIN):
        PartFactory.part_type_for[kind] = PresentationPart
    slides: Iterable[Slide] = Package.open(stream).main_document_part.presentation.slides
    return slides


def _slide(slide: Slide) -> str:
    title = slide.shapes.title
    heading = title.text_frame.text.strip() if title is not None else ""
    parts = [f"# {' '.join(heading.split())}"] if heading else []
    parts += [text for shape in slide.shapes if shape != title for text in _texts(shape)]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text.strip()
        parts += [f"Notes: {notes}"] if notes else []
    return "\n\n".join(parts)


def _texts(shape: BaseShape) -> Iterable[str]:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.shapes.group import GroupShape

    if isinstance(shape, GroupShape):
        for inner in shape.shapes:
            yield from _texts(inner)
    elif isinstance(shape, GraphicFrame) and shape.has_table:
        yield table([[cell.text for cell in row.cells] for row in shape.table.rows])
    elif isinstance(shape, Shape):
        lines = [paragraph.text.strip() for paragraph in shape.text_frame.paragraphs]
        yield from ["\n".join(filter(None, lines))] if any(lines) else []
