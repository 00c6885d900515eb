"""Replace pictures in documents by a chat model's descriptions.

A parser keeps the pictures beside its text and a mark where each stands; the model is asked here,
outside of the process that parses, which knows no keys.
"""

from __future__ import annotations

import re
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.documents.base import Blob

from precis.languages.counts import count_of
from precis.loaders.contract import Page
from precis.loaders.errors import LoadError
from precis.loaders.kept_pictures import CLOSE, OPEN, PICTURES
from precis.loaders.unread import KEY

if TYPE_CHECKING:
    from langchain_core.document_loaders.base import BaseBlobParser

LABEL = "Picture, as a model describes it"
_MARK = re.compile(f"{OPEN}(\\d{{1,6}}){CLOSE}")
_AT_ONCE = 4


def described(document: Document, images_parser: BaseBlobParser) -> Document | LoadError:
    """Return a document with its pictures described by what LangChain calls an images parser.

    It gets a Blob (PNG or JPEG) for each picture. A LoadError that it raises costs that picture,
    and is noted in `unread`; other errors are raised.
    """
    from precis.loaders.registry import complete

    kept = document.metadata.pop(PICTURES, None)
    if kept is None:
        return document
    source = document.metadata["source"]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        lines = list(threads.map(lambda data: _line(data, source, images_parser), kept))
    text, moves = _filled(document.page_content, [line for line, _ in lines])
    document.page_content = text
    document.metadata["pages"] = [_shift_page(page, moves) for page in document.metadata["pages"]]
    failures = [reason for _, reason in lines if reason]
    for reason in dict.fromkeys(failures):
        what = count_of(failures.count(reason), "picture was", "pictures were")
        document.metadata.setdefault(KEY, []).append(f"{what} not described: {reason}")
    try:
        return complete(document, source)
    except LoadError as error:
        return error


def _line(data: str, source: str, images_parser: BaseBlobParser) -> tuple[str, str]:
    """Return a description in one line, and why there is none."""
    picture = Blob.from_data(b64decode(data), metadata={"source": source})
    try:
        found = images_parser.parse(picture)
    except LoadError as error:
        return "", error.reason
    text = " ".join(" ".join(part.page_content for part in found).split())
    return (f"{LABEL}: {text}" if text else ""), ""


def _filled(text: str, lines: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Put descriptions in the places of their marks; return where that moves what follows."""
    pieces, moves, end = [], [], 0
    for mark in _MARK.finditer(text):
        number = int(mark[1])
        line = lines[number] if number < len(lines) else ""
        pieces += [text[end : mark.start()], line]
        end = mark.end()
        moves.append((end, len(line) - len(mark[0])))
    return "".join([*pieces, text[end:]]), moves


def _shift_page(page: Page, moves: list[tuple[int, int]]) -> Page:
    start, end = (
        place + sum(by for at, by in moves if at <= place) for place in (page["start"], page["end"])
    )
    return Page(**(page | {"start": start, "end": end}))
