import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.dates import date_spans, dates

ENGLISH = "January February March April May June July August September October November December"
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def forms(day: date) -> list[str]:
    """Return a day as people write it, without forms that can be read in two ways."""
    number, month, year = day.day, day.month, f"{day.year:04}"
    english, german = ENGLISH.split()[month - 1], GERMAN.split()[month - 1]
    written = [
        day.isoformat(),
        f"{day.isoformat()}T10:00:00Z",
        day.isoformat().replace("-", "\u2011"),
        f"{year}/{month}/{number}",
        f"{number}.{month}.{year}",
        f"{number} {english} {year}",
        f"{number}-{english[:3]}-{year}",
        f"{english} {number}, {year}",
        f"{english[:3]}. {number}, {year}",
        f"{number}. {german} {year}",
        f"{year}年{month}月{number}日",
        f"{year}년 {month}월 {number}일",
    ]
    if number > 12:
        written += [f"{number:02}/{month:02}/{year}", f"{month:02}/{number:02}/{year}"]
    return [*written, *(unicodedata.normalize("NFD", each) for each in written)]


@given(DAYS)
def test_a_day_is_read_in_every_form(day: date) -> None:
    for written in forms(day):
        assert list(dates(f"It was {written} when")) == [day.isoformat()], written


@given(DAYS, st.sampled_from(["に開館した", "에 열었다", "เปิด", "এ খোলে", "开馆"]))
def test_a_day_is_read_beside_a_script_that_sets_nothing_apart(day: date, beside: str) -> None:
    for written in forms(day):
        assert list(dates(f"{beside}{written}{beside}")) == [day.isoformat()], written


@given(DAYS)
def test_a_day_lies_where_it_is_named(day: date) -> None:
    for written in {unicodedata.normalize("NFC", each) for each in forms(day)}:
        [(start, end)] = date_spans(f"On {written}, they met.")
        assert start == 3
        assert list(dates(written[: end - start])) == [day.isoformat()]


@pytest.mark.parametrize("text", ["3/4/2024", "12-11-2024", "2024-13-01", "40 March 2024", "1.2.3"])
def test_what_is_no_one_day(text: str) -> None:
    assert not list(dates(text))


def test_both_ends_of_a_range() -> None:
    assert sorted(dates("on 15–16 March 2024")) == ["2024-03-15", "2024-03-16"]
