"""Sentences for sets: an order, a count."""

import re
from collections.abc import Sequence

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, span_of, value_of, within
from copilot.writing.results import Results

MANY = 3
SEVERAL = 5
"""How many of one end of a large set are named where several are asked for."""
ONES = re.compile(
    r"\b(?:losers|gainers|winners|fallers|decliners|performers|stocks|names|members|laggards|leaders)\b", re.I
)
NAMED = 20
"""Up to how many members of a set a sentence names."""
NUMBERED = re.compile(r"(?<=^the )\d+ (?=members)")
MEMBERS_OF = re.compile(r"^the members of the (\S+)$")
"""Said the other way round, so that the index does not stand beside the member named next."""
Told = list[tuple[str, Fact]]
RETURNS = ("price_return", "total_return", "annualized_return")
GOOD_IF_HIGH = (*RETURNS, "sharpe_ratio")
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
    if details.get("against"):
        return _beaten(results, order)
    said = _about_one(results, order) if details.get("one") else []
    if details.get("place"):
        said.append(_in_place(results, order, int(details["place"])))
    elif details.get("top"):
        both = len(details.get("pick", ())) > 1 and 2 * details["top"] <= len(order)
        said += _listed(results, order[: details["top"]], order[-details["top"] :] if both else ())
    elif not said and _is_part(results, order) and len(details.get("pick", ())) == 1 and not details.get("without"):
        said += _listed(results, order[: SEVERAL if ONES.search(results.desk.question) else 1])
    elif not said:
        said.append(_first(results, order))
    said += [tie] if (tie := _tie(results, order)) else []
    if order[0][1].basis == "price" and order[0][1].measure == "price_return" and len(said) < MANY:
        said.append("These are price returns, without dividends")
    return said


def _in_place(results: Results, order: Told, place: int) -> str:
    """Return who is in the place that was asked for, and who comes before."""
    if place > len(order):
        return f"{set_name(results)} have fewer than that with a figure"
    name, fact = order[place - 1]
    rank = results.fact(f"rank:{name}")
    before = joined(f"{called(results.desk, n)} ({shown(f)})" for n, f in order[: place - 1])
    place_of = _place(results, rank, f" by {NOUNS.get(fact.measure, 'figure')}")
    return (
        f"{called(results.desk, name)} came {place_of}, with {shown(fact)} {span_of(fact)}; "
        f"before it {'come' if place > 2 else 'comes'} {before}"
    )


def _place(results: Results, rank: Fact | None, by: str = "") -> str:
    """Return "2nd of the sectors", and from which end where the lowest comes first."""
    number = f"{{{rank.id}}}" if rank else "next"
    below = rank is not None and rank.params.get("lowest_first")
    return f"{number} of {set_name(results)}{by}{', counted from the lowest' if below else ''}"


def _order(results: Results) -> Told:
    """Return the values in the order of the ranking."""
    values = dict(results.main(0))
    return [(name, values[name]) for name, _ in results.facts("rank:") if name in values] or list(values.items())


def _about_one(results: Results, order: Told) -> list[str]:
    """Return whether the one that the question singles out came first."""
    one = results.plan.details["one"]
    first, fact = order[0]
    own = dict(order).get(one)
    rank = results.fact(f"rank:{one}")
    if own is None or rank is None:
        return []
    other = results.fact(f"rank:{first}")
    tied = rank.params.get("tied_with") or ()
    answer = "Yes: " if value_of(rank) == 1 else "No: "
    if not results.plan.details.get("yes_no"):
        answer = ""
    who, did = called(results.desk, one), _did_first(results, fact)
    if value_of(rank) == 1 and did:
        return [f"{answer}of {set_name(results)}, {who} {did}: it {moved(own)} {span_of(own)}"]
    said = f"{answer}{who} {moved(own)} {span_of(own)}, {_place(results, rank)}"
    if value_of(rank) == 1 or tied or other is None:
        return [said]
    led = did or f"came {{{other.id}}}"
    return [said, f"{called(results.desk, first)} {led}, with {shown(fact)}"]


def _did_first(results: Results, fact: Fact) -> str:
    """Return what the first of an order by return did: "did best", or "did worst" where the lowest comes first."""
    if fact.measure not in RETURNS:
        return ""
    return "did worst" if results.calls[0]["args"].get("ascending") else "did best"


def _beaten(results: Results, order: Told) -> list[str]:
    """Return which members of a set did better, or worse, than one instrument beside it."""
    ahead = results.plan.details["side"] == "ahead"
    found = results.of(results.plan.details["against"], 0)
    if found is None:
        return []
    against, own = found
    told = [pair for pair in (results.main(0) if _is_part(results, order) else order) if pair[0] != against]
    count, of = results.fact(f"count_{'above' if ahead else 'below'}"), results.fact("count_of")
    beyond = [(n, f) for n, f in told if (value_of(f) > value_of(own)) == ahead and value_of(f) != value_of(own)]
    beat, other = "beat" if ahead else "lagged", called(results.desk, own.subject[0])
    lead = _quantified(results, [n for n, _ in beyond], len(told))
    how_many = f"{{{count.id}:word}} of {{{of.id}:word}}" if count and of else "these"
    each = joined(f"{called(results.desk, name)} ({shown(fact)})" for name, fact in beyond)
    names = f": {each}" if 0 < len(beyond) <= NAMED else ""
    among = f"{lead}of {set_name(results)}, {how_many if beyond else 'none'} {beat} {other}{names}"
    return [among, *_share(results), f"{other} {moved(own)} {span_of(own)}"]


def set_name(results: Results) -> str:
    """Return what the set of a ranking is called in a sentence."""
    args = results.calls[0]["args"]
    if results.plan.details.get("without"):
        group, out = results.plan.details["without"]
        whole = group if group.startswith("the ") else f"the {group}"
        return f"{whole} without {joined(called(results.desk, s) for s in out)}"
    named = results.plan.details.get("group") or (args["subjects"][0] if len(args["subjects"]) == 1 else None)
    if named is None:
        return "those named"
    subject = results.desk.universe.resolve(named)
    if getattr(subject, "key", "") in ("market", "three_averages"):
        return "the indices"
    name = MEMBERS_OF.sub(r"the \1's members", NUMBERED.sub("", subject.name))
    return name if name.startswith("the ") else f"the {name}"


def _sides(results: Results, fact: Fact) -> tuple[str, str]:
    """Return the words for the first and the last place of a ranking."""
    lowest = bool(results.calls[0]["args"].get("ascending"))
    if fact.measure == "max_drawdown":
        return ("deepest", "shallowest") if lowest else ("shallowest", "deepest")
    return ("lowest", "highest") if lowest else ("highest", "lowest")


def _listed(results: Results, order: Told, last: Told | tuple[()] = ()) -> list[str]:
    """Return those of one end of the order by name, and those of the other end."""
    fact = order[0][1]
    first, other = _ends(results, fact)
    by = f" by {NOUNS[fact.measure]}" if fact.measure in NOUNS else ""
    begins, ends = (
        joined(f"{called(results.desk, name)} ({shown(fact)})" for name, fact in part)
        for part in (order, tuple(reversed(last)))
    )
    said = [f"The {first} of {set_name(results)}{by} {span_of(fact)} {'were' if len(order) > 1 else 'was'} {begins}"]
    return [*said, f"The {other} were {ends}"] if ends else said


def _ends(results: Results, fact: Fact) -> tuple[str, str]:
    """Return what the first and the last of an order are called: the best and the worst, the highest and the lowest."""
    if fact.measure in GOOD_IF_HIGH:
        return ("worst", "best") if results.calls[0]["args"].get("ascending") else ("best", "worst")
    return _sides(results, fact)


def _first(results: Results, order: Told) -> str:
    (top, best), (bottom, last) = order[0], order[-1]
    noun = NOUNS.get(best.measure, "figure")
    ends = (called(results.desk, top), shown(best)), (called(results.desk, bottom), shown(last))
    if _is_part(results, order):
        return (
            f"By {noun} {span_of(best)}, {set_name(results)} begin with {ends[0][0]}, {ends[0][1]}, "
            f"and end with {ends[1][0]}, {ends[1][1]}"
        )
    if best.measure in RETURNS:
        did, last_did = _did(value_of(best), value_of(last))
        return (
            f"Of {set_name(results)}, {ends[0][0]} {did}, {ends[0][1]}, and {ends[1][0]} {last_did}, {ends[1][1]}, "
            f"{span_of(best)}"
        )
    side, other = _sides(results, best)
    return (
        f"Of {set_name(results)}, {ends[0][0]} had the {side} {noun}, {ends[0][1]}, "
        f"and {ends[1][0]} the {other}, {ends[1][1]}, {span_of(best)}"
    )


def _did(first: float, last: float) -> tuple[str, str]:
    """Return what the two ends of an order by return did: "did best" and "worst"; of falls alone, "fell least"."""
    words = ("fell least", "most") if max(first, last) < 0 else ("did best", "worst")
    if first >= last:
        return words
    return ("fell most", "least") if max(first, last) < 0 else ("did worst", "best")


def _is_part(results: Results, order: Told) -> bool:
    """Say whether the ranking lacks members of the set that it is named for."""
    if results.plan.details.get("without"):
        return True
    names = results.calls[0]["args"]["subjects"]
    opened = {i.symbol for name in names for i in results.desk.opened(results.desk.universe.resolve(name))}
    return len(order) < len(opened)


def _tie(results: Results, order: Told) -> str:
    """Return which ones share the first place, or the last that is told."""
    told = int(results.plan.details.get("top") or 1)
    places = [0, min(told, len(order)) - 1]
    rank = next((r for p in places if (r := results.fact(f"rank:{order[p][0]}")) and r.params.get("tied_with")), None)
    if rank is None:
        return ""
    names = joined(called(results.desk, name) for name in (rank.subject[0], *rank.params["tied_with"]))
    return f"{names} are too close to tell apart and count as tied"


def shown(fact: Fact) -> str:
    """Return a fact as it stands in a list, a return with its sign."""
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
    among = f"none of {{{of.id}:word}}" if of and not value_of(count) else among
    if count.measure == "above_moving_average":
        return [*_above(results, among, results.facts("above_moving_average:"), count), *_share(results)]
    told = results.main(0) or results.facts("price_return:") or results.facts("total_return:")
    verb = {"up": "rose", "down": "fell"}[results.plan.details["way"]]
    if results.plan.details.get("beyond"):
        verb += f" by more than {_given(results)}"
    said = [
        f"of {set_name(results)}, {among} {verb} {span_of(told[0][1])}"
        if told
        else f"of {set_name(results)}, {among} {verb} {span_of(count)}"
    ]
    sign = 1 if results.plan.details["way"] == "up" else -1
    beyond = float(results.calls[0]["args"].get("beyond", 0.0))
    wanted = [(n, f) for n, f in told if sign * value_of(f) > beyond]
    listed = sorted(wanted, key=lambda pair: -value_of(pair[1]))
    said[0] = _quantified(results, [n for n, _ in wanted], len(told)) + said[0]
    said += _share(results)
    if not listed:
        return said
    opened = "In order: " if len(listed) > 1 else "That one is "
    said.append(opened + joined(f"{called(results.desk, name)} ({shown(fact)})" for name, fact in listed))
    return said


def _share(results: Results) -> list[str]:
    """Return the share of all that a count comes to, where that was asked for."""
    share = results.fact("calculation")
    return [f"That is {{{share.id}}} of them"] if share is not None else []


def _quantified(results: Results, found: Sequence[str], of: int) -> str:
    """Return the yes or no to "did all of them …?", "did any …?", "did none …?" and "was A the only one that …?"."""
    quantifier, only = results.plan.details.get("quantifier"), results.plan.details.get("only")
    if not (quantifier or only) or not of:
        return ""
    known = {"all": len(found) == of, "any": bool(found), "none": not found}
    holds = known.get(str(quantifier), set(found) == set(only or ()))
    return "Yes: " if holds else "No: "


def _above(results: Results, among: str, above: Told, count: Fact) -> list[str]:
    one = above[0][1] if above else count
    length = int(one.params.get("length", 200))
    over = [called(results.desk, name) for name, fact in above if value_of(fact)]
    said = [f"Of {set_name(results)}, {among} closed above their {length}-session averages on {{{one.id}:end}}"]
    if 0 < len(over) < len(above):
        said.append(f"Those are {joined(over)}")
    return said


def _days(results: Results) -> list[str]:
    told = results.main(0)
    if not told:
        return []
    name, fact = told[0]
    verb = {"up": "rose", "down": "fell", "moved": "moved, up or down,"}[results.plan.details["way"]]
    size = f" by more than {_given(results)}" if results.plan.details.get("beyond") else ""
    said = f"{called(results.desk, name)} {verb}{size} on {{{fact.id}}}"
    share, of = results.fact("calculation"), results.fact(f"of:{name}")
    if share is not None and of is not None:
        return [f"{said} of {{{of.id}}} sessions {within(fact)}, which is {{{share.id}}} of them"]
    return [f"{said} sessions, {within(fact)}"]


def _given(results: Results) -> str:
    """Return the user's figure by its reference, where it is booked."""
    text = str(results.plan.details["beyond"])
    known = (g for g in results.desk.ledger.givens.values() if g.text == text)
    return next((f"{{{given.id}}}" for given in known), text)
