"""The tool `calculate`: arithmetic over booked facts and the figures that the user gave."""

import re
from collections.abc import Mapping, Sequence

from copilot.facts import Fact, FactInput, Given, GivenInput, Input
from copilot.proofs.derivations import calculated
from copilot.proofs.expressions import ids_in, tidy
from copilot.proofs.quantities import CONSTANTS, ExpressionRefused, as_unit
from copilot.toolbox.booking import follow
from copilot.toolbox.desk import Desk
from copilot.toolbox.givens import figures_in
from copilot.toolbox.outcome import Failure, Outcome
from tools.errors import NoData

GROWTH = re.compile(r"^\(?U\d+\)? \* \(1 \+ F\d+\)$|^\(1 \+ F\d+\) \* U\d+$")
BASES: Mapping[str, str] = {"price": "without dividends,", "total_return": "with dividends,"}
NAMED_BASIS = re.compile(
    r",?\s*\b(?:(?:with|without|including|excluding|before|after|ex)[- ]dividends?(?:\s+(?:reinvested|included))?"
    r"|dividends?\s+(?:reinvested|included|excluded)|(?:on|by)\s+(?:price|total return)(?:\s+alone)?)\b",
    re.IGNORECASE,
)
"""Words of a label that say on which basis its result stands; its facts know that better."""
WORTH: Mapping[str, str] = {"price": ", without dividends", "total_return": ", dividends reinvested"}


def calculate(desk: Desk, expression: str, label: str = "") -> Outcome:
    """Return what an expression over ids comes to, as a fact whose inputs are those facts and figures.

    Parameters
    ----------
    desk : Desk
        Where names, periods and prices are read, and where facts are booked.
    expression : str
        Such as "U1 * (1 + F3)"; a figure that the user typed may stand as it was typed.
    label : str
        What the result is, in words without figures.

    """
    outcome = Outcome()
    try:
        written = tidy(with_ids(desk, expression))
        fact = book_calculation(desk, written, label)
    except (ExpressionRefused, NoData) as error:
        text = str(error)
        outcome.fail(Failure("bad_call", f"{text[:1].upper()}{text[1:].rstrip('.')}.", expression))
        return outcome
    outcome.add(fact, "calculation")
    outcome.note(_mixed([desk.ledger.facts[i] for i in ids_in(written) if i in desk.ledger.facts]))
    return outcome


def _mixed(facts: Sequence[Fact]) -> str:
    """Return a note where price and total return meet in one calculation, "" where all are alike."""
    if len({f.basis for f in facts if f.basis != "none"}) < 2 or len({f.subject for f in facts}) == 1:
        return ""
    told = "; ".join(f"{{{f.id}}} is {BASES[f.basis]} of {', '.join(f.subject)}" for f in facts if f.basis in BASES)
    return f"These are on different bases: {told}. Say so, or take both of one fund."


def book_calculation(desk: Desk, written: str, label: str = "") -> Fact:
    """Return the booked result of an expression in ids; raises ExpressionRefused with the reason."""
    facts = {i: desk.ledger.facts[i] for i in ids_in(written) if i in desk.ledger.facts}
    givens = {i: desk.ledger.givens[i] for i in ids_in(written) if i in desk.ledger.givens}
    inputs: list[Input] = [
        FactInput(i) if i in facts else _given(givens[i]) for i in ids_in(written) if i in facts or i in givens
    ]
    parents = [
        facts[i.fact] if isinstance(i, FactInput) else i for i in inputs if isinstance(i, FactInput | GivenInput)
    ]
    found = calculated(written, parents)
    if not inputs:
        raise ExpressionRefused("an expression needs a fact (F1) or a figure that the user gave (U1)")
    measure = "spread" if found.difference else "growth_of_amount" if GROWTH.match(written) else "calculation"
    bases = {f.basis for f in facts.values()}
    told = WORTH.get(bases.pop(), "") if len(bases) == 1 else ""
    said = _label(desk, NAMED_BASIS.sub("", label) if told else label, written)
    return follow(
        desk,
        f"{said}{told}" if told and said != written else said,
        measure,
        list(facts.values()),
        as_unit(found),
        {"expression": written},
        inputs,
    )


def _given(given: Given) -> GivenInput:
    return GivenInput(given.id, given.value, given.unit)


def with_ids(desk: Desk, expression: str) -> str:
    """Return the expression with the user's own figures by their ids; constants stay."""
    written = expression
    for figure in reversed(figures_in(expression)):
        given = next(
            (g for g in desk.ledger.givens.values() if _same(g, figure.value, figure.named, figure.unit)), None
        )
        constant = not figure.named and figure.value in CONSTANTS
        if given is not None and not constant:
            written = written[: figure.span[0]] + given.id + written[figure.span[1] :]
    return written


def _same(given: Given, value: float, named: bool, unit: str) -> bool:
    return given.value == value and (not named or given.unit == unit)


def _label(desk: Desk, label: str, written: str) -> str:
    """Return the label, or the expression where the label holds a figure that the user did not give."""
    known: Sequence[str] = [f.text for f in figures_in(desk.question)]
    plain = " ".join(label.split())[:120]
    strange = [f.text for f in figures_in(plain) if f.text not in known]
    return written if not plain or strange else plain
