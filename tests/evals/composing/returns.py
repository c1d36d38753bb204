"""Returns of one subject: names, periods and wordings put together at random."""

from random import Random

from tests.evals.composing.closes import change, close, to_now
from tests.evals.composing.names import ALL, FUNDS, INDICES, MISSPELLED, SECTORS, STOCKS, of, plural
from tests.evals.composing.rows import Row, asked, moved, value
from tests.evals.composing.whens import DAYS, OPEN, PAST, WHOLE

Window = tuple
PAST_WORDINGS = (
    "How did {name} do {when}?",
    "What was {name's} return {when}?",
    "How much did {name} gain or lose {when}?",
    "{name} {when}?",
    "How did {name} perform {when}?",
    "What did {name} return {when}?",
    "{when}, how did {name} fare?",
    "Tell me {name's} performance {when}",
    "by what percentage did {name} change {when}",
    "Was {name} up or down {when}?",
    "I'd like to know how {name} did {when}.",
    "Please show me the return of {name} {when}",
    "Can you tell me how {name} performed {when}?",
    "{name} return {when}",
    "What kind of return did {name} deliver {when}?",
)
OPEN_WORDINGS = (
    "How {has} {name} done {when}?",
    "What is {name's} return {when}?",
    "How much {has} {name} moved {when}?",
    "{name} {when}",
    "How {is} {name} doing {when}?",
    "{has} {name} gone up or down {when}?",
    "{name's} performance {when}?",
    "How {has} {name} performed {when}?",
    "What {has} {name} returned {when}?",
    "Give me {name's} return {when}, please.",
    "how is {name} holding up {when}",
    "{when}, what {has} {name} returned?",
    "What's the % change in {name} {when}?",
)
DAY_WORDINGS = (
    "How did {name} do {when}?",
    "What did {name} do {when}?",
    "{name's} move {when}?",
    "Did {name} rise or fall {when}?",
    "How much did {name} move {when}?",
    "{name} {when}?",
    "What was the change in {name} {when}?",
)


def say(wording: str, name: str, when: str) -> str:
    """Fill a wording, with the verb that fits the name and a capital where a sentence begins."""
    if wording.startswith(("how is", "How {is}")) and when.startswith("since"):
        wording = "How {has} {name} done {when}?"
    has, is_ = ("have", "are") if plural(name) else ("has", "is")
    filled = wording.replace("{name's}", of(name)).format(name=name, when=when, has=has, **{"is": is_})
    if plural(name):
        filled = filled.replace("Was ", "Were ").replace("how is ", "how are ")
    return filled[0].upper() + filled[1:] if wording[0] == "{" and not filled.startswith("$") else filled


def pairs(
    rng: Random, names: dict[str, str], whens: dict[str, Window], wordings: tuple[str, ...], count: int
) -> list[Row]:
    """Every period at least once where there are that many questions, names and wordings at random."""
    periods = rng.sample(list(whens), len(whens)) * (count // len(whens) + 1)
    rows = []
    for at, when in enumerate(periods[:count]):
        name = rng.choice([n for n, symbol in names.items() if symbol != "MAGS" or whens[when][0].year > 2024])
        rows.append(asked("return", say(wordings[at % len(wordings)], name, when), [moved(names[name], whens[when])]))
    return rows


def returns(rng: Random) -> list[Row]:
    usual = {n: s for n, s in ALL.items() if s != "MAGS"}
    return [
        *pairs(rng, usual, PAST, PAST_WORDINGS, 45),
        *pairs(rng, usual, OPEN, OPEN_WORDINGS, 47),
        *pairs(rng, usual, DAYS, DAY_WORDINGS, 21),
    ]


def misspelled(rng: Random) -> list[Row]:
    rows = []
    whens = ["in 2025", "last month", "in Q2 of 2025", "last week"]
    for at, (name, symbol) in enumerate(MISSPELLED.items()):
        when = whens[at % 4]
        question = rng.choice(("how did {} do {}?", "{} return {}", "what did {} return {}")).format(name, when)
        rows.append(asked("misspelling", question, [moved(symbol, PAST[when])]))
    return rows


TOTAL = (
    "What was the total return of {name} {when}?",
    "{name's} return {when} with dividends reinvested?",
    "How did {name} do {when}, dividends included?",
    "{name} total return {when}",
    "What did {name} return {when} including dividends?",
)
PLAIN = (
    "What was the price return of {name} {when}?",
    "{name's} return {when}, not counting dividends?",
    "How did {name} do {when} excluding dividends?",
    "{name} without dividends {when}",
)
YEARLY = (
    "What is the annualized return of {name} {when}?",
    "{name's} CAGR {when}?",
    "How much did {name} gain per year on average {when}?",
    "annualised performance of {name} {when}",
)
LONG = (
    "since ChatGPT launched",
    "since 2024",
    "since September 2024",
    "since the start of 2025",
    "in 2025",
    "since 2023",
)
LONG_PERIODS = {**PAST, **OPEN, "since 2023": to_now(PAST["in 2023"][0])}


def kinds_of_return(rng: Random) -> list[Row]:
    rows = []
    stocks = {**STOCKS, **{k: v for k, v in FUNDS.items() if v != "MAGS"}}
    for wording in TOTAL * 2:
        name, when = rng.choice(list(stocks)), rng.choice(list(PAST))
        rows.append(asked("basis", say(wording, name, when), [moved(stocks[name], PAST[when], dividends=True)]))
    for wording in PLAIN:
        name, when = rng.choice(list(STOCKS)), rng.choice(list(PAST))
        row = moved(STOCKS[name], PAST[when])
        rows.append(asked("basis", say(wording, name, when), [row]))
    for at, when in enumerate(LONG * 2):
        name, symbol = rng.choice(list({**INDICES, **STOCKS}.items()))
        window = LONG_PERIODS[when]
        growth = (1 + change(symbol, *window)) ** (365.25 / (window[1] - window[0]).days) - 1
        gold = value(symbol, "annualized_return", growth, "fraction", window)
        rows.append(asked("annualized", say(YEARLY[at % 4], name, when), [gold]))
    return rows


AMOUNTS = (
    ("If I had invested ${amount} in {name} {when}, what would it be worth now?", 10_000),
    ("What would ${amount} put into {name} {when} be worth today?", 2_500),
    ("How much would ${amount} in {name} {when} have become?", 1_000),
    ("I bought {name} for ${amount} {when}. What is it worth?", 7_300),
)
STARTS = {
    "at the end of 2024": "since the close of 2024",
    "on April 8, 2025": "since April 8",
    "at the end of June 2025": "since the end of June",
}


def amounts(rng: Random) -> list[Row]:
    rows = []
    for at in range(8):
        wording, amount = AMOUNTS[at % 4]
        name, symbol = rng.choice(list(STOCKS.items()))
        when = list(STARTS)[at % 3]
        window = OPEN[STARTS[when]]
        plain = value(symbol, "growth_of_amount", amount * (1 + change(symbol, *window)), "usd", window)
        question = wording.format(amount=f"{amount:,}", name=name, when=when)
        rows.append(asked("amount", question, [plain]))
    return rows


POINTS = (
    "How many points did {name} gain or lose {when}?",
    "{name's} change in points {when}",
    "By how many points did {name} move {when}?",
)


def points(rng: Random) -> list[Row]:
    rows = []
    for at in range(6):
        name, when = rng.choice(list(INDICES)), rng.choice([*DAYS, "last week", "in 2025"])
        window, symbol = {**DAYS, **PAST}[when], INDICES[name]
        change_in_points = close(symbol, window[1]) - close(symbol, window[0])
        gold = value(symbol, "points_change", change_in_points, "points", window)
        rows.append(asked("points", say(POINTS[at % 3], name, when), [gold]))
    return rows


def sectors_by_stock_names(rng: Random) -> list[Row]:
    """Sectors over whole periods, since a sector's fund is what is measured."""
    rows = []
    for name in rng.sample(list(SECTORS), 6):
        when = rng.choice(list(WHOLE))
        wording = "How {has} {name} done {when}?" if WHOLE[when][1].year == 2026 else "How did {name} do {when}?"
        rows.append(asked("sector", say(wording, name, when), [moved(SECTORS[name], WHOLE[when])]))
    return rows
