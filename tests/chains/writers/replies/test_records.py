"""Rows and records that a model replies with, and prose that only looks like them."""

import pytest

from precis.chains.writers.replies.notations import uniform_notation
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.replies.records import records_of

SHOWN = ["It rained on Monday.", "Nobody came to the fair.", "The mayor paid."]
READ = [("It rained, as it often does.", (1,)), ("Nobody came.", (1, 2))]


@pytest.mark.parametrize(
    "reply",
    [
        'claim,sources\n"It rained, as it often does.",1\n"Nobody came.","1, 2"',
        "claim,sources\nIt rained, as it often does.,1\nNobody came.,1,2",
        "Sentence\tCites\nIt rained, as it often does.\t1\nNobody came.\t1 2",
        "no;text;refs\n1;It rained, as it often does.;1\n2;Nobody came.;1 2",
        "- claim: It rained, as it often does.\n  refs: [1]\n- claim: Nobody came.\n  refs: [1, 2]",
        "points:\n- text: It rained, as it often does.\n  refs:\n  - 1\n"
        "- text: Nobody came.\n  refs:\n  - 1\n  - 2",
        "Claim: It rained, as it often does.\nRefs: 1\n\nClaim: Nobody came.\nRefs: 1, 2",
        "Q: What happened?\nA: It rained, as it often does. [1]\n\nQ: Who?\nA: Nobody came. [1, 2]",
    ],
)
def test_rows_and_records_are_read_as_sentences_with_citations(reply: str) -> None:
    assert [(one.text, one.numbers) for one in read_reply(reply, SHOWN)] == READ


@pytest.mark.parametrize(
    "reply",
    [
        "It rained, and nobody came. [1]\nThe mayor, who paid, was glad. [3]",
        "Weather: it rained. [1]\nMoney: the mayor paid. [3]",
        "Rain, wind\nIt rained, and nobody came. [1]",
        "",
    ],
)
def test_prose_is_no_record(reply: str) -> None:
    assert records_of(reply) == []


def test_other_notations_become_marks_and_bullets() -> None:
    assert uniform_notation("\\item It rained~\\cite{2}.") == "- It rained [2]."
    assert uniform_notation("✅ It rained {{cite|1}}.") == "- It rained  [1]."
    assert uniform_notation("“It rained” (→ 1, 2)") == "“It rained”  [1, 2]"
    assert uniform_notation("5 % of 7 © 2019 — a price → up") == "5 % of 7 © 2019 — a price → up"
