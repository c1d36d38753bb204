"""Risk, levels and counts of days over periods of which every session is there."""

from datetime import date
from random import Random

import numpy as np

from tests.evals.composing.closes import TODAY, back, between, close, day, path, to_now
from tests.evals.composing.names import INDICES, SHORT, STOCKS, of
from tests.evals.composing.returns import say
from tests.evals.composing.rows import Row, asked, value
from tests.evals.composing.whens import DAYS, WHOLE

NAMES = {n: s for n, s in {**INDICES, **STOCKS}.items() if not n.startswith("$")}
Window = tuple[date, date]


def moves(symbol: str, window: Window) -> np.ndarray:
    closes = path(symbol, *window)
    return closes[1:] / closes[:-1] - 1


def volatility(symbol: str, window: Window) -> float:
    return float(moves(symbol, window).std(ddof=1) * np.sqrt(252))


def drawdown(symbol: str, window: Window) -> tuple[float, date, date]:
    """Depth from the running peak, counted from the base on, with peak and trough."""
    closes, days = path(symbol, *window), between(*window)
    falls = closes / np.maximum.accumulate(closes) - 1
    trough = int(falls.argmin())
    return float(falls.min()), days[int(closes[: trough + 1].argmax())], days[trough]


def pick(rng: Random, whens: dict[str, Window]) -> tuple[str, str, str, Window]:
    name, when = rng.choice(list(NAMES)), rng.choice(list(whens))
    return name, NAMES[name], when, whens[when]


VOLATILITY = (
    "How volatile was {name} {when}?",
    "Annualized volatility of {name} {when}",
    "What was {name's} volatility {when}?",
    "{name} standard deviation of daily returns, annualised, {when}",
)
FALL = (
    "What was {name's} max drawdown {when}?",
    "How deep was the worst drawdown of {name} {when}?",
    "biggest peak-to-trough decline of {name} {when}",
    "Maximum drawdown for {name} {when}, please",
)
SHARPE = ("What was {name's} Sharpe ratio {when}?", "Sharpe ratio of {name} {when}")


def risks(rng: Random) -> list[Row]:
    rows = []
    for at in range(10):
        name, symbol, when, window = pick(rng, WHOLE)
        gold = value(symbol, "volatility", volatility(symbol, window), "fraction", window)
        rows.append(asked("volatility", say(VOLATILITY[at % 4], name, when), [gold]))
    for at in range(10):
        name, symbol, when, window = pick(rng, WHOLE)
        depth, peak, trough = drawdown(symbol, window)
        gold = [value(symbol, "max_drawdown", depth, "fraction", window)]
        gold += [value(symbol, k, d.isoformat(), "date", window) for k, d in (("peak", peak), ("trough", trough))]
        rows.append(asked("drawdown", say(FALL[at % 4], name, when), gold))
    for at in range(4):
        name, symbol, when, window = pick(rng, WHOLE)
        own = moves(symbol, window)
        gold = [value(symbol, "sharpe_ratio", own.mean() / own.std(ddof=1) * 252**0.5, "ratio", window)]
        rows.append(asked("sharpe", say(SHARPE[at % 2], name, when), gold))
    return [*rows, *pairs_of(rng), *recovered()]


def pairs_of(rng: Random) -> list[Row]:
    rows = []
    for wording in (
        "What was {a's} beta to {b} {when}?",
        "beta of {a} against {b} {when}",
        "Beta of {a} relative to {b} {when}",
    ):
        a, b, when = (
            rng.choice(("AAPL", "NVDA", "TSLA", "META")),
            rng.choice(("^GSPC", "^IXIC", "SPY")),
            rng.choice(list(WHOLE)),
        )
        own, market = moves(a, WHOLE[when]), moves(b, WHOLE[when])
        gold = np.cov(own, market, ddof=1)[0, 1] / market.var(ddof=1)
        rows.append(asked("beta", two(wording, a, b, when), [value([a, b], "beta", float(gold), "ratio", WHOLE[when])]))
    for wording in (
        "How correlated were {a} and {b} {when}?",
        "correlation between {a} and {b} {when}",
        "What was the correlation of {a} with {b} {when}?",
    ):
        a, b = rng.sample(list(SHORT), 2)
        when = rng.choice(list(WHOLE))
        gold = np.corrcoef(moves(a, WHOLE[when]), moves(b, WHOLE[when]))[0, 1]
        rows.append(
            asked(
                "correlation",
                two(wording, a, b, when),
                [value([a, b], "correlation", float(gold), "ratio", WHOLE[when])],
            )
        )
    return rows


def two(wording: str, a: str, b: str, when: str) -> str:
    first, second = SHORT[a], SHORT[b]
    return wording.replace("{a's}", of(first)).format(a=first, b=second, when=when)


def recovered() -> list[Row]:
    rows = []
    for symbol in ("^GSPC", "^DJI", "MSFT"):
        window = WHOLE["in 2025"]
        _, peak, trough = drawdown(symbol, window)
        back_at = next(d for d in between(trough, window[1]) if close(symbol, d) >= close(symbol, peak))
        gold = value(symbol, "recovery", (back_at - trough).days, "days", window)
        rows.append(
            asked("recovery", f"How long did {SHORT[symbol]} take to recover from its drawdown in 2025?", [gold])
        )
    return rows


BEST = (
    "What was {name's} best day {when}?",
    "biggest one-day gain of {name} {when}",
    "On which day {when} did {name} rise the most?",
)
WORST = (
    "What was {name's} worst day {when}?",
    "{name's} biggest one-day drop {when}",
    "worst single day for {name} {when}",
)
HIGH = (
    "What was the highest close of {name} {when}?",
    "How high did {name} close at most {when}?",
    "{name's} highest closing level {when}",
)
LOW = ("What was the lowest close of {name} {when}?", "lowest closing price for {name} {when}")
UP = (
    "How many days did {name} rise {when}?",
    "On how many days {when} did {name} close higher?",
    "number of up days for {name} {when}",
)
DOWN = ("How many days did {name} fall {when}?", "how many losing days did {name} have {when}")


def extremes(rng: Random) -> list[Row]:
    rows = []
    for wordings, measure in (
        (BEST, "best_day"),
        (WORST, "worst_day"),
        (HIGH, "high"),
        (LOW, "low"),
        (UP, "up"),
        (DOWN, "down"),
    ):
        for wording in wordings * (1 if len(wordings) > 2 else 2):
            name, symbol, when, window = pick(rng, WHOLE)
            rows.append(asked(measure, say(wording, name, when), extreme(measure, symbol, window)))
    return rows


def extreme(measure: str, symbol: str, window: Window) -> list[Row]:
    own, closes, days = moves(symbol, window), path(symbol, *window)[1:], between(*window)[1:]
    if measure in ("up", "down"):
        count = int((own > 0).sum() if measure == "up" else (own < 0).sum())
        return [value(symbol, "count", count, "count", window)]
    if measure in ("high", "low"):
        at = int(closes.argmax() if measure == "high" else closes.argmin())
        unit = "level" if symbol.startswith("^") else "usd"
        return [
            value(symbol, measure, float(closes[at]), unit, window),
            value(symbol, measure, days[at].isoformat(), "date", window, any_measure=True),
        ]
    at = int(own.argmax() if measure == "best_day" else own.argmin())
    return [
        value(symbol, measure, float(own[at]), "fraction", window),
        value(symbol, measure, days[at].isoformat(), "date", window, any_measure=True),
    ]


CLOSES = (
    "Where did {name} close {when}?",
    "What was {name's} closing price {when}?",
    "{name} close {when}",
    "What level did {name} end at {when}?",
    "At what price did {name} finish {when}?",
)


def levels(rng: Random) -> list[Row]:
    rows = []
    for at, when in enumerate(rng.sample(list(DAYS), 12)):
        name, symbol = rng.choice(list(NAMES.items()))
        unit = "level" if symbol.startswith("^") else "usd"
        gold = value(symbol, "close", close(symbol, DAYS[when][1]), unit, DAYS[when])
        del gold["window"]
        rows.append(asked("level", say(CLOSES[at % 5], name, when), [gold]))
    for name, words in (
        ("the S&P 500", "Where is {} right now?"),
        ("Tesla", "What is {}'s latest price?"),
        ("the Nasdaq", "current level of {}"),
        ("Apple", "What does one share of {} cost?"),
    ):
        symbol = NAMES[name]
        gold = value(symbol, "close", close(symbol, TODAY), "level" if symbol.startswith("^") else "usd", day(TODAY))
        del gold["window"]
        rows.append(asked("level", words.format(name), [gold]))
    return rows + averages()


def averages() -> list[Row]:
    rows = []
    for symbol, length, wording in (
        ("AAPL", 50, "Is Apple above its 50-day moving average?"),
        ("NVDA", 100, "Is Nvidia trading below its 100-day average?"),
        ("^GSPC", 200, "Is the S&P 500 above its 200-day moving average?"),
        ("META", 200, "Did Meta close above its 200 day moving average?"),
    ):
        closes = path(symbol, back(length - 1), TODAY)
        unit = "level" if symbol.startswith("^") else "usd"
        above = closes[-1] > closes.mean()
        yes = above if "below" not in wording else not above
        gold = value(symbol, "average", float(closes.mean()), unit, to_now(back(length)))
        del gold["window"]
        rows.append(asked("average", wording, [gold], text_any=["^Yes" if yes else "^No"]))
    return rows
