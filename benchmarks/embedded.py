"""Summaries without a key, in one file: Précis' writers beside the usual extractive methods.

    uv run --group benchmarks python benchmarks/embedded.py [--data DIR] [--model NAME]...

ROUGE-1/2/L F1 (rouge-score, stemmed) against the best of the references, averaged over the
questions: the plot of a story and questions on it (SQuALITY, 240 words), a meeting and questions
on it (QMSum, 110 words), and technical documents without their abstract (Python Enhancement
Proposals, 100 words; the half that nothing was chosen on). Faulty: the share of sentences of the
general summaries that begin with a pronoun or connective, are cut, carry markup, or are captions,
contents, licence or navigation. Seconds: one summary, nothing cached, median. Every method reads
the same sentences; sumy's know no question, so their summaries stand for every question. Last
comes what a megabyte costs Précis: technical documents one after the other, in CPU seconds.
"""

import asyncio
import json
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Annotated, NamedTuple

import numpy as np
import typer
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.utils import get_stop_words

from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.chains.writers.contract import Brief
from precis.chains.writers.standing_alone import faults
from precis.models.embeddings import make_embeddings
from precis.splitters.content_defined import ContentDefinedSplitter
from precis.splitters.sentences import sentence_spans

METRICS = ("rouge1", "rouge2", "rougeL")
SLACK = 1.1
DIVERSITY = 0.3
"""Share of redundancy in the peers' maximal marginal relevance."""

Scores = NDArray[np.float64]
Summarize = Callable[[str, int, str | None], str]


class Text(NamedTuple):
    """A text, the length of its summaries, and each question with its references.

    The first question is the general one, which no method is shown.
    """

    text: str
    words: int
    questions: list[tuple[str, list[str]]]


class Remembered(Embeddings):
    """Embeddings that cache each text until the cache is cleared."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._known: dict[str, list[float]] = {}

    def forget(self) -> None:
        """Start over."""
        self._known.clear()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embeddings.embed_documents(new), strict=True))
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed one question."""
        return self.embed_documents([text])[0]


def stories(data: Path) -> Iterator[Text]:
    """Read the stories."""
    for line in (data / "stories" / "stories.jsonl").read_text().splitlines():
        story = json.loads(line)
        asked = [(item["question"], item["summaries"]) for item in story["questions"]]
        yield Text(story["text"], 240, asked)


def meetings(data: Path) -> Iterator[Text]:
    """Read the meetings; each turn is a line that begins with its speaker."""
    for line in (data / "meetings" / "meetings.jsonl").read_text().splitlines():
        meeting = json.loads(line)
        turns = (f"{t['speaker']}: {t['content']}" for t in meeting["meeting_transcripts"])
        queries = meeting["general_query_list"][:1] + meeting["specific_query_list"]
        yield Text("\n".join(turns), 110, [(q["query"], [q["answer"]]) for q in queries])


def abstracts(data: Path, *, fitted: bool = False) -> Iterator[Text]:
    """Read the technical documents; one of two was for choosing, the others are for reporting."""
    lines = (data / "abstracts" / "peps.jsonl").read_text().splitlines()
    for line in lines[not fitted :: 2]:
        document = json.loads(line)
        yield Text(document["document"], 100, [("", [document["reference"]])])


@cache
def sentences(text: str) -> list[str]:
    """Cut a text into sentences, and never across a line that ends a turn or a paragraph."""
    found: list[str] = []
    for start, end in sentence_spans(text):
        found += filter(
            None, map(str.strip, re.split(r"\n\s*\n|\n(?=[^\n:]{1,40}: )", text[start:end]))
        )
    return found


def fill(text: str, ranked: Sequence[int], words: int) -> str:
    """Join the best sentences that fit, in the order of the text."""
    taken: list[int] = []
    left = words
    for index in ranked:
        length = len(sentences(text)[index].split())
        if not taken or length <= left + words * (SLACK - 1):
            taken.append(index)
            left -= length
    return " ".join(sentences(text)[index] for index in sorted(taken))


def first_words(text: str, words: int, question: str | None) -> str:
    """Take the head of the text."""
    del question
    return " ".join(text.split()[:words])


class Words:
    """A sumy tokenizer that needs no download."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Cut a sentence into words."""
        return tuple(re.findall(r"[^\W\d_]+", sentence.lower()))


def sumy_model(text: str) -> ObjectDocumentModel:
    """Return the text as sumy reads it."""
    return ObjectDocumentModel([Paragraph([Sentence(s, Words()) for s in sentences(text)])])


def sumy_method(kind: type[LexRankSummarizer] | type[LsaSummarizer]) -> Summarize:
    """Return a sumy summarizer as a method."""
    summarizer = kind(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    @cache
    def summarize(text: str, words: int) -> str:
        ranked: list[int] = []

        def note(infos: Sequence[object]) -> Sequence[object]:
            ranked.extend(info.order for info in infos)
            return infos

        summarizer(sumy_model(text), note)
        return fill(text, ranked, words)

    return lambda text, words, _question: summarize(text, words)


class LexRankScores(LexRankSummarizer):
    """LexRank that gives its scores."""

    def scores(self, text: str) -> Scores:
        """Return the centrality of every sentence."""
        rated: dict[int, float] = {}

        def note(infos: Sequence[object]) -> Sequence[object]:
            rated.update((info.order, info.rating) for info in infos)
            return infos

        self(sumy_model(text), note)
        return np.array([rated[index] for index in range(len(rated))])


def minilm_mmr(embeddings: Embeddings, *, lexrank: bool) -> Summarize:
    """Return similarity to the centroid, or to the question, with MMR; LexRank may be added."""
    ranker = LexRankScores(Stemmer("english"))
    ranker.stop_words = get_stop_words("english")
    central = cache(ranker.scores)

    def summarize(text: str, words: int, question: str | None) -> str:
        vectors = np.array(embeddings.embed_documents(sentences(text)))
        target = np.array(embeddings.embed_query(question)) if question else vectors.mean(axis=0)
        scores = vectors @ (target / np.linalg.norm(target))
        if lexrank:
            rank = central(text)
            scores = scores / scores.max() + rank / rank.max()
        return fill(text, mmr(scores, vectors, words), words)

    return summarize


def mmr(scores: Scores, vectors: Scores, count: int) -> list[int]:
    """Rank up to `count` sentences by maximal marginal relevance."""
    chosen: list[int] = []
    likeness = np.zeros(len(scores))
    for _ in range(min(count, len(scores))):
        value = (1 - DIVERSITY) * scores - DIVERSITY * likeness
        value[chosen] = -np.inf
        chosen.append(int(np.argmax(value)))
        likeness = np.maximum(likeness, vectors @ vectors[chosen[-1]])
    return chosen


def precis(model: str, library: Path) -> Summarize:
    """Return a writer of Précis, over chunks as `precis summarize` cuts them."""
    writer = Workspace(library, CallOptions(), model=model).writer
    splitter = ContentDefinedSplitter()

    async def run(text: str, brief: Brief) -> str:
        document = Document(text, metadata={"id": "text", "source": "text", "title": ""})
        chunks = splitter.split_documents([document])
        nodes = [await writer.map(chunk, brief, root=len(chunks) == 1) for chunk in chunks]
        root = await writer.reduce(nodes, brief, root=True) if len(nodes) > 1 else nodes[0]
        return " ".join([claim.text for claim in await writer.claims(root)])

    return lambda text, words, question: asyncio.run(run(text, Brief(words=words, focus=question)))


def rouge(summary: str, references: Sequence[str]) -> Scores:
    """Return ROUGE-1/2/L F1 in per cent against the best reference of each."""
    found = [scorer().score(reference, summary) for reference in references]
    return np.array([100 * max(score[metric].fmeasure for score in found) for metric in METRICS])


@cache
def scorer() -> RougeScorer:
    """Return the scorer."""
    return RougeScorer(METRICS, use_stemmer=True)


def measure(summarize: Summarize, texts: Sequence[Text], forget: Callable[[], None]) -> list[str]:
    """Return the cells of one method on one kind of text.

    They are: general, seconds, questions where there are any, and the share of faulty sentences.
    """
    general: list[Scores] = []
    asked: list[Scores] = []
    seconds: list[float] = []
    summaries: list[str] = []
    for text, words, questions in texts:
        forget()
        started = perf_counter()
        summary = summarize(text, words, None)
        summaries.append(summary)
        seconds.append(perf_counter() - started)
        general.append(rouge(summary, questions[0][1]))
        asked += [rouge(summarize(text, words, q), references) for q, references in questions[1:]]
    cells = [cell(general), f"{median(seconds):.1f}", *([cell(asked)] if asked else [])]
    return [*cells, faulty(summaries)]


def faulty(summaries: Sequence[str]) -> str:
    """Return the share of sentences that dangle, are cut, carry markup or are furniture."""
    cut = [
        summary[start:end] for summary in summaries for start, end in sentence_spans(summary, "en")
    ]
    return f"{fmean(bool(faults(sentence)) for sentence in cut):.1%}"


def cell(scores: Sequence[Scores]) -> str:
    """Return the averages of ROUGE-1/2/L."""
    return " / ".join(f"{fmean(column):.1f}" for column in zip(*scores, strict=True))


def megabyte(summarize: Summarize, data: Path) -> str:
    """Return the CPU seconds of a summary of a megabyte, without and with a question."""
    texts = [*abstracts(data), *abstracts(data, fitted=True)]
    text = "\n\n".join(it.text for it in texts)[:1_000_000]
    seconds: list[float] = []
    for question in (None, "What does the format of a wheel require?"):
        started = process_time()
        summarize(text, 100, question)
        seconds.append(process_time() - started)
    return " / ".join(f"{it:.1f}" for it in seconds)


def main(
    data: Annotated[Path, typer.Option()] = Path("../shared/data"),
    model: Annotated[list[str] | None, typer.Option(help="Writers to measure.")] = None,
) -> None:
    """Print the table."""
    warnings.filterwarnings("ignore", module="sumy")
    embeddings = Remembered(make_embeddings("minilm"))
    embeddings.embed_query("Load the model before the clock starts.")
    with TemporaryDirectory() as library:
        methods: dict[str, Summarize] = {
            "first words": first_words,
            "LexRank (sumy)": sumy_method(LexRankSummarizer),
            "LSA (sumy)": sumy_method(LsaSummarizer),
            "MiniLM + MMR": minilm_mmr(embeddings, lexrank=False),
            "MiniLM + LexRank + MMR": minilm_mmr(embeddings, lexrank=True),
        }
        for name in model or ["extractive"]:
            methods[f"Précis {name}"] = precis(name, Path(library))
        kinds = [list(stories(data)), list(meetings(data)), list(abstracts(data))]
        columns = ("story: plot", "s", "story: questions", "faulty")
        columns += ("meeting", "s", "meeting: questions", "faulty", "abstract", "s", "faulty")
        print(f"| | {' | '.join(columns)} |")
        print("|---" * (len(columns) + 1) + "|")
        for name, method in methods.items():
            cells = [
                entry for texts in kinds for entry in measure(method, texts, embeddings.forget)
            ]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
        for name in model or ["extractive"]:
            cost = megabyte(methods[f"Précis {name}"], data)
            print(f"\nA megabyte, without / with a question: {cost} CPU seconds ({name}).")


if __name__ == "__main__":
    typer.run(main)
