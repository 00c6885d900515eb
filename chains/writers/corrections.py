"""What puts an answer right within its document: corrections, and the newer of dated statements."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from precis.chains.grounding.disagreement import day_in, differ
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.question import any_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from precis.chains.grounding.lexical import Terms
    from precis.chains.writers.sentence import Sentence

MOST_ASKED = 0.5
"""Share of the question's words from which on a correction is about what is asked."""

_WORDS = Path(__file__).with_name("corrections.json")


def put_right(
    found: Sequence[Sentence], said: Iterable[Sequence[Sentence]], question: str, *, dated: bool
) -> list[Sentence]:
    """Return an answer with what corrects its first sentence before it.

    `said` are the sentences of each passage. Where none corrects it, those that differ from it in
    a figure or a name alone stand in the order of their dates, the newest first; a date stands in
    the sentence, or else in the heading above. Not so where the question is `dated`: it names a
    time, or asks for one.
    """
    if not found:
        return []
    passages = list(said)
    asked = terms(question)
    correcting = [
        one
        for some in passages
        for paragraph in _corrections(some)
        for one in _about(paragraph, asked, found[0])
    ]
    if correcting:
        old = _particular(next((one for one in found if one not in correcting), found[0]))
        new = [
            one
            for one in correcting
            if _particular(one) and not one.dangling and _particular(one).isdisjoint(old)
        ]
        return list(dict.fromkeys([*new, *correcting, *found]))
    return list(found) if dated else _newest_first(found, passages)


def _corrections(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Return the sentences that correct something: with those after them in their paragraph."""
    found: list[list[Sentence]] = []
    below = False
    for before, one in zip([None, *sentences], sentences, strict=False):
        says = _corrects(one)
        below = says if one.heading else below
        goes_on = before is not None and one.span.start - before.span.end <= 1
        if found and goes_on and found[-1][-1] == before:
            found[-1].append(one)
        elif (says or below) and not (one.heading or one.asks):
            found.append([one])
    return found


def _about(paragraph: Sequence[Sentence], asked: Terms, best: Sentence) -> list[Sentence]:
    """Return the sentences of a correction that have what is asked, each with what completes it.

    None where they neither hold the best answer nor name a figure or a name that it has.
    """
    kept: list[Sentence] = []
    for before, one in zip([None, *paragraph], paragraph, strict=False):
        completes = before is not None and before in kept and (one.dangling or _corrects(one))
        if completes or len(one.content & asked.content) >= MOST_ASKED * len(asked.content):
            kept.append(one)
    said = frozenset[str]().union(*(one.content for one in kept))
    if not kept or best in kept or not said.issuperset(asked.quantities):
        return kept if best in kept else []
    named = frozenset[str]().union(*map(_particular, kept))
    about = _in_one_document(kept[0], best) and (
        not named.isdisjoint(_particular(best)) or any(differ(one.text, best.text) for one in kept)
    )
    return kept if about else []


def _corrects(sentence: Sentence) -> bool:
    return _pattern().search(sentence.text.casefold()) is not None


def _particular(sentence: Sentence) -> frozenset[str]:
    said = terms(sentence.text)
    return frozenset(said.quantities) | said.names


def _newest_first(
    found: Sequence[Sentence], passages: Sequence[Sequence[Sentence]]
) -> list[Sentence]:
    first = found[0]
    dates = _dates(passages)
    group = [
        one
        for one in found
        if one is first or (_in_one_document(one, first) and differ(one.text, first.text))
    ]
    if not all(dates.get(one) for one in group):
        return list(found)
    newest = sorted(group, key=lambda one: dates[one], reverse=True)
    return list(dict.fromkeys([*newest, *found]))


def _in_one_document(one: Sentence, other: Sentence) -> bool:
    return one.span.document_id == other.span.document_id


def _dates(passages: Sequence[Sequence[Sentence]]) -> dict[Sentence, str]:
    dates: dict[Sentence, str] = {}
    for sentences in passages:
        above = ""
        for one in sentences:
            above = day_in(one.text) if one.heading else above
            dates[one] = day_in(one.text) or above
    return dates


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(json.loads(_WORDS.read_text(encoding="utf-8"))["corrected"])
