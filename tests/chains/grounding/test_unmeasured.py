"""What is said of languages in which support is not measured, whoever asks."""

import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim, Documents
from precis.chains.grounding.claim_checker import JUDGED, ClaimChecker
from precis.chains.requests import Unsupported
from precis.languages.certainty import language
from precis.models.embeddings import MiniLM

FINNISH = (
    "Kirjaston johtokunta päätti maanantaina, että uusi lukusali avataan syksyllä. "
    "Päätös syntyi pitkän keskustelun jälkeen, eikä kukaan vastustanut sitä. "
    "Rakennustyöt alkavat keväällä ja kestävät noin viisi kuukautta."
)
ENGLISH = "The board of the library decided on Monday to open a new reading room in the autumn."
QUOTE = "Päätös syntyi pitkän keskustelun jälkeen, eikä kukaan vastustanut sitä."


def documents(text: str) -> Documents:
    return {"d": Document(text, metadata={"id": "d", "source": "d", "title": ""})}


@pytest.fixture(scope="module")
def checker() -> ClaimChecker:
    return ClaimChecker(MiniLM())


@pytest.mark.parametrize(
    "claim", ["Uusi lukusali avataan syksyllä.", "Lukusali suljetaan.", "Kissat nukkuvat."]
)
def test_claims_in_an_unmeasured_language_cannot_be_judged(
    checker: ClaimChecker, claim: str
) -> None:
    assert language(FINNISH) not in JUDGED
    (judged,) = checker.check([Claim(text=claim)], documents(FINNISH))
    assert (judged.supported, judged.unsure) == (False, True)
    assert "cannot be judged" in (judged.problem or "")


@pytest.mark.parametrize(
    ("claim", "judged"),
    [
        ("The board decided on Monday to open a new reading room.", True),
        ("The moon is made of cheese.", True),
        ("Uusi lukusali avataan syksyllä.", False),
    ],
)
def test_a_document_in_an_unmeasured_language_leaves_the_others_to_be_judged(
    checker: ClaimChecker, claim: str, judged: bool
) -> None:
    both = documents(FINNISH) | {
        "e": Document(ENGLISH, metadata={"id": "e", "source": "e", "title": ""})
    }
    (found,) = checker.check([Claim(text=claim)], both)
    assert ("cannot be judged" not in (found.problem or "")) == judged


@pytest.mark.parametrize(("unsupported", "left"), [("mark", 2), ("drop", 1), ("quote", 2)])
def test_what_cannot_be_judged_is_handled_as_unsupported(
    checker: ClaimChecker, unsupported: Unsupported, left: int
) -> None:
    claims = [Claim(text=QUOTE), Claim(text="Uusi lukusali avataan syksyllä.")]
    checked = checker.handle_unsupported(claims, documents(FINNISH), unsupported)
    assert (len(checked.claims), checked.unsupported) == (left, 1)


def test_quotes_and_measured_languages_are_left_as_judged(checker: ClaimChecker) -> None:
    (quote,) = checker.check([Claim(text=QUOTE)], documents(FINNISH))
    assert quote.supported
    claim = "The board decided on Monday to open a new reading room."
    (judged,) = checker.check([Claim(text=claim)], documents(ENGLISH))
    assert judged.supported
