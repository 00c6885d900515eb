import pytest

from precis.chains.grounding.alignment import Aligner, Sentences
from precis.chains.grounding.read_text import ReadText
from precis.models.embeddings import MiniLM

SENTENCES = [
    "The old lighthouse was built in 1871 by Portuguese sailors.",
    "Its keeper, Tomas, lived there alone for thirty years.",
    "A storm destroyed the lamp in the winter of 1902.",
    "Fishermen from the village repaired it the next spring.",
]


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    return Aligner(MiniLM())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tomas kept it by himself for 30 years.", [1]),
        ("The lamp was destroyed by a storm in 1902 and fishermen repaired it.", [2, 3]),
        ("Seamen of Portugal erected the beacon.", [0]),
        ("Quantum computers factor integers.", []),
        ("", []),
    ],
)
def test_texts_get_the_sentences_they_rest_on(
    aligner: Aligner, text: str, expected: list[int]
) -> None:
    assert aligner.closest([text], SENTENCES) == [tuple(expected)]


def test_no_candidates_align_with_nothing(aligner: Aligner) -> None:
    assert aligner.closest(["Anything."], []) == [()]
    assert aligner.closest([], SENTENCES) == []


def test_a_sentence_is_covered_by_the_weight_of_its_words() -> None:
    sentences = Sentences(["A red fox.", "A red hen.", "A cow.", ""])
    fox, red = sentences.weight("fox"), sentences.weight("red")
    assert fox > red > 0
    shares = sentences.covers(frozenset({"fox", "red", "unicorn"}))
    total = fox + red + sentences.weight("unicorn")
    assert shares.tolist() == pytest.approx([(fox + red) / total, red / total, 0, 0])
    assert not sentences.covers(frozenset()).any()


def test_of_equally_close_sentences_the_first_by_document_and_place_is_taken(
    aligner: Aligner,
) -> None:
    texts = ["The mill burnt down in 1871."] * 3
    places = [("b", 5), ("a", 90), ("a", 7)]
    for text in ("The mill burnt down in 1871.", "A fire took the mill."):
        [match] = aligner.matches([ReadText(text)], Sentences(texts, places))
        assert match.sentences == (2,)
