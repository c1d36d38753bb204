"""Write `tests/evals/questions.jsonl`: `python -m tests.evals.composing`."""

from tests.evals.composing.composing import FILE, lines

FILE.write_text(lines(), encoding="utf-8")
