"""The extractive writer over the real embedded embeddings."""

import asyncio
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim
from precis.chains.writers.contract import Brief
from precis.chains.writers.extractive import CAPACITY, KEPT, ExtractiveWriter
from precis.chains.writers.salience import MAX_TERMS, Extract, merge
from precis.models.embeddings import MiniLM

TOPICS = [
    "The harbour of Lisbon was rebuilt after the great earthquake of 1755 destroyed its quays.",
    "Engineers dredged the harbour channel so that larger ships could reach the new quays.",
    "A tax on imported sugar paid for most of the harbour works over eleven years.",
    "The old customs house became a museum of navigation with maps of every voyage.",
    "Fishermen protested because the new breakwater changed the currents near their village.",
    "The council answered the protest with a smaller breakwater and a fish market.",
]
TEXT = "THE HARBOUR\n\n" + " ".join(TOPICS) + '\n\n"Why?"\n\nIt was so. He said, "No."\n'
EMPTY = np.zeros((0, 0), dtype=np.float32)


@pytest.fixture(scope="module")
def writer() -> ExtractiveWriter:
    return ExtractiveWriter(MiniLM())


def chunk_of(text: str, start: int = 0, end: int | None = None) -> Document:
    end = len(text) if end is None else end
    metadata = {"document_id": "d", "start_index": start, "end_index": end}
    return Document(text[start:end], metadata=metadata)


def summarize(writer: ExtractiveWriter, text: str, brief: Brief, cuts: int = 1) -> list[Claim]:
    async def run() -> list[Claim]:
        borders = [len(text) * i // cuts for i in range(cuts + 1)]
        if cuts == 1:
            return await writer.claims(await writer.map(chunk_of(text), brief, root=True))
        chunks = [chunk_of(text, a, b) for a, b in pairwise(borders)]
        nodes = [await writer.map(chunk, brief, root=False) for chunk in chunks]
        return await writer.claims(await writer.reduce(nodes, brief, root=True))

    return asyncio.run(run())


@pytest.mark.parametrize("cuts", [1, 2, 3])
def test_claims_are_verbatim_supported_and_in_document_order(
    writer: ExtractiveWriter, cuts: int
) -> None:
    claims = summarize(writer, TEXT, Brief(words=45), cuts)
    assert claims
    for claim in claims:
        (span,) = claim.spans
        assert TEXT[span.start : span.end] == claim.text
        assert (claim.support, claim.supported, span.document_id) == (1.0, True, "d")
    starts = [claim.spans[0].start for claim in claims]
    assert starts == sorted(set(starts))


def test_headings_fragments_and_dialogue_tags_are_not_quoted(writer: ExtractiveWriter) -> None:
    quoted = {claim.text for claim in summarize(writer, TEXT, Brief(words=500))}
    assert quoted == set(TOPICS)


def test_length_is_near_what_is_asked(writer: ExtractiveWriter) -> None:
    words = sum(len(c.text.split()) for c in summarize(writer, TEXT, Brief(words=45)))
    assert 30 <= words <= 52


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How were the works paid for?", 2),
        ("Which museum shows maps?", 3),
        ("When was the earthquake?", 0),
    ],
)
def test_focus_moves_the_choice(writer: ExtractiveWriter, question: str, topic: int) -> None:
    claims = summarize(writer, TEXT, Brief(words=16, focus=question))
    assert [claim.text for claim in claims] == [TOPICS[topic]]


def test_a_repeated_sentence_is_quoted_once(writer: ExtractiveWriter) -> None:
    text = " ".join([TOPICS[0]] * 5 + TOPICS[1:])
    claims = [claim.text for claim in summarize(writer, text, Brief(words=60))]
    assert claims.count(TOPICS[0]) <= 1


def test_speakers_turns_are_sentences_of_their_own(writer: ExtractiveWriter) -> None:
    text = (
        "Ann Lee: So we talked about the budget of the harbour museum\n"
        "Bo: {vocalsound}\n"
        "Ann Lee: The museum needs a new roof before the winter storms come ."
    )
    claims = summarize(writer, text, Brief(words=60))
    assert [claim.text for claim in claims] == [text.splitlines()[2].replace(" .", ".")]


def test_of_a_talk_it_is_told_who_says_what(writer: ExtractiveWriter) -> None:
    text = (
        "Bo: {vocalsound}\n"
        "Ann Lee: Okay , so um the roof is leaking in the west wing . The director has to find a "
        "new builder for it .\n"
        "Bo: Right .\n"
        "Bo: And we need to {disfmarker} the price of the new roof is high ."
    )
    claims = summarize(writer, text, Brief(words=60))
    assert [claim.text for claim in claims] == [
        "Ann Lee: … the roof is leaking in the west wing.",
        "Ann Lee: The director has to find a new builder for it.",
    ]
    quotes = [[text[span.start : span.end] for span in claim.spans] for claim in claims]
    assert quotes[0] == [text.splitlines()[1].partition(" The director")[0]]
    assert quotes[1] == ["Ann Lee:", "The director has to find a new builder for it ."]


def test_nothing_but_fragments_still_gives_a_summary(writer: ExtractiveWriter) -> None:
    assert [claim.text for claim in summarize(writer, "Sold out", Brief())] == ["Sold out"]


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n"])
def test_a_blank_chunk_gives_no_claims(writer: ExtractiveWriter, text: str) -> None:
    assert summarize(writer, text, Brief()) == []
    assert summarize(writer, text, Brief(focus="Why?"), cuts=2) == []


@pytest.mark.parametrize(("focus", "embedded"), [(None, KEPT), ("Which tide?", 1501)])
def test_nodes_stay_bounded_and_embed_what_they_need_once(focus: str | None, embedded: int) -> None:
    class Counted(MiniLM):
        seen = 0

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            self.seen += len(texts)
            return [[float(len(text) % 7), 1.0, 2.0] for text in texts]

    embeddings = Counted()
    writer = ExtractiveWriter(embeddings)
    text = " ".join(f"The tide of number {i} came in over the long grey wall." for i in range(1500))

    async def run() -> Extract:
        brief = Brief(focus=focus)
        node = await writer.map(chunk_of(text), brief, root=False)
        assert writer.size(node) == KEPT <= CAPACITY // 2
        merged = await writer.reduce([node] * 8, brief, root=False)
        assert writer.size(merged) == KEPT
        await writer.reduce([merged], brief, root=True)
        return merged

    assert asyncio.run(run()).read == 1500 * 8
    assert embeddings.seen == embedded


def test_the_order_in_which_rare_terms_were_counted_does_not_say_which_are_kept() -> None:
    counts = {f"term{number}": 1 + number % 2 for number in range(2 * MAX_TERMS + 10)}
    one, other = (
        merge([replace(Extract.of([], EMPTY, None), counts=Counter(dict(order)))]).counts
        for order in (counts.items(), reversed(counts.items()))
    )
    assert one == other
    assert len(one) == MAX_TERMS


def answers(writer: ExtractiveWriter, question: str, text: str) -> list[Claim]:
    return asyncio.run(writer.answer(question, [chunk_of(text)]))


TABLE = """# Staff

The table lists who is on call.

| Day | Person | Phone |
|---|---|---|
| Monday | Dana Whitfield | 5501 |
| Tuesday | Omar Haddad | 5502 |
"""


def test_a_row_answers_with_the_names_of_its_columns(writer: ExtractiveWriter) -> None:
    claims = answers(writer, "Who is on call on Tuesday?", TABLE)
    [row] = [claim for claim in claims if "Haddad" in claim.text]
    assert row.text == "Day: Tuesday; Person: Omar Haddad; Phone: 5502"
    quotes = [TABLE[span.start : span.end] for span in row.spans]
    assert quotes == ["| Day | Person | Phone |", "| Tuesday | Omar Haddad | 5502 |"]


PARTS = "".join(
    f"The valve AX-20{n}{letter} is rated for {n} bar.\n" for n in (40, 41) for letter in "ABC"
)


def test_another_part_number_is_not_quoted(writer: ExtractiveWriter) -> None:
    claims = answers(writer, "For how many bar is the valve AX-2041B rated?", PARTS)
    assert [claim.text for claim in claims] == ["The valve AX-2041B is rated for 41 bar."]
    assert answers(writer, "For how many bar is the valve AX-2042B rated?", PARTS) == []


def test_what_stands_below_the_heading_of_another_version_is_not_quoted(
    writer: ExtractiveWriter,
) -> None:
    text = "".join(
        f"## Version {version}\n\nIt added a translation into {language} for all users.\n\n"
        for version, language in [("2.1", "French"), ("2.10", "Greek"), ("3.2", "Polish")]
    )
    claims = answers(writer, "Which translation did version 2.1 add?", text)
    assert [claim.text for claim in claims] == ["It added a translation into French for all users."]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("By how much did the treatment reduce mortality?", "It reduced mortality by 12 percent."),
        ("How many patients had nausea?", "Nausea was seen in 31 patients.[8][9]"),
        ("Who is on call on Tuesday?", "Day: Tuesday; Person: Omar Haddad; Phone: 5502"),
    ],
)
def test_sentences_with_references_and_rows_of_tables_answer(
    writer: ExtractiveWriter, question: str, sentence: str
) -> None:
    text = (
        "# Trial\n\nThe treatment was given for a year. It reduced mortality by 12 percent.\n\n"
        "Nausea was seen in 31 patients.[8][9]\n\n**Who was on call**.\n\n"
        "The table lists who is on call.\n\n| Day | Person | Phone |\n|---|---|---|\n"
        "| Monday | Dana Whitfield | 5501 |\n| Tuesday | Omar Haddad | 5502 |\n"
    )
    assert answers(writer, question, text)[0].text == sentence


@pytest.mark.parametrize(
    "question",
    [
        "How many patients died of the treatment in Lyon?",
        "Who invented the treatment?",
        "When was the treatment banned?",
    ],
)
def test_what_the_text_does_not_say_of_its_subject_is_not_answered(
    writer: ExtractiveWriter, question: str
) -> None:
    text = (
        "The treatment was given to 200 patients for a year. It reduced mortality by 12 percent. "
        "Nausea was seen in 31 patients. The doctors were content with the treatment."
    )
    assert answers(writer, question, text) == []


def test_an_answer_is_short(writer: ExtractiveWriter) -> None:
    found = answers(writer, "What did the tax on sugar pay for?", TEXT)
    assert found[0].text == TOPICS[2]
    assert len(found) <= 3
