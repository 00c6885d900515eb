"""The process that parses, and how it is stopped."""

import subprocess

import pytest
from langchain_core.documents.base import Blob

from precis.loaders.limits import Limits
from precis.loaders.options import LoadOptions
from precis.loaders.worker import Worker


def texts(worker: Worker) -> list[object]:
    blob = Blob(data=b"The harbour was rebuilt.", path="a.txt", mimetype="text/plain")
    return [getattr(made, "page_content", made) for made in worker.parse(blob, LoadOptions())]


def test_a_stop_that_is_interrupted_leaves_a_worker_that_starts_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = Worker(Limits())
    before = texts(worker)

    def interrupted(self: object, *_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for name in ("wait", "_communicate"):
        monkeypatch.setattr(subprocess.Popen, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        worker.stop()
    monkeypatch.undo()
    worker.stop()
    assert texts(worker) == before == ["The harbour was rebuilt."]
    worker.stop()
