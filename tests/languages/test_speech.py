import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.languages.readable import readable
from precis.languages.speech import (
    LABEL,
    disfluencies,
    fluent,
    interrupted,
    without_label,
    without_openers,
    without_stamp,
)

SPOKEN = ["um", "uh", "Uhm", "{vocalsound}", "[laughter]", "the", "price", "is", "n't", "'s"]
PIECES = st.lists(st.sampled_from([*SPOKEN, ",", ".", "the", "I", "Ann:", "ß", "9"]), max_size=20)


@given(PIECES.map(" ".join))
def test_nothing_is_added_and_a_second_pass_changes_nothing(line: str) -> None:
    cleaned = fluent(line)
    rest = iter(line)
    assert all(any(letter == other for other in rest) for letter in cleaned)
    assert fluent(cleaned) == cleaned


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    line = " ".join(text.split())
    assert len(fluent(line)) <= len(line)
    assert len(without_openers(line)) <= len(line)


@pytest.mark.parametrize(
    "line",
    [
        "Wir treffen uns um acht Uhr am Tor.",
        "Er kam um drei und ging um vier.",
        "A screw of 3 mm holds {name} and [x] in place.",
        "The lamp (CPython) <b>blinks</b> at 0.5 Hz.",
        "That that is, is.",
        "He had had enough of it.",
        "The operators and and or take two values; vitamin A a day.",
        "See .NET and the .git folder.",
    ],
)
def test_what_is_written_stays(line: str) -> None:
    assert fluent(line) == line
    assert disfluencies(line) == 0


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Um {vocalsound} so we need , uh , the the lamp .", "so we need, the lamp."),
        ("PhD A: Mm-hmm , it 's fine [laughter] .", "PhD A: it's fine."),
        ("(inaudible) we do n't know , do we ?", "we don't know, do we?"),
    ],
)
def test_speech_reads_as_text(line: str, plain: str) -> None:
    assert readable(line) == plain


def test_where_a_speaker_breaks_off_is_seen() -> None:
    assert interrupted("We should {disfmarker} the lamp is red.")
    assert interrupted("We should -- the lamp is red.")
    assert not interrupted("A well-kept lamp – the red one – is here.")


def test_what_follows_or_is_no_fact() -> None:
    line = "Or we sell the house."
    assert without_openers(line) == line


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("[09:02] Ann: It rang.", "[09:02] Ann:"),
        ("12/03/24, 09:02 - Ann Holt: It rang.", "12/03/24, 09:02 - Ann Holt:"),
        ("[12.03.24, 09:02:11] Ann: It rang.", "[12.03.24, 09:02:11] Ann:"),
        ("2024-03-12 09:02:11 Ann: It rang.", "2024-03-12 09:02:11 Ann:"),
        ("9:02 PM Ann: It rang.", "9:02 PM Ann:"),
        ("[2024-03-12 09:02] <ann> It rang.", "[2024-03-12 09:02] <ann>"),
        ("<ann> It rang.", "<ann>"),
    ],
)
def test_a_message_of_a_chat_has_its_sender_after_the_time(line: str, label: str) -> None:
    found = LABEL.match(line)
    assert found
    assert found[0] == label
    assert without_label(line) == "It rang."
    assert without_stamp(line).endswith(("Ann: It rang.", "Ann Holt: It rang.", "<ann> It rang."))
