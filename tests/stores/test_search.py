"""What a passage owes to those beside it, and which of them are shown."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.stores.chunk_index import Piece
from precis.stores.library_store import LibraryStore
from precis.stores.search import _among_neighbours, _best_of
from tests.fakes.documents import documents as made

Found = tuple[list[Piece], dict[int, float]]


@st.composite
def documents(draw: st.DrawFn) -> list[Found]:
    """Documents of touching chunks, each with a score, some of which may not have been found."""
    found: list[Found] = []
    number = 0
    for document in range(draw(st.integers(1, 5))):
        sizes = draw(st.lists(st.integers(1, 1700), min_size=1, max_size=6))
        bounds = list(pairwise(accumulate(sizes, initial=0)))
        pieces = [
            Piece(number + at, document, start, end, bounds[-1][1])
            for at, (start, end) in enumerate(bounds)
        ]
        number += len(pieces)
        kept = [piece for piece in pieces if draw(st.booleans())]
        found.append((kept, {piece.number: draw(st.floats(0, 1)) for piece in kept}))
    return found


@given(documents())
def test_documents_of_any_length_stand_equal(found: list[Found]) -> None:
    pieces = [piece for kept, _ in found for piece in kept]
    before = {number: score for _, scores in found for number, score in scores.items()}
    after = _among_neighbours(before, pieces)
    for piece in pieces:
        score = before[piece.number]
        beside = [
            before[other.number]
            for other in pieces
            if other.document == piece.document
            and (other.end == piece.start or other.start == piece.end)
        ]
        if piece.start == 0 and piece.end == piece.last:
            assert after[piece.number] == score
        best = max(beside, default=0.0)
        assert min(score, best) - 1e-9 <= after[piece.number] <= max(score, best) + 1e-9


@given(st.dictionaries(st.integers(0, 50), st.floats(0, 1)), st.integers(1, 9))
def test_less_is_left_out_in_other_languages_than_english(scores: dict[int, float], k: int) -> None:
    shown = [_best_of(scores, k, foreign) for foreign in (0.0, 0.5, 1.0)]
    for fewer, more in pairwise(shown):
        assert fewer == more[: len(fewer)]
    assert _best_of({1: 0.45, 2: 1.0}, 2, 1.0) == [2, 1]
    assert _best_of({1: 0.45, 2: 1.0}, 2, 0.0) == [2]


def test_syllables_that_stand_together_are_found_first(library: LibraryStore) -> None:
    apart = "Hai tay cầm cái máy, tính tiền rồi xách túi ra về nhà lúc trời tối."
    together = "Cô ấy để quên máy tính xách tay ở nhà rồi cầm túi ra về lúc trời tối."
    others = [f"Trời hôm nay có mưa và gió ở tỉnh số {n}, tối về nhà." for n in range(6)]
    texts = [apart, together, *others]
    library.ingest(made({f"/docs/{n}.md": text for n, text in enumerate(texts)}))
    assert library.search("máy tính xách tay", k=1)[0].page_content == together


def test_the_language_of_a_question_is_its_own(library: LibraryStore) -> None:
    finnish = "Käytä näytönlukijaa käyttöliittymän lukemiseen pistekirjoituksella."
    english = "The screen reader speaks the user interface, and braille is the other way to read."
    half = {f"/docs/{n}.md": f"{finnish if n % 2 else english} {n}" for n in range(8)}
    library.ingest(made(half), collection="half")
    library.ingest(made({"/docs/all.md": english}), collection="english")

    def may_be_english(collection: str, question: str) -> bool:
        return library.store(collection).snapshot().index.rarest_terms(question).english

    assert not may_be_english("half", "Missä on pistekirjoituksen näytönlukija?")
    assert may_be_english("half", "Where is the screen reader of the user interface?")
    assert may_be_english("half", "42?")
    assert may_be_english("english", "Missä on pistekirjoituksen näytönlukija?")


UNREAD = [
    "Какая высота у моста?",
    "橋はどのくらい高いですか",
    "पुल कितना ऊँचा है?",
    "ما ارتفاع الجسر؟",
]


@pytest.mark.parametrize("question", UNREAD)
def test_nothing_matches_where_neither_words_nor_meaning_tell(
    library: LibraryStore, question: str
) -> None:
    """Who answers may still read the passages: of a short text they are all of it."""
    english = {"/a.md": "The bridge is 40 metres high.", "/b.md": "Lunch is at noon."}
    library.ingest(made(english))
    assert {passage.metadata["score"] for passage in library.search(question)} == {0.0}
    for told in (f"{question} Bridge", f"{question} 40", "How tall is the viaduct?"):
        assert library.search(told)[0].metadata["score"] > 0
    library.ingest(made({"/c.md": question}))
    assert library.search(question)[0].metadata["source"] == "/c.md"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What was inspected on 11 January 2022?", "Am 11. Januar 2022 wurde der Kessel geprüft."),
        ("inspection of the valve K-17", "K-17: no leak."),
    ],
)
def test_what_has_the_date_or_identifier_of_the_question_comes_first(
    library: LibraryStore, question: str, named: str
) -> None:
    other = "The inspection of the valve K-71 took place on 12 January 2021 with firmware 4.0.12."
    filler = {f"/{n}.md": f"Report {n} says nothing about it." for n in range(8)}
    library.ingest(made({"/other.md": other, "/named.md": named, **filler}))
    assert library.search(question)[0].metadata["source"] == "/named.md"


@pytest.mark.parametrize("asked", ["{}", "version {}", "What does the handbook say about {}?"])
@pytest.mark.parametrize("name", ["3.2.1", "v3.2.1", "3.2", "E1042", "10%", "gate.ini", "58213"])
def test_what_states_an_identifier_comes_before_what_has_its_parts(
    library: LibraryStore, name: str, asked: str
) -> None:
    told = "It was mended in 3.2.1 with E1042, 58213 and gate.ini for 10% of all cranes here."
    parts = "Version 1 has 2 gates, ini files, 3 cranes and 10 rings, as the handbook does say."
    named = {f"/{n}.md": parts.replace("handbook", f"handbook {n}") for n in range(6)}
    others = {f"/x{n}.md": f"The crane of berth {n} was painted grey." for n in range(9)}
    library.ingest(made({"/told.md": told, **named, **others}))
    assert library.search(asked.format(name))[0].metadata["source"] == "/told.md"
