"""The checks of a draft of 1,000 words: all its figures, statements and references."""

import math
import re
from datetime import date

from copilot.grounding import settle
from copilot.ledger import Ledger
from copilot.toolbox import Desk, run_tool
from tests.bench.measuring import Row, cpu, side_by_side
from tools.prices import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

WORDS = 1000
ALLOWED_SECONDS = 0.005
FIGURE = re.compile(r"[-+−]?\$?\d[\d,]*(?:\.\d+)?%?|\{[FTU]\d+[^}]*\}|\[S\d+\]")
PLAIN = (
    "These are price returns, counted from the last close of the year before, and dividends are left out of them.",
    "Others of the group stand in the table, and whoever wants to know more may open the proof of each of them.",
)


def rows() -> list[Row]:
    """Return the time to check a draft, against what is allowed and against one pass of a regular expression."""
    ledger = booked()
    draft = written(ledger)
    settled = settle(draft, ledger)
    if settled.problems or settled.checks.proved < 50:
        raise RuntimeError(f"the draft is no fair one: {settled.checks.proved} proved, {settled.problems[:2]}")
    ours, regex = side_by_side(
        lambda: cpu(lambda: settle(draft, ledger), 5), lambda: cpu(lambda: FIGURE.findall(draft), 5), 15
    )
    return [
        Row("checking 1,000 words / 5 ms", ours, ALLOWED_SECONDS, 1.0),
        Row("checking 1,000 words / one regular expression", ours, regex, math.inf),
    ]


def booked() -> Ledger:
    """Return a ledger with the year's returns of eleven subjects."""
    prices, ledger = ReferencePrices(), Ledger()
    universe = load_universe(prices.known_symbols())
    desk = Desk(prices, universe, load_sessions(), date(2026, 1, 9), ledger, "")
    for subjects in (["Magnificent 7"], ["^GSPC", "^IXIC", "^DJI", "^RUT"]):
        run_tool(desk, "measure", {"measure": "price_return", "subjects": subjects, "period": "2025"})
    return ledger


def written(ledger: Ledger) -> str:
    """Return a draft of so many words about the facts of a ledger."""
    sentences = []
    for fact in [f for f in ledger.facts.values() if f.measure == "price_return" and float(f.value) > 0]:
        name = fact.label.split(" (")[0].removesuffix(" price return")
        sentences += [f"{name} rose {{{fact.id}}} in 2025.", f"In 2025 {name} gained {100 * float(fact.value):.2f}%."]
    draft: list[str] = []
    while sum(len(s.split()) for s in draft) < WORDS:
        at = len(draft)
        draft.append(PLAIN[at // 3 % 2] if at % 3 == 2 else sentences[at % len(sentences)])
    return " ".join(draft)
