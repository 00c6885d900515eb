"""Fit, in one file, the models that pick the answering sentence and decide whether there is one.

    uv run --group benchmarks python -m benchmarks.fit_answering --data DIR [--write NAME]...

Every question of the fitting half of `benchmarks/questions.py`, in seven languages, is asked of
its article, of the paragraph that answers it, and of three sentences; of each as it is and without
the sentences that hold its answer. Two logistic regressions: the ranker over sentences, and the
gate over the best of them; and for each reader of answers two that correct these by what it points
to, fitted on the questions that it reads, judged by models that did not see their article. The
table, of whole articles, is cross-validated in three parts by article, and says how well models do
that saw no text of the language. Its last rows have questions of the retrieval set, each of the
passages of a long document that share most of its words. `--write NAME` writes its judges into
chains/grounding/answering.json.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
import typer
from langchain_core.documents import Document

from benchmarks.questions import LANGUAGES, articles
from benchmarks.retrieval import evaluation
from precis.chains.grounding.answering import (
    MODEL,
    UNREAD,
    Answering,
    Asked,
    Judges,
    Logistic,
    read_gate,
    read_rows,
)
from precis.chains.requests import PASSAGES
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.chains.writers.answers import ask, candidates
from precis.languages.words import terms
from precis.models.answer_reader import AnswerReaders
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from precis.chains.grounding.answering import Candidate, PointedAt, Rows
    from precis.models.embeddings import Reading

RANKER_REGULARIZATION = 0.3
GATE_REGULARIZATION = 0.1
READ_REGULARIZATION = 1.0
PARTS = 3
STEP = 6
"""One in so many questions in other languages than English is read for the answer."""


class Example(NamedTuple):
    """A question of an article; `holds` says which sentences hold the answer, none if taken out.

    `whole` is true for a whole article, false for a part of one.
    """

    language: str
    article: int
    whole: bool
    asked: Asked
    holds: NDArray[np.bool_]


class Remembered(MiniLM):
    """MiniLM that reads each text once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Reading] = {}

    def readings(self, texts: list[str]) -> list[Reading]:
        """Return the reading of each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().readings(new), strict=True))
        return [self._known[text] for text in texts]


class _Nobody(AnswerReaders):
    """No reader of any language."""

    def of(self, language: str | None) -> None:
        """Return none."""


_NOBODY = _Nobody()


class Comparer:
    """Compares questions with candidates, read for answers where there is a reader."""

    def __init__(self) -> None:
        self.minilm = Remembered()
        self._readers = AnswerReaders()

    def compare(
        self, question: str, candidates: Sequence[Candidate], *, read: bool = True
    ) -> Asked:
        """Compare a question with candidates, which are `read` for the answer or not."""
        [reading] = self.minilm.readings([question])
        return ask(question, reading, candidates, self._readers if read else _NOBODY)


def examples(data: Path, language: str, comparer: Comparer) -> Iterator[Example]:
    """Ask every question of the fitting half, with its answer and without."""
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    for article in articles(data, language, "fitted"):
        paragraphs = [
            candidates(_chunks(paragraph, splitter), comparer.minilm)
            for paragraph in article.paragraphs
        ]
        every = candidates(_chunks(article.text, splitter), comparer.minilm)
        for number, (question, answer) in enumerate(article.questions):
            read = language == "en" or number % STEP == 0
            own = next((some for some in paragraphs if any(answer in c.text for c in some)), [])
            at = next((n for n, c in enumerate(own) if answer in c.text), 0)
            parts = (every, own, own[max(0, at - 1) : at + 2])
            for size, part in enumerate(parts):
                for kept in (part, [c for c in part if answer not in c.text]):
                    holds = np.array([answer in c.text for c in kept], dtype=bool)
                    if kept and (holds.any() or kept is not part):
                        asked = comparer.compare(question, kept, read=read)
                        yield Example(language, article.number, size == 0, asked, holds)


def retrieved(data: Path, comparer: Comparer) -> Iterator[Example]:
    """Ask every question of the retrieval set of PASSAGES passages, with the answer and without."""
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    corpora, questions = evaluation(data)
    for number, (name, text) in enumerate(corpora.items()):
        chunks = _chunks(text, splitter)
        said = [frozenset(terms(chunk.page_content, "en")) for chunk in chunks]
        counts = Counter(word for words in said for word in words)
        for question in questions:
            if question.document != name:
                continue
            asked = frozenset(terms(question.text, "en"))
            shared = [sum(1 / counts[word] for word in asked & words) for words in said]
            best = np.argsort(-np.array(shared), kind="stable")[:PASSAGES]
            every = candidates([chunks[at] for at in best], comparer.minilm)
            answers = [text[start:end] for start, end in question.references]
            holds = np.array([_overlaps(c.text, answers) for c in every], dtype=bool)
            others = [c for c, held in zip(every, holds, strict=True) if not held]
            if holds.any():
                yield Example("en", number, False, comparer.compare(question.text, every), holds)
            if others:
                nowhere = np.zeros(len(others), dtype=bool)
                yield Example("en", number, False, comparer.compare(question.text, others), nowhere)


def _overlaps(sentence: str, answers: Sequence[str]) -> bool:
    return any(sentence in answer or answer in sentence for answer in answers)


def _chunks(text: str, splitter: ContentDefinedSplitter) -> list[Document]:
    metadata = {"id": "text", "source": "text", "title": ""}
    return splitter.split_documents([Document(text, metadata=metadata)])


def fitted(found: Sequence[Example]) -> Answering:
    """Fit all models, those of what was read on judgements of models that did not see it."""
    corrected: list[_Judged] = []
    for part in range(PARTS):
        own = _compared([each for each in found if _part(each) != part])
        for each in found:
            if _part(each) == part and each.asked.pointed is not None:
                scores = own.ranker.scores(each.asked.rows)
                any_answers = float(own.gate.scores(each.asked.gate(scores)[None])[0])
                corrected.append(_Judged(each, each.asked.pointed, scores, any_answers))
    readers = sorted({each.pointed.reader for each in corrected})
    read = {
        name: _corrected([each for each in corrected if each.pointed.reader == name])
        for name in readers
    }
    return Answering(_compared(found), read)


class _Judged(NamedTuple):
    """An example that was read, and what models that did not see it made of its candidates."""

    example: Example
    pointed: PointedAt
    scores: Rows
    any_answers: float


def _corrected(found: Sequence[_Judged]) -> Judges:
    answered = [each for each in found if each.example.holds.any()]
    ranker = _logistic(
        np.concatenate([read_rows(each.scores, each.pointed.sure) for each in answered]),
        np.concatenate([each.example.holds for each in answered]),
        READ_REGULARIZATION,
    )
    rows = [
        read_gate(
            each.any_answers,
            ranker.scores(read_rows(each.scores, each.pointed.sure)),
            each.pointed.sure,
        )
        for each in found
    ]
    truth = np.array([each.example.holds.any() for each in found])
    return Judges(ranker, _logistic(np.array(rows), truth, READ_REGULARIZATION))


def _part(example: Example) -> int:
    return example.article // 4 % PARTS


def _compared(found: Sequence[Example]) -> Judges:
    answerable = [each for each in found if each.holds.any()]
    ranker = _logistic(
        np.concatenate([each.asked.rows for each in answerable]),
        np.concatenate([each.holds for each in answerable]),
        RANKER_REGULARIZATION,
    )
    read = np.array([each.asked.gate(ranker.scores(each.asked.rows)) for each in found])
    truth = np.array([each.holds.any() for each in found])
    return Judges(ranker, _logistic(read, truth, GATE_REGULARIZATION))


def _logistic(
    rows: NDArray[np.float64], truth: NDArray[np.bool_], regularization: float
) -> Logistic:
    from sklearn.linear_model import LogisticRegression

    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    model = LogisticRegression(C=regularization, max_iter=3000).fit((rows - mean) / spread, truth)
    weights = model.coef_[0] / spread
    return Logistic(weights, float(model.intercept_[0] - weights @ mean))


def row(name: str, found: Sequence[tuple[Example, Answering]]) -> str:
    """Return a line of the table."""
    from sklearn.metrics import roc_auc_score

    answerable, gates, first, three = [], [], [], []
    for example, model in found:
        scores, gate = model.judge(example.asked)
        order = np.argsort(-scores, kind="stable")
        gates.append(gate)
        answerable.append(bool(example.holds.any()))
        if answerable[-1]:
            first.append(bool(example.holds[order[0]]))
            three.append(bool(example.holds[order[:3]].any()))
    answered, given = np.array(gates) >= 0, np.array(answerable)
    return (
        f"| {name} | {np.mean(first):.3f} | {np.mean(three):.3f} | "
        f"{roc_auc_score(given, gates):.3f} | {answered[given].mean():.3f} | "
        f"{1 - answered[~given].mean():.3f} |"
    )


def by_part(found: Sequence[Example], fit: Callable[[list[Example]], Answering]) -> list[Answering]:
    """Return for each part of the articles the models that saw none of it."""
    return [fit([each for each in found if _part(each) != part]) for part in range(PARTS)]


def with_judges(
    found: Sequence[Example], language: str, models: Sequence[Answering]
) -> list[tuple[Example, Answering]]:
    """Return the questions of whole articles in a language with the models that judge them."""
    return [
        (each, models[_part(each)]) for each in found if each.whole and each.language == language
    ]


def unread(found: Sequence[Example]) -> list[Example]:
    """Return examples without what was pointed to."""
    return [each._replace(asked=replace(each.asked, pointed=None)) for each in found]


def write_judges(model: Answering, names: Sequence[str]) -> None:
    """Write the judges of these names into the file of the shipped ones."""
    judges = {UNREAD: model.unread} | model.read
    shipped = json.loads(MODEL.read_text(encoding="utf-8"))
    shipped |= {
        name: {"ranker": _written(judges[name].ranker), "gate": _written(judges[name].gate)}
        for name in names
    }
    MODEL.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


def _written(one: Logistic) -> dict[str, object]:
    return {"weights": one.weights.round(4).tolist(), "bias": round(one.bias, 4)}


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    write: Annotated[
        list[str] | None, typer.Option(help="Judges to write: unread or a reader's; repeat.")
    ] = None,
) -> None:
    """Print the table."""
    found = [each for language in LANGUAGES for each in examples(data, language, Comparer())]
    if write:
        write_judges(fitted(found), write)
    print("| language | best sentence | best three | AUC of the gate | answered | silent |")
    print("|---|---|---|---|---|---|")
    models = by_part(found, fitted)
    read = [each for each in found if each.asked.pointed is not None]
    for language in LANGUAGES:
        others = by_part([each for each in found if each.language != language], fitted)
        for name, some, judging in (
            (f"{language}, read", read, models),
            (language, unread(found), models),
            (f"{language}, read, unseen", read if language != "en" else [], others),
            (f"{language}, unseen", unread(found), others),
        ):
            if some:
                print(row(name, with_judges(some, language, judging)), flush=True)
    long, model = list(retrieved(data, Comparer())), fitted(found)
    for name, some in (("long documents, read", long), ("long documents", unread(long))):
        print(row(name, [(each, model) for each in some]), flush=True)


if __name__ == "__main__":
    typer.run(main)
