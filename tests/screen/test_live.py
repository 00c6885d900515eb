"""What is shown while a question is put to all documents."""

import io
from collections.abc import AsyncIterator

import pytest
from rich.console import Console

from precis import event_loop
from precis.chains.events import Asked, Finished, Written
from precis.chains.evidence import Answer, Usage
from precis.screen import live

ANSWER = Answer(
    question="?", standalone="?", claims=(), passages=(), documents={}, model="m", usage=Usage()
)


async def events() -> AsyncIterator[Asked | Written | Finished[Answer]]:
    for done in range(4):
        yield Asked(done, 3)
    yield Finished(ANSWER)


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_progress_is_shown_only_where_it_takes_long(
    patience: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_PATIENCE_SECONDS", patience)
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=60)
    assert event_loop.run(live.listen(events(), console)) == ANSWER
    assert ("3/3 documents" in out.getvalue()) == shown


def test_nothing_is_shown_where_nobody_watches() -> None:
    assert event_loop.run(live.listen(events(), None)) == ANSWER
