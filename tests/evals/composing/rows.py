"""Lines of the question file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.evals.composing.closes import TODAY, change

Row = dict[str, Any]
SLACK = {"fraction": 1e-6, "ratio": 1e-6, "usd": 0.006, "level": 0.006, "points": 0.006, "count": 0.0, "days": 0.0}


def value(
    subject: str | Sequence[str], measure: str, number: float | str, unit: str, window: tuple[date, date], **more: Any
) -> Row:
    """One figure that a right answer has."""
    ends = {"base": window[0].isoformat(), "end": window[1].isoformat()}
    names = [subject] if isinstance(subject, str) else list(subject)
    exact = round(number, 10) if isinstance(number, float) else number
    tolerance = SLACK.get(unit, 0.0)
    return {
        "subject": names,
        "measure": measure,
        "value": exact,
        "unit": unit,
        "window": ends,
        "tolerance": tolerance,
        **more,
    }


def moved(symbol: str, window: tuple[date, date], dividends: bool = False, **more: Any) -> Row:
    """The return of a symbol over a window; RSP has only the one with dividends."""
    total = dividends or symbol == "RSP"
    measure = "total_return" if total else "price_return"
    return value(symbol, measure, change(symbol, *window, dividends=total), "fraction", window, **more)


def moves(symbols: Sequence[str], window: tuple[date, date], **more: Any) -> list[Row]:
    return [moved(s, window, **more) for s in symbols]


def asked(category: str, question: str, values: Sequence[Row] = (), **more: Any) -> Row:
    """A question that is to be answered, with these figures."""
    way: Row = {"behavior": "answer", **({"values": True} if values else {})}
    return _row(category, question, [way], values, more)


def refused(category: str, question: str, behavior: str, *reasons: str, **more: Any) -> Row:
    """A question that is to be declined or asked back about."""
    way: Row = {"behavior": behavior, **({"reason": list(reasons)} if reasons else {})}
    return _row(category, question, [way], (), more)


def either(category: str, question: str, ways: Sequence[Row], values: Sequence[Row] = (), **more: Any) -> Row:
    """A question with several right ways to take it."""
    return _row(category, question, list(ways), values, more)


WORDS = ("text_all", "text_any", "text_none", "citations_min", "no_subject")


def _row(category: str, question: str, ways: list[Row], values: Sequence[Row], more: Row) -> Row:
    for way in ways:
        way.update({key: more[key] for key in WORDS if key in more})
    gold: Row = {"accept": ways, **({"values": list(values)} if values else {})}
    gold.update({key: more[key] for key in ("order", "verdict") if key in more})
    return {
        "category": category,
        "question": question,
        "today": more.get("today", TODAY).isoformat(),
        "context": list(more.get("context", ())),
        "gold": gold,
    }
