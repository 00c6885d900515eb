"""How close the estimate of `--dry-run` is to what the run then takes.

    uv run --group benchmarks python -m benchmarks.dry_runs --data DIR

Six stories, each summarized without a call and then with a simulated model, whose replies have
100 tokens and whose prompts have a token for four characters.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from langchain_core.documents import Document

from benchmarks.simulated_server import Behaviour, remote_model, simulated
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.requests import SummaryOptions
from precis.chains.summarize import Summarize, brief_of
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.layer import CallLayer
from precis.models.calls.spending import CallUsage
from precis.models.embeddings import MiniLM


def summarize(layer: CallLayer, text: str) -> CallUsage:
    """Summarize `text` and return its cost."""
    embeddings = MiniLM()
    writer = GenerativeWriter("simulated", layer, Aligner(embeddings), cites=True)
    brief = brief_of(SummaryOptions())
    document = Document(text, metadata={"id": "d", "source": "d", "title": "", "pages": []})
    Summarize(writer, brief, ClaimChecker(embeddings), "mark").invoke([document])
    return layer.usage


def main(data: Annotated[Path, typer.Option(help="Has stories/stories.jsonl.")]) -> None:
    """Print the table."""
    lines = (data / "stories" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    print(
        "| story | calls told / made | tokens told | tokens taken | ratio |\n|---|---|---|---|---|"
    )
    with simulated(Behaviour(base=0.005, per_token=0.0)) as remote:
        for line in lines:
            story = json.loads(line)
            told = summarize(CallLayer(remote_model(remote), dry_run=True), story["text"])
            took = summarize(CallLayer(remote_model(remote)), story["text"])
            sums = [usage.input_tokens + usage.output_tokens for usage in (told, took)]
            calls = f"{told.calls} / {took.calls}"
            print(f"| {story['id']} | {calls} | {sums[0]} | {sums[1]} | {sums[0] / sums[1]:.2f} |")


if __name__ == "__main__":
    typer.run(main)
