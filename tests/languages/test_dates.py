import unicodedata
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from precis.languages.dates import date_spans, dates
from precis.languages.identification import LANGUAGES
from precis.languages.months import load_months, month_key
from tests.growth import is_in_proportion

ENGLISH = "January February March April May June July August September October November December"
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
GREGORIAN = st.dates(date(1600, 1, 1), date(2399, 12, 31))
"""Days whose years are those of no other calendar in any language."""

EACH = settings(max_examples=settings().max_examples // 5)
"""For tests of all languages: they share forms, so that each needs fewer examples."""

ZEROS = "0٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
NUMERALS = "〇一二三四五六七八九"


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
    if 1900 <= day.year < 2100:
        written += [f"{day:%Y%m%d}", f"{day:%Y%m%d}T143000Z"]
    if number > 12:
        written += [f"{number:02}/{month:02}/{year}", f"{month:02}/{number:02}/{year}"]
    return [*written, *(unicodedata.normalize("NFD", each) for each in written)]


@given(DAYS)
def test_a_day_is_read_in_every_form(day: date) -> None:
    for written in forms(day):
        assert list(dates(f"It was {written} when")) == [day.isoformat()], written


RANGES = {
    "en": ("from {} {} to {} {} {}", "{} {} – {} {} {}"),
    "de": ("vom {}. {} bis {}. {} {}", "vom {}. {} bis zum {}. {} {}"),
    "fr": ("du {} {} au {} {} {}",),
    "es": ("del {} de {} al {} de {} de {}",),
    "ru": ("с {} {} по {} {} {}",),
    "pl": ("od {} {} do {} {} {}",),
}


@pytest.mark.parametrize("language", RANGES)
@given(GREGORIAN, st.integers(1, 90))
def test_both_ends_of_a_range_over_months(language: str, first: date, days: int) -> None:
    last = first + timedelta(days)
    assume(last.month > first.month and last.year == first.year)
    names = [format_date(day, "MMMM", locale=language) for day in (first, last)]
    for form in RANGES[language]:
        text = form.format(first.day, names[0], last.day, names[1], last.year)
        assert sorted(dates(text)) == [first.isoformat(), last.isoformat()], text
        assert len(date_spans(text)) == 1


@given(GREGORIAN, st.sampled_from(["to", "and", "bis", "au", "до", "till"]), st.integers(1, 27))
def test_both_ends_of_a_range_within_a_month(last: date, to: str, number: int) -> None:
    assume(number < last.day)
    name = ENGLISH.split()[last.month - 1]
    found = list(dates(f"{number} {to} {last.day} {name} {last.year}"))
    assert found == [last.isoformat(), last.replace(day=number).isoformat()]
    assert len(list(dates(f"{number} men on {last.day} {name} {last.year}"))) == 1


@given(GREGORIAN, st.sampled_from(["に開館した", "에 열었다", "เปิด", "এ খোলে", "开馆"]))
def test_a_day_is_read_beside_a_script_that_sets_nothing_apart(day: date, beside: str) -> None:
    for written in forms(day):
        assert list(dates(f"{beside}{written}{beside}")) == [day.isoformat()], written


@given(DAYS)
def test_a_day_lies_where_it_is_named(day: date) -> None:
    for written in {unicodedata.normalize("NFC", each) for each in forms(day)}:
        [(start, end)] = date_spans(f"On {written}, they met.")
        assert start == 3
        assert list(dates(written[: end - start])) == [day.isoformat()]


def written_in(zero: str, text: str) -> str:
    """Return a text with the digits of another script."""
    return "".join(chr(ord(zero) + int(sign)) if sign in "0123456789" else sign for sign in text)


def han(number: int) -> str:
    """Return a number below a hundred as Chinese says it."""
    tens, ones = divmod(number, 10)
    ten = "十" if tens == 1 else f"{NUMERALS[tens]}十" if tens else ""
    return ten + (NUMERALS[ones] if ones else "")


@pytest.mark.parametrize("language", LANGUAGES)
@EACH
@given(GREGORIAN, st.sampled_from(["long", "full"]), st.sampled_from(ZEROS), st.booleans())
def test_a_day_is_read_as_each_language_writes_it(
    language: str, day: date, length: str, zero: str, capital: bool
) -> None:
    written = format_date(day, length, locale=language)
    written = written.upper() if capital else written
    for form in (written, unicodedata.normalize("NFD", written)):
        assert list(dates(written_in(zero, form))) == [day.isoformat()], form


@pytest.mark.parametrize("language", LANGUAGES)
@EACH
@given(GREGORIAN, st.sampled_from(["medium", "short"]))
def test_short_forms_are_no_other_day(language: str, day: date, length: str) -> None:
    written = format_date(day, length, locale=language)
    assert set(dates(written)) <= {day.isoformat()}, written


@given(GREGORIAN, st.sampled_from(ZEROS), st.sampled_from(["", "\u200e", "\u200f", "\u2066"]))
def test_a_day_of_numbers_is_read_in_every_script(day: date, zero: str, mark: str) -> None:
    for written in (day.isoformat(), f"{day.day}.{day.month}.{day.year}"):
        marked = written_in(zero, written).replace("-", f"{mark}-{mark}").replace(".", f"{mark}.")
        [(start, end)] = date_spans(f"Ab {marked} cd")
        assert list(dates(marked)) == list(dates(f"Ab {marked} cd"[start:end])) == [day.isoformat()]


@given(st.dates(date(1868, 10, 23), date(2399, 12, 31)))
def test_years_of_thailand_and_of_eras_are_converted(day: date) -> None:
    reigns = [
        ("明治", 1868),
        ("大正", 1912),
        ("昭和", 1926),
        ("平成", 1989),
        ("令和", 2019),
        ("民國", 1912),
    ]
    for name, first in reigns:
        number = day.year - first + 1
        if 0 < number < 100:
            for year in (str(number), han(number), *(["元"] if number == 1 else [])):
                written = f"{name}{year}年{day.month}月{day.day}日"
                assert list(dates(written)) == [day.isoformat()]
    thai = format_date(day, "d MMMM", locale="th")
    for written in (f"{thai} {day.year + 543}", f"{thai} พ.ศ. {day.year + 543}"):
        assert list(dates(written)) == [day.isoformat()]


@given(GREGORIAN)
def test_a_day_is_read_in_chinese_numerals(day: date) -> None:
    year = "".join(NUMERALS[int(sign)] for sign in str(day.year))
    assert list(dates(f"{year}年{han(day.month)}月{han(day.day)}日")) == [day.isoformat()]


@given(st.integers(1300, 1500), st.integers(1, 12), st.integers(1, 29))
def test_days_of_the_hijri_calendars_are_left(year: int, month: int, day: int) -> None:
    for written in (
        f"في {day}/{month}/{year} هـ",
        f"در {year}/{month}/{day} برگزار شد",
        f"{day} رمضان {year}",
        f"{day} اسفند {year}",
        f"{day} March {year} AH",
    ):
        assert not list(dates(written)), written


MONTH_NAMES = frozenset(load_months().names)


@given(
    st.integers(1, 31),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
    st.integers(1000, 2999),
)
def test_a_word_that_is_no_month_makes_no_day(day: int, word: str, year: int) -> None:
    assume(not any(name in month_key(word) for name in MONTH_NAMES))
    assert not list(dates(f"{day} {word} {year}, {word} {day}, {year}, {year} {word} {day}"))


@pytest.mark.parametrize("language", LANGUAGES)
@EACH
@given(GREGORIAN, st.integers(32, 99))
def test_a_day_that_no_month_has_is_none(language: str, day: date, number: int) -> None:
    written = format_date(day.replace(day=28), "long", locale=language).replace("28", "§")
    assert not list(dates(written.replace("§", str(number))))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 листопада 2024 року", "2024-11-15"),
        ("15 listopada 2024", "2024-11-15"),
        ("15. listopada 2024.", "2024-10-15"),
        ("2024. gada 15. martā", "2024-03-15"),
        ("15 آذار/مارس 2024", "2024-03-15"),
        ("ថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៤", "2024-03-15"),
        ("၂၀၂၄ ခုနှစ် မတ်လ ၁၅ ရက်", "2024-03-15"),
        ("ngày 15 tháng 3 năm 2024", "2024-03-15"),
        ("2024 оны 3-р сарын 15", "2024-03-15"),
        ("15 марта 2024г.", "2024-03-15"),
        ("১৫ই মার্চ, ২০২৪", "2024-03-15"),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: str) -> None:
    assert list(dates(written)) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 May 15 people moved",
        "30 February 2024",
        "15 marchers in 2024",
        "page 15, 2024",
        "15 men 2024",
    ],
)
def test_what_only_looks_like_a_day(text: str) -> None:
    assert not list(dates(text))


@pytest.mark.parametrize("text", ["3/4/2024", "12-11-2024", "2024-13-01", "40 March 2024", "1.2.3"])
def test_what_is_no_one_day(text: str) -> None:
    assert not list(dates(text))


def test_both_ends_of_a_range() -> None:
    assert sorted(dates("on 15–16 March 2024")) == ["2024-03-15", "2024-03-16"]


@pytest.mark.parametrize("seed", ["2024-03-15 ", "3-5 March 2024, ", "12 "])
def test_many_days_are_read_in_proportion(seed: str) -> None:
    assert is_in_proportion(date_spans, seed, 60_000)
