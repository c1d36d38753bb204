"""Read a question into a plan: which tools to call, or what to ask back."""

from copilot.reader.briefs import brief_asked
from copilot.reader.languages import language_of
from copilot.reader.plan import Call, Context, Plan
from copilot.reader.reading import read

__all__ = ["Call", "Context", "Plan", "brief_asked", "language_of", "read"]
