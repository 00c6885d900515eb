import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from precis import main
from tests.fakes.site import Site, serving

settings.register_profile("precis", deadline=None, derandomize=True)
settings.load_profile("precis")


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
    root = Path(__file__).parents[1]
    beside = {"tests", "benchmarks", "examples", "hatch_build", "__init__", "__main__", root.name}
    ours = {path.stem for path in root.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert sorted(sys.modules.keys() & ours - beside) == []


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, no server, no library, no settings of whoever runs the tests."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "PRECIS_MODEL", "PRECIS_EMBEDDINGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    monkeypatch.setenv("PRECIS_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback."""
    with serving() as site:
        yield site


@pytest.fixture
def precis(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Precis:
    """Run the command line in this process, as the shell would."""

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
