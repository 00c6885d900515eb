import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.chains.writers.numbering import numbered
from precis.chains.writers.replies import reading
from precis.chains.writers.replies.citations import Cited
from precis.chains.writers.replies.plain_text import question_in
from precis.chains.writers.replies.reading import MAX_REPLY, read_reply
from precis.splitters.sentences import sentence_spans
from tests.growth import is_in_proportion

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
        "<p>The king died [1].</p><p>The <b>queen</b> wept [2;3].</p>",
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
    assert parse("She was paid (2). He was not [1].", 5)[0] == Cited("She was paid (2).", (), (1,))


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
    [
        "[",
        "[1",
        "*a",
        "<",
        "[1,",
        "![a](b(",
        " 1",
        "1",
        "Here is ",
        "`a",
        "[1\n",
        "(1)",
        "[[1",
        "\n",
        " \n",
    ],
)
def test_hostile_replies_take_work_in_proportion_to_their_length(seed: str) -> None:
    assert is_in_proportion(lambda text: parse("[1" + text, count=5), seed, MAX_REPLY)


@given(st.text(alphabet="ab .!?[](),-\n0123*_<>&;#【】", max_size=200), st.integers(0, 12))
def test_no_mark_of_digits_and_no_invalid_number_is_ever_shown(reply: str, count: int) -> None:
    for cited in parse(reply, count):
        assert cited.text.strip()
        assert all(1 <= n <= count for n in cited.numbers)
        assert not re.search(r"\[\s*\d[\d, -]{0,80}\s*\]", cited.text)


@pytest.mark.parametrize("number", [-1, 0, 3, 10**9])
@pytest.mark.parametrize(
    "written",
    [
        '[{{"text": "It rained.", "numbers": [{0}, 2]}}]',
        "claim\tsource\nIt rained.\t{0}, 2\nIt snowed.\t2",
    ],
)
def test_no_field_cites_what_was_not_shown(written: str, number: int) -> None:
    (first, *_) = read_reply(written.format(number), ["One.", "Two."])
    assert set(first.numbers) <= {1, 2}


@pytest.mark.parametrize(
    "reply",
    [
        "1 The ferry is old. [1]\n2 It carries cars. [2]",
        '{"claims": [{"text": "1 The ferry is old.", "numbers": [1]}, '
        '{"text": "2 It carries cars.", "numbers": [2]}]}',
        "The ferry is old. [1]\n2 It carries cars. [2]",
    ],
)
def test_the_number_of_a_cited_sentence_is_no_word_of_the_claim(reply: str) -> None:
    read = read_reply(reply, ["The ferry is old.", "It carries cars."])
    assert [one.text for one in read] == ["The ferry is old.", "It carries cars."]


def test_numbers_that_count_some_lines_are_no_words_of_claims() -> None:
    shown = ["A ferry is a ship.", "It carries cars.", "A harbour is a place."]
    read = read_reply("1 A ferry is a ship. It carries cars.\n2 A harbour is a place. [3]", shown)
    assert [one.text for one in read] == shown


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        ("1 person died. [1]\n2 people were hurt. [2]", ["One person died.", "Two were hurt."]),
        ("1 Mensch starb. [1]\n2 Boote sanken. [1]", ["1 Mensch starb, und 2 Boote sanken.", "x"]),
        ("2 Ferries sank. [1]\n3 Ferries burnt. [2]", ["Two ferries sank.", "Three burnt."]),
    ],
)
def test_numbers_that_count_things_are_words_of_claims(reply: str, shown: list[str]) -> None:
    assert all(one.text[0].isdigit() for one in read_reply(reply, shown))


def test_a_number_that_the_source_begins_with_stays() -> None:
    (read,) = read_reply("2 ferries are old. [2]", ["It rained.", "2 ferries are old."])
    assert read.text == "2 ferries are old."


@given(st.lists(st.text(min_size=1, max_size=40), max_size=20))
def test_numbered_is_one_line_a_sentence(sentences: list[str]) -> None:
    lines = numbered(sentences).split("\n") if sentences else []
    assert [line.split(" ", 1)[0] for line in lines] == [
        str(n) for n in range(1, len(sentences) + 1)
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "Who paid?",
        "Sure! Here is the question:\n\n**Who paid?**",
        "Rewritten question: Who paid?\n\nThis one stands alone.",
        "> Frage: *Who paid?*",
        '"Who paid?"',
    ],
)
def test_a_question_is_found_among_other_words(reply: str) -> None:
    assert question_in(reply).strip('"') == "Who paid?"


def test_what_is_no_question_is_taken_as_it_is_and_a_long_one_not_at_all() -> None:
    assert question_in("Name who paid for the bridge") == "Name who paid for the bridge"
    assert question_in("word " * 1000) == ""


def parse(reply: str, count: int) -> list[Cited]:
    return read_reply(reply, ["x"] * count)


CONTRACT = [
    "Clause [1] of the contract binds the buyer.",
    "The hall covers 340 m² and holds 10⁴ seats.",
    "There are three rules: (1) be kind, (2) be fair, (3) be early.",
    "The case is reported as [2019] EWHC 12.",
    "Section 2 of the act was repealed in 2019.",
]


@pytest.mark.parametrize(
    ("reply", "text", "numbers"),
    [
        ("Clause [1] of the contract binds the buyer [1].", CONTRACT[0], (1,)),
        ("The hall covers 340 m² and holds 10⁴ seats².", CONTRACT[1], (2,)),
        ("The hall covers 340 m<sup>2</sup> and holds 10⁴ seats [2].", CONTRACT[1], (2,)),
        ("There are three rules: (1) be kind, (2) be fair, (3) be early. [3]", CONTRACT[2], (3,)),
        ("The case is reported as [2019] EWHC 12 [4].", CONTRACT[3], (4,)),
        ("Section [2] of the act was repealed in 2019.⁵", "Section [2]" + CONTRACT[4][9:], (5,)),
        ("It was repealed (2019).", "It was repealed (2019).", ()),
        ("It was repealed in 2019<sup>5</sup>.", "It was repealed in 2019.", (5,)),
        ("It was repealed in 2019⁹⁹.", "It was repealed in 2019.", ()),
        ("There were two: [1] the old, and [2] the new [5].", None, (5,)),
        ("1932. That was the year [5].", "1932. That was the year.", (5,)),
        ("See page 3 (Article 4) for it [5].", "See page 3 (Article 4) for it.", (5,)),
        ("It fell by x⁻¹ at 3 m/s² [5].", "It fell by x⁻¹ at 3 m/s².", (5,)),
    ],
)
def test_numbers_of_the_text_are_no_citations(
    reply: str, text: str | None, numbers: tuple[int, ...]
) -> None:
    read = read_reply(reply, CONTRACT)
    assert " ".join(one.text for one in read) == (
        text or "There were two: [1] the old, and [2] the new."
    )
    assert read[-1].numbers == numbers


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Here is the summary:", "Let me know if you need more!"),
        ("Sure!", "I hope this helps."),
        ("Voici un résumé du texte :", "N'hésitez pas à demander plus de détails."),
        ("Hier eine kurze Zusammenfassung.", "Soll ich das noch kürzen?"),
        ("Ecco il riassunto:", "Spero che sia utile!"),
        ("Aqui está o resumo:", "Posso ajudar com mais alguma coisa?"),
        ("Oto streszczenie:", "Daj znać, jeśli potrzebujesz więcej."),
        ("Вот краткое изложение текста:", "Надеюсь, это поможет."),
        ("İşte metnin özeti:", "Başka bir sorunuz var mı?"),
        ("以下是摘要：", "希望对您有帮助。"),
        ("要約は以下の通りです。", "ご不明な点がありましたらお知らせください。"),
        ("다음은 요약입니다:", "더 필요하시면 말씀해 주세요."),
        ("إليك الملخص:", "هل ترغب في المزيد؟"),
        ("# Summary", "*Note: only the numbered sentences were used.*"),
        ("**Key points**", "---"),
        ("Summary of the contract and the act:", "(End of summary)"),
    ],
)
@pytest.mark.parametrize("break_", ["\n", "\n\n"])
def test_what_is_said_around_a_summary_is_left_out(before: str, after: str, break_: str) -> None:
    body = "The buyer is bound by clause 1 [1].\nThe hall holds many seats [2]."
    read = read_reply(break_.join([before, body, after]), CONTRACT)
    assert [(one.text, one.numbers) for one in read] == [
        ("The buyer is bound by clause 1.", (1,)),
        ("The hall holds many seats.", (2,)),
    ]


def test_a_claim_that_forgot_its_citation_is_kept_at_either_end() -> None:
    reply = "The hall covers 340 m² [2].\nThe act was repealed in 2019."
    for text in (reply, "\n".join(reversed(reply.splitlines()))):
        assert len(read_reply(text, CONTRACT)) == 2


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(reply: str) -> None:
    for text in (reply, f"```json\n{reply}\n```", f"| {reply} | [1] |", f'[{{"a": "{reply}"}}]'):
        for cited in read_reply(text, CONTRACT):
            assert cited.text
            assert all(1 <= n <= len(CONTRACT) for n in (*cited.numbers, *cited.shared))


def test_a_numbered_list_in_one_line_is_a_list() -> None:
    reply = "1. It rained [2]; 2. Nobody came [1]; 3. The fair cost 2. crowns."
    read = read_reply(reply, ["Nobody came.", "It rained."])
    assert [one.text.strip(".") for one in read][:2] == ["It rained", "Nobody came"]
    assert [one.numbers for one in read][:2] == [(2,), (1,)]


@given(
    st.text(alphabet="abB éжД漢ก12 ,.!?…:'’()“”/%–-$", min_size=1, max_size=40),
    st.sampled_from(["en", "de", "fr", "ru", "zh", "th", None]),
)
def test_what_is_taken_for_one_sentence_is_one(text: str, language: str | None) -> None:
    one = reading._ONE_SENTENCE.fullmatch(text.rstrip())
    if one:
        assert sentence_spans(text, language) == [one.span(1)]
