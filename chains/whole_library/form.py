"""Classify a question about a whole library: a list, a count, themes or an answer; and its subject.

Phrases and words are in `forms.json`; a question in other words wants an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from precis.chains.grounding.lexical import asking, terms
from precis.languages.function_words import function_words

Form = Literal["list", "count", "themes", "compare", "answer"]
Task = Literal["list", "summarize", "compare"]
"""What is wanted of the library itself, which no passage can give."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_HEAD = 3
"""Words that name what is counted, at most: "signed lease contracts"."""


class Wanted(NamedTuple):
    """What is asked of each document.

    `condition` is the question without what makes it a list or a count, so that both ask the
    same of a document; `words` are those that a document can be found by. `sides` are the names
    of documents that are compared; of all other questions there are none.
    """

    form: Form
    condition: str
    words: tuple[str, ...]
    sides: tuple[str, ...] = ()


class _Forms(NamedTuple):
    phrases: dict[Form, list[list[str]]]
    summarizing: list[list[str]]
    summarizing_last: list[list[str]]
    unspaced: dict[str, list[str]]
    listed: dict[str, frozenset[str]]


def read_question(question: str) -> Wanted:
    """Read a question.

    >>> read_question("How many complaints mention the battery?")
    Wanted(form='count', condition='complaints mention the battery', words=('battery',))
    """
    asked = question.strip().rstrip("?？؟. ")
    said = asked.casefold().split()
    if compared := _read_comparison(asked.split(), said):
        return compared
    form, begun = _form(said)
    if form in {"themes", "answer"}:
        return Wanted(form, asked, _content_words(asked))
    rest = asked.split()[begun:]
    while rest and rest[0].casefold() in _forms().listed["articles"]:
        rest = rest[1:]
    condition = " ".join(rest)
    return Wanted(
        form, condition, _content_words(" ".join(_beyond_head(rest))) or _content_words(condition)
    )


def is_about_all(question: str) -> bool:
    """Return whether a question counts or lists documents, or asks for their themes."""
    said = question.casefold().rstrip("?？؟. ").split()
    form, begun = _form(said)
    if form == "answer":
        return False
    head = said[begun : begun + _HEAD + 1]
    return form == "themes" or not _forms().listed["document_words"].isdisjoint(head)


def task_of(question: str) -> Task | None:
    """Return what a question asks of the library itself: to list or count its documents, to
    summarize them, or to compare some.

    >>> task_of("How many documents are there?")
    'list'
    >>> task_of("How many documents mention the battery?") is None
    True
    """
    asked = question.casefold().strip("¿?？؟.。!！ ")
    if _UNSPACED.search(asked):
        return _task_of_unspaced(asked)
    said = [word.strip(",:;") for word in asked.split()]
    listed = _forms().listed
    form, begun = _form(said)
    rest = [word for word in said[begun:] if word not in listed["articles"]]
    kept = rest and rest[0] in listed["kept_words"]
    if form in {"list", "count"} and kept and listed["being_kept"].issuperset(rest[1:]):
        return "list"
    said = [word for word in said if word not in listed["polite"]]
    if any(said[: len(each)] == each for each in _forms().summarizing):
        return "summarize"
    if any(said[-len(each) :] == each for each in _forms().summarizing_last):
        return "summarize"
    if said and said[0] in listed["comparing"] and read_question(question).form != "compare":
        return "compare"
    return _task_of_documents(said)


def _task_of_documents(said: Sequence[str]) -> Task | None:
    """Return what is asked in words that mean nothing but documents, lists and what they are about.

    "What is this document about?" is such a question, "What is a contract about?" too.
    """
    listed = _forms().listed
    documents = listed["kept_words"] | listed["document_words"]
    words = [part for word in said for part in re.split(r"['’-]", word) if part]
    if documents.isdisjoint(words) or not documents.union(_nothing_else()).issuperset(words):
        return None
    if not listed["about"].isdisjoint(words):
        return "summarize"
    kept = not listed["kept_words"].isdisjoint(words)
    named = any(word in listed["kept_words"] for word in said[1:2])
    return "list" if kept and (named or not listed["listing"].isdisjoint(words)) else None


@lru_cache(maxsize=1)
def _nothing_else() -> frozenset[str]:
    listed = _forms().listed
    stops = map(function_words, listed["stop_words_of"])
    names = ("about", "listing", "showing", "polite", "being_kept", "articles")
    return frozenset[str]().union(*stops, *(listed[name] for name in names))


def _task_of_unspaced(asked: str) -> Task | None:
    """Return the task in a script without spaces, which is read piece by piece."""
    kinds = _pieces(asked)
    telling = [kind for kind in kinds if kind != "filling"]
    if not telling:
        return None
    if telling[0] == "comparing":
        return "compare"
    if telling[0] == "summarizing" or (telling[-1] == "summarizing" and kinds[-1] == "filling"):
        return "summarize"
    if "other" in telling or "kept" not in telling:
        return None
    return "summarize" if "about" in telling else "list" if len(set(telling)) > 1 else None


def _pieces(asked: str) -> list[str]:
    """Return the kind of each piece, the longest known one wherever several begin."""
    known = [(piece, kind) for kind, some in _forms().unspaced.items() for piece in some]
    known.sort(key=lambda each: -len(each[0]))
    kinds, at = list[str](), 0
    while at < len(asked):
        piece, kind = next(
            (each for each in known if asked.startswith(each[0], at)), (asked[at], "other")
        )
        kinds.append(kind)
        at += len(piece)
    return kinds


def _read_comparison(asked: Sequence[str], said: Sequence[str]) -> Wanted | None:
    """Read "Compare what A and B say about X"."""
    listed = _forms().listed
    begun = next((n for n, word in enumerate(said[:3]) if word in listed["between"]), None)
    if not said or said[0] not in listed["comparing"] or begun is None:
        return None
    end = next((n for n, word in enumerate(said) if word in listed["stating"]), 0)
    joints = [n for n in range(begun + 1, end) if said[n] in listed["joining"]]
    about = end + 2
    if not joints or about >= len(said):
        return None
    cuts = [begun, *joints, end]
    sides = tuple(" ".join(asked[left + 1 : right]).strip(" ,") for left, right in pairwise(cuts))
    condition = " ".join(asked[about:])
    return Wanted("compare", condition, _content_words(condition), tuple(filter(None, sides)))


def _form(said: Sequence[str]) -> tuple[Form, int]:
    """Return the form of a question and how many words make it one."""
    forms = _forms()
    if any(said[: len(each)] == each for each in forms.phrases["themes"]):
        named = [n for n, word in enumerate(said[:5]) if word in forms.listed["theme_words"]]
        after = said[named[0] + 1 :] if named else []
        if named and (not after or after[0] in forms.listed["theme_verbs"]):
            return "themes", 0
    found: list[tuple[int, Form]] = [
        (len(each), form)
        for form in ("count", "list")
        for each in forms.phrases[form]
        if said[: len(each)] == each and len(said) > len(each)
    ]
    length, form = max(found, default=(0, "answer"))
    return form, length


def _beyond_head(rest: Sequence[str]) -> Sequence[str]:
    """Leave out what is counted: the words before the first verb, or the first word."""
    verbs = _forms().listed["verbs"]
    before = next((n for n, word in enumerate(rest) if word.casefold() in verbs), len(rest))
    return rest[before if 0 < before <= _HEAD else 1 :]


def _content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that not every document has, each once."""
    read = terms(text)
    common = asking() | _forms().listed["saying"]
    kept = [stem for stem in read.stems if stem in read.content and stem not in common]
    return tuple(dict.fromkeys(read.surface_form(stem).casefold() for stem in kept))


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    known = json.loads(Path(__file__).with_name("forms.json").read_text(encoding="utf-8"))
    phrases: dict[Form, list[list[str]]] = {
        "count": [each.split() for each in known["count"]],
        "list": [each.split() for each in known["list"]],
        "themes": [each.split() for each in known["themes"]],
    }
    listed = {name: frozenset(it.split()) for name, it in known.items() if isinstance(it, str)}
    return _Forms(
        phrases,
        [each.split() for each in known["summarizing"]],
        [each.split() for each in known["summarizing_last"]],
        known["unspaced"],
        listed,
    )
