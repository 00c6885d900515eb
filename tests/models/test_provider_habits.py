"""What real servers do, whole and streamed: a right reply, an honest error, or another try."""

from collections.abc import Iterator

import pytest

from precis.models.calls import parameters, retries
from tests.fakes.habits import EVERY
from tests.fakes.habits.answers import GOOD
from tests.fakes.habits.outcomes import missing_extra, shortfalls, ways
from tests.fakes.habits.rows import Habit
from tests.fakes.provider_server import ProviderServer, provider_server
from tests.fakes.wire_formats import Said


def _group(habit: Habit) -> str:
    """Return what a habit is tried with: a provider's package takes long to import, in each process
    that runs tests.
    """
    provider = habit.model.partition(":")[0]
    return habit.kind if "openai" in provider else provider


TRIES = [
    (habit, stream)
    for habit in EVERY
    if not missing_extra(habit)
    for stream in (ways(habit) if habit.whole else ways(habit)[-1:])
]
GROUPED = {
    group: [it for it in TRIES if _group(it[0]) == group]
    for group in dict.fromkeys(_group(habit) for habit, _ in TRIES)
}
TRIES_OF_A_TEST = 120
BATCHES = [
    pytest.param(tries[start : start + TRIES_OF_A_TEST], id=f"{group}-{start}")
    for group, tries in GROUPED.items()
    for start in range(0, len(tries), TRIES_OF_A_TEST)
]


@pytest.fixture(scope="module")
def server() -> Iterator[ProviderServer]:
    with provider_server(lambda _: Said(GOOD)) as server:
        yield server


@pytest.fixture(autouse=True)
def at_once(server: ProviderServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead all packages to the server, and wait for nothing."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(retries, "_BACKOFF_SECONDS", 0.0)
    monkeypatch.setattr(parameters, "_learned", {})


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("tries", BATCHES)
def test_calls_end_well_whatever_servers_do(
    tries: list[tuple[Habit, bool]], server: ProviderServer
) -> None:
    found = {}
    for habit, stream in tries:
        vars(parameters)["_learned"].clear()
        found[f"{habit}{' streamed' if stream else ''}"] = shortfalls(habit, server, stream=stream)
    assert {name: short for name, short in found.items() if short} == {}


def test_no_two_habits_have_one_name() -> None:
    assert len({*map(str, EVERY)}) == len(EVERY)
