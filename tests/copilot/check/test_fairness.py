"""The law of contradiction: only what is clearly read is contradicted."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.answer import Json
from tests.copilot.check.conftest import checked
from tools.prices.reference import ReferencePrices

Check = Callable[..., Json]
INDICES = {"S&P 500": "^GSPC", "Nasdaq Composite": "^IXIC", "Dow": "^DJI", "Russell 2000": "^RUT"}
WINDOWS = {
    "the session": (date(2026, 1, 5), date(2026, 1, 6)),
    "the session before": (date(2026, 1, 2), date(2026, 1, 5)),
    "the year before": (date(2024, 12, 31), date(2025, 12, 31)),
    "the year so far": (date(2025, 12, 31), date(2026, 1, 6)),
}


def percent(symbol: str, base: date, end: date) -> float:
    source = ReferencePrices()
    closes = source.history([symbol], base, end)[symbol].series("close")
    return float(100 * (closes.iloc[-1] / closes.iloc[0] - 1))


DOW = percent("^DJI", *WINDOWS["the session"])


def verdicts(text: str) -> list[str]:
    return [c["verdict"] for c in checked(text, "2026-01-06")["claims"]]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(INDICES)), st.sampled_from(sorted(WINDOWS)))
def test_a_figure_true_over_a_neighbouring_window_is_not_contradicted_where_no_time_is_told(
    name: str, window: str
) -> None:
    moved = percent(INDICES[name], *WINDOWS[window])

    found = verdicts(f"The {name} {'rose' if moved > 0 else 'fell'} {abs(moved):.2f}%.")

    assert "contradicted" not in found


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(INDICES)))
def test_a_figure_of_a_sister_is_not_contradicted_where_only_the_index_is_said(name: str) -> None:
    moved = percent(INDICES[name], date(2024, 12, 31), date(2025, 12, 31))

    found = verdicts(f"The Dow and the Nasdaq had a good year. The index rose {moved:.2f}% in 2025.")

    assert "contradicted" not in found


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(INDICES)), st.integers(3, 9))
def test_a_figure_whose_subject_and_time_are_told_is_contradicted_when_it_is_wrong(name: str, off: int) -> None:
    moved = percent(INDICES[name], date(2024, 12, 31), date(2025, 12, 31)) + off

    assert verdicts(f"The {name} rose {moved:.2f}% in 2025.") == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        f"The Nasdaq Composite gained 20.36% in 2025. The Dow rose {DOW:.2f}%, after a 12.97% climb in 2025.",
        "With a gain of 20.36% in 2025, the tech-heavy index had its best run in more than two years.",
        "Stocks rose. The S&P 500 gained 16.39% in 2025, its worst year since 2022 and 2018.",
    ],
)
def test_times_of_other_things_in_a_sentence_contradict_nothing(text: str) -> None:
    assert "contradicted" not in verdicts(text)
