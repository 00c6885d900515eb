"""What real servers do, whole and streamed: a right reply, an honest error, or another try."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.models.calls import parameters, retries
from tests.fakes.eighth_provider_habits import EIGHTH_HABITS
from tests.fakes.fifth_provider_habits import FIFTH_HABITS
from tests.fakes.fourth_provider_habits import FOURTH_HABITS
from tests.fakes.habit_outcomes import missing_extra, shortfalls, ways
from tests.fakes.later_provider_habits import LAST_HABITS, LATER_HABITS
from tests.fakes.ninth_provider_habits import NINTH_HABITS
from tests.fakes.provider_habits import GOOD, HABITS, Habit
from tests.fakes.provider_server import ProviderServer, provider_server
from tests.fakes.sixth_provider_habits import SEVENTH_HABITS, SIXTH_HABITS
from tests.fakes.wire_formats import Said

CASES = [
    pytest.param(habit, stream, id=f"{habit}-{'stream' if stream else 'whole'}")
    for habit in HABITS
    for stream in ways(habit)
]

AT_ONCE = [
    *LATER_HABITS,
    *LAST_HABITS,
    *FOURTH_HABITS,
    *FIFTH_HABITS,
    *SIXTH_HABITS,
    *SEVENTH_HABITS,
    *EIGHTH_HABITS,
    *NINTH_HABITS,
]
"""Habits that are tried many to a test, one way each, which takes half the time."""


@pytest.fixture(scope="module")
def server() -> Iterator[ProviderServer]:
    with provider_server(lambda _: Said(GOOD)) as server:
        yield server


@pytest.fixture(autouse=True)
def at_once(server: ProviderServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead all packages to the server, forget what others taught it, and wait for nothing."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
    monkeypatch.setattr(parameters, "_learned", {})


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(("habit", "stream"), CASES)
def test_a_call_ends_well_whatever_the_server_does(
    habit: Habit, stream: bool, server: ProviderServer, tmp_path: Path
) -> None:
    if extra := missing_extra(habit):
        pytest.skip(f"needs the extra {extra}")
    assert shortfalls(habit, server, tmp_path, stream=stream) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("kind", dict.fromkeys(habit.kind for habit in AT_ONCE))
def test_calls_end_well_whatever_servers_do(
    kind: str, server: ProviderServer, tmp_path: Path
) -> None:
    tried = [it for it in AT_ONCE if it.kind == kind and not missing_extra(it)]
    found = {}
    for number, habit in enumerate(tried):
        vars(parameters)["_learned"].clear()
        folder = tmp_path / str(number)
        folder.mkdir()
        found[str(habit)] = shortfalls(habit, server, folder, stream=ways(habit)[-1])
    assert {name: short for name, short in found.items() if short} == {}
