"""Claims to be judged, true and false, and questions that continue another."""

from random import Random

from tests.evals.composing.closes import change, close, to_now, upto
from tests.evals.composing.names import SEVEN, SHORT
from tests.evals.composing.risk import drawdown, volatility
from tests.evals.composing.rows import Row, asked, moved, moves, value
from tests.evals.composing.whens import DAYS, OPEN, PAST, THIS_YEAR

CLAIMS = (
    "Is it true that {name} {verb} {size}% {when}?",
    "Did {name} really {infinitive} {size}% {when}?",
    "I read that {name} {verb} {size}% {when}. Is that right?",
    "Verify: {name} {sign}{size}% {when}.",
    "The article says {name} {verb} {size}% {when}. Correct?",
    "{name} {verb} {size}% {when}, right?",
    "Check this: {name} {verb} by {size} percent {when}",
    "Someone told me {name} {verb} {size}% {when}. Can you confirm?",
)
PERIODS = {
    k: PAST[k]
    for k in (
        "in 2025",
        "last month",
        "in Q2 of 2025",
        "in the first half of 2025",
        "in 2024",
        "last week",
        "in October 2025",
    )
}


def claims(rng: Random) -> list[Row]:
    """Every wording once true, to two decimals, and once false: another size, or the other way."""
    rows = []
    for at in range(24):
        symbol = rng.choice([s for s in SHORT if s not in ("SPY", "QQQ")])
        when = rng.choice([*PERIODS, *DAYS] if at % 3 == 0 else list(PERIODS))
        window = {**PERIODS, **DAYS}[when]
        real = change(symbol, *window)
        kind = ("true", "size", "direction")[at % 3]
        if abs(real) < 0.002:
            kind = "size"
        said = {"true": real, "size": real * 1.3 + (0.012 if real > 0 else -0.012), "direction": -real}[kind]
        question = claim(CLAIMS[at % 8], SHORT[symbol], said, when)
        verdict = "supported" if kind == "true" else "contradicted"
        rows.append(asked("claim", question, [moved(symbol, window)], verdict=verdict))
    return [*rows, *other_claims()]


def claim(wording: str, name: str, said: float, when: str) -> str:
    up = said > 0
    text = wording.format(
        name=name,
        verb="rose" if up else "fell",
        infinitive="rise" if up else "fall",
        sign="+" if up else "-",
        size=f"{abs(said) * 100:.2f}",
        when=when,
    )
    return text[0].upper() + text[1:]


def other_claims() -> list[Row]:
    in_2025 = PAST["in 2025"]
    fall = value("^IXIC", "max_drawdown", drawdown("^IXIC", in_2025)[0], "fraction", in_2025)
    wild = value("TSLA", "volatility", volatility("TSLA", in_2025), "fraction", in_2025)
    level = value("^GSPC", "close", close("^GSPC", DAYS["on January 6"][1]), "level", in_2025)
    del level["window"]
    gpt = OPEN["since ChatGPT launched"]
    return [
        asked(
            "claim", "Is it true that the Nasdaq's maximum drawdown in 2025 was 23.87%?", [fall], verdict="supported"
        ),
        asked("claim", "Is it true that Tesla's volatility in 2025 was 45%?", [wild], verdict="contradicted"),
        asked("claim", "Did the S&P 500 close at 6,944.82 on January 6?", [level], verdict="supported"),
        asked("claim", "Did the S&P 500 close at 6,812.40 on January 6?", [level], verdict="contradicted"),
        asked("claim", "Did Apple beat Microsoft in 2025?", moves(("AAPL", "MSFT"), in_2025), text_any=["^No"]),
        asked(
            "claim",
            "Has the Nasdaq more than doubled since ChatGPT launched?",
            [moved("^IXIC", gpt)],
            text_any=["^Yes", "holds", "true"],
        ),
        asked(
            "claim", "Did Nvidia outperform the Nasdaq in 2025?", moves(("NVDA", "^IXIC"), in_2025), text_any=["^Yes"]
        ),
        asked("claim", "Did Tesla fall in 2025?", [moved("TSLA", in_2025)], text_any=["^No"]),
        asked(
            "claim",
            "Is it right that Alphabet was the best of the Magnificent 7 in 2025?",
            [moved("GOOGL", in_2025)],
            text_none=["^No\\b", "does not hold"],
        ),
    ]


def followups(rng: Random) -> list[Row]:
    """What may be left out of a question because of the one before."""
    p, o, d = PAST, OPEN, DAYS
    y25, y24 = p["in 2025"], p["in 2024"]
    talk: list[tuple[list[str], str, list[Row]]] = [
        (["How did Apple do in 2025?"], "And Microsoft?", [moved("MSFT", y25)]),
        (["How did Apple do in 2025?"], "and in 2024?", [moved("AAPL", y24)]),
        (["How did Apple do in 2025?"], "and the year before?", [moved("AAPL", y24)]),
        (["How did Apple do in 2025?"], "Same for Amazon and Meta", moves(("AMZN", "META"), y25)),
        (["What was Nvidia's return in Q2 2025?"], "What about Q3?", [moved("NVDA", p["in 3Q25"])]),
        (["What was Nvidia's return in Q2 2025?"], "and the quarter after?", [moved("NVDA", p["in 3Q25"])]),
        (
            ["What was Nvidia's return in Q2 2025?"],
            "with dividends?",
            [moved("NVDA", p["in Q2 of 2025"], dividends=True)],
        ),
        (["Russell 2000 return this year?"], "what about since August?", [moved("^RUT", o["since August"])]),
        (["Russell 2000 return this year?"], "And the Nasdaq?", [moved("^IXIC", THIS_YEAR)]),
        (["Russell 2000 return this year?", "And the Nasdaq?"], "and last year?", [moved("^IXIC", y25)]),
        (["How did Tesla do last week?"], "and this week?", [moved("TSLA", o["this week"])]),
        (["How did Tesla do last week?"], "How about Alphabet", [moved("GOOGL", p["last week"])]),
        (["How did the Dow do yesterday?"], "And on Tuesday?", [moved("^DJI", d["on Tuesday"])]),
        (["How did the Dow do yesterday?"], "and the S&P 500?", [moved("^GSPC", d["yesterday"])]),
        (
            ["How volatile was Tesla in 2025?"],
            "And Apple?",
            [value("AAPL", "volatility", volatility("AAPL", y25), "fraction", y25)],
        ),
        (
            ["Max drawdown of the Nasdaq in 2025?"],
            "and the S&P 500?",
            [value("^GSPC", "max_drawdown", drawdown("^GSPC", y25)[0], "fraction", y25)],
        ),
        (["Compare Apple and Microsoft in 2025"], "And in Q4 2025?", moves(("AAPL", "MSFT"), p["last quarter"])),
        (
            ["Compare Apple and Microsoft in 2025"],
            "what about since August",
            moves(("AAPL", "MSFT"), o["since August"]),
        ),
        (["Rank the Magnificent 7 in 2025"], "and last month?", moves(SEVEN, p["last month"])),
        (["Rank the Magnificent 7 in 2025"], "excluding Tesla", moves([s for s in SEVEN if s != "TSLA"], y25)),
        (["Which Mag 7 stock did best in 2025?"], "and the worst?", [moved("AMZN", y25)]),
        (
            ["How did tech, energy and utilities do on January 6?"],
            "Which of those was best?",
            [moved("XLK", d["on January 6"])],
        ),
        (
            ["Nasdaq return since ChatGPT launched"],
            "make that annualized",
            [_yearly("^IXIC", o["since ChatGPT launched"])],
        ),
        (
            ["How did Meta do in 2025?", "and Amazon?", "and Tesla?"],
            "and in October 2025?",
            [moved("TSLA", p["in October 2025"])],
        ),
        (["What did the S&P 500 close at yesterday?"], "and today?", [_level("^GSPC", "today")]),
        (["S&P 500 monthly returns in 2025"], "same for the Dow", [moved("^DJI", p["in December"])]),
        (["How did SPY do in 2025?"], "including dividends", [moved("SPY", y25, dividends=True)]),
        (
            ["How did Apple do from April 8 to July 31, 2025?"],
            "and Nvidia over the same period?",
            [moved("NVDA", p["between April 8 and July 31, 2025"])],
        ),
        (["How did Amazon do in the first half of 2025?"], "and the second half?", [moved("AMZN", p["in H2 2025"])]),
        (["Nvidia in November 2025"], "the month before?", [moved("NVDA", p["in October 2025"])]),
    ]
    rng.shuffle(talk)
    return [asked("followup", question, gold, context=context) for context, question, gold in talk]


def _yearly(symbol: str, window: tuple) -> Row:
    growth = (1 + change(symbol, *window)) ** (365.25 / (window[1] - window[0]).days) - 1
    return value(symbol, "annualized_return", growth, "fraction", window)


def _level(symbol: str, when: str) -> Row:
    gold = value(symbol, "close", close(symbol, DAYS[when][1]), "level", DAYS[when])
    del gold["window"]
    return gold


def dated() -> list[Row]:
    """Questions put on another day: the same words mean other periods."""
    from datetime import date

    july = date(2025, 7, 15)
    rows = []
    for question, symbol, base, end in (
        ("How has the S&P 500 done this year?", "^GSPC", date(2024, 12, 31), july),
        ("How did Apple do last month?", "AAPL", date(2025, 5, 30), date(2025, 6, 30)),
        ("Nvidia last quarter", "NVDA", date(2025, 3, 31), date(2025, 6, 30)),
        ("What did the Dow do yesterday?", "^DJI", date(2025, 7, 11), date(2025, 7, 14)),
        ("Tesla over the last 5 sessions", "TSLA", date(2025, 7, 8), july),
        ("How did the Russell 2000 do last week?", "^RUT", date(2025, 7, 3), date(2025, 7, 11)),
        ("How has Meta done since the April 2025 low?", "META", date(2025, 4, 8), july),
        ("the Nasdaq over the past three months", "^IXIC", date(2025, 4, 15), july),
    ):
        rows.append(asked("as_of", question, [moved(symbol, (base, end))], today=july))
    saturday = date(2025, 11, 29)
    assert upto(saturday) == date(2025, 11, 28)
    rows.append(
        asked(
            "as_of",
            "What did the S&P 500 do today?",
            [moved("^GSPC", (date(2025, 11, 26), date(2025, 11, 28)))],
            today=saturday,
        )
    )
    rows.append(
        asked(
            "as_of",
            "How did Amazon do this week?",
            [moved("AMZN", (date(2025, 11, 21), date(2025, 11, 28)))],
            today=saturday,
        )
    )
    assert to_now(july)[1] == date(2026, 1, 9)
    return rows
