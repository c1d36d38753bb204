"""Dates, figures and counts in a reader's words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from copilot.facts import fact_from_json
from copilot.grounding.printing.render import print_date, render

MOMENTARY = frozenset(("close", "last", "weight", "forward_pe"))
"""Measures of one session alone, whatever their window began with."""


def shown(fact: Mapping[str, Any]) -> str:
    """Return a fact's figure as the answer prints it."""
    return render(fact_from_json(fact))


def shown_otherwise(fact: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return the figure of a fact's other reading."""
    return render(replace(fact_from_json(fact), value=other["value"], unit=other["unit"], measure=other["measure"]))


def exact(value: Any) -> str:
    """Return a stored value at full precision, as a cell that can be computed with."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


@cache
def day(iso: str) -> str:
    """Return an ISO date as "6 January 2026"; anything else stays as it is."""
    try:
        return print_date(date.fromisoformat(iso))
    except ValueError:
        return iso


def span(window: Mapping[str, str] | None, measure: str = "") -> str:
    """Return a window in words: from which close to which close; of a measure of one moment, its day alone."""
    if not window:
        return ""
    if measure in MOMENTARY:
        return day(window["end"])
    if window["start"] == window["end"]:
        return f"{day(window['end'])}, against the close of {day(window['base'])}"
    return f"from the close of {day(window['base'])} to the close of {day(window['end'])}"


def dates(window: Mapping[str, str] | None, measure: str = "") -> str:
    """Return a window as short as it can be written: "2024-12-31 to 2025-03-31", or the one day it is about."""
    if not window:
        return ""
    return window["end"] if measure in MOMENTARY else f"{window['base']} to {window['end']}"


def words(name: str) -> str:
    """Return a name of the contract as words."""
    return name.replace("_", " ")


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return "1 session", "776 sessions"; `plural` where it takes more than an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
