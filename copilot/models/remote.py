"""A chat model behind an OpenAI-compatible address."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from copilot.models.failures import ModelUnavailable
from copilot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from copilot.models.patience import Sleep


def remote_models(settings: Settings, sleep: "Sleep" = asyncio.sleep) -> "Callable[[], BaseChatModel]":
    """Return what opens the chat model that the settings name; `sleep` waits between two attempts.

    One wire serves all that it opens. It raises ModelUnavailable when a model is named but there is no key for it.
    """
    wire = None

    def opened() -> "BaseChatModel":
        nonlocal wire
        if settings.openai_api_key is None:
            raise ModelUnavailable(f"the model {settings.model_name!r} needs OPENAI_API_KEY, which is not set")
        from copilot.models.endpoint import Endpoint, open_wire

        first, gap = settings.first_byte_seconds, settings.gap_seconds
        wire = wire or open_wire(max(first, gap) + 5.0)
        return Endpoint(
            model=settings.model_name,
            api_key=settings.openai_api_key,
            base_url=settings.openai_base_url,
            http_async_client=wire.client,
            stream_chunk_timeout=None,
            max_retries=0,
            streaming=True,
            stream_usage=True,
        ).on(wire, first, gap, sleep)

    return opened


def open_remote_model(settings: Settings) -> "BaseChatModel":
    """Return the chat model that the settings name; raises ModelUnavailable without a key."""
    return remote_models(settings)()
