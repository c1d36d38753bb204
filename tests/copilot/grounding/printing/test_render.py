from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.facts import Table, Unit
from copilot.grounding import render, render_table
from tests.copilot.grounding.booked import DAY, LONG, fact

VALUES = st.floats(-50, 50, allow_nan=False)
FORMATS = st.sampled_from(
    ["", "1", "+", "abs", "+1", "1+", "abs,2", "x", "bp", "pp", "s2", "f1", "c0", "r0", "nonsense", "17"]
)


@pytest.mark.parametrize(
    ("value", "unit", "measure", "format", "printed"),
    [
        (0.04068, "fraction", "price_return", "", "4.07%"),
        (-0.04068, "fraction", "price_return", "", "−4.07%"),
        (0.04068, "fraction", "price_return", "+1", "+4.1%"),
        (0.04068, "fraction", "price_return", "1+", "+4.1%"),
        (-0.04068, "fraction", "price_return", "abs", "4.07%"),
        (10.06618, "fraction", "price_return", "", "1,006.62%"),
        (1.0533, "fraction", "price_return", "x", "2.05x"),
        (0.0907, "fraction", "price_return", "bp", "907 basis points"),
        (0.343, "fraction", "weight", "", "34.3%"),
        (0.0907, "fraction", "spread", "", "9.07 percentage points"),
        (0.01, "fraction", "spread", "0", "1 percentage point"),
        (11804.4, "usd", "growth_of_amount", "", "$11,804"),
        (262.36, "usd", "close", "", "$262.36"),
        (3.41e12, "usd", "close", "1", "$3.4 trillion"),
        (23547.17, "level", "close", "", "23,547.17"),
        (42.77, "points", "points_change", "", "42.77 points"),
        (1.5, "ratio", "ratio", "", "1.50"),
        (1.5, "ratio", "ratio", "x1", "1.5x"),
        (3, "rank", "rank", "", "3rd"),
        (11, "rank", "rank", "", "11th"),
        (22, "rank", "rank", "", "22nd"),
        (3, "rank", "rank", "word", "third"),
        (7, "count", "count", "", "7"),
        (7, "count", "count", "word", "seven"),
        (1, "days", "recovery", "", "1 day"),
        (79, "days", "recovery", "", "79 days"),
        ("2022-11-30", "date", "peak", "", "30 November 2022"),
        (0.196, "fraction", "price_return", "r0", "19–20%"),
        (10.0662, "fraction", "price_return", "fs1", "1,000%"),
        (0.04, "fraction", "price_return", "who knows", "4.00%"),
    ],
)
def test_a_value_is_printed_as_its_unit_and_format_ask(
    value: float | str, unit: Unit, measure: str, format: str, printed: str
) -> None:
    assert render(fact("^RUT", value, LONG, measure, unit), "value", format) == printed


@pytest.mark.parametrize("value", [-0.00001, 0.0, -0.0, 0.00001])
def test_what_prints_as_zero_has_no_sign(value: float) -> None:
    made = fact("^RUT", value)

    assert {render(made), render(made, "value", "+"), render(made, "value", "abs")} == {"0.00%"}


def test_the_sessions_of_the_window_are_parts() -> None:
    made = fact("^RUT", 0.04, LONG)

    assert [render(made, part) for part in ("base", "start", "end")] == [
        "30 November 2022",
        "1 December 2022",
        "6 January 2026",
    ]


def test_a_fact_without_window_has_no_base_session() -> None:
    made = replace(fact("^RUT", 0.04), window=None, as_of=date(2026, 1, 6))

    with pytest.raises(ValueError, match="no window"):
        render(made, "base")


@given(VALUES, FORMATS)
def test_printing_is_the_same_every_time_and_never_minus_zero(value: float, format: str) -> None:
    made = fact("^RUT", value)
    printed = render(made, "value", format)

    assert printed == render(made, "value", format)
    assert not (printed.startswith("−") and not any(c in "123456789" for c in printed))


@given(VALUES)
def test_a_print_is_within_half_a_digit_of_the_value(value: float) -> None:
    printed = render(fact("^RUT", value)).replace(",", "").replace("−", "-").rstrip("%")

    assert float(printed) / 100 == pytest.approx(value, abs=0.0000501)


def test_a_table_prints_its_references_and_escapes_its_bars() -> None:
    made = fact("XLE", -0.0267, DAY).booked_as("F1")
    table = Table("T1", "Sectors", ("Sector", "Return"), (("Energy | oil", "{F1:+}"), ("Other", "{F9}")))

    assert render_table(table, {"F1": made}) == (
        "**Sectors**\n\n| Sector | Return |\n| --- | --- |\n| Energy \\| oil | −2.67% |\n| Other | – |"
    )
