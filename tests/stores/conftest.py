import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    return MiniLM()


@pytest.fixture
def library(tmp_path: Path, minilm: MiniLM) -> LibraryStore:
    splitter = ContentDefinedSplitter(minimum=60, maximum=200)
    return LibraryStore(tmp_path / "library", minilm, splitter, model="minilm")


@pytest.fixture
def texts() -> dict[str, str]:
    refunds = [f"Refund {n}: the finance team approves it in {n} days." for n in range(20)]
    travel = [f"Train {n} is booked by the travel desk, platform {n}." for n in range(20)]
    return {
        "/docs/refunds.md": "\n\n".join(refunds),
        "/docs/travel.md": "\n\n".join(travel),
        "/docs/pets.md": "Dogs may come to the office on Fridays; cats stay at home.",
    }


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `chroma run` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("server")
    command = [chroma, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/api/v2/heartbeat")
            break
        except OSError:
            time.sleep(0.1)
    yield url
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
