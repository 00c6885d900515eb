from hypothesis import given
from hypothesis import strategies as st

from precis.stores.terms import marks, naming, question_terms, terms


def test_parts_of_names_in_code_are_words() -> None:
    assert {"user", "name"} <= set(terms("getUserName")) & set(terms("get_user_name"))


def test_a_question_is_looked_up_in_the_languages_found() -> None:
    german = terms("Die Häuser der Stadt wurden vor vielen Jahren gebaut.")
    assert "§de" in marks()
    assert set(question_terms("Häuser", ["§de"])) & set(german)


def test_files_are_known_by_their_folders() -> None:
    assert (
        naming("Contract", "/a/b/legal/borealis/contract.pdf") == "Contract legal borealis contract"
    )


@given(st.text())
def test_any_text_is_a_question_and_a_passage(text: str) -> None:
    assert all('"' not in term and term for term in [*terms(text), *question_terms(text, marks())])
