"""Baskets, ranks, spreads and breadth: several series as one, and in order."""

from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.measures.series import closes
from tools.errors import NoData, NotEnoughData
from tools.measures import (
    average,
    breadth,
    buy_and_hold,
    laggards,
    leaders,
    price_return,
    rank,
    ranking,
    ratio,
    rebalanced,
    spread,
)

SETS = st.dictionaries(st.text("ABC", min_size=1, max_size=3), st.floats(-0.9, 9), min_size=1, max_size=8)
PRICES = st.lists(st.tuples(st.floats(1, 1000), st.floats(1, 1000)), min_size=2, max_size=30)


def pair(values: list[tuple[float, float]]) -> list[pd.Series]:
    return [closes(*(v[i] for v in values)) for i in (0, 1)]


class TestBaskets:
    def test_bought_and_held_in_equal_parts_returns_the_mean_return(self) -> None:
        basket = buy_and_hold([closes(10, 20), closes(10, 5)])

        assert basket.tolist() == pytest.approx([1, 1.25])

    def test_weights_are_shares_at_the_start(self) -> None:
        assert price_return(buy_and_hold([closes(10, 20), closes(10, 5)], [3, 1])) == pytest.approx(0.625)

    def test_rebalanced_daily_compounds_the_mean_of_the_day(self) -> None:
        basket = rebalanced([closes(10, 20, 20), closes(10, 10, 20)], "day")

        assert basket.tolist() == pytest.approx([1, 1.5, 2.25])

    def test_rebalanced_by_a_period_that_has_not_ended_is_bought_and_held(self) -> None:
        members = [closes(10, 20, 30), closes(10, 5, 20)]

        assert rebalanced(members, "year").tolist() == pytest.approx(buy_and_hold(members).tolist())

    @given(PRICES)
    def test_a_basket_of_one_is_that_one(self, values: list[tuple[float, float]]) -> None:
        one = pair(values)[0]

        assert price_return(buy_and_hold([one])) == pytest.approx(price_return(one), abs=1e-9)
        assert price_return(rebalanced([one], "day")) == pytest.approx(price_return(one), rel=1e-6, abs=1e-9)

    @given(PRICES, st.floats(0.1, 10), st.floats(0.1, 10))
    def test_a_held_basket_lies_between_its_members(
        self, values: list[tuple[float, float]], first: float, second: float
    ) -> None:
        members = pair(values)
        found = price_return(buy_and_hold(members, [first, second]))

        assert min(map(price_return, members)) - 1e-9 <= found <= max(map(price_return, members)) + 1e-9

    @given(PRICES)
    def test_daily_rebalancing_agrees_with_numpy(self, values: list[tuple[float, float]]) -> None:
        members = pair(values)
        moves = np.mean([np.diff(m) / m.to_numpy()[:-1] for m in members], axis=0)

        assert rebalanced(members, "day").iloc[-1] == pytest.approx(np.prod(1 + moves), rel=1e-9)

    def test_members_need_the_same_sessions(self) -> None:
        with pytest.raises(NoData, match="same sessions"):
            buy_and_hold([closes(10, 20), closes(10, 20, 30)])
        with pytest.raises(NotEnoughData):
            buy_and_hold([])

    @pytest.mark.parametrize("weights", [[1], [1, 0], [1, -1], [1, float("nan")], [1, float("inf")], [1, 2, 3]])
    def test_weights_are_as_many_positive_numbers_as_members(self, weights: list[float]) -> None:
        with pytest.raises(ValueError, match="positive weights"):
            buy_and_hold([closes(10, 20), closes(10, 5)], weights)

    def test_an_unknown_period_is_refused(self) -> None:
        with pytest.raises(ValueError, match="rebalanced every day, week"):
            rebalanced([closes(1, 2)], "decade")  # type: ignore[arg-type]


class TestOrder:
    VALUES: ClassVar = {"A": 0.10, "B": 0.30, "C": 0.20, "D": 0.30}

    def test_ties_share_a_place_and_the_next_counts_them(self) -> None:
        assert [(p.place, p.symbol, p.tied) for p in ranking(self.VALUES)] == [
            (1, "B", ("D",)),
            (1, "D", ("B",)),
            (3, "C", ()),
            (4, "A", ()),
        ]

    def test_lowest_first_turns_the_order(self) -> None:
        assert [p.symbol for p in ranking(self.VALUES, lowest_first=True)][:2] == ["A", "C"]
        assert rank(self.VALUES, "A", lowest_first=True).place == 1

    def test_a_tolerance_ties_what_is_near_the_first_of_its_place(self) -> None:
        near = {"A": 0.1000, "B": 0.0996, "C": 0.0992}

        assert [p.place for p in ranking(near, tie=0.0005)] == [1, 1, 3]

    def test_leaders_and_laggards_bring_in_who_shares_the_last_place(self) -> None:
        assert {p.symbol for p in leaders(self.VALUES, 1)} == {"B", "D"}
        assert [p.symbol for p in laggards(self.VALUES, 2)] == ["A", "C"]

    def test_a_symbol_outside_the_set_has_no_place(self) -> None:
        with pytest.raises(NoData, match="Z is not in the set"):
            rank(self.VALUES, "Z")
        with pytest.raises(NotEnoughData):
            ranking({})
        with pytest.raises(ValueError, match="tie within"):
            ranking(self.VALUES, tie=-1)

    @given(SETS)
    def test_places_count_who_is_strictly_better(self, values: dict[str, float]) -> None:
        for place in ranking(values):
            assert place.place == 1 + sum(v > place.value for v in values.values())
            assert set(place.tied) == {s for s, v in values.items() if v == place.value} - {place.symbol}

    def test_a_spread_is_first_minus_second(self) -> None:
        assert spread(0.10, 0.19) == pytest.approx(-0.09)

    def test_a_ratio_of_returns_needs_a_second_that_is_not_zero(self) -> None:
        assert ratio(0.3, 0.1) == pytest.approx(3)
        with pytest.raises(NoData, match="zero"):
            ratio(0.3, 0.0)

    def test_an_average_of_nothing_is_none(self) -> None:
        assert average([1, 2, 6]) == 3
        with pytest.raises(NotEnoughData):
            average([])

    @pytest.mark.parametrize("bad", [float("nan"), float("inf")])
    def test_what_is_no_number_is_refused(self, bad: float) -> None:
        for call in (lambda: ranking({"A": bad}), lambda: spread(bad, 1.0), lambda: breadth({"A": bad})):
            with pytest.raises(NoData):
                call()


class TestBreadth:
    def test_counts_who_rose_fell_and_stood_still(self) -> None:
        split = breadth({"A": 0.1, "B": -0.1, "C": 0.0, "D": 0.2})

        assert (split.advancers, split.decliners, split.unchanged) == (2, 1, 1)
        assert split.share == 0.5

    @given(SETS)
    def test_everyone_is_counted_once(self, values: dict[str, float]) -> None:
        split = breadth(values)

        assert split.advancers + split.decliners + split.unchanged == len(values)
        assert 0 <= split.share <= 1

    def test_nobody_has_no_breadth(self) -> None:
        with pytest.raises(NotEnoughData):
            breadth({})
