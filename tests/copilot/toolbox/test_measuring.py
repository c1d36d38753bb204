from datetime import date

import pytest

from copilot.facts import RowInput, SeriesInput
from copilot.toolbox import Desk, run_tool

SINCE_CHATGPT = "since ChatGPT launched"


def close_to(value: float) -> object:
    return pytest.approx(value, abs=0.00005)


def test_a_return_since_an_event_counts_from_the_close_of_its_day(desk: Desk) -> None:
    outcome = run_tool(
        desk, "measure", {"measure": "price_return", "subjects": ["the Nasdaq"], "period": SINCE_CHATGPT}
    )

    fact = outcome.fact("price_return:^IXIC")

    assert fact.value == close_to(1.0533)
    assert fact.window is not None
    assert fact.window.base == date(2022, 11, 30)


def test_a_long_return_also_comes_per_year(desk: Desk) -> None:
    outcome = run_tool(
        desk, "measure", {"measure": "price_return", "subjects": ["the Nasdaq"], "period": SINCE_CHATGPT}
    )

    assert outcome.fact("annualized:^IXIC").value == close_to(0.2610)


def test_a_return_of_a_calendar_year_is_not_repeated_per_year(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Dow"], "period": "in 2025"})

    assert list(outcome.roles) == ["price_return:^DJI"]


def test_other_fair_readings_are_computed_beside_the_figure(desk: Desk) -> None:
    outcome = run_tool(
        desk, "measure", {"measure": "price_return", "subjects": ["the Nasdaq"], "period": SINCE_CHATGPT}
    )

    others = outcome.fact("price_return:^IXIC").alternatives
    from_the_day_before = next(o for o in others if o.window and o.window.base == date(2022, 11, 29))
    of_the_hundred = next(o for o in others if o.subject == ("^NDX",))

    assert from_the_day_before.value == close_to(1.1438)
    assert of_the_hundred.value == close_to(1.1313)
    assert from_the_day_before.inputs and of_the_hundred.inputs


def test_dividends_of_an_index_are_those_of_the_fund_that_stands_for_it(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["S&P 500"], "period": SINCE_CHATGPT, "dividends": True}
    outcome = run_tool(desk, "measure", arguments)

    fact = outcome.fact("total_return:SPY")

    assert fact.value == close_to(0.7734)
    assert fact.basis == "total_return"
    assert any("SPY" in note and "stands for the index" in note for note in outcome.notes)


def test_dividends_of_an_index_that_no_fund_follows_exactly_are_refused(desk: Desk) -> None:
    arguments = {"measure": "total_return", "subjects": ["Nasdaq Composite"], "period": SINCE_CHATGPT}
    outcome = run_tool(desk, "measure", arguments)

    assert not outcome.facts
    assert [f.kind for f in outcome.failures] == ["no_data"]
    assert "no fund here stands for it exactly" in outcome.failures[0].text


def test_one_index_without_a_fund_does_not_silence_the_others(desk: Desk) -> None:
    arguments = {"measure": "total_return", "subjects": ["Nasdaq Composite", "S&P 500"], "period": "in 2025"}
    outcome = run_tool(desk, "measure", arguments)

    assert list(outcome.roles) == ["total_return:SPY", "without_dividends:SPY"]
    assert len(outcome.failures) == 1


def test_fewer_sessions_than_asked_for_are_counted_as_a_fact(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Russell 2000"], "period": "first five trading days of 2026"}
    outcome = run_tool(desk, "measure", arguments)

    assert outcome.fact("sessions").value == 3
    assert outcome.fact("price_return:^RUT").value == close_to(0.0407)
    assert any("three" in note for note in outcome.notes)


def test_a_drawdown_comes_with_its_peak_and_trough(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "max_drawdown", "subjects": ["^IXIC"], "period": "in 2025"})

    peak, trough = outcome.fact("peak:^IXIC"), outcome.fact("trough:^IXIC")

    assert (peak.unit, trough.unit) == ("date", "date")
    assert "2025-01-01" < str(peak.value) < str(trough.value) < "2025-12-31"
    assert isinstance(outcome.fact("max_drawdown:^IXIC").inputs[0], SeriesInput)


def test_a_path_measure_over_sparse_closes_is_no_data_and_says_why(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "max_drawdown", "subjects": ["^IXIC"], "period": "in 2023"})

    assert not outcome.facts
    assert outcome.failures[0].kind == "no_data"
    assert "week and month ends" in outcome.failures[0].text
    assert "--data yahoo" in outcome.failures[0].text


def test_a_missing_close_names_the_nearest_sessions_and_how_to_get_it(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "close", "subjects": ["Nvidia"], "period": "on 23 May 2024"})

    told = outcome.failures[0].text

    assert "2024-05-17" in told and "2024-05-24" in told
    assert "--data yahoo" in told and "--data PATH" in told


def test_a_figure_per_quarter_has_its_own_window_and_a_table(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Nasdaq"], "period": "2025", "every": "quarter"}
    outcome = run_tool(desk, "measure", arguments)

    quarters = [fact for fact in outcome.facts if fact.measure == "price_return"]
    growth = 1.0
    for fact in quarters:
        growth *= 1 + float(fact.value)

    assert [f.window.base.month for f in quarters if f.window] == [12, 3, 6, 9]
    assert growth - 1 == pytest.approx(0.2035753069)
    assert len(outcome.tables[0].rows) == 4


def test_a_piece_that_is_cut_short_says_so(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Dow"], "period": "since December 2025", "every": "month"}
    outcome = run_tool(desk, "measure", arguments)

    assert outcome.tables[0].rows[-1][0] == "January 2026 (part)"


def test_a_piece_without_data_is_named_and_the_rest_stands(desk: Desk) -> None:
    arguments = {"measure": "volatility", "subjects": ["Nasdaq"], "period": "2024 to 2025", "every": "year"}
    outcome = run_tool(desk, "measure", arguments)

    assert list(outcome.roles) == ["volatility:^IXIC@2025"]
    assert outcome.failures[0].kind == "no_data"


def test_a_count_of_days_says_of_how_many(desk: Desk) -> None:
    arguments = {"measure": "count", "subjects": ["S&P 500"], "period": "in 2025", "which": "down", "beyond": "1%"}
    outcome = run_tool(desk, "measure", arguments)

    assert outcome.fact("of:^GSPC").value == 250
    assert 0 < int(outcome.fact("count:^GSPC").value) < 60


def test_members_above_their_average_are_counted(desk: Desk) -> None:
    arguments = {"measure": "above_moving_average", "subjects": ["Magnificent 7"], "length": 50}
    outcome = run_tool(desk, "measure", arguments)

    each = [f for role, f in ((r, outcome.fact(r)) for r in outcome.roles) if role.startswith("above_moving_average:")]

    assert outcome.fact("count").value == sum(int(f.value) for f in each) == 4
    assert outcome.fact("count_of").value == 7
    assert [row[3] for row in outcome.tables[0].rows].count("above") == 4


def test_sectors_that_rose_are_counted(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "count", "subjects": ["sectors"], "period": "6 January 2026"})

    assert (outcome.fact("count").value, outcome.fact("count_of").value) == (9, 11)


def test_a_count_of_falls_is_not_the_count_of_rises(desk: Desk) -> None:
    arguments = {"measure": "count", "subjects": ["sectors"], "period": "6 January 2026", "which": "down"}
    outcome = run_tool(desk, "measure", arguments)

    assert outcome.fact("count").value == 2


def test_the_best_day_has_its_session(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "best_day", "subjects": ["Nvidia"], "period": "in 2025"})

    assert outcome.fact("session:NVDA").value == "2025-04-09"


def test_a_high_over_closes_is_called_a_highest_close(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "high", "subjects": ["S&P 500"], "period": "in 2025"})

    assert "highest close" in outcome.fact("high:^GSPC").label


def test_a_record_reaches_back_over_all_closes_that_are_complete(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "record_high", "subjects": ["Russell 2000"], "period": "in 2026"})

    fact = outcome.fact("record_high:^RUT")

    assert fact.window is not None and fact.window.base == date(2024, 12, 31)
    assert any("2024-12-31" in note for note in outcome.notes)


def test_the_worst_rolling_return_lies_between_two_sessions_its_length_apart(desk: Desk) -> None:
    arguments = {
        "measure": "rolling_return",
        "subjects": ["S&P 500"],
        "period": "in 2025",
        "length": 5,
        "which": "worst",
    }
    outcome = run_tool(desk, "measure", arguments)

    first, last = (date.fromisoformat(str(outcome.fact(f"{r}:^GSPC").value)) for r in ("begins", "session"))

    assert desk.sessions.shift(first, 5) == last
    assert float(outcome.fact("rolling_return:^GSPC").value) < -0.05


def test_beta_is_against_the_sp_500_unless_another_benchmark_is_named(desk: Desk) -> None:
    plain = run_tool(desk, "measure", {"measure": "beta", "subjects": ["Nvidia"], "period": "in 2025"})
    other = run_tool(
        desk, "measure", {"measure": "beta", "subjects": ["Nvidia"], "period": "in 2025", "benchmark": "the Nasdaq-100"}
    )

    assert plain.fact("beta").subject == ("NVDA", "^GSPC")
    assert other.fact("beta").subject == ("NVDA", "^NDX")


def test_a_risk_free_rate_is_part_of_the_fact(desk: Desk) -> None:
    arguments = {"measure": "sharpe_ratio", "subjects": ["SPY"], "period": "in 2025", "risk_free_rate": 0.04}
    outcome = run_tool(desk, "measure", arguments)

    fact = outcome.fact("sharpe_ratio:SPY")

    assert fact.params["risk_free_rate"] == 0.04
    assert "4%" in fact.label


def test_a_basket_left_alone_differs_from_one_that_is_rebalanced(desk: Desk) -> None:
    asked = {"measure": "price_return", "subjects": ["Magnificent 7"], "period": "in 2025"}
    held = run_tool(desk, "measure", {**asked, "basket": "hold"})
    monthly = run_tool(desk, "measure", {**asked, "basket": "monthly"})

    assert held.fact("price_return:magnificent_7").value != monthly.fact("price_return:magnificent_7").value
    assert any("left alone" in note for note in held.notes)
    assert any("every month" in note for note in monthly.notes)


def test_a_held_basket_earns_the_mean_of_its_members_returns(desk: Desk) -> None:
    asked = {"subjects": ["Magnificent 7"], "period": "in 2025"}
    held = run_tool(desk, "measure", {"measure": "price_return", "basket": "hold", **asked})
    mean = run_tool(desk, "measure", {"measure": "average", **asked})

    assert held.fact("price_return:magnificent_7").value == pytest.approx(mean.fact("average").value)


def test_the_value_of_an_amount_names_the_figure_that_the_user_gave(desk: Desk) -> None:
    given = desk.ledger.give(10_000.0, "usd", "$10,000")
    arguments = {"measure": "growth_of_amount", "subjects": ["SPY"], "period": "in 2025", "amount": 10_000}
    fact = run_tool(desk, "measure", arguments).fact("growth_of_amount:SPY")

    assert given.id in {getattr(entry, "given", None) for entry in fact.inputs}
    assert fact.unit == "usd"


def test_endpoint_figures_carry_their_two_rows_and_a_hash(desk: Desk) -> None:
    fact = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Apple"], "period": "in 2025"}).facts[0]

    assert [type(entry) for entry in fact.inputs] == [RowInput, RowInput]
    assert len(fact.provenance.sha256) == 64
    assert fact.provenance.provider == "reference"


def test_a_figure_that_was_booked_before_keeps_its_id(desk: Desk) -> None:
    asked = {"measure": "price_return", "subjects": ["Apple"], "period": "in 2025"}
    first, again = run_tool(desk, "measure", asked), run_tool(desk, "measure", asked)

    assert first.roles == again.roles


def test_nothing_after_the_as_of_session_is_used(new_desk) -> None:  # type: ignore[no-untyped-def]  # a fixture
    early = new_desk(day=date(2025, 6, 30))
    fact = run_tool(early, "measure", {"measure": "price_return", "subjects": ["Apple"], "period": "this year"}).facts[
        0
    ]

    assert fact.as_of == date(2025, 6, 30)


def test_names_and_periods_that_are_not_understood_are_each_named(desk: Desk) -> None:
    unknown = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Foobarbaz"], "period": "in 2025"})
    unread = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Apple"], "period": "when pigs fly"})
    future = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Apple"], "period": "in 2031"})

    assert [o.failures[0].kind for o in (unknown, unread, future)] == ["unknown_name", "not_understood", "no_data"]
    assert unknown.failures[0].about == "Foobarbaz"


def test_several_names_in_one_are_taken_apart(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": "Apple, Microsoft and Nvidia", "period": "in 2025"}
    outcome = run_tool(desk, "measure", arguments)

    assert [f.subject[0] for f in outcome.facts] == ["AAPL", "MSFT", "NVDA"]
