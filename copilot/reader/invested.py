"""Rules for money that was put into one thing: when it went in, and what has become of it."""

import re
from collections.abc import Sequence
from typing import Final

from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import of_question, price_call
from tools.windows import Period

AGO: Final = re.compile(r"^(?!since|from).*\bago$", re.IGNORECASE)
BEGINNING: Final = re.compile(r"^(?:the )?(?:start|beginning) of\b", re.IGNORECASE)
LASTING: Final = re.compile(r"\b(?:over|for|during|throughout|between|from|by)\s+(?:the\s+)?$", re.IGNORECASE)
LATELY: Final = re.compile(r"(?:in )?last (?:year|quarter|month|week)$", re.IGNORECASE)
BOUGHT: Final = frozenset({"measure.price_return", "measure.returns", "set.spread", "money.at_present"})
AT_PRESENT: Final = ("today", "now", "right now", "to date")


def growth(asked: Asked) -> Plan | None:
    """Say what an amount put into something would be worth, without and with dividends."""
    question = asked.question
    money = question.of_kind("usd")
    amount = money[0].said if len(money) == 1 else asked.context.amount if asked.follows and not money else None
    if amount is None or len(asked.members) != 1 or asked.measure_or_return not in RETURNS:
        return None
    period = since(asked)
    if period is None:
        return None
    subjects = list(asked.subjects)
    fund = asked.universe.fund_for(asked.members[0])
    legs = [(subjects, RETURNS[0]), (subjects, RETURNS[1]), *([([fund.symbol], RETURNS[0])] if fund else [])]
    measured = tuple(
        price_call("measure", asked, subjects=who, period=period, measure=name, dividends=name == "total_return")
        for who, name in legs
    )
    gained = question.says("profit", "made", "make", "gain", "gained", "lose", "lost", "earn", "earned")
    grown = tuple(
        Call("calculate", {"expression": f"{amount} * (1 + @{i})", "label": "worth"}) for i in range(len(legs))
    )
    if gained:
        grown = (*grown, Call("calculate", {"expression": f"{amount} * @0", "label": "gain on it"}))
    takes = of_question(asked, "periods", "when", "money.invest", "money.bought", "field.close", "figure.usd")
    return Plan("growth", (measured, grown), details={"assumed": asked.period is None, "amount": amount}, takes=takes)


def bought(asked: Asked) -> Plan | None:
    """Give the return of what was bought on a day, up to now or to the day on which it was sold."""
    question = asked.question
    dated = [p for p in question.periods if p.text.lower() not in AT_PRESENT]
    held = question.has("money.bought") and dated and len(asked.members) == 1 and not asked.groups
    if not held or question.figures or asked.measure_or_return not in RETURNS:
        return None
    period = since(asked)
    if period is None:
        return None
    takes = of_question(
        asked, "periods", "money.bought", "money.invest", "claim.teller", "field.close", "direction", "generic"
    )
    return Plan("measure", ((price_call("measure", asked, period=period),),), details={}, takes=takes | BOUGHT)


def since(asked: Asked) -> str | None:
    """Return the period of an investment, which runs to now: a bare day or event is where it starts."""
    dated = [p for p in (*asked.question.periods, *asked.question.moments) if p.text.lower() not in AT_PRESENT]
    if not dated:
        return asked.period_words
    if len(dated) == 2:
        return _between(dated)
    if len(dated) > 2:
        return None
    start = dated[0]
    if AGO.search(start.text) or _is_when_it_went_in(asked, start):
        return f"since {start.text}"
    if start.kind == "day" and BEGINNING.search(start.text):
        return f"since {start.text}"
    if start.kind == "day":
        return f"since {start.window.end.isoformat()}"
    if start.kind == "event" and not start.text.lower().startswith(("since", "from", "after")):
        return f"since {start.text}"
    return start.text if start in asked.question.moments or start.text in asked.own_periods else asked.period_words


def _is_when_it_went_in(asked: Asked, start: Period) -> bool:
    """Say whether a month or a year is when money was put in, as in "invested in 2024, what is it worth now?"."""
    question = asked.question
    if start.kind != "span" or LASTING.search(question.text[: start.span[0]]) or start.window.end >= asked.as_of:
        return False
    if question.says(*AT_PRESENT, "currently"):
        return True
    if LATELY.match(start.text) and question.says("made", "make", "earned", "gained", "lost"):
        return False
    before = any(word.span[1] <= start.span[0] for word in question.words_of("money.put_in"))
    return before and question.has("money.at_present")


def _between(dated: Sequence[Period]) -> str | None:
    """Return the period from one day's close to another's: money was put in on the one and looked at on the other."""
    first, last = sorted(dated, key=lambda p: p.window.end)
    if last.kind not in ("day", "event") or first.kind == "since" or first.window.end >= last.window.end:
        return None
    begun = first.window.base if first.kind == "span" else first.window.end
    return f"from {begun.isoformat()} to {last.window.end.isoformat()}"
