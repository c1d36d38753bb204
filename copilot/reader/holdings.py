"""Rules for what is held: money put into several things, a number of shares."""

import re
from typing import Final

from copilot.reader.filled import RETURNS, Asked, word_for
from copilot.reader.invested import since
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import of_question, price_call
from tools.universe import Instrument

MOST: Final = 5
BASES: Final = RETURNS[:2]
SHARES: Final = re.compile(r"\b(?P<count>\d[\d,]*)\s+(?:more\s+)?(?:shares?|stocks)\b", re.IGNORECASE)
MOVED: Final = (
    "profit",
    "gain",
    "gained",
    "made",
    "make",
    "earn",
    "earned",
    "lose",
    "lost",
    "up",
    "down",
    "grown",
    "grow",
)


def stakes(asked: Asked) -> Plan | None:
    """Say what money put into several instruments would be worth together: so much in each, or split evenly."""
    question = asked.question
    money = [f.said for f in question.of_kind("usd")]
    held = [word_for(m.subject) for m in question.mentions if isinstance(m.subject, Instrument)]
    if not question.clear or asked.groups or tuple(held) != asked.subjects or not 2 <= len(held) <= MOST:
        return None
    split = len(money) == 1 and not question.has("set.each")
    amounts = money * len(held) if len(money) == 1 else money
    if len(amounts) != len(held) or (split and not question.has("set.basket")):
        return None
    period = since(asked)
    if asked.measure_or_return not in RETURNS or period is None or question.has("set.versus"):
        return None
    bases = BASES[:1] if any(s.startswith("^") for s in held) else BASES
    legs = [held] if split else [[s] for s in held]
    calls = tuple(
        price_call(
            "measure", asked, subjects=leg, measure=basis, dividends=basis == BASES[1] or None, period=period,
            basket="hold" if split else None,
        )
        for basis in bases
        for leg in legs
    )  # fmt: skip
    worth = [f"(1 + @{i}) * {amount}" for i, amount in enumerate(amounts[: len(legs)] * len(bases))]
    whole = [" + ".join(worth[i : i + len(legs)]) for i in range(0, len(worth), len(legs))]
    each = [] if split else worth[: len(legs)]
    grown = tuple(Call("calculate", {"expression": e, "label": "worth"}) for e in (*whole, *each))
    takes = of_question(
        asked, "periods", "when", "money.invest", "money.bought", "field.close", "figure.usd", "set.each", "set.basket"
    )
    details = {"amounts": tuple(money), "held": tuple(held), "split": split, "assumed": asked.period is None}
    return Plan("stakes", (calls, grown), details=details, takes=takes)


def shares(asked: Asked) -> Plan | None:
    """Say what a number of shares is worth, and what it gained where they were bought or a span is named."""
    question = asked.question
    found = SHARES.search(question.text)
    figures = question.of_kind("count")
    if (
        not question.clear
        or found is None
        or len(figures) != 1
        or len(asked.members) != 1
        or asked.groups
        or question.of_kind("usd")
    ):
        return None
    if asked.members[0].startswith("^") or asked.measure not in (None, *RETURNS, "points_change", "close"):
        return None
    spans = any(p.kind != "day" for p in (*question.periods, *question.moments))
    held = spans or question.has("money.bought") or question.says(*MOVED)
    period = since(asked) if held else asked.period or ""
    if period is None:
        return None
    measures = ("close", "points_change") if held else ("close",)
    calls = tuple(price_call("measure", asked, measure=m, period=period, dividends=None) for m in measures)
    worth = tuple(
        Call("calculate", {"expression": f"{found['count']} shares * @{i}", "label": label})
        for i, label in enumerate(("worth", "gain")[: len(measures)])
    )
    takes = of_question(
        asked, "periods", "when", "money.invest", "money.bought", "field.close", "figure.count", "measure.close",
        "measure.price", "measure.points_change", "measure.price_return", "direction", "generic",
    )  # fmt: skip
    details = {"count": found["count"], "assumed": held and asked.period is None}
    return Plan("shares", (calls, worth), details=details, takes=takes)
