from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import pytest
from langchain_core.documents import Document

from precis.chains.evidence import Claim, Documents, Span
from precis.chains.grounding import read_text
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.grounding.source_sentences import WHOLE_CHARACTERS
from precis.chains.requests import Unsupported
from precis.models.embeddings import MiniLM

T = TypeVar("T")

TEXT = """The council met on Tuesday in Leeds. It approved a budget of $3.5 million for 37 schools.
Anna Novak, the mayor, did not attend the meeting. She had travelled to Paris with her deputy.
"We are pleased," said councillor Brown after the vote. The schools will reopen in September.

Opponents had asked for twice the sum. They lost the vote by 21 to 12."""

DOCUMENT = Document(
    TEXT, metadata={"id": "d", "source": "minutes.txt", "title": "Minutes", "pages": []}
)
DOCUMENTS: Documents = {"d": DOCUMENT}


@pytest.fixture(scope="module")
def checker() -> ClaimChecker:
    return ClaimChecker(MiniLM())


def span_of(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(document_id="d", start=start, end=start + len(quote))


def ground(checker: ClaimChecker, text: str, *quotes: str) -> Claim:
    claim = Claim(text=text, spans=tuple(map(span_of, quotes)))
    return checker.check([claim], DOCUMENTS)[0]


@pytest.mark.parametrize(
    "text",
    [
        "It approved a budget of $3.5 million for 37 schools.",
        "it approved a budget of  $3.5 million\nfor 37 schools",
        "The council approved $3.5 million for thirty-seven schools.",
        "The budget approved is 3.5 million dollars for 37 schools.",
        "The mayor, Anna Novak, didn't attend the meeting.",
        "Opponents lost the vote by 21 to 12.",
    ],
)
def test_what_the_source_says_is_supported_and_shown(checker: ClaimChecker, text: str) -> None:
    claim = ground(checker, text)
    assert claim.supported, claim
    assert claim.problem is None
    assert claim.spans


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("It approved a budget of $3.5 million for 38 schools.", "'38 schools'"),
        ("It approved a budget of $4.5 million for 37 schools.", "'$4.5 million'"),
        ("It approved a budget of €3.5 million for 37 schools.", "'€3.5 million'"),
        ("Anna Brandt, the mayor, did not attend the meeting.", "Brandt"),
        ("Anna Novak, the mayor, did attend the meeting.", "negation"),
        ("The schools will not reopen in September.", "negation"),
        ("Whales sing to each other over great distances.", "nothing"),
    ],
)
def test_what_differs_is_not_supported_and_named(
    checker: ClaimChecker, text: str, problem: str
) -> None:
    claim = ground(checker, text)
    assert not claim.supported, claim
    assert problem in (claim.problem or "")


@pytest.mark.parametrize(
    "text",
    [
        "The council of Paris met on Tuesday in Paris.",
        "Anna Brown, the mayor, did not attend the meeting.",
        "She had travelled to Leeds with her deputy.",
        '"We are pleased," said councillor Novak after the vote.',
    ],
)
def test_a_name_in_the_place_of_another_is_not_supported(checker: ClaimChecker, text: str) -> None:
    assert not ground(checker, text).supported


FUSED = """
On Thursday a prominent fan called for the removal of the banner from the old bridge.
The manager hopes that fans will give the young player a good reception.
The first prisoner has asked to spend his last days painting.
His fellow inmate has asked to spend his last hours in church with his family.
"""


@pytest.mark.parametrize(
    "claim",
    [
        "The manager called for the removal of the banner from the old bridge.",
        "A prominent fan called for the removal of the young player a good reception.",
        "The first prisoner has asked to spend his last days in church with his family.",
        "The banner called for the removal of a prominent fan from the old bridge.",
    ],
)
@pytest.mark.parametrize("case", [str, str.lower])
def test_what_two_sentences_say_is_not_fused(
    checker: ClaimChecker, claim: str, case: Callable[[str], str]
) -> None:
    documents = {"d": Document(case(FUSED.strip()), metadata={"id": "d"})}
    found = checker.check([Claim(text=case(claim))], documents)[0]
    assert not found.supported
    assert "'" in (found.problem or "")


def test_a_short_claim_of_other_words_is_not_supported(checker: ClaimChecker) -> None:
    assert not ground(checker, "Whales sing.").supported
    assert not ground(checker, "Dragons.").supported


def test_support_falls_with_every_liberty(checker: ClaimChecker) -> None:
    claims = [
        "Opponents had asked for twice the sum.",
        "Opponents asked for twice the sum.",
        "Opponents wanted double the amount.",
        "Farmers wanted double the harvest.",
    ]
    supports = [ground(checker, claim).support for claim in claims]
    assert supports == sorted(supports, reverse=True)
    assert len(set(supports)) == len(supports)


def test_a_wrong_citation_is_mended(checker: ClaimChecker) -> None:
    claim = ground(checker, "The schools will reopen in September.", "The council met on Tuesday")
    assert [span.quote(DOCUMENTS) for span in claim.spans] == [
        "The schools will reopen in September."
    ]
    assert claim.supported


def test_no_source_supports_nothing(checker: ClaimChecker) -> None:
    empty = Document("", metadata=DOCUMENT.metadata)
    claims = checker.check([Claim(text="It rained.")], {"d": empty})
    assert [(claim.supported, claim.spans) for claim in claims] == [(False, ())]
    assert checker.check([], DOCUMENTS) == []


@pytest.mark.parametrize("text", ["", "…", "🙂", "\x00", "a" * 100_000, "no " * 50_000])
def test_odd_claims_are_unsupported(checker: ClaimChecker, text: str) -> None:
    assert not ground(checker, text).supported


def test_check_marks_drops_or_quotes(checker: ClaimChecker) -> None:
    claims = [
        Claim(text="Opponents lost the vote by 21 to 12."),
        Claim(text="The council met on Friday in Leeds."),
        Claim(text="The council met on Sunday in Leeds."),
    ]
    marked = checker.handle_unsupported(claims, DOCUMENTS, "mark")
    assert [claim.supported for claim in marked.claims] == [True, False, False]
    assert marked.unsupported == 2
    dropped = checker.handle_unsupported(claims, DOCUMENTS, "drop")
    assert (dropped.claims, dropped.unsupported) == (marked.claims[:1], 2)
    quoted = checker.handle_unsupported(claims, DOCUMENTS, "quote")
    assert [claim.text for claim in quoted.claims] == [
        "Opponents lost the vote by 21 to 12.",
        "The council met on Tuesday in Leeds.",
    ]
    assert quoted.claims[1].text == quoted.claims[1].spans[0].quote(DOCUMENTS)
    assert all(claim.supported for claim in quoted.claims)
    assert quoted.unsupported == 2


def test_in_a_long_document_evidence_is_looked_for_around_the_spans(checker: ClaimChecker) -> None:
    filler = "".join(f"Nothing happened on day {day} of that year. " for day in range(5000))
    long = Document(f"{filler}{TEXT}\n\n{filler}", metadata=DOCUMENT.metadata)
    assert len(long.page_content) > WHOLE_CHARACTERS
    start = len(filler) + TEXT.index("The schools will")
    cited = Span(document_id="d", start=start, end=start + 20)
    claims = [
        Claim(text="The schools will reopen in September.", spans=(cited,)),
        Claim(text="Opponents lost the vote by 21 to 12."),
        Claim(text="The schools will reopen in March.", spans=(cited,)),
    ]
    checked = checker.handle_unsupported(claims, {"d": long}, "quote")
    assert [claim.text for claim in checked.claims] == [claim.text for claim in claims[:2]]
    for claim in checked.claims:
        for span in claim.spans:
            assert span.quote({"d": long}) in TEXT


@pytest.mark.parametrize(
    "text",
    [
        "word " * 310 + "ends.",
        "Did the council approve a larger budget for hospitals?",
        "## Harvest festival",
        "- Whales of the northern sea",
        "E = mc² + 7",
        "The author argues that taxes are too high.",
        "Der Rat lehnte den Haushalt von 3,5 Millionen Dollar ab.",
    ],
)
def test_what_is_no_plain_statement_about_the_source_is_not_supported(
    checker: ClaimChecker, text: str
) -> None:
    claim = ground(checker, text)
    assert not claim.supported
    assert claim.problem


def test_a_close_paraphrase_is_not_called_unsupported(checker: ClaimChecker) -> None:
    claim = ground(checker, "A budget of $3.5 million for 37 schools got approval.")
    assert claim.supported or claim.unsure, claim


@pytest.mark.parametrize(
    "text",
    [
        "Opponents won the vote by 21 to 12.",
        "opponents had asked for half the sum",
        "It rejected a budget of $3.5 million for 37 schools.",
        "She had travelled to Paris without her deputy.",
        "anna novak, the mayor, did attend the meeting",
    ],
)
def test_one_word_that_makes_it_false_is_caught_in_any_case(
    checker: ClaimChecker, text: str
) -> None:
    assert not ground(checker, text).supported


@pytest.mark.parametrize("handling", ["mark", "quote"])
def test_each_text_is_read_once(
    checker: ClaimChecker, handling: Unsupported, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its own sentence cited, with another's, and with none; a claim stands twice."""
    read: Counter[str] = Counter()

    def counting(read_one: Callable[[str], T]) -> Callable[[str], T]:
        def count(text: str) -> T:
            read[f"{read_one.__name__}: {text}"] += 1
            return read_one(text)

        return count

    for name in ("terms", "readable"):
        monkeypatch.setattr(read_text, name, counting(getattr(read_text, name)))
    text = "The mill burnt down in 1871. A storm took the roof. Nobody was hurt that night."
    document = Document(text, metadata={"id": "read-once"})
    spans = (Span(document_id="read-once", start=29, end=51),)
    claims = [
        Claim(text="The mill burnt down in 1872."),
        Claim(text="A storm carried the roof away.", spans=spans),
        Claim(text="The mill had burnt in 1871.", spans=spans),
        Claim(text="Whales sing."),
    ]
    checker.handle_unsupported(claims, {"read-once": document}, handling)
    twice = {name: count for name, count in read.items() if count > 1}
    assert read
    assert not twice


TALK = "Ann: So, um, the roof leaks. The price is 40 euros.\n\nBo: And the price is fair."


@pytest.mark.parametrize(
    ("text", "quotes", "is_quote"),
    [
        ("Ann: … the roof leaks.", ["Ann: So, um, the roof leaks."], True),
        ("Ann: The price is 40 euros.", ["Ann:", "The price is 40 euros."], True),
        ("Bo: … the price is fair.", ["Bo: And the price is fair."], True),
        ("Bo: The price is 40 euros.", ["Ann:", "The price is 40 euros."], False),
        ("Ann: The price is 50 euros.", ["Ann:", "The price is 40 euros."], False),
        ("Ann: … the roof does not leak.", ["Ann: So, um, the roof leaks."], False),
    ],
)
def test_who_says_what_is_verbatim_if_the_spans_say_so(
    checker: ClaimChecker, text: str, quotes: list[str], is_quote: bool
) -> None:
    metadata = {"id": "d", "source": "talk.txt", "title": "Talk", "pages": []}
    starts = [TALK.index(quote) for quote in quotes]
    spans = tuple(
        Span(document_id="d", start=start, end=start + len(quote))
        for start, quote in zip(starts, quotes, strict=True)
    )
    claim = Claim(text=text, spans=spans)
    [judged] = checker.check([claim], {"d": Document(TALK, metadata=metadata)})
    assert (judged.support == 1.0) is is_quote
    assert judged.spans == spans or not is_quote
