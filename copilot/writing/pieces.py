"""Sentences for a period taken piece by piece: the best of them, one place, how many rose, their mean."""

from copilot.facts import Fact
from copilot.writing.days import ORDINALS
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, span_of, value_of
from copilot.writing.results import Results


def pieces(results: Results) -> list[str]:
    """Return the sentence above a table of pieces, and what of them was asked for."""
    told = results.main(0)
    if not told:
        return []
    every, details = results.plan.details["every"], results.plan.details
    name, fact = called(results.desk, told[0][1].subject[0]), told[0][1]
    if len(told) == 1 and fact.measure != "close":
        return [f"{name} {moved(fact)} {span_of(fact)}"]
    if fact.measure == "close":
        names = joined(called(results.desk, s) for s in dict.fromkeys(f.subject[0] for _, f in told))
        return [f"Here is the last close of {names} in each {every}"]
    kind = "total return, dividends included" if fact.basis == "total_return" else "price return"
    symbols = list(dict.fromkeys(f.subject[0] for _, f in told))
    if details.get("way") or details.get("mean"):
        return [*_counted(results, symbols[0], every), f"The {kind} of every {every} is below"]
    if not details.get("picks"):
        names = joined(called(results.desk, s) for s in symbols)
        return [f"Here is the {kind} of {names} for each {every}"]
    said = [
        line
        for s in symbols
        for pick in details["picks"]
        for line in _picked(results, s, pick, [f for _, f in told if f.subject[0] == s])
    ]
    return [*said, f"The {kind} of every {every} is below"]


def _counted(results: Results, symbol: str, every: str) -> list[str]:
    """Return how many pieces went one way, or the mean of the whole ones."""
    who, way = called(results.desk, symbol), results.plan.details.get("way")
    if results.plan.details.get("mean"):
        mean = results.fact(f"average:{symbol}")
        if mean is None:
            return [f"There are too few whole {every}s of {who} in that period for a mean, or too many"]
        return [f"The average return of {who} over the whole {every}s was {{{mean.id}}}"]
    count, of = results.fact(f"{way}:{symbol}"), results.fact(f"pieces:{symbol}")
    if count is None or of is None:
        return [f"There are more {every}s of {who} in that period than are counted here; name a shorter one"]
    answer = ""
    if results.plan.details.get("each"):
        answer = "Yes: " if value_of(count) == value_of(of) else "No: "
    return [f"{answer}{who} {'rose' if way == 'up' else 'fell'} in {{{count.id}}} of {{{of.id}}} {every}s"]


def _picked(results: Results, symbol: str, pick: str, own: list[Fact]) -> list[str]:
    """Return the best or the worst of one subject's pieces, several of them, or the one in a place."""
    details, who = results.plan.details, called(results.desk, symbol)
    every = details["every"]
    ordered = sorted(own, key=value_of, reverse=pick == "best")
    if (top := details.get("top")) and top > 1:
        each = "; ".join(f"{{{f.id}:+}} {span_of(f)}" for f in ordered[:top])
        return [f"The {pick} {every}s of {who} by return: {each}"]
    place = details.get("place") or 1
    if place > len(ordered):
        return [f"There are not so many {every}s in that period"]
    chosen = ordered[place - 1]
    if place > 1:
        before = joined(f"{{{f.id}:+}}" for f in ordered[: place - 1])
        from_below = f"{ORDINALS[place].capitalize()} from the bottom of the {every}s"
        opened = f"The {ORDINALS[place]} best {every}" if pick == "best" else from_below
        return [
            f"{opened} of {who} by return ran {span_of(chosen)}: it returned {{{chosen.id}}}",
            f"Before it {'come' if place > 2 else 'comes'} {before}",
        ]
    claimed = details.get("claimed")
    answer = "" if claimed is None else "Yes: " if chosen.window == claimed else "No: "
    opened = f"{answer}for" if answer else "For"
    return [f"{opened} {who}, the {pick} {every} ran {span_of(chosen)}: {who} returned {{{chosen.id}}}"]
