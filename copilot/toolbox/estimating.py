"""Figures over earnings that analysts expect: snapshots of today, of a group by summed earnings."""

from collections.abc import Mapping, Sequence
from typing import Any

from copilot.facts import Fact, FactProvenance, RowInput
from copilot.proofs import rows_sha256
from copilot.proofs.recompute import fields_of
from copilot.toolbox.desk import FEW, Desk
from copilot.toolbox.labels import calling
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.subjects import Asked, Subject, no_data, understood
from tools.errors import NoData
from tools.measures.estimates import ESTIMATES, GROWTH_FROM, LAST_YEAR, NEXT_YEAR, SHARES, THIS_YEAR
from tools.prices.expected import Expected
from tools.universe import Group
from tools.windows import Window

NOTE = (
    "What analysts expect is a snapshot of today and not a fact about the future; the mean of their estimates counts."
)


def estimate(desk: Desk, measure: str, subjects: Sequence[str], period: str, outcome: Outcome) -> Outcome:
    """Return a price against next year's earnings, or their growth this year and next, for each subject.

    A group is taken as one company: its earnings are summed. There is no data of a past session.
    """
    asked = understood(desk, subjects, period, outcome)
    if asked is None:
        return outcome
    if why := _why_not(desk, asked):
        outcome.fail(Failure("no_data", why))
        return outcome
    for subject in asked.subjects:
        try:
            _book(desk, measure, subject, outcome)
        except NoData as error:
            no_data(desk, error, outcome)
    if outcome.facts:
        outcome.note(NOTE)
    return outcome


def _why_not(desk: Desk, asked: Asked) -> str:
    if desk.as_of < desk.prices.newest_session() or asked.period.window.end < desk.as_of:
        return "Estimates of earnings are snapshots of today; none are kept of a past session."
    if len(asked.instruments) > FEW:
        return f"Estimates of {len(asked.instruments)} companies are too many to ask for; name fewer."
    if strange := [calling(i) for i in asked.instruments if i.kind != "stock"]:
        return f"Analysts estimate the earnings of companies; {strange[0]} is none."
    return ""


def _book(desk: Desk, measure: str, subject: Subject, outcome: Outcome) -> None:
    members = desk.opened(subject)
    found = desk.prices.expectations([i.symbol for i in members])
    if found.missing:
        why = "; ".join(found.missing.values())
        raise NoData(f"{why}. The others are not taken for the whole" if len(members) > 1 else why)
    name = subject.name if isinstance(subject, Group) else calling(subject)
    role = subject.key if isinstance(subject, Group) else subject.symbol
    for year in GROWTH_FROM if measure == "eps_growth" else ("next",):
        rows = _rows(desk, measure, year, list(found.by_symbol.values()))
        fact = _fact(desk, measure, year, name, rows, next(iter(found.by_symbol.values())))
        later = "_next_year" if measure == "eps_growth" and year == "next" else ""
        outcome.add(fact, f"{measure}{later}:{role}")


def _rows(desk: Desk, measure: str, year: str, expected: Sequence[Expected]) -> tuple[RowInput, ...]:
    rows: list[RowInput] = []
    for one in expected:
        known = {LAST_YEAR: one.last_year, THIS_YEAR: one.this_year, NEXT_YEAR: one.next_year, SHARES: one.shares}
        for name in (*ESTIMATES[measure].fields(year), *((SHARES,) if len(expected) > 1 else ())):
            value = known[name] if name in known else _close(desk, one.symbol)
            rows.append(RowInput(one.symbol, desk.as_of, name, value))
    return tuple(rows)


def _close(desk: Desk, symbol: str) -> float:
    closes = desk.history(symbol, desk.as_of).series("close")
    if closes.index[-1].date() != desk.as_of:
        raise NoData(f"there is no close of {symbol} on {desk.as_of}")
    return float(closes.iloc[-1])


def _fact(desk: Desk, measure: str, year: str, name: str, rows: tuple[RowInput, ...], origin: Expected) -> Fact:
    known, companies = ESTIMATES[measure], fields_of(rows)
    words = f"{known.label}, {year} fiscal year" if measure == "eps_growth" else known.label
    params: Mapping[str, Any] = {"year": year}
    names = dict.fromkeys([name, *(n for symbol in companies for n in desk.universe.names_of(symbol))])
    note = "Yahoo Finance, mean of analysts' estimates"
    return desk.ledger.book(
        Fact(
            label=f"{name} {words}",
            subject=tuple(companies),
            measure=measure,
            basis="none",
            params=params,
            value=known.value(companies, year),
            unit=known.unit,
            window=Window(desk.sessions.before(desk.as_of), desk.as_of, desk.as_of),
            as_of=desk.as_of,
            formula=known.formula(year, len(companies) > 1),
            inputs=rows,
            provenance=FactProvenance(origin.provider, origin.retrieved, rows_sha256(rows, {}), note),
            names=tuple(names),
        )
    )
