"""Who did what to whom."""

import pytest

from precis.chains.grounding import order
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.order import turned

PAID = "In 1932 the builder Ben paid his brother Anna for the boat."


@pytest.mark.parametrize(
    "claim",
    ["In 1932 Anna paid Ben for the boat.", "Anna, the builder, paid her brother Ben."],
)
def test_names_that_changed_places_are_told(claim: str) -> None:
    found = turned(terms(claim), [terms(PAID)], [terms(PAID)])
    assert found == ("anna", "pay", "ben")


@pytest.mark.parametrize(
    "claim",
    [
        "Ben paid Anna.",
        "Anna was paid by Ben.",
        "For Anna the boat was paid, and Ben sailed.",
        "Anna and Ben paid for a boat.",
        "Anna knew Ben.",
    ],
)
def test_the_same_in_another_order_is_let_pass(claim: str) -> None:
    assert turned(terms(claim), [terms(PAID)], [terms(PAID)]) is None


MENDED = "After the storm the tall builder mended the old roof."


@pytest.mark.parametrize(
    "claim",
    [
        "The old roof mended the builder.",
        "The builder was mended by the old roof.",
        "the roof mended the tall builder",
    ],
)
def test_words_of_one_sentence_that_changed_places_are_told(claim: str) -> None:
    found = turned(terms(claim), [terms(MENDED)], [terms(MENDED)])
    assert found
    assert {found.first, found.second} & {"builder", "roof"}


@pytest.mark.parametrize(
    "claim",
    [
        "The tall builder mended the old roof.",
        "The old roof was mended by the builder after the storm.",
        "The builder mended the roof after the storm.",
    ],
)
def test_words_of_one_sentence_in_the_passive_say_the_same(claim: str) -> None:
    assert turned(terms(claim), [terms(MENDED)], [terms(MENDED)]) is None


def test_what_another_sentence_says_in_that_order_is_let_pass() -> None:
    evidence = [terms(PAID), terms("Later Anna paid Ben.")]
    assert turned(terms("Then Anna paid Ben."), evidence[:1], evidence) is None


def test_of_a_claim_of_very_many_words_names_alone_are_compared() -> None:
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)]
    said = terms("Anna " + " ".join(words) + " Ben")
    assert turned(terms(" ".join(reversed(words))), [said], [said]) is None
    few = terms("Anna " + " ".join(words[:9]))
    assert turned(terms(" ".join(reversed(words[:9]))), [few], [few])


def test_the_work_for_names_grows_with_the_words_between_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has, compared = order._Said.has, 0

    def counting(said: order._Said, found: order.Turned) -> bool:
        nonlocal compared
        compared += 1
        return has(said, found)

    def work(count: int) -> int:
        nonlocal compared
        compared = 0
        ends = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(count)]
        said = terms(" ".join(f"Name{end} verb{end}" for end in ends))
        assert turned(said, [said], [said]) is None
        return compared

    monkeypatch.setattr(order._Said, "has", counting)
    assert work(100) < 3 * work(50)
