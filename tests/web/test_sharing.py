"""Whose collections are whose, in one file: every route, jobs, and after a right was taken away."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from fastapi.routing import APIRoute
from starlette.routing import Route
from starlette.testclient import TestClient

from precis.stores.kept_shares import open_shares
from precis.stores.permissions import Right
from precis.web.access import Access, add_user
from precis.web.quota import Quota
from tests.web.client import Served, done, ended, upload
from tests.web.page.views import HTML, PART, finished, posted, text_of

PRIVATE = "~anna/kestrelbox"
TEXT = (
    "The zephyrine wharf opens at nineteen in the morning, as its keeper Quillfeather decided.\n\n"
    "Nobody but Quillfeather may paint the zephyrine wharf, and its colour is ochre."
)
WORDS = re.compile("zephyrine|quillfeather|ochre|wharfplan|keepernote", re.IGNORECASE)
LIBRARY = "/api/v1/collections"
FREE = Quota(max_rate=100_000, max_jobs=1000)


class As:
    """A client with the token of a user."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        self.bearer = {"authorization": f"Bearer {token}"}

    def __enter__(self) -> TestClient:
        self.client.headers.update(self.bearer)
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.headers.pop("authorization")


class Team:
    """A server with the users anna and ben, and anna's own collection on it."""

    def __init__(self, served: Served, folder: Path, database: str | None = None) -> None:
        users = folder / "users"
        tokens = [add_user(users, name) for name in ("anna", "ben", "cleo")]
        client = served(
            access=Access.file(users),
            quota=Quota(max_rate=100_000, max_jobs=1000),
            database=database,
        )
        self.shares = open_shares(folder / "library", database)
        self.accepted = [{"accept": "*/*"}]
        if database is None:  # forms of an answer are the same wherever a library is
            self.accepted += [HTML, PART, {"accept": "text/event-stream"}]
        self.anna, self.ben, self.cleo = (As(client, token) for token in tokens)
        with self.anna as anna:
            source = upload(anna, TEXT, "wharfplan.md")
            done(anna, "ingest", sources=[source], collection=PRIVATE)
            [kept] = anna.get(f"{LIBRARY}/{PRIVATE}/sources").json()["sources"]
            self.document = kept["id"]

    def share(self, name: str, right: str = "read") -> None:
        with self.anna as anna:
            sent = anna.put(f"{LIBRARY}/{PRIVATE}/shares/{name}", json={"right": right})
            assert sent.status_code == 200, sent.text

    def unshare(self, name: str) -> None:
        with self.anna as anna:
            assert anna.delete(f"{LIBRARY}/{PRIVATE}/shares/{name}").status_code == 204


@pytest.fixture(params=["file", "database"])
def team(request: pytest.FixtureRequest, served: Served, tmp_path: Path) -> Team:
    """The team of a library in a folder, and of one in a database."""
    in_database = request.param == "database"
    return Team(served, tmp_path, request.getfixturevalue("database_url") if in_database else None)


def routes(client: TestClient) -> Iterator[tuple[str, str]]:
    """Yield every method and path of the application."""
    app: Any = client.app
    while not hasattr(app, "routes"):
        app = app._app
    for route in app.routes:
        included = getattr(route, "original_router", None)
        for one in included.routes if included else [route]:
            if isinstance(one, APIRoute | Route):
                for method in sorted(one.methods or ()):
                    if method != "HEAD":
                        yield method, one.path


def send(
    client: TestClient, method: str, path: str, values: dict[str, str], *, accept: dict[str, str]
) -> tuple[int, str]:
    """Send a request with all that could name what is private; return what came back."""
    collection, document = values["collection"], values["document_id"]
    for name, value in values.items():
        path = re.sub(rf"\{{{name}(:path)?\}}", value, path)
    assert "{" not in path, path
    where = {"in": collection, "doc": document, "start": "0", "end": "20", "do": "summarize"}
    words = {"q": "a", "question": "When does it open?", "title": "New", "right": "read"}
    more = {"user": "ben", "id": values["job_id"], "text": "It opens at ten.", "part": "faq"}
    form = where | words | more | {"upload": values["upload_id"]}
    if method == "GET":
        answer = client.get(path, params=form, headers=accept)
    elif path.startswith(("/api/", "/v1/")):
        asked = {
            "question": "When does it open?",
            "collection": collection,
            "sources": [f"document:{document}", f"collection:{collection}"],
            "text": "It opens at ten.",
            "chain": "faq",
            "model": collection,
            "messages": [{"role": "user", "content": "When does it open?"}],
            "input": "It opens.",
            "right": "write",
        }
        asked = {name: asked[name] for name in WANTED.get(path.rpartition("/")[2], ["right"])}
        answer = client.request(method, path, json=asked, headers=accept)
    else:
        answer = client.post(path, data=form, headers=accept, follow_redirects=False)
    return answer.status_code, f"{answer.text}\n{answer.headers}"


WANTED = {
    "search": ["question", "collection"],
    "ask": ["question", "collection"],
    "summarize": ["sources", "collection"],
    "ingest": ["sources", "collection"],
    "check": ["sources", "text", "collection"],
    "run": ["sources", "chain", "collection"],
    "completions": ["model", "messages"],
    "embeddings": ["input"],
}


def neutral(answer: tuple[int, str], values: dict[str, str]) -> str:
    """Return what came back without what was sent, and what is random or of this moment."""
    text, name = answer[1], values["collection"]
    for value in (name, name.replace("/", "%2F"), quote(name, safe="")):
        text = text.replace(value, "…")
    text = re.sub(r"nonce-[\w-]+|chatcmpl-\w+|[0-9a-f]{16,}|\d+(\.\d+)?", "…", text)
    return f"{answer[0]} {text}"


def test_no_route_shows_a_word_of_what_is_private(team: Team) -> None:
    with team.anna as anna:
        job = anna.post(
            "/api/v1/summarize", json={"sources": [f"collection:{PRIVATE}"], "length": "short"}
        ).json()["id"]
        ended(anna, {"id": job})
        chat = posted(anna, "/tasks/ask", in_=PRIVATE, question="When does the wharf open?")[3:]
        finished(anna, f"/c/{chat}")
        result = posted(anna, "/tasks/summarize", in_=PRIVATE, words="short")[3:]
        finished(anna, f"/r/{result}")
        kept_upload = upload(anna, TEXT, "keepernote.md").removeprefix("upload:")
        walk = list(routes(anna))
    assert len(walk) > 45
    fixed = {"name": "ben", "kind": "md", "number": "1", "count": "0"}
    real = fixed | {"collection": PRIVATE, "document_id": team.document, "upload_id": kept_upload}
    unreal = fixed | {"collection": "~anna/nothing", "document_id": "0" * 16, "upload_id": "1" * 32}
    with team.anna as anna:
        seen = "".join(
            send(anna, "GET", path, _of(path, real, job, chat, result), accept=HTML)[1]
            for method, path in walk
            if method == "GET"
        )
        assert {it.lower() for it in WORDS.findall(seen)} >= {"zephyrine", "wharfplan"}
    different = []
    with team.ben as ben:
        for accept in team.accepted:
            for method, path in walk:
                there = _of(path, real, job, chat, result)
                answer = send(ben, method, path, there, accept=accept)
                assert not WORDS.search(answer[1]), (method, path, answer[1])
                nowhere = _of(path, unreal, "2" * 32, "3" * 32, "4" * 32)
                other = send(ben, method, path, nowhere, accept=accept)
                if neutral(answer, there) != neutral(other, nowhere):
                    different.append((method, path, answer, other))
        assert [it for it in different if it[1] not in CHANGING] == []
        jobs = ben.get("/api/v1/jobs").json()["jobs"]
        shown = [ended(ben, it) for it in jobs]
        assert shown
        pages = [ben.get(path, headers=HTML).text for path in ("/history", "/library", "/")]
        plain = [*map(str, shown), *pages]
        plain += [ben.get(path).text for path in (LIBRARY, "/v1/models", "/metrics", "/docs")]
        assert not WORDS.search("".join(plain))
        named_nothing = "".join([*pages, *plain[-4:]])
        assert "kestrelbox" not in named_nothing.replace(f"{PRIVATE}: ", "")
    with team.anna as anna:
        assert anna.get(f"{LIBRARY}/{PRIVATE}/sources").json()["sources"]
        assert anna.get(f"/api/v1/jobs/{job}").json()["result"]
        assert "zephyrine" in anna.get(f"/r/{result}", headers=HTML).text
        assert "New" not in text_of(anna.get("/history", headers=HTML).text)


CHANGING = {"/metrics", "/history", "/api/v1/jobs"}
"""What tells of the walk itself."""


def _of(path: str, values: dict[str, str], job: str, chat: str, result: str) -> dict[str, str]:
    which = result if path.startswith("/r/") else job
    task = next(iter(re.findall(r"/tasks/\{task\}", path)), "") and "summarize"
    return values | {"job_id": which, "chat_id": chat, "task": task, "model": values["collection"]}


def test_an_own_collection_is_shared_read_written_and_taken_back(team: Team) -> None:
    path = f"{LIBRARY}/{PRIVATE}"
    question = {"question": "When does the zephyrine wharf open?", "collection": PRIVATE}

    def of_ben() -> list[int]:
        with team.ben as ben:
            return [
                ben.get(f"{path}/sources").status_code,
                ben.post("/api/v1/ask", json=question).status_code,
                ben.post(
                    "/api/v1/ingest",
                    json={"sources": [upload(ben, "A note.", "b.md")], "collection": PRIVATE},
                ).status_code,
                ben.get(f"{path}/shares").status_code,
                PRIVATE in ben.get(LIBRARY).json()["collections"],
            ]

    assert of_ben() == [404, 404, 404, 404, False]
    team.share("ben")
    assert of_ben() == [200, 200, 403, 403, True]
    with team.ben as ben:
        refused = ben.delete(f"{path}/documents/{team.document}")
        assert refused.status_code == 403
        assert refused.json()["detail"] == (
            f"you may read the collection '{PRIVATE}', but not change it"
        )
        refused = ben.put(f"{path}/shares/cleo", json={"right": "read"})
        assert refused.status_code == 403
        assert "only its owner may do this" in refused.json()["detail"]
    team.share("ben", "write")
    assert of_ben() == [200, 200, 202, 403, True]
    with team.anna as anna:
        shares = anna.get(f"{path}/shares").json()
        assert shares == {"collection": PRIVATE, "shares": [{"user": "ben", "right": "write"}]}
        assert anna.put(f"{path}/shares/dora", json={"right": "read"}).status_code == 404
        assert anna.put(f"{path}/shares/anna", json={"right": "read"}).status_code == 422
        assert anna.put(f"{path}/shares/ben", json={"right": "own"}).status_code == 422
        missing = anna.put(f"{LIBRARY}/~anna/missing/shares/ben", json={"right": "read"})
        assert missing.status_code == 404
        for nobody in ("cleo", "dora", "~anna", "0"):
            assert anna.delete(f"{path}/shares/{nobody}").status_code == 404
    team.unshare("ben")
    assert of_ben() == [404, 404, 404, 404, False]
    team.share("everybody")
    assert of_ben() == [200, 200, 403, 403, True]


def test_a_common_collection_is_the_operators_to_share(team: Team) -> None:
    with team.anna as anna:
        done(anna, "ingest", sources=[upload(anna, "The mill was built.", "mill.md")])
        refused = anna.put(f"{LIBRARY}/default/shares/ben", json={"right": "read"})
        assert refused.status_code == 403
        assert "the operator of this server" in refused.json()["detail"]
    shares = team.shares
    shares.share("default", "everybody", Right.READ)
    with team.ben as ben:
        assert ben.get(f"{LIBRARY}/default/sources").status_code == 200
        assert ben.post("/example", headers=HTML).status_code == 403
        note = ben.get("/library", headers=HTML).text
        assert "You may read this collection, but not add or delete" in text_of(note)
        assert "library/delete" not in note
    shares.unshare("default", "everybody")
    with team.ben as ben:
        assert ben.get(f"{LIBRARY}/default/sources").status_code == 404
        asked = {"question": "When was it built?"}
        assert ben.post("/api/v1/ask", json=asked).status_code == 404
    shares.share("default", "cleo", Right.WRITE)
    with team.cleo as cleo:
        assert posted(cleo, "/library/drop", in_="default") == "/library"
    with team.ben as ben:
        assert ben.post("/example", headers=HTML).status_code == 404


def test_what_is_dropped_was_shared_for_the_last_time(team: Team) -> None:
    team.share("ben", "write")
    with team.ben as ben:
        assert ben.post("/library/drop", data={"in": PRIVATE}, headers=HTML).status_code == 403
    with team.cleo as cleo:
        assert cleo.post("/library/drop", data={"in": PRIVATE}, headers=HTML).status_code == 404
    with team.anna as anna:
        assert posted(anna, "/library/drop", in_=PRIVATE) == "/library"
        done(anna, "ingest", sources=[upload(anna, TEXT, "again.md")], collection=PRIVATE)
        assert anna.get(f"{LIBRARY}/{PRIVATE}/shares").json()["shares"] == []
    with team.ben as ben:
        assert ben.get(f"{LIBRARY}/{PRIVATE}/sources").status_code == 404


def test_results_and_chats_go_with_the_right(team: Team) -> None:
    team.share("ben")
    with team.ben as ben:
        job = ben.post("/api/v1/summarize", json={"sources": ["collection:~anna/*"]}).json()["id"]
        assert ended(ben, {"id": job})["status"] == "done"
        chat = posted(ben, "/tasks/ask", in_=PRIVATE, question="When does it open?")
        assert "zephyrine" in finished(ben, chat)
        result = posted(ben, "/tasks/summarize", in_=PRIVATE, words="short")
        assert "zephyrine" in finished(ben, result)
    with team.cleo as cleo:
        for path in (chat, result, f"{chat}/export.md", f"{result}/export.md"):
            assert cleo.get(path, headers=HTML).status_code == 404
    team.share("cleo")
    with team.cleo as cleo:
        assert "zephyrine" in cleo.get(chat, headers=HTML).text
        assert "zephyrine" in cleo.get(f"{result}/export.md", headers=HTML).text
    team.unshare("ben")
    words = f"the collection '{PRIVATE}', which you may no longer read"
    with team.ben as ben:
        shown = ben.get(f"/api/v1/jobs/{job}").json()
        assert (shown["status"], shown["result"]) == ("failed", None)
        assert (shown["problem"]["status"], words in shown["problem"]["detail"]) == (403, True)
        assert words in text_of(ben.get(result, headers=HTML).text)
        refused = ben.get(chat, headers=HTML)
        assert (refused.status_code, words in text_of(refused.text)) == (403, True)
        again = ben.post(f"{result}/again", headers=HTML)
        assert (again.status_code, words in text_of(again.text)) == (403, True)
        stream = ben.get(f"/api/v1/jobs/{job}/events").text
        saved = ben.get(f"{result}/export.json", headers=HTML)
        assert saved.status_code == 404
        everything = [ben.get(it, headers=HTML).text for it in ("/history", "/", "/api/v1/jobs")]
        everything += [shown, stream, saved.text, refused.text]
        assert not WORDS.search(str(everything))
        assert posted(ben, f"{result}/name", title="Mine") == result
    team.share("ben")
    with team.ben as ben:
        assert "zephyrine" in str(ben.get(f"/api/v1/jobs/{job}").json()["result"])
        assert "zephyrine" in ben.get(result, headers=HTML).text
        assert "Mine" in ben.get("/history", headers=HTML).text


def test_a_job_has_the_rights_of_who_started_it(team: Team) -> None:
    with team.anna as anna:
        everything = done(anna, "summarize", sources=["collection:*"], length="short")
    assert "zephyrine" in str(everything)
    with team.ben as ben:
        done(ben, "ingest", sources=[upload(ben, "The mill was built.", "mill.md")])
        everything = done(ben, "summarize", sources=["collection:*"], length="short")
    assert [it["title"] for it in everything["sources"]] == ["mill"]


def test_the_page_makes_an_own_collection_and_shares_it(team: Team) -> None:
    with team.ben as ben:
        html = ben.get("/library?in=notes&own=1", headers=HTML).text
        assert "<option selected>~ben/notes</option>" in html
        source = upload(ben, "The mill was built.", "mill.md").removeprefix("upload:")
        assert posted(ben, "/library/add", in_="~ben/notes", upload=source)
        deadline = time.monotonic() + 30
        while not entries_of(ben, "~ben/notes"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        where = posted(ben, "/library/share", in_="~ben/notes", user="cleo", right="write")
        assert "cleo may read and write" in text_of(ben.get(where, headers=HTML).text)
        wrong = {"in": "~ben/notes", "user": "nobody", "right": "read"}
        refused = ben.post("/library/share", data=wrong, headers=HTML)
        assert "There is no user 'nobody' here" in text_of(refused.text)
    with team.cleo as cleo:
        html = cleo.get("/library?in=~ben/notes", headers=HTML).text
        assert "Add files" in html
        assert "Sharing" not in html
    with team.ben as ben:
        posted(ben, "/library/share", in_="~ben/notes", user="cleo")
    with team.cleo as cleo:
        assert not entries_of(cleo, "~ben/notes")


def entries_of(client: TestClient, collection: str) -> list[Any]:
    found: list[Any] = client.get(f"{LIBRARY}/{collection}/sources").json().get("sources", [])
    return found


def test_a_session_ends_with_log_out(team: Team) -> None:
    client = team.anna.client
    token = team.anna.bearer["authorization"].partition(" ")[2]
    client.post("/login", data={"token": token})
    cookie = client.cookies["precis_session"]
    assert "Log out anna" in text_of(client.get("/", headers=HTML).text)
    client.post("/logout")
    answer = client.get(
        "/", headers=HTML | {"cookie": f"precis_session={cookie}"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
