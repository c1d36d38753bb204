"""BERT's encoder as an ONNX model, written from its weights: six kinds of Protocol Buffers messages.

ONNX Runtime then computes it on one thread, at half the time numpy takes, and without the wait
of numpy's threads for each other on a busy machine.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

IR_VERSION, OPSET = 10, 20
FLOAT, INT64 = 1, 7
EPSILON = 1e-12


def onnx_encoder(weights: "Weights", layers: int, heads: int) -> bytes:
    """Return an ONNX model of the encoder.

    Inputs: `ids` (texts, pieces) and `positions` (pieces) of int64; `unseen` (texts, 1, 1, pieces),
    0 where a piece is and very negative where none is; `share` (texts, pieces, 1), the weight of
    each piece in the mean. Output: `mean` (texts, width), the weighed sum of the last hidden states.
    """
    return _Encoder(weights, layers, heads).model()


class _Encoder:
    def __init__(self, weights: "Weights", layers: int, heads: int) -> None:
        self._weights, self._layers, self._heads = weights, layers, heads
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def model(self) -> bytes:
        hidden = self._embedded()
        for layer in range(self._layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
        self._node("ReduceSum", self._node("Mul", hidden, "share"), self._ints("axes", [1]), to="mean", keepdims=0)
        inputs = (("ids", INT64, 2), ("positions", INT64, 1), ("unseen", FLOAT, 4), ("share", FLOAT, 3))
        graph = b"".join(
            (
                *(_field(1, node) for node in self._nodes),
                _field(2, b"encoder"),
                *(_field(5, tensor) for tensor in self._tensors),
                *(_field(11, _value(*one)) for one in inputs),
                _field(12, _value("mean", FLOAT, 2)),
            )
        )
        return _field(1, IR_VERSION) + _field(7, graph) + _field(8, _field(2, OPSET))

    def _embedded(self) -> str:
        tables = {
            name: self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        }
        words = self._tensor("words", tables["word"])
        places = self._tensor("places", tables["position"] + tables["token_type"][0])
        total = self._node("Add", self._node("Gather", words, "ids"), self._node("Gather", places, "positions"))
        return self._normal(total, "embeddings.LayerNorm")

    def _layer(self, hidden: str, at: str) -> str:
        query = self._by_head(hidden, f"{at}.attention.self.query", [0, 2, 1, 3])
        key = self._by_head(hidden, f"{at}.attention.self.key", [0, 2, 3, 1])
        value = self._by_head(hidden, f"{at}.attention.self.value", [0, 2, 1, 3])
        alike = self._node("Div", self._node("MatMul", query, key), self._tensor(f"{at}.scale", self._scale()))
        weight = self._node("Softmax", self._node("Add", alike, "unseen"), axis=-1)
        seen = self._node("Transpose", self._node("MatMul", weight, value), perm=[0, 2, 1, 3])
        joined = self._node("Reshape", seen, self._ints(f"{at}.joined", [0, 0, -1]))
        hidden = self._node("Add", hidden, self._dense(joined, f"{at}.attention.output.dense"))
        hidden = self._normal(hidden, f"{at}.attention.output.LayerNorm")
        inner = self._node("Gelu", self._dense(hidden, f"{at}.intermediate.dense"))
        hidden = self._node("Add", hidden, self._dense(inner, f"{at}.output.dense"))
        return self._normal(hidden, f"{at}.output.LayerNorm")

    def _by_head(self, hidden: str, name: str, order: Sequence[int]) -> str:
        split = self._ints(f"{name}.split", [0, 0, self._heads, -1])
        return self._node("Transpose", self._node("Reshape", self._dense(hidden, name), split), perm=order)

    def _scale(self) -> "NDArray[np.float32]":
        import numpy as np

        width = self._weights["embeddings.word_embeddings.weight"].shape[1]
        return np.array(math.sqrt(width / self._heads), np.float32)

    def _dense(self, x: str, name: str) -> str:
        matrix = self._tensor(f"{name}.matrix", self._weights[f"{name}.weight"].T)
        return self._node(
            "Add", self._node("MatMul", x, matrix), self._tensor(f"{name}.bias", self._weights[f"{name}.bias"])
        )

    def _normal(self, x: str, name: str) -> str:
        parts = [self._tensor(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self._node("LayerNormalization", x, *parts, axis=-1, epsilon=EPSILON)

    def _tensor(self, name: str, values: "NDArray[np.float32]") -> str:
        return self._constant(name, FLOAT, values.shape, values.astype("<f4").tobytes())

    def _ints(self, name: str, values: Sequence[int]) -> str:
        return self._constant(name, INT64, (len(values),), struct.pack(f"<{len(values)}q", *values))

    def _constant(self, name: str, kind: int, shape: Sequence[int], content: bytes) -> str:
        sizes = b"".join(_field(1, size) for size in shape)
        self._tensors.append(sizes + _field(2, kind) + _field(8, name.encode()) + _field(9, content))
        return name

    def _node(self, operation: str, *inputs: str, to: str = "", **attributes: "int | float | Sequence[int]") -> str:
        result = to or f"v{len(self._nodes)}"
        names = b"".join(_field(1, name.encode()) for name in inputs) + _field(2, result.encode())
        settings = b"".join(_field(5, _attribute(name, value)) for name, value in attributes.items())
        self._nodes.append(names + _field(4, operation.encode()) + settings)
        return result


def _attribute(name: str, value: "int | float | Sequence[int]") -> bytes:
    match value:
        case float():
            return _field(1, name.encode()) + b"\x15" + struct.pack("<f", value) + _field(20, 1)
        case int():
            return _field(1, name.encode()) + _field(3, value) + _field(20, 2)
        case _:
            return _field(1, name.encode()) + b"".join(_field(8, item) for item in value) + _field(20, 7)


def _value(name: str, kind: int, dimensions: int) -> bytes:
    shape = b"".join(_field(1, _field(2, f"{name}{k}".encode())) for k in range(dimensions))
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _field(number: int, value: int | bytes) -> bytes:
    """Return one field of a Protocol Buffers message: a number, or bytes with their length before them."""
    if isinstance(value, int):
        return _number(number << 3) + _number(value % (1 << 64))
    return _number(number << 3 | 2) + _number(len(value)) + value


def _number(value: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first."""
    groups = bytearray()
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    groups.append(value)
    return bytes(groups)
