"""The fixed plan of a brief: which tools are asked, and what they gave back."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from copilot.events import StepEvent
from copilot.facts import Fact, Passage
from copilot.toolbox import Desk, Outcome, run_tool

MARKET, SECTORS, SEVEN, INDEX = "the market", "sectors", "Magnificent 7", "the S&P 500"
DAY, WEEK, YEAR = "today", "the last 5 sessions", "year to date"

CALLS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "day": ("overview", {"period": DAY, "part": "all"}),
    "week": ("measure", {"measure": "price_return", "subjects": [MARKET], "period": WEEK}),
    "week_leadership": ("overview", {"period": WEEK, "part": "leadership"}),
    "year": ("measure", {"measure": "price_return", "subjects": [MARKET], "period": YEAR}),
    "year_leadership": ("overview", {"period": YEAR, "part": "leadership"}),
    "year_sectors": ("rank", {"measure": "price_return", "subjects": [SECTORS], "period": YEAR}),
    "twelve_months": ("measure", {"measure": "price_return", "subjects": [MARKET], "period": "the past 12 months"}),
    "seven_day": ("rank", {"measure": "price_return", "subjects": [SEVEN], "period": DAY}),
    "seven_year": ("rank", {"measure": "price_return", "subjects": [SEVEN], "period": YEAR}),
    "seven_weight": ("weight", {"group": SEVEN}),
    "record": ("measure", {"measure": "record_high", "subjects": [MARKET], "period": "the past 12 months"}),
    "drawdown": ("measure", {"measure": "max_drawdown", "subjects": [INDEX], "period": "the past 12 months"}),
    "volatility": ("measure", {"measure": "volatility", "subjects": [INDEX], "period": "the past 3 months"}),
    **{
        f"{topic}{i}": ("search_library", {"query": query})
        for topic, queries in {
            "risks": ("risks of market concentration", "risk that earnings disappoint", "risk to small companies"),
            "opportunities": (
                "equal-weight strategies and market breadth as an opportunity",
                "companies and sectors that gain from adopting AI",
                "international stocks and their valuations",
            ),
            "watch": ("catalysts to watch", "the Federal Reserve and interest rates", "expected earnings growth"),
        }.items()
        for i, query in enumerate(queries)
    },
}


@dataclass(frozen=True)
class Gathered:
    """What the plan's calls gave back, by name."""

    desk: Desk
    outcomes: Mapping[str, Outcome]

    def fact(self, call: str, role: str) -> Fact | None:
        """Return the fact in a role of one call, None where there is no data."""
        outcome = self.outcomes[call]
        return outcome.fact(role) if role in outcome.roles else None

    def facts(self, call: str, *prefixes: str) -> list[Fact]:
        """Return the facts of one call whose role begins so ("rank:"), in the order of booking."""
        outcome = self.outcomes[call]
        roles = [r for r in outcome.roles if r.split(":")[0] in prefixes and ":" in r]
        return [outcome.fact(role) for role in roles]

    def return_of(self, call: str, symbol: str) -> Fact | None:
        """Return a subject's return, on whichever basis the call had."""
        return self.fact(call, f"price_return:{symbol}") or self.fact(call, f"total_return:{symbol}")

    def places(self, call: str) -> list[tuple[Fact, Fact]]:
        """Return (rank, return) of each member of a ranking, in its order."""
        ranks = self.facts(call, "rank")
        pairs = [(rank, self.return_of(call, rank.subject[0])) for rank in ranks]
        return [(rank, value) for rank, value in pairs if value is not None]

    def table(self, call: str) -> str | None:
        """Return the id of a call's first table."""
        tables = self.outcomes[call].tables
        return tables[0].id if tables else None

    def passages(self, topic: str, known: Collection[str] = ()) -> list[Passage]:
        """Return the best passage of each of a topic's searches, each once and none already known."""
        found: dict[str, Passage] = {}
        for outcome in (o for name, o in self.outcomes.items() if name.rstrip("0123456789") == topic):
            best = next((p for p in outcome.passages if p.id not in {*known, *found}), None)
            if best is not None:
                found[best.id] = best
        return list(found.values())

    def gaps(self) -> list[str]:
        """Return, each once, what could not be computed and why."""
        return list(dict.fromkeys(f.text for o in self.outcomes.values() for f in o.failures))


def gather(desk: Desk, outcomes: dict[str, Outcome]) -> Iterator[StepEvent]:
    """Run the plan's calls in order, keep what they give back in `outcomes`, and tell each step."""
    from time import perf_counter

    for name, (tool, arguments) in CALLS.items():
        since = perf_counter()
        outcomes[name] = run_tool(desk, tool, dict(arguments))
        yield StepEvent(tool, dict(arguments), outcomes[name].text(), perf_counter() - since)
