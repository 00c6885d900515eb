"""How near is a chain of three steps over many documents to its longest step alone?

    uv run python -m benchmarks.compose

A simulated model (32 calls at once, 0.3 s log-normal 0.5, 10 ms a token) and 20 documents. LB is
what no schedule of the calls of the longest step can beat, from the latencies served in that
very run. The peer is LCEL's own `abatch` over the same steps, which waits after every step.
Then: what repeats cost, and what a changed parameter of the last step costs.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import typer
from langchain_core.documents import Document
from langchain_core.runnables import RunnablePassthrough

from benchmarks.map_reduce import text_of
from benchmarks.simulated_server import Behaviour, Remote, Served, remote_model, simulated
from precis import event_loop
from precis.chains.composition.composed import compose
from precis.chains.composition.items import Item, item_of
from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH = 32
CHAIN = "summarize | translate French | generate 'A headline for it'"
STEPS = {
    "summarize": ("You condense", "You merge"),
    "translate": ("You translate",),
    "generate": ("You write what",),
}


class Simulated(Workspace):
    """A workspace whose chat model is the simulated one."""

    def __init__(self, remote: Remote, folder: Path) -> None:
        super().__init__(folder, CallOptions(), model="openai:simulated")
        cache = CallCache(folder / "calls.sqlite")
        self.chat = CallLayer(remote_model(remote), cache, max_concurrency=WIDTH)


@dataclass(frozen=True)
class Run:
    """One run: its seconds, and what the server did in it."""

    seconds: float
    served: Served

    @property
    def bound(self) -> float:
        """Seconds that the longest step takes at least."""
        return max(self.served.only(of).lower_bound(WIDTH) for of in STEPS.values())


async def flowing(chain: str, workspace: Workspace, documents: Sequence[Document]) -> None:
    """Run Précis's own: no document waits for another."""
    await compose(chain, workspace).ainvoke(documents)


async def batched(chain: str, workspace: Workspace, documents: Sequence[Document]) -> None:
    """Run LCEL's batch over the same steps."""
    steps: Any = compose(chain, workspace).steps
    sequence = reduce(or_, steps, RunnablePassthrough[Item]())
    await sequence.abatch([item_of(document) for document in documents])


def documents_of(count: int, chunks: int, seed: int) -> list[Document]:
    """Make documents of about this many chunks."""
    texts = (text_of(chunks, 1000 * seed + number) for number in range(count))
    return [
        Document(text, metadata={"id": str(n), "source": str(n), "title": str(n), "pages": []})
        for n, text in enumerate(texts)
    ]


def run(
    how: Callable[..., Any], chain: str, workspace: Workspace, remote: Remote, documents: Any
) -> Run:
    """Run a chain once and return its cost."""
    remote.served(reset=True)
    started = time.perf_counter()
    event_loop.run(how(chain, workspace, documents))
    return Run(time.perf_counter() - started, remote.served())


def calls(served: Served) -> str:
    """Return how many calls each step made."""
    return ", ".join(f"{name} {len(served.only(of).seconds)}" for name, of in STEPS.items())


def main(count: int = 20, chunks: int = 20, seeds: int = 3) -> None:
    """Print the tables."""
    rows: dict[str, list[Run]] = {"Précis": [], "LCEL abatch over the same steps": []}
    costs: dict[str, str] = {}
    quick = Behaviour(base=0.01, per_token=0.0)
    with simulated(quick) as remote, tempfile.TemporaryDirectory() as kept:
        run(flowing, CHAIN, Simulated(remote, Path(kept)), remote, documents_of(1, 2, 0))
    for seed in range(seeds):
        documents = documents_of(count, chunks, seed)
        for runs, how in zip(rows.values(), (flowing, batched), strict=True):
            with simulated(Behaviour(seed=seed)) as remote, tempfile.TemporaryDirectory() as kept:
                workspace = Simulated(remote, Path(kept))
                runs.append(run(how, CHAIN, workspace, remote, documents))
                if how is flowing:
                    again = run(how, CHAIN, workspace, remote, documents)
                    other = CHAIN.replace("headline", "title")
                    changed = run(how, other, workspace, remote, documents)
                    costs = {
                        "first run": calls(runs[-1].served),
                        "the same again": calls(again.served),
                        "another instruction": calls(changed.served),
                    }
    print("| three steps, 20 documents | time / LB | s | LB, s | calls | most at once |")
    print("|---|---|---|---|---|---|")
    for name, runs in rows.items():
        ratio = median(one.seconds / one.bound for one in runs)
        cells = [
            f"{ratio:.2f} ×",
            f"{median(one.seconds for one in runs):.1f}",
            f"{median(one.bound for one in runs):.1f}",
            f"{median(len(one.served.seconds) for one in runs):.0f}",
            f"{max(one.served.most_at_once for one in runs)}",
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("\n| Précis | paid calls |\n|---|---|")
    for name, told in costs.items():
        print(f"| {name} | {told} |")


if __name__ == "__main__":
    typer.run(main)
