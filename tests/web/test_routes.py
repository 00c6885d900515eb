import json
from pathlib import Path
from urllib.parse import quote

from tests.web.client import Served, done, ended, upload

STORY = "# Refunds\n\nMrs Alder approves every refund herself. The shop opens at nine."


def test_a_library_over_the_api(served: Served) -> None:
    client = served()
    source = upload(client, STORY, "refunds.md")
    report = done(client, "ingest", sources=[source])
    assert (report["added"], report["failed"]) == (1, [])
    [listed] = client.get("/api/v1/collections/default/sources").json()["sources"]
    assert (listed["source"], listed["title"]) == ("refunds.md", "Refunds")
    document = client.get(f"/api/v1/collections/default/documents/{listed['id']}").json()
    answer = client.post("/api/v1/ask", json={"question": "Who approves a refund?"}).json()
    assert answer["answered"]
    for claim in answer["answer"]:
        for cited in claim["citations"]:
            assert cited["quote"] == document["text"][cited["start"] : cited["end"]]
    found = client.post("/api/v1/search", json={"question": "refund"}).json()
    assert found["passages"][0]["document_id"] == listed["id"]
    assert found["unmatched"] == answer["unmatched"] == []
    for path in ["search", "ask"]:
        narrowed = {"question": "refund", "where": ["title~refund", "source=nowhere/**"]}
        said = client.post(f"/api/v1/{path}", json=narrowed).json()
        assert (said["passages"], said["unmatched"]) == ([], ["source=nowhere/**"])
    summary = done(client, "summarize", sources=[f"document:{listed['id']}"], length="short")
    assert summary["sources"] == [{key: document[key] for key in ("id", "source", "title")}]
    of_all = done(client, "summarize", sources=["collection:default"], length="short")
    assert of_all["sources"] == summary["sources"]
    checked = done(client, "check", sources=[source], text="The shop opens at eleven.")
    assert [claim["supported"] for claim in checked["claims"]] == [False]
    removed = client.delete(f"/api/v1/collections/default/documents/{listed['id']}")
    assert removed.status_code == 204
    assert client.get("/api/v1/collections/default/sources").json()["sources"] == []


def test_collections_may_have_any_name(served: Served) -> None:
    client = served()
    source = upload(client, STORY, "refunds.md")
    for name in ("Q1/été 2026", "日本"):
        assert done(client, "ingest", sources=[source], collection=name)["added"] == 1
        asked = {"question": "refund", "collection": name}
        assert client.post("/api/v1/search", json=asked).json()["passages"]
        path = f"/api/v1/collections/{quote(name, safe='')}/sources"
        assert len(client.get(path).json()["sources"]) == 1
    hidden = {"question": "refund", "collection": "_0123456789abcdef"}
    assert client.post("/api/v1/search", json=hidden).status_code == 422


def test_what_is_loaded_are_addresses_uploads_and_documents(served: Served) -> None:
    client = served()
    for source in [
        *("/etc/passwd", "docs", "-", "file:///etc/passwd", "upload:../x", "~/.ssh"),
        *("s3://bucket", "imaps://ann@example.org", "zotero:", "feed:file:///etc/passwd"),
    ]:
        refused = client.post("/api/v1/summarize", json={"sources": [source]})
        assert refused.status_code in {404, 422}, source
    for source in [
        *("http://127.0.0.1:22/", "http://[::1]/", "http://169.254.169.254/latest"),
        *("http://localhost./", "http://x.localhost", "http://user:secret@10.0.0.1/"),
        "feed:http://127.0.0.1/feed.xml",
    ]:
        refused = client.post("/api/v1/ingest", json={"sources": [source]})
        assert refused.status_code == 422
        assert "not a public address" in refused.json()["detail"]
        assert "secret" not in refused.text
    for source in ["http://", "http://exa mple.org/", "http://[::1", "https://x:port/"]:
        refused = client.post("/api/v1/check", json={"sources": [source], "text": "A claim."})
        assert (refused.status_code, source in refused.text) == (422, True)
    for source in ["document:nothing", "collection:nowhere", "collection:"]:
        refused = client.post("/api/v1/run", json={"sources": [source], "chain": "summarize"})
        assert refused.status_code in {404, 422}, source
    assert client.get("/api/v1/jobs").json() == {"jobs": []}


def test_what_only_a_name_server_knows_is_refused_by_the_job(served: Served) -> None:
    client = served()
    for source in ["http://127.1/", "http://2130706433/"]:
        job = client.post("/api/v1/summarize", json={"sources": [source]})
        assert "not a public address" in ended(client, job.json())["problem"]["detail"]


def test_an_ingest_of_which_all_failed_has_failed(served: Served) -> None:
    client = served()
    broken = [upload(client, b"%PDF-1.7 broken", f"{n}.pdf") for n in range(5)]
    job = ended(client, client.post("/api/v1/ingest", json={"sources": broken}).json())
    assert job["status"] == "failed"
    assert job["problem"]["status"] == 422
    assert "nothing could be read: 0.pdf: " in job["problem"]["detail"]
    assert "and 2 more" in job["problem"]["detail"]
    assert [it["source"] for it in job["result"]["failed"]] == [f"{n}.pdf" for n in range(5)]
    some = [broken[0], upload(client, "The shop opens at nine.", "shop.txt")]
    job = ended(client, client.post("/api/v1/ingest", json={"sources": some}).json())
    assert (job["status"], job["result"]["added"]) == ("done", 1)


def test_errors_are_problems_with_one_line(served: Served, tmp_path: Path) -> None:
    client = served()
    for asked, status, said in [
        (client.post("/api/v1/ask", json={"question": "Who?"}), 404, "add documents first"),
        (client.post("/api/v1/ask", json={"question": " "}), 422, "question"),
        (client.post("/api/v1/ask", json={"question": "x", "k": 0}), 422, "k: "),
        (client.get("/api/v1/jobs/" + "0" * 32), 404, "no job"),
        (client.get("/api/v1/nowhere"), 404, "nothing here"),
        (client.post("/api/v1/about"), 405, "Method Not Allowed"),
    ]:
        assert asked.status_code == status, asked.text
        assert asked.headers["content-type"] == "application/problem+json"
        assert said in asked.json()["detail"]
        assert str(tmp_path) not in asked.text


HOSTILE = ["\ud800", "\x00", "\u202e", "<script>alert(1)</script>", "' OR 1=1 --", "a" * 2000]


def test_hostile_text_in_every_field_is_data(served: Served) -> None:
    client = served()
    done(client, "ingest", sources=[upload(client, STORY)])
    for text in HOSTILE:
        for path, request in [
            ("search", {"question": text}),
            ("ask", {"question": text}),
            ("search", {"question": "x", "where": [f"title~{text}"]}),
            ("run", {"sources": ["document:x"], "chain": text}),
        ]:
            body = json.dumps(request).encode()
            sent = client.post(
                f"/api/v1/{path}", content=body, headers={"content-type": "application/json"}
            )
            assert sent.status_code in {200, 422}, (path, text, sent.text)
        sent = client.post("/api/v1/uploads", params={"name": text.encode(errors="replace")})
        assert sent.status_code == 422


def test_names_of_uploads_are_never_paths(served: Served, tmp_path: Path) -> None:
    client = served()
    for name, known_as in [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\secret\\plan.txt", "secret/plan.txt"),
        ("a\nb\x1b[31m.txt", "a b[31m.txt"),
        ("x" * 900 + ".txt", "x" * 196 + ".txt"),
    ]:
        sent = client.post("/api/v1/uploads", params={"name": name}, content=b"x").json()
        assert sent["name"] == known_as
    for name in ["", "..", "/", "   "]:
        refused = client.post("/api/v1/uploads", params={"name": name}, content=b"x")
        assert refused.status_code == 422
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files if "uploads" in path.parts} == {"content", "record.json"}
