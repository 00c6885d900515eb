"""The resources of the MCP server: documents of the library, and files of the allowed folders."""

from __future__ import annotations

import asyncio
import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from mcp.server.mcpserver.exceptions import ResourceError
from mcp_types import Resource

from precis.errors import PrecisError
from precis.web.wording import without_advice

if TYPE_CHECKING:
    from pathlib import Path

    from precis.chains.workspace import Workspace
    from precis.loaders import LoadOptions
    from precis.web.folders import Folders

_MOST_LISTED = 1000
_TEXT = "text/plain"


class Resources:
    """Lists and reads the current ones, always as text."""

    def __init__(self, workspace: Workspace, folders: Folders, options: LoadOptions) -> None:
        self._workspace = workspace
        self._folders = folders
        self._options = options

    async def list_all(self) -> list[Resource]:
        """Return the documents of every collection, then the files."""
        return await asyncio.to_thread(lambda: [*self._documents(), *self._files()])

    async def document(self, collection: str, document_id: str) -> str:
        """Return the text of a document, which the offsets of citations refer to."""
        find = self._workspace.library.documents
        try:
            found = await asyncio.to_thread(find, [document_id], unquote(collection))
        except PrecisError as error:
            raise _resource_error(error) from None
        return found[document_id].page_content

    async def file(self, path: str) -> str:
        """Return the text of a file in the allowed folders, by its absolute or relative path."""
        try:
            return await asyncio.to_thread(self._loaded, unquote(path))
        except PrecisError as error:
            raise _resource_error(error) from None

    def _loaded(self, path: str) -> str:
        from precis.loaders import load

        try:
            found = self._folders.open("", f"/{path}")
        except PrecisError:
            found = self._folders.open("", path)
        return "\n\n".join(it.page_content for it in load([found], self._options))

    def _documents(self) -> list[Resource]:
        library = self._workspace.library
        return [
            Resource(
                uri=f"precis://{quote(collection, safe='')}/{source.id}",
                name=source.source,
                title=source.title,
                mime_type=_TEXT,
            )
            for collection in library.collections()
            for source in library.sources(collection)
        ][:_MOST_LISTED]

    def _files(self) -> list[Resource]:
        return [_file(path) for path in self._folders.files(self._options, _MOST_LISTED)]


def _file(path: Path) -> Resource:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Resource(
        uri=path.as_uri(),
        name=path.name,
        description=f"The text of a file ({kind}).",
        mime_type=_TEXT,
        size=path.stat().st_size,
    )


def _resource_error(error: PrecisError) -> ResourceError:
    return ResourceError(without_advice(str(error)))
