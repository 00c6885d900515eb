"""The name or figure that is put in front of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.grounding.brief import brief


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "How many tonnes does it burn?",
            "The plant burns 420 tonnes of waste a day.",
            "420 tonnes",
        ),
        (
            "How many loose bolts does the report list?",
            "The report lists 33 loose bolts found in the tower.",
            "33 loose bolts",
        ),
        ("Who may change it?", "Except as Section 10.3 says, the keeper may change it.", None),
        ("How much does it cost?", "It costs $3,500 at the door.", "$3,500"),
        ("Wie viele Brücken gibt es?", "In der alten Stadt gibt es 12 Brücken.", "12"),
        ("When did it open?", "The bridge opened on 4 March 1932 in the rain.", "4 March 1932"),
        ("When did it open?", "The bridge opened in 1932.", "1932"),
        (
            "Who leads the plant?",
            "Since 1999 the plant is led by Dana Whitfield.",
            "Dana Whitfield",
        ),
        ("Who leads the plant?", "The plant is led by Dana Whitfield.", "Dana Whitfield"),
        ("Who leads it?", "Ms. Dana Whitfield, an engineer, leads it.", "Ms. Dana Whitfield"),
        ("How long did it take?", "It cost 12,400 euros and took nine weeks.", None),
        ("How long did it take?", "It cost $3,500 and took 12 days.", "12 days"),
        ("How high is it?", "The tower weighs 900 tonnes and is 24 metres high.", "24 metres"),
        ("How old is it?", "The tower is 24 metres high.", None),
        ("Wie lange dauerte es?", "Es kostete 300 Euro und dauerte 12 Tage.", "12"),
        ("How heavy is it?", "The tower took 12 weeks.", None),
        ("Who leads it?", "Dana Whitfield and Omar Haddad lead it.", None),
        ("Where is the plant of Omar?", "Omar has the plant in Old Ghent.", "Old Ghent"),
        ("Wer leitet das Werk?", "Das Werk leitet eine junge Frau aus Gent.", None),
        ("How many fell in 1911?", "In 1911, 12 of 40 towers fell.", None),
        ("What does it burn?", "The plant burns 420 tonnes of waste a day.", None),
    ],
)
def test_only_what_is_certain_is_put_in_front(
    question: str, sentence: str, expected: str | None
) -> None:
    assert brief(question, sentence) == expected


@given(
    st.sampled_from(["How many are there?", "When was it?", "Who was it?", "Where is it?"]),
    st.text(max_size=120),
)
def test_it_stands_in_the_sentence(question: str, sentence: str) -> None:
    found = brief(question, sentence)
    assert found is None or found in sentence
