"""Where candidates answer, over the real reader."""

from precis.chains.grounding.answering import Candidate
from precis.chains.grounding.pointing import point
from precis.models.answer_reader import AnswerReader, AnswerReaders
from precis.models.embeddings import MiniLM

PASSAGES = (
    ("The mill was built in 1821.", "It ground rye for the villages along the river."),
    ("A fire destroyed the wheel.", "Clara Dupont paid for a new one."),
)


def reader() -> AnswerReader:
    found = AnswerReaders().of("en")
    assert found
    return found


def test_each_candidate_has_what_is_pointed_to_in_its_own_text() -> None:
    texts = [(text, at) for at, passage in enumerate(PASSAGES) for text in passage]
    readings = MiniLM().readings([text for text, _ in texts])
    candidates = [
        Candidate(text, at, reading) for (text, at), reading in zip(texts, readings, strict=True)
    ]
    found = point("Who paid for the new wheel?", candidates, reader())
    assert len(found) == len(candidates)
    best = max(range(len(found)), key=lambda at: found[at].score)
    assert candidates[best].text[found[best].start : found[best].end] == "Clara Dupont"


def test_without_candidates_nothing_is_pointed_to() -> None:
    assert point("Who paid?", [], reader()) == ()
