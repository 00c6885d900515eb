"""Conversations: questions and answers, their storage, and follow-ups without a model."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from precis.chains.evidence import Answer
from precis.chains.grounding.lexical import terms
from precis.errors import UsageError
from precis.json_text import read_json

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REFERRING = frozenset(
    """it its he him his she her hers they them their theirs this that these those there then one
    ones same else former latter""".split()
)
_GOING_ON = re.compile(
    r"\s*(?:and|but|or|so|also|then|what about|how about|why|how so|since when)\b", re.IGNORECASE
)


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

    A question is a follow-up if it begins like one, points back with a pronoun,
    or hardly says anything by itself. It then gets the content words of the last question and
    the names in the first sentence of its answer.

    >>> carried_over("And who paid it?", [Turn("", "What did the bridge cost?", "A million.")])
    'And who paid it? (bridge cost)'
    """
    said = terms(question)
    words = {word.lower() for word in _WORD.findall(question)}
    refers = words & _REFERRING or _GOING_ON.match(question) or not said.content
    if not before or not refers:
        return question
    last = before[-1]
    answer = last.answer.partition("\n")[0]
    wanted = (terms(last.standalone).content | terms(answer).names) - said.content
    carried = list(_words_with(f"{last.standalone} {answer}", wanted))
    return f"{question} ({' '.join(carried)})" if carried else question


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
        raise UsageError(f"cannot read a conversation from {path}: {error}") from error


def write_conversation(turns: Sequence[Turn], path: Path) -> None:
    """Write turns as a JSON list of objects, in place of what was there. Raises UsageError."""
    part = path.with_name(f"{path.name}.part")
    content = json.dumps([turn._asdict() for turn in turns], ensure_ascii=False, indent=1)
    try:
        part.write_text(content + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write the conversation to {path}: {error.strerror}") from error
