"""Are questions about whole documents answered rightly, and declined where they do not say?

    uv run --group benchmarks python -m benchmarks.documents --data DIR [--half fitted|reported]

`document_questions.json` has for each half a file's name → what it is `from`, and its questions,
each with its `kind` and its `keys`: lists of phrases, one of which is whole in a right answer; none
where the document does not say. DIR has the files by these names, unpacked. right: all phrases of a
list are in what is shown; first: in the first sentence. The baseline shows the sentence of the
document that BM25 ranks best and never declines. Intervals: 95 %, documents drawn with replacement.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from benchmarks.questions import interval
from precis.languages.words import terms
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


QUESTIONS = Path(__file__).with_name("document_questions.json")
SATURATION, LENGTH = 1.5, 0.75
"""BM25's usual settings."""

Keys = list[list[str]]


@dataclass(frozen=True)
class Asked:
    """A question of the document of that number."""

    document: int
    question: str
    keys: Keys


@dataclass(frozen=True)
class Outcome:
    """What became of a question; `says` tells whether its document answers it."""

    document: int
    says: bool
    answered: bool
    right: bool
    first: bool


def questions(data: Path, half: str) -> Iterator[tuple[Path, list[Asked]]]:
    """Yield the files of a half with their questions."""
    found = json.loads(QUESTIONS.read_text(encoding="utf-8"))[half]
    for number, (name, document) in enumerate(found.items()):
        asked = document["questions"]
        yield data / name, [Asked(number, each["question"], each["keys"]) for each in asked]


def holds(text: str, keys: Keys) -> bool:
    """Return whether a text has all phrases of one of the lists, whatever its line breaks."""
    plain = re.sub(r"\s+", " ", text).casefold()
    return any(all(phrase in plain for phrase in each) for each in keys)


def outcomes(
    found: Iterator[tuple[Path, list[Asked]]], asker: Callable[[Path], Callable[[str], list[str]]]
) -> Iterator[Outcome]:
    """Ask every question of its document."""
    for path, asked in found:
        ask = asker(path)
        for each in asked:
            shown = ask(each.question)
            yield Outcome(
                each.document,
                bool(each.keys),
                bool(shown),
                holds(" ".join(shown), each.keys),
                bool(shown) and holds(shown[0], each.keys),
            )


def embedded(folder: str) -> Callable[[Path], Callable[[str], list[str]]]:
    """Return what asks a question of a file with the embedded writer, in a library of its own."""
    import precis

    library = precis.Library(folder, model="extractive")

    def asker(path: Path) -> Callable[[str], list[str]]:
        collection = re.sub(r"\W", "-", path.name)
        library.ingest(list(precis.load(str(path))), collection=collection)

        def ask(question: str) -> list[str]:
            answer = library.answer(question, collection=collection)
            return [
                " ".join([claim.text, *(span.quote(answer.documents) for span in claim.spans)])
                for claim in answer.claims
            ]

        return ask

    return asker


def best_sentence(path: Path) -> Callable[[str], list[str]]:
    """Return what answers with the sentence of a file that BM25 ranks best."""
    import precis

    [document, *_] = precis.load(str(path))
    text = document.page_content
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    said = [terms(sentence, None) for sentence in sentences]
    usual = np.mean([len(words) for words in said])

    def ask(question: str) -> list[str]:
        scores = np.zeros(len(said))
        for term in set(terms(question, None)):
            counts = np.array([words.count(term) for words in said], dtype=float)
            holding = int((counts > 0).sum())
            rarity = np.log1p((len(said) - holding + 0.5) / (holding + 0.5))
            lengths = np.array([len(words) for words in said]) / usual
            norm = SATURATION * (1 - LENGTH + LENGTH * lengths)
            scores += rarity * counts * (SATURATION + 1) / (counts + norm)
        return [sentences[int(scores.argmax())]]

    return ask


def row(name: str, found: Sequence[Outcome]) -> str:
    """Return a line of the table."""
    said, unsaid = ([each for each in found if each.says is says] for says in (True, False))
    groups = [each.document for each in said]
    shares = (
        interval([each.right for each in said], groups),
        interval([each.first for each in said], groups),
        interval([each.answered and not each.right for each in said], groups),
        interval([not each.answered for each in said], groups),
        interval([not each.answered for each in unsaid], [each.document for each in unsaid]),
    )
    return f"| {name} | {len(said)} | {' | '.join(shares)} |"


def main(
    data: Annotated[Path, typer.Option(help="Folder of the documents.")],
    half: Annotated[str, typer.Option(help="fitted or reported.")] = "reported",
) -> None:
    """Print the table."""
    print("| answers | questions | right | first | wrong | wrongly silent | rightly silent |")
    print("|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        found = list(outcomes(questions(data, half), embedded(folder)))
    print(row("Précis", found), flush=True)
    print(row("BM25's best sentence", list(outcomes(questions(data, half), best_sentence))))


if __name__ == "__main__":
    typer.run(main)
