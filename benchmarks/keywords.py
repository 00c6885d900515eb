"""Keywords without a chat model: do they name what an abstract names?

    uv run --group benchmarks python -m benchmarks.keywords [--data DIR] [--fitted]

Ten keywords of each technical document (Python Enhancement Proposals without their abstract).
Right: the share of keywords all of whose stems the abstract has. Covered: the share of the
abstract's stems in the ten. Words: the mean number of words of a keyword. With `--fitted`, over the
half that choices were made on.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer
from langchain_core.documents import Document

from benchmarks.embedded import abstracts
from precis.chains.composition.reading import Reading
from precis.chains.grounding.lexical import terms
from precis.chains.steps.shared.phrases import key_phrases, phrases

COUNT = 10

Extract = Callable[[Sequence[str], int], list[str]]


def frequent_words(texts: Sequence[str], count: int) -> list[str]:
    """Return the most frequent words that are no function words."""
    found = (word for text in texts for phrase in phrases(text, "en") for word in phrase.split())
    counted = Counter(word.lower() for word in found)
    return [word for word, _ in counted.most_common(count)]


def row(extract: Extract, data: Path, *, fitted: bool) -> str:
    """Return the cells of one method."""
    right: list[float] = []
    covered: list[float] = []
    words: list[float] = []
    for text, _, [(_, [abstract])] in abstracts(data, fitted=fitted):
        document = Document(text, metadata={"id": "text", "source": "text", "title": ""})
        sentences = [said for said, _ in Reading({"text": document}).sentences()]
        stems = [terms(keyword).content for keyword in extract(sentences, COUNT)]
        named = terms(abstract).content
        right.append(fmean(bool(each) and each <= named for each in stems))
        covered.append(len(frozenset[str]().union(*stems) & named) / len(named))
        words += [len(keyword.split()) for keyword in extract(sentences, COUNT)]
    return f"{fmean(right):.3f} | {fmean(covered):.3f} | {fmean(words):.2f}"


def main(
    data: Annotated[Path, typer.Option()] = Path("../shared/data"),
    *,
    fitted: Annotated[bool, typer.Option(help="Measure the half for choosing.")] = False,
) -> None:
    """Print the table."""
    print("| keywords | right | covered | words |\n|---|---|---|---|")
    methods: dict[str, Extract] = {"most frequent words": frequent_words, "Précis": key_phrases}
    for name, extract in methods.items():
        print(f"| {name} | {row(extract, data, fitted=fitted)} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
