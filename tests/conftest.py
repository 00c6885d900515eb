from __future__ import annotations

import gc
import io
import os
import signal
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.fakes.postgres import PostgresServer
    from tests.fakes.site import Site

ROOT = Path(__file__).parents[1]
_NUMBERS = count()

if sys.dont_write_bytecode:
    # Every process that a test starts would compile all that it imports: seconds for each.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache/bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("precis", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("precis")


def pytest_xdist_auto_num_workers() -> int:
    """One more worker than processors: tests wait for disks, servers and clocks."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Search no garbage while modules are imported, nor later among what they hold, and seldom."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


def interruptible() -> None:
    """As `preexec_fn`: let Ctrl-C reach a process also where ours ignores it: in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Run:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


Precis = Callable[..., Run]


@pytest.fixture(scope="session", autouse=True)
def one_import_name() -> Iterator[None]:
    """Fail where a test reached our code by another name than `precis`: it would run twice."""
    yield
    beside = {"tests", "benchmarks", "examples", "hatch_build", "__init__", "__main__", ROOT.name}
    ours = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert sorted(sys.modules.keys() & ours - beside) == []


@pytest.fixture(scope="session", autouse=True)
def one_set_of_authorities() -> Iterator[None]:
    """Read a file of authorities once, not for every client of every provider's package."""
    create, kept = ssl.create_default_context, cache(ssl.create_default_context)

    def created(*args: Any, **options: Any) -> ssl.SSLContext:
        only_a_file = not args and options.keys() == {"cafile"}
        return kept(**options) if only_a_file else create(*args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", created)
        yield


@pytest.fixture(autouse=True)
def bare_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no server, no library, no settings of whoever runs the tests.

    A test without `tmp_path` gets a folder that is not made: most need none, and 5,000 cost a disk
    seconds.
    """
    if "tmp_path" in request.fixturenames:
        folder: Path = request.getfixturevalue("tmp_path")
    else:
        bases: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
        folder = bases.getbasetemp() / f"bare-{next(_NUMBERS)}"
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRECIS_MODEL", "PRECIS_EMBEDDINGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    monkeypatch.setenv("PRECIS_LIBRARY", str(folder / "library"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL server, one for all workers; tests are skipped where none is installed."""
    from tests.fakes.postgres import shared_server

    folder = tmp_path_factory.getbasetemp()
    with shared_server(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) as server:
        yield server


@pytest.fixture
def database_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a database with our schema and nothing in it."""
    from precis.database import pool
    from precis.database.address import Address

    url = postgres_server.new_database()
    yield url
    if opened := pool._pools.pop(Address.of(url), None):
        opened.close()  # with its four threads


@pytest.fixture
def bare_database_url(postgres_server: PostgresServer) -> str:
    """The address of a database without our schema."""
    return postgres_server.new_database(bare=True)


@pytest.fixture
def smollm2(monkeypatch: pytest.MonkeyPatch) -> str:
    """The embedded chat model, on one thread: those of llama.cpp spin while others compute."""
    import xllamacpp

    from tests.fakes.smollm2 import SMOLLM2

    usual = xllamacpp.CommonParams

    def on_one_thread() -> Any:
        parameters = usual()
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
        return parameters

    monkeypatch.setattr(xllamacpp, "CommonParams", on_one_thread)
    return f"gguf:{SMOLLM2}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback."""
    from tests.fakes.site import serving

    with serving() as site:
        yield site


@pytest.fixture
def precis(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Precis:
    """Run the command line in this process, as the shell would."""
    from precis import main

    def run(*arguments: str | Path, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "argv", ["precis", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.run()
        out, err = capfd.readouterr()
        code = ended.value.code
        return Run(code if isinstance(code, int) else 0, out, err)

    return run
