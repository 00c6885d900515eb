"""The cheapest way to build a claim by copying words from source sentences.

A shortened or joined sentence costs little; words from nowhere, and places where a copy skips
or jumps in the middle of a clause, cost more. What the cost means is weighed in `support.py`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from precis.chains.grounding.lexical import Terms
from precis.chains.grounding.lexicon import PRONOUNS

COSTS = {
    "new word": 1.5,
    "new function word": 1.0,
    "jump": 3.0,
    "jump between clauses": 0.7,
    "jump from name to pronoun": 0.8,
    "back": 3.0,
    "skip": 1.2,
    "skip of a clause": 0.4,
}
"""Cost of each edit, beside 0 for copying the next word. Set by hand from the kinds of error
of copying models; the logistic fit scales their sum."""

SKIPPED_WORD = 0.02
"""Further cost of each word that a skip leaves out."""

_BEAM_COST = 4.0
_BEAM_WIDTH = 60
_MOST_PLACES = 100
"""Places of one word from which it may be copied: the time grows with them."""


class Place(NamedTuple):
    """A word of the source: which sentence, which word of it."""

    sentence: int
    word: int


@dataclass(frozen=True, slots=True)
class EditCost:
    """The total cost, and for each word of the claim its edit and where it was copied from."""

    cost: float
    edits: tuple[str, ...]
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    edit: str = ""
    place: Place | None = None
    before: "_Path | None" = None


def edit_cost(claim: Terms, source: Sequence[Terms]) -> EditCost:
    """Find the cheapest rewriting of `source` into `claim` (Viterbi search with a beam)."""
    occurrences: dict[str, list[Place]] = defaultdict(list)
    for number, sentence in enumerate(source):
        for position, stem in enumerate(sentence.stems):
            if len(occurrences[stem]) < _MOST_PLACES:
                occurrences[stem].append(Place(number, position))
    paths: dict[Place | None, _Path] = {None: _Path(0.0)}
    for stem in claim.stems:
        new = "new word" if stem in claim.content else "new function word"
        extended = {
            place: _Path(path.cost + COSTS[new], new, None, path) for place, path in paths.items()
        }
        for place in occurrences.get(stem, ()):
            path = _copied(place, paths, source)
            if place not in extended or path.cost < extended[place].cost:
                extended[place] = path
        paths = _beam(extended)
    return _traced(min(paths.values(), key=lambda path: path.cost))


def _copied(place: Place, paths: dict[Place | None, _Path], source: Sequence[Terms]) -> _Path:
    """Return the cheapest path to a place from one of the `paths`, which ascend in cost."""
    best: _Path | None = None
    for last, path in paths.items():
        if best and path.cost >= best.cost:
            break
        edit, cost = _edit(last, place, source)
        if best is None or path.cost + cost < best.cost:
            best = _Path(path.cost + cost, edit, place, path)
    assert best
    return best


def _edit(last: Place | None, place: Place, source: Sequence[Terms]) -> tuple[str, float]:
    """Name and price the step from the word copied last to the one at `place`."""
    if last is None:
        return "start", 0.0
    here = source[place.sentence]
    if last.sentence == place.sentence:
        if place.word == last.word + 1:
            return "copy", 0.0
        if place.word < last.word:
            return "back", COSTS["back"]
        whole = last.word in here.breaks or place.word - 1 in here.breaks
        edit = "skip of a clause" if whole else "skip"
        return edit, COSTS[edit] + SKIPPED_WORD * (place.word - last.word)
    if place.word and here.stems[place.word - 1] in PRONOUNS:
        edit = "jump from name to pronoun"
    elif _begins(place, source) and _ends(last, source):
        edit = "jump between clauses"
    else:
        edit = "jump"
    return edit, COSTS[edit]


def _begins(place: Place, source: Sequence[Terms]) -> bool:
    return place.word == 0 or place.word - 1 in source[place.sentence].breaks


def _ends(place: Place, source: Sequence[Terms]) -> bool:
    sentence = source[place.sentence]
    return place.word in sentence.breaks or place.word == len(sentence.stems) - 1


def _beam(paths: dict[Place | None, _Path]) -> dict[Place | None, _Path]:
    least = min(path.cost for path in paths.values())
    near = [item for item in paths.items() if item[1].cost <= least + _BEAM_COST]
    return dict(sorted(near, key=lambda item: item[1].cost)[:_BEAM_WIDTH])


def _traced(last: _Path) -> EditCost:
    places: list[Place | None] = []
    edits: list[str] = []
    path: _Path | None = last
    while path and path.before:
        places.append(path.place)
        edits.append(path.edit)
        path = path.before
    return EditCost(last.cost, tuple(reversed(edits)), tuple(reversed(places)))
