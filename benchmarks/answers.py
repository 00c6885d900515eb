"""Are questions declined when they are asked of the wrong document, and only then?

    uv run --group benchmarks python -m benchmarks.answers --data DIR [--fit]

Every question about a story or meeting (but not those that ask for the plot or the whole) is
asked of its own document and of all others of its kind, through a real library. `--fit` writes
chains/answerable.json from every second document; the table is of the others.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from langchain_core.documents import Document

from benchmarks.embedded import Remembered
from chains.answerable import MODEL, Likeness, is_answerable
from chains.extractive import ExtractiveWriter
from models.embeddings import MiniLM
from splitters.content_defined import ContentDefinedSplitter
from stores.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSAGES = 8
LOST = 0.1
"""Share of the fitted right questions that may be declined."""


@dataclass(frozen=True)
class Asked:
    """A question, whether it was asked of its own document, and what was found."""

    number: int
    kind: str
    right: bool
    found: Likeness


def texts(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield kind, text and questions."""
    for line in (data / "stories" / "stories.jsonl").read_text().splitlines():
        story = json.loads(line)
        yield "stories", story["text"], [asked["question"] for asked in story["questions"][1:]]
    for line in (data / "meetings" / "meetings.jsonl").read_text().splitlines():
        meeting = json.loads(line)
        turns = (f"{t['speaker']}: {t['content']}" for t in meeting["meeting_transcripts"])
        queries = [asked["query"] for asked in meeting["specific_query_list"]]
        yield "meetings", "\n".join(turns), queries


def ask_all(data: Path) -> list[Asked]:
    """Ask every question of every document of its kind."""
    embeddings = Remembered(MiniLM())
    writer = ExtractiveWriter(embeddings)
    found = list(texts(data))
    with TemporaryDirectory() as folder:
        splitter = ContentDefinedSplitter(400, 1700)
        library = Library(Path(folder), embeddings, splitter, model="minilm")
        for number, (_, text, _) in enumerate(found):
            metadata = {"id": str(number), "source": str(number), "title": "", "pages": []}
            metadata["media_type"] = "text/plain"
            library.ingest([Document(text, metadata=metadata)], f"text{number}")
        return [
            Asked(own, kind, own == number, _likeness(writer, library, question, number))
            for own, (kind, _, questions) in enumerate(found)
            for question in questions
            for number, (other, _, _) in enumerate(found)
            if other == kind
        ]


def _likeness(writer: ExtractiveWriter, library: Library, question: str, number: int) -> Likeness:
    passages = library.search(question, f"text{number}", PASSAGES)
    return asyncio.run(writer.likeness(question, passages))


def fit(asked: list[Asked]) -> None:
    """Write the weights of a logistic regression whose bias loses LOST of the right ones."""
    from sklearn.linear_model import LogisticRegression

    names = list(asdict(asked[0].found))
    rows = np.array([list(asdict(each.found).values()) for each in asked])
    right = np.array([each.right for each in asked])
    model = LogisticRegression(class_weight="balanced", C=10).fit(rows, right)
    scores = rows @ model.coef_[0]
    weights = dict(zip(names, model.coef_[0].round(4).tolist(), strict=True))
    bias = round(float(-np.quantile(scores[right], LOST)), 4)
    MODEL.write_text(json.dumps({"weights": weights, "bias": bias}, indent=1) + "\n")


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    fit_weights: Annotated[bool, typer.Option("--fit", help="Write the weights anew.")] = False,
) -> None:
    """Print the table."""
    asked = ask_all(data)
    if fit_weights:
        fit([each for each in asked if each.number % 2 == 0])
    reported = [each for each in asked if each.number % 2]
    print("| documents | asked of | questions | declined |\n|---|---|---|---|")
    for kind in ("stories", "meetings"):
        for right in (True, False):
            some = [each for each in reported if each.kind == kind and each.right == right]
            declined = sum(not is_answerable(each.found) for each in some)
            of = "the right document" if right else "another one"
            print(f"| {kind} | {of} | {len(some)} | {declined / len(some):.0%} |")


if __name__ == "__main__":
    typer.run(main)
