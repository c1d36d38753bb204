"""The seam through which text becomes vectors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from tools.errors import LibraryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class EmbedderFailed(LibraryError):
    """Text could not be turned into vectors now; words alone must do."""


class Embedder(Protocol):
    """Anything that turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """What is recorded beside its vectors; another name means other vectors."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one unit vector per text, shape (len(texts), dimension).

        Raises EmbedderFailed, and nothing else, when it cannot.
        """
