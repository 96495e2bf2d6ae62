"""A BERT encoder as an ONNX graph, made of the weights in its folder.

Source of the network: Devlin et al. 2019, as transformers' ``BertModel`` computes it, without the pooler. The
operators that are not of the standard are onnxruntime's own, which join what the standard has apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from pydantic import BaseModel, Field

Floats = NDArray[np.float32]

OPSET = 17
IR_VERSION = 8
JOINED = "com.microsoft"
EMBEDDED, STATES = "embedded", "states"


class BertSettings(BaseModel):
    """What a BERT's ``config.json`` says of its shape."""

    hidden_size: int = Field(ge=1)
    num_hidden_layers: int = Field(ge=1)
    num_attention_heads: int = Field(ge=1)
    layer_norm_eps: float = Field(default=1e-12, gt=0)


class BertGraph:
    """Builds the graph from ``EMBEDDED``, the sum of the embeddings, to ``STATES``, the last layer's.

    Both have the shape (texts, tokens, hidden size). There is no mask: the texts of a batch are equally long.

    Args:
        settings: the shape of the network.
        weights: its weights, by the names that transformers gives them.

    Raises:
        KeyError: a weight is missing.
    """

    def __init__(self, settings: BertSettings, weights: Mapping[str, Floats]) -> None:
        self._settings = settings
        self._epsilon = settings.layer_norm_eps
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._tensors: list[TensorProto] = []

    def model(self) -> ModelProto:
        """The graph with its weights."""
        norm = self._norm("embeddings.LayerNorm")
        states = self._node("LayerNormalization", [EMBEDDED, *norm], axis=-1, epsilon=self._epsilon)
        for number in range(self._settings.num_hidden_layers):
            states = self._layer(f"encoder.layer.{number}", states)
        self._nodes.append(helper.make_node("Identity", [states], [STATES]))
        shape: list[str | int | None] = ["texts", "tokens", self._settings.hidden_size]
        graph = helper.make_graph(
            self._nodes,
            "bert",
            [helper.make_tensor_value_info(EMBEDDED, TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info(STATES, TensorProto.FLOAT, shape)],
            self._tensors,
        )
        operators = [helper.make_opsetid("", OPSET), helper.make_opsetid(JOINED, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION)

    def _layer(self, name: str, states: str) -> str:
        attended = self._attention(f"{name}.attention.self", states)
        mixed = self._added(f"{name}.attention.output", attended, states)
        inner = f"{name}.intermediate.dense"
        widened = self._node("BiasGelu", [self._product(inner, mixed), self._bias(inner)], JOINED)
        return self._added(f"{name}.output", widened, mixed)

    def _attention(self, name: str, states: str) -> str:
        parts = [
            self._node("Add", [self._product(f"{name}.{part}", states), self._bias(f"{name}.{part}")])
            for part in ("query", "key", "value")
        ]
        heads = self._settings.num_attention_heads
        return self._node("MultiHeadAttention", parts, JOINED, num_heads=heads)

    def _added(self, name: str, values: str, states: str) -> str:
        """The values through a linear layer, added to the states, the sum normalised."""
        dense, norm = f"{name}.dense", self._norm(f"{name}.LayerNorm")
        inputs = [self._product(dense, values), states, *norm, self._bias(dense)]
        return self._node("SkipLayerNormalization", inputs, JOINED, epsilon=self._epsilon)

    def _product(self, layer: str, values: str) -> str:
        """The values times a linear layer's weights, which transformers keeps as (outputs, inputs)."""
        return self._node("MatMul", [values, self._tensor(f"{layer}.weight", transposed=True)])

    def _bias(self, layer: str) -> str:
        return self._tensor(f"{layer}.bias")

    def _norm(self, layer: str) -> list[str]:
        return [self._tensor(f"{layer}.weight"), self._tensor(f"{layer}.bias")]

    def _tensor(self, name: str, transposed: bool = False) -> str:
        weight = self._weights[name]
        kept = np.ascontiguousarray(weight.T if transposed else weight, np.float32)
        self._tensors.append(numpy_helper.from_array(kept, name))
        return name

    def _node(self, operator: str, inputs: list[str], domain: str = "", **settings: Any) -> str:
        made = f"value_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [made], domain=domain, **settings))
        return made
