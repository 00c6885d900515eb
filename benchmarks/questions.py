"""Are questions answered rightly, briefly, and not at all where the text is silent?

    uv run python -m benchmarks.questions --data DIR [--half fitted|reported|all] [--language en]...

Articles of five paragraphs with questions whose exact answer is known (XQuAD, CC BY-SA 4.0), in
several languages. right: answered, and the answer stands in a claim; first: it stands in the
first claim; silent: not answered once every sentence that holds the answer is taken out of the
article; words: the median length of an answer. Articles with an even number are for fitting, the
others for reporting. Intervals: 95 %, articles drawn with replacement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import typer
from langchain_core.documents import Document

from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from precis.chains.evidence import Answer

Half = Literal["fitted", "reported", "all"]
LANGUAGES = ("en", "de", "es", "ru", "zh", "ar", "hi")
DRAWS = 2000


@dataclass(frozen=True)
class Article:
    """An article: the texts of its paragraphs, and its questions with their answers."""

    number: int
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "\n\n".join(self.paragraphs)

    def without(self, answer: str) -> str:
        """Return the text without the sentences in which `answer` stands."""
        return "\n\n".join(_without(paragraph, answer) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Outcome:
    """What became of a question; `words` is the length of its answer, 0 for none."""

    article: int
    right: bool
    first: bool
    silent: bool
    words: int


def articles(data: Path, language: str, half: Half = "all") -> Iterator[Article]:
    """Yield the articles of a language."""
    for line in (data / "questions" / f"{language}.jsonl").read_text("utf-8").splitlines():
        found = json.loads(line)
        if half != "all" and (found["article"] // 2 % 2 == 0) != (half == "fitted"):
            continue
        asked = [each for paragraph in found["paragraphs"] for each in paragraph["questions"]]
        yield Article(
            found["article"],
            tuple(paragraph["text"] for paragraph in found["paragraphs"]),
            tuple((each["question"], each["answer"]) for each in asked),
        )


def _without(paragraph: str, answer: str) -> str:
    kept = [paragraph[a:b] for a, b in sentence_spans(paragraph) if answer not in paragraph[a:b]]
    return " ".join(kept)


def outcomes(found: Iterator[Article], ask: Callable[[str, str], Answer]) -> Iterator[Outcome]:
    """Ask every question of its article, and of its article without the answer."""
    for article in found:
        for question, answer in article.questions:
            reply = ask(article.text, question)
            texts = [claim.text for claim in reply.claims]
            yield Outcome(
                article.number,
                any(answer in text for text in texts),
                bool(texts) and answer in texts[0],
                not ask(article.without(answer), question).answered,
                sum(len(text.split()) for text in texts),
            )


def interval(values: Sequence[bool], groups: Sequence[int]) -> str:
    """Return a share and its 95 % interval, groups drawn with replacement."""
    by_group = [
        np.array([v for v, g in zip(values, groups, strict=True) if g == group])
        for group in dict.fromkeys(groups)
    ]
    sums, sizes = (np.array([f(g) for g in by_group], dtype=float) for f in (np.sum, np.size))
    drawn = np.random.default_rng(0).integers(len(sums), size=(DRAWS, len(sums)))
    low, high = np.quantile(sums[drawn].sum(1) / sizes[drawn].sum(1), (0.025, 0.975))
    return f"{np.mean(values):.3f} ({low:.2f}-{high:.2f})"


def asker(folder: str, **options: int) -> Callable[[str, str], Answer]:
    """Return what asks a question of a text with the embedded writer; `options` are of `ask`."""
    import precis

    library = precis.Library(folder, model="extractive")
    held: dict[str, str] = {}

    def ask(text: str, question: str) -> Answer:
        if text not in held:
            held[text] = f"article{len(held)}"
            metadata = {"id": held[text], "source": "article.txt", "title": "", "pages": []}
            document = Document(text, metadata=metadata | {"media_type": "text/plain"})
            library.ingest([document], collection=held[text])
        return library.answer(question, collection=held[text], **options)

    return ask


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    half: Annotated[str, typer.Option(help="fitted, reported or all.")] = "reported",
    language: Annotated[list[str] | None, typer.Option(help="Only these.")] = None,
) -> None:
    """Print the table."""
    print("| language | questions | right | first | silent | words |")
    print("|---|---|---|---|---|---|")
    for code in language or LANGUAGES:
        with TemporaryDirectory() as folder:
            chosen: Half = "fitted" if half == "fitted" else "all" if half == "all" else "reported"
            found = list(outcomes(articles(data, code, chosen), asker(folder)))
        groups = [each.article for each in found]
        shares = " | ".join(
            interval([getattr(each, name) for each in found], groups)
            for name in ("right", "first", "silent")
        )
        words = median(each.words for each in found if each.words)
        print(f"| {code} | {len(found)} | {shares} | {words:.0f} |", flush=True)


if __name__ == "__main__":
    typer.run(main)
