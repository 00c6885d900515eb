"""What do small instruct models make of the prompts: do they condense, copy, cite?

    uv run --extra gguf python -m benchmarks.small_models MODEL.gguf [MODEL.gguf…] --data DIR

llama.cpp serves each model on its OpenAI endpoint, and it is asked through `openai:`, as any
server is. It condenses passages of proposals, encyclopedia articles and news in 40 words with
three wordings of the prompt, and answers a question about each article with and without the
sentence that holds the answer. The wording was chosen on half of the passages.

words: the mean of a reply; copied: claims that are a sentence of the passage, word for word;
cite: claims with a number that was shown; rightly: supported by what they cite; supported: by
what they cite, or by the sentence that alignment finds; example: claims that are the example of
the prompt.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate

from benchmarks.labelled import labelled
from benchmarks.questions import Article, articles
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.writers.contract import Brief
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.layer import CallLayer
from precis.models.calls.prices import FREE
from precis.models.chat import chat_model
from precis.models.embedded import serve
from precis.models.embeddings import MiniLM
from precis.models.providers import ModelOptions
from precis.prompts import load_prompt
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from precis.chains.writers.statements import Statement

_CHARACTERS = 900
_WORDS = 40
_HALVES = ("chosen on", "only reported")
_MARKS = "[4], or [4][7]."
_EXAMPLE = "The bridge opened in 1932 [4][7]."
_OPTIONS = ModelOptions.of(None, ["max_tokens=200"])
"""Small models can go on to the end of their context."""


@dataclass
class Condensed:
    """What became of some passages, in the order of the table's columns."""

    words: float = 0
    claims: int = 0
    copied: int = 0
    cite: int = 0
    rightly: int = 0
    supported: int = 0
    example: int = 0


def wordings() -> dict[str, ChatPromptTemplate]:
    """Return name → wording of `map`, which differ in how they ask for citations."""
    shipped = load_prompt("map")
    system, human = (str(one.prompt.template) for one in shipped.messages)  # type: ignore[union-attr]
    again = f"{human}\n\nEnd every sentence with its numbers in brackets."
    by_sentence = system.replace(f": {_MARKS}", f", like this: {_EXAMPLE}")
    return {
        "by marks": shipped,
        "by a sentence": ChatPromptTemplate([("system", by_sentence), ("human", human)]),
        "by marks, again after the text": ChatPromptTemplate(
            [("system", system), ("human", again)]
        ),
    }


def passages(data: Path, half: int) -> list[str]:
    """Return the passages of a half: one of proposals, one of articles, two of news."""
    lines = (data / "abstracts" / "peps.jsonl").read_text(encoding="utf-8").splitlines()
    proposals = [json.loads(line)["document"] for line in lines]
    articles_ = [article.text for article in articles(data, "en")]
    news = [item.article for item in labelled(data)]
    kinds = ((proposals, 1), (articles_, 1), (news, 2))
    return [_beginning(text) for texts, count in kinds for text in texts[half::2][:count]]


def _beginning(text: str) -> str:
    ends = [end for _, end in sentence_spans(text) if end <= _CHARACTERS]
    return text[: ends[-1]] if ends else text[:_CHARACTERS]


def document(text: str) -> Document:
    """Make the document of a passage."""
    return Document(text, metadata={"id": "d", "source": "d", "title": "", "document_id": "d",
                                    "start_index": 0})  # fmt: skip


class Reader:
    """A model behind its writer, and the checker of what it writes."""

    def __init__(self, model: Path) -> None:
        address, key = serve(model)
        os.environ |= {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": f"{address}/v1"}
        embeddings = MiniLM()
        chat = chat_model(f"openai:{model.stem}", _OPTIONS)
        calls = CallLayer(chat, max_concurrency=1, price=FREE)
        self.writer = GenerativeWriter(model.stem, calls, Aligner(embeddings), cites=True)
        self._checker = ClaimChecker(embeddings)

    async def condense(self, texts: Iterable[str]) -> Condensed:
        """Return what becomes of `texts`."""
        found, count = Condensed(), 0
        for text in texts:
            stated = await self.writer.map(document(text), Brief(words=_WORDS), root=True)
            _print_statements(stated)
            made = await self.writer.claims(stated)
            checked = self._checker.handle_unsupported(made, {"d": document(text)}, "mark").claims
            for one, claim in zip(stated, checked, strict=True):
                found.words += len(one.text.split())
                found.claims += 1
                found.copied += " ".join(one.text.split()) in " ".join(text.split())
                found.cite += bool(one.cites)
                found.rightly += bool(one.cites and claim.supported)
                found.supported += bool(claim.supported)
                found.example += "1932" in one.text and "1932" not in text
            count += 1
        found.words = round(found.words / max(count, 1))
        return found

    async def answer(self, asked: Iterable[Article]) -> tuple[int, int, int]:
        """Return how many questions there are, are answered rightly, are rightly declined."""
        count = right = silent = 0
        for article in asked:
            question, answer = article.questions[0]
            paragraph = next(one for one in article.paragraphs if answer in one)
            claims = await self.writer.answer(question, [document(paragraph)])
            count += 1
            right += any(answer.casefold() in claim.text.casefold() for claim in claims)
            rest = article.without(answer)[:_CHARACTERS]
            silent += not await self.writer.answer(question, [document(rest)])
        return count, right, silent


def _print_statements(stated: tuple[Statement, ...]) -> None:
    if os.environ.get("SHOW"):
        for one in stated:
            print(f"  {len(one.cites)} cited: {one.text}", flush=True)


async def tables(models: list[Path], data: Path, questions: int) -> None:
    """Print both tables."""
    print("| model | cited as shown | passages | words | claims | copied | cite | rightly"
          " | supported | example |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|")
    answered = []
    for model in models:
        reader = Reader(model)
        answered.append((model.stem, *await reader.answer(list(articles(data, "en"))[:questions])))
        for name, prompt in wordings().items():
            reader.writer._prompts["map"] = prompt
            for half, part in enumerate(_HALVES):
                found = await reader.condense(passages(data, half))
                _row(model.stem, name, part, *astuple(found))
    print("\n| model | questions | answered rightly | declined without the sentence |")
    print("|---|---|---|---|")
    for row in answered:
        _row(*row)


def _row(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=12)
    asked = parser.parse_args()
    asyncio.run(tables(asked.models, asked.data, asked.questions))


if __name__ == "__main__":
    main()
