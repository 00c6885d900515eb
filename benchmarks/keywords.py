"""Keywords without a chat model: do they name what people name?

    uv run --group benchmarks python -m benchmarks.keywords [--data DIR] [--fitted]

Ten keywords of each text, against what a person wrote of it: Python Enhancement Proposals against
their abstract, which is taken out; READMEs of the installed packages, and news pages, against the
keywords that their authors gave, as far as the text has them. Right: the share of keywords all of
whose stems are among those, with the interval of 95 % of bootstrap samples of texts. Covered: the
share of those stems in the ten. Words: of a keyword. Choices were made on every other text of each
kind, which `--fitted` measures; the rest only reports.
"""

import gzip
import html
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from statistics import fmean
from typing import Annotated, NamedTuple

import typer
from langchain_core.documents import Document

from precis.chains.composition.reading import Reading
from precis.chains.grounding.lexical import terms
from precis.chains.steps.shared.phrases import key_phrases, phrases, said

COUNT = 10
SAMPLES = 2000
SHORTEST, LONGEST = 2500, 60_000
"""Characters of a README."""

Extract = Callable[[Sequence[str], int], list[str]]

_META = re.compile(r"<meta[^>]+name=[\"']?(?:news_)?keywords[\"']?[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r'content="([^"]*)"', re.IGNORECASE)


class Text(NamedTuple):
    """The sentences of a text, and the stems that a person named."""

    sentences: list[str]
    named: frozenset[str]

    @classmethod
    def of(cls, text: str, named: Sequence[str], *, present: bool) -> "Text":
        """Read a text; with `present`, only stems that it has can be named."""
        document = Document(text, metadata={"id": "text", "source": "text", "title": ""})
        sentences = [sentence for sentence, _ in Reading({"text": document}).sentences()]
        stems = frozenset[str]().union(*map(content, named))
        has = frozenset[str]().union(*map(content, sentences))
        return cls(sentences, stems & has if present else stems)


@cache
def content(text: str) -> frozenset[str]:
    """Return the stems of a text that carry meaning."""
    return terms(text).content


def proposals(data: Path) -> Iterator[Text]:
    """Read the technical documents and their abstracts."""
    for line in (data / "abstracts" / "peps.jsonl").read_text().splitlines():
        document = json.loads(line)
        yield Text.of(document["document"], [document["reference"]], present=False)


def readmes(_: Path) -> Iterator[Text]:
    """Read the descriptions of the installed packages that have keywords."""
    for package in sorted(distributions(), key=lambda it: it.metadata["Name"].lower()):
        given = package.metadata.get("Keywords") or ""
        text = package.metadata.get_payload() or package.metadata.get("Description") or ""
        if given and len(text) > SHORTEST:
            listed = re.split(r"[,;]", given) if re.search(r"[,;]", given) else given.split()
            yield Text.of(text[:LONGEST], listed, present=True)


def pages(data: Path) -> Iterator[Text]:
    """Read the articles of the pages that name at least three keywords."""
    bodies = json.loads((data / "pages" / "ground-truth.json").read_text())
    for page, marked in sorted(bodies.items()):
        source = gzip.decompress((data / "pages" / f"{page}.html.gz").read_bytes())
        meta = _META.search(source.decode(errors="replace"))
        given = meta and _CONTENT.search(meta[0])
        listed = html.unescape(given[1]).split(",") if given else []
        if len(listed) > 2:
            yield Text.of(marked["articleBody"], listed, present=True)


def frequent_words(texts: Sequence[str], count: int) -> list[str]:
    """Return the most frequent words that are no function words."""
    found = (word for text in texts for phrase in phrases(text, "en") for word in phrase.split())
    counted = Counter(word.lower() for word in found)
    return [word for word, _ in counted.most_common(count)]


def frequent_words_said(texts: Sequence[str], count: int) -> list[str]:
    """Return those of whole sentences and headings, without code."""
    return frequent_words([*said(texts)] or texts, count)


def rake(texts: Sequence[str], count: int) -> list[str]:
    """Return the phrases whose words stand in the longest phrases: RAKE (Rose et al., 2010)."""
    found = [phrase.lower() for text in texts for phrase in phrases(text, "en")]
    degree: defaultdict[str, int] = defaultdict(int)
    frequency: Counter[str] = Counter()
    for phrase in found:
        for word in phrase.split():
            degree[word] += len(phrase.split())
            frequency[word] += 1
    scores = {it: sum(degree[w] / frequency[w] for w in it.split()) for it in found}
    return sorted(scores, key=lambda it: (-scores[it], it))[:count]


def row(extract: Extract, texts: Sequence[Text]) -> str:
    """Return the cells of one method on one kind of text."""
    right: list[float] = []
    covered: list[float] = []
    words: list[int] = []
    for text in texts:
        keywords = extract(text.sentences, COUNT)
        stems = list(map(content, keywords))
        right.append(fmean(bool(each) and each <= text.named for each in stems))
        covered.append(len(frozenset[str]().union(*stems) & text.named) / len(text.named))
        words += [len(keyword.split()) for keyword in keywords]
    return f"{fmean(right):.3f} ({interval(right)}) | {fmean(covered):.3f} | {fmean(words):.2f}"


def interval(values: Sequence[float]) -> str:
    """Return the borders of 95 % of bootstrap means."""
    chance = random.Random(1)
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(SAMPLES))
    return f"{means[SAMPLES // 40]:.2f} to {means[-SAMPLES // 40]:.2f}"


def main(
    data: Annotated[Path, typer.Option()] = Path("../shared/data"),
    *,
    fitted: Annotated[bool, typer.Option(help="Measure the half for choosing.")] = False,
) -> None:
    """Print a table for each kind of text."""
    methods: dict[str, Extract] = {
        "most frequent words": frequent_words,
        "of sentences and headings": frequent_words_said,
        "RAKE": rake,
        "Précis": key_phrases,
    }
    for kind in (proposals, readmes, pages):
        texts = [text for text in list(kind(data))[not fitted :: 2] if text.named]
        print(f"\n| {len(texts)} {kind.__name__} | right | covered | words |\n|---|---|---|---|")
        for name, extract in methods.items():
            print(f"| {name} | {row(extract, texts)} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
