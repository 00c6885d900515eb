import pytest
from langchain_core.documents import Document

from precis.chains.writers.headings import headings_of
from precis.chains.writers.sentence import Sentence
from precis.chains.writers.sentences import read_sentences
from precis.languages.tables import header_above
from tests.growth import is_in_proportion


def quotable(text: str) -> list[str]:
    chunk = Document(text, metadata={"document_id": "d", "start_index": 0})
    return [sentence.text for sentence in read_sentences(chunk) if sentence.quotable]


def test_the_half_behind_a_page_break_is_not_quotable() -> None:
    text = "A lamp is a device\n\nRFN 7   October 1999\n\nlamp that receives more may drop them."
    assert quotable(text) == []


def test_a_sentence_in_lower_case_can_answer_but_does_not_stand_in_a_summary() -> None:
    text = "We met there at noon. we talked for a very long time."
    read = read_sentences(Document(text, metadata={"document_id": "d", "start_index": 0}))
    assert [sentence.answering for sentence in read] == [True, True]
    assert quotable(text) == ["We met there at noon."]


@pytest.mark.parametrize("label", ["**Return or loss of the data**.", "**Return of the data.**"])
def test_a_run_in_heading_is_not_quotable(label: str) -> None:
    assert quotable(f"3. {label} The recipient shall destroy the data.") == [
        "The recipient shall destroy the data."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "该厂每天焚烧约420吨垃圾，并为三万户居民供热。",
        "यह प्रतिदिन लगभग 420 टन कचरा जलाता है।",
        "The treatment reduced mortality by 12 percent.[7]",
    ],
)
def test_sentences_of_any_script_are_quotable(sentence: str) -> None:
    assert quotable(sentence) == [sentence]


def test_rows_behind_a_cut_are_read_with_the_names_of_their_columns() -> None:
    text = "| Day | Person |\n|---|---|\n| Monday | Dana |\n| Tuesday | Omar |\n"
    start = text.index("| Tuesday")
    header = header_above(text, start)
    metadata = {"document_id": "d", "start_index": start, "header": header}
    [row] = read_sentences(Document(text[start:], metadata=metadata))
    assert row.text == "Day: Tuesday; Person: Omar"
    assert header
    spans = [(row.header.start, row.header.end)] if row.header else []
    assert [text[a:b] for a, b in spans] == ["| Day | Person |"]
    assert text[row.span.start : row.span.end] == "| Tuesday | Omar |"


def read(text: str) -> list[Sentence]:
    return read_sentences(Document(text, metadata={"document_id": "d", "start_index": 0}))


@pytest.mark.parametrize("line", ["The tide came in over the wall. ", "Why? So. "])
def test_sentences_of_one_line_are_read_in_proportion_to_their_number(line: str) -> None:
    assert is_in_proportion(read, line, 40_000)


def test_code_has_neither_sentences_nor_headings() -> None:
    text = "Light it.\n\n```\n# The lamp needs oil\n\nIt burns.\n\n# Then it is lit.\n```\n"
    assert [sentence.text for sentence in read(text) if sentence.whole] == ["Light it."]
    assert not any(sentence.heading for sentence in read(text))


def test_a_line_that_ends_in_a_colon_is_no_speaker() -> None:
    text = "Connect to the tower and light the lamp by\nthe following command:\n\n\tlamp on\n"
    first, _ = read(text)
    assert first.text.startswith("Connect")
    assert first.text.endswith("command:")
    assert first.introduced
    assert first.introduced.text.strip() == "lamp on"
    assert first.answering
    assert not first.quotable


def test_of_a_long_list_as_many_lines_are_shown_as_fit() -> None:
    entries = "\n".join(f"- Entry {n} says a few more words than the others." for n in range(40))
    [first, *_] = read(f"These are the rules of the house:\n\n{entries}\n")
    assert first.introduced
    shown = first.shown(named=False).split("\n")
    assert shown[0] == "These are the rules of the house:"
    assert shown[-1] == "…"
    assert 5 < len(shown) < 20


def test_only_a_line_begins_with_the_name_of_a_speaker() -> None:
    text = "The plain was empty. Otherwise there was no sign of life: just the two of them."
    assert not any(sentence.speaker for sentence in read(text))
    assert not any(said.startswith("Otherwise") for said in quotable(text))


POOL = """Questions and answers

Q: When is the pool open?
A: From May to September the pool opens at seven.

Q: Can I bring my dog?
A: No. Dogs are allowed only on the last day of the season.
"""


def test_marks_of_questions_and_answers_are_no_speakers() -> None:
    found = read_sentences(Document(POOL, metadata={"document_id": "d", "start_index": 0}))
    assert not any(sentence.speaker for sentence in found)
    texts = [sentence.text for sentence in found]
    assert "From May to September the pool opens at seven." in texts
    assert [sentence.text for sentence in found if sentence.heading and sentence.asks] == [
        "When is the pool open?",
        "Can I bring my dog?",
    ]
    assert all(POOL[one.span.start : one.span.end] == one.text for one in found)


@pytest.mark.parametrize(
    "talk",
    [
        "Ann: Who has the key?\nBen: I have it.\n\nAnn: Is it here?\nBen: It is at home.",
        "A: We met at nine.\nB: It rained.\n\nA: We left at ten.\nB: I stayed.",
    ],
)
def test_people_who_talk_keep_their_names(talk: str) -> None:
    found = read_sentences(Document(talk, metadata={"document_id": "d", "start_index": 0}))
    assert all(sentence.speaker for sentence in found)


def test_a_numbered_line_above_a_text_is_its_heading() -> None:
    text = "2. Report of the treasurer\nJoan Rigby said that 9,412 were left.\n\n3. Bring a coat.\n"
    found = read_sentences(Document(text, metadata={"document_id": "d", "start_index": 0}))
    shown = [(sentence.text, sentence.heading) for sentence in found]
    assert shown[:2] == [
        ("2. Report of the treasurer", True),
        ("Joan Rigby said that 9,412 were left.", False),
    ]
    assert not any(heading for _, heading in shown[2:])


REPORT = (
    "Findings\nThe mill stopped in spring because the belt of its great wheel had torn twice.\n\n"
    "Costs\n“A new belt is paid for by the guild of the millers”, the keeper of the books wrote.\n"
)


def test_a_line_right_above_a_longer_one_is_its_title() -> None:
    found = [(one.text, one.heading) for one in read(REPORT)]
    assert found[0] == ("Findings", True)
    assert found[2] == ("Costs", True)
    assert found[1][0].startswith("The mill")
    assert headings_of(REPORT).above(REPORT.index("The mill")) == "Findings"


@pytest.mark.parametrize(
    "text",
    [
        "He told the keeper of the books that the\nmill had stopped in spring because the belt of "
        "its great wheel had torn twice.",
        "The mill stopped.\nIt did so in spring because the belt of its wheel had torn twice.",
        "Who stopped the mill\nin spring",
    ],
)
def test_a_wrapped_sentence_has_no_title(text: str) -> None:
    assert not any(one.heading for one in read(text))


def test_lines_that_repeat_their_labels_are_rows() -> None:
    text = "Part: bolt\nSize: 6 mm\n\nPart: nut\nSize: 8 mm\n\nThe nut is of brass.\n"
    rows = [one for one in read(text) if one.row]
    assert [one.text for one in rows] == ["Part: bolt; Size: 6 mm", "Part: nut; Size: 8 mm"]
    assert [text[one.span.start : one.span.end] for one in rows] == text.split("\n\n")[:2]


def test_each_line_of_labels_and_values_is_an_entry() -> None:
    text = "Prices\n\nAdults (day): 52 €\nYouths (under 18): 41 €\nDogs: 3 €\n"
    assert [one.text for one in read(text) if one.entry] == text.split("\n")[2:-1]


def test_a_question_in_a_chat_is_no_heading() -> None:
    text = "[09:02] Ann: does the mill run?\n[09:03] Bob: no, it stopped\n[09:05] Ann: why?\n"
    found = read(text)
    assert [one.text for one in found] == text.split("\n")[:-1]
    assert not any(one.heading for one in found)


def test_only_a_speaker_is_cut_off_what_is_said() -> None:
    [first, second] = read(
        "Present: Ann Holt and Tom Boyd were there. Apologies: Jean Fitch was ill."
    )
    assert first.shown(named=True).startswith("Present: Ann")
    assert second.shown(named=False) == "Apologies: Jean Fitch was ill."
