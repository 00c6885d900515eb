"""Find sentences of several documents that say different things of the same, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.chains.grounding.lexical import terms
from precis.chains.grounding.lexicon import NEGATIONS
from precis.languages.dates import date_spans, dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.documents import Document

    from precis.chains.evidence import Claim, Documents
    from precis.chains.grounding.lexical import Terms

SAME = 0.6
"""Share of the words of the longer sentence, figures and names apart, that both have."""

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
    """Return whether claims of two documents differ in a figure, a name or a denial alone."""
    if not (one.spans and other.spans) or one.spans[0].document_id == other.spans[0].document_id:
        return False
    return differ(one.text, other.text)


def differ(one: str, other: str) -> bool:
    """Return whether sentences differ in a figure, a name or a denial alone."""
    first, second = terms(one), terms(other)
    plain, others = _plain(first), _plain(second)
    if len(plain & others) < SAME * max(len(plain), len(others)) or not plain & others:
        return False
    own, theirs = _particular(first), _particular(second)
    return bool(own - theirs and theirs - own) or denies(one) != denies(other)


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
    return frozenset(stem for stem in said.content - said.names if not stem[0].isdigit())


def _particular(said: Terms) -> frozenset[str]:
    return said.names | said.quantities.keys()


def denies(sentence: str) -> bool:
    """Return whether a sentence has a negation."""
    return not NEGATIONS.isdisjoint(terms(sentence).stems)
