"""Sentences for means and figures of two kinds: a basket beside one name, a return with and without dividends."""

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, name_of, span_of, value_of
from copilot.writing.results import Results
from copilot.writing.sets import set_name, shown


def set_beside(results: Results) -> list[str]:
    """Return what a basket, or the mean of a group, and one name came to, and how far they lie apart."""
    whole = results.fact("average") if results.plan.details.get("mean") else _first(results, 0)
    single = _first(results, 1)
    if whole is None or single is None:
        return []
    group = results.calls[0]["args"]["subjects"][0]
    if whole.measure == "average":
        said = [
            f"The average return of {_members(results, group)}, each counted alike, was {{{whole.id}}} {span_of(whole)}"
        ]
    else:
        said = [f"{name_of(results, 'basket', whole)} {moved(whole)} {span_of(whole)}"]
    said.append(f"{called(results.desk, single.subject[0])} {moved(single)} {span_of(single)}")
    apart = results.fact("calculation")
    return [*said, f"The difference is {{{apart.id}}}"] if apart else said


def _first(results: Results, call: int) -> Fact | None:
    told = results.main(call) if call < len(results.calls) else []
    return told[0][1] if told else None


def _members(results: Results, group: str) -> str:
    name = results.desk.universe.resolve(group).name
    return name if name.startswith("the ") else f"the {name}"


def of_dividends(results: Results) -> list[str]:
    """Return a return with dividends and without them, and what they added."""
    whole, plain, added = _first(results, 0), _first(results, 1), results.fact("calculation")
    if whole is None or plain is None or added is None:
        return []
    who = called(results.desk, whole.subject[0])
    return [
        f"Dividends added {{{added.id}:abs}} to the return of {who} {span_of(whole)}",
        f"With dividends reinvested {who} {moved(whole)}, and without them it {moved(plain)}",
    ]


def averaged(results: Results) -> list[str]:
    """Return the sentences of a mean over a set."""
    mean = results.fact("average")
    if mean is None:
        return []
    told = sorted(results.facts("price_return:") or results.facts("total_return:"), key=lambda pair: -value_of(pair[1]))
    kind = str(mean.params.get("which", "average"))
    said = [f"The {kind} return of {set_name(results)}, each counted alike, was {{{mean.id}}} {span_of(mean)}"]
    if told:
        said.append("One by one: " + joined(f"{called(results.desk, name)} ({shown(fact)})" for name, fact in told))
    return said
