"""How many claims of a small instruct model cite what they rest on?

    uv run --extra gguf python -m benchmarks.small_models MODEL.gguf [MODEL.gguf…] [--texts 24]

llama.cpp serves each model on its OpenAI endpoint, and it is asked through `openai:`, as any
server is. It reads the sections of `docs/` as numbered sentences and condenses each in 40 words.
A claim cites rightly where grounding finds it supported by what it cites, and citing nothing is
not right.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from itertools import islice
from pathlib import Path

from langchain_core.documents import Document

from precis.chains.grounding.alignment import Aligner
from precis.chains.grounding.claim_checker import ClaimChecker
from precis.chains.writers.contract import Brief
from precis.chains.writers.generative import GenerativeWriter
from precis.chains.writers.statements import Statement
from precis.models.calls.layer import CallLayer
from precis.models.calls.prices import FREE
from precis.models.chat import chat_model
from precis.models.embedded import serve
from precis.models.embeddings import MiniLM
from precis.models.providers import ModelOptions

_DOCS = Path(__file__).parents[1] / "docs"
_LEAST, _MOST = 400, 2500
_OPTIONS = ModelOptions.of(None, ["max_tokens=200"])
"""Small models can go on to the end of their context. A penalty on what is said again, which would
end that, is one on brackets and digits too."""


def sections() -> list[Document]:
    """Return the paragraphs of the documentation that are long enough to condense."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_DOCS.glob("*.md"))]
    paragraphs = [paragraph.strip() for text in texts for paragraph in text.split("\n\n")]
    kept = [one for one in paragraphs if _LEAST < len(one) < _MOST and one[0].isalpha()]
    return [
        Document(text, metadata={"id": f"d{at}", "source": f"d{at}", "title": f"d{at}",
                                 "document_id": f"d{at}", "start_index": 0})
        for at, text in enumerate(kept)
    ]  # fmt: skip


async def judged(model: Path, texts: list[Document]) -> tuple[int, int, int, int]:
    """Return how many claims there are, cite, are supported by it, and by the closest sentence."""
    address, key = serve(model)
    os.environ |= {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": f"{address}/v1"}
    embeddings = MiniLM()
    calls = CallLayer(chat_model(f"openai:{model.stem}", _OPTIONS), max_concurrency=1, price=FREE)
    writer = GenerativeWriter(model.stem, calls, Aligner(embeddings), cites=True)
    checker = ClaimChecker(embeddings)
    claims = cites = right = aligned = 0
    for text in texts:
        stated = await writer.map(text, Brief(words=40), root=True)
        made = await writer.claims(stated)
        checked = checker.handle_unsupported(made, {text.metadata["id"]: text}, "mark").claims
        for one, claim in zip(stated, checked, strict=True):
            claims += 1
            cites += bool(one.cites)
            right += bool(one.cites and claim.supported)
            aligned += bool(claim.supported)
        shown(stated)
    return claims, cites, right, aligned


def shown(stated: tuple[Statement, ...]) -> None:
    """Print what a model wrote, for who words the prompts."""
    if os.environ.get("SHOW"):
        for one in stated:
            print(f"  {len(one.cites)} cited: {one.text}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--texts", type=int, default=24)
    asked = parser.parse_args()
    texts = list(islice(sections(), asked.texts))
    print("| model | claims | cite | supported by what they cite | supported, found or cited |")
    print("|---|---|---|---|---|")
    for model in asked.models:
        claims, cites, right, aligned = asyncio.run(judged(model, texts))
        print(f"| {model.stem} | {claims} | {cites} | {right} | {aligned} |", flush=True)


if __name__ == "__main__":
    main()
