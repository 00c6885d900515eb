"""A server as a process of its own: what networks, clients, signals and restarts do to it."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.conftest import Precis
from tests.fakes.openai_server import ModelServer, model_server
from tests.processes import PrecisProcess, serving

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")

ROOT = Path(__file__).parents[2]
BOOK = "\n\n".join(f"In {1700 + n} the bridge {n} was opened by the town {n}." for n in range(500))


@dataclass
class Process:
    """A running `precis serve`, a client of it, and its library."""

    process: PrecisProcess
    client: httpx.Client
    library: Path

    def kill(self) -> None:
        """End it as the loss of power would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def served(library: Path, *options: str) -> Iterator[Process]:
    command = ["serve", "--no-page", "--port", "0", "--library", library]
    process = PrecisProcess(*command, *options)
    with (
        serving(process) as address,
        httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client,
    ):
        yield Process(process, client, library)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as running:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        yield running


def wait_until(holds: Callable[[], bool], every: float = 0.02) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(every)


def upload(client: httpx.Client, text: str, name: str = "book.txt") -> str:
    source: str = client.post("/uploads", params={"name": name}, content=text).json()["source"]
    return source


def ended(client: httpx.Client, job_id: str) -> dict[str, object]:
    """Wait for a job, within the requests that a user may make in a minute."""
    under_way = {"queued", "running"}
    wait_until(lambda: client.get(f"/jobs/{job_id}").json()["status"] not in under_way, 0.25)
    job: dict[str, object] = client.get(f"/jobs/{job_id}").json()
    return job


def connected(server: Process) -> socket.socket:
    address = server.client.base_url
    assert address.port
    return socket.create_connection((address.host, address.port))


def test_a_killed_server_loses_nothing(tmp_path: Path, server: ModelServer) -> None:
    def slow_in_the_end(prompt: str) -> str:
        if "bridge 490 " in prompt:
            time.sleep(1.5)
        return prompt.partition("\n1 ")[2].partition("\n")[0] + " [1]"

    server.reply = slow_in_the_end
    with served(tmp_path / "library") as first:
        done = first.client.post("/ingest", json={"sources": [upload(first.client, BOOK[:3000])]})
        assert ended(first.client, done.json()["id"])["status"] == "done"
        asked = {"sources": [upload(first.client, BOOK)]}
        job = first.client.post("/summarize", json=asked).json()
        wait_until(lambda: len(server.prompts) >= 4)
        time.sleep(0.5)
        first.kill()
    with served(tmp_path / "library") as second:
        assert ended(second.client, done.json()["id"])["status"] == "done"
        again = ended(second.client, job["id"])
        assert again["status"] == "done", again
        assert again["result"]["usage"]["cached_calls"] >= 3  # type: ignore[index]
        [listed] = second.client.get("/collections/default/sources").json()["sources"]
        assert listed["source"] == "book.txt"


def test_what_clients_do_wrong_costs_only_themselves(tmp_path: Path, precis: Precis) -> None:
    library = tmp_path / "library"
    with served(library, "--max-upload", "1", "--model", "extractive") as server:
        kept = library / "server" / "uploads"
        with connected(server) as cut_off:
            head = "POST /api/v1/uploads?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            cut_off.sendall(f"{head}Content-Length: 100000\r\n\r\nhalf of ".encode())
            wait_until(lambda: any(kept.iterdir()))
        wait_until(lambda: not any(kept.iterdir()))

        too_large = server.client.post("/uploads", params={"name": "a"}, content=b"x" * 1_000_001)
        assert too_large.status_code == 413
        assert too_large.json()["detail"] == "larger than 1 MB"
        assert not any(kept.iterdir())

        with connected(server) as garbage:
            garbage.sendall(b"\x16\x03\x01 not HTTP\r\n\r\n")
            assert b"400" in garbage.recv(1000)

        port = str(server.client.base_url.port)
        second = precis("serve", "--port", port, "--library", tmp_path / "other")
        assert second.code == 2
        assert f"127.0.0.1:{port}: something else uses it" in second.err
        same = precis("serve", "--port", "0", "--library", library)
        assert same.code == 2
        assert "another server uses this library" in same.err
        assert server.client.get("/about").status_code == 200


def test_a_client_that_leaves_or_takes_nothing_stops_no_job(
    tmp_path: Path, server: ModelServer
) -> None:
    server.latency = 0.05
    with served(tmp_path / "library") as running:
        job = running.client.post(
            "/summarize", json={"sources": [upload(running.client, BOOK)]}
        ).json()
        request = f"GET /api/v1/jobs/{job['id']}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        with connected(running) as leaves:
            leaves.sendall(request.encode())
            assert b"200 OK" in leaves.recv(1000)
        with connected(running) as takes_nothing:
            takes_nothing.sendall(request.encode())
            assert ended(running.client, job["id"])["status"] == "done"


def test_two_clients_change_the_same_library_and_the_server_ends_in_order(tmp_path: Path) -> None:
    with served(tmp_path / "library", "--model", "extractive") as server:
        jobs = []
        for n in range(6):
            source = upload(server.client, f"The bridge {n} was opened in {1900 + n}.", f"{n}.txt")
            jobs.append(server.client.post("/ingest", json={"sources": [source]}).json()["id"])
        assert {ended(server.client, job)["status"] for job in jobs} == {"done"}
        listed = server.client.get("/collections/default/sources").json()["sources"]
        assert {one["source"] for one in listed} == {f"{n}.txt" for n in range(6)}
        removed = [
            server.client.delete(f"/collections/default/documents/{listed[0]['id']}").status_code
            for _ in range(2)
        ]
        assert removed == [204, 404]
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=10) == 0


def test_a_server_that_is_told_to_stop_ends_its_streams(
    tmp_path: Path, server: ModelServer
) -> None:
    server.latency = 5.0
    with served(tmp_path / "library") as first:
        source = upload(first.client, BOOK[:3000])
        job = first.client.post("/summarize", json={"sources": [source]}).json()
        wait_until(lambda: server.running > 0)
        with first.client.stream("GET", f"/jobs/{job['id']}/events") as stream:
            lines = stream.iter_lines()
            assert next(lines).startswith(("id", "event"))
            first.process.send_signal(signal.SIGTERM)
            rest = list(lines)
        assert "event: stopping" in rest
        assert any(line.startswith("retry: ") for line in rest)
        assert first.process.wait(timeout=15) in {0, -signal.SIGTERM}


def test_a_model_that_cannot_be_is_one_line(precis: Precis, tmp_path: Path) -> None:
    run = precis("serve", "--no-page", "--port", "0", "--model", "nope", "-q")
    assert run.code == 2
    assert run.err.startswith("precis: unknown model 'nope'")
    assert "Traceback" not in run.err


def test_an_address_that_never_answers_ends_the_job(tmp_path: Path) -> None:
    import asyncio

    from precis.chains.requests import CallOptions, SummarizeRequest
    from precis.chains.workspace import Workspace
    from precis.loaders import LoadOptions
    from precis.web.quota import Quota
    from precis.web.service import Service

    async def run(address: str) -> dict[str, object] | None:
        service = Service(
            Workspace(tmp_path / "library", CallOptions(), model="extractive"),
            Quota(),
            LoadOptions(fetch_timeout=0.3),
        )
        await service.start()
        job = service.jobs.submit("local", SummarizeRequest(sources=[address]))
        async for _ in service.jobs.watch(job, job.user):
            pass
        await service.close()
        return job.problem

    with socket.create_server(("127.0.0.1", 0)) as silent:
        problem = asyncio.run(run(f"http://127.0.0.1:{silent.getsockname()[1]}/"))
    assert problem
    assert problem["status"] == 422
    assert "no answer within 0.3 seconds" in str(problem["detail"])


def test_the_first_answer_waits_for_nothing_heavy(tmp_path: Path) -> None:
    """LangChain's packages take longer to import than all that answering needs."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        "import precis.commands.serve\nfrom precis.web import serve\n"
        "from precis.chains.requests import CallOptions\n"
        "from precis.chains.workspace import Workspace\n"
        "workspace = Workspace(Path(sys.argv[1]), CallOptions(), model='extractive')\n"
        "from precis.web.access import Access\nfrom precis.web.quota import Quota\n"
        "service = serve.Service(workspace, Quota())\n"
        "serve.create_app(service, Access.everybody())\n"
        "print(workspace.model, workspace.has_chat, *sys.modules)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "library")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"langchain_core.runnables", "langchain_core.language_models", "langsmith", "requests"}
    heavy |= {"numpy", "chromadb", "onnxruntime", "gradio", "pygments", "precis.stores.ingest"}
    assert not heavy & set(ended.stdout.split())
