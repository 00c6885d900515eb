"""How long does it take to judge a claim, and in how much memory?

    uv run --group benchmarks python -m benchmarks.checking --data DIR

CLAIMS claims of people, each with a source of its own of a paragraph or two, and as many about one
source of ONE characters. Seconds are those of the processor, of all threads: other work on the
machine lengthens them less than those of the clock.
"""

from __future__ import annotations

import resource
import time
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.labelled import documents, sets
from precis.chains.evidence import Claim
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.models.embeddings import MiniLM

CLAIMS = 300
ONE = 150_000
OF_PEOPLE = ("claims against", "dialogue", "one-sentence")


def main(data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")]) -> None:
    """Print the table."""
    chosen = [
        item
        for kind, items in sets(data, CLAIMS).items()
        if kind.startswith(OF_PEOPLE)
        for item in islice(items, CLAIMS // 4)
    ]
    checker = ClaimChecker(MiniLM())
    checker.check([Claim(text="It rained.")], documents("It rained for days."))
    print(f"until the first claim is judged: {time.process_time():.1f} s of the processor\n")
    print("| claims | count | ms of the processor a claim |\n|---|---|---|")
    started = time.process_time()
    for item in chosen:
        checker.check([Claim(text=text) for text in item.sentences], documents(item.article))
    _row("each with a source of its own", len(chosen), started)
    claims = [Claim(text=text) for item in chosen for text in item.sentences]
    whole = "\n\n".join(item.article for items in sets(data, CLAIMS).values() for item in items)
    started = time.process_time()
    checker.check(claims, documents(whole[:ONE]))
    _row(f"about one source of {ONE:,} characters", len(claims), started)
    print(f"\n{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def _row(name: str, count: int, started: float) -> None:
    print(
        f"| {name} | {count} | {1000 * (time.process_time() - started) / count:.1f} |", flush=True
    )


if __name__ == "__main__":
    typer.run(main)
