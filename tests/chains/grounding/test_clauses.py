"""What is said of what: denials and hedges, clause by clause."""

import pytest

from precis.chains.grounding.clauses import denials, denied_otherwise, hedges_dropped, undone
from precis.chains.grounding.edit_cost import EditCost, edit_cost
from precis.chains.grounding.lexical import Terms, terms
from precis.chains.grounding.slots import slots

SQUAD = "The player has not been fined over the incident and will be in the squad for the trip."


def read(claim: str, *said: str) -> tuple[Terms, EditCost, list[Terms]]:
    evidence = [terms(sentence) for sentence in said]
    return terms(claim), edit_cost(terms(claim), evidence), evidence


def test_a_negation_denies_the_nearest_words_of_its_clause() -> None:
    assert [denial.heads for denial in denials(terms("He has not paid the fine, but left."))] == [
        ("pay", "fine")
    ]
    assert not denials(terms("They did not only sing, they danced."))


@pytest.mark.parametrize(
    "claim", ["The player will be in the squad for the trip.", "The player has not been fined."]
)
def test_the_negation_of_another_clause_is_no_difference(claim: str) -> None:
    assert not denied_otherwise(*read(claim, SQUAD), copied=True)


@pytest.mark.parametrize(
    "claim",
    [
        "The player has been fined over the incident.",
        "The player will not be in the squad for the trip.",
    ],
)
def test_a_negation_within_the_clause_is(claim: str) -> None:
    assert denied_otherwise(*read(claim, SQUAD), copied=True)


def test_a_hedge_dropped_is_told_and_one_kept_is_not() -> None:
    said = "A watchdog is working on possible cases against staff."
    assert hedges_dropped(*read("A watchdog is working on cases against staff.", said))
    assert not hedges_dropped(*read("A watchdog is working on possible cases.", said))


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The ministry made no comment.", "The ministry refused to comment."),
        ("The ministry declined to pay the fine.", "The ministry did not pay the fine."),
        ("The doctor never learned of it.", "Nobody ever told the doctor."),
        (
            "Loans cannot be prolonged by telephone.",
            "Loans are renewed in person, not by telephone.",
        ),
    ],
)
def test_a_denial_in_other_words_is_no_difference(claim: str, said: str) -> None:
    assert not denied_otherwise(*read(claim, said), copied=True)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The ministry commented.", "The ministry did not comment."),
        ("The ministry did not comment on the fine.", "The ministry commented on the fine."),
        ("The doctor was not told.", "The doctor was told, but the widow was not."),
    ],
)
def test_nor_is_one_that_is_not_said_at_all_let_pass(claim: str, said: str) -> None:
    assert denied_otherwise(*read(claim, said), copied=True)


def test_a_negation_that_has_moved_undoes_nothing() -> None:
    claim = terms("Clean the rubber seal with warm water, not with solvents.")
    said = terms("Never use solvents to clean the rubber seal; warm water is sufficient.")
    assert undone(slots(claim, said) or [], claim, said, [said]) == []


NOBODY = ["No one", "Nobody", "No rower", "None of them", "Not one rower"]


@pytest.mark.parametrize("nobody", NOBODY)
def test_what_nobody_did_is_denied_in_every_form(nobody: str) -> None:
    said = "No one was hurt."
    assert not denied_otherwise(*read(f"{nobody} was hurt.", said), copied=True)
    assert not denied_otherwise(*read("No one was hurt.", f"{nobody} was hurt."), copied=True)


@pytest.mark.parametrize("claim", ["One rower was hurt.", "Many were hurt in the race, it says."])
def test_a_denial_that_a_claim_takes_in_whole_is_not_dropped(claim: str) -> None:
    assert denied_otherwise(*read(claim, "Nobody was hurt."), copied=False)


@pytest.mark.parametrize(
    "claim",
    [
        "The mayor did not attend.",
        "Her deputy did not attend.",
        "The mayor and her deputy did not attend.",
    ],
)
def test_neither_denies_what_both_did(claim: str) -> None:
    said = "Neither the mayor nor her deputy attended."
    assert not denied_otherwise(*read(claim, said), copied=True)
    own, host = terms(claim), terms(said)
    assert not undone(slots(own, host) or [], own, host, [host])


def test_a_clause_that_is_left_out_undoes_nothing() -> None:
    own = terms("Everyone who answered had a well.")
    host = terms("Everyone who answered had a well, but not all drank from it.")
    assert not undone(slots(own, host) or [], own, host, [host])
