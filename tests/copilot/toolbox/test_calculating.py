import pytest

from copilot.facts import FactInput, GivenInput
from copilot.toolbox import Desk, book_givens, run_tool

from .conftest import NewDesk

QUESTION = "What would $10,000 put into SPY at the end of 2024 be worth?"


def returned(desk: Desk, measure: str) -> str:
    arguments = {"measure": measure, "subjects": ["SPY"], "period": "in 2025"}
    return run_tool(desk, "measure", arguments).roles[f"{measure}:SPY"]


def calculated(desk: Desk, expression: str, label: str = "") -> object:
    return run_tool(desk, "calculate", {"expression": expression, "label": label}).fact("calculation").value


def refusal(desk: Desk, expression: str) -> str:
    outcome = run_tool(desk, "calculate", {"expression": expression})
    assert not outcome.facts
    assert [f.kind for f in outcome.failures] == ["bad_call"]
    return outcome.failures[0].text


def test_an_amount_grows_by_a_booked_return(new_desk: NewDesk) -> None:
    desk = new_desk(QUESTION)
    book_givens(desk, QUESTION)
    price, total = returned(desk, "price_return"), returned(desk, "total_return")

    assert calculated(desk, f"U1 * (1 + {price})") == pytest.approx(11_635, abs=100)
    assert float(str(calculated(desk, f"U1 * (1 + {total})"))) > float(str(calculated(desk, f"U1 * (1 + {price})")))


def test_ten_thousand_in_spy_from_a_day_in_2025_on(new_desk: NewDesk) -> None:
    desk = new_desk("If I had put $10,000 in SPY at the start of 2025")
    book_givens(desk, desk.question)
    facts = [
        run_tool(desk, "measure", {"measure": m, "subjects": ["SPY"], "period": "since the start of 2025"}).facts[0].id
        for m in ("price_return", "total_return")
    ]

    worth = [calculated(desk, f"U1 * (1 + {i})") for i in facts]

    assert worth == [pytest.approx(11_804, abs=1), pytest.approx(11_943, abs=1)]


def test_the_result_rests_on_the_fact_and_on_the_users_figure(new_desk: NewDesk) -> None:
    desk = new_desk(QUESTION)
    book_givens(desk, QUESTION)
    fact = returned(desk, "price_return")
    booked = run_tool(desk, "calculate", {"expression": f"U1 * (1 + {{{fact}}})", "label": "worth"}).fact("calculation")

    assert booked.inputs == (GivenInput("U1", 10_000.0, "usd"), FactInput(fact))
    assert (booked.unit, booked.label) == ("usd", "worth, without dividends")


def test_a_figure_of_the_users_may_stand_as_it_was_typed(new_desk: NewDesk) -> None:
    desk = new_desk(QUESTION)
    book_givens(desk, QUESTION)
    fact = returned(desk, "price_return")

    assert calculated(desk, f"$10,000 × (1 + {fact})") == calculated(desk, f"U1*(1+{fact})")


def test_a_difference_of_two_returns_is_in_percentage_points(desk: Desk) -> None:
    price, total = returned(desk, "price_return"), returned(desk, "total_return")
    outcome = run_tool(desk, "calculate", {"expression": f"{total} - {price}"})

    assert outcome.fact("calculation").measure == "spread"
    assert "percentage points" in outcome.text()


def test_the_gain_that_makes_a_loss_good(new_desk: NewDesk) -> None:
    desk = new_desk("What gain makes a loss of 50% good?")
    book_givens(desk, desk.question)

    assert calculated(desk, "needed_gain(50%)", "gain that makes a loss of 50% good") == pytest.approx(1.0)


def test_a_number_that_nobody_gave_is_refused(desk: Desk) -> None:
    fact = returned(desk, "price_return")

    assert "neither a figure of the user's" in refusal(desk, f"{fact} * 7")


def test_structural_constants_are_allowed(desk: Desk) -> None:
    fact = returned(desk, "price_return")

    assert float(str(calculated(desk, f"(1 + {fact}) ** (1 / 12) - 1"))) < 0.02


def test_a_level_and_a_percentage_do_not_add_up(desk: Desk) -> None:
    arguments = {"measure": "close", "subjects": ["S&P 500"], "period": "today"}
    level = run_tool(desk, "measure", arguments).facts[0].id
    change = returned(desk, "price_return")

    assert "makes no sense" in refusal(desk, f"{level} + {change}")


def test_an_unknown_id_is_refused(desk: Desk) -> None:
    assert "no F99" in refusal(desk, "F99 * 2")


def test_an_expression_without_figures_is_refused(desk: Desk) -> None:
    assert "needs a fact" in refusal(desk, "1 + 2")


@pytest.mark.parametrize("text", ["__import__('os')", "F1; F1", "F1 if F1 else F1", "lambda: 1", "F1[0]", "F1 // 2"])
def test_nothing_but_arithmetic_is_read(desk: Desk, text: str) -> None:
    returned(desk, "price_return")

    assert refusal(desk, text)


def test_a_label_with_a_figure_that_nobody_gave_is_not_kept(desk: Desk) -> None:
    fact = returned(desk, "price_return")
    outcome = run_tool(desk, "calculate", {"expression": f"2 * {fact}", "label": "about 99% in all"})

    assert outcome.fact("calculation").label == f"2 * {fact}"


@pytest.mark.parametrize("label", ["worth without dividends", "worth, dividends reinvested", "worth"])
@pytest.mark.parametrize(
    ("measure", "told"), [("price_return", "without dividends"), ("total_return", "dividends reinvested")]
)
def test_a_label_says_the_basis_of_its_facts_whatever_it_was_given(
    new_desk: NewDesk, label: str, measure: str, told: str
) -> None:
    desk = new_desk(QUESTION)
    book_givens(desk, QUESTION)

    outcome = run_tool(desk, "calculate", {"expression": f"U1 * (1 + {returned(desk, measure)})", "label": label})

    assert outcome.fact("calculation").label == f"worth, {told}"


def test_figures_on_different_bases_are_set_against_each_other_with_a_note(desk: Desk) -> None:
    price = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["S&P 500"], "period": "in 2025"})
    total = run_tool(desk, "measure", {"measure": "total_return", "subjects": ["S&P 500"], "period": "in 2025"})
    one, two, own = price.facts[0].id, total.facts[0].id, total.roles["without_dividends:SPY"]

    mixed = run_tool(desk, "calculate", {"expression": f"{two} - {one}"}).notes
    assert mixed[0].startswith("These are on different bases:") and "with dividends, of SPY" in mixed[0]
    assert run_tool(desk, "calculate", {"expression": f"{one} - {own}"}).notes == []


def test_a_calculation_over_several_windows_has_no_date_of_its_own(desk: Desk) -> None:
    quarters = [
        run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Dow"], "period": f"Q{n} 2025"}).facts[0].id
        for n in (3, 4)
    ]
    line = run_tool(desk, "calculate", {"expression": " - ".join(quarters)}).text().splitlines()[0]

    assert "over the windows of {F1} and {F2}, so no date of its own" in line
    assert "2025-12-31" not in line


def test_half_of_what_the_user_gave_has_no_date(new_desk: NewDesk) -> None:
    desk = new_desk(QUESTION)
    book_givens(desk, QUESTION)

    assert run_tool(desk, "calculate", {"expression": "U1 / 2"}).text().splitlines()[0].split(" | ")[2] == "no date"
