"""Drafts of the built-in model: sentences from templates, with references where figures belong."""

from copilot.writing.draft import Draft
from copilot.writing.results import Results, step_of
from copilot.writing.writing import write

__all__ = ["Draft", "Results", "step_of", "write"]
