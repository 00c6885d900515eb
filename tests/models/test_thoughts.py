import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.models.calls.thoughts import ThoughtFilter, without_thoughts
from tests.growth import is_in_proportion

ANSWER = "The mill burned in 1903 [2].\nIt was rebuilt in brick [4]."
MUSING = "Let me see. Line 2 names the fire [2].\n\nMaybe the text does not say more."

THINKING = [
    f"<think>\n{MUSING}\n</think>\n\n{ANSWER}",
    f"<think></think>{ANSWER}",
    f"{MUSING}\n</think>\n\n{ANSWER}",
    f"{MUSING}</think>{ANSWER}",
    f"<thinking>{MUSING}</thinking>\n{ANSWER}",
    f"<thought>{MUSING}</thought>{ANSWER}",
    f"<thoughts>{MUSING}</thoughts>{ANSWER}",
    f"<reasoning>\n{MUSING}</reasoning>\n{ANSWER}",
    f"<seed:think>{MUSING}</seed:think>{ANSWER}",
    f'<think time="3">{MUSING}</think>{ANSWER}',
    f"<THINK>{MUSING}</THINK>{ANSWER}",
    f"[THINK]{MUSING}[/THINK]{ANSWER}",
    f"<mm:think>{MUSING}</mm:think>{ANSWER}<|eot_id|>",
    f"|startthink|{MUSING}|endthink|{ANSWER}<end_of_turn>",
    f'<details type="reasoning" done="true">\n> {MUSING}\n</details>\n{ANSWER}</s>',
    f"◁think▷{MUSING}◁/think▷{ANSWER}",
    f"<|START_THINKING|>{MUSING}<|END_THINKING|><|START_RESPONSE|>{ANSWER}<|END_RESPONSE|>",
    f"<|begin_of_thought|>{MUSING}<|end_of_thought|>"
    f"<|begin_of_solution|>{ANSWER}<|end_of_solution|>",
    f"<think>{MUSING}</think>\n<answer>{ANSWER}</answer>",
    f"<|channel|>analysis<|message|>{MUSING}<|end|><|start|>assistant<|channel|>final<|message|>"
    f"{ANSWER}",
    f"<|start|>assistant<|channel|>analysis<|message|>{MUSING}<|end|>"
    f"<|start|>assistant<|channel|>commentary<|message|>{MUSING}<|end|>"
    f"<|start|>assistant<|channel|>final <|constrain|>text<|message|>{ANSWER}<|return|>",
    f"<|channel>thought\n{MUSING}<channel|>{ANSWER}",
    f"<unused94>thought\n{MUSING}<unused95>{ANSWER}",
    f"<think>{MUSING}</think>\n\n<think>{MUSING}</think>\n{ANSWER}",
]

PLAIN = [
    ANSWER,
    "In HTML, `</think>` closes a `<think>` element [1].",
    'The mark "</think>" ends a thought, and "<think>" begins one [3].',
    "If a < b and b > c, then [THIS] holds [1].",
    "An analysis of the fire followed [2]. The assistantfinal word is odd.",
    "The tag <think> in the midst of a line stays [1].",
    "",
]


@pytest.mark.parametrize("reply", THINKING)
def test_thoughts_of_every_form_are_taken_out(reply: str) -> None:
    assert without_thoughts(reply) == (ANSWER, True)


@pytest.mark.parametrize("reply", PLAIN)
def test_a_text_that_speaks_of_marks_stays(reply: str) -> None:
    assert without_thoughts(reply) == (reply, False)


def test_channels_without_marks_are_known_by_the_words_between_them() -> None:
    assert without_thoughts(f"analysis{MUSING}assistantfinal{ANSWER}") == (ANSWER, True)


def test_a_thought_that_does_not_end_leaves_nothing() -> None:
    assert without_thoughts(f"<think>{MUSING}") == ("", True)
    assert without_thoughts(f"<|channel|>analysis<|message|>{MUSING}") == ("", True)


@given(st.sampled_from(THINKING + PLAIN), st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_a_stream_shows_what_the_whole_reply_shows(reply: str, lengths: list[int]) -> None:
    marks, shown, at, turn = ThoughtFilter(), "", 0, 0
    while at <= len(reply):
        length = lengths[turn % len(lengths)]
        before = marks.retractions
        last = at + length > len(reply)
        piece = (marks.end if last else marks.feed)(reply[at : at + length])
        shown = piece if marks.retractions > before else shown + piece
        at, turn = at + length, turn + 1
    assert shown.strip() == without_thoughts(reply)[0]


@given(st.text("<>[]|/thinkTHINK◁▷ \n`channelfinal", max_size=120))
def test_any_text_is_read_and_nothing_is_invented(text: str) -> None:
    shown, _ = without_thoughts(text)
    assert len(shown) <= len(text)


@pytest.mark.parametrize(
    "seed",
    [
        *("<a>", "<a> ", "[INST]", "[/INST] ", "<a>x</b>", "<think>", "</think>", "<|x|>assistant"),
        *("---\n", "thoughts: ", "# Reasoning\n", "analysis x ", "(thinking: ", "**think:", "*"),
    ],
)
def test_hostile_replies_take_work_in_proportion_to_their_length(seed: str) -> None:
    assert is_in_proportion(without_thoughts, seed, 80_000)


@pytest.mark.parametrize("sign", ["<answer_here>", "[INST]", "[/INST]", "<a> <b>"])
def test_signs_that_enclose_nothing_are_taken_off_both_ends(sign: str) -> None:
    assert without_thoughts(f"{sign} It rained. {sign}")[0] == "It rained."
    assert without_thoughts(f"<a>It</a> {sign} rained.")[0] == f"<a>It</a> {sign} rained."
