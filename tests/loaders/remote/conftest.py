"""A library to be kept in step with servers, and how many random histories that is tried with."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.loaders.remote.in_step import Kept


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "library")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try two histories of each kind of server; ten with `--hypothesis-profile=thorough`."""
    if "seed" in metafunc.fixturenames:
        usual = settings().max_examples <= settings.get_profile("precis").max_examples
        metafunc.parametrize("seed", range(2 if usual else 10))
