"""Results and chats: they outlive the tab, have addresses, are shared, named and deleted."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

from precis.web.access import Access, hashed
from precis.web.page import html
from precis.web.page.routes import results
from precis.web.page.wording import sentence
from tests.fakes.openai_server import model_server
from tests.web.client import done, ended, stop, upload
from tests.web.page.views import HTML, PART, finished, links, posted, text_of

if TYPE_CHECKING:
    from starlette.responses import Response

    from tests.web.client import Served, TestClient

MILL = "The mill was built in 1850 by two brothers. It burned down in 1901. Mr Alder paid for it."
ANNA, BEN = "anna.a-secret-of-anna-0001", "ben.a-secret-of-ben-00000002"


def with_mill(client: TestClient, name: str = "mill.txt", text: str = MILL) -> None:
    done(client, "ingest", sources=[upload(client, text, name)])


def test_a_newcomer_sees_the_example_summarized_and_its_sources(served: Served) -> None:
    client = served()
    assert "Try it with an example" in client.get("/").text
    html = finished(client, posted(client, "/example"))
    [first, *_] = links(html, "/d/")
    part = client.get(first, headers=PART).text
    assert "<html" not in part
    assert re.search(r"<mark>[^<]{20}", part)
    assert "<html" in client.get(first).text


def test_a_summary_keeps_its_address_over_a_restart(served: Served) -> None:
    client = served()
    with_mill(client)
    where = posted(client, "/tasks/summarize", length="short")
    html = finished(client, where)
    assert "built in 1850" in text_of(html)
    stop(client)
    again = served()
    assert text_of(finished(again, where)) == text_of(again.get(where).text)
    assert where in links(again.get("/history").text, "/r/")
    posted(again, f"{where}/name", title="The mill in short")
    assert "The mill in short" in again.get("/").text
    assert "nothing here yet" not in again.get("/history?q=short").text
    posted(again, "/history/delete", id=where.removeprefix("/r/"))
    gone = again.get(where, headers=HTML)
    assert (gone.status_code, "may have been deleted" in gone.text) == (404, True)


def test_what_is_shared_is_read_by_others_and_changed_by_its_owner_alone(served: Served) -> None:
    client = served(Access({"anna": hashed(ANNA), "ben": hashed(BEN)}))
    client.headers["authorization"] = f"Bearer {ANNA}"
    with_mill(client)
    result = posted(client, "/tasks/summarize")
    chat = posted(client, "/tasks/ask", question="When was the mill built?")
    finished(client, result)
    finished(client, chat)
    client.headers["authorization"] = f"Bearer {BEN}"
    for where in (result, chat):
        html = client.get(where).text
        assert "1850" in html
        assert "by anna" in text_of(html)
        assert "Delete" not in text_of(html)
        assert client.get(f"{where}/export.md").status_code == 200
        answer = client.post(f"{where}/name", data={"title": "Mine"}, headers=HTML)
        assert answer.status_code == 404
        client.post("/history/delete", data={"id": where[3:]})
        assert client.get(where).status_code == 200
    assert client.post(chat, data={"question": "And?"}, headers=HTML).status_code == 403
    assert result not in client.get("/history").text
    del client.headers["authorization"]
    assert client.get(result, follow_redirects=False).status_code == 401
    assert client.get(result, headers=HTML, follow_redirects=False).status_code == 303


def test_a_chat_remembers_and_says_when_the_documents_do_not(served: Served) -> None:
    client = served()
    text = "The bridge was opened in 1932. The bridge cost a million. Mr Alder paid for it."
    with_mill(client, text=text)
    chat = posted(client, "/tasks/ask", question="What did the bridge cost?")
    assert "million" in text_of(finished(client, chat))
    posted(client, chat, question="And who paid for it?")
    assert "Alder" in text_of(finished(client, chat))
    posted(client, chat, question="Who won the chess match in Reykjavik?")
    html = finished(client, chat)
    assert "The documents do not say." in html
    assert html.count('class="question"') == 3
    other_tab = client.get(f"{chat}/after/2", headers=PART)
    assert "Reykjavik" in other_tab.text
    assert "And who paid" not in other_tab.text
    unchanged = client.get(f"{chat}/after/3", headers=PART)
    assert (unchanged.status_code, unchanged.headers["vary"]) == (204, "HX-Request")
    whole = client.get(f"{chat}/export.md").text
    assert whole.count("\n## ") == 3
    assert "[^1]:" in whole


def test_a_question_in_another_language_than_the_documents_is_told(served: Served) -> None:
    client = served()
    with_mill(client)
    asked = posted(client, "/tasks/ask", question="Wie heißt die Müllerin mit Vornamen?")
    assert "in another language than they are: ask in theirs" in text_of(finished(client, asked))


def test_a_form_that_cannot_be_is_shown_again_with_what_is_wrong(served: Served) -> None:
    client = served()
    with_mill(client)
    for task, fields, wrong in (
        ("summarize", {"words": "0"}, "is not one of short, medium, long"),
        ("ask", {"question": " "}, "There is no question yet"),
        ("check", {"text": ""}, "There is no text to check"),
        ("run", {}, "The chain has no step yet"),
        ("run", {"part": "summarise"}, "unknown step"),
        ("run", {"part": "extract --schema=/etc/passwd"}, "no file can be named"),
        ("summarize", {"doc": "0" * 16}, "no longer in the library"),
        ("summarize", {"model": "openai:dearest"}, "is not offered here"),
        ("ask", {"question": "Why?", "in": "nothing"}, "has no such document"),
    ):
        answer = client.post(f"/tasks/{task}", data=fields, headers=HTML)
        assert (answer.status_code, wrong in text_of(answer.text)) == (422, True), answer.text
    assert client.post("/tasks/delete", headers=HTML).status_code == 404


def test_a_check_and_a_chain_show_their_results(served: Served) -> None:
    client = served()
    with_mill(client)
    where = posted(client, "/tasks/check", text="The mill was built in 1850. It was sold in 1999.")
    html = finished(client, where)
    assert "1 of 2 sentences supported" in text_of(html)
    parts = client.post("/steps", data={"step": "summarize", "of-length": "short"}, headers=PART)
    assert 'name="part" value="summarize --length=short"' in parts.text
    two = client.post("/steps", data={"part": "summarize", "step": "keywords", "of-count": "3"})
    assert two.text.count('name="part"') == 2
    undone = client.post("/steps", data={"part": ["summarize", "keywords"], "undo": "1"})
    assert undone.text.count('name="part"') == 1
    where = posted(client, "/tasks/run", part=["summarize --length=short", "keywords --count=3"])
    html = finished(client, where)
    assert links(html, "/d/")
    assert "Summarize → keywords: mill" in text_of(html)


def test_a_step_that_was_not_added_is_run_alone_and_shown_again_after_an_error(
    served: Served,
) -> None:
    client = served()
    with_mill(client)
    where = posted(client, "/tasks/run", step="keywords", **{"of-count": "2"})
    assert "Keywords: mill" in text_of(finished(client, where))
    wrong = client.post("/tasks/run", data={"step": "keywords", "of-count": "-1"}, headers=HTML)
    assert wrong.status_code == 422
    assert '<option value="keywords" selected>' in wrong.text
    assert 'name="of-count" value="-1"' in wrong.text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("the chain has no step yet: add one", "The chain has no step yet: add one"),
        ("gpt-5 cannot be reached", "gpt-5 cannot be reached"),
        ("mill.pdf: it is encrypted", "mill.pdf: it is encrypted"),
        ("https://example.org is away", "https://example.org is away"),
        ("'x' is not a number", "'x' is not a number"),
        ("", ""),
    ],
)
def test_errors_begin_as_sentences_unless_with_a_name(line: str, shown: str) -> None:
    assert sentence(line) == shown


def test_what_a_chain_extracts_is_a_table_with_a_quote_for_each_cell(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = {"type": "object", "properties": {"built": {"type": "string"}}}
    with model_server() as model:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-server")
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        model.reply = lambda _: json.dumps({"built": "1850"})
        client = served(model="openai:simulated")
        with_mill(client)
        where = posted(client, "/tasks/run", part=[f"extract --schema '{json.dumps(schema)}'"])
        html = finished(client, where)
    assert '<table class="grid">' in html, text_of(html)
    assert "<td>1850 <a" in " ".join(html.split())
    assert links(html, "/d/")
    assert "1850" in client.get(f"{where}/export.csv").text


def test_a_failed_job_is_tried_again_in_words_of_the_page(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server() as model:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        client = served(model="openai:test")
        with_mill(
            client, text="\n\n".join(f"In {1700 + n} mill {n} was built." for n in range(900))
        )
        where = posted(client, "/tasks/summarize", max_calls="1")
        html = finished(client, where)
        assert "This run's limit on model calls (1) is reached" in text_of(html)
        assert "--" not in text_of(html)
        assert "try again to continue" in text_of(html)
        estimate = client.post("/tasks/summarize/estimate", data={}, headers=PART)
        assert re.match(r"About \d+ model calls", text_of(estimate.text)), estimate.text
        job = client.get(f"/api/v1/jobs/{where[3:]}").json()
        assert ended(client, job)["status"] == "failed"
        model.faults = lambda: 401
        again = posted(client, f"{where}/again")
        html = finished(client, again)
        assert "HTTP 401" in html
        assert "sk-secret" not in html
        assert model.url not in html


def test_events_and_polling_show_the_same(served: Served) -> None:
    client = served()
    with_mill(client)
    where = posted(client, "/tasks/summarize")
    events = client.get(f"{where}/events").text
    assert "event: changed" in events
    live = client.get(f"{where}/live", headers=PART)
    assert live.headers["hx-retarget"] == f"#work-{where[3:]}"
    assert "1850" in live.text


def test_nobody_else_sends_forms_and_nothing_runs_inside_of_the_html(served: Served) -> None:
    client = served()
    foreign = {"origin": "http://evil.example", **HTML}
    assert client.post("/example", headers=foreign).status_code == 403
    policy = client.get("/").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    for path in ("/", "/library", "/history", "/?do=run"):
        html = client.get(path).text
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", html)
    for path in ("/r/..%2f..%2fetc", "/d/x", "/static/../html.py", "/static/%2e%2e/html.py"):
        assert client.get(path, headers=HTML).status_code in {404, 422}


@pytest.mark.parametrize("path", ["/r/1234", "/c/1234", "/d/1234", f"/r/{'0' * 32}", "/nowhere"])
def test_an_address_that_leads_nowhere_says_so(served: Served, path: str) -> None:
    client = served()
    shown = client.get(path, headers=HTML)
    assert shown.status_code == 404
    assert "pattern" not in shown.text
    assert "deleted" in shown.text
    part = client.get(path, headers=PART)
    assert part.status_code == 404
    assert 'class="problem"' in part.text
    assert "<html" not in part.text


def test_nobody_waits_for_the_html_of_a_long_result(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_loop = []

    def page(*arguments: Any, **values: Any) -> Response:
        in_the_loop.append(asyncio.events._get_running_loop() is not None)
        return html.page(*arguments, **values)

    client = served()
    with_mill(client)
    where = posted(client, "/tasks/summarize")
    finished(client, where)
    monkeypatch.setattr(results, "page", page)
    assert client.get(where, headers=HTML).status_code == 200
    assert client.get(f"{where}/live", headers=PART).status_code == 200
    assert in_the_loop == [False, False]
