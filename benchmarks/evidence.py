"""What evidence costs, and what it changes.

    uv run --group benchmarks python -m benchmarks.evidence --data DIR

Cost, on the stories: seconds spent on grounding beside those of the whole run with a simulated
model that takes 1 s a call, and tokens that the numbers of the sentences add to the prompts,
counted by the tokenizer of the embedded model. Effect: of the sentences that the embedded model
writes about the stories, how many are supported before and after --unsupported quote.
"""

from __future__ import annotations

import json
import re
import time
import urllib.request
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Annotated, Any

import typer
from langchain_core.documents import Document

from benchmarks.simulated_server import Behaviour, remote_model, simulated
from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import Checked, ClaimChecker
from precis.chains.requests import SummaryOptions
from precis.chains.summarize import Summarize, brief_of
from precis.chains.writers.generative import GenerativeWriter
from precis.models.calls.layer import CallLayer
from precis.models.embedded import gguf_model
from precis.models.embeddings import MiniLM
from tests.fakes.smollm2 import SMOLLM2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel

    from precis.chains.evidence import Claim, Summary

_FENCED = re.compile(r"<text>(.*?)</text>", re.DOTALL)
_NUMBER = re.compile(r"^\d+ ", re.MULTILINE)


class Observed(ClaimChecker):
    """A ClaimChecker that counts its own seconds and the sentences it was given."""

    seconds = 0.0
    written = 0

    def handle_unsupported(self, claims: Sequence[Claim], *args: Any) -> Checked:
        """Check, and count."""
        started = time.perf_counter()
        checked = super().handle_unsupported(claims, *args)
        self.seconds += time.perf_counter() - started
        self.written += len(claims)
        return checked


def stories(data: Path) -> list[Document]:
    """Read the stories."""
    lines = (data / "stories" / "stories.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return [
        Document(text, metadata={"id": f"s{n}", "source": f"s{n}", "title": "", "pages": []})
        for n, text in enumerate(texts)
    ]


def summarized(
    model: BaseChatModel, checker: ClaimChecker, story: Document, *, remote: bool
) -> Summary:
    """Summarize one story, with nothing cached."""
    layer = CallLayer(model, max_concurrency=32 if remote else 1)
    writer = GenerativeWriter("benchmark", layer, Aligner(MiniLM()), cites=remote)
    brief = brief_of(SummaryOptions())
    return Summarize(writer, brief, checker, "mark" if remote else "quote").invoke([story])


def overhead(found: list[Document]) -> None:
    """Print what grounding and numbering add to a run."""
    checker, shares = Observed(MiniLM()), []
    with simulated(Behaviour(base=1.0, sigma=0.0, per_token=0.0)) as remote:
        model = remote_model(remote)
        summarized(model, checker, found[0], remote=True)
        for story in found:
            before, started = checker.seconds, time.perf_counter()
            summarized(model, checker, story, remote=True)
            shares.append((checker.seconds - before) / (time.perf_counter() - started))
    print("| cost of evidence | share of the run |\n|---|---|")
    print(f"| grounding, seconds, 1 s a call | {median(shares):.1%} |")
    print(f"| numbering, tokens | {fmean(map(_numbering, found)):.1%} |")


def _numbering(story: Document) -> float:
    """Return the share of the prompt's tokens that the numbers add in the map calls."""
    prompts: list[str] = []

    class Recorded(CallLayer):
        async def _reply(self, call: Any) -> Any:
            prompts.append("\n".join(message.text for message in call.messages))
            return await super()._reply(call)

    with simulated(Behaviour(base=0.0, per_token=0.0)) as remote:
        layer = Recorded(remote_model(remote))
        writer = GenerativeWriter("benchmark", layer, Aligner(MiniLM()), cites=True)
        brief = brief_of(SummaryOptions())
        Summarize(writer, brief, ClaimChecker(MiniLM()), "mark").invoke([story])
    plain = [_FENCED.sub(lambda match: _NUMBER.sub("", match[0]), prompt) for prompt in prompts]
    return sum(map(tokens, prompts)) / sum(map(tokens, plain)) - 1


def tokens(text: str) -> int:
    """Count the tokens of `text` with the embedded model's tokenizer."""
    model: Any = gguf_model(SMOLLM2)
    request = urllib.request.Request(
        model.openai_api_base.removesuffix("/v1") + "/tokenize",
        json.dumps({"content": text}).encode(),
        {"Authorization": f"Bearer {model.openai_api_key()}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as reply:
        return len(json.load(reply)["tokens"])


def effect(found: list[Document]) -> None:
    """Print how many of the embedded model's sentences are supported, before and after."""
    unsupported = shown = supported = 0
    checker = Observed(MiniLM())
    for story in found:
        summary = summarized(gguf_model(SMOLLM2), checker, story, remote=False)
        unsupported += summary.unsupported
        shown += len(summary.claims)
        supported += sum(claim.supported for claim in summary.claims)
    print("\n| sentences of the embedded model | count | supported |\n|---|---|---|")
    print(f"| as written | {checker.written} | {1 - unsupported / checker.written:.0%} |")
    print(f"| after --unsupported quote | {shown} | {supported / shown:.0%} |")


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    *,
    cost: Annotated[bool, typer.Option(help="Measure the cost.")] = True,
    embedded: Annotated[int, typer.Option(help="Stories for the embedded model.")] = 6,
    characters: Annotated[int, typer.Option(help="How much of each it reads.")] = 1_000_000,
) -> None:
    """Print the tables."""
    found = stories(data)
    if cost:
        overhead(found)
    if embedded:
        effect(
            [
                story.model_copy(update={"page_content": story.page_content[:characters]})
                for story in found[:embedded]
            ]
        )


if __name__ == "__main__":
    typer.run(main)
