"""How a difference is weighed, and how it is told."""

import json
import re

import pytest

from precis.chains.grounding.contexts import Readings, distances
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.support import MODEL, Difference, difference, support, threshold
from precis.models.embeddings import MiniLM

SAID = "The regional disclosures law, which Mayor Okonkwo had not opposed, passed by 21 votes."


@pytest.fixture(scope="module")
def readings() -> Readings:
    return Readings(MiniLM())


def compared(readings: Readings, claim: str, *said: str) -> Difference:
    read = readings.read([claim, *said])
    apart = distances(read[claim], [read[text] for text in said])
    return difference(terms(claim), [terms(text) for text in said], apart)


def test_every_difference_is_weighed_and_none_speaks_for_a_claim(readings: Readings) -> None:
    weights = json.loads(MODEL.read_text(encoding="utf-8"))["weights"]
    assert list(weights) == list(compared(readings, SAID, SAID).features())
    assert all(weight <= 0 for weight in weights.values())


def test_what_is_said_word_for_word_differs_in_nothing(readings: Readings) -> None:
    found = compared(readings, SAID, SAID)
    assert found.unlike == pytest.approx(0, abs=1e-5)
    assert not any(value for name, value in found.features().items() if name != "unlike")
    assert support(found) > threshold()


@pytest.mark.parametrize(
    "claim",
    [
        "The regional disclosures law, which Mayor Okonkwo had opposed, passed by 21 votes.",
        "The regional disclosures law, which Mayor Okonkwo had not opposed, failed by 21 votes.",
        "The national disclosures law, which Mayor Okonkwo had not opposed, passed by 21 votes.",
        "The regional disclosures law, which Mayor Brennan had not opposed, passed by 21 votes.",
        "The regional disclosures law, which Mayor Okonkwo had not opposed, passed by 12 votes.",
    ],
)
def test_a_problem_is_told_in_whole_words_of_claim_and_source(
    readings: Readings, claim: str
) -> None:
    found = compared(readings, claim, SAID)
    assert found.problem
    assert support(found) < threshold()
    quoted = re.findall(r"'([^']+)'", found.problem)
    words = set(re.findall(r"\w+", f"{claim} {SAID}"))
    assert quoted
    assert {word for phrase in quoted for word in phrase.split()} <= words


def test_a_hedge_matters_where_the_words_are_copied(readings: Readings) -> None:
    said = "The watchdog is working on possible disciplinary cases against staff of some schools."
    copied = compared(readings, said.replace("possible ", ""), said)
    reworded = compared(readings, "Disciplinary cases are being prepared by the watchdog.", said)
    assert copied.hedges > 0.5
    assert reworded.hedges < copied.hedges


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (
            "Der Stadtrat hat den Haushalt am Montag gebilligt.",
            "Der Stadtrat hat den Haushalt am Montag vertagt.",
        ),
        ("El puente del puerto cerró el lunes.", "El puente del puerto ardió el lunes."),
        ("Мост у порта закрыли в понедельник.", "Мост у порта взорвали в понедельник."),
        ("أغلق الجسر القديم يوم الاثنين", "فجر الجسر القديم يوم الاثنين"),
        ("委员会星期一关闭了港口的旧桥。", "委员会星期一炸毁了港口的旧桥。"),
    ],
)
def test_a_word_that_the_embedding_model_does_not_know_is_said_or_new(
    readings: Readings, said: str, claim: str
) -> None:
    assert compared(readings, said, said).unlike < 0.1
    assert compared(readings, claim, said).unlike > 0.1
    assert support(compared(readings, said, said)) >= threshold()
    assert support(compared(readings, claim, said)) < threshold()
