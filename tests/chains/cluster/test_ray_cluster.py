"""Work on a real Ray cluster of this machine gives what one process gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from precis.chains.cluster import connected
from precis.chains.cluster.ray_cluster import ClusterError, versions_of_machine
from precis.chains.cluster.tasks import installed_extras
from precis.chains.composition.composed import compose
from precis.chains.ingest import Ingest
from precis.chains.requests import CallOptions
from precis.chains.steps.contract import Step
from precis.chains.whole_library.sources import load
from precis.chains.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from precis.chains.cluster.ray_cluster import RayCluster
    from precis.chains.composition.items import Item
    from precis.chains.ingested import Ingested

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra ray"),
]
TOWNS = ("Sava", "Drava", "Kupa", "Mura", "Una", "Krka")


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    with connected("ray") as made:
        assert made
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty files that can be read and one that cannot."""
    made = tmp_path / "files"
    made.mkdir()
    for number in range(30):
        town = TOWNS[number % len(TOWNS)]
        text = "".join(
            f"In the year {1900 + number} the bridge over the {town} was closed for {day} days.\n\n"
            for day in range(number, number + 40)
        )
        (made / f"{number}.txt").write_text(text)
    (made / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return made


def ingested(folder: Path, library: Path, cluster: RayCluster | None) -> tuple[Ingested, Workspace]:
    workspace = Workspace(library, CallOptions(), model="extractive")
    workspace.cluster = cluster
    ingest = Ingest(workspace, "default")
    return ingest.run(load([str(folder)], workspace, on_error=ingest.fail)), workspace


def content(workspace: Workspace) -> list[object]:
    library = workspace.library
    found = library.search("When was the bridge over the Kupa closed?", "default", 20)
    ids = [source.id for source in library.sources("default")]
    return [
        sorted(ids),
        library.documents(ids, "default"),
        [(it.page_content, it.metadata["document_id"]) for it in found],
    ]


def test_the_collection_is_the_one_that_this_process_makes(
    cluster: RayCluster, folder: Path, tmp_path: Path
) -> None:
    here, alone = ingested(folder, tmp_path / "alone", None)
    there, shared = ingested(folder, tmp_path / "shared", cluster)
    same = {"usage": here.usage}
    assert there.model_copy(update=same) == here
    assert len(there.failed) == 1
    assert content(shared) == content(alone)


def test_workers_that_are_killed_cost_nothing(
    cluster: RayCluster, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    killed: list[int] = []

    def kill() -> None:
        deadline = time.monotonic() + 60
        while len(killed) < 2 and time.monotonic() < deadline:
            time.sleep(0.2)
            for line in subprocess.check_output(["ps", "-eo", "pid,args"], text=True).splitlines():
                number, _, name = line.strip().partition(" ")
                if name.startswith(("ray::read_blob", "ray::embed")):
                    os.kill(int(number), signal.SIGKILL)
                    killed.append(int(number))
                    break

    killer = Thread(target=kill, daemon=True)
    killer.start()
    there, shared = ingested(folder, tmp_path / "shared", cluster)
    killer.join()
    here, alone = ingested(folder, tmp_path / "alone", None)
    assert killed
    assert capfd.readouterr().out == ""
    assert there.model_copy(update={"usage": here.usage}) == here
    assert content(shared) == content(alone)


def composed(
    folder: Path, library: Path, cluster: RayCluster | None
) -> tuple[list[Item], list[str]]:
    """Run a chain; return the items without what they took, and the errors of others."""
    workspace = Workspace(library, CallOptions(), model="extractive")
    workspace.cluster = cluster
    sources = [*(str(folder / f"{number}.txt") for number in range(4)), str(folder / "marks.txt")]
    errors: list[str] = []
    chain = compose(
        "summarize --length 40 | keywords",
        workspace,
        on_error=lambda item, error: errors.append(f"{item.sources} {error}"),
    )
    made = chain.stream(list(load(sources, workspace, on_error=lambda _: None)))
    return [item.model_copy(update={"steps": ()}) for [item] in made], errors


def test_steps_on_the_cluster_give_what_this_process_gives(
    cluster: RayCluster, folder: Path, tmp_path: Path
) -> None:
    (folder / "marks.txt").write_text("* * *\n\n* * *\n")
    items, errors = composed(folder, tmp_path / "alone", None)
    with patch.object(Step, "ainvoke", side_effect=AssertionError("a step ran here")):
        assert composed(folder, tmp_path / "there", cluster) == (items, errors)
    assert (len(items), len(errors)) == (4, 1)


def test_another_version_on_the_cluster_is_refused_with_both(cluster: RayCluster) -> None:
    both = r"has precis .+ on Python .+, and this is precis 0\.0\.9 on Python 3"
    with pytest.raises(ClusterError, match=both):
        cluster._check_versions("precis 0.0.9 on Python 3.11.7")


def test_the_version_is_told_by_a_machine_whose_precis_has_no_clusters(tmp_path: Path) -> None:
    from ray import cloudpickle

    (tmp_path / "look").write_bytes(cloudpickle.dumps(versions_of_machine()))
    without = "import sys, pickle; sys.modules['precis'] = None; "
    look = f"print(pickle.load(open({str(tmp_path / 'look')!r}, 'rb'))())"
    run = [sys.executable, "-c", without + look]
    assert subprocess.check_output(run, text=True).strip() == versions_of_machine()()


def test_a_cluster_without_an_extra_that_is_here_is_refused(cluster: RayCluster) -> None:
    with pytest.raises(ClusterError, match=r"lacks .* run uv sync --inexact --extra x --extra y$"):
        cluster._check_extras(installed_extras() | {"y", "x"})


def test_nothing_of_the_working_folder_is_run(folder: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    mark = tmp_path / "was run"
    for name in ("numpy", "json", "sitecustomize", "loaders", "yaml"):
        (planted / f"{name}.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "precis", "run", "keywords", folder / "1.txt", "--on", "ray"],
        cwd=planted,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, "bridge" in run.stdout) == (0, True), run.stderr
    assert not mark.exists()
