"""The one repair turn: what a model is told about sentences that could not be proved, and what it answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copilot.grounding import Problem
from copilot.ledger import Ledger
from copilot.toolbox import fact_lines, given_line
from prompts import Prompt, load

REPAIRED = re.compile(r"^[\s✗*-]*(\d+)[\s*]*[:.)]\s*(.*)$")
ID = re.compile(r"\b([FU]\d+)\b")
CITED = re.compile(r"\[(S\d+)\]")
FACTS_SHOWN = 40
PASSAGES_SHOWN = 5
PASSAGE_SHOWN = 700
"""Characters of a passage that are shown again."""


@dataclass(frozen=True)
class Draft:
    """An answer as a model wrote it: the sentences shown, those held back, and what is wrong with some of these.

    `problems` go by a sentence's place among the held; a model knows it by its number in the whole answer.
    """

    shown: Sequence[str]
    held: Sequence[str]
    problems: Sequence[tuple[int, Problem]]

    def lines(self) -> list[str]:
        """Return the whole answer, a line or more for each sentence, those with a problem marked."""
        reasons: dict[int, list[str]] = {}
        for place, problem in self.problems:
            reasons.setdefault(place + len(self.shown), []).append(problem.reason)
        return [_line(i, text, reasons.get(i)) for i, text in enumerate([*self.shown, *self.held]) if text.strip()]

    def wrong(self) -> list[str]:
        """Return the sentences with a problem, each once."""
        return [self.held[place] for place in dict.fromkeys(place for place, _ in self.problems)]

    def repairs_in(self, reply: str) -> dict[int, str | None]:
        """Return the replacements that a model wrote, by place among the held; None drops, a sentence kept has none."""
        wanted = {place for place, _ in self.problems}
        found: dict[int, str | None] = {}
        for line in reply.splitlines():
            match = REPAIRED.match(line)
            place = int(match[1]) - 1 - len(self.shown) if match else -1
            if match is None or place not in wanted:
                continue
            written = match[2].strip()
            order = written.upper().strip('.`*"')
            if written and order != "KEEP":
                found[place] = None if order == "DROP" else written
        return found


def repair_prompt(question: str, draft: Draft, ledger: Ledger, notes: Iterable[str] = ()) -> Prompt:
    """Return what the model is asked: its answer with what is wrong in it, and what it may use.

    That are the facts named in a sentence with a problem, those next to it, the other facts of the
    turn, the passages, those cited first, and the `notes` of the tools.
    """
    wrong = draft.wrong()
    named = [i for sentence in wrong for i in ID.findall(sentence)]
    near = [fact for _, problem in draft.problems for fact in problem.facts]
    cited = [i for sentence in wrong for i in CITED.findall(sentence)]
    usable = [
        *_facts([*named, *near, *ledger.touched], ledger),
        *_passages([*cited, *ledger.retrieved], ledger),
        *(f"Note: {note}" for note in dict.fromkeys(notes)),
    ]
    return load("repair", question=question, answer="\n".join(draft.lines()), facts="\n".join(usable) or "none")


def _line(place: int, sentence: str, reasons: Sequence[str] | None) -> str:
    if reasons is None:
        return f"{place + 1}: {sentence.strip()}"
    return f"✗ {place + 1}: {sentence.strip()}\n   {'; '.join(dict.fromkeys(reasons))}"


def _facts(ids: Iterable[str], ledger: Ledger) -> list[str]:
    known = [ledger.facts[i] for i in dict.fromkeys(ids) if i in ledger.facts]
    return [*fact_lines(known)[:FACTS_SHOWN], *(given_line(given) for given in ledger.givens.values())]


def _passages(ids: Iterable[str], ledger: Ledger) -> list[str]:
    known = [i for i in dict.fromkeys(ids) if i in ledger.passages]
    return [f"[{i}] | {ledger.passages[i].text[:PASSAGE_SHOWN]}" for i in known[:PASSAGES_SHOWN]]
