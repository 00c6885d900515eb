"""Evaluate a collection on questions with known answers: figures with intervals.

A question has an `answer`, the `sources` that say it, or `answered: false` where nothing does.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from precis.chains.evidence import Answer, Noun, Usage
from precis.chains.grounding.lexical import normalize
from precis.errors import UsageError, cause_of
from precis.json_text import read_json
from precis.stores.source_patterns import matches

_Z = 1.96


class Expected(BaseModel):
    """A question and what is known of its answer; nobody has confirmed a `draft`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answer: str | None = None
    sources: tuple[str, ...] = ()
    answered: bool = True
    draft: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Expected:
        if not self.question.strip():
            raise ValueError("the question is empty")
        if self.answered and not (self.answer or self.sources):
            raise ValueError("it needs an answer, sources, or answered: false")
        if not self.answered and (self.answer or self.sources):
            raise ValueError("a question with answered: false has neither an answer nor sources")
        return self


class Figure(Noun):
    """The share `value` of `count` cases, with its 95% interval: Wilson's score interval.

    E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """

    value: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, cases: Sequence[bool]) -> Figure:
        """Return the share of the cases that hold; of no cases it may be anything."""
        n = len(cases)
        if not n:
            return cls(value=0.0, low=0.0, high=1.0, count=0)
        share = sum(cases) / n
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        width = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return cls(
            value=round(share, 4),
            low=round(max(0.0, middle - width), 4),
            high=round(min(1.0, middle + width), 4),
            count=n,
        )


class Failure(Noun):
    """A question that was not answered as expected: why, and what was answered."""

    question: str
    problems: tuple[str, ...]
    expected: dict[str, Any]
    answer: dict[str, Any]


class Evaluation(Noun):
    """What a collection gets right.

    `recall`: a passage is of an expected source; `right`: the expected answer is in the claims;
    `silent`: what nothing says is not answered; `supported`: claims that their quotes support.
    """

    questions: int
    figures: dict[str, Figure]
    failures: tuple[Failure, ...]
    usage: Usage


def read_questions(path: Path) -> list[Expected]:
    """Read JSONL, or CSV with columns of the same names. Raises UsageError with the line."""
    found = []
    try:
        for number, value in _values(path):
            try:
                found.append(Expected.model_validate(value))
            except ValidationError as error:
                first = error.errors()[0]
                name = ".".join(map(str, first["loc"]))
                reason = first["msg"].removeprefix("Value error, ")
                told = f"{name}: {reason}" if name else reason
                raise UsageError(f"{path}:{number}: {told}") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"cannot read the questions in {path}: {cause_of(error)}") from error
    if not found:
        raise UsageError(f"{path} has no question: write one per line, as JSON")
    return found


def confirmed_only(questions: Sequence[Expected], path: Path) -> list[Expected]:
    """Return the questions that are no drafts. Raises UsageError where all are."""
    found = [each for each in questions if not each.draft]
    if not found:
        raise UsageError(
            f'{path} has only drafts: check each question, and remove its "draft": true'
        )
    return found


def add_questions(path: Path, questions: Sequence[Expected]) -> frozenset[str]:
    """Add questions to a file of JSONL, a line each; return those that were there before.

    Raises UsageError for a file that cannot be written or has something else.
    """
    if path.suffix.lower() == ".csv":
        raise UsageError(f"--make writes JSONL, and {path} is CSV: give another file")
    lines = [json.dumps(_as_json(each), ensure_ascii=False) + "\n" for each in questions]
    try:
        has_some = path.exists() and path.stat().st_size > 0
        known = frozenset(each.question for each in read_questions(path)) if has_some else ()
        with path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise UsageError(f"cannot write the questions to {path}: {cause_of(error)}") from error
    return frozenset(known)


def _as_json(question: Expected) -> dict[str, Any]:
    return question.model_dump(mode="json", exclude_defaults=True)


def answer_each(
    questions: Iterable[Expected], answer: Callable[[str], Answer]
) -> Iterator[tuple[Expected, Answer]]:
    """Yield each question with the answer that `answer` gives."""
    for expected in questions:
        yield expected, answer(expected.question)


def score_answers(answers: Iterable[tuple[Expected, Answer]]) -> Evaluation:
    """Return the figures of answers, and those that failed."""
    cases: dict[str, list[bool]] = {"recall": [], "right": [], "silent": [], "supported": []}
    failures, usage, count = [], Usage(), 0
    for expected, answer in answers:
        count += 1
        usage += answer.usage
        found = _compare(expected, answer)
        for name, holds in found.items():
            cases[name].append(holds)
        cases["supported"] += [claim.supported for claim in answer.claims]
        if wrong := tuple(_PROBLEMS[name] for name, holds in found.items() if not holds):
            failures.append(
                Failure(
                    question=expected.question,
                    problems=wrong,
                    expected=expected.model_dump(exclude={"question"}, exclude_defaults=True),
                    answer=answer.as_json(),
                )
            )
    figures = {name: Figure.of(each) for name, each in cases.items()}
    return Evaluation(questions=count, figures=figures, failures=tuple(failures), usage=usage)


_PROBLEMS = {
    "recall": "no passage is from an expected source",
    "right": "the answer does not contain the expected one",
    "silent": "it was answered although nothing says so",
}


def _compare(expected: Expected, answer: Answer) -> dict[str, bool]:
    if not expected.answered:
        return {"silent": not answer.answered}
    found = {}
    if expected.sources:
        sources = {passage.source for passage in answer.passages}
        found["recall"] = any(matches(it, glob) for it in sources for glob in expected.sources)
    if expected.answer:
        said = normalize(" ".join(claim.text for claim in answer.claims))
        found["right"] = normalize(expected.answer) in said
    return found


def _values(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix.lower() == ".csv":
            for number, row in enumerate(csv.DictReader(file), start=2):
                value: dict[str, Any] = {name: it for name, it in row.items() if name and it}
                if "sources" in value:
                    value["sources"] = [it.strip() for it in value["sources"].split(";")]
                yield number, value
            return
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield number, read_json(line)
                except ValueError as error:
                    raise UsageError(f"{path}:{number}: this is not JSON ({error})") from error
