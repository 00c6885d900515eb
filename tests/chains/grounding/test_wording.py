"""A problem is told in whole words of the claim and its source, whatever was changed."""

import random
import re
from itertools import product

import pytest

from benchmarks.derived_pairs import FALSE
from precis.chains.grounding.contexts import Readings, distances
from precis.chains.grounding.lexical import normalize, terms
from precis.chains.grounding.support import difference
from precis.chains.grounding.wording import as_written
from precis.models.embeddings import MiniLM

SENTENCES = [
    "On Monday the harbour master Ines Karlsen warned two companies of the storm, which may last.",
    "Twenty-five per cent of the ferries were not refunded, the operator said in March.",
    "About 420 people were left in Port Selda overnight, and most have since reached Greifen.",
    "In 1932 the builder Ben Ostrom paid his brother $3.5 million for the boats.",
    "The mayor of Greifen has praised the brothers, who will open seven shops on 5 May.",
    "Some doctors at the clinic were unwilling to leave because forty children needed them.",
]
TEXTS = [terms(sentence) for sentence in SENTENCES]


@pytest.fixture(scope="module")
def readings() -> Readings:
    return Readings(MiniLM())


def test_quoted_words_stand_so_in_the_claim_or_its_source(readings: Readings) -> None:
    rng, told = random.Random(0), 0
    for edit, sentence in product(FALSE.values(), SENTENCES):
        claim = edit(sentence, rng, SENTENCES) or sentence
        read = readings.read([claim, *SENTENCES])
        apart = distances(read[claim], [read[text] for text in SENTENCES])
        problem = difference(terms(claim), TEXTS, apart).problem or ""
        said = normalize(" ".join([claim, *SENTENCES]))
        for quoted in re.findall(r"'([^']+)'", problem):
            told += 1
            assert re.search(rf"(?<!\w){re.escape(normalize(quoted))}(?!\w)", said), problem
            assert any(map(str.isalpha, quoted)), problem
    assert told > len(SENTENCES) * len(FALSE) // 2


@pytest.mark.parametrize(
    ("text", "stem", "written"),
    [
        ("Twenty-five per cent were refunded.", "25", "Twenty-five per cent"),
        ("They paid $3.5 million for it.", "3500000", "$3.5 million"),
        ("Some 420 people stayed.", "420", "420 people"),
        ("It was built in 1932.", "1932", "in 1932"),
        ("The 21-year-old won.", "21", "21-year-old"),
        ("约有240人被困在港口。", "240", "240人被"),
        ("The disclosures were late.", "disclosur", "disclosures"),
    ],
)
def test_a_stem_is_shown_as_it_is_written(text: str, stem: str, written: str) -> None:
    assert as_written(stem, terms(text)) == written
