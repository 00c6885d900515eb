"""Recall, precision and IoU of passages: dense, BM25, equal fusion, and the library's search.

Definitions are Chroma's chunking evaluation's (Smith and Troynikov, 2024): shares of reference
characters, averaged over questions.
"""

import json
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean

import numpy as np
from langchain_core.documents import Document

from precis.models.embeddings import MiniLM
from precis.models.tokens import estimate_tokens
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

Stretch = tuple[str, int, int]
RANK_CONSTANT = 60


@dataclass
class Question:
    """A question, and the character ranges of one document that answer it."""

    text: str
    document: str
    references: list[tuple[int, int]]


def evaluation(data: Path) -> tuple[dict[str, str], list[Question]]:
    """Read Chroma's chunking evaluation."""
    rows = json.loads((data / "retrieval/questions.json").read_text("utf-8"))
    names = {row["corpus"] for row in rows}
    texts = {n: (data / f"retrieval/{n}.md").read_bytes().decode() for n in sorted(names)}
    return texts, [
        Question(
            row["question"],
            row["corpus"],
            [(r["start_index"], r["end_index"]) for r in row["references"]],
        )
        for row in rows
    ]


def meetings(data: Path) -> tuple[dict[str, str], list[Question]]:
    """Read QMSum: the references are the turns that each focused query rests on."""
    texts, questions = {}, []
    for number, line in enumerate((data / "meetings/meetings.jsonl").read_text().splitlines()):
        meeting = json.loads(line)
        text, turns = "", []
        for turn in meeting["meeting_transcripts"]:
            spoken = f"{turn['speaker']}: {turn['content']}"
            turns.append((len(text), len(text) + len(spoken)))
            text += spoken + "\n\n"
        name = f"meeting {number}"
        texts[name] = text
        for query in meeting["specific_query_list"]:
            ranges = [
                (turns[int(first)][0], turns[min(int(last), len(turns) - 1)][1])
                for first, last in query["relevant_text_span"]
            ]
            questions.append(Question(query["query"], name, ranges))
    return texts, questions


def document(name: str, text: str) -> Document:
    """Make the Document that a loader would."""
    metadata = {"id": sha256(name.encode()).hexdigest()[:16], "source": name, "title": name}
    return Document(page_content=text, metadata={**metadata, "media_type": "text/plain"})


def systems(library: LibraryStore, k: int) -> Iterator[tuple[str, Callable[[str], list[Stretch]]]]:
    """Yield what is compared: by name, a function from a question to stretches."""
    snapshot = library.store("default").snapshot()
    everything = snapshot.catalog.count()
    minilm = library.embeddings

    def dense(question: str) -> list[int]:
        vector = np.asarray(minilm.embed_query(question), dtype=np.float32)
        keys = [near.key for near in snapshot.vectors.nearest(vector, everything)]
        chunks = dict(snapshot.index.chunks_of(keys))
        return list(dict.fromkeys(chunks[key] for key in keys))

    def words(question: str) -> list[int]:
        scores = snapshot.index.keywords(snapshot.index.rarest_terms(question).terms, everything)
        return sorted(scores, key=lambda number: -scores[number])

    def equal(question: str) -> list[int]:
        scores: dict[int, float] = {}
        for ranking in (dense(question), words(question)):
            for rank, number in enumerate(ranking, 1):
                scores[number] = scores.get(number, 0) + 1 / (RANK_CONSTANT + rank)
        return sorted(scores, key=lambda number: -scores[number])

    def stretches(rank: Callable[[str], list[int]]) -> Callable[[str], list[Stretch]]:
        def retrieve(question: str) -> list[Stretch]:
            pieces = snapshot.index.pieces(rank(question)[:k])
            passages = snapshot.index.passages([piece[1:4] for piece in pieces])
            return [stretch(passage) for passage in passages]

        return retrieve

    yield "dense (MiniLM)", stretches(dense)
    yield "BM25 (FTS5)", stretches(words)
    yield "RRF 1:1", stretches(equal)
    yield "Précis", lambda question: [stretch(p) for p in library.search(question, k=k)]


def stretch(passage: Document) -> Stretch:
    """Return where a passage lies."""
    at = passage.metadata
    return at["title"], at["start_index"], at["end_index"]


def scores(question: Question, length: int, found: list[Stretch]) -> tuple[float, float, float]:
    """Return recall, precision and IoU."""
    wanted, given, elsewhere = np.zeros(length, bool), np.zeros(length, bool), 0
    for start, end in question.references:
        wanted[start:end] = True
    for name, start, end in found:
        if name == question.document:
            given[start:end] = True
        else:
            elsewhere += end - start
    both = int((wanted & given).sum())
    return (
        both / int(wanted.sum()),
        both / max(int(given.sum()) + elsewhere, 1),
        both / (int((wanted | given).sum()) + elsewhere),
    )


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95% bootstrap interval of a mean, of 2,000 draws with a fixed seed."""
    draws = np.random.default_rng(0).choice(values, (2000, len(values))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return float(low), float(high)


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--k", type=int, default=5)
    parser.add_argument("--sizes", default="200-800,300-1200,350-1400,400-1700")
    options = parser.parse_args()
    minilm = MiniLM()
    print(f"| data | chunk tokens, mean | search | recall@{options.k} | precision | IoU |")
    print("|---|---|---|---|---|---|")
    for name, read in (("retrieval", evaluation), ("meetings", meetings)):
        texts, questions = read(options.data)
        for size in options.sizes.split(","):
            minimum, maximum = map(int, size.split("-"))
            splitter = ContentDefinedSplitter(minimum=minimum, maximum=maximum)
            documents = [document(title, text) for title, text in texts.items()]
            chunks = splitter.split_documents(documents)
            tokens = fmean(estimate_tokens(chunk.page_content) for chunk in chunks)
            with tempfile.TemporaryDirectory() as folder:
                library = LibraryStore(Path(folder) / "library", minilm, splitter, model="minilm")
                library.ingest(documents)
                for system, search in systems(library, options.k):
                    rows = [scores(q, len(texts[q.document]), search(q.text)) for q in questions]
                    figures = (f"{100 * fmean(c):.1f}" for c in zip(*rows, strict=True))
                    print(f"| {name} | {tokens:.0f} | {system} | {' | '.join(figures)} |")


if __name__ == "__main__":
    main()
