"""What does a chat model as `--judge` add where support is unsure? On sets that people judged.

    uv run --extra gguf python -m benchmarks.judging MODEL.gguf --data DIR [--items 10]

Claims of which the score is unsure, at most `--items` of each set and as many true as false where
there are: how many get a verdict that counts (the model's controls were right), how many of these
are right, and what it takes.
"""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.labelled import documents, sets
from precis.chains.evidence import Claim
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.grounding.judge import Judge
from precis.models.calls.layer import CallLayer
from precis.models.calls.prices import FREE
from precis.models.embedded import gguf_model
from precis.models.embeddings import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.labelled import Labelled
    from precis.chains.grounding.judge import Question, Verdict

DRAWN = 60


class Noted(Judge):
    """A judge that only notes what it is asked, so that all is asked in whole calls."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def verdicts(self, questions: Iterable[Question]) -> list[Verdict | None]:
        """Note, and decide nothing."""
        self.asked += (found := list(questions))
        return [None] * len(found)


def unsure(items: Iterable[Labelled], minilm: MiniLM) -> Iterator[tuple[Question, bool]]:
    """Yield what a judge is asked about claims that are unsure, and their truth."""
    for item in items:
        noted = Noted()
        checker = ClaimChecker(minilm, noted)
        for claim, truth in zip(item.sentences, item.supported, strict=True):
            checker.check([Claim(text=claim)], documents(item.article))
            yield from ((question, truth) for question in noted.asked)
            noted.asked.clear()


def main(
    model: Path,
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    items: Annotated[int, typer.Option(help="Unsure claims of each set at most.")] = 10,
) -> None:
    """Print the table."""
    judge = Judge(model.stem, CallLayer(gguf_model(model), max_concurrency=1, price=FREE))
    minilm = MiniLM()
    print("| set | unsure claims | true | verdicts that count | right | seconds a claim |")
    print("|---|---|---|---|---|---|")
    for kind, found in sets(data, DRAWN).items():
        chosen = [
            one
            for truth in (True, False)
            for one in islice(
                (pair for pair in unsure(found, minilm) if pair[1] is truth), items // 2
            )
        ]
        started = time.perf_counter()
        verdicts = judge.verdicts([question for question, _ in chosen])
        seconds = (time.perf_counter() - started) / max(1, len(chosen))
        right = [v.supported == t for v, (_, t) in zip(verdicts, chosen, strict=True) if v]
        true = sum(truth for _, truth in chosen)
        print(
            f"| {kind} | {len(chosen)} | {true} | {len(right)} | {sum(right)} | {seconds:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    typer.run(main)
