"""The files behind documents that can be shown as they look: pages of PDFs, and pictures."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.errors import PrecisError
from precis.web.page.content.drawing import is_drawn
from precis.web.times import moment
from precis.web.visible import SUFFIXES, Look, look

if TYPE_CHECKING:
    from langchain_core.documents import Document

    from precis.stores.catalog import Source
    from precis.stores.originals import Originals

_SECONDS = 20
_PASSED_ON = ("HOME", "LANG", "PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
_AT_ONCE = asyncio.Semaphore(2)
_PICTURES = {
    rb"\x89PNG\r\n\x1a\n": "image/png",
    rb"\xff\xd8\xff": "image/jpeg",
    rb"GIF8[79]a": "image/gif",
    rb"RIFF.{4}WEBP": "image/webp",
    rb"BM.{8}": "image/bmp",
}


class Original(NamedTuple):
    """The file of a document, and the PDF that is drawn from it or is the file itself."""

    path: Path
    look: Look
    pdf: Path
    suffix: str

    @property
    def is_drawn(self) -> bool:
        """Whether the PDF exists and was made from the current file."""
        return self.pdf == self.path or is_drawn(self.path, self.pdf)


def original(
    document: Document, source: Source | None, originals: Originals, collection: str
) -> Original | None:
    """Return the file that a document was read from, kept by the server or in its old place.

    A file in its old place counts only if it has not changed since it was read.
    """
    media_type, name = document.metadata["media_type"], document.metadata["id"]
    shown = look(media_type)
    path = originals.path(collection, name) or _in_place(source) if shown else None
    if shown is None or path is None:
        return None
    suffix = SUFFIXES.get(media_type, "")
    return Original(path, shown, originals.drawn(collection, name) if suffix else path, suffix)


def _in_place(source: Source | None) -> Path | None:
    if source is None:
        return None
    path = Path(source.source)
    try:
        unchanged = path.stat().st_mtime <= moment(source.ingested_at).timestamp() + 1
        return path if path.is_absolute() and path.is_file() and unchanged else None
    except (OSError, ValueError):
        return None


def picture_type(path: Path) -> str | None:
    """Return the media type of a picture that browsers show, by its first bytes."""
    with path.open("rb") as file:
        head = file.read(16)
    return next((kind for mark, kind in _PICTURES.items() if re.match(mark, head, re.DOTALL)), None)


async def page_picture(path: Path, page: int) -> bytes:
    """Return a page of a PDF as a PNG. Raises PrecisError."""
    return await _run_process({"file": str(path), "page": page})


async def places_on_page(path: Path, page: int, quote: str = "", near: float = 0) -> dict[str, Any]:
    """Return a page and the places of a quote on it, as `pdf_page` answers. Raises PrecisError.

    With page 0, it is the page that has the quote.
    """
    request = {"file": str(path), "page": page, "quote": quote, "near": near}
    found: dict[str, Any] = json.loads(await _run_process(request))
    return found


async def _run_process(request: dict[str, Any]) -> bytes:
    """Run a process without keys and tokens in its environment."""
    folders = [folder for folder in sys.path if folder and Path(folder).resolve() != Path.cwd()]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    async with _AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "precis.web.page.content.pdf_page"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment | {"PYTHONPATH": os.pathsep.join(folders)},
        )
        try:
            sent = json.dumps(request).encode()
            answer, _ = await asyncio.wait_for(process.communicate(sent), _SECONDS)
        except TimeoutError:
            answer = b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode or not answer:
        raise PrecisError("its page cannot be displayed")
    return answer
