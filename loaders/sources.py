"""A source → its blobs: one for an address, a file or standard input, many for a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.documents.base import Blob

from precis.errors import cause_of
from precis.languages.plain_text import well_formed
from precis.loaders.errors import LoadError, vanished
from precis.loaders.remote.connecting import SCHEMES, is_on_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from precis.loaders.options import LoadOptions

STANDARD_INPUT = "-"
COMMUNITY = "langchain:"
"""What the source begins with that a loader of langchain-community reads: `community.py`."""

_BUCKET = "s3://"


def blobs(
    source: str,
    options: LoadOptions,
    on_complete: Callable[[str], None],
    is_held: Callable[[str, str], bool],
) -> Iterator[Blob | LoadError]:
    """Yield the blobs of `source`, and a LoadError for each that cannot be had.

    `on_complete` is for `crawl`, which tells there what the site was. A file of a folder that
    `is_held` is left out; its version is the time of its last change.
    """
    try:
        if source == STANDARD_INPUT:
            yield _standard_input(options)
        elif "://" in source:
            yield from _address(source, options, on_complete)
        else:
            yield from _path(source, options, is_held)
    except LoadError as error:
        yield error


def is_path(source: str) -> bool:
    """Return whether a source names a file or a folder."""
    return not (
        source == STANDARD_INPUT
        or "://" in source
        or source.startswith(COMMUNITY)
        or is_on_server(source)
    )


def is_folder(source: str) -> bool:
    """Return whether a source is a folder: files that can be read at once."""
    try:
        return is_path(source) and Path(source).is_dir()
    except (OSError, ValueError):
        return False


def is_left_out(source: str, root: str, options: LoadOptions) -> bool:
    """Return whether the patterns of a load kept it from a source below `root`, a folder or bucket.

    Of what is packed in a file, the name of the file counts.
    """
    if not (options.include or options.exclude) or not (is_path(root) or root.startswith(_BUCKET)):
        return False
    from precis.loaders.folder import is_chosen

    path, top = Path(source), Path(root)
    if path == top or not path.is_relative_to(top):
        return False
    folders = path.parents[: len(path.relative_to(top).parts) - 1]
    packed_in = next(filter(os.path.isfile, folders), path)
    return not is_chosen(packed_in, top, options)


def _standard_input(options: LoadOptions) -> Blob:
    data = sys.stdin.buffer.read(options.limits.max_bytes + 1)
    options.limits.check_bytes(STANDARD_INPUT, len(data))
    if not data:
        raise LoadError(STANDARD_INPUT, "standard input is empty", "pipe something into it")
    return Blob.from_data(data, metadata={"source": STANDARD_INPUT})


def _address(
    source: str, options: LoadOptions, on_complete: Callable[[str], None]
) -> Iterator[Blob | LoadError]:
    scheme = source.partition("://")[0].lower()
    if scheme not in {"http", "https"}:
        remedy = f"give a file, or an address of http, https, {', '.join(SCHEMES)}"
        raise LoadError(source, f"addresses of '{scheme}' cannot be loaded", remedy)
    if options.crawl:
        from precis.loaders.web.crawl import crawl

        yield from crawl(source, options, on_complete)
    else:
        from precis.loaders.web.pages import fetching

        with fetching(source, options) as fetch:
            blob = fetch(source)
        yield blob


def _path(
    source: str, options: LoadOptions, is_held: Callable[[str, str], bool]
) -> Iterator[Blob | LoadError]:
    if not source.strip():
        raise LoadError("''", "this names nothing", "give a file, a folder or an address")
    try:
        path = Path(source).resolve()
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        raise LoadError(
            source, f"this is not a path that can be read ({cause_of(error)})", "correct it"
        ) from None
    if is_folder:
        from precis.loaders.folder import files
        from precis.loaders.reference_library import known_files

        wanted = (it for it in files(path, options) if not _is_held(it, is_held))
        yield from _files(wanted, options, known_files(path))
    elif is_file:
        yield _file(path, options)
    elif path.exists():
        raise LoadError(str(path), "this is neither a file nor a folder", "give one of them")
    else:
        raise LoadError(str(path), "there is no such file or folder", "check the name")


def _is_held(path: Path | LoadError, is_held: Callable[[str, str], bool]) -> bool:
    try:
        return isinstance(path, Path) and is_held(str(path), str(path.stat().st_mtime_ns))
    except OSError:
        return False


def _files(
    paths: Iterator[Path | LoadError], options: LoadOptions, known: dict[Path, dict[str, str]]
) -> Iterator[Blob | LoadError]:
    for path in paths:
        try:
            if isinstance(path, LoadError):
                raise path
            blob = _file(path, options)
        except LoadError as error:
            yield error
        else:
            blob.metadata["listed"] = True
            blob.metadata["known"] = known.get(path, {})
            yield blob


def _file(path: Path, options: LoadOptions) -> Blob:
    if well_formed(str(path)) != str(path):
        raise LoadError(str(path), "its name is not in UTF-8", "rename it")
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except FileNotFoundError:
        raise vanished(str(path)) from None
    except OSError as error:
        reason = f"it cannot be opened ({cause_of(error)})"
        raise LoadError(str(path), reason, "check its permissions") from None
    options.limits.check_bytes(str(path), size)
    if size == 0:
        raise LoadError(str(path), "the file is empty", "give one with text")
    return Blob.from_path(path, guess_type=False, metadata={"source": str(path)})
