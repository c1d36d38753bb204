import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.proofs.expressions import compute, ids_in, tidy
from copilot.proofs.quantities import ExpressionRefused, Quantity

VALUES = {
    "F1": Quantity(0.25, "fraction"),
    "F2": Quantity(0.10, "fraction"),
    "F3": Quantity(5000.0, "level"),
    "F4": Quantity(4000.0, "level"),
    "F5": Quantity(100.0, "points"),
    "F6": Quantity(150.0, "usd"),
    "F7": Quantity(730.5, "days"),
    "F8": Quantity(5.0, "count"),
    "F9": Quantity(7.0, "count"),
    "F10": Quantity(-0.5, "fraction"),
    "U1": Quantity(10_000.0, "usd"),
    "U2": Quantity(100.0, "count"),
}


@pytest.mark.parametrize(
    ("expression", "value", "unit"),
    [
        ("F1 - F2", 0.15, "fraction"),
        ("1 + F1", 1.25, "ratio"),
        ("(1 + F1) * (1 + F2) - 1", 0.375, "fraction"),
        ("U1 * (1 + F1)", 12_500, "usd"),
        ("U1 * F1", 2500, "usd"),
        ("F3 - F4", 1000, "points"),
        ("F4 + F5", 4100, "level"),
        ("F3 / F4", 1.25, "ratio"),
        ("F5 / F4", 0.025, "fraction"),
        ("(F3 - F4) / F4", 0.25, "fraction"),
        ("U2 * F6", 15_000, "usd"),
        ("U1 / F6", 10_000 / 150, "ratio"),
        ("F8 / F9", 5 / 7, "fraction"),
        ("F1 / F2", 2.5, "ratio"),
        ("(1 + F1) ** (365.25 / F7) - 1", 1.25**0.5 - 1, "fraction"),
        ("mean(F1, F2)", 0.175, "fraction"),
        ("max(F1, F2) - min(F1, F2)", 0.15, "fraction"),
        ("abs(F10)", 0.5, "fraction"),
        ("needed_gain(F10)", 1.0, "fraction"),
        ("F1 / 12", 0.25 / 12, "fraction"),
        ("-F1", -0.25, "fraction"),
        ("2 ** 2 ** 2", 16, "number"),
        ("1 - 2 - 1", -2, "number"),
        ("-2 ** 2", -4, "number"),
    ],
)
def test_an_expression_has_a_value_and_a_unit(expression: str, value: float, unit: str) -> None:
    found = compute(tidy(expression), VALUES)

    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "expression",
    [
        "F3 + F1", "F1 + F6", "F3 * F4", "F6 * F6", "F3 + F4", "F3 ** 2", "F1 + F7", "F7 * F6", "min(F1, F6)",
        "F5 - F3", "F1 +", "(F1", "F1)", "F1 F2", "F99", "sqrt(F1)", "F1 / 0", "7 * F1", "F1 / (F1 - F1)",
        "abs(F1, F2)", "F10 ** (1 / 2)", "needed_gain(F6)", "1.5", "a", "", "F1 % F2", "F1 == F2",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionRefused):
        compute(tidy(expression), VALUES)


def test_a_difference_of_percentages_is_marked_as_points() -> None:
    assert compute("F1 - F2", VALUES).difference
    assert not compute("F1 + F2", VALUES).difference


@pytest.mark.parametrize("written", ["{F1}×{F2}", "f1 * f2", "F1*F2", " F1  *  F2 "])
def test_spellings_of_one_expression_are_one(written: str) -> None:
    assert tidy(written) == "F1 * F2"


def test_ids_are_given_in_order_and_once() -> None:
    assert ids_in("U1 * (F2 - F1) / F2") == ("U1", "F2", "F1")


@pytest.mark.parametrize("text", ["(" * 400, "1" * 400, "-" * 299 + "1", "2 ** " * 59 + "2", "((((((((((" * 3])
def test_long_and_deep_expressions_are_refused_and_do_no_harm(text: str) -> None:
    try:
        compute(tidy(text), VALUES)
    except ExpressionRefused:
        return
    assert text.startswith("-")


@given(st.text(alphabet="F1U2+-*/()., \tmeanx{}%$0", max_size=80))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        found = compute(tidy(text), VALUES)
    except ExpressionRefused:
        return

    assert isinstance(found.value, float | int)


@given(st.floats(-0.9, 9, allow_nan=False), st.floats(-0.9, 9, allow_nan=False))
def test_returns_chain_in_any_order(one: float, two: float) -> None:
    values = {"F1": Quantity(one, "fraction"), "F2": Quantity(two, "fraction")}
    there = compute("(1 + F1) * (1 + F2) - 1", values)
    back = compute("(1 + F2) * (1 + F1) - 1", values)

    assert there.value == pytest.approx(back.value)
    assert there.unit == back.unit == "fraction"


@given(st.floats(-0.99, -0.001))
def test_a_needed_gain_makes_the_loss_good(loss: float) -> None:
    gain = compute("needed_gain(F1)", {"F1": Quantity(loss, "fraction")})

    assert (1 + loss) * (1 + gain.value) == pytest.approx(1.0)
