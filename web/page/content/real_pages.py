"""The files behind documents that a browser can show: pages of PDFs, and pictures."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from precis.errors import PrecisError
from precis.web.times import moment

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
PDF = "application/pdf"


class Original(NamedTuple):
    """The file of a document: a PDF or a picture."""

    path: Path
    is_pdf: bool


def original(
    document: Document, source: Source | None, originals: Originals, collection: str
) -> Original | None:
    """Return the file that a document was read from, kept by the server or in its old place.

    A file in its old place counts only if it has not changed since it was read.
    """
    media_type = document.metadata["media_type"]
    if media_type != PDF and not media_type.startswith("image/"):
        return None
    path = originals.path(collection, document.metadata["id"]) or _in_place(source)
    return Original(path, media_type == PDF) if path else None


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
    return await _asked({"file": str(path), "page": page})


async def places_on_page(path: Path, page: int, quote: str) -> dict[str, Any]:
    """Return what `pdf_page.places` returns. Raises PrecisError."""
    found: dict[str, Any] = json.loads(
        await _asked({"file": str(path), "page": page, "quote": quote})
    )
    return found


async def _asked(request: dict[str, Any]) -> bytes:
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
        raise PrecisError("this page cannot be displayed: read its text")
    return answer
