"""Laws over the toolbox: no call raises, and whatever is booked can be proved from the document alone."""

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.answer import SCHEMA, seal
from copilot.facts import fact_json
from copilot.ledger import Ledger
from copilot.proofs import verify
from copilot.toolbox import Desk, run_tool
from copilot.toolbox.overview import PARTS
from tools.measures import MEASURES
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

NAMES = (
    "the Nasdaq",
    "S&P 500",
    "SPY",
    "RSP",
    "MAGS",
    "Apple",
    "health care",
    "Magnificent 7",
    "sectors",
    "VIX",
    "Zorg",
)
PERIODS = (
    "", "in 2025", "this year", "since ChatGPT launched", "on 6 January 2026", "last quarter", "in 2023",
    "past 30 days", "first five trading days of 2026", "since August 2024", "tomorrow", "banana",
)  # fmt: skip

measures = st.sampled_from(tuple(MEASURES))
names = st.sampled_from(NAMES)
common = {"period": st.sampled_from(PERIODS), "dividends": st.booleans()}
numbers = {
    "length": st.sampled_from((0, 1, 5, 50, 5000)),
    "risk_free_rate": st.sampled_from((-1.0, 0.0, 0.04)),
}
measuring = st.fixed_dictionaries(
    {"measure": measures, "subjects": st.lists(names, min_size=1, max_size=3), **common},
    optional={
        "every": st.sampled_from(("year", "quarter", "month", "day")),
        "basket": st.sampled_from(("hold", "month")),
        "amount": st.sampled_from((0, -1, 10_000)),
        "which": st.sampled_from(("up", "down", "flat", "best", "worst")),
        "beyond": st.sampled_from((0.0, 0.01, -1.0)),
        "benchmark": names,
        "run": st.sampled_from(("", "longest", "current")),
        "top": st.sampled_from((0, 1, 3, 50)),
        "weights": st.lists(st.sampled_from(("60%", "40", "0", "x")), max_size=3),
        **numbers,
    },
)
comparing = st.fixed_dictionaries(
    {"measure": measures, "first": names, "second": names, "how": st.sampled_from(("spread", "ratio")), **common},
    optional={"risk_free_rate": numbers["risk_free_rate"]},
)
ordering = st.fixed_dictionaries(
    {"measure": measures, "subjects": st.lists(names, min_size=1, max_size=3), "ascending": st.booleans(), **common},
    optional={**numbers, "against": names},
)
calls = st.one_of(
    st.tuples(st.just("measure"), measuring),
    st.tuples(st.just("compare"), comparing),
    st.tuples(st.just("rank"), ordering),
    st.tuples(st.just("weight"), st.fixed_dictionaries({"group": names, "period": common["period"]})),
    st.tuples(st.just("overview"), st.fixed_dictionaries({"period": common["period"], "part": st.sampled_from(PARTS)})),
)
CALENDAR = load_sessions()
PRICES = ReferencePrices()
UNIVERSE = load_universe(PRICES.known_symbols())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls, st.sampled_from((date(2026, 1, 6), date(2026, 1, 9), date(2025, 6, 30))))
def test_no_call_raises_and_all_that_is_booked_is_proved(call: tuple[str, dict[str, Any]], day: date) -> None:
    desk = Desk(PRICES, UNIVERSE, CALENDAR, day, Ledger())
    outcome = run_tool(desk, *call)
    ledger = desk.ledger
    body = {
        "schema": SCHEMA,
        "kind": "answer",
        "facts": [fact_json(fact) for fact in ledger.facts.values()],
        "series": ledger.series,
        "reading": ledger.readings,
    }
    document = json.loads(json.dumps({**body, "sha256": seal(body)}))

    assert verify(document).findings == ()
    assert outcome.facts or outcome.failures
    assert all(fact.as_of <= day for fact in ledger.facts.values())
    assert outcome.text()
