"""Which sentences carry a text, over vectors made for the test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.chains.writers import outcomes
from precis.chains.writers.salience import Extract, merge, salience
from precis.chains.writers.selection import select
from precis.chains.writers.sentence import Sentence
from precis.chains.writers.sentences import read_sentences

PLACES = "Ghent Lisbon Porto Turin Bergen Oslo Riga Vilnius Cork Galway Leeds York".split()


def read(text: str, name: str = "d", start: int = 0) -> list[Sentence]:
    return read_sentences(Document(text, metadata={"document_id": name, "start_index": start}))


def extract_of(*sentences: Sentence) -> Extract:
    """Take sentences that no vector holds for alike."""
    return Extract.of(sentences, np.eye(len(sentences), 64, dtype=np.float32), None)


def choose(extract: Extract, words: int) -> list[Sentence]:
    order = sorted(select(extract, salience(extract, None), words))
    return [extract.sentences[index] for index in order]


NOUNS = "harbour lamp quay tax museum tide market breakwater channel customs sugar voyage".split()


def about(place: str, count: int) -> str:
    first = PLACES.index(place)
    pairs = ((NOUNS[(first + n) % 12], PLACES[(7 * n + first) % 12]) for n in range(count))
    return " ".join(f"The {noun} of {place} was paid for by the {by} guild." for noun, by in pairs)


def test_each_document_gets_a_share() -> None:
    texts = {place: about(place, 3 + 3 * rank) for rank, place in enumerate(PLACES[:4])}
    sentences = [s for name, text in texts.items() for s in read(text, name)]
    picked = [sentence.span.document_id for sentence in choose(extract_of(*sentences), 60)]
    assert set(picked) == set(texts)


@given(st.integers(20, 60))
def test_a_long_document_is_read_to_its_end(count: int) -> None:
    text = " ".join(
        f"The {PLACES[n % 12]} bridge of year {n} has {n * 7} lamps." for n in range(count)
    )
    starts = [s.span.start / len(text) for s in choose(extract_of(*read(text)), 90)]
    assert min(starts) < 1 / 3
    assert max(starts) > 2 / 3


def test_what_is_contained_in_another_sentence_is_not_said_again() -> None:
    text = (
        "Précis summarizes long documents and answers questions about them. "
        "Précis summarizes long documents and web pages, answers questions about them, and shows "
        "the evidence of each sentence. "
        "The pump of the harbour in Ghent was replaced in the spring of 1932."
    )
    said = [sentence.text for sentence in choose(extract_of(*read(text)), 500)]
    assert len(said) == 2
    assert text.endswith(said[-1])


def test_a_sentence_about_a_heading_is_worth_more() -> None:
    plain = "The keeper of the lamp rests.\n\nThe keeper of the pump rests."
    scores = [
        salience(extract_of(*read(f"# The {name}\n\n{plain}")), None) for name in ("lamp", "pump")
    ]
    assert scores[0][1] > scores[0][2]
    assert scores[1][1] < scores[1][2]


@given(st.lists(st.sampled_from(PLACES), min_size=2, max_size=6), st.integers(1, 5))
def test_merged_extracts_know_what_the_whole_knows(places: list[str], cut: int) -> None:
    sentences = [
        sentence
        for number, place in enumerate(places)
        for sentence in read(f"# {place}\n\n{about(place, 2)}", f"d{number}")
    ]
    cut = min(cut, len(sentences) - 1)
    whole = extract_of(*sentences)
    parts = (whole.sentences[:cut], whole.sentences[cut:])
    vectors = (whole.vectors[:cut], whole.vectors[cut:])
    joined = merge([Extract.of(*pair, None) for pair in zip(parts, vectors, strict=True)])
    assert (joined.counts, joined.headings) == (whole.counts, whole.headings)
    assert joined.read == whole.read
    assert joined.centre == pytest.approx(whole.centre)
    np.testing.assert_allclose(salience(joined, None), salience(whole, None), atol=1e-4)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# The lamp\n\nIt burns.", ["# The lamp"]),
        ("The lamp\n========\n\nIt burns.", ["The lamp\n========"]),
        ("THE LAMP\n\nIt burns.", ["THE LAMP"]),
        ("def lamp(self):\n\nIt burns.", []),
        ("It burns as follows:\n\nfirst, oil.", []),
        ("| Lamp | Oil |\n|---|---|\n| A | 5 |\n", []),
        ("The lamp burns oil.\n\n- oil\n- wax\n", []),
    ],
)
def test_headings_are_seen(text: str, headings: list[str]) -> None:
    assert [sentence.text for sentence in read(text) if sentence.heading] == headings


DECISION = "The guild of {place} resolved by five votes to one to keep the old {noun} of {place}."


@pytest.mark.parametrize("at", [2, 6, 11])
def test_a_report_keeps_what_was_decided(at: int) -> None:
    said = about("Ghent", 12).split(". ")
    decision = DECISION.format(place="Ghent", noun="lamp")
    text = ". ".join([*said[:at], decision.rstrip("."), *said[at:]])
    assert decision in [one.text for one in choose(extract_of(*read(text)), 50)]


def test_what_stands_below_a_heading_of_findings_counts_more() -> None:
    said = [about(place, 3) for place in PLACES[:6]]
    headed = [
        f"## {'Findings' if n == 2 else 'Of ' + PLACES[n]}\n\n{s}" for n, s in enumerate(said)
    ]
    sentences = read("\n\n".join(headed))
    titles = [one for one in sentences if one.heading]
    below = [
        one.text
        for one, is_below in zip(sentences, outcomes.headed(sentences, titles), strict=True)
        if is_below and not one.heading
    ]
    assert " ".join(below) == said[2]


def test_each_document_has_its_own_end() -> None:
    sentences = [*read(about("Ghent", 4), "a"), *read(about("Porto", 8), "b")]
    near = outcomes.last(sentences)
    assert [at for at, value in enumerate(near) if value == 0] == [3, 11]
    assert near[4:] == sorted(near[4:])


@pytest.mark.parametrize(
    "formal",
    [
        "The chairman closed the meeting at 20:40.",
        "The next meeting is on 4 June in the hall of Ghent.",
        "La séance est levée à 17 heures par la présidente.",
        "Die Vorsitzende schließt die Sitzung um neun Uhr am Abend.",
    ],
)
def test_how_a_meeting_was_closed_stands_last(formal: str) -> None:
    sentences = read(f"{about('Ghent', 8)} {formal}")
    told = outcomes.told(sentences)
    assert min(told) == told[-1] < 0


DECIDED = "The council approved the bridge of Ghent by five votes to two."


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        (about("Ghent", 12), 0),
        (f"{DECIDED} {about('Ghent', 12)}", 2),
        (f"{about('Ghent', 12)} {DECIDED}", 3),
    ],
)
def test_the_end_counts_only_where_more_is_decided_there(text: str, signals: int) -> None:
    assert len(outcomes.signals_of(read(text), [])) == signals
