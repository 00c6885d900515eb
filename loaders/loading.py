"""`load`: sources → blobs → Documents, lazily and in order; a bad source costs only itself."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from precis.loaders.errors import LoadError, UnknownFormatError, without_credentials
from precis.loaders.options import LoadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from langchain_core.document_loaders.base import BaseBlobParser
    from langchain_core.documents import Document
    from langchain_core.documents.base import Blob

    from precis.loaders.reading import Reader


class _Loading(NamedTuple):
    """How sources are loaded, with callbacks; the parameters of `load`."""

    options: LoadOptions
    on_complete: Callable[[str], None]
    is_held: Callable[[str, str], bool]
    reader: Reader | None


def load(
    sources: Iterable[str | Blob],
    options: LoadOptions | None = None,
    on_error: Callable[[LoadError], None] | None = None,
    on_complete: Callable[[str], None] = lambda _: None,
    *,
    images_parser: BaseBlobParser | None = None,
    is_held: Callable[[str, str], bool] = lambda *_: False,
    reader: Reader | None = None,
) -> Iterator[Document]:
    """Yield the Documents of each source: an address, a file, a folder, "-" (stdin), or a blob.

    A source that cannot be loaded goes to `on_error` and the others still load; without
    `on_error` its LoadError is raised. `on_complete` gets the address of each site that was
    crawled to its end, of each archive and of each server that told all it has: whatever else
    there was under it is gone. What a server or a folder keeps is left out where `is_held` says so
    of its source and its version; of a server's, the Documents have it as `version`.
    `images_parser` describes pictures (`describing.py`) where `options` ask for that. `reader`
    reads the blobs; without one, processes of this machine do.
    """
    options = options or LoadOptions()
    if images_parser is None and options.describe_figures:
        options = options.model_copy(update={"describe_figures": False})
    loading = _Loading(options, on_complete, is_held, reader)
    for are_files, group in groupby(sources, _is_file):
        items_of = _of_files if are_files else _of_each
        for found in items_of(group, loading):
            item = _described(found, images_parser)
            if not isinstance(item, LoadError):
                yield item
            elif on_error is None:
                raise item
            else:
                on_error(item)


class _Noted:
    """Asks `is_held`, and notes whether anything was."""

    def __init__(self, is_held: Callable[[str, str], bool]) -> None:
        self.held = False
        self._is_held = is_held

    def __call__(self, source: str, version: str) -> bool:
        found = self._is_held(source, version)
        self.held = self.held or found
        return found


def _is_file(source: str | Blob) -> bool:
    from precis.loaders.sources import is_folder, is_path

    return isinstance(source, str) and is_path(source) and not is_folder(source)


def _of_files(paths: Iterable[str | Blob], loading: _Loading) -> Iterator[Document | LoadError]:
    """Yield what files hold that were named one by one; several are read at once."""
    from precis.loaders.reading import read_at_once
    from precis.loaders.sources import blobs

    found = (it for path in paths for it in blobs(str(path), *loading[:3]))
    with closing((loading.reader or read_at_once)(found, loading.options)) as readings:
        for blob, items in readings:
            item = None
            for item in items:
                yield item
            if item is None:
                yield _nothing_in(str(blob.source))


def _of_each(sources: Iterable[str | Blob], loading: _Loading) -> Iterator[Document | LoadError]:
    for source in sources:
        yield from _items(source, loading)


def _items(source: str | Blob, loading: _Loading) -> Iterator[Document | LoadError]:
    """Yield what a source holds; of a folder, what is of no known format is left out."""
    from precis.loaders.reading import read, read_at_once
    from precis.loaders.remote.connecting import is_on_server
    from precis.loaders.sources import COMMUNITY, blobs, is_folder

    options, on_complete = loading.options, loading.on_complete
    if isinstance(source, str) and source.startswith(COMMUNITY):
        yield from _of_community(source, options, on_complete)
        return
    if isinstance(source, str) and is_on_server(source):
        yield from _on_server(source, loading)
        return

    empty, packed = True, False
    name = without_credentials(source if isinstance(source, str) else str(source.source))
    noted = _Noted(loading.is_held)
    found = (
        blobs(source, options, on_complete, noted) if isinstance(source, str) else iter([source])
    )
    usual = read_at_once if isinstance(source, str) and is_folder(source) else read
    with closing((loading.reader or usual)(found, options)) as readings:
        for blob, items in readings:
            listed = not isinstance(blob, LoadError) and blob.metadata.get("listed")
            for item in items:
                if not (listed and isinstance(item, UnknownFormatError)):
                    empty = False
                    packed = packed or _is_in(item, name)
                    yield item
    if packed and "://" in name and not options.crawl:
        on_complete(name)
    if empty and not noted.held:
        yield _nothing_in_folder(name, options) if is_folder(name) else _nothing_in(name)


def _nothing_in_folder(name: str, options: LoadOptions) -> LoadError:
    """Say why nothing of a folder was loaded, under its whole path: an ingest does not take what is
    below it for gone.
    """
    from precis.loaders.folder import files

    folder = Path(name).resolve()
    every = files(folder, options.model_copy(update={"include": (), "exclude": ()}))
    patterns = options.include or options.exclude
    if not patterns or all(isinstance(path, LoadError) for path in every):
        return _nothing_in(str(folder))
    reason = "--include and --exclude leave out every file in it"
    return LoadError(str(folder), reason, "check the patterns")


def _nothing_in(name: str) -> LoadError:
    return LoadError(name, "nothing in it can be loaded", "give another source")


def _described(
    item: Document | LoadError, images_parser: BaseBlobParser | None
) -> Document | LoadError:
    if images_parser is None or isinstance(item, LoadError):
        return item
    from precis.loaders.describing import described

    return described(item, images_parser)


def _of_community(
    source: str, options: LoadOptions, on_complete: Callable[[str], None]
) -> Iterator[Document | LoadError]:
    from precis.loaders.community import documents, without_secrets

    try:
        yield from documents(source, options)
    except LoadError as error:
        yield error
    else:
        on_complete(without_secrets(source))


def _on_server(source: str, loading: _Loading) -> Iterator[Document | LoadError]:
    """Yield what is new on a server; what is of no known format is left out."""
    from precis.loaders.reading import read_at_once
    from precis.loaders.remote.connecting import blobs, connect
    from precis.loaders.remote.downloads import Downloads

    options, on_complete, is_held, _ = loading
    noted, read, empty = _Noted(is_held), False, True
    try:
        connector = connect(source, options)
    except LoadError as error:
        yield error
        return
    unknown: dict[str, str] = {}
    seen = Event()
    with Downloads(options.cache, connector.root) as downloads:
        found = blobs(connector, options, noted, downloads, seen.set)
        with closing((loading.reader or read_at_once)(found, options)) as readings:
            for blob, items in readings:
                read, known = True, False
                for item in items if isinstance(blob, LoadError) else _with_version(blob, items):
                    empty, known = False, True
                    yield item
                if not known and not isinstance(blob, LoadError):
                    unknown[str(blob.source)] = blob.metadata["version"]
        if seen.is_set():
            downloads.complete(unknown)
    if seen.is_set() and connector.lists_all:
        on_complete(connector.root)
    if (read or downloads.unknown) and empty and not noted.held:
        yield _nothing_in(connector.root)


def _with_version(
    blob: Blob, items: Iterator[Document | LoadError]
) -> Iterator[Document | LoadError]:
    """Yield items; the Documents take the version of the blob if all of it was read."""
    read = [item for item in items if not isinstance(item, UnknownFormatError)]
    whole = not any(isinstance(item, LoadError) for item in read)
    for item in read:
        if whole and not isinstance(item, LoadError):
            item.metadata["version"] = blob.metadata["version"]
        yield item


def _is_in(item: Document | LoadError, name: str) -> bool:
    return not isinstance(item, LoadError) and item.metadata["source"].startswith(f"{name}/")
