"""The market brief: a fixed plan of tool calls, told in sections whose every figure is a reference."""

from copilot.brief.stance import RULE
from copilot.brief.writing import write_brief

__all__ = ["RULE", "write_brief"]
