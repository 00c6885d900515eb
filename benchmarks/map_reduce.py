"""How near to the physical limit is map-reduce, beside its peers?

    uv run --group benchmarks python -m benchmarks.map_reduce

A simulated model (32 calls at once, 0.3 s log-normal 0.5, 10 ms a token) and the same chunks of
4,000 characters for everybody. LB is the larger of the critical path and the total service time
/ 32, both from the latencies that the server served in that very run. Medians over the seeds.
"""

from __future__ import annotations

import asyncio
import operator
import random
import time
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer
from langchain_core.documents import Document

from benchmarks.simulated_server import Behaviour, Served, remote_model, simulated
from chains.alignment import Aligner
from chains.generative import GenerativeWriter
from chains.grounding import Grounder
from chains.summarize import Summarize, brief_of
from models.calls import CallLayer
from models.embeddings import MiniLM
from splitters.content_defined import ContentDefinedSplitter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.language_models import BaseChatModel

WIDTH = 32
CAP = 20
CHUNK_CHARACTERS = 4000
TOKEN_MAX = 3000
"""langchain-classic's own default: what a reduce call reads at most."""

_SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na".split()


def text_of(chunks: int, seed: int) -> str:
    """Make prose-like text that cuts into about so many chunks."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(4000)]
    parts, length = [], 0
    while length < chunks * CHUNK_CHARACTERS:
        sentences = [" ".join(rng.choices(words, k=rng.randint(8, 25))).capitalize() + "."]
        sentences += [f"In {rng.randint(1500, 2000)} {s}" for s in sentences]
        parts.append(" ".join(sentences))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


async def precis(
    model: BaseChatModel, document: Document, _: Sequence[Document], width: int = WIDTH
) -> None:
    """Summarize with everything that the command does after loading: grounding included."""
    embeddings = MiniLM()
    layer = CallLayer(model, max_concurrency=width)
    writer = GenerativeWriter("simulated", layer, Aligner(embeddings), cites=True)
    brief = brief_of("medium", focus=None, style="prose", language=None)
    await Summarize(writer, brief, Grounder(embeddings), "mark").ainvoke([document])


async def classic(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Run langchain-classic's map_reduce chain, asynchronously."""
    from langchain_classic.chains.summarize import load_summarize_chain

    chain = load_summarize_chain(model, chain_type="map_reduce", token_max=TOKEN_MAX)
    await chain.ainvoke({"input_documents": list(chunks)}, {"max_concurrency": WIDTH})


async def graph(model: BaseChatModel, _: Document, chunks: Sequence[Document]) -> None:
    """Run a map-reduce graph over LangGraph: fan out, collapse while too long, finish."""
    from langgraph.graph import END, START, StateGraph
    from langgraph.types import Send

    steps = _Steps(model)
    builder = StateGraph(_State)
    builder.add_node("write", steps.write)  # type: ignore[call-overload]
    builder.add_node("collect", steps.collect)
    builder.add_node("collapse", steps.collapse)
    builder.add_node("finish", steps.finish)
    fan = [Send("write", {"content": chunk.page_content}) for chunk in chunks]
    builder.add_conditional_edges(START, lambda _: fan, ["write"])
    builder.add_edge("write", "collect")
    builder.add_conditional_edges("collect", steps.further, ["collapse", "finish"])
    builder.add_conditional_edges("collapse", steps.further, ["collapse", "finish"])
    builder.add_edge("finish", END)
    state = {"summaries": [], "collapsed": [], "final": ""}
    limits = {"max_concurrency": WIDTH, "recursion_limit": 50}
    await builder.compile().ainvoke(state, limits)  # type: ignore[call-overload]


class _State(TypedDict):
    summaries: Annotated[list[str], operator.add]
    collapsed: list[Document]
    final: str


class _Steps:
    def __init__(self, model: BaseChatModel) -> None:
        self._model = model

    async def write(self, state: dict[str, str]) -> dict[str, list[str]]:
        return {"summaries": [await self._ask(state["content"])]}

    def collect(self, state: _State) -> dict[str, list[Document]]:
        return {"collapsed": [Document(summary) for summary in state["summaries"]]}

    async def collapse(self, state: _State) -> dict[str, list[Document]]:
        from langchain_classic.chains.combine_documents import reduce

        groups = reduce.split_list_of_docs(state["collapsed"], _length, TOKEN_MAX)
        return {"collapsed": [await reduce.acollapse_docs(g, self._merged) for g in groups]}

    async def finish(self, state: _State) -> dict[str, str]:
        return {"final": await self._merged(state["collapsed"])}

    def further(self, state: _State) -> str:
        return "collapse" if _length(state["collapsed"]) > TOKEN_MAX else "finish"

    async def _merged(self, documents: list[Document], **_: Any) -> str:
        return await self._ask("\n\n".join(document.page_content for document in documents))

    async def _ask(self, text: str) -> str:
        return (await self._model.ainvoke(f"Summarize:\n\n{text}")).text


def _length(documents: list[Document], **_: Any) -> int:
    return sum(len(document.page_content) // 4 for document in documents)


SYSTEMS: dict[str, Callable[..., Any]] = {
    "langchain-classic map_reduce, ainvoke": classic,
    "LangGraph map-reduce": graph,
    "Précis": precis,
}


@dataclass(frozen=True)
class Run:
    """One run: its seconds, and what the server did in it."""

    seconds: float
    served: Served

    @property
    def ratio(self) -> float:
        """Seconds as a multiple of LB."""
        return self.seconds / self.served.lower_bound(WIDTH)

    @property
    def rejected(self) -> float:
        """Share of all calls that were answered with 429."""
        return self.served.rejected / (self.served.rejected + len(self.served.seconds))


def run(system: Callable[..., Any], chunks: int, behaviour: Behaviour) -> Run:
    """Run one system once, beside a server of its own."""
    metadata = {"id": "d", "source": "d", "title": "", "pages": []}
    document = Document(text_of(chunks, behaviour.seed), metadata=metadata)
    cut = ContentDefinedSplitter().split_documents([document])
    with simulated(behaviour) as remote:
        model = remote_model(remote)
        started = time.perf_counter()
        asyncio.run(system(model, document, cut))
        return Run(time.perf_counter() - started, remote.served())


def times(sizes: Sequence[int], seeds: int, systems: Sequence[str]) -> None:
    """Print time as multiples of LB."""
    print("| time / LB | " + " | ".join(f"{size} chunks" for size in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    for name in systems:
        run(SYSTEMS[name], 3, Behaviour(base=0.01, per_token=0.0))
        cells = []
        for size in sizes:
            runs = [run(SYSTEMS[name], size, Behaviour(seed=seed)) for seed in range(seeds)]
            ratio, seconds = median(r.ratio for r in runs), median(r.seconds for r in runs)
            calls = median(len(r.served.seconds) for r in runs)
            most = max(r.served.most_at_once for r in runs)
            cells.append(f"{ratio:.2f} × ({seconds:.1f} s, {calls:.0f} calls, {most} at once)")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


FAULTS = {"errors": 0.02, "resets": 0.01, "stalls": 0.005, "stall_seconds": 60.0}


def faults(sizes: Sequence[int], seeds: int) -> None:
    """Print Précis's time with a server that fails, as multiples of a clean run."""
    print(
        f"\n| with faults / clean, cap {CAP} | " + " | ".join(f"{n} chunks" for n in sizes) + " |"
    )
    print("|---" * (len(sizes) + 1) + "|")
    capped = partial(precis, width=CAP)
    for name, retry_after in (("no Retry-After", None), ("Retry-After: 1", 1.0)):
        cells = []
        for size in sizes:
            ratios, rejected = [], []
            for seed in range(seeds):
                clean = run(capped, size, Behaviour(seed=seed))
                harsh = Behaviour(seed=seed, cap=CAP, retry_after=retry_after, **FAULTS)  # type: ignore[arg-type]
                failing = run(precis, size, harsh)
                ratios.append(failing.seconds / clean.seconds)
                rejected.append(failing.rejected)
            cells.append(f"{median(ratios):.2f} × ({median(rejected):.1%} rejected)")
        print(f"| 429, 500, resets, stalls; {name} | " + " | ".join(cells) + " |", flush=True)


def main(
    sizes: Annotated[list[int] | None, typer.Option("--chunks", help="Sizes to run.")] = None,
    seeds: int = 3,
    only: Annotated[str, typer.Option(help="Run the systems whose name has this.")] = "",
    *,
    clean: bool = True,
    harsh: bool = True,
) -> None:
    """Print the tables."""
    chosen = sizes or [50, 200, 1000]
    if clean:
        times(chosen, seeds, [name for name in SYSTEMS if only in name])
    if harsh:
        faults([size for size in chosen if size > WIDTH * 2], seeds)


if __name__ == "__main__":
    typer.run(main)
