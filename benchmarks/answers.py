"""Are questions declined when they are asked of the wrong document, and only then?

    uv run --group benchmarks python -m benchmarks.answers --data DIR [--fit]

Every question about a story, a meeting (but not those that ask for the plot or the whole) and a
corpus of the retrieval set is asked of its own document and of all others of its kind, through a
real library. The table is cross-validated: a question is judged by weights and a bias that saw
neither its own document nor the one asked; beside it, by those that saw only the other two kinds,
and by those shipped. `--fit` writes chains/grounding/answerable.json from all.

Some labels are wrong by their making. A question that names nothing, such as "Describe the
setting of the story.", suits every document of its kind; and another meeting of the same people
may well answer. The model is fitted without either, and the table separates them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
import typer
from langchain_core.documents import Document

from benchmarks.embedded import Remembered
from benchmarks.retrieval import evaluation
from precis.chains.grounding.answerable import MODEL, Likeness, is_answerable, names_something
from precis.chains.grounding.lexical import terms
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.chains.writers.answers import subject
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

PASSAGES = 8
REGULARIZATION = 0.1


class Text(NamedTuple):
    """A document with its questions; its speakers show which meetings belong together."""

    kind: str
    text: str
    questions: list[str]
    speakers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """A question about the text `own`, asked of the text `of`, and what was found there.

    `names` tells whether it names something, `akin` whether the same people speak in both texts.
    """

    kind: str
    own: int
    of: int
    names: bool
    akin: bool
    found: Likeness

    @property
    def right(self) -> bool:
        """Whether it was asked of its own document."""
        return self.own == self.of

    @property
    def certain(self) -> bool:
        """Whether it is certain that only its own document answers it."""
        return self.names and (self.right or not self.akin)


def texts(data: Path) -> Iterator[Text]:
    """Yield the documents."""
    for line in (data / "stories" / "stories.jsonl").read_text().splitlines():
        story = json.loads(line)
        yield Text("stories", story["text"], [q["question"] for q in story["questions"][1:]])
    for line in (data / "meetings" / "meetings.jsonl").read_text().splitlines():
        meeting = json.loads(line)
        turns = meeting["meeting_transcripts"]
        text = "\n".join(f"{turn['speaker']}: {turn['content']}" for turn in turns)
        queries = [asked["query"] for asked in meeting["specific_query_list"]]
        yield Text("meetings", text, queries, frozenset(turn["speaker"] for turn in turns))
    corpora, questions = evaluation(data)
    for name, text in corpora.items():
        yield Text("retrieval", text, [q.text for q in questions if q.document == name])


def ask_all(data: Path) -> list[Asked]:
    """Ask every question of every document of its kind."""
    embeddings, reader = Remembered(MiniLM()), MiniLM()
    found = list(texts(data))
    with TemporaryDirectory() as folder:
        splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
        library = LibraryStore(Path(folder), embeddings, splitter, model="minilm")
        for number, each in enumerate(found):
            metadata = {"id": str(number), "source": str(number), "title": "", "pages": []}
            metadata["media_type"] = "text/plain"
            library.ingest([Document(each.text, metadata=metadata)], f"text{number}")
        return [
            Asked(
                each.kind,
                own,
                of,
                names_something(terms(question)),
                bool(each.speakers & other.speakers),
                _likeness(reader, library, question, of),
            )
            for own, each in enumerate(found)
            for question in each.questions
            for of, other in enumerate(found)
            if other.kind == each.kind
        ]


def _likeness(reader: MiniLM, library: LibraryStore, question: str, number: int) -> Likeness:
    return subject(question, library.search(question, f"text{number}", PASSAGES), reader)


def fitted(asked: list[Asked]) -> tuple[NDArray[np.float64], float]:
    """Return the weights and the bias of a logistic regression on those that are certain.

    Each kind counts the same, and right and wrong questions of a kind do.
    """
    from sklearn.linear_model import LogisticRegression

    certain = [each for each in asked if each.certain]
    rows = np.array([astuple(each.found) for each in certain])
    groups = [(each.kind, each.right) for each in certain]
    shares = np.array([len(certain) / groups.count(group) for group in groups])
    spread = rows.std(axis=0)
    model = LogisticRegression(C=REGULARIZATION).fit(
        rows / spread, [each.right for each in certain], shares / shares.mean()
    )
    return model.coef_[0] / spread, float(model.intercept_[0])


def unseen_documents(asked: list[Asked]) -> list[bool]:
    """Say for each question whether it is declined by a model that saw neither document."""
    models = {
        pair: fitted([each for each in asked if not {each.own, each.of} & set(pair)])
        for pair in {(each.own, each.of) for each in asked}
    }
    return [_declined(each, *models[each.own, each.of]) for each in asked]


def unseen_kind(asked: list[Asked]) -> list[bool]:
    """Say for each question whether it is declined by a model that saw no text of its kind."""
    models = {
        kind: fitted([each for each in asked if each.kind != kind])
        for kind in {each.kind for each in asked}
    }
    return [_declined(each, *models[each.kind]) for each in asked]


def _declined(asked: Asked, weights: NDArray[np.float64], bias: float) -> bool:
    return float(np.dot(weights, astuple(asked.found))) + bias < 0


ROWS: dict[str, Callable[[Asked], bool]] = {
    "the right document": lambda each: each.right,
    "the right document, naming something": lambda each: each.right and each.names,
    "another one": lambda each: not each.right,
    "another one, naming something": lambda each: not each.right and each.names,
    "another one, other people": lambda each: not each.right and not each.akin,
    "another one, the same people": lambda each: not each.right and each.akin,
}


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    fit: Annotated[bool, typer.Option("--fit", help="Write the new weights.")] = False,
) -> None:
    """Print the table."""
    asked = ask_all(data)
    if fit:
        weights, bias = fitted(asked)
        named = dict(zip(asdict(asked[0].found), weights.round(4).tolist(), strict=True))
        MODEL.write_text(json.dumps({"weights": named, "bias": round(bias, 4)}, indent=1) + "\n")
    judges = (
        unseen_documents(asked),
        unseen_kind(asked),
        [not is_answerable(each.found) for each in asked],
    )
    print("| documents | asked of | questions | declined | by other kinds | by all |")
    print("|---|---|---|---|---|---|")
    for kind in dict.fromkeys(each.kind for each in asked):
        told: set[tuple[int, ...]] = set()
        for of, chosen in ROWS.items():
            some = [n for n, each in enumerate(asked) if each.kind == kind and chosen(each)]
            if some and tuple(some) not in told:
                shares = (f"{np.mean([d[n] for n in some]):.1%}" for d in judges)
                print(f"| {kind} | {of} | {len(some)} | {' | '.join(shares)} |")
            told.add(tuple(some))


if __name__ == "__main__":
    typer.run(main)
