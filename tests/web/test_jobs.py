"""Jobs, answers and what they may cost, with a remote model that is slow or fails."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from precis.chains.requests import CheckRequest
from precis.web.job import Choice, Job
from precis.web.jobs import Jobs
from precis.web.problems import ProblemError
from precis.web.quota import Quota
from tests.fakes.openai_server import ModelServer, citing, model_server
from tests.web.client import Served, TestClient, done, ended, stop, upload

BOOK = "\n\n".join(f"In {1700 + n} the bridge {n} was opened by the town {n}." for n in range(600))
PAGE = BOOK[:3000]
MODEL = "openai:test"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as running:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-key")
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        yield running


CHECK = CheckRequest(sources=["https://example.org"], text="A claim.")


def summarized(client: TestClient) -> dict[str, Any]:
    sources = [upload(client, BOOK, "book.txt")]
    job: dict[str, Any] = client.post("/api/v1/summarize", json={"sources": sources}).json()
    return job


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_job_tells_how_far_it_is_and_ends_with_its_result(
    served: Served, server: ModelServer
) -> None:
    server.latency = 0.02
    client = served(model=MODEL)
    job = summarized(client)
    assert job["status"] in {"queued", "running"}
    told = events(client.get(f"/api/v1/jobs/{job['id']}/events").text)
    kinds = {kind for kind, _ in told}
    assert kinds == {"text", "progress", "end"}
    kind, last = told[-1]
    assert (kind, last["status"]) == ("end", "done")
    assert last["result"]["summary"][0]["citations"][0]["source"] == "book.txt"
    assert last == client.get(f"/api/v1/jobs/{job['id']}").json() | {"progress": last["progress"]}
    [listed] = client.get("/api/v1/jobs").json()["jobs"]
    assert (listed["id"], listed["result"]) == (job["id"], None)
    again = client.get(f"/api/v1/jobs/{job['id']}/events", headers={"last-event-id": "end"})
    assert again.status_code == 204
    head = client.head(f"/api/v1/jobs/{job['id']}/events")
    assert (head.status_code, head.content) == (200, b"")


def test_a_cancelled_job_stops_calling(served: Served, server: ModelServer) -> None:
    server.latency = 0.3
    client = served(model=MODEL)
    job = summarized(client)
    wait_until(lambda: server.running > 0)
    assert client.delete(f"/api/v1/jobs/{job['id']}").json()["status"] == "cancelled"
    time.sleep(0.7)  # what was under way arrives
    asked = len(server.prompts)
    time.sleep(0.5)
    assert len(server.prompts) == asked
    assert client.get(f"/api/v1/jobs/{job['id']}").json()["status"] == "cancelled"
    again = client.delete(f"/api/v1/jobs/{job['id']}")
    assert again.json()["status"] == "cancelled"


def test_a_cancelled_ingest_changes_nothing(served: Served) -> None:
    client = served()
    sources = [upload(client, f"Number {n}. {PAGE}", f"{n}.txt") for n in range(20)]
    job = client.post("/api/v1/ingest", json={"sources": sources}).json()
    client.delete(f"/api/v1/jobs/{job['id']}")
    assert ended(client, job)["status"] == "cancelled"
    time.sleep(0.5)
    assert client.get("/api/v1/collections").json() == {"collections": []}


def test_a_model_that_fails_half_way_fails_the_job_with_one_line(
    served: Served, server: ModelServer
) -> None:
    server.faults = lambda: 401 if len(server.prompts) > 2 else None
    client = served(model=MODEL)
    job = ended(client, summarized(client))
    assert job["status"] == "failed"
    assert job["problem"]["status"] == 502
    assert "\n" not in job["problem"]["detail"]
    assert "sk-secret-key" not in json.dumps(job)


def test_jobs_go_on_when_the_server_starts_again(served: Served, server: ModelServer) -> None:
    def slow_in_the_end(prompt: str) -> str:
        if "bridge 590 " in prompt:
            time.sleep(2)
        return citing(prompt)

    server.reply = slow_in_the_end
    first = served(model=MODEL)
    job = summarized(first)
    wait_until(lambda: len(server.prompts) >= 6)
    time.sleep(0.5)
    stop(first)
    server.reply = citing
    again = ended(served(model=MODEL), job)
    assert again["status"] == "done"
    assert again["result"]["usage"]["cached_calls"] >= 4


def test_too_many_jobs_at_once_are_refused(served: Served, server: ModelServer) -> None:
    server.latency = 1
    client = served(model=MODEL, quota=Quota(max_jobs=2))
    jobs = [summarized(client) for _ in range(2)]
    refused = client.post("/api/v1/summarize", json={"sources": ["http://example.org"]})
    assert refused.status_code == 429
    assert "2 of your jobs" in refused.json()["detail"]
    for job in jobs:
        client.delete(f"/api/v1/jobs/{job['id']}")


async def nothing(_: Job) -> dict[str, Any]:
    return {"nothing": True}


def test_what_has_a_title_is_kept_named_shared_and_deleted(tmp_path: Path) -> None:
    async def run() -> None:
        jobs = Jobs(tmp_path, nothing, Quota())
        untitled, titled = jobs.submit("anna", CHECK), jobs.submit("anna", CHECK, "A check")
        await asyncio.sleep(0.05)
        jobs._store._db.execute("UPDATE jobs SET created_at = '2020-01-01 00:00:00.0'")
        jobs._store._swept = None  # an hour later
        jobs.submit("anna", CHECK)
        with pytest.raises(ProblemError, match="no job"):
            jobs.get("anna", untitled.id)
        jobs.rename("anna", titled.id, "Another name")
        await jobs.close()
        again = Jobs(tmp_path, nothing, Quota())
        assert [job.title for job in again.results("anna")] == ["Another name"]
        assert again.shared("ben", titled.id).result == {"nothing": True}
        for forbidden in (again.get, again.cancel, lambda u, i: again.rename(u, i, "Mine")):
            with pytest.raises(ProblemError, match="no job"):
                forbidden("ben", titled.id)
        again.delete("ben", [titled.id])
        assert again.shared("ben", titled.id)
        again.delete("anna", [titled.id])
        with pytest.raises(ProblemError, match="may have been deleted"):
            again.shared("ben", titled.id)
        await again.close()

    asyncio.run(run())


def test_records_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    import sqlite3

    db = sqlite3.connect(tmp_path / "jobs.sqlite")
    db.execute(
        "CREATE TABLE jobs (id TEXT PRIMARY KEY, user TEXT NOT NULL, kind TEXT NOT NULL, "
        "request TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL, result TEXT, "
        "problem TEXT) WITHOUT ROWID"
    )
    values = ("a" * 32, "anna", "check", CHECK.model_dump_json(), "done", "2026-01-01", "{}", None)
    db.execute("INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    db.commit()
    db.close()

    async def run() -> None:
        jobs = Jobs(tmp_path, nothing, Quota())
        assert jobs.get("anna", "a" * 32).choice == Choice()
        await jobs.close()

    asyncio.run(run())


def test_spending_ends_at_the_quota_of_the_day(served: Served, server: ModelServer) -> None:
    client = served(model=MODEL, quota=Quota(max_calls=3))
    job = ended(client, summarized(client))
    assert job["problem"]["status"] == 429
    assert "limit on calls a day (3) is reached" in job["problem"]["detail"]
    assert len(server.prompts) == 3
    stop(client)
    later = ended(served(model=MODEL, quota=Quota(max_calls=3)), job)
    assert later["status"] == "failed"


def test_an_answer_streams(served: Served, server: ModelServer) -> None:
    client = served(model=MODEL)
    done(client, "ingest", sources=[upload(client, PAGE, "book.txt")])
    asked = {"question": "Who opened the bridge 7?"}
    streamed = client.post("/api/v1/ask", json=asked, headers={"accept": "text/event-stream"})
    told = events(streamed.text)
    assert told[0][0] == "text"
    whole = client.post("/api/v1/ask", json=asked).json()
    kind, answer = told[-1]
    assert kind == "end"
    assert answer["answer"] == whole["answer"]
    assert whole["usage"]["cached_calls"] == 1


def test_an_answer_that_breaks_off_ends_with_the_problem(
    served: Served, server: ModelServer
) -> None:
    client = served(model=MODEL)
    done(client, "ingest", sources=[upload(client, PAGE, "book.txt")])
    server.faults = lambda: 401
    asked = {"question": "Who opened the bridge 7?"}
    streamed = client.post("/api/v1/ask", json=asked, headers={"accept": "text/event-stream"})
    [(kind, problem)] = events(streamed.text)
    assert (kind, problem["status"]) == ("problem", 502)
    assert client.post("/api/v1/ask", json=asked).status_code == 502


def test_a_follow_up_question_is_understood(served: Served) -> None:
    client = served()
    text = "The bridge was opened in 1932. The bridge cost a million. Mr Alder paid for it."
    done(client, "ingest", sources=[upload(client, text)])
    before = [{"question": "What did the bridge cost?", "answer": "A million."}]
    asked = {"question": "And who paid for it?", "before": before}
    assert "Alder" in client.post("/api/v1/ask", json=asked).text


def test_a_chain_runs_over_the_api(served: Served) -> None:
    client = served()
    sources = [upload(client, PAGE, "book.txt")]
    result = done(client, "run", sources=sources, chain="summarize")
    assert result["results"][0]["summary"]
    wrong = client.post("/api/v1/run", json={"sources": sources, "chain": "summarise"})
    assert wrong.status_code == 422
    assert "unknown step 'summarise'" in wrong.json()["detail"]
