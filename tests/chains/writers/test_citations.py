import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.citations import MAX_REPLY, Cited, numbered, parse

TWO = [Cited("The king died.", (1,)), Cited("The queen wept.", (2, 3))]


@pytest.mark.parametrize(
    "reply",
    [
        "The king died [1]. The queen wept [2][3].",
        "The king died. [1] The queen wept. [2, 3]",
        "The king died.[1] The queen wept.[2-3]",
        "[1] The king died. [2,3] The queen wept.",
        "The king [1] died. The queen [2] wept [3].",
        "The king died (1). The queen wept (2, 3).",
        "The king died 【1†source】. The queen wept [sentences 2 and 3].",
        "The king died [1](#one). The queen wept [^2] [S3].",
        "- The king died. [1]\n- The queen wept. [2–3]",
        "1. The king died [1][1].\n2. The queen wept [3, 2, 2].",
        "The king died [[1]]. The queen wept [[2]][[3]].",
        "* **The king died.** [1]\n\n* The queen wept.\n[2] [3]",
        "[1] The king died.\n[2, 3] The queen wept.",
        "Summary: The king died [1]. The queen wept [2, 3, 77, 0].",
        "Sure! Here is a short summary of the text:\n\nThe king died [1]. The queen wept [2, 3].",
        "<think>Maybe [3]?</think>\n<p>The king died [1].</p><p>The <b>queen</b> wept [2;3].</p>",
        "```text\nThe king died [1]. The queen wept [2 & 3].\n```",
        "The king died [1]. The queen wept [2, 3]. The king died [1].",
    ],
)
def test_every_form_of_mark_is_read_and_removed(reply: str) -> None:
    assert parse(reply, count=9) == TWO


def test_echoed_numbered_lines_are_citations() -> None:
    echo = numbered(["The king died.", "The queen wept."])
    assert parse(echo, count=2) == [
        Cited("The king died.", (1,)),
        Cited("The queen wept.", (2,)),
    ]


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("The [99] king died [0].", "The king died."),
        ("The king died [1-60].", "The king died."),
        ("The king died [].", "The king died."),
        ("![spy](http://evil.example/p.png?q=(a)) The king died.", "spy The king died."),
        ("The [king](http://evil.example/a_(b)) died.", "The king died."),
        ("The king<script>alert(1)</script> died<img src=x onerror=y>.", "The king died."),
        ("The king&lt;script&gt;alert(1)&lt;/script&gt; died.", "The king died."),
        ("12 kings died.", "12 kings died."),
        ("The king (37) died in (1999).", "The king (37) died in (1999)."),
        ("He paid $3.5 million [sic].", "He paid $3.5 million [sic]."),
        ("If a < b and c > d, stop.", "If a < b and c > d, stop."),
        ("2 * 3 * 4 is 24.", "2 * 3 * 4 is 24."),
    ],
)
def test_text_keeps_its_words_and_loses_its_markup(reply: str, text: str) -> None:
    assert parse(reply, count=9) == [Cited(text)]


def test_a_parenthesis_is_text_where_the_reply_has_brackets() -> None:
    assert parse("She was paid (2). He was not [1].", 5)[0] == Cited("She was paid (2).")


@pytest.mark.parametrize("reply", ["", " \n", "[1]", "[1][2]\n\n", "---", "Summary:", "```\n```"])
def test_nothing_said_is_nothing_claimed(reply: str) -> None:
    assert parse(reply, count=3) == []


def test_cjk_sentences_keep_their_own_marks() -> None:
    assert parse("国王死了[1]。王后哭了[2]。", 2) == [
        Cited("国王死了。", (1,)),
        Cited("王后哭了。", (2,)),
    ]


def test_a_reply_run_wild_is_cut_at_a_sentence_and_repeats_are_merged() -> None:
    wild = " ".join(f"Event {n} took place [{n}]." for n in range(10_000))
    claims = parse(wild, count=5)
    assert sum(len(claim.text) for claim in claims) <= MAX_REPLY
    assert claims[-1].text.endswith("took place.")
    assert len(parse("word word word [1]. " * 10_000, count=3)) == 1


@pytest.mark.parametrize(
    "seed",
    ["[", "[1", "*a", "<", "[1,", "![a](b(", " 1", "1", "Here is ", "`a", "[1\n", "(1)", "[[1"],
)
def test_hostile_replies_take_no_time(seed: str) -> None:
    started = time.perf_counter()
    parse("[1" + seed * (MAX_REPLY // len(seed)), count=5)
    assert time.perf_counter() - started < 2


@given(st.text(alphabet="ab .!?[](),-\n0123*_<>&;#【】", max_size=200), st.integers(0, 12))
def test_no_mark_of_digits_and_no_invalid_number_is_ever_shown(reply: str, count: int) -> None:
    for cited in parse(reply, count):
        assert cited.text.strip()
        assert all(1 <= n <= count for n in cited.numbers)
        assert not re.search(r"\[\s*\d[\d, -]{0,80}\s*\]", cited.text)


@given(st.lists(st.text(min_size=1, max_size=40), max_size=20))
def test_numbered_is_one_line_a_sentence(sentences: list[str]) -> None:
    lines = numbered(sentences).split("\n") if sentences else []
    assert [line.split(" ", 1)[0] for line in lines] == [
        str(n) for n in range(1, len(sentences) + 1)
    ]
