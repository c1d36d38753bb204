"""Sentences for closes beyond a level and at a record."""

from datetime import date

from copilot.facts import Fact
from copilot.writing.naming import called, value_of, within
from copilot.writing.results import Results


def crossed(results: Results) -> list[str]:
    """Return how many sessions closed so, or the first or the last of them, or whether any did."""
    told = results.facts("count:")
    if not told:
        return []
    name, fact = told[0]
    details, of = results.plan.details, results.fact(f"of:{name}")
    if details.get("sessions"):
        return [f"There were {{{of.id}}} trading sessions {within(fact)}"] if of else []
    return [*_told(results, name, fact), *_in_shares(results, fact)]


def _in_shares(results: Results, fact: Fact) -> list[str]:
    """Say in which shares closes are counted, where a split may have changed them."""
    kinds = {results.desk.universe.instrument(symbol).kind for symbol in fact.subject}
    level = results.plan.details.get("level") is not None
    return (
        ["Earlier closes are counted in shares as they are now, after later splits"]
        if level and kinds == {"stock"}
        else []
    )


def _told(results: Results, name: str, fact: Fact) -> list[str]:
    details, of = results.plan.details, results.fact(f"of:{name}")
    who, so = called(results.desk, name), _so(results)
    answer = ("Yes: " if value_of(fact) else "No: ") if details.get("yes_no") else ""
    if not value_of(fact):
        return [f"{answer}on none of the sessions {within(fact)} did {who} close {so}"]
    if end := details.get("end"):
        return [_one_end(results, name, who, f"{end} close", fact), *_ago(results, name, fact)]
    if fact.window is not None and fact.window.start == fact.window.end:
        return [f"{answer}{who} closed {so} on {{{fact.id}:end}}{_at(results, 'session', name)}"]
    among = f"{{{fact.id}}} of {{{of.id}}} sessions" if of else f"{{{fact.id}}} sessions"
    return [f"{answer}{who} closed {so} on {among} {within(fact)}", *_ends(results, name, fact)]


def _so(results: Results) -> str:
    """Return "at a record", or "above 30" with the user's figure by its reference."""
    details = results.plan.details
    if details.get("record"):
        return "at a record"
    known = (g for g in results.desk.ledger.givens.values() if g.text == details["level"])
    level = next((f"{{{given.id}}}" for given in known), str(details["level"]))
    return f"{details['side']} {level}"


def _one_end(results: Results, name: str, who: str, end: str, fact: Fact) -> str:
    role = "begins" if end.startswith("first") else "session"
    day = results.fact(f"{role}:{name}")
    on = f"was on {{{day.id}}}{_at(results, role, name)}" if day else f"is among {{{fact.id}}}"
    return f"{_as_claimed(results, day, fact)}the {end} of {who} {_so(results)}, {within(fact)}, {on}"


def _as_claimed(results: Results, day: Fact | None, fact: Fact) -> str:
    """Return whether the first close was when it is said to have been, where closes from before it are known."""
    claimed = results.plan.details.get("claimed")
    if claimed is None or day is None or fact.window is None or not claimed.end <= results.desk.as_of:
        return ""
    first = date.fromisoformat(str(day.value))
    if first == fact.window.start:
        return ""
    return "That holds: " if claimed.base < first <= claimed.end else "That does not hold: "


def _ago(results: Results, name: str, fact: Fact) -> list[str]:
    """Return how long ago the last of them was, where that was asked."""
    since = results.fact(f"sessions_since:{name}")
    if since is None or not results.plan.details.get("elapsed"):
        return []
    return [f"The number of sessions since then, up to {{{fact.id}:end}}, is {{{since.id}}}"]


def _ends(results: Results, name: str, fact: Fact) -> list[str]:
    begins, ends = results.fact(f"begins:{name}"), results.fact(f"session:{name}")
    if begins is None or ends is None:
        return []
    if value_of(fact) == 1:
        return [f"It was on {{{begins.id}}}{_at(results, 'begins', name)}"]
    first, last = (f"{{{day.id}}}{_at(results, role, name)}" for day, role in ((begins, "begins"), (ends, "session")))
    return [f"The first of them was {first}, and the last {last}"]


def _at(results: Results, role: str, name: str) -> str:
    close = results.fact(f"{role}_close:{name}")
    return f", at {{{close.id}}}" if close else ""
