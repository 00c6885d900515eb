"""How near to the physical limit is map-reduce, beside its peers?

    uv run --group benchmarks python -m benchmarks.map_reduce

A simulated model (32 calls at once, 0.3 s log-normal 0.5, 10 ms a token) and the same chunks of
4,000 characters for everybody. LB is the larger of the critical path and the total service time
/ 32, both from the latencies that the server served in that very run. Medians over the seeds.
"Free" is the time in which the same calls would end if only the last had to wait for others.
`invoke` of langchain-classic makes one call at a time and is served a tenth of the latency.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from langchain_core.documents import Document

from benchmarks.map_reduce_peers import WIDTH, classic, classic_sync, graph, plain_tree
from benchmarks.simulated_server import Behaviour, Served, remote_model, simulated
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.requests import SummaryOptions
from precis.chains.summarize import Summarize, brief_of
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer
from precis.models.embeddings import MiniLM
from precis.splitters.content_defined import ContentDefinedSplitter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.language_models import BaseChatModel

CAP = 20
CHUNK_CHARACTERS = 4000
_SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na".split()


def text_of(chunks: int, seed: int) -> str:
    """Make prose-like text that cuts into about this many chunks."""
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
    """Summarize with all that the command does after loading: calls kept, claims checked."""
    gc.freeze()  # as the command does when all is loaded
    embeddings = MiniLM()
    brief = brief_of(SummaryOptions())
    with TemporaryDirectory() as folder:
        cache = CallCache(Path(folder) / "calls.sqlite")
        layer = CallLayer(model, cache, max_concurrency=width)
        writer = GenerativeWriter("simulated", layer, Aligner(embeddings), cites=True)
        await Summarize(writer, brief, ClaimChecker(embeddings), "mark").ainvoke([document])
        cache.close()


SYNC = "langchain-classic map_reduce, invoke"
SYSTEMS: dict[str, Callable[..., Any]] = {
    SYNC: classic_sync,
    "langchain-classic map_reduce, ainvoke": classic,
    "LangGraph map-reduce": graph,
    "plain pipelined tree": plain_tree,
    "Précis": precis,
}


@dataclass(frozen=True)
class Run:
    """One run: its seconds, those of this process's CPU, and what the server did in it."""

    seconds: float
    served: Served
    cpu: float = 0.0

    @property
    def ratio(self) -> float:
        """Seconds as a multiple of LB."""
        return self.seconds / self.served.lower_bound(WIDTH)

    @property
    def free_ratio(self) -> float:
        """The same for these calls, were they free of one another but the last."""
        return self.served.list_schedule(WIDTH) / self.served.lower_bound(WIDTH)

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
        started, busy = time.perf_counter(), time.process_time()
        asyncio.run(system(model, document, cut))
        seconds, cpu = time.perf_counter() - started, time.process_time() - busy
        return Run(seconds, remote.served(), cpu)


def times(sizes: Sequence[int], seeds: int, systems: Sequence[str]) -> None:
    """Print time as multiples of LB."""
    print("| time / LB | " + " | ".join(f"{size} chunks" for size in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    for name in systems:
        run(SYSTEMS[name], 3, Behaviour(base=0.01, per_token=0.0))
        cells = []
        for size in sizes:
            runs = [run(SYSTEMS[name], size, _clean(name, seed)) for seed in range(seeds)]
            ratio, seconds = median(r.ratio for r in runs), median(r.seconds for r in runs)
            free = median(r.free_ratio for r in runs)
            calls = median(len(r.served.seconds) for r in runs)
            most = max(r.served.most_at_once for r in runs)
            took = f"{seconds:.1f} s, {calls:.0f} calls, {most} at once"
            cells.append(f"{ratio:.2f} × ({took}; free {free:.2f} ×)")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _clean(name: str, seed: int) -> Behaviour:
    """Serve a tenth of the latency to who makes one call at a time: the ratio is the same."""
    return Behaviour(seed=seed, base=0.03, per_token=0.001) if name == SYNC else Behaviour(seed)


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
