"""Notations that repeat from line to line are read; what only looks like one stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.replies.citations import Shown
from precis.chains.writers.replies.reading import read_reply
from precis.chains.writers.replies.repetition import trailing, uniform_labels

SHOWN = (
    "The mayor opened the bridge in spring.",
    "Barges paid for it.",
    "Article 5 governs tolls.",
)
TEXTS = ("The mayor opened the bridge.", "Barges paid for it.")
labels = st.text(st.characters(categories=["Ll"]), min_size=2, max_size=9)
signs = st.sampled_from("@ # ~ ^ § ¶ » › | = ; :".split())


@given(labels)
def test_a_label_in_any_language_is_a_mark(label: str) -> None:
    reply = f"{TEXTS[0]} ({label} 1, 2)\n{TEXTS[1]} ({label} 2)"
    assert [one.numbers for one in read_reply(reply, SHOWN)] == [(1, 2), (2,)]


@given(signs)
def test_signs_around_numbers_are_marks_where_every_line_ends_so(sign: str) -> None:
    reply = f"{TEXTS[0]} {sign}2 {sign}1\n{TEXTS[1]} {sign}2"
    read = read_reply(reply, SHOWN)
    assert [(one.text, one.numbers) for one in read] == [(TEXTS[0], (1, 2)), (TEXTS[1], (2,))]


@pytest.mark.parametrize(
    "form",
    [
        "{text}, as per sentence {numbers}.",
        "{text}; see lines {numbers}.",
        "{text} — jak uvádí věta {numbers}.",
        "• {text} → {numbers}",
        "{text}. Ref.: {numbers}",
        "According to [{numbers}], {lower}.",
        "Per [{numbers}], {lower}.",
        "Podle vět [{numbers}], {lower}.",
        "As [{numbers}] state, {lower}.",
        "Per sentences {numbers}: {text}.",
    ],
)
def test_what_introduces_a_mark_is_no_part_of_the_claim(form: str) -> None:
    lines = [
        form.format(text=text[:-1], lower=text[:-1][0].lower() + text[1:-1], numbers=numbers)
        for text, numbers in zip(TEXTS, ("1, 2", "2"), strict=True)
    ]
    read = read_reply("\n".join(lines), SHOWN)
    assert [(one.text.rstrip("."), one.numbers) for one in read] == [
        (TEXTS[0][:-1], (1, 2)),
        (TEXTS[1][:-1], (2,)),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "In spring [1], the mayor opened the bridge.\nBarges [2], too, paid.",
        "The mayor opened it, as the law in article 5.\nBarges paid, as the law in article 5.",
    ],
)
def test_what_says_something_of_the_text_introduces_no_mark(reply: str) -> None:
    said = " ".join(one.text for one in read_reply(reply, SHOWN))
    assert "n spring, the mayor" in said or "article 5" in said


def test_a_label_that_the_text_has_is_text() -> None:
    reply = "Tolls follow the law (Article 5).\nSo do fines (Article 5)."
    assert uniform_labels(reply, Shown(SHOWN)) == reply


def test_labels_that_count_the_lines_are_no_marks() -> None:
    reply = "Step 1: The mayor opened the bridge.\nStep 2: Barges paid for it."
    assert uniform_labels(reply, Shown(SHOWN)) == reply


def test_amounts_at_the_end_of_lines_are_no_marks() -> None:
    assert trailing(["It rose by 2 %", "It fell by 3 %"], Shown(SHOWN)) == []


def test_numbers_that_were_not_shown_are_no_marks() -> None:
    assert trailing(["It opened in #1932", "It closed in #1940"], Shown(SHOWN)) == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "wild",
    [
        "(a " + "1" * 60 + "x ",
        "(a " + "1 " * 30 + "x ",
        "a" + "." * 9000 + "b",
        "a" + " " * 9000,
        "1, ",
    ],
)
def test_no_reply_takes_long_to_read(wild: str) -> None:
    """A pattern that tries all ways to cut numbers would take hours."""
    reply = wild * (18_000 // len(wild))
    assert isinstance(read_reply(f"{reply}\n{reply}", SHOWN), list)
