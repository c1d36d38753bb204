from copilot.toolbox import Desk, run_tool


def test_what_dividends_add_is_told_of_one_instrument(desk: Desk) -> None:
    arguments = {"measure": "growth_of_amount", "subjects": ["S&P 500"], "period": "in 2025", "amount": 10_000}
    outcome = run_tool(desk, "measure", {**arguments, "dividends": True})
    with_them, without = outcome.fact("growth_of_amount:SPY"), outcome.fact("without_dividends:SPY")

    assert (with_them.subject, without.subject, without.basis) == (("SPY",), ("SPY",), "price")
    assert float(without.value) < float(with_them.value)
    assert any(f"{{{without.id}}}" in note for note in outcome.notes)


def test_a_fund_asked_for_by_name_has_no_second_figure_beside_it(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "total_return", "subjects": ["SPY"], "period": "in 2025"})

    assert list(outcome.roles) == ["total_return:SPY"]


def test_figures_that_had_to_be_total_returns_are_named(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["SPY", "RSP"], "period": "in 2024"})
    told = [note for note in outcome.notes if "total return" in note]

    assert all("figures of the SPY fund and the RSP fund are total return" in note for note in told)
    assert bool(told) == any(f.basis == "total_return" for f in outcome.facts)


def test_a_recovery_says_which_days_it_counts(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "recovery", "subjects": ["S&P 500"], "period": "in 2025"})

    assert outcome.facts[0].label.endswith("calendar days from trough to recovery")
