"""Are all parts of a question answered, with `ask --hops` and without, by the built-in writer?

    uv run --group benchmarks python -m benchmarks.parts --data DIR

Pairs of questions on one article whose exact answers are known (XQuAD, CC BY-SA 4.0), written as
one: "Who …, and when …?", or as two sentences. both: the answers of both parts stand in what is
answered; words: the median length. How questions are split was chosen on the other half of
the articles. Intervals: 95 %, articles drawn with replacement.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from benchmarks.questions import Article, articles, asker, interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from precis.chains.evidence import Answer

PAIRS = 4
"""Of each article, first and last question, second and last but one, and so on."""

HOPS = 3
WAYS = ("and", "two sentences")


class Outcome(NamedTuple):
    """What became of a pair of questions."""

    article: int
    both: bool
    words: int


def pairs(article: Article) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield pairs of questions with their answers."""
    asked = article.questions
    yield from list(zip(asked[: len(asked) // 2], reversed(asked), strict=False))[:PAIRS]


def joined(first: str, second: str, way: str) -> str:
    """Return two questions as one."""
    if way == "two sentences":
        return f"{first} {second}"
    return f"{first.rstrip(' ?')}, and {second[:1].lower()}{second[1:]}"


def outcomes(data: Path, way: str, ask: Callable[[str, str], Answer]) -> Iterator[Outcome]:
    """Ask every pair of its article."""
    for article in articles(data, "en", "reported"):
        for (first, one), (second, other) in pairs(article):
            reply = ask(article.text, joined(first, second, way))
            said = " ".join(claim.text for claim in reply.claims)
            yield Outcome(article.number, one in said and other in said, len(said.split()))


def main(data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")]) -> None:
    """Print the table."""
    print("| joined by | asked with | pairs | both | words |\n|---|---|---|---|---|")
    for way in WAYS:
        for hops in (0, HOPS):
            with TemporaryDirectory() as folder:
                found = list(outcomes(data, way, asker(folder, hops=hops)))
            groups = [each.article for each in found]
            share = interval([each.both for each in found], groups)
            words = median(each.words for each in found)
            name = f"--hops {hops}" if hops else "no hops"
            print(f"| {way} | {name} | {len(found)} | {share} | {words:.0f} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
