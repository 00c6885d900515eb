"""The environment switches no tracing on, and nothing from the working folder is imported."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_cache_path

from precis.environment import make_private

SWITCHES = [
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_HANDLER",
    "LANGSMITH_OTEL_ENABLED",
    "LANGSMITH_RUNS_ENDPOINTS",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "CHROMA_OTEL_COLLECTION_ENDPOINT",
]


@given(st.dictionaries(st.sampled_from(SWITCHES), st.sampled_from(["true", "1", "http://x"])))
def test_no_switch_is_left_on(switches: dict[str, str]) -> None:
    environ = dict(switches)
    make_private(environ)
    left = {name: value for name, value in environ.items() if name in SWITCHES}
    assert set(left.values()) <= {"false"}


@pytest.mark.parametrize("allowed", [{"trace": True}, {"PRECIS_TRACE": "1"}])
def test_tracing_that_was_asked_for_stays(allowed: dict[str, object]) -> None:
    environ = {"LANGSMITH_TRACING": "true"}
    if "PRECIS_TRACE" in allowed:
        environ["PRECIS_TRACE"] = "1"
    make_private(environ, trace="trace" in allowed)
    assert environ["LANGSMITH_TRACING"] == "true"


@pytest.mark.parametrize("trace", [False, True])
def test_the_model_runtime_leaves_nothing_in_the_home_folder(
    tmp_path: Path, *, trace: bool
) -> None:
    """It keeps an identity of the machine, and what it sends to its maker, where it may."""
    code = f"""
from pathlib import Path
from precis.environment import make_private

make_private(trace={trace})

from precis.models.embeddings import MiniLM

MiniLM(Path({str(user_cache_path("precis"))!r})).vectors(["A lamp."])
"""
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    own = {name: it for name, it in os.environ.items() if not name.startswith("ORT_")}
    subprocess.run([sys.executable, "-P", "-c", code], env=own | home, check=True)
    assert [*tmp_path.rglob("*")] == []


def test_keys_and_addresses_lose_white_space_and_loopback_its_proxy() -> None:
    environ = {"OPENAI_API_KEY": " key\n", "OPENAI_BASE_URL": "http://a \t", "NO_PROXY": "corp"}
    make_private(environ)
    assert (environ["OPENAI_API_KEY"], environ["OPENAI_BASE_URL"]) == ("key", "http://a")
    assert environ["NO_PROXY"] == "corp,localhost,127.0.0.1,::1"
    before = dict(environ)
    make_private(environ)
    assert environ == before


@pytest.fixture
def collector() -> Iterator[tuple[str, list[str]]]:
    """A server that takes traces, and what it was sent."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            paths.append(self.path)
            self.send_response(202)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()


def test_nothing_is_traced_and_nothing_in_the_folder_runs(
    tmp_path: Path, collector: tuple[str, list[str]]
) -> None:
    address, paths = collector
    ran = tmp_path / "ran"
    trap = f"open({str(ran)!r}, 'a').write(__name__ + chr(10))\nraise SystemExit(99)\n"
    for name in ("json", "loaders/__init__", "loaders/worker", "precis", "models", "sitecustomize"):
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(trap)
    (tmp_path / "story.txt").write_text("The lighthouse was painted white in 1911. It is tall.")
    environ = os.environ | {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "x",
        "LANGSMITH_ENDPOINT": address,
        "PRECIS_LIBRARY": str(tmp_path / "library"),
    }
    precis = Path(sys.executable).with_name("precis")
    command = [precis, "summarize", "story.txt", "--model", "extractive", "--json"]
    ended = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["summary"]
    assert not ran.exists(), ran.read_text()
    assert paths == []
