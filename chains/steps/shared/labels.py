"""Labels with supporting sentences, by each method of labelling.

A chat model is asked; without one, embeddings compare sentences with labels, or a classifier
that was named reads the text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from precis.chains.composition.binding import nearest
from precis.chains.composition.items import Block, Output
from precis.chains.evidence import Claim, Documents
from precis.chains.steps.shared.structured import ask_json
from precis.errors import UsageError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.prompts import ChatPromptTemplate
    from numpy.typing import NDArray

    from precis.chains.grounding.alignment import Candidate
    from precis.chains.writers.asker import Asker
    from precis.models.huggingface import Classifier

MOST_SENTENCES = 3
"""How many sentences a label shows at most."""

_REPLY_TOKENS = 40
_SHARPNESS = 15.0
"""How sure a difference of cosines makes: a softmax over them times this, which makes 0.1 odds of
about 4 to 1. Set by hand: it orders results, it is no calibrated probability."""


class Label(Output):
    """A label, how sure it is from 0 to 1, and the sentences that it rests on."""

    kind: ClassVar[str] = "a label"

    label: str
    score: float
    sentences: tuple[Claim, ...] = ()

    @property
    def evidence(self) -> tuple[Claim, ...]:
        """The sentences, verbatim where they are those of a document."""
        return self.sentences

    def as_json(self, documents: Documents) -> dict[str, Any]:
        """Return `output`: label and score; `evidence`: the sentences."""
        return {
            "output": {"label": self.label, "score": round(self.score, 4)},
            "evidence": [claim.as_json(documents) for claim in self.sentences],
        }

    def blocks(self) -> Sequence[Block]:
        """Return the label, marked with the numbers of its sentences."""
        spans = tuple(span for claim in self.sentences for span in claim.spans)
        text = f"{self.label} ({self.score:.2f})"
        return [Block([Claim(text=text, spans=spans, support=1.0, supported=True)])]


def schema_of(labels: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of a reply that names one of `labels`."""
    return {
        "title": "label",
        "type": "object",
        "properties": {
            "label": {"type": "string", "enum": list(labels)},
            "score": {"type": "number"},
            "sentences": {"type": "array", "items": {"type": "integer"}, "maxItems": 10},
        },
        "required": ["label", "score", "sentences"],
        "additionalProperties": False,
    }


async def label_by_model(
    asker: Asker,
    prompt: ChatPromptTemplate,
    candidates: Sequence[Candidate],
    labels: Sequence[str],
    **said: str,
) -> tuple[str, float, list[int]]:
    """Return the label that the model gives, its score, and the indices of the sentences."""
    texts = [text for text, _ in candidates]
    shown = ", ".join(labels)
    reply = await ask_json(
        asker, prompt, texts, schema_of(labels), _REPLY_TOKENS, labels=shown, **said
    )
    cited = [n - 1 for n in reply["sentences"] if asker.cites and 0 < n <= len(texts)]
    score = float(min(1, max(0, reply["score"])))
    return reply["label"], score, list(dict.fromkeys(cited))[:MOST_SENTENCES]


async def label_by_classifier(
    classifier: Classifier, candidates: Sequence[Candidate], labels: Sequence[str] = ()
) -> tuple[str, float, list[int]]:
    """Return the label that a classifier finds likeliest, its probability, and its sentences.

    Sentences are read one by one; their probabilities count by their lengths. With `labels`,
    these alone are compared. Raises UsageError for a label that the classifier does not know.
    """
    texts = [text for text, _ in candidates]
    scores = await asyncio.to_thread(classifier.scores, texts)
    known = {label.casefold(): label for label in classifier.labels}
    unknown = next((label for label in labels if label.casefold() not in known), None)
    if unknown:
        raise UsageError(
            f"--classifier {classifier.name} does not know the label '{unknown}'"
            f"{nearest(unknown, classifier.labels)}"
        )
    wanted = {known[label.casefold()]: label for label in labels} or {
        label: label for label in classifier.labels
    }
    table = np.array([[score[own] for own in wanted] for score in scores])
    weights = np.array([len(text) for text in texts], float)
    mean = np.average(table, axis=0, weights=weights)
    best = int(mean.argmax())
    telling = np.argsort(-table[:, best], kind="stable")[:MOST_SENTENCES]
    label = list(wanted.values())[best]
    return label, float(mean[best] / mean.sum()), sorted(map(int, telling))


async def label_by_likeness(
    embeddings: Embeddings, candidates: Sequence[Candidate], labels: Sequence[str]
) -> tuple[str, float, list[int]]:
    """Return the label nearest in meaning, its share among all, and its nearest sentences.

    Sentences, but not headings, are compared with labels by cosine; a text is as near to a
    label as its MOST_SENTENCES nearest sentences are on the mean.
    """
    whole = [n for n, (text, _) in enumerate(candidates) if not text.startswith("#")]
    whole = whole or list(range(len(candidates)))
    texts = [candidates[index][0] for index in whole]
    rows = await asyncio.to_thread(embeddings.embed_documents, [*labels, *texts])
    vectors: NDArray[np.float32] = np.asarray(rows, np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    likeness = vectors[: len(labels)] @ vectors[len(labels) :].T
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :MOST_SENTENCES]
    near = np.take_along_axis(likeness, nearest, axis=1).mean(axis=1)
    share = np.exp(_SHARPNESS * (near - near.max()))
    best = int(near.argmax())
    return labels[best], float(share[best] / share.sum()), sorted(whole[n] for n in nearest[best])
