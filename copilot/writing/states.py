"""Sentences for how far a close is below the record: a bear market, a correction."""

from typing import Final

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, value_of
from copilot.writing.results import Results

DEPTHS: Final = {"bear": -0.2, "correction": -0.1}
DEFINED: Final = {
    "bear": "A bear market is counted here as a close one fifth or more below the highest close",
    "correction": "A correction is counted here as a close one tenth or more below the highest close, "
    "and one fifth or more as a bear market",
}
CALLED: Final = {"bear": "in a bear market", "correction": "in a correction"}


def fallen(results: Results) -> list[str]:
    """Return for each subject how far its close is below its highest close, and what that counts as."""
    told = results.main(0)
    lines = [_line(results, name, fact) for name, fact in told]
    said = [_which(results, told), *(line for line in lines if line)] if any(lines) else []
    return [*said, DEFINED[results.plan.details["state"]]] if said else []


def _which(results: Results, told: list[tuple[str, Fact]]) -> str:
    """Return which of several count as being in that state."""
    state = results.plan.details["state"]
    below = [(name, f) for name, _ in told if (f := results.fact(f"below_record:{name}"))]
    fallen_ = [called(results.desk, name) for name, fact in below if value_of(fact) <= DEPTHS[state]]
    if len(told) < 2:
        return ""
    return f"{CALLED[state]} so counted: {joined(fallen_) or 'none of them'}"


def _line(results: Results, name: str, fact: Fact) -> str:
    below = results.fact(f"below_record:{name}")
    if below is None:
        return ""
    state, depth, who = results.plan.details["state"], value_of(below), called(results.desk, name)
    is_in = depth <= DEPTHS[state]
    answer = ("Yes: " if is_in else "No: ") if results.plan.details.get("yes_no") else ""
    if not depth:
        return f"{answer}the close of {who} on {{{fact.id}:end}} is its highest among those known here"
    far = f"the close of {who} on {{{fact.id}:end}} stood {{{below.id}:abs}} below its highest close, of {{{fact.id}}}"
    return f"{answer}{far}"


def furthest(results: Results) -> list[str]:
    """Return which of several closes is furthest below its highest close, or nearest to it; then all in that order."""
    below = [(name, f) for name, _ in results.main(0) if (f := results.fact(f"below_record:{name}"))]
    if not below:
        return []
    near = results.plan.details["side"] == "near"
    ordered = sorted(below, key=lambda pair: value_of(pair[1]), reverse=near)
    name, first = ordered[0]
    ends = [called(results.desk, n) for n, f in ordered if value_of(f) == value_of(first)]
    if not value_of(first):
        said = [f"On {{{first.id}:end}} {joined(ends)} closed at their highest among the closes known here"]
    else:
        record = results.fact(f"record_high:{name}")
        since = f", of {{{record.id}}}" if record else ""
        said = [
            f"{called(results.desk, name)} is {'nearest to' if near else 'furthest below'} its highest close "
            f"among those known here{since}: it stood {{{first.id}:abs}} below it at the close of {{{first.id}:end}}"
        ]
    others = ordered[len(ends) if len(ends) > 1 else 1 :]
    each = joined(f"{called(results.desk, n)} ({{{f.id}:abs}} below)" for n, f in others)
    return [*said, f"The others stood so: {each}"] if each else said
