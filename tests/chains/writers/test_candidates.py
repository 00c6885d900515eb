from itertools import chain

from langchain_core.documents import Document

from precis.chains.grounding.alignment import Candidate
from precis.chains.writers.candidates import halved, sentence_candidates

TEXT = "One is here.\n\n" + "word " * 400 + "ends. Three is a sentence of its own."
CHUNK = Document(TEXT, metadata={"document_id": "d", "start_index": 7})


def quotes_itself(candidate: Candidate) -> bool:
    text, (span,) = candidate
    return TEXT[span.start - 7 : span.end - 7] == text


def test_candidates_are_verbatim() -> None:
    candidates = sentence_candidates([CHUNK])
    assert len(candidates) == 3
    assert all(map(quotes_itself, candidates))


def test_halving_ends_and_keeps_every_word_and_its_place() -> None:
    waiting, pieces = [sentence_candidates([CHUNK])], []
    while waiting:
        part = waiting.pop()
        halves = halved(part)
        assert sum(len(half) for half in halves) in {0, 2, len(part)}
        waiting += halves
        pieces += part if not halves else []
    assert all(map(quotes_itself, pieces))
    assert all(len(text) < 200 for text, _ in pieces)
    words = chain.from_iterable(text.split() for text, _ in reversed(pieces))
    assert list(words) == TEXT.split()
