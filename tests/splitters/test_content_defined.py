"""Chunks cover a document exactly, keep their bounds, and an edit moves only its own."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from precis.errors import UsageError
from precis.splitters.content_defined import ContentDefinedSplitter

SMALL = ContentDefinedSplitter(minimum=50, maximum=200)
WORDS = (
    "the a river old light ran Anna house of and to wind stone never spoke slowly Mr. 3.5".split()
)


def book(length: int, seed: int = 0) -> str:
    """Make prose of about `length` characters: sentences, quotations, paragraphs, headings."""
    rng = random.Random(seed)
    parts: list[str] = []
    size = 0
    while size < length:
        words = rng.choices(WORDS, k=rng.randint(4, 18))
        sentence = f"{words[0].capitalize()} {' '.join(words[1:])} {rng.randint(0, 99_999)}."
        if rng.random() < 0.15:
            sentence = f'"{sentence}'
        end = rng.choices([" ", "\n", "\n\n", "\n\n# Part\n\n"], [80, 5, 14, 1])[0]
        parts.append(sentence + end)
        size += len(parts[-1])
    return "".join(parts)


def document(text: str, **metadata: object) -> Document:
    return Document(
        page_content=text,
        metadata={"id": "d", "source": "s", "title": "t", "pages": [], **metadata},
    )


HOSTILE = {
    "one long word": "x" * 300_000,
    "one line of words": "word " * 60_000,
    "only newlines": "\n" * 100_000,
    "emoji": "👩🏽‍🚀" * 20_000,
    "right to left": "שלום עולם. " * 20_000,
    "accents": "e\u0301" * 50_000,
    "only accents": "\u0301" * 50_000,
    "the same sentence": "Hello there. " * 20_000,
    "one open quotation": 'She said: "' + "It is so. He ran. " * 10_000,
    "no spaces between sentences": "这是一个句子。" * 20_000,
    "table rows": "| a | b |\n" * 20_000,
    "lone surrogates": "\ud800 a. " * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_input_is_covered_exactly_within_bounds(text: str) -> None:
    splitter = ContentDefinedSplitter()
    spans = list(splitter.spans(text))
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(spans))
    assert all(splitter.minimum <= end - start <= splitter.maximum for start, end in spans)


@given(st.text(alphabet=st.sampled_from(' \n\r\t.a"(B!#é\u0301👩\u200d。-1'), max_size=2_000))
def test_small_random_text_is_covered_exactly_within_bounds(text: str) -> None:
    spans = list(SMALL.spans(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(left[1] == right[0] for left, right in pairwise(spans))
    if len(text) > SMALL.maximum:
        assert all(SMALL.minimum <= end - start <= SMALL.maximum for start, end in spans)
    else:
        assert len(spans) == bool(text)


@given(
    seed=st.integers(0, 10_000),
    at=st.floats(0, 1),
    removed=st.integers(0, 600),
    added=st.integers(0, 600),
)
def test_an_edit_moves_only_the_borders_beside_it(
    seed: int, at: float, removed: int, added: int
) -> None:
    text = book(20_000, seed)
    place = int(at * (len(text) - removed))
    edited = text[:place] + book(added, seed + 1)[:added] + text[place + removed :]
    shift = added - removed
    before = {end for _, end in SMALL.spans(text)}
    after = {end if end <= place else end - shift for _, end in SMALL.spans(edited)}
    far = {
        end
        for end in before ^ after
        if not place - 10 * SMALL.maximum < end < place + removed + 10 * SMALL.maximum
    }
    assert not far


def test_an_edit_of_a_book_changes_few_chunks() -> None:
    splitter = ContentDefinedSplitter()
    text = book(200_000)
    known = set(splitter.split_text(text))
    rng = random.Random(2)
    changed = []
    for _ in range(10):
        place = rng.randrange(len(text) - 3_000)
        edited = text[:place] + book(rng.choice([0, 40, 700]), place) + text[place + 20 :]
        changed.append(sum(chunk not in known for chunk in splitter.split_text(edited)))
    assert sum(changed) / len(changed) < 2.5
    assert max(changed) <= 8


def test_the_defaults_give_about_four_thousand_characters() -> None:
    text = book(400_000)
    assert 3_500 < len(text) / len(ContentDefinedSplitter().split_text(text)) < 4_500
    retrieval = ContentDefinedSplitter(minimum=400, maximum=1_700)
    assert 850 < len(text) / len(retrieval.split_text(text)) < 1_150


def test_chunks_start_where_sentences_do() -> None:
    text = book(100_000)
    starts = [start for start, _ in ContentDefinedSplitter().spans(text)][1:]
    assert all(text[start - 1].isspace() for start in starts)
    assert all(text[:start].rstrip()[-1] in '."t' for start in starts)


def test_chunks_tell_where_they_come_from() -> None:
    text = book(20_000)
    pages = [
        {"page": 1, "start": 0, "end": 9_000},
        {"page": "ii", "start": 9_002, "end": len(text)},
    ]
    source = document(text, pages=pages)
    chunks = ContentDefinedSplitter().split_documents([source, document("Short.", id="e")])
    assert [chunk.metadata["document_id"] for chunk in chunks] == ["d"] * (len(chunks) - 1) + ["e"]
    for chunk in chunks[:-1]:
        start, end = chunk.metadata["start_index"], chunk.metadata["end_index"]
        assert chunk.page_content == text[start:end]
        assert chunk.metadata["page"] == (1 if start < 9_000 else "ii")
        assert chunk.metadata["source"] == "s"
        assert chunk.metadata["title"] == "t"
    assert chunks[-1].metadata["page"] is None


def test_an_empty_document_has_no_chunks() -> None:
    assert ContentDefinedSplitter().split_documents([document("")]) == []


def test_splitting_is_lazy() -> None:
    def documents() -> object:
        yield document("One.")
        raise AssertionError

    chunks = ContentDefinedSplitter().lazy_split_documents(documents())  # type: ignore[arg-type]
    assert next(chunks).page_content == "One."


@pytest.mark.parametrize(("minimum", "maximum"), [(0, 100), (50, 149), (-5, 5)])
def test_bounds_that_cannot_hold_are_refused(minimum: int, maximum: int) -> None:
    with pytest.raises(UsageError, match=str(maximum)):
        ContentDefinedSplitter(minimum, maximum)


def test_code_stays_with_the_colon_before_it() -> None:
    step = "The keeper lights the lamp every evening. It is lit with this command:\n\n"
    code = "```\nlamp on\n\n# Wait until it burns.\n\nhorn on\n```\n\n"
    text = "".join(f"{step.replace('lamp', f'lamp {n}')}{code}" for n in range(30))
    chunks = ContentDefinedSplitter(minimum=200, maximum=700).split_text(text)
    assert len(chunks) > 5
    assert all(chunk.count("```") % 2 == 0 for chunk in chunks)
    assert not any(chunk.rstrip().endswith(":") for chunk in chunks)
