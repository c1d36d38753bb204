"""Sentences for the market as a whole: weights, breadth and leadership, an overview."""

from copilot.facts import Fact
from copilot.grounding.printing.render import print_date
from copilot.writing.draft import joined
from copilot.writing.naming import called, moved, span_of, value_of
from copilot.writing.results import Results
from tools.errors import UnknownName
from tools.universe import Group

KNOWN = "Weights are known here of those companies and of the sectors only"
THOSE = "those_named"
INDICES = ("^GSPC", "^IXIC", "^DJI", "^RUT")


def weighed(results: Results) -> list[str]:
    """Return the share of the index, dated, and its range over the methods."""
    fact = results.fact("weight")
    if fact is None:
        return []
    if results.plan.details.get("largest") and (largest := _largest(results)):
        known = results.plan.details.get("known_only") and _holder(results) != "sectors"
        return [largest, *([KNOWN] if known else [])]
    low, high = results.fact("weight_low"), results.fact("weight_high")
    holder = _holder(results)
    name = fact.label.partition(" weight in")[0] if holder == THOSE else called(results.desk, holder)
    verb = "make up" if len(fact.subject) > 1 else "makes up"
    method = str(fact.params.get("method", "as published"))
    weights = f"of the S&P 500, by weights of {print_date(fact.as_of)}, {method}"
    apart = low is not None and high is not None and value_of(low) != value_of(high)
    if holder == THOSE:
        methods = f" ({{{low.id}}} to {{{high.id}}} by method)" if apart and low and high else ""
        return [f"Together they make up about {{{fact.id}}}{methods} {weights}: {name}"]
    said = [f"{name} {verb} about {{{fact.id}}} {weights}"]
    if apart and low and high:
        said.append(f"By the method of weighting it is between {{{low.id}}} and {{{high.id}}}")
    return said


def _largest(results: Results) -> str:
    """Return the member that heads the table of weights."""
    members = [(name, fact) for name, fact in results.facts("weight:") if len(fact.subject) == 1]
    if len(members) < 2:
        return ""
    ordered = sorted(members, key=lambda pair: -value_of(pair[1]))
    details, whole = results.plan.details, called(results.desk, _holder(results))
    place = len(ordered) if details.get("smallest") else details.get("place") or 1
    if place > len(ordered):
        return f"There are not so many whose weights are known among {whole}"
    name, fact = ordered[place - 1]
    opened = f"By weight in the S&P 500 on {print_date(fact.as_of)}, {whole}"
    if details.get("smallest"):
        return f"{opened} end with {called(results.desk, name)}, {{{fact.id}}}"
    begins = joined(f"{called(results.desk, n)}, {{{f.id}}}" for n, f in ordered[:place])
    return f"{opened} begin with {begins}"


def set_beside(results: Results) -> list[str]:
    """Return which of two has the larger weight in the index."""
    told = [(call, f) for call in results.calls_of("weight") if (f := results.fact("weight", call))]
    names = [called(results.desk, str(results.calls[call]["args"]["group"])) for call, _ in told]
    facts = [f for _, f in told]
    if len(facts) < 2:
        return [f"{n} makes up about {{{f.id}}} of the S&P 500" for n, f in zip(names, facts, strict=True)]
    first = value_of(facts[0]) > value_of(facts[1])
    answer = ""
    if results.plan.details.get("yes_no"):
        answer = "Yes: " if first != bool(results.plan.details.get("smaller")) else "No: "
    order = (0, 1) if first else (1, 0)
    return [
        f"{answer}by weight in the S&P 500 on {print_date(facts[0].as_of)}, "
        f"{names[order[0]]} has {{{facts[order[0]].id}}} and {names[order[1]]} {{{facts[order[1]].id}}}"
    ]


def _holder(results: Results) -> str:
    try:
        subject = results.desk.universe.resolve(results.calls[0]["args"]["group"])
    except UnknownName:
        return THOSE
    return subject.key if isinstance(subject, Group) else subject.symbol


def led(results: Results) -> list[str]:
    """Return how breadth and leadership stand: small against large, equal weight against capitalisation."""
    pairs = [p for p in (_small(results), _technology(results), _equal(results)) if p]
    if not pairs:
        return []
    signs = {value_of(spread) > 0 for spread, _ in pairs}
    broad = results.plan.details.get("part") == "breadth"
    said = [_summary(signs, broad)]
    said += [text for _, text in pairs]
    return [*said, *_sides(results), *_advancers(results)]


def _summary(signs: set[bool], broad: bool) -> str:
    """Return in a sentence which way the comparisons point."""
    if signs == {True}:
        return (
            "The comparisons point one way, towards breadth"
            if broad
            else "The comparisons point one way, towards such a rotation"
        )
    if signs == {False}:
        return "The comparisons point the other way, towards the largest companies"
    return "The comparisons do not all point the same way"


def _small(results: Results) -> tuple[Fact, str] | None:
    return _against(results, "small_large", "^RUT", "^GSPC")


def _equal(results: Results) -> tuple[Fact, str] | None:
    found = _against(results, "equal_cap", "RSP", "SPY")
    return None if found is None else (found[0], f"{found[1]}; RSP weighs its members alike, SPY by capitalisation")


def _technology(results: Results) -> tuple[Fact, str] | None:
    last = next((i for i in results.calls_of("compare")), None)
    spread = results.fact("spread", last) if last is not None else None
    if spread is None:
        return None
    return _sentence(results, spread, results.fact("first", last), results.fact("second", last))


def _against(results: Results, name: str, one: str, two: str) -> tuple[Fact, str] | None:
    spread = results.fact(f"spread:{name}")
    legs = [_return_of(results, symbol, spread) for symbol in (one, two)]
    return _sentence(results, spread, legs[0], legs[1]) if spread is not None else None


def _return_of(results: Results, symbol: str, spread: Fact | None) -> Fact | None:
    """Return a leg's return on the basis of the spread."""
    names = (
        ("total_return", "price_return") if spread is not None and spread.basis == "total_return" else ("price_return",)
    )
    return next((f for n in names if (f := results.fact(f"{n}:{symbol}", 0))), None)


def _sentence(results: Results, spread: Fact, first: Fact | None, second: Fact | None) -> tuple[Fact, str] | None:
    if first is None or second is None:
        return None
    names = [called(results.desk, f.subject[0]) for f in (first, second)]
    ahead = value_of(spread) > 0
    winner, loser = (names[0], names[1]) if ahead else (names[1], names[0])
    dividends = ", dividends included" if first.basis == "total_return" else ""
    return spread, (
        f"{names[0]} {moved(first)} and {names[1]} {moved(second)} {span_of(first)}{dividends}, "
        f"so {winner} beat {loser} by {{{spread.id}:abs}}"
    )


def _sides(results: Results) -> list[str]:
    one, two = results.fact("average:cyclical"), results.fact("average:defensive")
    if one is None or two is None:
        return []
    return [f"Cyclical sectors returned {{{one.id}}} on average and defensive sectors {{{two.id}}}"]


def _advancers(results: Results) -> list[str]:
    share = results.fact("breadth:sp500")
    if share is not None:
        return [f"Of the members of the S&P 500, {{{share.id}}} rose {span_of(share)}"]
    up, of = results.fact("advancers"), results.fact("count_of")
    if results.plan.details.get("part") != "breadth" or up is None or of is None:
        return []
    return [f"Of the sectors, {{{up.id}:word}} of {{{of.id}:word}} rose"]


def surveyed(results: Results) -> list[str]:
    """Return the overview: the four indices, then the sectors from both ends."""
    told = [(s, f) for s in INDICES if (f := results.fact(f"price_return:{s}"))]
    if not told:
        return []
    said = [joined(f"{called(results.desk, name)} {moved(fact)}" for name, fact in told) + f" {span_of(told[0][1])}"]
    ranks = [name for name, _ in results.facts("rank:")]
    values = {name: results.fact(f"price_return:{name}") for name in ranks}
    known = [(name, fact) for name, fact in values.items() if fact is not None]
    up, of = results.fact("advancers"), results.fact("count_of")
    if len(known) > 1:
        (top, best), (bottom, last) = known[0], known[-1]
        rose = ""
        if up is not None and of is not None:
            many = f"{{{up.id}:word}}" if value_of(up) else "none"
            rose = f"{many} of {{{of.id}:word}} rose; "
        said.append(
            f"Of the sectors, {rose}{called(results.desk, top)} did best, {{{best.id}:+}}, "
            f"and {called(results.desk, bottom)} worst, {{{last.id}:+}}"
        )
    return said
