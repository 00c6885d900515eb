"""Train a reader of answers, in one file: an encoder's upper layers, on SQuAD, to point to them.

    uv run --with 'torch==2.13.*' python -m benchmarks.fit_reader TRAIN.json --minutes 65
    uv run --with 'torch==2.13.*' python -m benchmarks.fit_reader TRAIN.json --minutes 52 --round 1
    uv run --with 'torch==2.13.*' python -m benchmarks.fit_reader TRAIN.json --multilingual

TRAIN.json is SQuAD 1.1 as published (Rajpurkar et al., 2016, CC BY-SA 4.0). Every question is read
with its paragraph, or a few of its sentences, and most also with a text that does not answer: the
paragraph without the sentences that hold the answer, or another of the article that shares the
question's words. The reader points to where the answer begins and ends, or to the first piece if
there is no answer. Word pieces and the lowest layers stay as they are packaged: two of MiniLM's
six, six of multilingual-e5-small's twelve. Writes models/*_reader.npz; a later --round starts from
what that holds, at a lower rate and in another order.
"""

from __future__ import annotations

import json
import random
import re
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np
import torch
import typer
from torch import nn
from torch.nn import functional

from precis.models.answer_reader import ENGLISH, MULTILINGUAL, OVERLAP, WINDOW, trained_weights
from precis.models.bert_graph import HEADS, HIDDEN, POSITIONS, WORD_SCALES, WORDS
from precis.models.e5_files import E5Files
from precis.models.minilm_files import MiniLMFiles
from precis.splitters.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from precis.models.answer_reader import Encoder
    from precis.models.bert_graph import Weights

BATCH = 32
POOL = 64
RATE = 1.5e-4
LATER_RATE = 1e-4
WARM_UP = 0.05
SILENT = 0.8
SHORT = 0.5
REPORT = 50
PRODUCTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "wider": "intermediate.dense",
    "narrower": "output.dense",
}
NORMS = {"attended": "attention.output.LayerNorm", "widened": "output.LayerNorm"}
"""Part of a layer → its name in the packaged model; products in its order."""

_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Example:
    """A question over a text, and where the answer stands in it: (0, 0) where it does not."""

    question: str
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Encoded:
    """The pieces of an example, which of them can be pointed to, and which are right."""

    ids: list[int]
    allowed: list[bool]
    first: int
    last: int


def examples(squad: Path, seed: int) -> Iterator[Example]:
    """Yield the examples in a random order."""
    draw = random.Random(seed)
    read = json.loads(squad.read_text(encoding="utf-8"))["data"]
    asked = [
        (article, paragraph, question)
        for article in read
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
    ]
    draw.shuffle(asked)
    for article, paragraph, question in asked:
        text, answer = paragraph["context"], question["answers"][0]
        start, words = answer["answer_start"], question["question"].strip()
        end = start + len(answer["text"])
        if draw.random() < SHORT:
            first, last = around(text, start, end, draw)
            text, start, end = text[first:last], start - first, end - first
        yield Example(words, text, start, end)
        if draw.random() < SILENT:
            silent = (
                without(text, answer["text"])
                if draw.random() < 0.6
                else neighbour(article, words, answer["text"])
            )
            if silent:
                yield Example(words, silent)


def around(text: str, start: int, end: int, draw: random.Random) -> tuple[int, int]:
    """Draw some sentences, those with the answer among them; return where they begin and end."""
    spans = sentence_spans(text, "en")
    first = max((at for at, span in enumerate(spans) if span[0] <= start), default=0)
    last = min((at for at, span in enumerate(spans) if span[1] >= end), default=len(spans) - 1)
    first, last = max(0, first - draw.randrange(3)), min(len(spans) - 1, last + draw.randrange(3))
    return spans[first][0], spans[last][1]


def without(text: str, answer: str) -> str:
    """Return a text without the sentences that hold the answer."""
    spans = sentence_spans(text, "en")
    kept = [text[start:end] for start, end in spans if answer not in text[start:end]]
    return " ".join(kept) if len(kept) < len(spans) else ""


def neighbour(article: dict[str, list[dict[str, str]]], question: str, answer: str) -> str:
    """Return the paragraph that shares most words with the question but lacks the answer."""
    words = frozenset(_WORD.findall(question.lower()))
    others = [each["context"] for each in article["paragraphs"] if answer not in each["context"]]
    shared = [len(words.intersection(_WORD.findall(text.lower()))) for text in others]
    return others[int(np.argmax(shared))] if others else ""


def encoded(example: Example, tokenizer: Tokenizer) -> Encoded:
    """Encode an example, cut to a window in which the answer stands."""
    whole = tokenizer.encode(example.question, example.text)
    for window in (whole, *whole.overflowing):
        inside = [part == 1 for part in window.sequence_ids]
        allowed = [True, *inside[1:]]
        if example.end == 0:
            return Encoded(window.ids, allowed, 0, 0)
        places = [
            at
            for at, (start, end) in enumerate(window.offsets)
            if inside[at] and start < example.end and end > example.start
        ]
        covered = places and window.offsets[places[0]][0] <= example.start
        if covered and window.offsets[places[-1]][1] >= example.end:
            return Encoded(window.ids, allowed, places[0], places[-1])
    return Encoded(whole.ids, [True, *[part == 1 for part in whole.sequence_ids[1:]]], 0, 0)


class Base(NamedTuple):
    """What training starts from: embeddings (n, 384) of word pieces, and the layers, of which the
    `lowest` stay; `file` gets the others.
    """

    tokenizer: Tokenizer
    words: NDArray[np.float32]
    weights: Weights
    lowest: int
    file: Path


def minilm(*, trained: bool) -> Base:
    """Return MiniLM, with the layers of an earlier round if `trained`."""
    files = MiniLMFiles()
    given = files.weights()
    words = given.arrays[WORDS].astype(np.float32) * given.arrays[WORD_SCALES].reshape(-1, 1)
    return _base(files, words, given, 2, ENGLISH, trained=trained)


def e5(*, trained: bool) -> Base:
    """Return multilingual-e5-small, with the layers of an earlier round if `trained`."""
    files = E5Files()
    words = files.words(np.arange(files.pieces))
    return _base(files, words, files.weights(), 6, MULTILINGUAL, trained=trained)


def _base(
    files: Encoder,
    words: NDArray[np.float32],
    given: Weights,
    lowest: int,
    file: Path,
    *,
    trained: bool,
) -> Base:
    tokenizer = files.tokenizer(WINDOW, stride=OVERLAP, strategy="only_second")
    return Base(tokenizer, words, trained_weights(given, file) if trained else given, lowest, file)


class Reader(nn.Module):
    """BERT's layers over MiniLM's packaged weights, and a pointer to the ends of the answer."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        arrays = base.weights.arrays
        self.lowest = base.lowest
        self.register_buffer("words", torch.from_numpy(base.words))
        self.register_buffer("places", torch.from_numpy(arrays[POSITIONS]))
        self.norm = _norm(arrays, "inner.embeddings.LayerNorm")
        self.layers = nn.ModuleList(
            Layer(arrays, base.weights.layer(at), at) for at in range(base.weights.layers)
        )
        self.pointer = nn.Linear(HIDDEN, 2)
        if "pointer/weight" in arrays:
            self.pointer.weight.data = torch.from_numpy(arrays["pointer/weight"].T.copy())
            self.pointer.bias.data = torch.from_numpy(arrays["pointer/bias"].copy())
        for part in (self.norm, *self.layers[: self.lowest]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, read: torch.Tensor) -> torch.Tensor:
        """Return the log odds (batch, n, 2) of each piece to be the first and the last."""
        with torch.no_grad():
            hidden = self.norm(self.words[ids] + self.places[: ids.shape[1]])
            for layer in self.layers[: self.lowest]:
                hidden = layer(hidden, read)
        for layer in self.layers[self.lowest :]:
            hidden = layer(hidden, read)
        return self.pointer(hidden).float()


class Layer(nn.Module):
    """One of BERT's layers (Devlin et al., 2019), with post-normalization."""

    def __init__(self, arrays: dict, products: Sequence, at: int) -> None:
        super().__init__()
        prefix = f"inner.encoder.layer.{at}."
        named = {name.removeprefix(prefix): one for name, one in arrays.items()}
        for (part, bias), product in zip(PRODUCTS.items(), products, strict=True):
            setattr(self, part, _linear(*product, named[f"{bias}.bias"]))
        for part, name in NORMS.items():
            setattr(self, part, _norm(named, name))

    def forward(self, hidden: torch.Tensor, read: torch.Tensor) -> torch.Tensor:
        """Return the states one layer up, each (batch, n, 384)."""
        size = (*hidden.shape[:2], HEADS, HIDDEN // HEADS)
        heads = [
            part(hidden).view(size).transpose(1, 2) for part in (self.query, self.key, self.value)
        ]
        seen = functional.scaled_dot_product_attention(*heads, attn_mask=read[:, None, None, :])
        seen = seen.transpose(1, 2).reshape(hidden.shape)
        hidden = self.attended(hidden + self.output(seen))
        wide = functional.gelu(self.wider(hidden))
        return self.widened(hidden + self.narrower(wide))


def _linear(weight: np.ndarray, scale: np.ndarray, bias: np.ndarray) -> nn.Linear:
    made = nn.Linear(*weight.shape)
    made.weight.data = torch.from_numpy((weight.astype(np.float32) * scale).T.copy())
    made.bias.data = torch.from_numpy(bias.copy())
    return made


def _norm(named: dict[str, np.ndarray], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(HIDDEN, eps=1e-12)
    made.weight.data = torch.from_numpy(named[f"{name}.weight"].copy())
    made.bias.data = torch.from_numpy(named[f"{name}.bias"].copy())
    return made


def batches(squad: Path, tokenizer: Tokenizer, first: int) -> Iterator[list[Encoded]]:
    """Yield batches of examples of like length, in orders drawn from the `first` seed on."""
    for seed in count(first):
        pool: list[Encoded] = []
        for example in examples(squad, seed):
            pool.append(encoded(example, tokenizer))
            if len(pool) == BATCH * POOL:
                yield from _of_like_length(pool, seed)
                pool = []


def _of_like_length(pool: list[Encoded], seed: int) -> Iterator[list[Encoded]]:
    pool.sort(key=lambda one: len(one.ids))
    found = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    random.Random(seed).shuffle(found)
    yield from found


def loss(reader: Reader, batch: list[Encoded]) -> torch.Tensor:
    """Return the mean of the cross entropies of both ends."""
    size = max(len(one.ids) for one in batch)
    ids = torch.tensor([one.ids + [0] * (size - len(one.ids)) for one in batch])
    read = torch.tensor([[at < len(one.ids) for at in range(size)] for one in batch])
    allowed = torch.tensor([one.allowed + [False] * (size - len(one.ids)) for one in batch])
    right = torch.tensor([[one.first, one.last] for one in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = reader(ids, read)
    odds = odds.masked_fill(~allowed[:, :, None], -1e4)
    return functional.cross_entropy(odds.transpose(1, 2).reshape(-1, size), right.reshape(-1))


def main(
    squad: Annotated[Path, typer.Argument(help="SQuAD 1.1, the training part.")],
    minutes: Annotated[float, typer.Option(help="How long to train.")] = 60,
    nth: Annotated[
        int, typer.Option("--round", min=0, help="Later ones start from the weights.")
    ] = 0,
    multilingual: Annotated[bool, typer.Option("--multilingual", help="Of e5.")] = False,
) -> None:
    """Train, and write the weights."""
    torch.manual_seed(nth)
    base = (e5 if multilingual else minilm)(trained=nth > 0)
    reader = Reader(base)
    rate = LATER_RATE if nth else RATE
    trained = [one for one in reader.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    begun, lately = time.monotonic(), list[float]()
    for step, batch in enumerate(batches(squad, base.tokenizer, nth)):
        done = (time.monotonic() - begun) / (60 * minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
        found = loss(reader, batch)
        optimizer.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        lately.append(float(found.detach()))
        if step % REPORT == REPORT - 1:
            print(f"{step + 1} batches, {done:.0%}, loss {np.mean(lately):.3f}", flush=True)
            lately.clear()
            np.savez(base.file, **packed(reader))
    np.savez(base.file, **packed(reader))


def packed(reader: Reader) -> dict[str, np.ndarray]:
    """Return what was trained under the names of the packaged model, products as int8."""
    found = {
        "pointer/weight": reader.pointer.weight.detach().numpy().T.copy(),
        "pointer/bias": reader.pointer.bias.detach().numpy(),
    }
    for at in range(reader.lowest, len(reader.layers)):
        layer, prefix = reader.layers[at], f"inner.encoder.layer.{at}."
        for number, (part, bias) in enumerate(PRODUCTS.items(), len(PRODUCTS) * at):
            linear = getattr(layer, part)
            weight = linear.weight.detach().numpy().T
            scale = np.abs(weight).max(axis=0) / 127
            found[f"product/{number}/weight"] = np.round(weight / scale).astype(np.int8)
            found[f"product/{number}/scale"] = scale
            found[f"{prefix}{bias}.bias"] = linear.bias.detach().numpy()
        for part, name in NORMS.items():
            norm = getattr(layer, part)
            found[f"{prefix}{name}.weight"] = norm.weight.detach().numpy()
            found[f"{prefix}{name}.bias"] = norm.bias.detach().numpy()
    return found


if __name__ == "__main__":
    typer.run(main)
