"""How much meaning weighs beside words, chosen with each collection left out in turn.

    PYTHONPATH=. uv run python benchmarks/fusion.py --data DIR [--embeddings multilingual]

For each collection the weight is the one that finds most, on the mean, in all the others. Beside
it stand its parts alone. Recall as in `retrieval.py`, and in `languages.py` for XQuAD, asked in
English too where the embeddings read more than that.
"""

import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

import numpy as np

from benchmarks import languages
from benchmarks.retrieval import (
    Question,
    Stretch,
    document,
    evaluation,
    interval,
    meetings,
    scores,
    stretch,
    systems,
)
from precis.models.embeddings import make_embeddings
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores import fusion
from precis.stores.library_store import LibraryStore

WEIGHTS = tuple(number / 10 for number in range(10))
PARTS = ("dense (MiniLM)", "BM25 (FTS5)")


def collections(
    data: Path, codes: Sequence[str], *, across: bool
) -> Iterator[tuple[str, dict[str, str], list[Question]]]:
    """Yield the name, the texts and the questions of each; Chroma's corpora share an index."""
    yield ("retrieval", *evaluation(data))
    yield ("meetings", *meetings(data))
    english = languages.collection(data / "questions/en.jsonl")[1]
    for code in codes:
        documents, asked = languages.collection(data / f"questions/{code}.jsonl")
        texts = {each.metadata["title"]: each.page_content for each in documents}
        own = [Question(text, name, [(at, at + 1)]) for text, name, at in asked]
        yield f"XQuAD {code}", texts, own
        if across and code != "en":
            pairs = zip(english, own, strict=True)
            yield (
                f"XQuAD {code}, asked in English",
                texts,
                [Question(other[0], each.document, each.references) for other, each in pairs],
            )


def recalls(
    library: LibraryStore, texts: dict[str, str], questions: Sequence[Question], k: int
) -> dict[str, list[float]]:
    """Return the recall of every question, for the parts by name and for each weight."""

    def each(found: Callable[[str], list[Stretch]]) -> list[float]:
        return [scores(q, len(texts[q.document]), found(q.text))[0] for q in questions]

    found = {name: each(part) for name, part in systems(library, k) if name in PARTS}
    snapshot = library.store("default").snapshot()
    vectors = {
        q.text: np.asarray(library.embeddings.embed_query(q.text), np.float32) for q in questions
    }
    constant = "MEANING_IN_ENGLISH" if library.model == fusion.ENGLISH else "MEANING"
    for weight in WEIGHTS:
        with patch.object(fusion, constant, weight):
            found[str(weight)] = each(
                lambda text: [stretch(p) for p in snapshot.search(text, vectors[text], k)]
            )
    return found


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--k", type=int, default=5)
    parser.add_argument("--languages", default="en,de,es,ru,ar,hi,zh")
    parser.add_argument("--embeddings", default=fusion.ENGLISH)
    options = parser.parse_args()
    codes = options.languages.split(",")
    across = options.embeddings != fusion.ENGLISH
    splitter = ContentDefinedSplitter(minimum=400, maximum=1_700)
    embeddings = make_embeddings(options.embeddings)
    found: dict[str, dict[str, list[float]]] = {}
    for name, texts, questions in collections(options.data, codes, across=across):
        with tempfile.TemporaryDirectory() as folder:
            library = LibraryStore(
                Path(folder) / "library", embeddings, splitter, model=options.embeddings
            )
            library.ingest([document(title, text) for title, text in texts.items()])
            rows = recalls(library, texts, questions, options.k)
        for group in dict.fromkeys(q.document if name == "retrieval" else name for q in questions):
            chosen = [n for n, q in enumerate(questions) if group in (q.document, name)]
            found[group] = {system: [row[n] for n in chosen] for system, row in rows.items()}
    print("| collection | dense | BM25 | Précis | 95% | weight, of the others |")
    print("|---|---|---|---|---|---|")
    for group, rows in found.items():
        others = [other for other in found if other != group]
        weight = max(map(str, WEIGHTS), key=lambda w: fmean(fmean(found[o][w]) for o in others))
        dense, words = (f"{100 * fmean(rows[part]):.1f}" for part in PARTS)
        low, high = (f"{100 * bound:.1f}" for bound in interval(rows[weight]))
        ours = f"{100 * fmean(rows[weight]):.1f}"
        print(f"| {group} | {dense} | {words} | {ours} | {low}–{high} | {weight} |", flush=True)


if __name__ == "__main__":
    main()
