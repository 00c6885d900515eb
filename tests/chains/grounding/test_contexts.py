from concurrent.futures import ThreadPoolExecutor
from statistics import fmean

import numpy as np
import pytest

from precis.chains.grounding.contexts import Readings, distances
from precis.models.embeddings import MiniLM

SOURCE = "The old lighthouse was built in 1871 by Portuguese sailors."


@pytest.fixture(scope="module")
def readings() -> Readings:
    return Readings(MiniLM())


def apart(readings: Readings, claim: str, *said: str) -> dict[str, float]:
    read = readings.read([claim, *said])
    return distances(read[claim], [read[text] for text in said])


def test_what_is_copied_is_near_and_what_is_foreign_far(readings: Readings) -> None:
    claims = [
        "The old lighthouse was built in 1871.",
        "The old beacon was erected in 1871.",
        "The old parliament was dissolved in 1871.",
    ]
    found = [fmean(apart(readings, claim, SOURCE).values()) for claim in claims]
    assert 0 <= found[0] < found[1] < found[2] <= 1


def test_a_word_is_compared_with_all_that_is_said(readings: Readings) -> None:
    claim = "The lighthouse stands on a cliff."
    alone = apart(readings, claim, SOURCE)
    assert set(alone) == {"lighthous", "stand", "cliff"}
    more = apart(readings, claim, SOURCE, "It stands on a cliff above the bay.")
    assert more["cliff"] < alone["cliff"]
    assert all(more[word] <= alone[word] for word in alone)


@pytest.mark.parametrize("claim", ["", "…", "?!", "Yes, it was.", "Really?"])
def test_without_content_words_nothing_is_far(readings: Readings, claim: str) -> None:
    assert apart(readings, claim, SOURCE) == {}


@pytest.mark.parametrize("said", [(), ("",), ("…",)])
def test_without_evidence_every_word_is_as_far_as_can_be(
    readings: Readings, said: tuple[str, ...]
) -> None:
    assert apart(readings, "A lighthouse.", *said) == {"lighthous": 1.0}


def test_the_pieces_of_a_word_are_one_word(readings: Readings) -> None:
    text = "Unfathomable lighthouses glimmered."
    found = readings.read([text])[text]
    assert found.words == ("unfathomable", "lighthouses", "glimmered")
    assert np.allclose(np.linalg.norm(found.states, axis=1), 1, atol=1e-5)


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


def test_what_was_read_long_ago_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.chains.grounding.contexts._KEPT", 2)
    minilm, asked = MiniLM(), []
    read = minilm.readings
    monkeypatch.setattr(minilm, "readings", lambda texts: asked.extend(texts) or read(texts))
    readings = Readings(minilm)
    for text in ("One.", "Two.", "One.", "Three.", "One.", "Two."):
        assert set(readings.read([text])) == {text}
    assert set(readings.read(["One.", "Two.", "Three.", "Four."])) == {
        "One.",
        "Two.",
        "Three.",
        "Four.",
    }
    assert asked == ["One.", "Two.", "Three.", "Two.", "Three.", "Four."]


def test_threads_read_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.chains.grounding.contexts._KEPT", 3)
    readings = Readings(MiniLM())
    texts = [f"Sentence number {number}." for number in range(6)]
    alone = {text: readings.read([text])[text].vector.tolist() for text in texts}
    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(lambda _: readings.embed_documents(texts), range(12)):
            assert found == list(alone.values())
