"""Parse sentences and citations from JSON, rows or records in a reply."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from precis.chains.writers.replies.citations import cited_numbers, says_only_marks
from precis.chains.writers.replies.markup import Line, lines_of
from precis.chains.writers.replies.records import records_of
from precis.chains.writers.replies.values import TABLE, blocks_of, values_of, with_inner

_CITING = re.compile(
    r"cit|sourc|ref|evid|quot|support|number|based|line|beleg|quelle|fuente|fonte", re.IGNORECASE
)
_COUNTING = re.compile(
    r"^(?:id|index|idx|no|nr|n|rank|order|position|confidence|score|page|year|count|words?|"
    r"(?:claim|point|item|fact)_?(?:id|no|number|index))$",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"^[ \t]*(?:-\s+)?[\w-]{1,30}:[ \t]*[>|][+-]?[ \t]*$", re.MULTILINE)
_FLOW = re.compile(r"^[ \t]*(?:-\s+)?[{]\s*[A-Za-z][\w-]{0,30}:\s", re.MULTILINE)
_MARKED = re.compile(r"\[\d{1,4}[\],;]")
_DECISION = "answered"
_LEAST_WORDS = 2
_DEEPEST = 20


def fields_of(reply: str) -> list[Line] | None:
    """Return what the JSON, CSV or YAML of a reply states, in order; None where there is none.

    What stands around it is left out. Keys are only read for their kind, since every model has
    its own: what is longest is the sentence, and lists of numbers are what it cites.

    >>> fields_of('[{"claim": "It rained.", "sources": [2]}]')
    [Line(text='It rained.', kind='field', lead='', number=None, cites=(2,))]
    """
    values = _values(reply)
    if not values and any(sign.search(reply) for sign in (_BLOCK, _FLOW, TABLE)):
        values = [value for value in blocks_of(reply) if _has_text(value, 0)]
    values = values or [record for record in records_of(reply) if _states(record)]
    if not values:
        return None
    found = list(chain.from_iterable(_lines(value, 0) for value in values))
    return found or ([] if all(_decides(value) for value in values) else None)


def _values(reply: str) -> list[Any]:
    """Return the objects, and the lists with sentences in them, that a reply holds."""
    found = map(with_inner, values_of(reply))
    return [value for value in found if isinstance(value, dict) or _has_text(value, 0)]


def _states(record: Mapping[str, str]) -> bool:
    """Return whether a record has a sentence, and marks in it or numbers beside it."""
    texts = [it for it in record.values() if _is_sentence(it)]
    return bool(texts) and any(
        (it not in texts and numbers_of(it)) or _MARKED.search(it) for it in record.values()
    )


def decision(reply: str) -> bool | None:
    """Return what a reply says of whether it answers, in a field of its own; None if nothing."""
    deciding = [value for value in _values(reply) if _decides(value)]
    decided = (value.get(_DECISION, False) for value in deciding)
    return next((value for value in decided if isinstance(value, bool)), None)


def _decides(value: Any) -> bool:
    """Return whether an object says whether it answers, or is empty in all its fields."""
    return isinstance(value, dict) and (_DECISION in value or not any(value.values()))


def _has_text(value: Any, depth: int) -> bool:
    match value:
        case str():
            return _is_sentence(value)
        case list():
            return depth < _DEEPEST and any(_has_text(one, depth + 1) for one in value)
        case dict():
            return depth < _DEEPEST and any(_has_text(one, depth + 1) for one in value.values())
        case _:
            return False


def _is_sentence(text: str) -> bool:
    wide = any(character >= "\u2e80" for character in text)
    least = 1 if wide else _LEAST_WORDS
    return len(text.split()) >= least and not says_only_marks(text)


def _lines(value: Any, depth: int) -> Iterator[Line]:
    match value:
        case str() if _is_sentence(value):
            said = [line for line in lines_of(value) if line.kind != "heading"]
            yield from (replace(line, kind="field", lead="", number=None) for line in said)
        case list() if depth < _DEEPEST:
            if _is_pair(value):
                yield Line(value[0], "field", cites=numbers_of(value[1]))
            elif _is_pair(value[::-1]):
                yield Line(value[1], "field", cites=numbers_of(value[0]))
            else:
                yield from chain.from_iterable(_lines(one, depth + 1) for one in value)
        case dict() if depth < _DEEPEST:
            yield from _object(value, depth)


def _is_pair(value: list[Any]) -> bool:
    match value:
        case [str(text), cites] if _is_sentence(text) and not isinstance(cites, dict):
            return bool(numbers_of(cites)) and not (isinstance(cites, str) and _is_sentence(cites))
        case _:
            return False


def _object(value: dict[str, Any], depth: int) -> Iterator[Line]:
    if parallel := _parallel(value):
        yield from parallel
        return
    if value and all(_is_sentence(str(key)) and numbers_of(it) for key, it in value.items()):
        yield from (Line(str(key), "field", cites=numbers_of(it)) for key, it in value.items())
        return
    inner = [
        it
        for key, it in value.items()
        if isinstance(it, list | dict) and not _CITING.search(key) and _has_text(it, 0)
    ]
    named = {key: it for key, it in value.items() if isinstance(it, str) and _is_sentence(it)}
    texts = {key: it for key, it in named.items() if not _CITING.search(key)} or named
    texts = {key: it for key, it in texts.items() if not it.endswith("?")} or texts
    if inner or not texts:
        yield from chain.from_iterable(
            _lines(it, depth + 1) for it in value.values() if isinstance(it, list | dict)
        )
        return
    text = max(texts.values(), key=len)
    cites = _object_numbers(value, text)
    lines = list(_lines(text, depth + 1))
    yield from (replace(line, cites=cites or line.cites) for line in lines)


def _object_numbers(value: dict[str, Any], text: str) -> tuple[int, ...]:
    others = {
        key: it
        for key, it in value.items()
        if it is not text and (isinstance(it, list) or not _COUNTING.match(key))
    }
    listed = [numbers_of(it) for key, it in others.items() if isinstance(it, list | dict)]
    named = [numbers_of(it) for key, it in others.items() if _CITING.search(key)]
    found = set(chain.from_iterable(listed)) or set(chain.from_iterable(named))
    return tuple(sorted(found or set(chain.from_iterable(map(numbers_of, others.values())))))


def _parallel(value: dict[str, Any]) -> list[Line]:
    """Read a list of sentences beside a list of what each of them cites."""
    lists = [it for it in value.values() if isinstance(it, list) and it]
    texts = [it for it in lists if all(isinstance(one, str) and _is_sentence(one) for one in it)]
    for sentences in texts:
        for cites in lists:
            if (
                cites is not sentences
                and len(cites) == len(sentences)
                and all(map(numbers_of, cites))
            ):
                pairs = zip(sentences, cites, strict=True)
                return [Line(text, "field", cites=numbers_of(it)) for text, it in pairs]
    return []


def numbers_of(value: Any, depth: int = 0) -> tuple[int, ...]:
    """Return the numbers of sentences that a field cites, in the order that it has."""
    match value:
        case bool() | None | float():
            return ()
        case int():
            return (value,)
        case str():
            return cited_numbers(re.sub(r"[\[\]【】［］]", " ", value)) or ()
        case list() if depth < _DEEPEST:
            whole = (int(it) if isinstance(it, float) and it.is_integer() else it for it in value)
            return tuple(chain.from_iterable(numbers_of(one, depth + 1) for one in whole))
        case dict() if depth < _DEEPEST:
            inner = (it for key, it in value.items() if not _COUNTING.match(key) or len(value) == 1)
            found = tuple(chain.from_iterable(numbers_of(one, depth + 1) for one in inner))
            return found or tuple(
                chain.from_iterable(numbers_of(one, depth + 1) for one in value.values())
            )
        case _:
            return ()
