"""Find sentences of several documents that say different things of the same, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.chains.grounding.clauses import denials
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.lexicon import NEGATIONS, alike, opposite
from precis.languages.dates import date_spans, dates
from precis.languages.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.documents import Document

    from precis.chains.evidence import Claim, Documents
    from precis.chains.grounding.lexical import Terms

SAME = 0.6
"""Share of the words of the longer sentence, figures and names apart, that both have."""

_ARTICLE = 3
"""Letters that an article has at most."""

_WITH_ARTICLES = ("de", "es", "fr", "it", "nl", "pt")

_HEAD = 600
"""Characters at the head of a document in which its date is looked for."""

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def newest_first(
    claims: Sequence[Claim], documents: Documents
) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """Return claims with those that disagree with the first one in order of their documents' dates.

    Beside them, the ids of the documents that disagree, in this order; none where they agree. A
    document without a date stands last.
    """
    others = [claim for claim in claims[1:] if disagree(claims[0], claim)]
    if not others:
        return tuple(claims), ()
    group = sorted([claims[0], *others], key=lambda claim: _date(claim, documents), reverse=True)
    rest = [claim for claim in claims[1:] if claim not in others]
    return (*group, *rest), tuple(dict.fromkeys(claim.spans[0].document_id for claim in group))


def disagree(one: Claim, other: Claim) -> bool:
    """Return whether claims of two documents contradict each other."""
    if not (one.spans and other.spans) or one.spans[0].document_id == other.spans[0].document_id:
        return False
    return differ(one.text, other.text)


def differ(one: str, other: str) -> bool:
    """Return whether sentences on the same subject say two things of it that cannot both be.

    They differ in one respect: a figure, a name, a denial or an opposite. What differs in two
    says the same again ("not rejected" for "accepted") or something of another time or thing.
    """
    first, second = terms(one), terms(other)
    if _on_other_subjects(first, second):
        return False
    pairs = [(own, its) for own in _lacked(first, second) for its in _lacked(second, first)]
    turned = {pair for pair in pairs if opposite(*pair)}
    plain = _plain(first) - {own for own, _ in turned}
    others = _plain(second) - {its for _, its in turned}
    if len(plain & others) < SAME * max(len(plain), len(others)) or not plain & others:
        return False
    denied = _denied(first, second) != _denied(second, first)
    apart = [own - its and its - own for own, its in zip(_kinds(one), _kinds(other), strict=True)]
    return len(turned) + denied + sum(map(bool, apart)) == 1


def _on_other_subjects(first: Terms, second: Terms) -> bool:
    """Return whether each sentence begins with a word, and no name, that the other has not."""
    heads = [_head(first), _head(second)]
    return all(
        head is not None and not any(alike(head, stem) for stem in other.content)
        for head, other in zip(heads, (second, first), strict=True)
    )


def _head(said: Terms) -> str | None:
    """Return the first word of meaning; None where a figure or a name stands there."""
    for at, stem in enumerate(said.stems):
        if stem in said.content and not _is_article(said.words[at].casefold()):
            named = not said.names.isdisjoint(said.stems[at + 1 : at + 2])
            return None if named or stem in said.quantities else stem
    return None


def _is_article(word: str) -> bool:
    return len(word) <= _ARTICLE and any(word in function_words(each) for each in _WITH_ARTICLES)


def _denied(said: Terms, other: Terms) -> bool:
    """Return whether a sentence denies something that the other one has, or the opposite of."""
    return any(
        not denial.heads
        or any(
            head == stem or opposite(head, stem) for head in denial.heads for stem in other.content
        )
        for denial in denials(said)
    )


def _kinds(text: str) -> tuple[frozenset[str], ...]:
    """Return the days or years, the other figures, and the names of a text."""
    spans = date_spans(text)
    days = frozenset(day for start, end in spans for day in dates(text[start:end]))
    kept = "".join(part for part in _outside(text, spans))
    years = frozenset(_YEAR.findall(kept))
    said = terms(_YEAR.sub(" ", kept))
    return days | years, frozenset(said.quantities), said.names


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield text[at:start]
        at = end
    yield text[at:]


def date_of(document: Document) -> str:
    """Return the date of a document as ISO 8601, or its year; "" where nothing tells.

    It is known from its format, or stands at the head of the text or in the name of its source.
    """
    known, *names = (str(document.metadata.get(key) or "") for key in ("date", "title", "source"))
    head = document.page_content[:_HEAD]
    iso = _ISO.match(known)
    told = iso[0] if iso else day_in(known) or _day(head)
    return told or next(filter(None, map(_year, (head.partition("\n")[0], *names))), "")


def day_in(text: str) -> str:
    """Return the date in a text as ISO 8601, or the year; "" where it has none."""
    return _day(text) or _year(text)


def _day(text: str) -> str:
    spans = date_spans(text)[:1]
    return max((day for start, end in spans for day in dates(text[start:end])), default="")


def _year(text: str) -> str:
    return next(reversed(_YEAR.findall(text)), "")


def _date(claim: Claim, documents: Documents) -> str:
    return date_of(documents[claim.spans[0].document_id])


def _plain(said: Terms) -> frozenset[str]:
    """Return the words of meaning but names and figures."""
    return frozenset(stem for stem in said.content - said.names if not stem[0].isdigit())


def _lacked(said: Terms, other: Terms) -> frozenset[str]:
    """Return the words of one text, but names and figures, that the other one lacks."""
    lacked = frozenset(said.stems).difference(other.stems, said.names, NEGATIONS)
    return frozenset(stem for stem in lacked if not stem[0].isdigit())


def denies(sentence: str) -> bool:
    """Return whether a sentence has a negation."""
    return not NEGATIONS.isdisjoint(terms(sentence).stems)
