"""Opposites, near synonyms and extents."""

import pytest

from precis.chains.grounding.lexical import terms
from precis.chains.grounding.lexicon import alike, opposite, overstates, stem


def read(word: str) -> str:
    return terms(word).stems[0]


@pytest.mark.parametrize(
    "pair",
    [
        "willing/unwilling",
        "careful/careless",
        "male/female",
        "with/without",
        "buy/sell",
        "first/last",
    ],
)
def test_opposites_hold_both_ways(pair: str) -> None:
    one, other = map(read, pair.split("/"))
    assert opposite(one, other)
    assert opposite(other, one)
    assert not alike(one, other)


@pytest.mark.parametrize(
    "pair",
    ["stronger/weaker", "drier/wetter", "thinner/thicker", "wider/narrower"],
)
def test_comparatives_are_opposites_where_their_adjectives_are(pair: str) -> None:
    one, other = map(read, pair.split("/"))
    assert opposite(one, other)
    assert not opposite(one, one)


@pytest.mark.parametrize("pair", ["abandon/leave", "approve/approval", "can/could", "had/has"])
def test_what_can_mean_the_same(pair: str) -> None:
    one, other = map(read, pair.split("/"))
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("claimed", "said"), [("all", "most"), ("only", "mainly"), ("none", "few"), ("always", "often")]
)
def test_more_is_overstated_and_less_is_not(claimed: str, said: str) -> None:
    assert overstates(read(claimed), read(said))
    assert "none" in {claimed, said} or not overstates(read(said), read(claimed))


@pytest.mark.parametrize(
    "forms",
    [
        "metres metre meters meter",
        "organised organizing organize",
        "colour colours color",
        "neighbourhood neighborhoods",
        "travelled traveled travel",
        "analysed analyzes",
        "programme programs",
        "sold sell sells",
        "children child",
        "fell falls",
    ],
)
def test_forms_and_spellings_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["hour/our", "called/cabled", "found/founded", "tour/tor"])
def test_other_words_have_not(pair: str) -> None:
    one, other = pair.split("/")
    assert stem(one) != stem(other)
