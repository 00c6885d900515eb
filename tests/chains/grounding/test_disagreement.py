"""Documents that say different things of the same."""

import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim, Span
from precis.chains.grounding.disagreement import date_of, disagree, newest_first


def claim(text: str, document: str) -> Claim:
    return Claim(text=text, spans=(Span(document_id=document, start=0, end=len(text)),))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (
            "A ticket for the tram costs 2.40 euros.",
            "A ticket for the tram costs 3.10 euros.",
            True,
        ),
        ("The director of the mill is Anna Lind.", "The director of the mill is Bo Berg.", True),
        ("Dogs may travel on the tram.", "Dogs may not travel on the tram.", True),
        ("A ticket for the tram costs 2.40 euros.", "A day pass costs 6.50 euros.", False),
        ("Dogs may travel on the tram.", "Dogs may travel on the tram.", False),
        ("The mill opened.", "It rained in May.", False),
        ("Das Ticket kostet 2 Euro.", "Das Ticket kostet 3 Euro.", True),
        ("The new engine is heavier.", "The new engine is lighter.", True),
        ("The north tower is the strongest.", "The north tower is the weakest.", True),
        ("The plan for the tram was accepted.", "The plan for the tram was not rejected.", False),
        ("The tram stops at seven.", "The ferry stops at nine.", False),
        ("The upper bridge is open.", "The lower bridge is closed.", False),
        ("In 2020 the fare was 3 euros.", "In 2023 the fare was 4 euros.", False),
        ("The lease ends on 31 March 2025.", "The lease ends on 1 May 2025.", True),
        ("Guests may use the tram.", "Guests may use the tram without a ticket.", False),
        ("Le musée ferme à 18 heures.", "Le café ferme à 17 heures.", False),
    ],
)
def test_sentences_that_differ_in_one_respect_alone_disagree(
    one: str, other: str, apart: bool
) -> None:
    assert disagree(claim(one, "a"), claim(other, "b")) is apart
    assert disagree(claim(other, "b"), claim(one, "a")) is apart
    assert not disagree(claim(one, "a"), claim(other, "a"))


@pytest.mark.parametrize(
    ("text", "metadata", "day"),
    [
        ("Notice of 1 July 2024\n\nIt replaces that of 1 January 2021.", {}, "2024-07-01"),
        ("Stand: 1. März 2022. Diese Ordnung gilt.", {}, "2022-03-01"),
        ("Fares", {"date": "2023-05-06"}, "2023-05-06"),
        ("Fares of 1 July 2024", {"date": "2019"}, "2019"),
        ("Fares", {"date": "2021-05"}, "2021-05"),
        ("Fares", {"date": "6 May 2021"}, "2021-05-06"),
        ("Fares", {"date": "Spring 2021"}, "2021"),
        ("Fares 2019\n\nText.", {}, "2019"),
        ("Fares", {"source": "fares-2018.txt"}, "2018"),
        ("Fares", {}, ""),
    ],
)
def test_a_document_has_the_date_at_its_head(text: str, metadata: dict[str, str], day: str) -> None:
    assert date_of(Document(text, metadata=metadata)) == day


def test_the_newest_stands_first_and_what_has_no_date_last() -> None:
    texts = {"a": "Notice of 2021.", "b": "Notice", "c": "Notice of 2024."}
    documents = {name: Document(text, metadata={}) for name, text in texts.items()}
    prices = [claim(f"A ticket costs {n} euros.", name) for n, name in enumerate(texts, start=2)]
    other = claim("Dogs travel free of charge.", "a")
    ordered, disagreeing = newest_first([prices[0], other, *prices[1:]], documents)
    assert [one.spans[0].document_id for one in ordered] == ["c", "a", "b", "a"]
    assert disagreeing == ("c", "a", "b")
    assert newest_first([other, prices[0]], documents) == ((other, prices[0]), ())
    assert newest_first([], documents) == ((), ())
