"""What a copied claim puts together, and its source does not."""

import pytest

from precis.chains.grounding.edit_cost import edit_cost
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.splices import Splice, splices

SAID = (
    "On Thursday a prominent fan called for the removal of the banner from the bridge.",
    "The manager hopes that fans will give the young player a good reception.",
)


PUMP = (
    "A flashing green lamp means that the pump is ready, a steady yellow lamp means that the "
    "filter is clogged.",
    "Small repairs up to 150 euros are borne by the tenant; all others are borne by the landlord.",
    "The pump in the cellar, built in 1990, runs on diesel, petrol or gas, but it needs oil.",
)
TALE = (
    "Anna said that the roof was safe.",
    "She expects the repair to take a month.",
    "Her brother Piet scolded the mayor, but he let the cat sleep.",
)


def find_splices(claim: str, said: tuple[str, ...] = SAID) -> list[Splice]:
    evidence = [terms(text) for text in said]
    return splices(terms(claim), edit_cost(terms(claim), evidence), evidence)


@pytest.mark.parametrize(
    ("claim", "splice"),
    [
        (
            "The manager called for the removal of the banner from the bridge.",
            Splice(None, "manag"),
        ),
        (
            "A prominent fan called for the removal of the young player a good reception.",
            Splice("remov", "young"),
        ),
        (
            "The manager hopes that fans will give the bridge a good reception.",
            Splice(None, "bridg"),
        ),
    ],
)
def test_what_is_put_together_otherwise_is_found(claim: str, splice: Splice) -> None:
    assert find_splices(claim) == [splice]


@pytest.mark.parametrize(
    "claim",
    [
        SAID[0],
        f"{SAID[0].rstrip('.')}, and {SAID[1]}",
        "The manager hopes that fans will give the player a good reception.",
        "A fan called for the removal of the banner.",
        "The manager hopes that fans will give the little player a good reception.",
        "The fan, a prominent manager, called for the removal of the banner from the bridge.",
        "A prominent fan called for the removal of the banner from the bridge on Thursday.",
        "Nobody knows.",
    ],
)
def test_a_shortened_joined_or_reworded_claim_is_let_pass(claim: str) -> None:
    assert find_splices(claim) == []


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("A flashing green lamp means that the filter is clogged.", PUMP),
        ("Small repairs up to 150 euros are borne by the landlord.", PUMP),
        ("Piet expects the repair to take a month.", TALE),
        ("Anna let the cat sleep.", TALE),
    ],
)
def test_a_subject_of_another_clause_or_sentence_is_found(
    claim: str, said: tuple[str, ...]
) -> None:
    assert find_splices(claim, said)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("A flashing green lamp means that the pump is ready.", PUMP),
        ("A steady yellow lamp means that the filter is clogged.", PUMP),
        ("The pump runs on diesel.", PUMP),
        ("The pump in the cellar runs on petrol or gas.", PUMP),
        ("The pump runs on gas, but it needs oil.", PUMP),
        ("Anna expects the repair to take a month.", TALE),
        ("Her brother let the cat sleep.", TALE),
        ("She let the cat sleep.", TALE),
    ],
)
def test_what_a_clause_or_a_pronoun_may_mean_is_let_pass(claim: str, said: tuple[str, ...]) -> None:
    assert not find_splices(claim, said)
