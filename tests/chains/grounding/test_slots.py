"""What stands in the place of what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.grounding.edit_cost import edit_cost
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.slots import (
    Change,
    Slot,
    beside,
    exchanged,
    slots,
    substituted,
    swapped,
    turned_round,
)

SAID = "The harbour master warned the company two days before the storm."


def reversals(claim: str, said: str = SAID) -> list[Change]:
    return turned_round(gaps(claim, said), terms(claim), [terms(said)])


def gaps(claim: str, said: str = SAID) -> list[Slot]:
    return slots(terms(claim), terms(said)) or []


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (SAID.replace("before", "after"), SAID),
        ("They hunt alone and feed only on fish.", "They hunt alone and feed mainly on fish."),
        ("It has no outlet and all streams dry up.", "It has no outlet and most streams dry up."),
        ("Everyone was hurt.", "No one was hurt."),
        ("Someone was hurt.", "Nobody was hurt."),
        ("Most came by bus.", "Hardly anyone came by bus."),
    ],
)
def test_opposites_and_greater_extents_are_turned_round(claim: str, said: str) -> None:
    assert reversals(claim, said)


PUMP = "The pump stands upright in a dry room, and its blue lamp turns red when the tank is empty."


@pytest.mark.parametrize(
    ("claim", "slot"),
    [
        ("The pump stands upright in a damp room.", Slot(("damp",), ("dri",))),
        ("The pump stands upright in a corner.", Slot(("corner",), ("dri",))),
        (
            "The green lamp turns red when the tank is empty.",
            Slot(("the", "green"), ("its", "blue")),
        ),
        ("The pump stands and its blue lamp flashes red when empty.", Slot(("flash",), ("turn",))),
    ],
)
def test_a_part_of_a_sentence_is_compared_with_that_part(claim: str, slot: Slot) -> None:
    assert slot in gaps(claim, PUMP)


def test_a_word_in_another_order_is_compared_with_what_stands_beside_its_neighbours() -> None:
    claim = terms("The climate became drier about 4,200 years ago.")
    said = [terms("Heath spread about 4,200 years ago, when the climate became wetter.")]
    found = beside(claim, edit_cost(claim, said), said)
    assert Slot(("drier",), ("wetter",)) in found
    assert turned_round(found, claim, said)


@pytest.mark.parametrize("words", [("half an hour", "half a minute"), ("weeks", "months")])
def test_a_measure_in_the_place_of_another_is_substituted(words: tuple[str, str]) -> None:
    claim, said = (
        terms(f"The lamp must not stay in water for {word} or longer.") for word in words
    )
    assert substituted(slots(claim, said) or [], claim, said, frozenset())


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The buyer does not pay a deposit.", "The buyer pays no deposit."),
        ("The buyer pays no deposit.", "The buyer does not pay any deposit."),
        ("Some of the doctors were not told.", "Not all of the doctors were told."),
        ("Few came by bus.", "Hardly anyone came by bus."),
    ],
)
def test_the_same_denial_in_other_words_is_not(claim: str, said: str) -> None:
    assert not reversals(claim, said)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (SAID.replace("warned", "assured"), SAID),
        ("Marketing proposed a screen on the device.", "Marketing opposed a screen on the device."),
        ("The twins would not swim in the pond.", "The twins could not swim in the pond."),
        ("Los socios quieren vender su furgoneta.", "Los socios quieren prestar su furgoneta."),
        ("那时池塘水位很高。", "那时池塘水位很低。"),
    ],
)
def test_another_word_in_the_place_of_one_is_exchanged(claim: str, said: str) -> None:
    assert exchanged(gaps(claim, said))


@pytest.mark.parametrize(
    "claim",
    [
        SAID,
        SAID.replace("The", "A"),
        SAID.replace("warned", "has warned"),
        SAID.replace(" two", ""),
    ],
)
def test_articles_tenses_and_what_is_left_out_exchange_nothing(claim: str) -> None:
    assert not exchanged(gaps(claim))
    assert not reversals(claim)


def test_two_words_in_each_others_place_are_swapped() -> None:
    claim = "The red boat sank beside the green ship in the bay."
    said = "The green boat sank beside the red ship in the bay."
    assert swapped(gaps(claim, said))


@given(st.lists(st.sampled_from("a the not boat ship sank 7 Anna".split()), max_size=12))
def test_a_text_has_no_gaps_to_itself(words: list[str]) -> None:
    said = terms(" ".join(words))
    assert not slots(said, said)
