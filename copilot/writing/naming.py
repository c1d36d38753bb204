"""How prose calls what a fact is about, and which way it went."""

from copilot.facts import Fact
from copilot.toolbox import Desk
from copilot.writing.results import Results
from tools.universe import YIELDS, Group, Instrument

BASKET = "basket"
NO_DIVIDENDS = YIELDS | {"^VIX", "DX-Y.NYB"}
LEVEL = 0.00005
"""A return that prints as 0.00% has no direction."""


def called(desk: Desk, name: str) -> str:
    """Return a symbol or a group's key as prose calls it: "the S&P 500", "Apple", "Energy (XLE fund)"."""
    subject = desk.universe.subject(name)
    if isinstance(subject, Group):
        return subject.name if subject.name.lower().startswith("the ") else f"the {subject.name}"
    return call_instrument(subject)


def call_instrument(instrument: Instrument) -> str:
    """Return an instrument as prose calls it."""
    short = instrument.short
    takes_article = (instrument.kind == "index" and not short.islower()) or (
        instrument.kind == "fund" and short.endswith(" fund")
    )
    return f"the {short}" if takes_article and not short.lower().startswith("the ") else short


def name_of(results: Results, name: str, fact: Fact) -> str:
    """Return what a fact is about; the tool's note says what is in a basket."""
    if len(fact.subject) == 1:
        return called(results.desk, name)
    if name != BASKET:
        return f"{called(results.desk, name)} basket"
    return "that basket"


def pays_none(symbol: str) -> bool:
    """Say whether a symbol is of something that never pays dividends: the VIX, a yield, goods, a currency."""
    return symbol in NO_DIVIDENDS or symbol.endswith(("=F", "=X", "-USD"))


def dividends_in(fact: Fact) -> str:
    """Return ", dividends included" for a figure that has them."""
    return ", dividends included," if fact.basis == "total_return" else ""


def value_of(fact: Fact) -> float:
    """Return a fact's number; a date has none."""
    return float(fact.value)


def moved(fact: Fact) -> str:
    """Return "rose {F1:abs}", "fell {F1:abs}", or "returned {F1}" for what went nowhere."""
    value = value_of(fact)
    if abs(value) < LEVEL:
        return f"returned {{{fact.id}}}"
    return f"{'rose' if value > 0 else 'fell'} {{{fact.id}:abs}}"


def span_of(fact: Fact) -> str:
    """Return the window in words: "on {F1:end}", or from one close to the other."""
    if fact.window is None:
        return ""
    if fact.window.start == fact.window.end:
        return f"on {{{fact.id}:end}}"
    return f"from the close of {{{fact.id}:base}} to the close of {{{fact.id}:end}}"


def within(fact: Fact) -> str:
    """Return the window of a measure of a path: "between {F1:start} and {F1:end}"."""
    return "" if fact.window is None else f"from {{{fact.id}:start}} to {{{fact.id}:end}}"
