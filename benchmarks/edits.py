"""What does an edit of a long text cost, when its summary is made again?

    uv run --group benchmarks python -m benchmarks.edits

A text of 700,000 characters is summarized, edited, and summarized again, with a simulated model
that counts calls and tokens. Shares are of the first run's; the largest over the seeds counts.
"""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer
from langchain_core.documents import Document

from benchmarks.map_reduce import text_of
from benchmarks.simulated_server import Behaviour, remote_model, simulated
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.requests import SummaryOptions
from precis.chains.summarize import Summarize, brief_of
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.cache import CallCache
from precis.models.calls.layer import CallLayer
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.simulated_server import Remote

CHARACTERS = 700_000
PAGE = 2_500
CHAPTER = 10_000
FAST = Behaviour(base=0.005, per_token=0.0)


def _changed_sentence(text: str, rng: random.Random) -> str:
    place = text.index(". ", rng.randrange(len(text) - PAGE)) + 2
    return text[:place] + "Nobody had seen this coming." + text[text.index(".", place) :]


def _paragraph_near_the_start(text: str, rng: random.Random) -> str:
    place = text.index("\n\n", rng.randrange(PAGE)) + 2
    return text[:place] + text_of(1, rng.randrange(10**6))[:700] + "\n\n" + text[place:]


def _deleted_page(text: str, rng: random.Random) -> str:
    place = len(text) // 2 + rng.randrange(PAGE)
    return text[:place] + text[place + PAGE :]


def _appended_chapter(text: str, rng: random.Random) -> str:
    return text + "\n\n" + text_of(3, rng.randrange(10**6))[:CHAPTER]


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "nothing": lambda text, _: text,
    "one sentence changed": _changed_sentence,
    "a paragraph inserted near the start": _paragraph_near_the_start,
    f"a page of {PAGE} characters deleted in the middle": _deleted_page,
    f"a chapter of {CHAPTER} characters appended": _appended_chapter,
}


def summarize(text: str, remote: Remote, folder: Path) -> tuple[int, int]:
    """Summarize `text` with the calls kept in `folder`; return the calls and tokens it took."""
    embeddings = MiniLM()
    cache = CallCache(folder / "calls.sqlite")
    writer = GenerativeWriter(
        "simulated", CallLayer(remote_model(remote), cache), Aligner(embeddings), cites=True
    )
    brief = brief_of(SummaryOptions())
    metadata = {"id": "d", "source": "d", "title": "", "pages": []}
    document = Document(text, metadata=metadata)
    Summarize(writer, brief, ClaimChecker(embeddings), "mark").invoke([document])
    cache.close()
    served = remote.served(reset=True)
    return len(served.seconds), served.input_tokens + served.output_tokens


def main(seeds: int = 5) -> None:
    """Print the table."""
    shares: dict[str, list[tuple[float, float]]] = {name: [] for name in EDITS}
    for seed in range(seeds):
        text = text_of(CHARACTERS // 4000, seed)[:CHARACTERS]
        with simulated(FAST) as remote, TemporaryDirectory() as folder:
            calls, tokens = summarize(text, remote, Path(folder))
            for name, edit in EDITS.items():
                edited = edit(text, random.Random(seed))
                again = summarize(edited, remote, Path(folder))
                shares[name].append((again[0] / calls, again[1] / tokens))
    print("| edit | calls made again: median, most | tokens: median, most |")
    print("|---|---|---|")
    for name, found in shares.items():
        cells = [f"{median(share):.1%}, {max(share):.1%}" for share in zip(*found, strict=True)]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    typer.run(main)
