"""What one tool call gives back: lines for a model to read, and the same as plain JSON.

Facts have roles, so that a writer need not guess. A symbol in a role is the fact's subject;
a group is named by its key ("magnificent_7"). Roles are kept in the order of booking, ranks
in the order of the ranking.

price_return:SPY                the value of a measure (any name of MEASURES) for one subject
price_return:SPY@2024           the same for a piece: @2024, @Q1 2025, @2025-03, @week of 2025-01-06
volatility:magnificent_7        the same for a basket
without_dividends:SPY           beside a total return by a fund that stands for an index: that fund's own without
annualized:^IXIC                a long return per year, beside the return itself
peak:^IXIC trough: recovery: recovery_days:             sessions and days of a drawdown; beside a recovery
                                (days) the session is recovery_session:, the drawdown depth:
session:NVDA                    of a best or worst day, a high, a low, a rolling return (its end)
level:^GSPC is_record: below_record:                    beside a record close
average:SPY close:SPY           beside a moving average
forward_pe:AAPL eps_growth: eps_growth_next_year:        over earnings that analysts expect, of a company or a group
last:NVDA move_so_far:NVDA      the price of the moment of a session under way, and the move to it; no closes
first second                    the two legs of a comparison
spread ratio correlation beta tracking_error            what the comparison comes to
rank:XLK                        a place in a ranking; the table of it is the outcome's first table
count count_of                  how many members of a group, of how many
breadth advancers decliners     share and number of those that rose
weight weight_low weight_high weight:AAPL               share of an index; the range by method
spread:small_large spread:equal_cap spread:seven_rest spread:cyclical_defensive    leadership
average:cyclical average:defensive                      the two sides of the last
calculation                     what an expression comes to
stated margin                   a judged claim's figure, and the fact minus it
sessions                        how many sessions a period has, when more were asked for
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from copilot.answer import Json
from copilot.facts import Fact, FactInput, Given, GivenInput, Passage, Table
from copilot.grounding import render
from tools.errors import AmbiguousName, LibraryError, NoData, PeriodError, PeriodOutOfRange, ToolError, UnknownName

OPEN = re.compile(
    r"It would hold for another reading \([^)]*\)|The fund can miss its sector by as much\.$"
    r"|Dividends can make that difference\.$|At the precision stated the two are the same\.$"
)
COMPUTED = ("calculation", "spread", "growth_of_amount", "average", "ratio")
UNSIGNED = ("weight", "volatility", "tracking_error", "breadth")
"""Fractions that cannot be negative."""

FORMS = {
    "not_understood": ". Name one stretch of time, such as “2025”, “Q3 2025”, “2024 to 2025”, “since March 2025”, "
    "“past 6 months”."
}
"""What a model may do about a failure, by its kind."""

LONGEST_FAILURE = 800
"""Characters of a failure, which may repeat words that somebody else wrote."""


@dataclass(frozen=True)
class Failure:
    """Something a tool could not do: a kind that code acts on, and a sentence for the reader.

    `kind` is "no_data", "unknown_name", "ambiguous", "not_understood", "unavailable" or
    "bad_call" (the arguments make no sense). `about` holds the words that it is about.
    """

    kind: str
    text: str
    about: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass
class Outcome:
    """The result of one tool call, in the order things were booked."""

    facts: list[Fact] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    givens: list[Given] = field(default_factory=list)
    verdicts: list[Json] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def add(self, fact: Fact, *roles: str) -> Fact:
        """Keep a booked fact under its roles; the first fact in a role stays."""
        if fact not in self.facts:
            self.facts.append(fact)
        for role in roles:
            self.roles.setdefault(role, fact.id)
        return fact

    def fact(self, role: str) -> Fact:
        """Return the fact in a role; KeyError when there is none."""
        fact_id = self.roles[role]
        return next(fact for fact in self.facts if fact.id == fact_id)

    def merge(self, other: "Outcome") -> None:
        """Take in what another call gave back."""
        named = {fact_id: [role for role, i in other.roles.items() if i == fact_id] for fact_id in other.roles.values()}
        for fact in other.facts:
            self.add(fact, *named.get(fact.id, ()))
        self.tables += other.tables
        self.passages += other.passages
        self.note(*other.notes)
        for failure in other.failures:
            self.fail(failure)

    def note(self, *notes: str) -> None:
        """Keep lines for the reader, each once."""
        for note in (n[:1].upper() + n[1:] for n in notes if n):
            if note not in self.notes:
                self.notes.append(note)

    def fail(self, failure: "Failure | ToolError", suggestions: Iterable[str] = ()) -> None:
        """Keep an error as a failure that the answer will name."""
        kept = failure if isinstance(failure, Failure) else failure_of(failure, tuple(suggestions))
        if len(kept.text) > LONGEST_FAILURE:
            kept = replace(kept, text=f"{kept.text[: LONGEST_FAILURE - 1]}…")
        if kept not in self.failures:
            self.failures.append(kept)

    def text(self) -> str:
        """Return the lines that a chat model reads."""
        lines = fact_lines(self.facts)
        lines += [given_line(given) for given in self.givens]
        lines += [f"{{{t.id}}} | table: {t.title} | {len(t.rows)} rows" for t in self.tables]
        lines += [verdict_line(verdict, self.roles.get("margin")) for verdict in self.verdicts]
        lines += [passage_line(passage) for passage in self.passages]
        lines += [f"Note: {note}" for note in self.notes]
        lines += [_failed(failure) for failure in self.failures]
        if self.facts:
            lines.append(f"Write {{{self.facts[0].id}}} and the like, never the number.")
        return "\n".join(lines) or "Nothing was found."

    def artifact(self) -> Json:
        """Return the same as plain JSON, for code that reads tool results."""
        return {
            "facts": [fact.id for fact in self.facts],
            "tables": [table.id for table in self.tables],
            "passages": [passage.id for passage in self.passages],
            "givens": [given.id for given in self.givens],
            "verdicts": list(self.verdicts),
            "notes": list(self.notes),
            "failures": [
                {"kind": f.kind, "text": f.text, "about": f.about, "suggestions": list(f.suggestions)}
                for f in self.failures
            ],
            "roles": dict(self.roles),
        }


def _ranked(rank: Fact) -> str:
    """Return the id of the fact whose place a rank is."""
    first = rank.inputs[0]
    return first.fact if isinstance(first, FactInput) else ""


def _failed(failure: Failure) -> str:
    way_out = FORMS.get(failure.kind, "")
    return f"Could not: {failure.text.rstrip('.') + way_out if way_out else failure.text}"


def fact_lines(facts: Sequence[Fact]) -> list[str]:
    """Return a line for each fact, a rank in that of the fact whose place it is."""
    ids = {f.id for f in facts}
    ranks = {_ranked(f): f for f in facts if f.measure == "rank"}
    return [fact_line(f, ranks.get(f.id)) for f in facts if f.measure != "rank" or _ranked(f) not in ids]


def given_line(given: Given) -> str:
    """Return the line by which a model knows a figure that the user gave."""
    return f"{{{given.id}}} | given by the user | {given.text}"


def fact_line(fact: Fact, rank: Fact | None = None) -> str:
    """Return the line by which a model knows a fact, and its rank where it has one."""
    window = f"{fact.window.base} to {fact.window.end}" if fact.window else _no_window(fact)
    signed = "+" if fact.unit in ("fraction", "points") and fact.measure not in UNSIGNED else ""
    line = f"{{{fact.id}}} | {fact.label} | {window} | {render(fact, format=signed)}"
    if rank is None:
        return line
    tied = ", ".join(rank.params.get("tied_with", ()))
    return f"{line} | rank {{{rank.id}}}: {render(rank)}{f', tied with {tied}' if tied else ''}"


def _no_window(fact: Fact) -> str:
    """Return when a figure without a window is of: a computed one of none or several has no date of its own."""
    if fact.measure not in COMPUTED or any(not isinstance(i, FactInput | GivenInput) for i in fact.inputs):
        return f"{fact.as_of}"
    parents = [f"{{{i.fact}}}" for i in fact.inputs if isinstance(i, FactInput)]
    return f"over the windows of {' and '.join(parents)}, so no date of its own" if parents else "no date"


def verdict_line(verdict: Json, margin: str | None = None) -> str:
    """Return the line by which a model knows how a claim was judged: ids, and no figure that it could copy."""
    line = f"Verdict on “{verdict['quote']}”: {verdict['verdict']}. The figure is {{{verdict['fact']}}}"
    apart = f", {{{margin}:abs}} from what was stated" if margin else ""
    return f"{line}{apart}.{_why_open(verdict)}"


def _why_open(verdict: Json) -> str:
    """Return why a claim was left open, where that takes no figure to say."""
    reasons = OPEN.search(verdict["reason"]) if verdict["verdict"] == "ambiguous" else None
    return f" {reasons[0].strip()}" if reasons else ""


def passage_line(passage: Passage) -> str:
    """Return the lines by which a model knows a passage: marked as material, not instruction."""
    when = passage.published.isoformat() if passage.published else "date unknown"
    head = f"[{passage.id}] {passage.title} | {passage.publisher} | {when} | {passage.tier}"
    return f'{head}\n"""{passage.text}"""'


def failure_of(error: ToolError, suggestions: tuple[str, ...] = ()) -> Failure:
    """Return a tool's error as the kind of failure that it is."""
    match error:
        case UnknownName():
            return Failure("unknown_name", str(error), error.name, error.suggestions)
        case AmbiguousName():
            return Failure("ambiguous", str(error), error.name, error.candidates)
        case PeriodOutOfRange():
            return Failure("no_data", str(error), error.text, suggestions)
        case PeriodError():
            return Failure("not_understood", str(error), error.text, suggestions)
        case NoData():
            return Failure("no_data", str(error), "", suggestions)
        case LibraryError():
            return Failure("unavailable", f"The source library cannot be read: {error}", "", suggestions)
        case _:
            return Failure("unavailable", str(error), "", suggestions)
