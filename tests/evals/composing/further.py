"""Places, pieces, runs, falls from a record, sizes, amounts between two days: an investor's everyday wordings."""

from datetime import date

import numpy as np

from tests.evals.composing.closes import TODAY, change, close, month, path, quarter, sessions, week, year
from tests.evals.composing.names import ELEVEN, FOUR, SEVEN
from tests.evals.composing.rows import Row, asked, moved, moves, refused, value
from tests.evals.composing.sets import order
from tests.evals.composing.whens import DAYS, PAST, THIS_YEAR

Window = tuple[date, date]
Y25 = year(2025)


def places() -> list[Row]:
    """One place of an order, counted from either end."""
    rows = []
    for question, members, window, place, worst in (
        ("Which was the second-best sector in 2025?", ELEVEN, Y25, 2, False),
        ("third worst Magnificent 7 stock last month", SEVEN, PAST["last month"], 3, True),
        ("which sector came second in Q3 2025?", ELEVEN, quarter(2025, 3), 2, False),
        ("runner-up among the Mag 7 in 2025", SEVEN, Y25, 2, False),
        ("what was the 4th best sector last year", ELEVEN, Y25, 4, False),
        ("second biggest loser of the Mag 7 this year", SEVEN, THIS_YEAR, 2, True),
        ("next to last sector in 2025", ELEVEN, Y25, 2, True),
        ("number two of the four indices in 2025", FOUR, Y25, 2, False),
    ):
        ranked = order(members, window, worst)["accepted"][0]
        rows.append(asked("place", question, [moved(ranked[place - 1], window)], text_all=[r"\b\d(nd|rd|th)\b"]))
    best = order(ELEVEN, month(2025, 4))["accepted"][0][0]
    rows.append(asked("place", "the least bad sector in April 2025", [moved(best, month(2025, 4))]))
    sixth = order(ELEVEN, quarter(2025, 3))["accepted"][0].index("XLV") + 1
    said = [rf"{sixth}th of the sectors"]
    health = [moved("XLV", quarter(2025, 3))]
    rows.append(asked("place", "where did health care rank among the sectors in Q3 2025?", health, text_all=said))
    rows.append(asked("place", "health care's rank in Q3 2025", health, text_all=said))
    rows.append(asked("place", "Energy was the worst sector in 2025, true?", [moved("XLE", Y25)], text_any=["^No"]))
    followed = order(ELEVEN, Y25)["accepted"][0][1]
    then = {"context": ["Rank the sectors in 2025"]}
    return [*rows, asked("place", "and the second best?", [moved(followed, Y25)], **then)]


def _months(symbol: str) -> list[tuple[float, Window]]:
    return sorted((change(symbol, *month(2025, m)), month(2025, m)) for m in range(1, 13))


def pieces() -> list[Row]:
    """Several of a year's months, one place of them, how many rose, their mean."""
    gspc, tsla, ixic = _months("^GSPC"), _months("TSLA"), _months("^IXIC")
    ups = sum(move > 0 for move, _ in gspc)
    mean = float(np.mean([move for move, _ in ixic]))
    whole = [f"{ups} of 12 months"]
    first = gspc[-1][1] == month(2025, 9)
    return [
        asked("piece", "the 2 best months of the S&P 500 in 2025", [moved("^GSPC", w) for _, w in gspc[-2:]]),
        asked("piece", "three worst months for Tesla in 2025", [moved("TSLA", w) for _, w in tsla[:3]]),
        asked("piece", "second worst month for Tesla in 2025", [moved("TSLA", tsla[1][1])], text_all=["Second"]),
        asked("piece", "in which month did the Nasdaq do best in 2025?", [moved("^IXIC", ixic[-1][1])]),
        asked("piece", "How many months was the S&P 500 up in 2025?", text_all=whole),
        asked(
            "piece",
            "average monthly return of the Nasdaq in 2025",
            [value("^IXIC", "average", mean, "fraction", Y25)],
        ),
        asked(
            "piece",
            "Was September the best month of 2025 for the S&P 500?",
            [moved("^GSPC", gspc[-1][1])],
            text_any=["^Yes" if first else "^No"],
        ),
        asked(
            "piece",
            "how did the S&P 500 do in each of the years 2023, 2024 and 2025",
            [moved("^GSPC", year(y)) for y in (2023, 2024, 2025)],
        ),
    ]


def _daily(symbol: str, window: Window) -> np.ndarray:
    closes = path(symbol, *window)
    return closes[1:] / closes[:-1] - 1


def _longest(told: np.ndarray) -> int:
    run = best = 0
    for one in told:
        run = run + 1 if one else 0
        best = max(best, run)
    return best


def _current(symbol: str, up: bool) -> int:
    run = 0
    for move in _daily(symbol, (date(2025, 1, 8), TODAY))[::-1]:
        if (move > 0) != up or move == 0:
            break
        run += 1
    return run


def runs() -> list[Row]:
    """Sessions in a row, shares of sessions, several best days, rolling returns."""
    rows = []
    past = (date(2025, 1, 8), TODAY)
    for question, symbol, up in (
        ("longest winning streak of the S&P 500 in 2025", "^GSPC", True),
        ("longest losing streak of Apple in 2025", "AAPL", False),
        ("Tesla's longest run of gains last year", "TSLA", True),
        ("most consecutive up days for the Dow in 2025", "^DJI", True),
    ):
        moves_ = _daily(symbol, Y25)
        number = _longest(moves_ > 0 if up else moves_ < 0)
        rows.append(asked("run", question, [value(symbol, "count", number, "count", Y25)]))
    for question, symbol, up in (
        ("how many days in a row has the Nasdaq risen?", "^IXIC", True),
        ("how many straight days has the Dow been up", "^DJI", True),
        ("Is Apple on a losing streak?", "AAPL", False),
        ("Has the S&P 500 risen three days in a row?", "^GSPC", True),
    ):
        number = _current(symbol, up)
        rows.append(asked("run", question, [value(symbol, "count", number, "count", past)]))
    for question, symbol, up in (
        ("Percentage of days the Nasdaq rose in 2025", "^IXIC", True),
        ("what share of sessions did Tesla fall in 2025", "TSLA", False),
    ):
        moves_ = _daily(symbol, Y25)
        share = float(np.mean(moves_ > 0 if up else moves_ < 0))
        rows.append(asked("run", question, [value(symbol, "calculation", share, "fraction", Y25)]))
    worst = np.sort(_daily("^GSPC", Y25))[:3]
    days = [value("^GSPC", "worst_day", float(move), "fraction", Y25) for move in worst]
    rows.append(asked("run", "the 3 worst days of the S&P 500 in 2025", days))
    rows.append(asked("run", "second worst day of the S&P 500 in 2025", days[1:2]))
    closes = path("^GSPC", *Y25)
    rolled = closes[20:] / closes[:-20] - 1
    best = value("^GSPC", "rolling_return", float(rolled.max()), "fraction", Y25)
    rows.append(asked("run", "best 20-day return of the S&P 500 in 2025", [best]))
    biggest = value("TSLA", "best_day", float(_daily("TSLA", Y25).max()), "fraction", Y25)
    return [*rows, asked("run", "Tesla's biggest one-day jump in 2025", [biggest])]


def falls() -> list[Row]:
    """How far a close stands below the highest close, and what that is called; claims about it."""
    rows = []
    known = [s for s in sessions() if s >= date(2024, 12, 31)]
    for question, symbol, day, deep in (
        ("Is the Nasdaq in a bear market?", "^IXIC", TODAY, 0.2),
        ("Is Tesla in a correction?", "TSLA", TODAY, 0.1),
        ("has Apple entered a correction?", "AAPL", TODAY, 0.1),
        ("Is the S&P 500 in a bear market?", "^GSPC", date(2025, 4, 8), 0.2),
        ("is Nvidia in bear market territory?", "NVDA", date(2025, 4, 8), 0.2),
    ):
        top = max(close(symbol, s) for s in known if s <= day)
        fall = close(symbol, day) / top - 1
        answer = "^Yes" if fall <= -deep else "^No"
        below = value(symbol, "other", fall, "fraction", (day, day), any_measure=True)
        del below["window"]
        rows.append(asked("fall", question, [below], text_any=[answer], today=day))
    fall = close("TSLA", TODAY) / max(close("TSLA", s) for s in known) - 1
    held = "supported" if fall < -0.1 else "contradicted"
    rows.append(asked("fall", "Is Tesla down more than 10% from its record?", verdict=held))
    fall = close("NVDA", TODAY) / max(close("NVDA", s) for s in known) - 1
    held = "supported" if fall > -0.05 else "contradicted"
    rows.append(asked("fall", "is Nvidia within 5% of its record?", verdict=held))
    for question, symbol, window in (
        ("Did the Nasdaq rise less than 5% in March 2025?", "^IXIC", month(2025, 3)),
        ("Did Apple fall less than 10% in 2025?", "AAPL", Y25),
    ):
        said = [r"did not (rise|fall) at all"]
        rows.append(asked("fall", question, [moved(symbol, window)], text_all=said, verdict="contradicted"))
    return rows


def sizes() -> list[Row]:
    """Sums and orders of the bundled weights of 6 January 2026."""
    two = value(["NVDA", "AAPL"], "weight", 0.0772 + 0.0658, "fraction", (TODAY, TODAY))
    three = value(["AAPL", "MSFT", "NVDA"], "weight", 0.0772 + 0.0658 + 0.0601, "fraction", (TODAY, TODAY))
    largest = value("NVDA", "weight", 0.0772, "fraction", (TODAY, TODAY))
    for gold in (two, three, largest):
        gold["tolerance"] = 0.0002
        del gold["window"]
    said = ["6 January 2026"]
    return [
        asked("size", "How much of the S&P 500 is Nvidia and Apple?", [two], text_all=said),
        asked("size", "How much of the index do Apple, Microsoft and Nvidia make up?", [three], text_all=said),
        asked("size", "biggest company in the S&P", [largest], text_all=said),
        asked("size", "largest sector in the S&P 500", text_all=["Technology", "30 September 2025"]),
        asked("size", "who is bigger in the S&P 500, Amazon or Tesla?", text_all=["Amazon has", *said]),
        asked("size", "is Tesla larger than Meta?", text_any=["^No"], text_all=said),
    ]


def between_days() -> list[Row]:
    """Money put in on one day and looked at on another, baskets in given parts, periods set against each other."""
    rows = []
    for question, symbol, amount, base, end in (
        (
            "What would 5000 dollars in QQQ on 2 January 2025 be worth on 30 June 2025?", "QQQ", 5000.0,
            date(2025, 1, 2), date(2025, 6, 30),
        ),
        (
            "What would $2,500 in IWM on 3 March 2025 have been worth on 30 September 2025?", "IWM", 2500.0,
            date(2025, 3, 3), date(2025, 9, 30),
        ),
        (
            "If I bought Apple on Jan 2 2025 and sold on Jun 30 2025, how much would $1,000 be?", "AAPL", 1000.0,
            date(2025, 1, 2), date(2025, 6, 30),
        ),
    ):  # fmt: skip
        worth = amount * (1 + change(symbol, base, end))
        rows.append(asked("money", question, [value(symbol, "growth_of_amount", worth, "usd", (base, end))]))
    shares = 0.6 * (1 + change("SPY", *Y25)) + 0.4 * (1 + change("IWM", *Y25)) - 1
    mixed = value(["SPY", "IWM"], "price_return", shares, "fraction", Y25)
    rows.append(asked("basket", "60% SPY and 40% IWM in 2025", [mixed]))
    rows.append(asked("basket", "How did a 60/40 portfolio of SPY and IWM do in 2025?", [mixed]))
    for question, symbol, one, two, yes in (
        ("was October better than September for the Dow?", "^DJI", month(2025, 10), month(2025, 9), True),
        ("Was Q1 2025 worse than Q2 2025 for Tesla?", "TSLA", quarter(2025, 1), quarter(2025, 2), False),
        ("did Apple do better in 2024 than in 2025?", "AAPL", year(2024), Y25, True),
    ):
        first = (change(symbol, *one) > change(symbol, *two)) == yes
        rows.append(
            asked("periods", question, [moved(symbol, w) for w in (one, two)], text_any=["^Yes" if first else "^No"])
        )
    july, august = month(2025, 7), month(2025, 8)
    better = "^Yes" if change("^GSPC", *august) > change("^GSPC", *july) else "^No"
    then = {"context": ["How did the S&P 500 do in August 2025?"], "text_any": [better]}
    return [*rows, asked("periods", "was that better than July 2025?", moves(["^GSPC"], july), **then)]


def named() -> list[Row]:
    """Names misspelt or written small, words misspelt, what there is no data of, comparisons abroad."""
    rows = [
        asked("name", question, [moved(symbol, Y25)])
        for question, symbol in (
            ("Alphabeth return 2025", "GOOGL"),
            ("nasdac compsite in 2025", "^IXIC"),
            ("microsfot last year", "MSFT"),
            ("retrun of apple in 2025", "AAPL"),
            ("how did teh utilities do in 2025", "XLU"),
            ("utilites sector in 2025", "XLU"),
            ("performace of qqq in 2025", "QQQ"),
        )
    ]
    both = [moved("^IXIC", Y25), moved("^DJI", Y25)]
    two = [moved("AAPL", Y25), moved("MSFT", Y25)]
    rows += [
        asked("name", "what did financials and energy do in 2025", [moved("XLF", Y25), moved("XLE", Y25)]),
        asked(
            "name", "equal weight against cap weight in 2025", [moved("RSP", Y25), moved("SPY", Y25, dividends=True)]
        ),
        asked("name", "Microsoft or Apple in 2025?", two),
        asked("language", "Wie lief Apple gegen Microsoft im Jahr 2025?", two, text_all=["besser als"]),
        asked("language", "Wie hat sich der Nasdaq 2025 gegen den Dow geschlagen?", both),
        asked("language", "¿Qué hizo el Nasdaq frente al Dow en 2025?", both),
        asked("language", "Apple contre Microsoft en 2025, quelle performance ?", two),
        asked("language", "苹果和微软2025年的涨幅对比", two),
        asked("language", "Was hat der S&P 500 letzte Woche gemacht?", [moved("^GSPC", week(date(2025, 12, 29)))]),
        asked("language", "Qu'a fait Tesla hier ?", [moved("TSLA", DAYS["yesterday"])]),
    ]
    nothing = ("decline", "no_data")
    rows += [
        refused("no_data", question, *nothing, text_any=[word])
        for question, word in (
            ("What is the 10-year Treasury yield?", "Treasury yields"),
            ("is the 10 year yield up this year?", "Treasury yields"),
            ("dollar index in 2025", "currencies"),
            ("what's gold at", "gold"),
            ("oil price", "oil"),
            ("What is Nvidia's forward P/E?", "estimates"),
            ("Microsoft EPS growth next year", "estimates"),
        )
    ]
    return [
        *rows,
        refused("asked_back", "who won in Q3, growth or defensive sectors", "clarify"),
        refused("asked_back", "how much of the S&P's gain came from the Magnificent 7?", "clarify"),
        refused("asked_back", "longest winning streak in 2025", "clarify"),
        refused("asked_back", "how did it do last month?", "clarify", context=["Rank the sectors in 2025"]),
        refused("asked_back", "how did the metaverse fund do in 2025", "clarify"),
    ]
