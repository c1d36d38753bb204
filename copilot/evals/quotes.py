"""Trace answers that are spans of a page to that page, and to others that they do not come from."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copilot.grounding.citations.quoting import traces

SPANS = ("span", "multi-span")
OTHERS = 5
"""How many other pages each answer is held against."""


@dataclass(frozen=True)
class Traced:
    """The share of answers that trace to their own page, and to another one; `answers` is their number."""

    own: float
    another: float
    answers: int


def evaluate(file: Path, seed: int = 1) -> Traced:
    """Return how the span answers of a file of pages with questions trace (JSON lines, as TAT-QA has them)."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    pages = [page(row["context"]) for row in rows]
    chance = random.Random(seed)
    own: list[bool] = []
    another: list[bool] = []
    for at, row in enumerate(rows):
        for asked in row["questions"]:
            if asked["answer_type"] not in SPANS:
                continue
            own.append(_traces(asked, pages[at]))
            others = chance.sample([p for i, p in enumerate(pages) if i != at], OTHERS)
            another += [_traces(asked, other) for other in others]
    return Traced(_share(own), _share(another), len(own))


def page(context: dict[str, Any]) -> str:
    """Return a table and its paragraphs as one text, a row to a line."""
    return "\n".join([*(" | ".join(row) for row in context["table"]), *context["paragraphs"]])


def _traces(asked: dict[str, Any], text: str) -> bool:
    return all(traces(answer, text, asked["question"]) for answer in asked["answer"])


def _share(found: Sequence[bool]) -> float:
    return round(sum(found) / len(found), 4)
