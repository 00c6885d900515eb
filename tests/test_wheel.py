"""What installs, from wheel and sdist: the package `precis` alone, beside any project."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.test_architecture import KNOWN

ROOT = Path(__file__).parents[1]
EXAMPLE = """
import precis
[document] = precis.load("story.txt")
summary = precis.summarize([document], length=20, model="extractive")
print(precis.__file__, summary.claims[0].text)
"""
ADVICE = """
from precis.errors import MissingExtraError, install_command
print(MissingExtraError("precis serve", "web"), install_command("audio", "ocr"))
"""


def build(builder: type, root: Path, into: Path) -> Path:
    [path] = builder(str(root)).build(directory=str(into), versions=["standard"])
    return Path(path)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The wheel of the checkout, and the wheel of its sdist."""
    folder = tmp_path_factory.mktemp("dist")
    direct = build(WheelBuilder, ROOT, folder / "direct")
    shutil.unpack_archive(build(SdistBuilder, ROOT, folder / "sdist"), folder)
    [unpacked] = folder.glob("precis-*")
    return [direct, build(WheelBuilder, unpacked, folder / "again")]


def test_only_the_package_installs(wheels: list[Path]) -> None:
    names = [set(zipfile.ZipFile(wheel).namelist()) for wheel in wheels]
    assert names[0] == names[1]
    tops = {name.split("/")[0] for name in names[0]}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"precis"}
    assert not [name for name in names[0] if "tests" in name or "benchmarks" in name]
    assert {"precis/py.typed", "precis/prompts/map.yaml", "precis/main.py"} <= names[0]
    modules = {f"precis/{path.relative_to(ROOT).as_posix()}" for path in KNOWN.values()}
    assert modules - names[0] == set()
    [metadata] = [name for name in names[0] if name.endswith(".dist-info/METADATA")]
    text = zipfile.ZipFile(wheels[0]).read(metadata).decode()
    needed = [line for line in text.splitlines() if line.startswith("Requires-Dist:")]
    default = [line for line in needed if "extra ==" not in line]
    assert not [line for line in default if "llama" in line or "smollm2" in line]


def test_it_runs_beside_a_project_with_the_same_names(wheels: list[Path], tmp_path: Path) -> None:
    installed, project = tmp_path / "installed", tmp_path / "project"
    zipfile.ZipFile(wheels[0]).extractall(installed)
    project.mkdir()
    trap = "raise RuntimeError('this is the other project')\n"
    for name in ("errors.py", "main.py", "models/__init__.py", "web/__init__.py", "loaders.py"):
        path = project / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(trap)
    (project / "story.txt").write_text("The lighthouse was painted white in 1911. It is tall.")
    (project / "example.py").write_text(EXAMPLE)
    # The dependencies of this environment, without its editable install: a .pth file is not read.
    paths = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    environ = os.environ | {"PYTHONPATH": paths, "PRECIS_LIBRARY": str(tmp_path / "library")}
    web, others = "needs the extra 'web': pip install 'precis[web]' ", "'precis[audio,ocr]'"
    for arguments, expected in [
        (["example.py"], [str(installed)]),
        (["-P", "-c", ADVICE], [web, f"pip install {others}"]),
        (["-P", "-m", "precis", "check", "story.txt", "--against", "story.txt"], ["lighthouse"]),
    ]:
        command = [sys.executable, "-S", *arguments]
        ended = subprocess.run(
            command, cwd=project, env=environ, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        assert [it for it in expected if it not in ended.stdout] == []
