"""The one seam to a chat model: a LangChain chat model, remote or built in."""

from copilot.models.remote import ModelUnavailable, open_remote_model, why_it_failed

__all__ = ["ModelUnavailable", "open_remote_model", "why_it_failed"]
