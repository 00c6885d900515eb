"""What is anchored in a paragraph of Word: text boxes, charts, diagrams, pictures and objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from precis.loaders.office.drawings import chart, description, diagram, paragraphs
from precis.loaders.office.lines import joined
from precis.loaders.xmltree import attribute, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from precis.loaders.office.word import Story

_UNREADABLE = {"contentPart": "ink drawing", "control": "control", "movie": "film"}


def anchored(story: Story, drawing: Element) -> Iterator[str]:
    """Yield the texts in a drawing of either kind (DrawingML, VML); count what has none."""
    for part in drawing:
        kind = local_name(part)
        if kind == "AlternateContent":
            yield from anchored(story, story.choose_alternative(part))
        elif kind in _READERS:
            yield from _READERS[kind](story, part)
        elif kind in _UNREADABLE:
            story.document.unread.add(_UNREADABLE[kind])
        else:
            yield from anchored(story, part)


def _text_box(story: Story, element: Element) -> Sequence[str]:
    return [joined(story.blocks(element))]


def _described(_: Story, element: Element) -> Sequence[str]:
    text = description(element)
    return [f"Picture: {text}"] if text else []


def _word_art(_: Story, element: Element) -> Sequence[str]:
    return [attribute(element, "string") or ""]


def _picture(story: Story, element: Element) -> Sequence[str]:
    target = story.target(element, "embed") or story.target(element, "id")
    return story.document.picture(target)


def _object(story: Story, element: Element) -> Sequence[str]:
    story.document.embed(story.target(element, "id"), attribute(element, "ProgID") or "")
    return []


def _chart(story: Story, element: Element) -> Sequence[str]:
    text = chart(story.document.package, story.target(element, "id"))
    if not text:
        story.document.unread.add("chart")
    return [text] if text else []


def _diagram(story: Story, element: Element) -> Sequence[str]:
    texts = diagram(story.document.package, story.target(element, "dm"))
    if not texts:
        story.document.unread.add("diagram")
    return ["\n".join(f"- {' '.join(text.split())}" for text in texts)] if texts else []


def _paragraphs(_: Story, element: Element) -> Sequence[str]:
    return [text for text, _ in paragraphs(element)]


_READERS: dict[str, Callable[[Story, Element], Sequence[str]]] = {
    "txbxContent": _text_box,
    "txBody": _paragraphs,
    "docPr": _described,
    "textpath": _word_art,
    "chart": _chart,
    "relIds": _diagram,
    "blip": _picture,
    "imagedata": _picture,
    "OLEObject": _object,
}
