"""Summaries whose sentences people judged: does the article support them?"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from langchain_core.documents import Document


@dataclass(frozen=True)
class Labelled:
    """An article, the sentences of its summary, and whether most judges found each supported."""

    article: str
    sentences: list[str]
    supported: list[bool]


def labelled(data: Path) -> list[Labelled]:
    """Read the labelled set."""
    found = []
    for line in (data / "support" / "labelled.jsonl").read_text().splitlines():
        item = json.loads(line)
        votes = [
            Counter(judged["response"] for judged in sentence["responses"])
            for sentence in item["summary_sentences"]
        ]
        found.append(
            Labelled(
                item["article"],
                [sentence["sentence"] for sentence in item["summary_sentences"]],
                [vote["yes"] > vote["no"] for vote in votes],
            )
        )
    return found


def fitted_half(items: list[Labelled]) -> list[Labelled]:
    """Return what weights may be fitted on: every second item."""
    return items[::2]


def reported_half(items: list[Labelled]) -> list[Labelled]:
    """Return what figures are reported on: the other items."""
    return items[1::2]


def documents(text: str) -> dict[str, Document]:
    """Make the one document that claims are judged by."""
    return {"d": Document(text, metadata={"id": "d", "source": "d", "title": ""})}
