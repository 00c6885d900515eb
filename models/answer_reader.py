"""Point to the answer in a passage: packaged encoders with upper layers trained for it.

MiniLM reads English; multilingual-e5-small, of the extra `multilingual`, reads other languages.
`benchmarks/fit_reader.py` trains the upper layers and writes them beside this file; all else is as
packaged.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from precis.languages.plain_text import well_formed
from precis.models.bert_graph import Weights, pointer
from precis.models.e5_files import E5Files
from precis.models.minilm_files import MiniLMFiles
from precis.models.multilingual import is_installed
from precis.models.onnx_session import session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

    from precis.models.bert_graph import Inputs

ENGLISH = Path(__file__).with_name("english_reader.npz")
MULTILINGUAL = Path(__file__).with_name("multilingual_reader.npz")
"""The trained layers."""

WINDOW, OVERLAP = 224, 56
"""Word pieces that are read at once, question and passage, and those that two windows share."""

MOST_ASKED = 64
"""Word pieces of a question that are read."""

LONGEST = 30
"""Word pieces of an answer."""

LEAST = -30.0
"""Log odds of what was not read."""


class Pointed(NamedTuple):
    """The likeliest answer in a text, and the log odds of its ends against those of no answer."""

    score: float
    start: int
    end: int


class Encoder(Protocol):
    """A packaged encoder: BERT's layers and how it cuts texts. `version` names its weights."""

    version: str

    def tokenizer(self, most: int, **truncation: object) -> Tokenizer:
        """Make what cuts texts into word pieces."""

    def weights(self) -> Weights:
        """Return the weights."""

    def inputs(self, ids: Sequence[int]) -> Inputs:
        """Return what a graph of the weights reads for word pieces."""


class AnswerReaders:
    """The reader of each language, the same ones in all of a process; they load at first use."""

    def of(self, language: str | None) -> AnswerReader | None:
        """Return the reader of a language: only English has one without the extra."""
        if language == "en":
            return _english()
        return _multilingual() if is_installed() else None


@cache
def _english() -> AnswerReader:
    return AnswerReader("english", MiniLMFiles(), ENGLISH)


@cache
def _multilingual() -> AnswerReader:
    return AnswerReader("multilingual", E5Files(), MULTILINGUAL)


def _forget() -> None:
    _english.cache_clear()
    _multilingual.cache_clear()


if hasattr(os, "register_at_fork"):  # a process that is forked off has no threads of the pools
    os.register_at_fork(after_in_child=_forget)


class AnswerReader:
    """Points to answers with an encoder whose upper layers are those of the file `trained`.

    Loads at first use. Raises EmbeddedModelError as MiniLM does.
    """

    def __init__(
        self, name: str, encoder: Encoder, trained: Path, cache: Path | None = None
    ) -> None:
        self.name = name
        self._encoder = encoder
        self._trained = trained
        self._cache = cache

    def point(
        self, question: str, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Pointed]]:
        """Return the likeliest answer in each of the `parts` of each text.

        A part is `(start, end)` in characters of its text, and so is what is pointed to.
        """
        asked, _ = (
            self._cut(well_formed(question)),
            self._session,
        )  # loaded here, not by each thread
        spread = self._threads.map if len(texts) > 1 else map
        return list(spread(partial(self._point, asked), texts, parts))

    def _cut(self, question: str) -> str:
        encoding = self._question_tokenizer.encode(question)
        return question[: encoding.offsets[-2][1]] if encoding.overflowing else question

    def _point(self, question: str, text: str, parts: Sequence[tuple[int, int]]) -> list[Pointed]:
        whole = self._tokenizer.encode(question, well_formed(text))
        windows = [self._window(one) for one in (whole, *whole.overflowing)]
        return [max(_best(window, part) for window in windows) for part in parts]

    def _window(self, encoding: Encoding) -> _Window:
        [ends] = self._session.run(["ends"], self._encoder.inputs(encoding.ids))
        inside = np.array([part == 1 for part in encoding.sequence_ids])
        odds = ends[0][inside] - ends[0][0]
        return _Window(np.array(encoding.offsets)[inside], odds[:, 0], odds[:, 1])

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count(), "answer-reader")

    @cached_property
    def _question_tokenizer(self) -> Tokenizer:
        return self._encoder.tokenizer(MOST_ASKED)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return self._encoder.tokenizer(WINDOW, stride=OVERLAP, strategy="only_second")

    @cached_property
    def _session(self) -> InferenceSession:
        digest = hashlib.sha256(self._trained.read_bytes()).hexdigest()
        name = f"{self._trained.stem}-{self._encoder.version}-{digest[:8]}"
        return session(name, self._graph, self._cache)

    def _graph(self) -> bytes:
        given = trained_weights(self._encoder.weights(), self._trained)
        return pointer(given, given.arrays["pointer/weight"], given.arrays["pointer/bias"])


class _Window(NamedTuple):
    """The n word pieces of a passage in a window: `offsets` (n, 2) in its characters, and the log
    odds (n,) of each to be the first or the last of the answer.
    """

    offsets: NDArray[np.int64]
    first: NDArray[np.float32]
    last: NDArray[np.float32]


def _best(window: _Window, part: tuple[int, int]) -> Pointed:
    start, end = part
    [within] = np.nonzero((window.offsets[:, 0] >= start) & (window.offsets[:, 1] <= end))
    if not len(within):
        return Pointed(LEAST, start, start)
    pairs = window.first[within][:, None] + window.last[within]
    fits = np.triu(np.ones(pairs.shape, dtype=bool)) & ~np.triu(
        np.ones(pairs.shape, dtype=bool), LONGEST
    )
    at = int(np.where(fits, pairs, -np.inf).argmax())
    first, last = divmod(at, len(within))
    return Pointed(
        float(pairs[first, last]),
        int(window.offsets[within[first], 0]),
        int(window.offsets[within[last], 1]),
    )


def trained_weights(packaged: Weights, file: Path) -> Weights:
    """Return an encoder's weights, those of a file of trained layers in their place."""
    with np.load(file, allow_pickle=False) as trained:
        arrays: dict[str, NDArray[Any]] = {name: trained[name] for name in trained.files}
    kept = len(packaged.products) - sum(name.startswith("product/") for name in arrays) // 2
    products = [
        (arrays[f"product/{at}/weight"], arrays[f"product/{at}/scale"])
        for at in range(kept, len(packaged.products))
    ]
    return Weights(packaged.arrays | arrays, packaged.products[:kept] + products)
