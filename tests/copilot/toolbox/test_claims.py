import re
from typing import Any

import pytest

from copilot.toolbox import Desk, run_tool

from .conftest import NewDesk


def verdict(desk: Desk, measure: dict[str, Any], **claim: Any) -> dict[str, Any]:
    fact = run_tool(desk, "measure", measure).facts[0].id
    return run_tool(desk, "judge", {"fact": fact, **claim}).verdicts[0]


NASDAQ_2025 = {"measure": "price_return", "subjects": ["Nasdaq"], "period": "in 2025"}
SINCE_CHATGPT = {"measure": "price_return", "subjects": ["Nasdaq"], "period": "since ChatGPT launched"}
HEALTH = {"measure": "price_return", "subjects": ["health care"], "period": "6 January 2026"}


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("20.36%", "supported"),
        ("20.4%", "supported"),
        ("20%", "supported"),
        ("20.35%", "contradicted"),
        ("21.35%", "contradicted"),
        ("-20.36%", "contradicted"),
    ],
)
def test_equality_is_judged_at_the_precision_stated(desk: Desk, stated: str, found: str) -> None:
    assert verdict(desk, NASDAQ_2025, stated=stated)["verdict"] == found


def test_another_fair_reading_makes_it_ambiguous_and_is_named(desk: Desk) -> None:
    judged = verdict(desk, SINCE_CHATGPT, stated="113.13%")

    assert judged["verdict"] == "ambiguous"
    assert "Nasdaq-100" in judged["reason"]


@pytest.mark.parametrize(
    ("relation", "stated", "found"),
    [
        ("more_than", "20%", "supported"),
        ("more_than", "21%", "contradicted"),
        ("less_than", "21%", "supported"),
        ("less_than", "20%", "contradicted"),
        ("about", "20%", "supported"),
        ("about", "15%", "contradicted"),
    ],
)
def test_a_bound_is_judged_by_its_side(desk: Desk, relation: str, stated: str, found: str) -> None:
    assert verdict(desk, NASDAQ_2025, stated=stated, relation=relation)["verdict"] == found


def test_the_reason_says_by_how_much(desk: Desk) -> None:
    assert "1.01 percentage points more than 19.35%" in verdict(desk, NASDAQ_2025, stated="19.35%")["reason"]


def test_a_stated_fall_is_negative(desk: Desk) -> None:
    energy = {"measure": "price_return", "subjects": ["XLE"], "period": "6 January 2026"}

    assert verdict(desk, energy, stated="2.67%", down=True)["verdict"] == "supported"
    assert verdict(desk, energy, stated="2.67%")["verdict"] == "contradicted"


def test_a_multiple_in_a_word_is_compared_with_the_growth(desk: Desk) -> None:
    assert verdict(desk, SINCE_CHATGPT, stated="doubled", relation="more_than")["verdict"] == "supported"
    assert verdict(desk, NASDAQ_2025, stated="doubled")["verdict"] == "contradicted"


def test_a_fund_contradicts_a_sector_only_beyond_its_gap(new_desk: NewDesk) -> None:
    desk = new_desk("Did communication services fall 0.48%?")
    services = {"measure": "price_return", "subjects": ["communication services"], "period": "6 January 2026"}
    judged = verdict(desk, services, stated="0.48%", down=True)

    assert judged["verdict"] == "ambiguous"
    assert "miss its sector" in judged["reason"]


def test_a_sector_move_beyond_the_gap_is_contradicted(new_desk: NewDesk) -> None:
    desk = new_desk("The article claims healthcare gained 2.72% on Jan 6. Is that right?")

    assert verdict(desk, HEALTH, stated="2.72%")["verdict"] == "contradicted"


def test_a_fund_that_was_named_itself_has_no_gap(new_desk: NewDesk) -> None:
    desk = new_desk("Did XLC fall 0.48%?")
    services = {"measure": "price_return", "subjects": ["XLC"], "period": "6 January 2026"}

    assert verdict(desk, services, stated="0.48%", down=True)["verdict"] == "contradicted"


def test_a_total_return_does_not_contradict_a_price_return_within_the_dividends(new_desk: NewDesk) -> None:
    desk = new_desk("Did RSP gain 10.5% in 2025?")
    judged = verdict(desk, {"measure": "price_return", "subjects": ["RSP"], "period": "in 2025"}, stated="10.5%")

    assert judged["verdict"] == "ambiguous"
    assert "Dividends" in judged["reason"]


def test_a_verdict_is_booked_for_the_turn_with_its_quote(new_desk: NewDesk) -> None:
    desk = new_desk("Is it true that the Nasdaq rose 44.86% in 2025?")
    verdict(desk, NASDAQ_2025, stated="44.86%")

    assert [v["quote"] for v in desk.ledger.verdicts] == ["rose 44.86%"]
    assert desk.ledger.verdicts[0]["verdict"] == "contradicted"

    desk.ledger.open_turn()

    assert desk.ledger.verdicts == []


def test_the_margin_is_a_fact_to_write_about(desk: Desk) -> None:
    fact = run_tool(desk, "measure", NASDAQ_2025).facts[0]
    outcome = run_tool(desk, "judge", {"fact": fact.id, "stated": "21.35%"})

    assert outcome.fact("margin").value == pytest.approx(float(fact.value) - 0.2135)


def test_a_figure_of_another_kind_cannot_be_judged(desk: Desk) -> None:
    fact = run_tool(desk, "measure", NASDAQ_2025).facts[0].id
    outcome = run_tool(desk, "judge", {"fact": fact, "stated": "$500"})

    assert [f.kind for f in outcome.failures] == ["bad_call"]


def test_a_phrase_without_a_figure_and_an_unknown_fact_are_named(desk: Desk) -> None:
    fact = run_tool(desk, "measure", NASDAQ_2025).facts[0].id

    assert run_tool(desk, "judge", {"fact": fact, "stated": "a lot"}).failures[0].about == "a lot"
    assert run_tool(desk, "judge", {"fact": "F77", "stated": "5%"}).failures[0].about == "F77"


def test_the_line_for_a_model_holds_ids_and_no_figure_of_the_verdict(desk: Desk) -> None:
    fact = run_tool(desk, "measure", NASDAQ_2025).facts[0]
    line = next(
        line
        for line in run_tool(desk, "judge", {"fact": fact.id, "stated": "21.35%"}).text().splitlines()
        if line.startswith("Verdict on")
    )

    assert f"{{{fact.id}}}" in line and ":abs}" in line
    assert not re.search(r"\d", re.sub(r"“[^”]*”|\{[^}]*\}", "", line))
