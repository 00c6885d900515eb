"""`zotero:` → the attachments and notes of a Zotero library, by Zotero's API, version 3.

`zotero:` asks the Zotero that runs on this machine; `zotero:users/ID` and `zotero:groups/ID` ask
zotero.org with the key in ZOTERO_API_KEY. `…/collections/KEY` stands for one collection.
The API is at the address in PRECIS_ZOTERO, if that is set.
"""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import httpx

from precis.errors import cause_of
from precis.json_text import read_json
from precis.loaders.errors import LoadError
from precis.loaders.remote.contract import Connector, Entry
from precis.loaders.web.client import Pace, client_for
from precis.loaders.web.fetch import StatusError, read, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.loaders.options import LoadOptions

    Item = dict[str, Any]

KEY, ADDRESS = "ZOTERO_API_KEY", "PRECIS_ZOTERO"
_HERE, _ZOTERO_ORG = "http://127.0.0.1:23119/api", "https://api.zotero.org"
_PLACE = re.compile(r"((?:users|groups)/\d+)(/collections/[A-Z0-9]{8})?", re.IGNORECASE)
_MINE = "users/0"
"""The library of whoever runs Zotero on this machine."""

_AT_ONCE = 100
_REFUSED = {401, 403}
_LINKS = {"linked_url"}
"""Attachments that are no files."""


class Zotero(Connector):
    """Files and notes with the title, authors and date of their item; else its abstract."""

    def __init__(self, source: str, options: LoadOptions) -> None:
        super().__init__(source, options.model_copy(update={"cache": None, "render": False}))
        named = source.partition(":")[2].strip("/") or _MINE
        place = _PLACE.fullmatch(named)
        if not place:
            remedy = "give zotero:, zotero:users/ID or zotero:groups/ID"
            raise LoadError(source, "this names no library of Zotero", remedy)
        self.root = f"zotero:{named}"
        self._is_here = place[1] == _MINE
        usual = _HERE if self._is_here else _ZOTERO_ORG
        self._api = os.environ.get(ADDRESS, usual).rstrip("/")
        self._library = f"{self._api}/{place[1]}"
        self._listed = f"{self._api}/{named}"

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, item by item in the order of the API."""
        with client_for(self._api, self.options, Pace()) as client:
            client.headers["Zotero-API-Version"] = "3"
            if key := os.environ.get(KEY):
                client.headers["Authorization"] = f"Bearer {key}"
            items = {item["key"]: item for item in self._items(client)}
            described = {item["data"].get("parentItem") for item in items.values()}
            for item in items.values():
                parent = items.get(item["data"].get("parentItem"), item)
                yield from self._entries_of(client, item, parent, item["key"] in described)

    def _items(self, client: httpx.Client) -> Iterator[Item]:
        """Yield all items; raises LoadError where the server does not give every one."""
        start, total = 0, 1
        while start < total:
            address = f"{self._listed}/items?format=json&limit={_AT_ONCE}&start={start}"
            data, headers = self._answer(client, address, self.root)
            try:
                items = read_json(data)
                total = int(headers.get("total-results", start + len(items)))
                yield from items
            except (ValueError, TypeError):
                reason = "the response is not from Zotero"
                raise LoadError(self.root, reason, "check the address") from None
            if start < total and not items:
                raise LoadError(self.root, "the list of items ends early", "try again")
            start += len(items)

    def _entries_of(
        self, client: httpx.Client, item: Item, parent: Item, has_children: bool
    ) -> Iterator[Entry]:
        data, key = item["data"], item["key"]
        version = f"{item.get('version')}/{data.get('md5')}"
        known = _known_fields(parent["data"])
        if data["itemType"] == "attachment":
            if data.get("linkMode") not in _LINKS:
                name = data.get("filename") or data.get("title") or key
                source = f"{self.root}/{key}/{name.replace('/', '_')}"
                fetch = partial(self._file, client, item, source)
                yield Entry(source, version, fetch, data.get("contentType") or None, known)
        elif data["itemType"] == "note":
            page = f"<html><body>{data.get('note', '')}</body></html>".encode()
            yield Entry(f"{self.root}/{key}/note.html", version, lambda: page, "text/html", known)
        elif data.get("abstractNote") and not has_children:
            text = "\n\n".join(filter(None, (known.get("title"), data["abstractNote"]))).encode()
            source = f"{self.root}/{key}/abstract.txt"
            yield Entry(source, version, lambda: text, "text/plain", known)

    def _file(self, client: httpx.Client, item: Item, source: str) -> bytes:
        """Return the file of an attachment; the Zotero on this machine says where it is."""
        place = item.get("links", {}).get("enclosure", {}).get("href", "")
        if self._is_here and place.startswith("file:"):
            return self._local_file(place, source)
        data, _ = self._answer(client, f"{self._library}/items/{item['key']}/file", source)
        return data

    def _local_file(self, place: str, source: str) -> bytes:
        path = url2pathname(urlsplit(place).path)
        try:
            with open(path, "rb") as stream:  # noqa: PTH123 - the path is Zotero's, as it stands
                return stream.read(self.options.limits.max_bytes + 1)
        except OSError as error:
            reason = f"its file cannot be opened ({cause_of(error)})"
            raise LoadError(source, reason, "open it in Zotero") from None

    def _answer(
        self, client: httpx.Client, address: str, source: str
    ) -> tuple[bytes, httpx.Headers]:
        with receiving(client, address, self.options) as response:
            if response.status_code in _REFUSED:
                reason = "Zotero refuses to show it"
                raise LoadError(source, reason, f"check the library and the key in {KEY}")
            if response.status_code != httpx.codes.OK:
                raise StatusError(source, response)
            return read(response, source, self.options), response.headers


def _known_fields(data: Item) -> dict[str, str]:
    people = [
        person.get("name") or f"{person.get('firstName', '')} {person.get('lastName', '')}".strip()
        for person in data.get("creators", [])
    ]
    found = {
        "title": data.get("title", ""),
        "author": "; ".join(filter(None, people)),
        "date": data.get("date", ""),
        "url": data.get("url", ""),
    }
    return {name: str(value) for name, value in found.items() if value}
