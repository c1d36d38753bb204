"""Sentences for sets: an order, a count, a mean."""

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, span_of, value_of
from copilot.writing.results import Results

MANY = 3
NOUNS = {
    "volatility": "annualized volatility", "max_drawdown": "maximum drawdown", "sharpe_ratio": "Sharpe ratio",
    "annualized_return": "annualized return", "total_return": "total return", "price_return": "return",
}  # fmt: skip


def ranked(results: Results) -> list[str]:
    """Return the sentences above a ranking: what was asked for first, then the other end."""
    order = _order(results)
    if len(order) < 2:
        return [f"{called(results.desk, name)} {moved(fact)} {span_of(fact)}" for name, fact in order]
    details = results.plan.details
    said = [_about_one(results, order)] if details.get("one") else []
    if details.get("top"):
        said.append(_listed(results, order[: details["top"]]))
    elif not said:
        said.append(_first(results, order, details.get("pick", ())))
    if order[0][1].basis == "price" and order[0][1].measure == "price_return" and len(said) < MANY:
        said.append("These are price returns, without dividends")
    return said


def _order(results: Results) -> list[tuple[str, Fact]]:
    """Return the values in the order of the ranking."""
    values = dict(results.main(0))
    return [(name, values[name]) for name, _ in results.facts("rank:") if name in values] or list(values.items())


def _about_one(results: Results, order: list[tuple[str, Fact]]) -> str:
    """Return whether the one that the question singles out came first."""
    one = results.plan.details["one"]
    first, fact = order[0]
    own = dict(order).get(one)
    rank = results.fact(f"rank:{one}")
    if own is None or rank is None:
        return ""
    tied = rank.params.get("tied_with") or ()
    answer = "Yes: " if value_of(rank) == 1 else "No: "
    said = f"{called(results.desk, one)} {moved(own)} {span_of(own)}, {{{rank.id}}} of {_set_name(results)}"
    if not results.plan.details.get("yes_no"):
        answer = ""
    if value_of(rank) == 1 or tied:
        return answer + said
    return (
        f"{answer}{said}; {called(results.desk, first)} was {{{results.fact(f'rank:{first}').id}}} with {{{fact.id}:+}}"  # type: ignore[union-attr]
    )


def _set_name(results: Results) -> str:
    group = results.plan.details.get("group")
    if group is None:
        group = next((s for s in results.calls[0]["args"]["subjects"] if " " in str(s)), None)
    return "those named" if group is None else group if str(group).startswith("the ") else f"the {group}"


def _listed(results: Results, order: list[tuple[str, Fact]]) -> str:
    noun = NOUNS.get(order[0][1].measure, "figure")
    lowest = results.calls[0]["args"].get("ascending")
    side = "lowest" if lowest else "highest"
    if order[0][1].measure == "max_drawdown":
        side = "deepest" if lowest else "shallowest"
    return f"Of {_set_name(results)}, the {side} {noun} {span_of(order[0][1])} came from " + joined(
        f"{called(results.desk, name)} ({_shown(fact)})" for name, fact in order
    )


def _first(results: Results, order: list[tuple[str, Fact]], pick: tuple[str, ...]) -> str:
    (top, best), (bottom, last) = order[0], order[-1]
    noun = NOUNS.get(best.measure, "figure")
    side, other = ("lowest", "highest") if results.calls[0]["args"].get("ascending") else ("highest", "lowest")
    if best.measure == "max_drawdown":
        side, other = ("deepest", "shallowest") if side == "lowest" else ("shallowest", "deepest")
    return (
        f"Of {_set_name(results)}, {called(results.desk, top)} had the {side} {noun} {span_of(best)}, {_shown(best)}, "
        f"and {called(results.desk, bottom)} the {other}, {_shown(last)}"
    )


def _shown(fact: Fact) -> str:
    signed = fact.unit == "fraction" and fact.measure in ("price_return", "total_return", "annualized_return")
    return f"{{{fact.id}:+}}" if signed else f"{{{fact.id}}}"


def counted(results: Results) -> list[str]:
    """Return the sentences of a count: how many of how many, and which."""
    if results.plan.details.get("days"):
        return _days(results)
    count, of = results.fact("count"), results.fact("count_of")
    if count is None:
        return []
    among = f"{{{count.id}:word}} of {{{of.id}:word}}" if of else f"{{{count.id}:word}}"
    above = results.facts("above_moving_average:")
    if above:
        return _above(results, among, above)
    told = results.main(0) or results.facts("price_return:") or results.facts("total_return:")
    way, beyond = results.plan.details["way"], results.plan.details.get("beyond")
    verb = {"up": "rose", "down": "fell"}[way] + (f" by more than {beyond}" if beyond else "")
    said = [f"Of {_set_name(results)}, {among} {verb} {span_of(told[0][1])}" if told else f"{among} {verb}"]
    listed = sorted(told, key=lambda pair: -value_of(pair[1]))
    said.append("In order: " + joined(f"{called(results.desk, name)} ({_shown(fact)})" for name, fact in listed))
    return said


def _above(results: Results, among: str, above: list[tuple[str, Fact]]) -> list[str]:
    length = int(above[0][1].params.get("length", 200))
    over = [called(results.desk, name) for name, fact in above if value_of(fact)]
    said = [
        f"Of {_set_name(results)}, {among} closed above their {length}-session averages on {{{above[0][1].id}:end}}"
    ]
    if 0 < len(over) < len(above):
        said.append(f"Those are {joined(over)}")
    return said


def _days(results: Results) -> list[str]:
    told = results.main(0)
    if not told:
        return []
    name, fact = told[0]
    verb = {"up": "rose", "down": "fell"}[results.plan.details["way"]]
    beyond = results.plan.details.get("beyond")
    size = f" by more than {beyond}" if beyond else ""
    return [
        f"{called(results.desk, name)} {verb}{size} on {{{fact.id}}} sessions from {{{fact.id}:start}} to {{{fact.id}:end}}"
    ]


def averaged(results: Results) -> list[str]:
    """Return the sentences of a mean over a set."""
    mean = results.fact("average")
    if mean is None:
        return []
    told = sorted(results.facts("price_return:") or results.facts("total_return:"), key=lambda pair: -value_of(pair[1]))
    said = [f"The average return of {_set_name(results)}, each counted alike, was {{{mean.id}}} {span_of(mean)}"]
    if told:
        said.append("One by one: " + joined(f"{called(results.desk, name)} ({_shown(fact)})" for name, fact in told))
    return said
