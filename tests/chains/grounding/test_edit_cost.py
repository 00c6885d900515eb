"""What copying costs, and what it costs to find out."""

from typing import Any

import pytest

from precis.chains.grounding import edit_cost
from precis.chains.grounding.lexical import terms


def test_the_work_for_a_word_that_is_everywhere_does_not_grow_with_the_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step, steps = edit_cost._edit, 0

    def counting(*given: Any) -> tuple[str, float]:
        nonlocal steps
        steps += 1
        return step(*given)

    def work(sentences: int) -> int:
        nonlocal steps
        steps = 0
        said = terms("pump " * 60)
        assert edit_cost.edit_cost(said, [said] * sentences).cost == 0
        return steps

    monkeypatch.setattr(edit_cost, "_edit", counting)
    assert work(8) == work(4)
