"""Recall of search in each language of XQuAD: does one of k passages hold the answer in place?

Each language is one collection of all its articles, a document a paragraph. Beside the library's
search stand BM25 over the same chunks and MiniLM's vectors alone.
"""

import json
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from langchain_core.documents import Document

from benchmarks.retrieval import document, interval, systems
from precis.models.embeddings import make_embeddings
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore


def collection(path: Path) -> tuple[list[Document], list[tuple[str, str, int]]]:
    """Return the articles, and each question with the article and the place of its answer."""
    documents, questions = [], []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        text, name = "", f"article {number}"
        for paragraph in json.loads(line)["paragraphs"]:
            questions += [
                (asked["question"], name, len(text) + asked["start"])
                for asked in paragraph["questions"]
            ]
            text += paragraph["text"] + "\n\n"
        documents.append(document(name, text))
    return documents, questions


def hits(
    search: Callable[[str], list[tuple[str, int, int]]], questions: list[tuple[str, str, int]]
) -> list[float]:
    """Return 1.0 for each question with its answer among the passages, else 0.0."""
    return [
        float(any(name == wanted and start <= place < end for name, start, end in search(question)))
        for question, wanted, place in questions
    ]


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--k", type=int, default=5)
    parser.add_argument("--languages", default="en,de,es,ru,ar,hi,zh")
    parser.add_argument("--embeddings", default="minilm")
    parser.add_argument("--ask", help="the language of the questions, if not that of the texts")
    parser.add_argument("--every", type=int, default=1, help="ask each nth question only")
    options = parser.parse_args()
    name = options.embeddings
    embeddings = make_embeddings(name)
    splitter = ContentDefinedSplitter(minimum=400, maximum=1_700)
    print(f"| language | search | recall@{options.k} | 95% |")
    print("|---|---|---|---|")
    for language in options.languages.split(","):
        documents, questions = collection(options.data / f"questions/{language}.jsonl")
        if options.ask:  # XQuAD has the same questions in the same order in every language
            _, others = collection(options.data / f"questions/{options.ask}.jsonl")
            questions = [(o[0], *q[1:]) for o, q in zip(others, questions, strict=True)]
        questions = questions[:: options.every]
        with tempfile.TemporaryDirectory() as folder:
            library = LibraryStore(Path(folder) / "library", embeddings, splitter, model=name)
            library.ingest(documents)
            for system, search in systems(library, options.k):
                found = hits(search, questions)
                low, high = interval(found)
                mean = sum(found) / len(found)
                print(f"| {language} | {system} | {mean:.3f} | {low:.3f}–{high:.3f} |", flush=True)


if __name__ == "__main__":
    main()
