"""Where an article contradicts itself: the same figure told twice, never two figures of other things or times."""

from collections.abc import Callable

import pytest

from copilot.answer import Json

Check = Callable[..., Json]


def rules(check: Check, text: str) -> list[str]:
    return [c["rule"] for c in check(text)["contradictions"]]


def test_one_figure_told_with_two_values_is_a_contradiction(check: Check) -> None:
    text = "The S&P 500 gained 16.4% in 2025. The S&P 500's advance of 18.9% in 2025 was a surprise."

    assert rules(check, text) == ["same_quantity"]


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday the Dow rose 0.99% and on Monday 1.23%.",
        "In 2025 the S&P 500 gained 16.4%, the Dow 13.0% and the Nasdaq 20.4%.",
        "The Dow, up 0.99% on Tuesday, was 3.0% higher on the year.",
        "The Dow rose 0.99% on Tuesday. That left it 0.9% below its record.",
    ],
)
def test_figures_of_other_times_and_things_are_none(check: Check, text: str) -> None:
    assert rules(check, text) == []
