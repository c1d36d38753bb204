"""Sentences for measures that are not returns: risk, levels, records, averages, counts of days."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from copilot.facts import Fact, RowInput, SeriesInput
from copilot.writing.days import rolling_return
from copilot.writing.naming import called, moved, span_of, value_of, within
from copilot.writing.results import Results
from tools.universe import YIELDS


def of_other_measure(results: Results, call: int, told: list[tuple[str, Fact]]) -> list[str]:
    """Return the sentences for each subject of one call."""
    write = WRITERS.get(told[0][1].measure, _any)
    return [line for name, fact in told for line in write(results, call, name, fact)]


Lines = list[str]


def _any(results: Results, call: int, name: str, fact: Fact) -> Lines:
    return [f"The {fact.measure.replace('_', ' ')} of {called(results.desk, name)} was {{{fact.id}}} {within(fact)}"]


def _volatility(results: Results, call: int, name: str, fact: Fact) -> Lines:
    who = called(results.desk, name)
    return [f"The annualized volatility of {who} was {{{fact.id}}}, by its daily closes {within(fact)}"]


def _drawdown(results: Results, call: int, name: str, fact: Fact) -> Lines:
    part = {p: results.fact(f"{p}:{name}", call) for p in ("peak", "trough", "recovery")}
    said = f"The maximum drawdown of {called(results.desk, name)} {span_of(fact)} was {{{fact.id}}}"
    if part["peak"] and part["trough"]:
        said += f", from its close on {{{part['peak'].id}}} to that on {{{part['trough'].id}}}"
    lines = [said]
    if part["recovery"]:
        lines.append(f"It closed at its old peak again on {{{part['recovery'].id}}}")
    elif part["trough"] and value_of(fact):
        lines.append(f"By {{{fact.id}:end}} it had not closed at that peak again")
    return lines


def _recovery(results: Results, call: int, name: str, fact: Fact) -> Lines:
    trough = results.fact(f"trough:{name}", call)
    since = f", counted from its trough on {{{trough.id}}}" if trough else ""
    return [
        f"{called(results.desk, name)} took {{{fact.id}}} to be back at its old peak after its maximum drawdown{since}"
    ]


def _sharpe(results: Results, call: int, name: str, fact: Fact) -> Lines:
    rate = (
        "with no risk-free rate taken off"
        if not fact.params.get("risk_free_rate")
        else "after the risk-free rate that you gave"
    )
    return [f"The Sharpe ratio of {called(results.desk, name)} was {{{fact.id}}} {within(fact)}, {rate}"]


def _day(results: Results, call: int, name: str, fact: Fact) -> Lines:
    session = results.fact(f"session:{name}", call)
    kind = "best day" if fact.measure == "best_day" else "worst day"
    when = f" was {{{session.id}}}: it {moved(fact)}" if session else f" brought {{{fact.id}}}"
    return [f"The {kind} of {called(results.desk, name)} {within(fact)}{when}"]


def of_closes(fact: Fact) -> bool:
    """Say whether a high or a low is one of closes, and not of the day's trading."""
    return any(isinstance(i, SeriesInput | RowInput) and i.field.endswith("close") for i in fact.inputs)


def _extreme(results: Results, call: int, name: str, fact: Fact) -> Lines:
    session = results.fact(f"session:{name}", call)
    closes = of_closes(fact)
    kind = {"high": ("intraday high", "highest close"), "low": ("intraday low", "lowest close")}[fact.measure][closes]
    if fact.basis == "total_return":
        kind = kind.replace("close", "dividend-adjusted close")
    when = f", on {{{session.id}}}" if session else ""
    return [f"The {kind} of {called(results.desk, name)} {within(fact)} was {{{fact.id}}}{when}"]


def _record(results: Results, call: int, name: str, fact: Fact) -> Lines:
    level, below = results.fact(f"level:{name}", call), results.fact(f"below_record:{name}", call)
    at = f" {{{level.id}}}," if level else ""
    newest = fact.window is not None and fact.value == fact.window.end.isoformat()
    answer = ""
    if results.plan.details.get("yes_no"):
        now = results.desk.question.lower().startswith(("is ", "are "))
        answer = "Yes: " if (newest if now else _set_within(results, call, fact)) else "No: "
    who = called(results.desk, name)
    lines = [f"{answer}the highest close of {who} from {{{fact.id}:start}} on was{at or ' reached'} on {{{fact.id}}}"]
    if below is not None and value_of(below):
        lines.append(f"The close of {{{fact.id}:end}} stands {{{below.id}:abs}} below it")
    elif newest:
        lines.append("That is the last session of this answer")
    return lines


def _set_within(results: Results, call: int, fact: Fact) -> bool:
    """Say whether a record was set in the period that was asked about: "has it hit a record this month?"."""
    period = results.desk.period(str(results.calls[call]["args"].get("period", ""))).window
    return period.start <= date.fromisoformat(str(fact.value)) <= period.end


def _close(results: Results, call: int, name: str, fact: Fact) -> Lines:
    percent = ", in percent," if name in YIELDS else ""
    return [f"{called(results.desk, name)} closed at {{{fact.id}}}{percent} on {{{fact.id}:end}}"]


def _points(results: Results, call: int, name: str, fact: Fact) -> Lines:
    asks, answer = results.plan.details.get("asks"), ""
    if asks and value_of(fact):
        answer = "Yes: " if (value_of(fact) > 0) == (asks == "up") else "No: "
    return [f"{answer}{called(results.desk, name)} {moved(fact)} {span_of(fact)}"]


def _above(results: Results, call: int, name: str, fact: Fact) -> Lines:
    average, close = results.fact(f"average:{name}", call), results.fact(f"close:{name}", call)
    length = int(fact.params.get("length", 200))
    if average is None or close is None:
        return _any(results, call, name, fact)
    side = "above" if value_of(close) > value_of(average) else "below"
    answer = "Yes: " if (side == "above") != results.plan.details.get("below", False) else "No: "
    opened = answer if results.plan.details.get("yes_no") else ""
    distance = results.fact(f"distance:{name}", call)
    apart = f"{{{distance.id}:abs}} " if distance else ""
    return [
        f"{opened}{called(results.desk, name)} closed at {{{close.id}}} on {{{fact.id}:end}}, "
        f"{apart}{side} its {length}-session average of {{{average.id}}}"
    ]


def _mean(results: Results, call: int, name: str, fact: Fact) -> Lines:
    if fact.params.get("over") == "closes":
        return [f"The average close of {called(results.desk, name)} was {{{fact.id}}} {within(fact)}"]
    return [f"The average daily return of {called(results.desk, name)} was {{{fact.id}:3}} {within(fact)}"]


WRITERS: Final[Mapping[str, Callable[[Results, int, str, Fact], Lines]]] = {
    "volatility": _volatility,
    "max_drawdown": _drawdown,
    "recovery": _recovery,
    "sharpe_ratio": _sharpe,
    "best_day": _day,
    "worst_day": _day,
    "high": _extreme,
    "low": _extreme,
    "record_high": _record,
    "close": _close,
    "points_change": _points,
    "above_moving_average": _above,
    "average": _mean,
    "rolling_return": rolling_return,
}
