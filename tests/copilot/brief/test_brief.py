"""The market brief: a fixed plan, every figure a reference, a stance by rule."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copilot.answer import Answer
from copilot.brief.gathering import Gathered
from copilot.brief.stance import stance_of
from copilot.facts import Fact, FactProvenance
from copilot.ledger import Ledger
from copilot.opening import open_copilot
from copilot.proofs import verify
from copilot.service import last_answer
from copilot.settings import Settings
from copilot.toolbox import Desk, Outcome

HEADINGS = [
    "Bottom line", "Leadership", "Sectors and breadth", "The Magnificent 7", "Key insights", "Risks", "Opportunities",
    "What to watch", "Sources and method",
]  # fmt: skip


def brief(home: Path, day: date) -> Answer:
    copilot = open_copilot(Settings(_env_file=None, home=home, data="reference"))
    return asyncio.run(last_answer(copilot.brief(as_of=day)))


def test_a_brief_has_its_sections_and_every_figure_is_proved(own_home: Path) -> None:
    told = brief(own_home, date(2026, 1, 9))

    assert [s["heading"] for s in told.extra["sections"]] == HEADINGS
    assert told.checks.figures > 50
    assert told.checks.unproved == ()
    assert told.checks.unsupported == ()


def test_a_brief_names_its_stance_related_symbols_and_title(own_home: Path) -> None:
    document = brief(own_home, date(2026, 1, 9)).to_json()

    assert document["kind"] == "brief"
    assert document["title"] and not any(c.isdigit() for c in document["title"])
    assert document["stance"] in ("risk_on", "risk_off", "mixed")
    known = {fact["id"] for fact in document["facts"]}
    assert set(document["stance_facts"]) <= known
    assert [r["symbol"] for r in document["related"]][:4] == ["^GSPC", "^IXIC", "^DJI", "^RUT"]
    assert {r["fact"] for r in document["related"]} <= known


def test_a_saved_brief_is_recomputed_offline(own_home: Path) -> None:
    report = verify(brief(own_home, date(2026, 1, 6)).to_json())

    assert report.ok, report


def test_a_question_may_ask_for_the_brief_of_a_day(own_home: Path) -> None:
    copilot = open_copilot(Settings(_env_file=None, home=own_home, data="reference"))
    document = asyncio.run(copilot.answer("Give me a market brief for 6 January 2026")).to_json()

    assert (document["kind"], document["as_of"]) == ("brief", "2026-01-06")
    assert verify(document).ok


def test_a_brief_of_an_earlier_day_cites_nothing_published_later(own_home: Path) -> None:
    told = brief(own_home, date(2026, 1, 6))

    assert told.citations == ()
    assert "no further source on this that was published by 6 January 2026" in told.text


def test_a_brief_where_closes_are_weekly_says_what_is_missing(own_home: Path) -> None:
    told = brief(own_home, date(2023, 6, 30))

    assert "Missing:" in told.text
    assert told.checks.unproved == ()
    assert "nan" not in told.text.lower().split()


def fact(fact_id: str, value: float) -> Fact:
    nowhere = FactProvenance("", None, "")
    day = date(2026, 1, 6)
    return Fact(fact_id, ("^GSPC",), "spread", "price", value, "fraction", None, day, "", (), nowhere, id=fact_id)


ROLES = ("spread:small_large", "spread:equal_cap", "spread:cyclical_defensive")


@pytest.mark.parametrize(
    ("values", "stance"),
    [((0.01, 0.01, 0.01, -0.01), "risk_on"), ((0.01, -0.01, -0.01, -0.01), "risk_off"),
     ((0.01, 0.01, -0.01, -0.01), "mixed"), ((0.01, 0.01, 0.0, -0.01), "mixed"), ((0.02, 0.01), "mixed")],
)  # fmt: skip
def test_the_stance_follows_its_rule(values: tuple[float, ...], stance: str, desk: Desk) -> None:
    outcomes = {"week": Outcome(), "week_leadership": Outcome()}
    for i, (value, role) in enumerate(zip(values, ("price_return:^GSPC", *ROLES), strict=False)):
        outcomes["week" if i == 0 else "week_leadership"].add(fact(f"F{i}", value), role)

    assert stance_of(Gathered(desk, outcomes)).stance == stance


@pytest.fixture
def desk(own_home: Path) -> Desk:
    copilot = open_copilot(Settings(_env_file=None, home=own_home, data="reference"))
    return replace(copilot.desk(copilot.threads.open(None), "brief", None), ledger=Ledger())
