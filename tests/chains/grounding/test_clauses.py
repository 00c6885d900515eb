"""What is said of what: denials and hedges, clause by clause."""

import pytest

from precis.chains.grounding.clauses import denials, denied_otherwise, hedges_dropped
from precis.chains.grounding.edit_cost import EditCost, edit_cost
from precis.chains.grounding.lexical import Terms, terms

SQUAD = "The player has not been fined over the incident and will be in the squad for the trip."


def read(claim: str, *said: str) -> tuple[Terms, EditCost, list[Terms]]:
    evidence = [terms(sentence) for sentence in said]
    return terms(claim), edit_cost(terms(claim), evidence), evidence


def test_a_negation_denies_the_nearest_words_of_its_clause() -> None:
    assert [denial.heads for denial in denials(terms("He has not paid the fine, but left."))] == [
        ("paid", "fine")
    ]
    assert not denials(terms("They did not only sing, they danced."))


@pytest.mark.parametrize(
    "claim", ["The player will be in the squad for the trip.", "The player has not been fined."]
)
def test_the_negation_of_another_clause_is_no_difference(claim: str) -> None:
    assert not denied_otherwise(*read(claim, SQUAD))


@pytest.mark.parametrize(
    "claim",
    [
        "The player has been fined over the incident.",
        "The player will not be in the squad for the trip.",
    ],
)
def test_a_negation_within_the_clause_is(claim: str) -> None:
    assert denied_otherwise(*read(claim, SQUAD))


def test_a_hedge_dropped_is_told_and_one_kept_is_not() -> None:
    said = "A watchdog is working on possible cases against staff."
    assert hedges_dropped(*read("A watchdog is working on cases against staff.", said))
    assert not hedges_dropped(*read("A watchdog is working on possible cases.", said))
