import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.identifiers import identifiers
from precis.languages.numbers import numbers
from precis.stores.terms import terms


def grouped(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


NUMBERS = st.integers(1000, 999_999_999)


@given(NUMBERS, NUMBERS, st.sampled_from([",", ".", "'", "’", " ", "\u00a0", "\u202f"]))
def test_a_number_is_one_term_however_it_is_grouped(one: int, other: int, sign: str) -> None:
    written = f"€{grouped(one, sign)}"
    assert str(one) in terms(written)
    assert (str(other) in terms(written)) == (one == other)


@given(st.integers(1000, 999_999), st.integers(1, 99))
def test_decimals_are_read_with_point_and_comma(whole: int, cents: int) -> None:
    american = f"{whole:,}.{cents:02}"
    german = american.translate(str.maketrans(",.", ".,"))
    [one], [other] = numbers(american), numbers(german)
    assert one == other


DIGITS = st.lists(st.from_regex(r"[1-9][0-9]{1,3}", fullmatch=True), min_size=4, max_size=5)


@given(DIGITS, st.lists(st.sampled_from(" -./"), min_size=4, max_size=4))
def test_a_code_of_digits_is_one_term_however_it_is_parted(
    parts: list[str], signs: list[str]
) -> None:
    written = "".join(f"{part}{sign}" for part, sign in zip(parts, signs, strict=False))
    assert "".join(parts[:4]) in terms(f"Call {written[:-1]} now")


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_of_day_is_one_term_in_every_form(hour: int, minute: int) -> None:
    half = f"{(hour - 1) % 12 + 1}:{minute:02} {'ap'[hour >= 12]}m"
    for written in (half, f"{hour}:{minute:02}", f"{hour:02}h{minute:02}"):
        assert f"{hour:02}h{minute:02}" in numbers(f"It starts at {written}."), written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0,75 kW", "0.75 kW"),
        ("4.7kΩ", "4.7 kΩ"),
        ("1,25,000", "125000"),
        ("+1 (555) 010-4477", "+1 555 010 4477"),
        ("978-3-16-148410-0", "9783161484100"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("$300", "300 USD"),
        ("Ana.Kovac@heron.example", "ana.kovac@heron.example"),
    ],
)
def test_two_writings_share_a_term_of_their_own(one: str, other: str) -> None:
    assert set(numbers(one)) & {*numbers(other), *identifiers(other), *terms(other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,250", "1,520"),
        ("$300", "€300"),
        ("C++", "C#"),
        ("m.kovac@heron.example", "m.kovacs@heron.example"),
        ("+49 30 1234567", "+49 30 1234576"),
    ],
)
def test_what_differs_shares_none(one: str, other: str) -> None:
    assert not set(numbers(one)) & set(numbers(other))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(numbers(text))
