"""Replies that decline in words of many languages, and answers that deny something."""

import pytest

from precis.chains.writers.replies.declining import declines
from precis.chains.writers.replies.reading import read_reply
from tests.fakes.later_declining import (
    ANSWERS,
    DECLINES,
    EIGHTH_ANSWERS,
    EIGHTH_DECLINES,
    FRESH_ANSWERS,
    FRESH_DECLINES,
    LAST_ANSWERS,
    LAST_DECLINES,
    QUESTION,
    SHOWN,
)


def declined(reply: str) -> bool:
    return declines(reply, read_reply(reply, SHOWN), QUESTION, SHOWN)


@pytest.mark.parametrize("reply", DECLINES + LAST_DECLINES + FRESH_DECLINES + EIGHTH_DECLINES)
def test_a_reply_that_declines_is_known_in_every_language(reply: str) -> None:
    assert declined(reply)


@pytest.mark.parametrize("reply", ANSWERS + LAST_ANSWERS + FRESH_ANSWERS + EIGHTH_ANSWERS)
def test_an_answer_that_denies_something_is_an_answer(reply: str) -> None:
    assert not declined(reply)
