import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.terms import exact_terms, marks, named, question_terms, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 March 2024", "2024-03-15"),
        ("March 15th, 2024", "15.03.2024"),
        ("15. März 2024", "2024年3月15日"),
        ("BX-2401A", "bx_2401a"),
        ("v2.1", "2.1"),
    ],
)
def test_forms_of_one_thing_are_one_term(one: str, other: str) -> None:
    assert set(exact_terms(one)) & set(exact_terms(other))


@pytest.mark.parametrize(
    ("one", "other"), [("BX-2401A", "BX-2401C"), ("2.1", "2.10"), ("2.1", "21"), ("1.2.3", "1.2")]
)
def test_identifiers_match_as_a_whole(one: str, other: str) -> None:
    assert not set(exact_terms(one)) & set(exact_terms(other))


def test_parts_of_names_in_code_are_words() -> None:
    assert {"user", "name"} <= set(terms("getUserName")) & set(terms("get_user_name"))


def test_a_question_is_looked_up_in_the_languages_found() -> None:
    german = terms("Die Häuser der Stadt wurden vor vielen Jahren gebaut.")
    assert "§de" in marks()
    assert set(question_terms("Häuser", ["§de"])) & set(german)


def test_files_are_known_by_their_folders() -> None:
    assert (
        named("Contract", "/a/b/legal/borealis/contract.pdf") == "Contract legal borealis contract"
    )


@given(st.text())
def test_any_text_is_a_question_and_a_passage(text: str) -> None:
    assert all('"' not in term and term for term in [*terms(text), *question_terms(text, marks())])
