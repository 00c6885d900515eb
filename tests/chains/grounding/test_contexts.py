import numpy as np
import pytest

from precis.chains.grounding.contexts import Readings, drift
from precis.models.embeddings import MiniLM

SOURCE = "The old lighthouse was built in 1871 by Portuguese sailors."


@pytest.fixture(scope="module")
def readings() -> Readings:
    return Readings(MiniLM())


def apart(readings: Readings, claim: str) -> float:
    return drift(readings[claim], readings[SOURCE])


def test_what_is_copied_is_near_and_what_is_foreign_far(readings: Readings) -> None:
    copied = apart(readings, "The old lighthouse was built in 1871.")
    reworded = apart(readings, "The old beacon was erected in 1871.")
    foreign = apart(readings, "The old parliament was dissolved in 1871.")
    assert 0 == copied < reworded < foreign <= 1


@pytest.mark.parametrize("claim", ["", "…", "?!"])
def test_without_words_nothing_is_far(readings: Readings, claim: str) -> None:
    assert apart(readings, claim) == 0
    assert drift(readings["A lighthouse."], readings[""]) == 0


def test_readings_hold_the_vector_and_each_piece_in_its_context() -> None:
    minilm = MiniLM()
    bank, river = minilm.readings(["The bank lent money.", "The bank of the river."])
    assert np.array_equal(bank.vector, minilm.vectors(["The bank lent money."])[0])
    assert bank.pieces == ("the", "bank", "lent", "money", ".")
    assert bank.states.shape == (5, 384)
    assert np.allclose(np.linalg.norm(bank.states, axis=1), 1, atol=1e-5)
    assert bank.states[1] @ river.states[1] < 0.95


def test_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    minilm, asked = MiniLM(), []
    read = minilm.readings
    monkeypatch.setattr(minilm, "readings", lambda texts: asked.append(texts) or read(texts))
    readings = Readings(minilm)
    readings.read(["One.", "Two.", "One."])
    assert len(readings.embed_documents(["Two.", "Three."])) == 2
    assert [text for texts in asked for text in texts] == ["One.", "Two.", "Three."]
