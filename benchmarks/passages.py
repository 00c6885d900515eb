"""Claims and questions made to be hard, about passages of many kinds written for this.

    uv run --group benchmarks python -m benchmarks.passages [--squad TRAIN.json]

A block of `passages/*/*.txt` begins with "# " and its genre, with its language where that is not
English; then comes the passage. "? " is a question and, behind "||", its answer as it stands there;
"?- " one that the passage does not answer; "+ " a true claim, "~ " a false one. Of
`encyclopedia.txt` only questions and claims are here: its blocks begin with the digest of a
paragraph of TRAIN.json, SQuAD 1.1 as published (Rajpurkar et al., 2016, CC BY-SA 4.0). What is in
`fitted` is for training, what is in `reported` for this table.

ROC AUC of the support score and of the share of words that the passage has, true claims against
false; of the reader of answers, questions that the passage answers against others; and how often
the sentence that it points to is the one with the answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import typer

from benchmarks.fit_support import MODEL, SUPPORTED, Array, examples, score
from benchmarks.labelled import Labelled
from benchmarks.support import auc, interval
from precis.models.answer_reader import AnswerReaders
from precis.models.embeddings import MiniLM
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).with_name("passages")
ENCYCLOPEDIA = "encyclopedia"
LANGUAGES = "languages"
Half = Literal["fitted", "reported"]
_BLOCK = re.compile(r"^# ", re.MULTILINE)
_ITEM = ("? ", "?- ", "+ ", "~ ")


@dataclass(frozen=True)
class Passage:
    """A passage and what is asked and said about it.

    `answers` maps a question to its answer, which stands in the text; `unanswered` has the others.
    `claims` maps a claim to whether it is true.
    """

    kind: str
    language: str
    text: str
    answers: Mapping[str, str]
    unanswered: tuple[str, ...]
    claims: Mapping[str, bool]


def passages(half: Half, squad: Path | None = None) -> Iterator[Passage]:
    """Yield the passages of a half, those of SQuAD only where its training part is given."""
    paragraphs = _paragraphs(squad) if squad else {}
    for path in sorted((FOLDER / half).glob("*.txt")):
        for block in _BLOCK.split(path.read_text(encoding="utf-8"))[1:]:
            head, *lines = block.strip().splitlines()
            first = next(n for n, line in enumerate(lines) if line.startswith(_ITEM))
            text = "\n".join(lines[:first]).strip()
            if path.stem == ENCYCLOPEDIA:
                text = paragraphs.get(head.partition(" ")[0], "")
            if text:
                language = head.rpartition("| ")[2] if path.stem == LANGUAGES else "en"
                yield _passage(path.stem, language, text, lines[first:])


def _passage(kind: str, language: str, text: str, lines: list[str]) -> Passage:
    items = [line.partition(" ")[::2] for line in lines if line]
    asked = [said.partition("||")[::2] for mark, said in items if mark == "?"]
    return Passage(
        kind,
        language,
        text,
        {question.strip(): answer.strip() for question, answer in asked},
        tuple(said.strip() for mark, said in items if mark == "?-"),
        {said.strip(): mark == "+" for mark, said in items if mark in "+~"},
    )


def _paragraphs(squad: Path) -> dict[str, str]:
    """Return the paragraphs of SQuAD by the beginning of their digest."""
    articles = json.loads(squad.read_text(encoding="utf-8"))["data"]
    texts = (part["context"].replace("\n", " ") for each in articles for part in each["paragraphs"])
    return {hashlib.sha1(text.encode()).hexdigest()[:12]: text for text in texts}


@dataclass
class Measured:
    """Of the passages of a kind: truth, score and share of words of each claim; whether each
    question is answered and how surely the reader points; of those answered, whether rightly.
    """

    true: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    covers: list[float] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def row(self, kind: str) -> str:
        """Return a line of the table."""
        return f"| {kind} | {' | '.join([*self._claims(), *self._questions()])} |"

    def _claims(self) -> list[str]:
        if not self.true:
            return ["–"] * 5
        true, scores = np.array(self.true), np.array(self.scores)
        cover = auc(true * 1.0, np.array(self.covers))
        passed = [f"{(scores[truth] >= SUPPORTED).mean():.0%}" for truth in (true, ~true)]
        return [str(len(true)), _area(true, scores), f"{cover:.3f}", *passed]

    def _questions(self) -> list[str]:
        if not self.answered:
            return ["–"] * 3
        truth, sure = np.array(self.answered), np.array(self.sure)
        return [str(len(truth)), _area(truth, sure), f"{np.mean(self.right):.3f}"]


def _area(truth: Array, scores: Array) -> str:
    return f"{auc(truth * 1.0, scores):.3f} ({interval(truth * 1.0, scores)})"


@cache
def shipped() -> dict[str, float]:
    """Return the weights of the support score that ship, with their bias."""
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    return {**model["weights"], "bias": model["bias"]}


def measure_claims(passage: Passage, found: Measured, minilm: MiniLM) -> None:
    """Add the claims of a passage."""
    item = Labelled(passage.text, list(passage.claims), list(passage.claims.values()))
    for example in examples(passage.kind, 0, item, minilm):
        found.true.append(example.truth)
        found.scores.append(score(shipped(), example.features))
        found.covers.append(example.cover)


def measure_questions(passage: Passage, found: Measured, readers: AnswerReaders) -> None:
    """Add the questions of a passage, if there is a reader of its language."""
    reader = readers.of(passage.language)
    spans = sentence_spans(passage.text, passage.language)
    for question in (*passage.answers, *passage.unanswered) if reader else ():
        [pointed] = reader.point(question, [passage.text], [spans])
        best = int(np.argmax([one.score for one in pointed]))
        found.answered.append(question in passage.answers)
        found.sure.append(pointed[best].score)
        if found.answered[-1]:
            start = passage.text.index(passage.answers[question])
            found.right.append(spans[best][0] <= start < spans[best][1])


def main(squad: Annotated[Path | None, typer.Option(help="SQuAD's training part.")] = None) -> None:
    """Print the table."""
    found: dict[str, Measured] = defaultdict(Measured)
    minilm, readers = MiniLM(), AnswerReaders()
    for passage in passages("reported", squad):
        if passage.language == "en":
            measure_claims(passage, found[passage.kind], minilm)
        measure_questions(passage, found[passage.kind], readers)
    print(
        "| passages | claims | AUC of support | of the share of words | true supported "
        "| false supported | questions | AUC of the reader | right sentence |"
    )
    print(f"|{'---|' * 9}")
    for name, one in sorted(found.items()):
        print(one.row(name))


if __name__ == "__main__":
    typer.run(main)
