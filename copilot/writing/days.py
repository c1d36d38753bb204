"""Sentences for single sessions: several best or worst days, runs of days, a rolling return."""

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, span_of, value_of, within
from copilot.writing.results import Results

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def placed_days(results: Results) -> list[str]:
    """Return the best or worst days in their order, or the one in the place that was asked for."""
    told = results.main(0)
    if not told:
        return []
    symbol, first = told[0]
    kind = "best" if first.measure == "best_day" else "worst"
    who, details = called(results.desk, symbol), results.plan.details
    ordered = [(_session(results, role), fact) for role, fact in told]
    if place := details.get("place"):
        if place > len(ordered):
            return [f"There are not so many sessions in that period of {who}"]
        session, fact = ordered[place - 1]
        before = ordered[: place - 1]
        said = [f"On {{{session.id}}} {who} {moved(fact)}" if session else f"{who} {moved(fact)}"]
        order = "; ".join(f"{{{f.id}:+}} on {{{s.id}}}" for s, f in before if s)
        end = "top" if kind == "best" else "bottom"
        return [
            f"{said[0]}, {ORDINALS[place]} from the {end} by daily return {within(fact)}",
            f"Before it {'come' if place > 2 else 'comes'} {order}",
        ]
    each = joined(f"{{{s.id}}} ({{{f.id}:+}})" for s, f in ordered if s)
    return [f"The {kind} days of {who} by return {within(first)} were {each}"]


def _session(results: Results, role: str) -> Fact | None:
    return results.fact(f"session:{role}")


def in_a_row(results: Results) -> list[str]:
    """Return how many sessions in a row a subject rose or fell, with the first and the last of them."""
    calls = [c for c in results.calls_of("measure") if results.calls[c]["args"]["measure"] == "count"]
    told = [(call, name, fact) for call in calls for name, fact in results.main(call)]
    if results.plan.details["run"] == "longest":
        return [_longest(results, call, name, fact) for call, name, fact in told]
    return _current(results, [(name, fact) for _, name, fact in told])


def _longest(results: Results, call: int, name: str, fact: Fact) -> str:
    who = called(results.desk, name)
    begins, ends = results.fact(f"begins:{name}", call), results.fact(f"session:{name}", call)
    verb = {"up": "rose", "down": "fell"}[str(fact.params["which"])]
    if begins is None or ends is None:
        return f"{who} {verb} on {{{fact.id}}} sessions {within(fact)}"
    stated = results.plan.details.get("stated")
    answer = "" if stated is None else "Yes: " if value_of(fact) >= stated else "No: "
    span = f"from {{{begins.id}}} to {{{ends.id}}}"
    return (
        f"{answer}the longest run of sessions in a row on which {who} {verb}, {within(fact)}, was {{{fact.id}}}, {span}"
    )


def _current(results: Results, told: list[tuple[str, Fact]]) -> list[str]:
    """Return the last session's move and the run that it ends, of the way asked for or the way that it went."""
    moves = [*results.facts("price_return:"), *results.facts("total_return:")]
    if not told or not moves:
        return []
    symbol, move = moves[-1]
    name, fact = next((pair for pair in told if value_of(pair[1])), told[0])
    who, least = called(results.desk, symbol), results.plan.details.get("stated") or 1
    answer = ""
    if results.plan.details.get("yes_no"):
        answer = "Yes: " if value_of(fact) >= least else "No: "
    way = {"up": "up", "down": "down"}[str(fact.params["which"])]
    begins = results.fact(f"begins:{name}")
    since = f", from {{{begins.id}}} on" if begins is not None and value_of(fact) > 1 else ""
    return [
        f"{answer}{who} {moved(move)} {span_of(move)}",
        f"The number of sessions in a row that closed {way}, up to that one, is {{{fact.id}}}{since}",
    ]


def rolling_return(results: Results, call: int, name: str, fact: Fact) -> list[str]:
    """Return the best or the worst return over so many sessions, and when it was."""
    begins, ends = results.fact(f"begins:{name}", call), results.fact(f"session:{name}", call)
    length = int(fact.params.get("length", 0))
    when = f", from the close of {{{begins.id}}} to the close of {{{ends.id}}}" if begins and ends else ""
    kind = f"{fact.params['which']} {length}-session return"
    return [f"The {kind} of {called(results.desk, name)} {within(fact)} was {{{fact.id}:+}}{when}"]
