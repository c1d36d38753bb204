"""Turn a draft with references into checked text: every figure, statement and citation judged."""

from copilot.grounding.grounding import Checked, Grounding, Problem, Settled, settle
from copilot.grounding.printing.render import render, render_table
from copilot.grounding.sentences import SentenceStream

__all__ = ["Checked", "Grounding", "Problem", "SentenceStream", "Settled", "render", "render_table", "settle"]
