from datetime import date

import pytest
from babel.dates import format_skeleton, get_quarter_names
from hypothesis import given, settings
from hypothesis import strategies as st

from precis.languages.identification import LANGUAGES
from precis.languages.identifiers import identifiers
from precis.languages.periods import periods

YEARS = st.integers(1600, 2399)
EACH = settings(max_examples=settings().max_examples // 5)
"""For tests of all languages: they share forms, so that each needs fewer examples."""

NOT_READ = {"bo", "mn"}
"""Languages whose months are phrases of several numbers."""


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - NOT_READ))
@EACH
@given(YEARS, st.integers(1, 12))
def test_a_month_is_read_as_each_language_writes_it(language: str, year: int, month: int) -> None:
    written = format_skeleton("yMMMM", date(year, month, 15), locale=language)
    if (language, month) != ("hr", 10):  # listopad is November in Czech and Polish
        assert list(periods(written)) == [f"{year}-{month:02}"], written


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja", "zh"}))
@EACH
@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_read_as_each_language_names_it(language: str, year: int, at: int) -> None:
    written = f"{get_quarter_names('wide', locale=language)[at]} {year}"
    assert list(periods(written)) == [f"{year}-q{at}"], written


@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_read_in_every_form(year: int, at: int) -> None:
    ordinal = ("first", "second", "third", "fourth")[at - 1]
    german = ("erstes", "zweites", "drittes", "viertes")[at - 1]
    for written in (
        f"Q{at} {year}",
        f"{year}-Q{at}",
        f"{at}Q {year}",
        f"the {ordinal} quarter of {year}",
        f"{german} Quartal {year}",
        f"T{at} {year}",
        f"{'I' * at if at < 4 else 'IV'} квартал {year} года",
        f"{year}年第{at}四半期",
        f"{year}年第{'一二三四'[at - 1]}季度",
    ):
        assert list(periods(written)) == [f"{year}-q{at}"], written


@given(YEARS, st.integers(1, 53))
def test_a_week_is_read_in_every_form(year: int, week: int) -> None:
    for written in (
        f"{year}-W{week:02}",
        f"week {week} of {year}",
        f"KW {week}/{year}",
        f"semaine {week} de {year}",
        f"uge {week}, {year}",
    ):
        assert list(periods(written)) == [f"{year}-w{week:02}"], written


@given(YEARS, st.integers(1, 12))
def test_a_month_of_numbers_is_read(year: int, month: int) -> None:
    for written in (f"{year}-{month:02}", f"{month:02}/{year}", f"{year}年{month}月"):
        assert list(periods(written)) == [f"{year}-{month:02}"], written


def test_a_day_is_in_its_month() -> None:
    assert set(identifiers("March 2024")) < set(identifiers("2024-03-15"))


@pytest.mark.parametrize(
    "text", ["In 2024 May came", "Q7 2024", "2024-13", "week 60 of 2024", "in 2019-2024", "2024"]
)
def test_what_is_no_period(text: str) -> None:
    assert not list(periods(text))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(each[:4].isdecimal() for each in periods(text))
