"""How often something may happen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.web.rates import Rate, Rates

RATE = Rate("requests", 3, 10)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 6)), max_size=60))
def test_no_window_holds_more_and_who_waits_is_let_in(steps: Sequence[tuple[str, float]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        now = 1000.0
        patched.setattr("precis.web.rates.time.monotonic", lambda: now)
        rates, let_in = Rates(), {"a": [], "b": []}
        for key, pause in steps:
            now += pause
            if seconds := rates.wait(RATE, key):
                assert len([it for it in let_in[key] if it > now - 10]) == 3
                now += seconds + 1e-6
                assert rates.wait(RATE, key) == 0
            let_in[key].append(now)
            assert len([it for it in let_in[key] if it > now - 10]) <= 3


def test_who_does_not_come_again_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("precis.web.rates.time.monotonic", lambda: now)
    rates = Rates()
    for number in range(100):
        rates.wait(RATE, str(number))
    now += 61
    rates.wait(RATE, "new")
    assert len(rates._times) == 1
