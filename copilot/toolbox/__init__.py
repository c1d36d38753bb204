"""The toolbox: the one place where what a tool computes becomes facts."""

from copilot.toolbox.desk import Desk
from copilot.toolbox.givens import Figure, book_givens, figures_in
from copilot.toolbox.outcome import Failure, Outcome, fact_line, fact_lines, given_line
from copilot.toolbox.tools import TOOLS, build_tools, run_tool

__all__ = [
    "TOOLS",
    "Desk",
    "Failure",
    "Figure",
    "Outcome",
    "book_givens",
    "build_tools",
    "fact_line",
    "fact_lines",
    "figures_in",
    "given_line",
    "run_tool",
]
