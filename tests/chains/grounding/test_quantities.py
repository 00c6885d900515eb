"""Which quantities follow from which, in any script and form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.grounding.lexical import terms
from precis.chains.grounding.quantities import digits, follows


def says_no_more(claim: str, source: str) -> bool:
    claimed, said = terms(claim), terms(source)
    known = [quantity for found in said.quantities.values() for quantity in found]
    words = frozenset(said.stems)
    return all(follows(found[0], known, words) for found in claimed.quantities.values())


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("more than 100 bodies", "116 bodies"),
        ("more than 100 bodies", "more than 116 bodies"),
        ("about three billion people", "approximately 3 billion people"),
        ("3 million people", "2,987,654 people"),
        ("two weeks", "14 days"),
        ("about 50 per cent", "half of it"),
        ("on 3 May 2021", "on 2021-05-03"),
        ("at 3 pm", "at 3:00 p.m."),
        ("420 人", "四百二十人"),
        ("420 लोग", "४२० लोग"),
        ("420 شخصا", "٤٢٠ شخصا"),
        ("1,000,000 euros", "1.000.000 Euro"),
        ("45,000 species", "45 , 000 species"),
        ("in 2019", "in the winter of 2018–19"),
        ("the 2018–19 season", "the 2018-2019 season"),
        ("230 metres", "230 meters"),
        ("2.5 شخص", "٢٫٥ شخص"),
        ("1,200,000 شخص", "١٬٢٠٠٬٠٠٠ شخص"),
    ],
)
def test_what_follows(claim: str, source: str) -> None:
    assert says_no_more(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("more than 120 bodies", "116 bodies"),
        ("under 90,000 euros", "over 90,000 euros"),
        ("240人", "大约420人"),
        ("240 लोग", "लगभग 420 लोग"),
        ("$5 million", "€5 million"),
        ("19 days", "90 days"),
        ("less than four months", "less than three months"),
        ("around 4,400 children", "around 4,000 children"),
        ("more than 105 bodies", "more than 116 bodies"),
        ("in 2018", "items 2019–18"),
    ],
)
def test_what_does_not(claim: str, source: str) -> None:
    assert not says_no_more(claim, source)


@given(st.integers(min_value=2, max_value=10**9))
def test_a_number_follows_from_itself_however_it_is_grouped(number: int) -> None:
    assert says_no_more(f"{number} people", f"{number:,} people")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(digits(text), str)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on Nov. 4", "on November 4"),
        ("4 Sept 2018", "4 September 2018"),
        ("the U.S. army", "the US army"),
        ("J. R. R. Tolkien", "J.R.R. Tolkien"),
        ("West Ham United F.C. won", "West Ham United FC won"),
    ],
)
def test_what_is_shortened_is_read_alike(one: str, other: str) -> None:
    assert terms(one).stems == terms(other).stems


def test_a_country_is_no_pronoun() -> None:
    assert terms("It helped the U.S.").names == {"US"}
    assert not terms("It helped us.").names
