"""Find the verdicts in a judge's reply, however they are laid out.

The marks of claims are known to nobody else: what names one is a verdict on it. Where none is
named and there are as many verdicts as claims, they are in the order of the claims.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from precis.chains.grounding.verdict_words import Decisive, decisive, is_verdict_name, truth
from precis.chains.writers.replies.citations import CITING, cited_numbers
from precis.chains.writers.replies.fields import numbers_of
from precis.chains.writers.replies.values import blocks_of, values_of

_DEPTH = 6
_COUNT = re.compile(r"\D{0,12}(\d{1,3})\D{0,2}")
_COUNTED = re.compile(r"^[\s*_#|>-]{0,9}(?:[^\W\d_]{1,20}\s)?[\[(#]{0,2}(\d{1,3})\b", re.MULTILINE)
_PIECES = re.compile(r"[|()=\"'<>\n]|\s[-–—]\s|[:：；;.。]\s?")
_LISTED = re.compile(
    r"(?:([^\W\d_]+)[.\s:#]{0,3}|\[\s?)(\d{1,3}(?:[\]\[\s,;&]{1,6}(?:[^\W\d_]{1,3}\s)?\[?\d{1,3})*)"
)
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|«[^»\n]{0,2000}»")
_NAME_ENDS = re.compile(r"[\s?*_`]{0,4}[\"'”]?[\s*_]{0,3}[:：=>]")
_WIDE_CITING = "句文"
_MOST_CHARACTERS = 600
"""Of what follows a mark outside of any structure."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the claim with a mark: `sentences` are numbers from 1."""

    claim: str
    supported: bool
    sentences: tuple[int, ...]


def verdicts_in(reply: str, marks: Sequence[str]) -> Iterator[Said]:
    """Yield every verdict that a reply has on a claim with one of `marks`, shown in their order."""
    if not any(mark in reply for mark in marks):
        yield from _in_order(reply, marks)
        return
    named: set[str] = set()
    for value in _values(reply):
        for mark, fields in _named(value, marks, _DEPTH):
            named.add(mark)
            if said := _said(mark, fields):
                yield said
    every = re.compile("|".join(map(re.escape, marks)))
    places = [(it.start(), it.end(), it[0]) for it in every.finditer(reply)]
    yield from (said for said in _in_text(reply, places) if said.claim not in named)


def _values(reply: str) -> list[Any]:
    found = [it for it in values_of(reply) if not isinstance(it, list) or not _is_flat(it)]
    return found or blocks_of(reply)


def _is_flat(value: list[Any]) -> bool:
    return not any(isinstance(it, dict | list) for it in value)


def _named(value: Any, marks: Sequence[str], depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the marks that a value names, each with what is said of it."""
    if not depth:
        return
    if isinstance(value, str):
        value = values_of(value)
    if isinstance(value, Mapping):
        own = [mark for it in value.values() if (mark := _mark(it)) in marks]
        if len(own) == 1:
            yield own[0], value
            return
        for name, it in value.items():
            if (mark := _mark(name)) in marks:
                yield mark, it
            elif isinstance(it, list) and it and all(_mark(one) in marks for one in it):
                yield from ((_mark(one), str(name)) for one in it)
            else:
                yield from _named(it, marks, depth - 1)
    elif isinstance(value, list):
        for it in value:
            yield from _named(it, marks, depth - 1)


def _mark(value: Any) -> str:
    if isinstance(value, Mapping) and len(value) == 1:
        value = next(iter(value.values()))
    return value.strip("[]<>#\"'`* ") if isinstance(value, str) else ""


def _said(mark: str, value: Any) -> Said | None:
    """Return what the fields of an object say of a claim; None where they do not say."""
    if isinstance(value, str):
        return next(_in_text(value, [(0, 0, mark)]), None)
    if not isinstance(value, Mapping):
        value = {"verdict": value}
    value = {name: it for name, it in value.items() if not mark or _mark(it) != mark}
    inner = [it for it in value.values() if isinstance(it, Mapping)]
    fields = {str(name): it for one in [value, *inner] for name, it in one.items()}
    fields = {name: it for name, it in fields.items() if it not in inner}
    told = {n: said for n, it in fields.items() if (said := truth(it, n)) is not None}
    meant = {said for name, said in told.items() if is_verdict_name(name)} or {*told.values()}
    if len(meant) != 1:
        return None
    others = [it for name, it in fields.items() if name not in told]
    listed = {n for it in others if isinstance(it, list) for n in numbers_of(it)}
    others = [it for name, it in fields.items() if name not in told and not _counts(name)]
    numbers = listed or {n for it in others for n in numbers_of(it)}
    return Said(mark, meant.pop(), tuple(sorted(numbers)))


def _in_order(reply: str, marks: Sequence[str]) -> Iterator[Said]:
    """Yield verdicts that name no claim, or count the claims, where there is one for each."""
    objects = [it for value in _values(reply) for it in _innermost(value, _DEPTH)]
    said = [_said(mark, it) for mark, it in zip(marks, objects, strict=False)]
    if len(objects) == len(marks) and None not in said and _counted(objects):
        yield from (it for it in said if it)
        return
    lines = list(_COUNTED.finditer(reply))
    if [int(it[1]) for it in lines] == list(range(1, len(marks) + 1)):
        places = [(it.start(), it.end(), mark) for it, mark in zip(lines, marks, strict=True)]
        yield from _in_text(reply, places)


def _innermost(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that say something of one claim each."""
    if isinstance(value, Mapping):
        inner = [{"claim": name, **it} for name, it in value.items() if isinstance(it, Mapping)]
        if len(inner) > 1 and all(_said("", it) for it in inner):
            yield from inner
            return
        if _said("", value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list) and depth:
        for it in value:
            yield from _innermost(it, depth - 1)


def _counted(objects: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether the numbers of claims, where they are given, count them."""
    given = [
        _COUNT.fullmatch(str(it)) for one in objects for name, it in one.items() if _counts(name)
    ]
    numbers = [int(it[1]) for it in given if it]
    return not given or numbers in [list(range(n, n + len(objects))) for n in (0, 1)]


def _counts(name: str) -> bool:
    """Return whether a field has the number of a claim."""
    return name.lower().startswith(("claim", "id", "number", "index"))


def _in_text(reply: str, places: Sequence[tuple[int, int, str]]) -> Iterator[Said]:
    """Yield the last verdict in what follows each mark, in tables, lines or sentences."""
    ends = [*(start for start, _, _ in places), len(reply)][1:]
    found: dict[str, Said] = {}
    for (_, start, mark), end in zip(places, ends, strict=True):
        text = reply[start : min(end, start + _MOST_CHARACTERS)]
        text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
        if (verdict := _decision(text)) is not None:
            found[mark] = Said(mark, verdict.holds, _numbers(text, verdict))
    yield from found.values()


def _decision(text: str) -> Decisive | None:
    """Return the word that decides: the only kind that there is, or the one beside the mark."""
    found = [it for it in decisive(text) if it.end - it.start > 1 or not text[it.start].isascii()]
    named = [it for it in found if not _NAME_ENDS.match(text, it.end)]
    if not named:
        named = [it for it in found if not re.search(r"[^\W\d_\"'<]|[\n\"'<]", text[: it.start])]
    beside = bool(named) and not any(map(str.isalnum, text[: named[0].start]))
    if len({it.holds for it in named}) == 1 or beside:
        return named[0]
    return None


def _numbers(text: str, verdict: Decisive) -> tuple[int, ...]:
    """Return the numbers of sentences after a verdict, or else before it."""
    for part in (text[verdict.end :], text[: verdict.start]):
        for piece in _PIECES.split(part):
            bare = piece.strip(" ,[]*_#\t")
            if bare and (numbers := cited_numbers(re.sub(r"[\[\]#]", " ", bare))):
                return numbers
        listed = [
            tuple(int(n) for n in re.findall(r"\d+", it[2]))
            for it in _LISTED.finditer(part)
            if it[1] is None or it[1].lower() in CITING or it[1][-1] in _WIDE_CITING
        ]
        if listed:
            return listed[0]
    return ()
