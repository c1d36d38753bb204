"""A chat model behind an OpenAI-compatible address."""

from typing import TYPE_CHECKING

from copilot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelUnavailable(Exception):
    """The chat model could not answer; the message says why, without secrets."""


def open_remote_model(settings: Settings) -> "BaseChatModel":
    """Return the chat model that the settings name.

    Raises ModelUnavailable when a model is named but there is no key for it.
    """
    if settings.openai_api_key is None:
        raise ModelUnavailable(f"the model {settings.model_name!r} needs OPENAI_API_KEY, which is not set")
    from langchain_openai import ChatOpenAI
    from openai import Timeout

    return ChatOpenAI(
        model=settings.model_name,
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        timeout=Timeout(settings.first_byte_seconds, connect=5.0, read=settings.first_byte_seconds),
        stream_chunk_timeout=settings.gap_seconds,
        max_retries=2,
        streaming=True,
        stream_usage=True,
    )


def why_it_failed(error: BaseException) -> str:
    """Return a plain sentence for an error of the chat model: its kind, never its payload."""
    status = getattr(error, "status_code", None)
    code = getattr(error, "code", None)
    if code == "insufficient_quota":
        return "the chat model's account has no quota left"
    reasons = {
        401: "the chat model refused the key",
        403: "the chat model refused access",
        404: "the chat model's address knows no such model",
        429: "the chat model's rate limit is reached",
    }
    if status in reasons:
        return reasons[status]
    if isinstance(status, int):
        return f"the chat model's server answered with error {status}"
    if "timeout" in type(error).__name__.lower():
        return "the chat model did not answer in time"
    if "connection" in type(error).__name__.lower():
        return "the chat model could not be reached"
    return "the chat model's answer could not be read"
