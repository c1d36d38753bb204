"""Drafts of the built-in model: sentences from templates, with references where figures belong."""

from copilot.writing.draft import Draft
from copilot.writing.passages import speaks_of
from copilot.writing.results import Results, step_of
from copilot.writing.writing import write

__all__ = ["Draft", "Results", "speaks_of", "step_of", "write"]
