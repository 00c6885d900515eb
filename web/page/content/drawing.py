"""Slides and other office documents as PDFs, drawn by LibreOffice in bubblewrap.

Files are not trusted: a deck can link pictures from any host and any folder, and LibreOffice
follows the links. The sandbox has no network and no keys, and sees only programs, fonts and this
one file; when it ends, all its processes end.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from precis.errors import PrecisError
from precis.web.visible import is_slides

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 60
_MEMORY_BYTES = 2_000_000_000
_FILE_BYTES = 200_000_000
_MOST_FAILURES = 1000
_MOST_WAITING = 8
_WORK = "/tmp"  # noqa: S108 - of the sandbox; LibreOffice insists on this one
_READABLE = (
    *("/usr", "/lib", "/lib64", "/bin", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice"),
    "/var/cache/fontconfig",
)
_PROFILE = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_PROFILE}"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item></oor:items>
"""
_HIDDEN_TOO = '{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'


class Drawing:
    """Draws one file at a time, each once; a file that failed is not tried again."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self._running: dict[Path, asyncio.Task[None]] = {}
        self._failed: dict[tuple[Path, int], str] = {}

    def problem(self, file: Path) -> str | None:
        """Return why a file cannot be drawn, None if no reason is known."""
        missing = [name for name, found in _programs().items() if found is None]
        if missing:
            return f"this server has no {' and no '.join(missing)}"
        return self._failed.get((file, file.stat().st_mtime_ns))

    async def draw(self, file: Path, suffix: str, drawn: Path) -> None:
        """Write the PDF of a file. Raises PrecisError with the reason where there is none."""
        if drawn not in self._running:
            if len(self._running) > _MOST_WAITING:
                raise PrecisError("other documents are drawn first: open it again in a minute")
            task = asyncio.create_task(self._draw(file, suffix, drawn))
            self._running[drawn] = task
            task.add_done_callback(lambda _: self._running.pop(drawn))
        await asyncio.shield(self._running[drawn])

    async def _draw(self, file: Path, suffix: str, drawn: Path) -> None:
        if problem := self.problem(file):
            raise PrecisError(problem)
        changed = file.stat().st_mtime_ns
        async with self._turn:
            with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                try:
                    made = await _converted(file, suffix, Path(folder))
                except PrecisError as error:
                    if len(self._failed) < _MOST_FAILURES:
                        self._failed[file, changed] = str(error)
                    raise
                await asyncio.to_thread(_keep, made, drawn, changed)


def is_drawn(file: Path, drawn: Path) -> bool:
    """Whether a PDF was drawn from the current file: it has the file's modification time."""
    return drawn.is_file() and drawn.stat().st_mtime_ns == file.stat().st_mtime_ns


def _keep(made: Path, drawn: Path, changed: int) -> None:
    drawn.parent.mkdir(parents=True, exist_ok=True)
    part = drawn.with_suffix(".part")
    shutil.copyfile(made, part)
    os.utime(part, ns=(changed, changed))
    part.replace(drawn)


def _programs() -> dict[str, str | None]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    sandbox = {"bubblewrap": shutil.which("bwrap"), "prlimit": shutil.which("prlimit")}
    return {"LibreOffice": office, **sandbox}


async def _converted(file: Path, suffix: str, folder: Path) -> Path:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    errors = folder / "errors"
    with errors.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *_command(file, suffix, folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=said,
            env={},
        )
    try:
        await asyncio.wait_for(process.wait(), _SECONDS)
    except TimeoutError:
        raise PrecisError(f"LibreOffice did not draw it within {_SECONDS} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if errors.read_bytes()[:6] == b"bwrap:":
        raise PrecisError("bubblewrap does not work on this server")
    made = folder / "out" / "file.pdf"
    if process.returncode or not made.is_file() or not made.stat().st_size:
        raise PrecisError("LibreOffice could not draw it")
    return made


def _command(file: Path, suffix: str, folder: Path) -> Iterator[str]:
    programs = {name: str(found) for name, found in _programs().items()}
    office = Path(programs["LibreOffice"]).resolve()
    own = office.parents[1] if office.parent.name == "program" else office.parent
    limits = {"as": _MEMORY_BYTES, "cpu": _SECONDS, "fsize": _FILE_BYTES, "core": 0}
    yield programs["prlimit"]
    yield from (f"--{name}={most}" for name, most in limits.items())
    yield from (programs["bubblewrap"], "--unshare-all", "--die-with-parent", "--new-session")
    yield from ("--proc", "/proc", "--dev", "/dev", "--bind", str(folder), _WORK)
    for path in (*_READABLE, str(own)):
        yield from ("--ro-bind-try", path, path)
    yield from ("--ro-bind", str(file), f"{_WORK}/file{suffix}", "--remount-ro", "/")
    yield from ("--chdir", _WORK, "--clearenv", "--setenv", "HOME", _WORK)
    yield from ("--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8", str(office))
    yield from ("--headless", "--norestore", f"-env:UserInstallation=file://{_WORK}/profile")
    yield from ("--convert-to", f"pdf:{_filter(suffix)}", "--outdir", f"{_WORK}/out")
    yield f"{_WORK}/file{suffix}"


def _filter(suffix: str) -> str:
    return f"impress_pdf_Export:{_HIDDEN_TOO}" if is_slides(suffix) else "writer_pdf_Export"
