"""CPU time of an ingest and of a question, beside LangChain's Chroma and llama_index, in one run.

    UV_LINK_MODE=copy uv run --with llama-index-core python -m benchmarks.peers --data DIR

The texts are Chroma's three corpora, which the questions ask, and with `--megabytes` evidence of
the support pairs beside them. All embed by the same MiniLM, so that what differs is how they cut,
store and search. Chroma's retriever and llama_index compare vectors alone; Précis searches words as
well. Each cuts as it does by itself: LangChain's recursive splitter at 1,000 characters,
llama_index at 256 tokens.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from benchmarks.retrieval import document, evaluation
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    Search = Callable[[str], object]
    Ingest = Callable[[dict[str, str], MiniLM, Path], Search]

K = 8
PART = 100_000


def precis(texts: dict[str, str], minilm: MiniLM, folder: Path) -> Search:
    """Ingest into a library."""
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    library = LibraryStore(folder, minilm, splitter, model="minilm")
    library.ingest([document(name, text) for name, text in texts.items()])
    return library.retriever(k=K).invoke


def chroma(texts: dict[str, str], minilm: MiniLM, folder: Path) -> Search:
    """Ingest as LangChain's documentation does."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    chunks = splitter.split_documents([document(name, text) for name, text in texts.items()])
    store = Chroma.from_documents(chunks, minilm, persist_directory=str(folder))
    return store.as_retriever(search_kwargs={"k": K}).invoke


def llama_index(texts: dict[str, str], minilm: MiniLM, folder: Path) -> Search:
    """Ingest as llama_index's documentation does, and store it."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter

    class Embedding(BaseEmbedding):  # type: ignore[misc]
        def _get_query_embedding(self, query: str) -> list[float]:
            return minilm.embed_query(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return minilm.embed_query(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return minilm.embed_query(text)

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return minilm.embed_documents(texts)

    index: Any = VectorStoreIndex.from_documents(
        [Document(text=text) for text in texts.values()],
        transformations=[SentenceSplitter(chunk_size=256, chunk_overlap=20)],
        embed_model=Embedding(),
    )
    index.storage_context.persist(str(folder))
    return index.as_retriever(similarity_top_k=K).retrieve  # type: ignore[no-any-return]


def evidence(data: Path, size: int) -> dict[str, str]:
    """Return texts of some 100,000 characters, `size` characters in all."""
    texts: dict[str, str] = {}
    lines: dict[str, None] = {}
    long = 0
    with gzip.open(data / "support-pairs" / "pairs.jsonl.gz", "rt", encoding="utf-8") as pairs:
        for line in pairs:
            if len(texts) * PART >= size:
                break
            said = json.loads(line)["evidence"]
            long += len(said) if said not in lines else 0
            lines[said] = None
            if long >= PART:
                texts[f"evidence-{len(texts)}"] = "\n\n".join(lines)
                lines, long = {}, 0
    return texts


def cpu(search: Search, question: str) -> float:
    """Return the CPU milliseconds of one search."""
    started = process_time()
    search(question)
    return 1000 * (process_time() - started)


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    every: Annotated[int, typer.Option(help="Ask each nth question.")] = 2,
    megabytes: Annotated[float, typer.Option(help="Size of all texts.")] = 0,
) -> None:
    """Print the table."""
    minilm = MiniLM()
    minilm.embed_documents(["loads the model"] * 32)
    corpora, asked = evaluation(data)
    missing = int(megabytes * 1e6) - sum(map(len, corpora.values()))
    corpora |= evidence(data, missing) if missing > 0 else {}
    questions = [question.text for question in asked[::every]]
    ways: dict[str, Ingest] = {
        "LangChain's Chroma": chroma,
        "Précis": precis,
        "llama_index, 256 tokens": llama_index,
    }
    print("| | ingest, CPU s | a question, CPU ms, median | of it to embed |\n|---|---|---|---|")
    for name, ingest in ways.items():
        with TemporaryDirectory() as folder:
            started = process_time()
            search = ingest(corpora, minilm, Path(folder) / "library")
            spent = process_time() - started
            search(questions[0])
            each = median(cpu(search, question) for question in questions)
            embedding = median(cpu(minilm.embed_query, question) for question in questions)
            print(f"| {name} | {spent:.1f} | {each:.1f} | {embedding:.1f} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
