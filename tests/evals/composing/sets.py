"""Several subjects: comparisons, ranks, counts, baskets, series, the market, weights."""

from collections.abc import Sequence
from datetime import date
from random import Random

import numpy as np

from tests.evals.composing.closes import change, day, month, path, quarter, year
from tests.evals.composing.names import ELEVEN, FOUR, SEVEN, SHORT
from tests.evals.composing.rows import Row, asked, moved, moves, value
from tests.evals.composing.whens import DAYS, OPEN, PAST, THIS_WEEK, THIS_YEAR, WHOLE

Window = tuple[date, date]
VERSUS = (
    "Compare {a} and {b} {when}",
    "{a} or {b}: which did better {when}?",
    "{a} vs {b} {when}",
    "Did {a} beat {b} {when}?",
    "By how much did {a} outperform {b} {when}?",
    "How did {a} do against {b} {when}?",
    "What was the difference between {a} and {b} {when}?",
    "{a} versus {b}, {when}: who won?",
    "Which was better {when}, {a} or {b}?",
    "How did {a} and {b} do {when}?",
    "Did {a} lag {b} {when}?",
)


def comparisons(rng: Random) -> list[Row]:
    rows, periods = [], {**PAST, **WHOLE}
    for at in range(22):
        a, b = rng.sample([s for s in SHORT if s not in ("SPY", "QQQ")], 2)
        when = rng.choice(list(periods))
        window = periods[when]
        gap = change(a, *window) - change(b, *window)
        spread = value([a, b], "spread", gap, "fraction", window, required=False)
        rows.append(
            asked(
                "comparison",
                VERSUS[at % len(VERSUS)].format(a=SHORT[a], b=SHORT[b], when=when),
                [*moves((a, b), window), spread],
            )
        )
    three = rng.sample(SEVEN, 3)
    rows.append(
        asked(
            "comparison",
            "Compare " + ", ".join(SHORT[s] for s in three) + " in Q2 2025",
            moves(three, quarter(2025, 2)),
        )
    )
    rows.append(asked("comparison", "How did equal weight do against cap weight in 2025?", [moved("RSP", year(2025))]))
    rows.append(asked("comparison", "Small caps against large caps this year", moves(("^RUT", "^GSPC"), THIS_YEAR)))
    return rows


def order(symbols: Sequence[str], window: Window, worst: bool = False) -> Row:
    ranked = sorted(symbols, key=lambda s: change(s, *window), reverse=not worst)
    return {"accepted": [ranked]}


BEST = (
    "Which {of} did best {when}?",
    "best performing {of} {when}",
    "What was the top {of} {when}?",
    "Who led the {set} {when}?",
    "the leader of the {set} {when}",
)
WORST = ("Which {of} did worst {when}?", "worst performing {of} {when}", "Which {of} lagged {when}?")
SETS = {"Magnificent 7": ("Magnificent 7 stock", SEVEN), "Mag 7": ("Mag 7 stock", SEVEN), "sectors": ("sector", ELEVEN)}
RANKS = (
    "Rank the {set} by return {when}",
    "How did the {set} do {when}?",
    "{set} ranking {when}",
    "show all the {set} {when}, best first",
)


def ranks(rng: Random) -> list[Row]:
    rows = []
    for wordings, worst in ((BEST, False), (WORST, True), (BEST, False)):
        for wording in wordings:
            rows.append(winner(wording, rng.choice(list(SETS)), rng.choice(list(PAST)), worst))
    for wording in RANKS:
        key, when = rng.choice(list(SETS)), rng.choice(list(PAST))
        members, window = SETS[key][1], PAST[when]
        rows.append(
            asked("rank", wording.format(set=key, when=when), moves(members, window), order=order(members, window))
        )
    rows.append(
        asked("rank", "Rank the four major indices this week", moves(FOUR, THIS_WEEK), order=order(FOUR, THIS_WEEK))
    )
    for count, word, when in (
        (3, "top three", "in 2025"),
        (3, "bottom 3", "last month"),
        (2, "two best", "in Q1 2025"),
    ):
        key = rng.choice(list(SETS))
        members, window = SETS[key][1], PAST[when]
        first = sorted(members, key=lambda s: change(s, *window), reverse="bottom" not in word)[:count]
        rows.append(asked("rank", f"{word} {SETS[key][0]}s {when}", moves(first, window)))
    return rows


def winner(wording: str, key: str, when: str, worst: bool) -> Row:
    name, members = SETS[key]
    window = PAST[when]
    ranked = order(members, window, worst)
    first = ranked["accepted"][0][0]
    question = wording.format(of=name, set=key, when=when)
    return asked("rank", question, [moved(s, window, required=s == first) for s in members], order=ranked)


def excluded(rng: Random) -> list[Row]:
    rows = []
    for without, wording in (
        ("TSLA", "Which of the Magnificent 7 did best in 2025, excluding Tesla?"),
        ("GOOGL", "Best Mag 7 stock of 2025 other than Alphabet"),
        ("AMZN", "Which Mag 7 stock did worst in 2025 apart from Amazon?"),
        ("NVDA", "How did the Magnificent 7 do in Q2 2025 without Nvidia?"),
        ("AAPL", "Rank the Mag 7 except Apple for 2025"),
    ):
        window = quarter(2025, 2) if "Q2" in wording else year(2025)
        left = sorted(
            (s for s in SEVEN if s != without), key=lambda s: change(s, *window), reverse="worst" not in wording
        )
        one = "best" in wording.lower() or "worst" in wording
        wanted = left[:1] if one else left
        rows.append(asked("exclusion", wording, moves(wanted, window), no_subject=[without]))
    two = [s for s in ELEVEN if s not in ("XLE", "XLU")]
    window = month(2025, 10)
    best = max(two, key=lambda s: change(s, *window))
    rows.append(
        asked(
            "exclusion",
            "best sector in October 2025, leaving out energy and utilities",
            [moved(best, window)],
            no_subject=["XLE", "XLU"],
        )
    )
    return rows


def counts(rng: Random) -> list[Row]:
    rows = []
    for wording, members, when, up in (
        ("How many sectors rose {}?", ELEVEN, "on January 6", True),
        ("How many sectors fell {}?", ELEVEN, "last month", False),
        ("How many of the Magnificent 7 were up {}?", SEVEN, "last week", True),
        ("How many of the Mag 7 lost ground {}?", SEVEN, "in Q1 2025", False),
        ("How many of the eleven sectors were positive {}?", ELEVEN, "in 2025", True),
        ("How many Magnificent 7 stocks gained {}?", SEVEN, "so far this year", True),
    ):
        window = {**PAST, **OPEN, **DAYS}[when]
        number = sum((change(s, *window) > 0) == up for s in members)
        gold = value(members, "count", number, "count", window)
        rows.append(asked("count", wording.format(when), [gold]))
    return rows


def baskets(rng: Random) -> list[Row]:
    rows = []
    for wording in (
        "What would an equal-weight basket of {a} and {b} have returned {when}?",
        "equal parts {a} and {b} {when}: what return?",
        "How did a basket of {a} and {b} in equal parts do {when}?",
    ):
        a, b = rng.sample(SEVEN, 2)
        when = rng.choice(list(WHOLE))
        held = float(np.mean([path(s, *WHOLE[when])[-1] / path(s, *WHOLE[when])[0] for s in (a, b)]) - 1)
        gold = value([a, b], "price_return", held, "fraction", WHOLE[when])
        rows.append(asked("basket", wording.format(a=SHORT[a], b=SHORT[b], when=when), [gold]))
    return rows


def series(rng: Random) -> list[Row]:
    rows = []
    for wording, windows in (
        ("Monthly returns of {} in 2025", [month(2025, m) for m in range(1, 13)]),
        ("{} month by month in the second half of 2025", [month(2025, m) for m in range(7, 13)]),
        ("quarterly returns of {} in 2025", [quarter(2025, q) for q in range(1, 5)]),
        ("{}: return for each quarter of 2024", [quarter(2024, q) for q in range(1, 5)]),
        ("Year-by-year returns of {} from 2023 to 2025", [year(y) for y in (2023, 2024, 2025)]),
        ("What did {} return in each of the years 2023, 2024 and 2025?", [year(y) for y in (2023, 2024, 2025)]),
        ("annual returns of {}, 2023 through 2025", [year(y) for y in (2023, 2024, 2025)]),
        (
            "How did {} do each day this week?",
            [DAYS["on Monday"], DAYS["on Tuesday"], DAYS["the day before yesterday"], DAYS["yesterday"], DAYS["today"]],
        ),
    ):
        symbol = rng.choice([s for s in SHORT if s not in ("SPY", "QQQ")])
        rows.append(asked("series", wording.format(SHORT[symbol]), [moved(symbol, w) for w in windows]))
    return rows


def market(rng: Random) -> list[Row]:
    del rng
    rows = [
        asked("market", question, moves(FOUR, window))
        for question, window in (
            ("How did the market do yesterday?", DAYS["yesterday"]),
            ("How is the market doing this year?", THIS_YEAR),
            ("What did stocks do in 2025?", year(2025)),
            ("How was the stock market last week?", PAST["last week"]),
            ("Give me an overview of the market in December", PAST["in December"]),
        )
    ]
    rows.append(asked("market", "How did the sectors do on January 6?", moves(ELEVEN, day(date(2026, 1, 6)))))
    rows.append(asked("market", "Is the market broadening out this year?", [moved("RSP", THIS_YEAR)]))
    return [*rows, *weights()]


def weights() -> list[Row]:
    """Index weights of 6 January 2026 as the bundled table gives them, by either method."""
    at = (date(2026, 1, 5), date(2026, 1, 6))
    seven = value(
        [*SEVEN, "GOOG"],
        "weight",
        0.3429,
        "fraction",
        at,
        alternatives=[{"value": 0.3416}],
        subject_also=["GOOG", "^GSPC"],
    )
    nvidia = value("NVDA", "weight", 0.0772, "fraction", at, alternatives=[{"value": 0.0725}])
    apple = value("AAPL", "weight", 0.0658, "fraction", at, alternatives=[{"value": 0.0617}])
    for gold in (seven, nvidia, apple):
        gold["tolerance"] = 0.0001
        del gold["window"]
    said = ["2026"]
    return [
        asked("weight", "How much of the S&P 500 do the Magnificent 7 make up?", [seven], text_all=said),
        asked("weight", "What share of the S&P 500 is the Mag 7?", [seven], text_all=said),
        asked("weight", "combined weight of the magnificent seven in the index", [seven], text_all=said),
        asked("weight", "What is Nvidia's weight in the S&P 500?", [nvidia], text_all=said),
        asked("weight", "How big is Apple in the S&P 500?", [apple], text_all=said),
    ]
