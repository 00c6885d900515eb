"""Who gets in, who does not, and what a stranger can find out."""

import logging
from pathlib import Path
from urllib.parse import quote

import pytest

from precis.errors import UsageError
from precis.web.access import Access, add_user, hashed, matches, read_users, remove_user
from precis.web.quota import Quota
from tests.conftest import Precis
from tests.web.client import Served

TOKEN = "correct-horse-battery-staple"
ABOUT = "/api/v1/about"


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_a_token_opens_everything_and_nothing_opens_without_it(served: Served) -> None:
    client = served(access=Access.one(TOKEN))
    for path in [ABOUT, "/api/v1/openapi.json", "/docs", "/static/page.css", "/", "/x"]:
        assert client.get(path).status_code == 401, path
        assert client.get(path, headers=bearer("wrong" + TOKEN)).status_code == 401, path
    assert client.get(ABOUT, headers=bearer(TOKEN)).status_code == 200
    for other in ["", "Basic " + TOKEN, TOKEN]:
        assert client.get(ABOUT, headers={"authorization": other}).status_code == 401


@pytest.mark.parametrize("token", [TOKEN, "0123456789abcdef" * 2, "päss/wörd/of/many/pieces"])
@pytest.mark.parametrize(
    "place", ["/?token={}", "/{}", "/{}/", "/api/v1/jobs/{}", "/token={}", "/r/x;{}", "/d/{}?in=a"]
)
def test_a_token_in_an_address_is_in_no_log(
    served: Served, caplog: pytest.LogCaptureFixture, token: str, place: str
) -> None:
    caplog.set_level(logging.DEBUG, "precis.server")
    client = served(access=Access.one(token))
    for typed in (token, quote(token, safe="")):
        for headers in ({}, bearer(quote(token)) if token.isascii() else {}):
            client.get(place.format(typed), headers=headers)
    assert len(caplog.records) >= 4
    for written in (token, quote(token), quote(token, safe="")):
        assert written not in caplog.text


def test_a_log_names_routes_and_ids(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "precis.server")
    client = served()
    for path in ("/api/v1/jobs/" + "0a" * 16, ABOUT, "/v1/chat/completions"):
        client.get(path)
        assert f"GET {path} " in caplog.text


def test_who_guesses_is_told_to_wait_and_a_right_token_is_never_refused(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = served(access=Access.one(TOKEN))
    tries = [client.get(ABOUT, headers=bearer(f"guess-number-{n}")) for n in range(12)]
    assert [tried.status_code for tried in tries] == [401] * 10 + [429] * 2
    assert 0 < int(tries[-1].headers["retry-after"]) <= 15 * 60
    assert client.get(ABOUT, headers=bearer(TOKEN)).status_code == 200
    assert client.post("/login", data={"token": TOKEN}, follow_redirects=False).status_code == 303
    assert client.get(ABOUT, headers=bearer("another-guess")).status_code == 429
    assert caplog.text.count("many wrong tokens from address testclient") == 1
    assert "guess-number" not in caplog.text
    assert TOKEN not in caplog.text


def test_wrong_tokens_of_one_user_do_not_count_for_another(served: Served) -> None:
    client = served(access=Access({name: hashed(f"{name}.{TOKEN}") for name in ("ann", "bob")}))
    for _ in range(11):
        refused = client.get(ABOUT, headers=bearer("ann.a-wrong-token-of-hers"))
    assert refused.status_code == 429
    assert client.get(ABOUT, headers=bearer("bob.a-wrong-token-of-his")).status_code == 401
    assert client.get(ABOUT, headers=bearer(f"ann.{TOKEN}")).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_probes_need_no_token_and_metrics_do(served: Served, method: str) -> None:
    client = served(access=Access.one(TOKEN))
    assert client.request(method, "/health").status_code == 200
    assert client.request(method, "/ready").status_code in {200, 503}
    assert client.request(method, "/metrics").status_code == 401
    shown = client.request(method, "/metrics", headers=bearer(TOKEN))
    assert shown.status_code == 200
    assert bool(shown.content) == (method == "GET")


def test_metrics_count_by_route_and_never_by_path(served: Served) -> None:
    client = served()
    client.get("/api/v1/collections/secret-name/sources")
    client.get("/no/such/secret-name")
    text = client.get("/metrics").text
    assert "/api/v1/collections/{collection:path}/sources" in text
    assert "secret-name" not in text
    assert 'precis_jobs{status="running"} 0.0' in text
    assert "precis_paid_calls_total 0.0" in text


def test_the_page_is_entered_by_a_form_that_keeps_the_token_out_of_addresses(
    served: Served,
) -> None:
    client = served(access=Access.one(TOKEN))
    html = {"accept": "text/html"}
    sent_away = client.get("/", headers=html, follow_redirects=False)
    assert (sent_away.status_code, sent_away.headers["location"]) == (303, "/login")
    assert client.get("/login").status_code == 200
    wrong = client.post("/login", data={"token": "<script>alert(1)</script>"})
    assert wrong.status_code == 401
    assert "<script>" not in wrong.text
    entered = client.post("/login", data={"token": TOKEN}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert TOKEN not in cookie
    assert client.get(ABOUT).status_code == 200
    client.post("/logout")
    assert client.get(ABOUT).status_code == 401


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/login?next=%2Fr%2F0123%3Fa%3Db", "/r/0123?a=b"),
        ("/login?next=https%3A%2F%2Fevil.example", "/"),
        ("/login?next=%2F%2Fevil.example", "/"),
        ("/login?next=%2F%5Cevil.example", "/"),
        ("/login?next=%2F%0d%0aset-cookie:a", "/"),
        ("/login?next=javascript:alert(1)", "/"),
    ],
)
def test_the_login_leads_to_a_view_of_this_server(served: Served, path: str, view: str) -> None:
    client = served(access=Access.one(TOKEN))
    entered = client.post(path, data={"token": TOKEN}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, view)


def test_a_bookmark_is_reached_through_the_login(served: Served) -> None:
    client = served(access=Access.one(TOKEN))
    html = {"accept": "text/html"}
    sent_away = client.get("/d/0123?in=a&start=1", headers=html, follow_redirects=False)
    where = sent_away.headers["location"]
    assert where == "/login?next=%2Fd%2F0123%3Fin%3Da%26start%3D1"
    entered = client.post(where, data={"token": TOKEN}, follow_redirects=False)
    assert entered.headers["location"] == "/d/0123?in=a&start=1"


def test_a_part_of_a_view_leads_the_whole_view_to_the_login(served: Served) -> None:
    client = served(access=Access.one(TOKEN))
    part = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/r/0123"}
    refused = client.get("/r/0123/live", headers=part)
    assert (refused.status_code, refused.text) == (401, "")
    assert refused.headers["hx-redirect"] == "/login?next=%2Fr%2F0123"
    malformed = client.get("/r/0123/live", headers=part | {"hx-current-url": "http://["})
    assert malformed.headers["hx-redirect"] == "/login"
    changed = client.post("/r/0123/stop", headers={"accept": "text/html"}, follow_redirects=False)
    assert changed.headers["location"] == "/login"


def test_people_see_a_refusal_as_a_page(served: Served) -> None:
    client = served()
    html = {"accept": "text/html", "host": "<b>.example"}
    refused = client.get("/", headers=html)
    assert refused.status_code == 421
    assert refused.headers["content-type"].startswith("text/html")
    assert "this server is not called" in refused.text
    assert "<b>" not in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_posts_from_other_sites_are_refused(served: Served, headers: dict[str, str]) -> None:
    client = served()
    for path in ["/api/v1/search", "/login", "/gradio_api/queue/join"]:
        refused = client.post(path, json={"question": "x"}, headers=headers)
        assert refused.status_code == 403, path
    assert client.delete("/api/v1/uploads/" + "0" * 32, headers=headers).status_code == 403
    own = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    asked = client.post("/api/v1/search", json={"question": "x"}, headers=own)
    assert asked.status_code == 404


def test_another_name_for_an_open_server_is_refused(served: Served) -> None:
    client = served()
    for host in ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", ""]:
        assert client.get(ABOUT, headers={"host": host}).status_code == 421, host
    for host in ["127.0.0.1:7860", "localhost", "[::1]:7860", "LOCALHOST"]:
        assert client.get(ABOUT, headers={"host": host}).status_code == 200, host


def test_no_other_site_may_read_and_nothing_is_loaded_from_one(served: Served) -> None:
    client = served()
    for path in [ABOUT, "/docs", "/", "/api/v1/nowhere"]:
        answer = client.get(path, headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        policy = answer.headers["content-security-policy"]
        assert "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert '="http' not in client.get("/docs").text
    preflight = client.options(
        "/api/v1/search",
        headers={"origin": "https://evil.example", "access-control-request-method": "POST"},
    )
    assert not [name for name in preflight.headers if name.startswith("access-control")]


def test_the_rate_is_limited_for_each_user(served: Served, tmp_path: Path) -> None:
    users = tmp_path / "users"
    anna, ben = add_user(users, "anna"), add_user(users, "ben")
    client = served(access=Access.file(users), quota=Quota(max_rate=5))
    tries = [client.get(ABOUT, headers=bearer(anna)).status_code for _ in range(7)]
    assert tries == [200] * 5 + [429] * 2
    assert client.get(ABOUT, headers=bearer(ben)).status_code == 200


def test_a_folder_of_many_files_is_sent_within_the_rate(served: Served) -> None:
    client = served(quota=Quota(max_rate=3))
    sent = [client.post("/api/v1/uploads?name=a.md", content=b"a").status_code for _ in range(31)]
    assert sent == [201] * 30 + [429]
    assert [client.get(ABOUT).status_code for _ in range(4)] == [200] * 3 + [429]


def test_users_see_only_what_is_theirs(served: Served, tmp_path: Path) -> None:
    users = tmp_path / "users"
    anna, ben = bearer(add_user(users, "anna")), bearer(add_user(users, "ben"))
    client = served(access=Access.file(users))
    sent = client.post("/api/v1/uploads?name=a.txt", content="A secret.", headers=anna).json()
    stolen = {"sources": [sent["source"]]}
    job = client.post("/api/v1/summarize", json=stolen, headers=anna).json()
    assert client.get(f"/api/v1/jobs/{job['id']}", headers=ben).status_code == 404
    assert client.get(f"/api/v1/jobs/{job['id']}/events", headers=ben).status_code == 404
    assert client.delete(f"/api/v1/jobs/{job['id']}", headers=ben).status_code == 404
    assert client.delete(f"/api/v1/uploads/{sent['id']}", headers=ben).status_code == 404
    assert client.get("/api/v1/jobs", headers=ben).json() == {"jobs": []}


def test_a_users_file_holds_no_token(tmp_path: Path) -> None:
    users = tmp_path / "users"
    token = add_user(users, "anna")
    assert token.startswith("anna.")
    assert token not in users.read_text()
    assert users.stat().st_mode & 0o077 == 0
    access = Access.file(users)
    assert access.user(token) == "anna"
    assert access.user(token) == "anna"
    assert access.user(token + "x") is None
    assert access.user("ben" + token.removeprefix("anna")) is None
    assert add_user(users, "anna") != token
    assert Access.file(users).user(token) is None
    remove_user(users, "anna")
    assert read_users(users) == {}


def test_hashes_are_salted() -> None:
    assert hashed(TOKEN) != hashed(TOKEN)
    assert matches(TOKEN, hashed(TOKEN))
    assert not matches(TOKEN[:-1], hashed(TOKEN))


@pytest.mark.parametrize(
    ("content", "said"),
    [("anna:plain\n", "line 1 is not a user"), ("\n", "line 1"), (b"\xff\xfe", "cannot read")],
)
def test_a_damaged_users_file_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    users = tmp_path / "users"
    users.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=said):
        Access.file(users)


def test_users_are_kept_from_the_command_line(precis: Precis, tmp_path: Path) -> None:
    users = tmp_path / "users"
    token = precis("users", "add", "anna", "--users", users).out.strip()
    assert Access.file(users).user(token) == "anna"
    assert precis("users", "add", "../x", "--users", users).code == 2
    assert precis("users", "remove", "ben", "--users", users).code == 2
    assert precis("users", "remove", "anna", "--users", users).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 can be reached by others: give --token"),
        (["--host", "::"], ":: can be reached by others"),
        (["--host", "example.org"], "example.org can be reached by others"),
        (["--token", "short"], "a token of 5 characters can be guessed"),
        (["--token", TOKEN, "--users", "x"], "give one"),
        (["--users", "/nowhere"], "no users in /nowhere"),
        (["--host", "127.0.0.1", "--port", "70000"], "65535"),
        (["--host", "203.0.113.7", "--token", TOKEN], "cannot serve at 203.0.113.7"),
    ],
)
def test_a_server_that_cannot_be_is_one_line(
    precis: Precis, arguments: list[str], said: str
) -> None:
    run = precis("serve", *arguments)
    assert run.code == 2, run.err
    assert said in run.err
    assert run.err.count("\n") == 1


def test_a_token_in_the_environment_is_not_shown(
    precis: Precis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRECIS_TOKEN", TOKEN)
    assert TOKEN not in precis("serve", "--help").out
