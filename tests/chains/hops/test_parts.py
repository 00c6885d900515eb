"""Questions of several parts, taken apart without a model."""

import pytest

from precis.chains.hops.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who built the bridge? What did the ferry cost?",
            ["Who built the bridge?", "What did the ferry cost?"],
        ),
        (
            "Who built the bridge and what did the ferry cost?",
            ["Who built the bridge?", "What did the ferry cost?"],
        ),
        (
            "In which year was the ferry sold, who bought it, and how much did the buyer pay?",
            [
                "In which year was the ferry sold?",
                "Who bought it? (ferry sold)",
                "How much did the buyer pay?",
            ],
        ),
        (
            "Wer hat die Brücke gebaut und wie viel hat die Fähre gekostet?",
            ["Wer hat die Brücke gebaut?", "Wie viel hat die Fähre gekostet?"],
        ),
        (
            "¿Quién construyó el puente y cuánto costó el ferry?",
            ["¿Quién construyó el puente?", "Cuánto costó el ferry?"],
        ),
        (
            "What is the ferry called, and in which year was it sold?",
            ["What is the ferry called?", "In which year was it sold? (ferry)"],
        ),
        (
            "How long is the canal, who dug it, and when was it opened?",
            ["How long is the canal?", "Who dug it? (canal)", "When was it opened? (canal)"],
        ),
        (
            "Ποιος έχτισε τη γέφυρα; Πόσο κόστισε το πλοίο;",
            ["Ποιος έχτισε τη γέφυρα;", "Πόσο κόστισε το πλοίο;"],
        ),
        ("谁建了这座桥？渡船花了多少钱？", ["谁建了这座桥？", "渡船花了多少钱？"]),
        ("Who built the bridge, and when did it open?", None),
    ],
)
def test_parts_are_told_apart(question: str, parts: list[str] | None) -> None:
    expected = parts or ["Who built the bridge?", "When did it open? (built bridge)"]
    assert parts_of(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who built the old bridge?",
        "Who or what destroyed the ferry, and why?",
        "Which towns and villages lie on the river?",
        "What is said about salt and iron?",
        "The bridge and what it cost",
        "The old ferry was sold in spring; who bought it?",
        "",
        "?",
        "?? ?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert parts_of(question) == [question]
