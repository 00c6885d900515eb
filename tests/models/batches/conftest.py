import pytest

from precis.models.batches import openai_files


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask at once again whether a file has been read."""
    monkeypatch.setattr(openai_files, "_FILE_SECONDS", 0.0)
