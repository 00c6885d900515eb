from itertools import chain

from langchain_core.documents import Document

from precis.chains.writers.halving import halved
from precis.chains.writers.shown_sentences import shown_sentences
from precis.chains.writers.statements import Statement

TEXT = "One is here.\n\n" + "word " * 400 + "ends. Three is a sentence of its own."
CHUNK = Document(TEXT, metadata={"document_id": "d", "start_index": 7})


def quotes_itself(shown: Statement) -> bool:
    [span] = shown.spans
    return TEXT[span.start - 7 : span.end - 7] == shown.text


def test_sentences_shown_are_verbatim() -> None:
    shown = shown_sentences([CHUNK])
    assert len(shown) == 3
    assert all(map(quotes_itself, shown))


def test_halving_ends_and_keeps_every_word_and_its_place() -> None:
    waiting, pieces = [shown_sentences([CHUNK])], []
    while waiting:
        part = waiting.pop()
        halves = halved(part)
        assert sum(len(half) for half in halves) in {0, 2, len(part)}
        waiting += halves
        pieces += part if not halves else []
    assert all(map(quotes_itself, pieces))
    assert all(len(piece.text) < 200 for piece in pieces)
    words = chain.from_iterable(piece.text.split() for piece in reversed(pieces))
    assert list(words) == TEXT.split()
