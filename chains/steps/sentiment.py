"""The step `sentiment`: by a classifier, a chat model, or a word list."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from precis.chains.composition.items import Item
from precis.chains.grounding.alignment import Candidate, quotes
from precis.chains.steps.contract import Step, StepError
from precis.chains.steps.shared.condensing import fitting
from precis.chains.steps.shared.labels import (
    MOST_SENTENCES,
    Label,
    label_by_classifier,
    label_by_model,
)
from precis.languages.certainty import language

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

LABELS = ("positive", "negative", "neutral", "mixed")

_CLEAR = 0.05
"""Mean from which on the word list calls a text positive or negative: its authors' own bound."""

_FELT = 0.2
"""Mean strength from which on a text that is neither is mixed rather than neutral."""


class Sentiment(Step):
    """Name the sentiment: label, score, and the sentences it rests on."""

    name = "sentiment"
    gives = Label
    prompts = ("sentiment",)

    async def run(self, item: Item) -> Label:
        """Return the label of the text as a whole: one of its own labels where --classifier reads.

        Without any model the VADER word list decides (Hutto and Gilbert 2014), which knows
        English only.
        """
        reading, classifier = self.readable(item), self.workspace.classifier
        if classifier:
            candidates = reading.sentences()
            label, score, shown = await label_by_classifier(classifier, candidates)
        elif self.workspace.has_chat:
            reading = await fitting(reading, "What does the writer feel?", self.workspace)
            candidates = reading.sentences()
            prompt = self.prompt("sentiment")
            label, score, shown = await label_by_model(
                self.workspace.asker, prompt, candidates, LABELS
            )
            shown = shown or await asyncio.to_thread(_clearest, candidates, label)
        else:
            candidates = reading.sentences()
            label, score = await asyncio.to_thread(_mean_label, [text for text, _ in candidates])
            shown = await asyncio.to_thread(_clearest, candidates, label)
        sentences = reading.resolved(quotes(candidates[index] for index in shown))
        return Label(label=label, score=score, sentences=sentences)


def _mean_label(texts: Sequence[str]) -> tuple[str, float]:
    """Return label and score of the mean of the sentences that carry any sentiment."""
    spoken = language(" ".join(texts))
    if spoken not in {None, "en"}:
        raise StepError(
            f"without a model, sentiment reads English only and the text is in '{spoken}': "
            "name one with --model"
        )
    scores = list(map(_compound, texts))
    mean = sum(scores) / len(scores)
    if abs(mean) >= _CLEAR:
        return ("positive" if mean > 0 else "negative"), abs(mean)
    feeling = sum(map(abs, scores)) / len(scores)
    return ("mixed", feeling) if feeling >= _FELT else ("neutral", 1 - feeling)


def _clearest(candidates: Sequence[Candidate], label: str) -> list[int]:
    """Return the sentences that speak most for a label, in order."""
    scores = [_compound(text) for text, _ in candidates]
    weights = {
        "positive": scores,
        "negative": [-score for score in scores],
        "neutral": [1 - abs(score) for score in scores],
        "mixed": [abs(score) for score in scores],
    }[label]
    best = sorted(range(len(scores)), key=lambda index: -weights[index])[:MOST_SENTENCES]
    return sorted(index for index in best if weights[index] > 0)


def _compound(text: str) -> float:
    return float(_analyzer().polarity_scores(text)["compound"])


@cache
def _analyzer() -> "SentimentIntensityAnalyzer":
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
