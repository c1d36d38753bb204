"""The one repair turn: what a model is told about sentences that could not be proved, and what it answers."""

import re
from collections.abc import Iterable, Sequence

from copilot.grounding import Problem
from copilot.ledger import Ledger
from copilot.toolbox import fact_line
from prompts import Prompt, load

REPAIRED = re.compile(r"^\s*(\d+)\s*[:.)]\s*(.*)$")
ID = re.compile(r"\b([FU]\d+)\b")
CITED = re.compile(r"\[(S\d+)\]")
FACTS_SHOWN = 14
PASSAGE_SHOWN = 700
"""Characters of a cited passage that are shown again."""


def repair_prompt(
    question: str, held: Sequence[str], problems: Sequence[tuple[int, Problem]], ledger: Ledger
) -> Prompt:
    """Return what the model is asked: each sentence with what is wrong with it, and what it may use.

    That are the facts named in it, those next to it, the other facts of the turn, and the passages it cites.
    """
    reasons: dict[int, list[str]] = {}
    for place, problem in problems:
        reasons.setdefault(place, []).append(problem.reason)
    lines = [f"{place + 1}: {held[place].strip()}\n   {'; '.join(why)}" for place, why in reasons.items()]
    named = [i for place in reasons for i in ID.findall(held[place])]
    near = [fact for _, problem in problems for fact in problem.facts]
    cited = dict.fromkeys(i for place in reasons for i in CITED.findall(held[place]))
    usable = [*_lines(dict.fromkeys([*named, *near, *ledger.touched]), ledger), *_passages(cited, ledger)]
    return load("repair", question=question, problems="\n".join(lines), facts="\n".join(usable) or "none")


def _lines(ids: Iterable[str], ledger: Ledger) -> list[str]:
    facts = [fact_line(ledger.facts[i]) for i in ids if i in ledger.facts]
    givens = [f"{{{i}}} | given by the user | {ledger.givens[i].text}" for i in ids if i in ledger.givens]
    return [*facts, *givens][:FACTS_SHOWN]


def _passages(ids: Iterable[str], ledger: Ledger) -> list[str]:
    return [f"[{i}] | {ledger.passages[i].text[:PASSAGE_SHOWN]}" for i in ids if i in ledger.passages]


def repairs_in(reply: str, wanted: set[int]) -> dict[int, str | None]:
    """Return the replacements that a model wrote, by the place of the sentence; None drops it."""
    found: dict[int, str | None] = {}
    for line in reply.splitlines():
        match = REPAIRED.match(line)
        if match and int(match[1]) - 1 in wanted:
            found[int(match[1]) - 1] = None if match[2].strip().upper().rstrip(".") == "DROP" else match[2]
    return found
