"""What a copied claim puts together, and its source does not."""

import pytest

from precis.chains.grounding.edit_cost import edit_cost
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.splices import Splice, splices

SAID = (
    "On Thursday a prominent fan called for the removal of the banner from the bridge.",
    "The manager hopes that fans will give the young player a good reception.",
)


def find_splices(claim: str) -> list[Splice]:
    evidence = [terms(text) for text in SAID]
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
