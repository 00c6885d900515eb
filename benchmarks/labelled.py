"""Claims that people judged, in sets of several kinds: does the evidence support them?"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langchain_core.documents import Document

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "news summaries (QAGS CNN/DM)"

SETS = {
    "xsumfaith": "one-sentence summaries (XSum)",
    "wice-dev": "claims against web pages (WiCE)",
    "wice-train-tokens": "claims against web pages (WiCE)",
    "begin-wow-dev": "dialogue (BEGIN)",
    "begin-cmu-dev": "dialogue (BEGIN)",
    "begin-tc-dev": "dialogue (BEGIN)",
    "q2": "dialogue (Q²)",
    "fever-symmetric": "encyclopedia (FEVER symmetric)",
    "conjnli-dev": "conjunctions (ConjNLI)",
    "cad-snli": "scenes (SNLI, counterfactual)",
    "breaking-nli": "scenes (breaking NLI)",
    "med": "monotonicity (MED)",
    "help": "monotonicity (HELP)",
}
"""Set of the pairs → the kind it is of; those that are not here were made by rule."""


@dataclass(frozen=True)
class Labelled:
    """A source, some claims about it, and whether people found each supported."""

    article: str
    sentences: list[str]
    supported: list[bool]


def labelled(data: Path) -> list[Labelled]:
    """Read the news summaries: most of three judges decide."""
    found = []
    for line in (data / "support" / "labelled.jsonl").read_text(encoding="utf-8").splitlines():
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


def sets(data: Path, most: int) -> dict[str, list[Labelled]]:
    """Return kind → its items, at most `most` true and as many false, drawn alike at every call."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    with gzip.open(data / "support-pairs" / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if kind := SETS.get(pair["set"]):
                found[kind].append(Labelled(pair["evidence"], [pair["claim"]], [pair["supported"]]))
    drawn = {kind: _sample(items, most, kind) for kind, items in sorted(found.items())}
    return {NEWS: labelled(data), **drawn}


def _sample(items: list[Labelled], most: int, seed: str) -> list[Labelled]:
    shuffled = random.Random(seed).sample(items, len(items))
    return [
        item
        for truth in (True, False)
        for item in [one for one in shuffled if one.supported == [truth]][:most]
    ]


def documents(text: str) -> dict[str, Document]:
    """Make the one document that claims are judged by."""
    return {"d": Document(text, metadata={"id": "d", "source": "d", "title": ""})}
