"""Chunks a second of an ingest, beside the usual path over Chroma, on the same text in one run.

    uv run python -m benchmarks.ingest --data DIR [--rounds 3]

The usual path: LangChain's Chroma.from_documents with Chroma's default embedding function, as
Chroma ships it: all-MiniLM-L6-v2 in ONNX, fp32, batches of 32, every text padded to 256 word
pieces. Chroma downloads that model; here its graph is made from the packaged weights instead,
folded back to fp32, so that both sides run the same network. Both sides cut, embed and store.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from benchmarks.answers import texts
from precis.chains.workspace import RETRIEVAL_CHUNKS
from precis.models import embeddings as packaged
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.stores.library_store import LibraryStore

if TYPE_CHECKING:
    from collections.abc import Sequence

CHROMAS_BATCH = 32
"""Texts that chromadb's ONNXMiniLM_L6_V2 embeds at once."""

CHARACTERS = 250_000


class ChromasDefault(Embeddings):
    """What chromadb's ONNXMiniLM_L6_V2 computes: padded to 256, fp32, mean pooling, unit length."""

    def __init__(self) -> None:
        import onnx
        from onnx import numpy_helper
        from onnxruntime import InferenceSession
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_buffer(packaged._verified(*packaged._TOKENIZER))
        self._tokenizer.enable_truncation(max_length=256)
        self._tokenizer.enable_padding(pad_id=0, pad_token="[PAD]", length=256)
        model = onnx.load_from_string(packaged._verified(*packaged._MODEL))
        _fold(model.graph, numpy_helper)
        self._session = InferenceSession(
            model.SerializeToString(), providers=["CPUExecutionProvider"]
        )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed in batches of CHROMAS_BATCH."""
        rows: list[list[float]] = []
        for start in range(0, len(texts), CHROMAS_BATCH):
            encoded = self._tokenizer.encode_batch(texts[start : start + CHROMAS_BATCH])
            ids = np.array([each.ids for each in encoded], dtype=np.int64)
            mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
            rows += self._vectors(ids, mask).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Embed one text."""
        return self.embed_documents([text])[0]

    def _vectors(self, ids: Any, mask: Any) -> Any:
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {node.name for node in self._session.get_inputs()}
        hidden = self._session.run(None, {k: v for k, v in given.items() if k in wanted})[0]
        if hidden.ndim == 3:
            weights = mask[..., None].astype(np.float32)
            hidden = (hidden * weights).sum(1) / np.maximum(weights.sum(1), 1e-9)
        return hidden / np.linalg.norm(hidden, axis=1, keepdims=True)


def _fold(graph: Any, numpy_helper: Any) -> None:
    """Compute the fp32 weights: what is cast from int8 and multiplied by a scale."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in list(graph.node):
        if node.op_type in {"Cast", "Mul"} and all(name in arrays for name in node.input):
            left, *right = (arrays[name] for name in node.input)
            folded = left.astype(np.float32) if not right else left * right[0]
            arrays[node.output[0]] = folded
            graph.initializer.append(numpy_helper.from_array(folded, node.output[0]))
            graph.node.remove(node)
    used = {name for node in graph.node for name in node.input}
    for tensor in list(graph.initializer):
        if tensor.name not in used:
            graph.initializer.remove(tensor)


def documents(data: Path) -> list[Document]:
    """Return real texts of about CHARACTERS in all."""
    found: list[Document] = []
    left = CHARACTERS
    for number, each in enumerate(texts(data)):
        text = each.text[:left]
        metadata = {"id": f"{number:016x}", "source": f"/{number}.txt", "title": f"{number}"}
        found.append(Document(text, metadata={**metadata, "media_type": "text/plain"}))
        left -= len(text)
        if left <= 0:
            break
    return found


def usual(chunks: Sequence[Document], embeddings: Embeddings, folder: Path) -> None:
    """Store chunks as LangChain's documentation does."""
    from langchain_chroma import Chroma

    Chroma.from_documents(list(chunks), embeddings, persist_directory=str(folder))


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    rounds: Annotated[int, typer.Option(help="Runs of each, of which the median counts.")] = 3,
) -> None:
    """Print the table."""
    splitter = ContentDefinedSplitter(*RETRIEVAL_CHUNKS)
    given = documents(data)
    chunks = splitter.split_documents(given)
    minilm, default = packaged.MiniLM(), ChromasDefault()
    sample = [chunk.page_content[:700] for chunk in chunks[:64]]
    likeness = np.mean(
        np.sum(minilm.vectors(sample) * np.array(default.embed_documents(sample)), axis=1)
    )
    rates: dict[str, list[float]] = {"Chroma.from_documents": [], "Précis": []}
    for _ in range(rounds):
        with TemporaryDirectory() as folder:
            started = perf_counter()
            usual(chunks, default, Path(folder) / "chroma")
            rates["Chroma.from_documents"].append(len(chunks) / (perf_counter() - started))
            library = LibraryStore(Path(folder) / "library", minilm, splitter, model="minilm")
            started = perf_counter()
            report = library.ingest(given)
            rates["Précis"].append(report.chunks / (perf_counter() - started))
    base = statistics.median(rates["Chroma.from_documents"])
    print(f"{len(chunks)} chunks of {CHARACTERS} characters; cosine to fp32 {likeness:.4f}\n")
    print("| ingest | chunks a second, median | times the usual path |\n|---|---|---|")
    for name, measured in rates.items():
        rate = statistics.median(measured)
        print(f"| {name} | {rate:.1f} | {rate / base:.2f} |")


if __name__ == "__main__":
    typer.run(main)
