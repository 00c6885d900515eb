"""Replies that decline in words of many languages, and answers that deny something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.replies.declining import declines
from precis.chains.writers.replies.reading import read_reply
from tests.fakes.declining.one_question import ANSWERS, DECLINES, QUESTION, SHOWN
from tests.fakes.declining.questions import ASKED, Asked
from tests.fakes.declining.reported import REPORTED


def declined(reply: str) -> bool:
    return declines(reply, read_reply(reply, SHOWN), QUESTION, SHOWN)


@pytest.mark.parametrize("reply", DECLINES)
def test_a_reply_that_declines_is_known_in_every_language(reply: str) -> None:
    assert declined(reply)


@pytest.mark.parametrize("reply", ANSWERS)
def test_an_answer_that_denies_something_is_an_answer(reply: str) -> None:
    assert not declined(reply)


def wrong(asked: Asked) -> list[str]:
    """Return the replies to a question whose decision is read wrong."""

    def declined(reply: str) -> bool:
        return declines(reply, read_reply(reply, asked.shown), asked.question, asked.shown)

    missed = [reply for reply in asked.declines if not declined(reply)]
    return missed + [reply for reply in asked.answers if declined(reply)]


@pytest.mark.parametrize("asked", ASKED, ids=lambda it: it.question)
def test_whatever_is_asked(asked: Asked) -> None:
    assert wrong(asked) == []


@pytest.mark.parametrize("asked", REPORTED, ids=lambda it: it.question)
def test_of_replies_that_nothing_was_chosen_on_nine_in_ten_are_read_right(asked: Asked) -> None:
    assert len(wrong(asked)) * 10 <= len(asked.declines) + len(asked.answers)


@given(st.sampled_from(SHOWN), st.sampled_from(["not", "nobody", "nicht", "aucun", "нет", "没有"]))
def test_what_has_something_of_the_text_is_no_bare_denial(sentence: str, denial: str) -> None:
    assert not declined(f"{denial} {sentence}")


@pytest.mark.parametrize(
    "reply",
    [
        "De naam van de bouwer wordt nergens vermeld.",
        "Byggarens namn nämns ingenstans.",
        "Bygherrens navn nævnes ingensteder.",
        "Nazwisko budowniczego nigdzie nie pada.",
        "Jméno stavitele nikde uvedeno není.",
        "Имя строителя нигде не названо.",
        "Numele constructorului nu apare nicăieri.",
        "Az építő neve sehol sem szerepel.",
    ],
)
def test_what_stands_nowhere_is_declined(reply: str) -> None:
    assert declined(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Kdo byl stavitelem, se z textu nedozvíme.",
        "Z tekstu nie dowiemy się, kto był budowniczym.",
        "Wer der Baumeister war, erfährt man aus dem Text nicht.",
        "Из текста мы не узнаем, кто был строителем.",
        "On n'apprend pas dans le texte qui était le bâtisseur.",
    ],
)
def test_what_is_not_learned_from_the_text_is_declined(reply: str) -> None:
    assert declined(reply)
