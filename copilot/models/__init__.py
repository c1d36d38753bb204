"""The one seam to a chat model: a LangChain chat model, remote or built in."""

from copilot.models.failures import ModelFailed, ModelUnavailable, why_it_failed
from copilot.models.remote import open_remote_model, remote_models

__all__ = ["ModelFailed", "ModelUnavailable", "open_remote_model", "remote_models", "why_it_failed"]
