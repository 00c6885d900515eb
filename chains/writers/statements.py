"""What a model states, and the chain from there to the spans of the source.

A statement names the sentences that it was made from. Those that it does not name are looked for
by alignment, but only when somebody asks for its spans: of the notes that a summary is made of,
few are left in the end, and no call waits for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from precis.chains.evidence import Claim, Span

if TYPE_CHECKING:
    from precis.chains.grounding.alignment import Aligner
    from precis.chains.writers.replies.citations import Cited


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence of a source, with its `spans`, or one that a model wrote.

    That one rests on the statements that it `cites`; where it cites none, on the closest of those
    that may be `meant`, else of all that were `shown`.
    """

    text: str
    spans: tuple[Span, ...] = ()
    cites: tuple[Statement, ...] = ()
    meant: tuple[Statement, ...] = ()
    shown: Sequence[Statement] = ()

    @classmethod
    def of(cls, cited: Cited, shown: Sequence[Statement]) -> Statement:
        """Make one of a sentence of a reply to a prompt that has shown statements, from 1."""
        cites = tuple(shown[number - 1] for number in cited.numbers)
        meant = tuple(shown[number - 1] for number in cited.shared)
        return cls(cited.text, cites=cites, meant=meant, shown=() if cites else shown)

    def with_text(self, text: str) -> Statement:
        """Return one that rests on the same."""
        return replace(self, text=text)


def claims_of(statements: Sequence[Statement], aligner: Aligner) -> list[Claim]:
    """Return statements as claims, with the spans that they rest on."""
    spans = _Spans(aligner)
    spans.find(statements)
    return [Claim(text=one.text, spans=spans.of(one)) for one in statements]


class _Spans:
    """The spans of statements, each found once."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self._found: dict[int, tuple[Span, ...]] = {}

    def of(self, statement: Statement) -> tuple[Span, ...]:
        return self._found[id(statement)]

    def find(self, statements: Iterable[Statement]) -> None:
        """Find the spans of statements, and before that of all that these rest on."""
        new = [one for one in dict.fromkeys(statements) if id(one) not in self._found]
        grounds = dict(zip(new, self._grounds(new), strict=True))
        below = list(chain.from_iterable(grounds.values()))
        if below:
            self.find(below)
        for one, rests_on in grounds.items():
            self._found[id(one)] = one.spans or _union(self.of(other) for other in rests_on)

    def _grounds(self, statements: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
        """Yield what each statement rests on: what it cites, or what is closest to it."""
        open_ = [one for one in statements if not (one.spans or one.cites)]
        closest = self._closest([(one, one.meant) for one in open_ if one.meant])
        left = [one for one in open_ if not closest.get(one)]
        closest |= self._closest([(one, one.shown) for one in left])
        for one in statements:
            yield () if one.spans else one.cites or closest[one] or one.meant

    def _closest(
        self, asked: Iterable[tuple[Statement, Sequence[Statement]]]
    ) -> dict[Statement, tuple[Statement, ...]]:
        """Align statements, those that were made from the same ones together."""
        groups: dict[tuple[int, ...], tuple[Sequence[Statement], list[Statement]]] = {}
        for one, among in asked:
            key = (len(among), *(id(it) for it in among[:1]), *(id(it) for it in among[-1:]))
            groups.setdefault(key, (among, []))[1].append(one)
        found: dict[Statement, tuple[Statement, ...]] = {}
        for among, texts in groups.values():
            rows = self._aligner.closest([one.text for one in texts], [it.text for it in among])
            for one, row in zip(texts, rows, strict=True):
                found[one] = tuple(among[index] for index in row)
        return found


def _union(spans: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    unique = dict.fromkeys(chain.from_iterable(spans))
    return tuple(sorted(unique, key=lambda span: (span.document_id, span.start)))
