"""Conversations: questions and answers, their storage, and follow-ups without a model."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from precis.chains.evidence import Answer
from precis.chains.grounding.lexical import terms
from precis.chains.grounding.question import Question, without_asking
from precis.chains.whole_library.form import task_of
from precis.chains.writers.standing_alone import is_pronoun, opens_by_pointing_back
from precis.errors import UsageError, cause_of
from precis.json_text import read_json
from precis.languages.function_words import function_words
from precis.languages.identification import language_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POINTING = frozenset("this that these those then ones same else former latter".split())
_BEING = frozenset("is are was were isn't aren't wasn't weren't be been being".split())
_GOING_ON = re.compile(
    r"\s*(?:and|but|or|so|also|then|why|how so|since when|und|aber|et|mais|y|e|pero|и|а|en|maar)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\s*(?:and )?(?:what about|how about|was ist mit|wie steht es mit|qu'en est-il|qué hay de"
    r"|как насч[её]т)\b",
    re.IGNORECASE,
)
_ARTICLES = frozenset(
    "the a an der die das den dem ein eine le la les un une el los las il lo gli o os as".split()
)
_WHOLE = 2
"""Words of meaning with which a question that goes on names what it asks about."""


class Turn(NamedTuple):
    """A question as it was typed and with what it left out, and its answer, a sentence a line."""

    question: str
    standalone: str
    answer: str

    @classmethod
    def of(cls, answer: Answer) -> "Turn":
        """Make a turn of an answer; one that was declined has no text."""
        text = "\n".join(" ".join(claim.text.split()) for claim in answer.claims)
        return cls(answer.question, answer.standalone, text)


def carried_over(question: str, before: Sequence[Turn]) -> str:
    """Return a follow-up question with the words that it refers to; others as they are.

    A question is a follow-up if it points back with a pronoun that nothing in it explains, hardly
    says anything by itself, or begins like one and does not name what it asks about. A year or
    a name alone takes the place of that in the last question about documents; else it gets the
    words which carry the meaning of that, and the names in the first sentence of its answer if
    names were asked for.

    >>> carried_over("And who paid it?", [Turn("", "What did the bridge cost?", "A million.")])
    'And who paid it? (bridge cost)'
    >>> carried_over("And in 2020?", [Turn("", "How many boats passed in 1962?", "Nine.")])
    'How many boats passed in 2020?'
    """
    last = next((turn for turn in reversed(before) if not task_of(turn.question)), None)
    if last is None or task_of(question):
        return question
    language = language_of(f"{last.standalone} {last.answer}")
    if not _refers(question, language):
        return question
    if whole := _with_others(question, last.standalone, language):
        return whole
    wanted = _meaning(last.standalone, language) | _named(last, language)
    wanted -= terms(question).content | _replaced(question, last.standalone)
    carried = [*_words_with(f"{last.standalone} {_first_sentence(last)}", wanted)] or sorted(wanted)
    return f"{question} ({' '.join(carried)})" if carried else question


def _refers(question: str, language: str | None) -> bool:
    """Return whether a question needs what was said before it."""
    said = _meaning(question, language)
    goes_on = _GOING_ON.match(question) is not None and len(said) < _WHOLE
    back = _points_back(question) or opens_by_pointing_back(question)
    return not said or goes_on or back or _INSTEAD.match(question) is not None


def _meaning(question: str, language: str | None) -> frozenset[str]:
    """Return the stems of a question that carry meaning: not those that only ask."""
    said = terms(without_asking(question, language)).content
    if language == "en":
        return said
    return said - {stem for word in function_words(language) for stem in terms(word).stems}


def _points_back(question: str) -> bool:
    """Return whether a word stands for something that nothing before it in the question names.

    A number ("one lamp") does not point back, nor do "there is" and "that" behind a noun.
    """
    named, names = False, terms(question).names
    words = [word.casefold() for word in _WORD.findall(question)]
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        weighs_before, weighs_after = bool(terms(before).content), bool(terms(after).content)
        if word == "that" and weighs_before and after:
            continue
        if word in _POINTING or (is_pronoun(word) and not named):
            return True
        if word == "one" and not weighs_after and after != "of":
            return True
        if word == "there" and _BEING.isdisjoint({before, after}):
            return True
        named = named or before in _ARTICLES or not names.isdisjoint(terms(word).stems)
    return False


def _named(last: Turn, language: str | None) -> frozenset[str]:
    """Return the stems of the names that answer a question which may ask for some."""
    question = Question.read(last.standalone, language)
    silent = question.number or question.time
    return frozenset() if silent else terms(_first_sentence(last)).names


def _first_sentence(turn: Turn) -> str:
    return turn.answer.partition("\n")[0]


def _with_others(question: str, last: str, language: str | None) -> str | None:
    """Return the last question with the year or name of this one, if this one has nothing else.

    It stands in the place of one behind the same preposition; else, of the last one.
    """
    own, theirs = _years_and_names(question), _years_and_names(last)
    stems = frozenset(stem for run in own for stem in terms(run.text).stems)
    if len(own) != 1 or not theirs or _meaning(question, language) - stems:
        return None
    same = [run for run in theirs if run.before == own[0].before]
    place = (same or theirs)[-1]
    return f"{last[: place.start]}{own[0].text}{last[place.start + len(place.text) :]}"


def _replaced(question: str, last: str) -> frozenset[str]:
    """Return the stems of years and names that stand where the question has others."""
    own = {run.before for run in _years_and_names(question)}
    theirs = [run.text for run in _years_and_names(last) if run.before in own]
    return frozenset(stem for text in theirs for stem in terms(text).stems)


class _Run(NamedTuple):
    """A year or a name, where it begins, and the word before it."""

    text: str
    start: int
    before: str


def _years_and_names(question: str) -> list[_Run]:
    found: list[_Run] = []
    names, joined, before = terms(question).names, False, ""
    for word in _WORD.finditer(question):
        if not (word[0].isdecimal() or names.intersection(terms(word[0]).stems)):
            joined, before = False, word[0].casefold()
            continue
        if joined:
            start, before = found[-1].start, found.pop().before
        else:
            start, joined = word.start(), True
        found.append(_Run(question[start : word.end()], start, before))
    return found


def _words_with(text: str, stems: frozenset[str]) -> Iterator[str]:
    """Yield the words of `text` that have one of `stems`, each stem once."""
    seen: set[str] = set()
    for word in _WORD.findall(text):
        new = (terms(word).content & stems) - seen
        if new:
            seen |= new
            yield word


def read_conversation(path: Path) -> list[Turn]:
    """Read what `write_conversation` wrote; a file that does not exist is an empty conversation.

    Raises UsageError for any other file.
    """
    try:
        return [Turn(**turn) for turn in read_json(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f"cannot read a conversation from {path}: {cause_of(error)}") from error


def write_conversation(turns: Sequence[Turn], path: Path) -> None:
    """Write turns as a JSON list of objects, in place of what was there. Raises UsageError."""
    part = path.with_name(f"{path.name}.part")
    content = json.dumps([turn._asdict() for turn in turns], ensure_ascii=False, indent=1)
    try:
        part.write_text(content + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write the conversation to {path}: {cause_of(error)}") from error
