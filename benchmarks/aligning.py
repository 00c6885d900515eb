"""What does it cost where replies carry no citation, so that spans are found by alignment?

    uv run --group benchmarks python -m benchmarks.aligning [--chunks 200]

The simulated model and the text of `map_reduce.py`; one server cites, the other never does. CPU
milliseconds a call are those of the process beside the server: all of them, those of alignment
alone, and how many texts were embedded for it. Seconds are multiples of LB in the same run.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.map_reduce import precis, run
from benchmarks.simulated_server import Behaviour
from precis.chains.grounding.alignment import Aligner, Match, Vectors
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from precis.chains.grounding.alignment import Sentences


@dataclass
class Spent:
    """CPU seconds of alignment, and the texts that were embedded for it."""

    seconds: float = 0.0
    embedded: int = 0


def watched(spent: Spent) -> Iterator[None]:
    """Count what `Aligner.matches` takes while the caller is suspended at the yield."""
    matches, embed = Aligner.matches, Vectors.embed

    def timed(self: Aligner, texts: Sequence[str], sentences: Sentences) -> list[Match]:
        started = time.thread_time()
        found = matches(self, texts, sentences)
        spent.seconds += time.thread_time() - started
        return found

    def counted(self: Vectors, texts: Iterable[str]) -> None:
        listed = list(texts)
        spent.embedded += len(listed)
        embed(self, listed)

    Aligner.matches, Vectors.embed = timed, counted  # type: ignore[method-assign]
    yield
    Aligner.matches, Vectors.embed = matches, embed  # type: ignore[method-assign]


def main(
    chunks: Annotated[int, typer.Option(help="About how many chunks.")] = 200, seeds: int = 3
) -> None:
    """Print the table."""
    MiniLM().embed_query("loaded before anything is measured")
    run(precis, 3, Behaviour(base=0.01, per_token=0.0))
    print("| the server | calls | CPU ms a call | of alignment | embedded | time / LB |")
    print("|---|---|---|---|---|---|")
    for name, cites in (("cites", True), ("never cites", False)):
        rows = []
        for seed in range(seeds):
            spent = Spent()
            watching = watched(spent)
            next(watching)
            done = run(precis, chunks, Behaviour(seed=seed, cites=cites))
            next(watching, None)
            calls = len(done.served.seconds)
            rows.append(
                (
                    calls,
                    1e3 * done.cpu / calls,
                    1e3 * spent.seconds / calls,
                    spent.embedded,
                    done.ratio,
                )
            )
        calls, cpu, own, embedded, ratio = (median(column) for column in zip(*rows, strict=True))
        print(
            f"| {name} | {calls:.0f} | {cpu:.1f} | {own:.2f} | {embedded:.0f} | {ratio:.2f} × |",
            flush=True,
        )


if __name__ == "__main__":
    typer.run(main)
