"""Write the question set and the time expressions: `python -m tests.evals.composing`."""

from tests.evals.composing import composing, expressions

composing.FILE.write_text(composing.lines(), encoding="utf-8")
expressions.FILE.write_text(expressions.expressions(), encoding="utf-8")
