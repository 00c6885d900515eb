"""Themes without a chat model: phrases that documents share, with their positions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from langchain_core.documents import Document

from precis.chains.composition.reading import Reading
from precis.chains.evidence import Claim, Span
from precis.chains.grounding.lexical import asking, terms
from precis.chains.grounding.rarity import rarity
from precis.chains.steps.shared.phrases import phrases
from precis.chains.whole_library.answer import Finding, Group
from precis.languages.identification import language_of

OF_A_DOCUMENT = 30
"""Phrases of a document that are kept: the most frequent, weighing the rarity of their words."""

SHOWN = 12
"""Themes of all documents, at most."""

_SHARED = 2

Key = tuple[str, ...]


def phrases_of(document: Document) -> list[Claim]:
    """Return the phrases of a document as claims that cite the first sentence with each."""
    counts: Counter[Key] = Counter()
    first: dict[Key, tuple[str, tuple[Span, ...]]] = {}
    for text, spans in Reading({document.metadata["id"]: document}).sentences():
        for phrase in _pieces(text):
            if key := _key(phrase):
                counts[key] += 1
                first.setdefault(key, (phrase, spans))
    best = sorted(counts, key=lambda key: (-counts[key] * _specificity(key), key))[:OF_A_DOCUMENT]
    return [
        Claim(text=first[key][0], spans=first[key][1], support=1.0, supported=True) for key in best
    ]


def shared(findings: Sequence[Finding]) -> tuple[tuple[Claim, ...], tuple[Group, ...]]:
    """Return the themes of most documents as claims that cite each of these, and the documents.

    Of phrases that the same documents share, only those are kept that are in no longer one.
    """
    found: dict[Key, list[Claim]] = defaultdict(list)
    documents: dict[Key, tuple[str, ...]] = {}
    for finding in findings:
        for claim in finding.claims:
            key = _key(claim.text)
            found[key].append(claim)
            documents[key] = (*documents.get(key, ()), finding.document_id)
    least = min(_SHARED, len(findings))
    keys = [key for key in found if len(documents[key]) >= least]
    keys.sort(key=lambda key: (-len(documents[key]) * _specificity(key), key))
    kept = [
        key
        for key in keys
        if not any(set(key) < set(other) and documents[key] == documents[other] for other in keys)
    ][:SHOWN]
    claims = tuple(
        found[key][0].model_copy(
            update={"text": found[key][0].text, "spans": tuple(it.spans[0] for it in found[key])}
        )
        for key in kept
    )
    groups = (Group(label=found[key][0].text, documents=documents[key]) for key in kept)
    return claims, tuple(groups)


def _pieces(text: str) -> list[str]:
    """Return the phrases of a text and their single words, each once."""
    found = phrases(text, language_of(text))
    return list(dict.fromkeys([*found, *(word for phrase in found for word in phrase.split())]))


def _key(phrase: str) -> Key:
    """Return the stems of a phrase; none where it suits every text."""
    read = terms(phrase)
    return tuple(stem for stem in read.stems if stem in read.content and stem not in asking())


def _specificity(key: Key) -> float:
    return float(sum(map(rarity, key)) / len(key) ** 0.5)
