"""Turn a draft with references into checked text: every figure, statement and citation judged."""

from copilot.grounding.render import render, render_table

__all__ = ["render", "render_table"]
