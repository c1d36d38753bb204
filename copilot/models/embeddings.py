"""OpenAI's embeddings, handed to the library when they are asked for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copilot.models.failures import ModelUnavailable, why_it_failed
from copilot.settings import Settings
from tools.library import EmbedderFailed

MODEL = "text-embedding-3-small"


class OpenAIEmbedder:
    """Texts to vectors of unit length, shape (n_texts, dimension), float32."""

    name = MODEL
    dimension = 1536

    def __init__(self, settings: Settings) -> None:
        if settings.openai_api_key is None:
            raise ModelUnavailable("OpenAI's embeddings need OPENAI_API_KEY, which is not set")
        from openai import OpenAI

        self._client = OpenAI(
            api_key=settings.openai_api_key.get_secret_value(),
            base_url=settings.openai_base_url,
            timeout=settings.first_byte_seconds,
        )

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector per text; raises EmbedderFailed when the service does not give them."""
        from openai import OpenAIError

        try:
            reply = self._client.embeddings.create(model=MODEL, input=list(texts))
        except OpenAIError as error:
            raise EmbedderFailed(f"the embeddings could not be had: {why_it_failed(error)}") from error
        return np.asarray([item.embedding for item in reply.data], dtype=np.float32)
