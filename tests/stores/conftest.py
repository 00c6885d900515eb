from pathlib import Path

import pytest

from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library import Library


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    return MiniLM()


@pytest.fixture
def library(tmp_path: Path, minilm: MiniLM) -> Library:
    splitter = ContentDefinedSplitter(minimum=60, maximum=200)
    return Library(tmp_path / "library", minilm, splitter, model="minilm")


@pytest.fixture
def texts() -> dict[str, str]:
    refunds = [f"Refund {n}: the finance team approves it in {n} days." for n in range(20)]
    travel = [f"Train {n} is booked by the travel desk, platform {n}." for n in range(20)]
    return {
        "/docs/refunds.md": "\n\n".join(refunds),
        "/docs/travel.md": "\n\n".join(travel),
        "/docs/pets.md": "Dogs may come to the office on Fridays; cats stay at home.",
    }
