"""`zotero:` against a server with Zotero's API, version 3, on loopback."""

import json
from typing import Any

import pytest

from precis.loaders import LoadError, load
from precis.loaders.remote.zotero import ADDRESS, KEY
from tests.fakes.site import Reply, Site
from tests.loaders.remote.in_step import Kept, check_history

LIBRARY = "/users/7"


class Library:
    """Answers as the API does; every attachment hangs on an item."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.items: dict[str, dict[str, Any]] = {}
        self._version = 0
        self._keys: dict[str, str] = {}
        self.publish()

    def put(self, name: str, text: str) -> None:
        key = self._keys.setdefault(name, f"KEY{len(self._keys):05}")
        parent = f"P{key[1:]}"
        self.add(parent, itemType="book", title=f"Book of {name}", abstractNote="Unread.")
        self.add(key, itemType="attachment", parentItem=parent, linkMode="imported_file",
                 filename=name, contentType="text/plain", md5=str(hash(text)))  # fmt: skip
        self.site.replies[f"{LIBRARY}/items/{key}/file"] = Reply(text.encode(), "text/plain")

    def delete(self, name: str) -> None:
        key = self._keys[name]
        del self.items[key], self.items[f"P{key[1:]}"]
        self.publish()

    def rename(self, name: str, new: str) -> None:
        key = self._keys[new] = self._keys.pop(name)
        self.add(key, **self.items[key]["data"] | {"filename": new})

    def add(self, key: str, **data: Any) -> None:
        self._version += 1
        self.items[key] = {"key": key, "version": self._version, "data": data}
        self.publish()

    def publish(self, at_once: int = 100) -> None:
        items = list(self.items.values())
        for start in range(0, max(len(items), 1), at_once):
            path = f"{LIBRARY}/items?format=json&limit=100&start={start}"
            body = json.dumps(items[start : start + at_once]).encode()
            headers = {"Total-Results": str(len(items))}
            self.site.serve(path, Reply(body, "application/json", headers=headers))


@pytest.fixture
def library(site: Site, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv(ADDRESS, site.address)
    monkeypatch.setenv(KEY, "k3y")
    return Library(site)


def test_the_library_follows_zotero(seed: int, library: Library, kept: Kept) -> None:
    check_history(seed, library, "zotero:users/7", kept)


def test_files_notes_and_abstracts_have_what_their_item_says(library: Library) -> None:
    about = {"title": "On Harbours", "date": "2024-05-01", "url": "https://example.org/h"}
    people = [{"firstName": "Ada", "lastName": "Byron"}, {"name": "The Port"}]
    library.add("ITEM", itemType="book", creators=people, **about)
    library.add("FILE", itemType="attachment", parentItem="ITEM", linkMode="imported_file",
                filename="harbours.txt", contentType="text/plain")  # fmt: skip
    library.add("LINK", itemType="attachment", parentItem="ITEM", linkMode="linked_url")
    library.add("NOTE", itemType="note", parentItem="ITEM", note="<p>It is <b>deep</b>.</p>")
    library.add("ALONE", itemType="thesis", title="On Bridges", abstractNote="They are long.")
    library.site.serve(f"{LIBRARY}/items/FILE/file", Reply(b"The harbour opens.", "text/plain"))
    found = {d.metadata["source"].partition("users/7/")[2]: d for d in load(["zotero:users/7"])}
    assert sorted(found) == ["ALONE/abstract.txt", "FILE/harbours.txt", "NOTE/note.html"]
    file = found["FILE/harbours.txt"].metadata
    assert {name: file[name] for name in ("title", "author", "date", "url")} == {
        **about,
        "author": "Ada Byron; The Port",
    }
    assert "It is deep." in found["NOTE/note.html"].page_content
    assert "They are long." in found["ALONE/abstract.txt"].page_content
    sent = [headers.get("Authorization") for _, headers in library.site.requests]
    assert set(sent) == {"Bearer k3y"}


def test_the_title_of_an_item_is_followed(library: Library, kept: Kept) -> None:
    library.put("a.txt", "note-1 is here.")
    kept.update("zotero:users/7")
    [key] = [key for key in library.items if key.startswith("P")]
    library.add(key, itemType="book", title="Renamed")
    kept.update("zotero:users/7")
    [document] = kept.documents().values()
    assert document.metadata["title"] == "Renamed"


def test_many_items_come_page_by_page(library: Library, kept: Kept) -> None:
    for number in range(5):
        library.add(f"N{number}", itemType="note", note=f"note-{number} is here.")
    library.publish(at_once=2)
    assert len(list(load(["zotero:users/7"]))) == 5


def test_a_list_that_ends_early_removes_nothing(library: Library, kept: Kept) -> None:
    for number in range(2):
        library.put(f"{number}.txt", f"note-{number} is here.")
    kept.update("zotero:users/7")
    [path] = [path for path in library.site.replies if "start=0" in path]
    whole = library.site.replies[path]
    half = json.dumps(json.loads(whole.body)[:2]).encode()
    library.site.serve(path, Reply(half, headers={"Total-Results": "4"}))
    library.site.serve(path.replace("start=0", "start=2"), Reply(b"[]", headers=whole.headers))
    [failure] = kept.update("zotero:users/7").failed
    assert "ends early" in failure.error
    assert kept.notes() == ["note-0", "note-1"]


def test_a_file_that_is_not_on_the_server_costs_only_itself(library: Library, kept: Kept) -> None:
    library.put("a.txt", "note-1 is here.")
    library.put("b.txt", "note-2 is here.")
    del library.site.replies[f"{LIBRARY}/items/KEY00000/file"]
    [failure] = kept.update("zotero:users/7").failed
    assert failure.source == "zotero:users/7/KEY00000/a.txt"
    assert kept.notes() == ["note-2"]


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_is_never_shown(status: int, library: Library) -> None:
    for path in list(library.site.replies):
        library.site.serve(path, Reply(b"Invalid key k3y", status=status))
    with pytest.raises(LoadError, match=f"check the library and the key in {KEY}") as caught:
        list(load(["zotero:users/7"]))
    assert "k3y" not in str(caught.value)


def test_the_file_of_a_running_zotero_is_read_where_it_is(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    paper = tmp_path / "a paper.txt"
    paper.write_text("The harbour opens.")
    monkeypatch.setenv(ADDRESS, site.address)
    item = {
        "key": "FILE",
        "version": 1,
        "data": {"itemType": "attachment", "linkMode": "linked_file", "filename": "a paper.txt"},
        "links": {"enclosure": {"href": paper.as_uri()}},
    }
    site.serve("/users/0/items?format=json&limit=100&start=0", Reply(json.dumps([item]).encode()))
    [document] = load(["zotero:"])
    assert document.page_content == "The harbour opens."
    assert document.metadata["source"] == "zotero:users/0/FILE/a paper.txt"
    site.serve("/users/7/items?format=json&limit=100&start=0", Reply(json.dumps([item]).encode()))
    with pytest.raises(LoadError, match="answered 404"):
        list(load(["zotero:users/7"]))


@pytest.mark.parametrize("source", ["zotero:me", "zotero:users/x", "zotero://select/items/1"])
def test_what_names_no_library_is_told(source: str) -> None:
    with pytest.raises(LoadError, match="names no library"):
        list(load([source]))


def test_without_a_running_zotero_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:9")
    with pytest.raises(LoadError, match="cannot be reached"):
        list(load(["zotero:"]))
