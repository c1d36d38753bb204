"""Sentences for one measure of named subjects, over one period, piece by piece, or two against each other."""

from collections.abc import Sequence

from copilot.facts import Fact
from copilot.reader.wording import within_words
from copilot.writing.draft import joined
from copilot.writing.measures import of_other_measure
from copilot.writing.naming import called, dividends_in, moved, name_of, pays_none, span_of, value_of
from copilot.writing.results import Results

AGAINST_THE_MARKET = "It is set against the S&P 500, which stands for the market"
RETURNS = ("price_return", "total_return")
FALLS = ("max_drawdown", "worst_day")
"""Measures that are compared by their size: the deeper one is the higher."""
PRICE_RETURNS = ("That is the price return, without dividends", "Those are price returns, without dividends")
MOST_PERIODS = 2
LONG = 400
"""Calendar days from which the return per year is told too."""
Told = list[tuple[str, Fact]]


def measured(results: Results) -> list[str]:
    """Return the sentences of a plain measure: one for each call, the subjects of a call together."""
    said: list[str] = []
    for call in results.calls_of("measure"):
        told = results.main(call)
        if not told:
            continue
        if told[0][1].measure in RETURNS:
            said += _returns(results, call, told)
        elif told[0][1].measure == "annualized_return":
            said.append(_annualized(results, told))
        else:
            said += of_other_measure(results, call, told)
    return said


def _returns(results: Results, call: int, told: Told) -> list[str]:
    first, window = told[0][1], told[0][1].window
    each = joined(f"{name_of(results, name, fact)} {moved(fact)}" for name, fact in told)
    said = [f"{_yes_or_no(results, told)}{each}{dividends_in(first)} {span_of(first)}"]
    if window is not None and (window.end - window.base).days > LONG:
        said.append(_per_year(results, results.facts("annualized:", call)))
    dividends = not all(pays_none(s) for _, fact in told for s in fact.subject)
    if first.basis == "price" and window is not None and window.start != window.end and dividends:
        said.append(PRICE_RETURNS[len(told) > 1])
    return said


def _yes_or_no(results: Results, told: Told) -> str:
    asks = results.plan.details.get("asks")
    if asks is None or len(told) != 1 or not value_of(told[0][1]) or results.facts("last:"):
        return ""
    return "Yes: " if (value_of(told[0][1]) > 0) == (asks == "up") else "No: "


def _per_year(results: Results, yearly: Told) -> str:
    if not yearly:
        return ""
    if len(yearly) == 1:
        return f"Annualized, that is {{{yearly[0][1].id}}}"
    return "Annualized, " + joined(f"{called(results.desk, name)} returned {{{fact.id}}}" for name, fact in yearly)


def _annualized(results: Results, told: Told) -> str:
    each = joined(f"{called(results.desk, name)} returned {{{fact.id}}}" for name, fact in told)
    kind = "dividends included" if told[0][1].basis == "total_return" else "without dividends"
    return f"Annualized, {each}, {kind}, {span_of(told[0][1])}"


def compared(results: Results) -> list[str]:
    """Return the sentences of two subjects set against each other."""
    pair = next((f for m in ("correlation", "beta", "tracking_error") if (f := results.fact(m))), None)
    if pair is not None:
        return _pair(results, pair)
    first, second = results.fact("first"), results.fact("second")
    if first is None or second is None:
        return _one_leg(results)
    names = [_leg_name(results, i, f) for i, f in enumerate((first, second))]
    if first.measure not in RETURNS:
        return _other_legs(results, names, first, second)
    said = [_verdict(results, names, first, second)]
    said.append(f"{names[0]} {moved(first)} and {names[1]} {moved(second)}{dividends_in(first)} {span_of(first)}")
    if (ratio := results.fact("ratio")) is not None:
        said[0] = f"The return of {names[0]} was {{{ratio.id}:x}} that of {names[1]}"
    if first.basis == "price" and first.window is not None and first.window.start != first.window.end:
        said.append("Both are price returns, without dividends")
    if results.plan.details.get("benchmark_assumed") or results.plan.details.get("market_assumed"):
        said.append(AGAINST_THE_MARKET)
    return said


def _leg_name(results: Results, place: int, fact: Fact) -> str:
    if len(fact.subject) == 1:
        return called(results.desk, fact.subject[0])
    name = str(results.calls[0]["args"][("first", "second")[place]])
    return f"{name if name.startswith('the ') else f'the {name}'} basket"


def _verdict(results: Results, names: Sequence[str], first: Fact, second: Fact) -> str:
    """Return who was ahead and by how much, with a yes or a no where that was asked."""
    spread = results.fact("spread")
    if spread is None:
        return ""
    ahead = value_of(spread) > 0
    winner, loser = (names[0], names[1]) if ahead else (names[1], names[0])
    asked = results.plan.details.get("asked")
    answer = ""
    if results.plan.details.get("yes_no") and asked in ("ahead", "trailing") and value_of(spread):
        answer = "Yes: " if ahead == (asked == "ahead") else "No: "
    if asked in ("trailing", "worse"):
        return f"{answer}{loser} lagged {winner} by {{{spread.id}:abs}}"
    return f"{answer}{winner} beat {loser} by {{{spread.id}:abs}}"


def _one_leg(results: Results) -> list[str]:
    told = results.facts("price_return:") or results.facts("total_return:")
    return [f"{called(results.desk, name)} {moved(fact)} {span_of(fact)}" for name, fact in told[:1]]


def _pair(results: Results, fact: Fact) -> list[str]:
    one, two = (called(results.desk, symbol) for symbol in fact.subject[:2])
    span = f"from {{{fact.id}:start}} to {{{fact.id}:end}}"
    if fact.measure == "correlation":
        said = [f"The daily returns of {one} and {two} had a correlation of {{{fact.id}}} {span}"]
    elif fact.measure == "beta":
        said = [f"{one} had a beta of {{{fact.id}}} against {two} {span}"]
    else:
        said = [f"The tracking error of {one} against {two} was {{{fact.id}}} {span}"]
    if results.plan.details.get("benchmark_assumed"):
        said.append(AGAINST_THE_MARKET)
    return said


def _other_legs(results: Results, names: Sequence[str], first: Fact, second: Fact) -> list[str]:
    label = {"max_drawdown": "maximum drawdown", "sharpe_ratio": "Sharpe ratio"}.get(
        first.measure, first.measure.replace("_", " ")
    )
    span = span_of(first) if first.measure == "close" else f"from {{{first.id}:start}} to {{{first.id}:end}}"
    said = [
        f"{_more(results, first, second)}the {label} of {names[0]} was {{{first.id}}} "
        f"and the {label} of {names[1]} was {{{second.id}}} {span}"
    ]
    if (spread := results.fact("spread")) is not None:
        said.append(f"The difference is {{{spread.id}}}")
    if (ratio := results.fact("ratio")) is not None:
        said.append(f"The first divided by the second is {{{ratio.id}}}")
    return said


def _more(results: Results, first: Fact, second: Fact) -> str:
    """Return the yes or no to "is A more volatile than B?"."""
    asked = results.plan.details.get("degree") or results.plan.details.get("asked")
    values = [abs(value_of(f)) if f.measure in FALLS else value_of(f) for f in (first, second)]
    told = results.plan.details.get("degree") or first.measure == "volatility"
    if not results.plan.details.get("yes_no") or not told or asked is None or values[0] == values[1]:
        return ""
    return "Yes: " if (values[0] > values[1]) == (asked in ("ahead", "higher")) else "No: "


def two_periods(results: Results) -> list[str]:
    """Return the sentences of one subject over two periods: which was the better one, where that was asked."""
    told = [results.main(call)[0][1] for call in results.calls_of("measure") if results.main(call)]
    if len(told) < 2:
        return measured(results)
    lead = _better_period(results, told)
    if told[0].measure not in RETURNS:
        said = measured(results)
        return [lead + said[0][:1].lower() + said[0][1:], *said[1:]] if lead and said else said
    name = called(results.desk, told[0].subject[0])
    said = [f"{name} {moved(fact)} {span_of(fact)}" for fact in told]
    said[0] = lead + said[0]
    apart, days = results.fact("calculation"), [f.window for f in told if f.window]
    if apart is not None and value_of(apart) and len(told) == MOST_PERIODS:
        better, worse = (0, 1) if value_of(told[0]) > value_of(told[1]) else (1, 0)
        words = [_in_words(results, call) for call in results.calls_of("measure")]
        said.insert(0, f"{lead}{name} did better {words[better]} than {words[worse]}, by {{{apart.id}:abs}}")
        said[1] = said[1].removeprefix(lead)
    if told[0].basis == "price" and any(w.start != w.end for w in days) and not pays_none(told[0].subject[0]):
        said.append(PRICE_RETURNS[1])
    return said


def _in_words(results: Results, call: int) -> str:
    """Return the period of a call as the question says it: "in October 2025", "since March"."""
    words = str(results.calls[call]["args"].get("period", ""))
    return within_words(words)


def _better_period(results: Results, told: Sequence[Fact]) -> str:
    """Return the yes or no to "was October better than September?"."""
    asked, values = results.plan.details.get("asked"), [value_of(f) for f in told[:2]]
    values = [abs(v) for v in values] if told[0].measure in FALLS else values
    if asked is None or not results.plan.details.get("yes_no") or values[0] == values[1]:
        return ""
    return "Yes: " if (values[0] > values[1]) == (asked in ("better", "ahead", "higher")) else "No: "
