"""What a question asks for, in many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.grounding.question import Question, figures, stems

LANGUAGES = "ar de el en es fr hi it ja ko nl pl pt ro ru th tr uk vi zh".split()


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("How many bridges are there?", "en", "number"),
        ("Wie viele Brücken gibt es?", "de", "number"),
        ("Сколько мостов в городе?", "ru", "number"),
        ("这座城市有多少座桥？", "zh", "number"),
        ("ในเมืองมีสะพานกี่แห่ง", "th", "number"),
        ("¿Cuándo se abrió el puente?", "es", "time"),
        ("Köprü ne zaman açıldı?", "tr", "time"),
        ("पुल कब खुला?", "hi", "time"),
        ("من بنى الجسر؟", "ar", "person"),
        ("Ποιος έχτισε τη γέφυρα;", "el", "person"),
        ("Unde este podul?", "ro", "place"),
        ("Tại sao cây cầu bị đóng?", "vi", "open"),
        ("How does the bridge open?", "en", "open"),
    ],
)
def test_the_kind_follows_from_the_question_word(text: str, language: str, kind: str) -> None:
    assert getattr(Question.read(text, language), kind)


def test_words_that_only_ask_are_left_out() -> None:
    assert Question.read("Who built the old bridge?", "en").terms == ("build", "old", "bridg")
    assert Question.read("Wer baute die Brücke?", "de").terms == ("baut", "bruck")


def test_an_irregular_english_form_is_its_base_and_no_other_language_has_any() -> None:
    assert stems("frozen", "en") == stems("freezes", "en")
    assert stems("rose", "en") != stems("rose", "de")


def test_a_question_of_nothing_but_question_words_keeps_them() -> None:
    assert Question.read("What?", "en").terms == ("what",)


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, None, "xx"]))
def test_any_text_is_read(text: str, language: str | None) -> None:
    question = Question.read(text, language)
    assert question.text == text
    assert isinstance(figures(text, language), set)


def test_figures_are_digits_and_words_of_the_language() -> None:
    assert figures("Two of 1,200.5 fell", "en") == {"two", "1,200.5"}
    assert figures("zwei von 3", "de") == {"zwei", "3"}
    assert figures("zwei von 3", None) == {"3"}
