"""What is said of languages in which support is not measured."""

import pytest
from langchain_core.documents import Document

from precis.chains.check import JUDGED, language, measured
from precis.chains.evidence import Claim

FINNISH = (
    "Kirjaston johtokunta päätti maanantaina, että uusi lukusali avataan syksyllä. "
    "Päätös syntyi pitkän keskustelun jälkeen, eikä kukaan vastustanut sitä. "
    "Rakennustyöt alkavat keväällä ja kestävät noin viisi kuukautta."
)
ENGLISH = "The board of the library decided on Monday to open a new reading room in the autumn."


def document(text: str) -> Document:
    return Document(text, metadata={"id": "d", "source": "d", "title": ""})


@pytest.mark.parametrize("support", [0.1, 0.9])
def test_claims_in_an_unmeasured_language_cannot_be_judged(support: float) -> None:
    assert language(FINNISH) not in JUDGED
    claim = Claim(text="Lukusali suljetaan.", support=support, supported=support > 0.5)
    (judged,) = measured(iter([claim]), {"d": document(FINNISH)})
    assert (judged.supported, judged.unsure) == (False, True)
    assert "cannot be judged" in (judged.problem or "")


def test_quotes_and_measured_languages_are_left_as_judged() -> None:
    quote = Claim(text=FINNISH, support=1.0, supported=True)
    assert list(measured(iter([quote]), {"d": document(FINNISH)})) == [quote]
    claim = Claim(text="It opens.", support=0.9, supported=True)
    assert list(measured(iter([claim]), {"d": document(ENGLISH)})) == [claim]
