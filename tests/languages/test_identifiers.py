import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.identifiers import identifiers, names_others


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 March 2024", "2024-03-15"),
        ("March 15th, 2024", "15.03.2024"),
        ("15. März 2024", "2024年3月15日"),
        ("BX-2401A", "bx_2401a"),
        ("BX-2401A", "BX\u20112401A"),
        ("BX-2401A", "BX–2401A"),
        ("É-12", "E\u0301-12"),
        ("v2.1", "2.1"),
        ("v2.1", "ｖ２．１"),
        ("2.1", "٢٫١"),
        ("2.1", "२.१"),
        ("BX-2401A", "ＢＸ－２４０１Ａ"),
        ("BX-2401A", "BX\u200e-2401\u200bA"),
        ("BX-2401A", "BX-٢٤٠١A"),
        ("BX-2401A", "ВХ-2401А"),
        ("BX-2401A", "ΒΧ-2401Α"),
        ("M-6", "М6"),
        ("3.2.1", "3.2"),
        ("10%", "10 per cent"),
        ("10,5 %", "10.5 Prozent"),
        ("5 km", "5km"),
        ("-18 °C", "-18°C"),
        ("50 µg", "50μg"),
        ("§ 12 Abs. 3", "§12 Absatz 3"),
        ("Article 17(2)", "Art. 17 (2)"),
        (".NET", ".net"),
        ("C++", "c++ code"),
        ("R&D", "r & d"),
        ("Plotly.js", "plotly.js"),
        ("open_gate", "OPEN_GATE"),
        ("3C:22:FB:9A:10:7E", "3c-22-fb-9a-10-7e"),
    ],
)
def test_forms_of_one_thing_are_one_term(one: str, other: str) -> None:
    assert set(identifiers(one)) & set(identifiers(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BX-2401A", "BX-2401C"),
        ("CT-45", "СТАЛЬ-45"),
        ("2.1", "2.10"),
        ("2.1", "21"),
        ("1.2.3", "1.3"),
        ("12", "12%"),
        ("5 km", "5 kg"),
        ("§ 12", "§ 13"),
        ("17(2)", "17(3)"),
        ("gate.ini", "gate.log"),
        (".NET", ".env"),
        ("R&D", "Q&A"),
        ("open_gate", "opengate"),
        ("3C:22:FB:9A:10:7E", "3C:22:FB:9A:10:7F"),
    ],
)
def test_identifiers_match_as_a_whole(one: str, other: str) -> None:
    assert not set(identifiers(one)) & set(identifiers(other))


PART_NUMBERS = st.from_regex(r"[A-Z]{2}-[0-9]{4}[A-Z]", fullmatch=True)
VERSIONS = st.from_regex(r"[1-9][0-9]?\.[1-9][0-9]?", fullmatch=True)


@given(
    st.one_of(PART_NUMBERS, VERSIONS),
    st.sampled_from(["装置", "は地下", "장비", "에는", "ที่", "ชั้น", "মেশিন", "এর", "جهاز", "ב-"]),
)
def test_identifiers_are_read_beside_any_script(name: str, beside: str) -> None:
    [wanted] = identifiers(name)
    assert wanted in identifiers(f"{beside}{name}")
    assert wanted in identifiers(f"{name}{beside}")


INVISIBLE = st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2069\ufeff")


@given(st.one_of(PART_NUMBERS, VERSIONS), INVISIBLE, st.integers(0, 20), st.sampled_from("0٠०๐０"))
def test_identifiers_are_read_in_other_digits_and_with_marks_that_nobody_sees(
    name: str, mark: str, place: int, zero: str
) -> None:
    written = "".join(chr(ord(zero) + int(sign)) if sign.isdecimal() else sign for sign in name)
    marked = written[:place] + mark + written[place:]
    assert identifiers(f"The {marked} here") == identifiers(f"The {name} here")


@given(st.one_of(st.tuples(PART_NUMBERS, PART_NUMBERS), st.tuples(VERSIONS, VERSIONS)))
def test_one_sign_makes_another_thing_of_its_kind(pair: tuple[str, str]) -> None:
    asked, said = pair
    assert names_others(f"The {said} is here.", f"Where is the {asked}?") == (asked != said)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It weighs 4 kg.", "What does the BX-2401A weigh?"),
        ("On 2024-03-15 it moved.", "What did version 2.1 add?"),
        ("The BX2401A is new, the BX-2401C is old.", "Is the BX-2401A new?"),
        ("The BX-2401C is old.", "Which valves are old?"),
    ],
)
def test_what_names_nothing_else_of_the_kind_may_be_meant(text: str, asked: str) -> None:
    assert not names_others(text, asked)


@given(st.text(), st.text())
def test_any_text_is_read(text: str, asked: str) -> None:
    assert not names_others(text, text)
    assert names_others(text, asked) in (True, False)
