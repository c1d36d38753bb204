"""Every measure of one subject beside plain numpy, quantstats and ffn, on real prices: late listings, splits, holes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ffn
import numpy as np
import pandas as pd
import pytest
import quantstats.stats as outside

from tools.errors import NoData
from tools.measures import evaluate
from tools.prices import FilePrices, PriceSource
from tools.prices.history import History
from tools.sessions import load_sessions
from tools.windows.window import Window

SESSIONS = load_sessions()


@dataclass(frozen=True)
class Case:
    symbol: str
    basis: str
    base: date
    end: date

    @property
    def window(self) -> Window:
        return Window(self.base, SESSIONS.after(self.base), self.end)


CASES = (
    Case("^GSPC", "price", date(2024, 12, 31), date(2025, 12, 31)),
    Case("^IXIC", "price", date(2021, 1, 4), date(2026, 1, 9)),
    Case("NVDA", "price", date(2021, 1, 4), date(2026, 1, 9)),  # ten for one in June 2024
    Case("XLE", "price", date(2025, 6, 30), date(2026, 1, 9)),  # two for one on 5 December 2025
    Case("XLK", "total_return", date(2025, 6, 30), date(2026, 1, 9)),  # the same
    Case("NFLX", "total_return", date(2024, 12, 31), date(2025, 12, 31)),  # ten for one in November 2025
    Case("SPY", "total_return", date(2021, 1, 4), date(2026, 1, 9)),
    Case("RSP", "total_return", date(2022, 10, 12), date(2026, 1, 9)),
    Case("GEHC", "total_return", date(2022, 12, 15), date(2023, 12, 29)),  # from its first day
    Case("KVUE", "total_return", date(2023, 5, 4), date(2024, 3, 1)),
    Case("SOLV", "total_return", date(2024, 3, 26), date(2024, 12, 31)),
    Case("GEV", "total_return", date(2024, 3, 27), date(2026, 1, 9)),
    Case("MAGS", "total_return", date(2023, 4, 11), date(2025, 12, 31)),
)
FIELD = {"price": "close", "total_return": "adj_close"}


@pytest.fixture(scope="module")
def source(shared: Path) -> PriceSource:
    return FilePrices(shared / "market" / "prices.parquet")


@pytest.fixture(scope="module")
def raw(shared: Path) -> Mapping[tuple[str, str], pd.Series]:
    """Rows as they stand in the file, read without any of our code."""
    symbols = sorted({case.symbol for case in CASES} | {"SPY"})
    path = shared / "market" / "prices.parquet"
    rows = pd.read_parquet(path, columns=["date", "ticker", *FIELD.values()], filters=[("ticker", "in", symbols)])
    by_symbol = rows.set_index("date").sort_index().groupby("ticker", observed=True)
    return {(str(s), basis): own[field].dropna() for s, own in by_symbol for basis, field in FIELD.items()}


def closes(raw: Mapping[tuple[str, str], pd.Series], case: Case, symbol: str = "") -> pd.Series:
    return raw[symbol or case.symbol, case.basis].loc[str(case.base) : str(case.end)]


def found(source: PriceSource, name: str, case: Case, *others: str, **params: object) -> float | str:
    symbols = (case.symbol, *others)
    prices = source.history(symbols, case.base, case.end)
    histories: list[History] = [prices[s] for s in symbols]
    return evaluate(name, histories, case.window, SESSIONS.days, case.basis, params).value


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.symbol} from {case.base}")
def test_measures_of_one_agree_with_numpy(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case
) -> None:
    levels = closes(raw, case).to_numpy()
    moves = levels[1:] / levels[:-1] - 1
    days = (case.end - case.base).days
    whole = "total_return" if case.basis == "total_return" else "price_return"
    expected = {
        "close": levels[-1],
        whole: levels[-1] / levels[0] - 1,
        "annualized_return": (levels[-1] / levels[0]) ** (365.25 / days) - 1,
        "volatility": moves.std(ddof=1) * np.sqrt(252),
        "sharpe_ratio": moves.mean() / moves.std(ddof=1) * np.sqrt(252),
        "max_drawdown": (levels / np.maximum.accumulate(levels)).min() - 1,
        "best_day": moves.max(),
        "worst_day": moves.min(),
        "points_change": levels[-1] - levels[0],
        "count": (moves > 0).sum(),
    }

    assert {name: found(source, name, case) for name in expected} == pytest.approx(expected, rel=1e-9)
    assert found(source, "growth_of_amount", case, amount=2500.0) == pytest.approx(2500 * levels[-1] / levels[0])
    assert found(source, "rolling_return", case, length=21, which="worst") == pytest.approx(
        (levels[21:] / levels[:-21] - 1).min()
    )
    assert found(source, "count", case, which="down", beyond=0.01) == (moves < -0.01).sum()
    assert found(source, "average", case, over="daily_returns") == pytest.approx(moves.mean())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.symbol} from {case.base}")
def test_dates_agree_with_pandas(source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case) -> None:
    levels = closes(raw, case)
    falls = levels / levels.cummax() - 1
    trough = falls.idxmin()
    peak = levels[:trough].idxmax()
    regained = levels[trough:][lambda rows: rows >= levels[peak]]
    own = evaluate(
        "max_drawdown",
        source.history([case.symbol], case.base, case.end)[case.symbol],
        case.window,
        SESSIONS.days,
        case.basis,
    )

    assert (own.extras["peak"].value, own.extras["trough"].value) == (f"{peak:%Y-%m-%d}", f"{trough:%Y-%m-%d}")
    assert found(source, "record_high", case) == f"{levels.idxmax():%Y-%m-%d}"
    if regained.empty:
        with pytest.raises(NoData, match="had not been reached again"):
            found(source, "recovery", case)
    else:
        assert found(source, "recovery", case) == (regained.index[0] - trough).days


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.symbol} from {case.base}")
def test_measures_of_one_agree_with_quantstats(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case
) -> None:
    levels = closes(raw, case)
    moves = levels.pct_change().iloc[1:]
    whole = "total_return" if case.basis == "total_return" else "price_return"
    expected = {
        whole: outside.comp(moves),
        "volatility": outside.volatility(moves, prepare_returns=False),
        "sharpe_ratio": outside.sharpe(moves),
        "max_drawdown": outside.max_drawdown(levels),
        "best_day": outside.best(moves, prepare_returns=False),
        "worst_day": outside.worst(moves, prepare_returns=False),
    }

    assert {name: found(source, name, case) for name in expected} == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.symbol} from {case.base}")
def test_measures_of_one_agree_with_ffn(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case
) -> None:
    levels = closes(raw, case)
    whole = "total_return" if case.basis == "total_return" else "price_return"
    expected = {
        whole: ffn.calc_total_return(levels),
        "max_drawdown": ffn.calc_max_drawdown(levels),
        "sharpe_ratio": ffn.calc_sharpe(ffn.to_returns(levels).iloc[1:], nperiods=252),
    }

    assert {name: found(source, name, case) for name in expected} == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("case", [c for c in CASES if (c.end - c.base).days > 365], ids=lambda case: case.symbol)
def test_an_annualized_return_agrees_with_ffn(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case
) -> None:
    assert found(source, "annualized_return", case) == pytest.approx(ffn.calc_cagr(closes(raw, case)), rel=1e-9)


@pytest.mark.parametrize("case", [c for c in CASES if c.symbol != "SPY"], ids=lambda case: case.symbol)
def test_measures_of_two_agree_with_numpy_and_quantstats(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series], case: Case
) -> None:
    own, market = (closes(raw, case, s).pct_change().iloc[1:] for s in (case.symbol, "SPY"))
    both = pd.concat({"own": own, "market": market}, axis=1)
    expected = {
        "beta": outside.greeks(own, market, prepare_returns=False)["beta"],
        "correlation": both.corr().loc["own", "market"],
        "tracking_error": (both["own"] - both["market"]).std() * np.sqrt(252),
        "spread": outside.comp(own) - outside.comp(market),
        "ratio": outside.comp(own) / outside.comp(market),
    }

    assert not both.isna().any().any()
    for name in ("beta", "correlation", "tracking_error"):
        assert found(source, name, case, "SPY") == pytest.approx(expected[name], rel=1e-9)
    if case.basis == "price":
        for name in ("spread", "ratio"):
            assert found(source, name, case, "SPY") == pytest.approx(expected[name], rel=1e-9)


def test_sets_agree_with_numpy(source: PriceSource, raw: Mapping[tuple[str, str], pd.Series]) -> None:
    case = Case("^GSPC", "price", date(2024, 12, 31), date(2025, 12, 31))
    others = ("^IXIC", "NVDA", "XLE")
    levels = np.array([closes(raw, case, s).to_numpy() for s in ("^GSPC", *others)])
    returns = levels[:, -1] / levels[:, 0] - 1

    assert found(source, "average", case, *others) == pytest.approx(returns.mean())
    assert found(source, "breadth", case, *others) == pytest.approx((returns > 0).mean())
    assert found(source, "rank", case, *others) == 1 + (returns > returns[0]).sum()
    assert found(source, "price_return", case, *others) == pytest.approx(returns.mean())


def test_a_basket_brought_back_each_quarter_agrees_with_numpy(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series]
) -> None:
    case = Case("NVDA", "price", date(2024, 12, 31), date(2025, 12, 31))
    ends = ["2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    levels = np.array([[closes(raw, case, s)[end] for end in ends] for s in ("NVDA", "XLE")])

    assert found(source, "price_return", case, "XLE", rebalanced="quarter") == pytest.approx(
        (levels[:, 1:] / levels[:, :-1]).mean(axis=0).prod() - 1
    )


def test_a_split_leaves_no_jump(source: PriceSource) -> None:
    for case in CASES[2:6]:
        assert float(found(source, "worst_day", case)) > -0.25


def test_a_hole_is_named_where_pandas_would_step_over_it(source: PriceSource) -> None:
    holed = Case("MAGS", "price", date(2023, 6, 30), date(2024, 6, 28))

    assert found(source, "price_return", holed) > 0
    for name in ("volatility", "max_drawdown", "best_day", "record_high"):
        with pytest.raises(NoData, match="every one is needed"):
            found(source, name, holed)


def test_a_window_that_begins_before_the_listing_is_no_data(source: PriceSource) -> None:
    early = Case("GEV", "total_return", date(2023, 12, 29), date(2024, 12, 31))

    for name in ("total_return", "volatility"):
        with pytest.raises(NoData, match="GEV"):
            found(source, name, early)


def test_where_quantstats_means_something_else_the_difference_is_known(
    source: PriceSource, raw: Mapping[tuple[str, str], pd.Series]
) -> None:
    case = CASES[6]
    moves = closes(raw, case).pct_change().iloc[1:]
    years = {"by sessions": len(moves) / 252, "by days": (case.end - case.base).days / 365.25}
    growth = {way: (1 + outside.comp(moves)) ** (1 / number) - 1 for way, number in years.items()}
    each_day = 1.04 ** (1 / 252) - 1

    assert outside.cagr(moves) == pytest.approx(growth["by sessions"])
    assert found(source, "annualized_return", case) == pytest.approx(growth["by days"])
    assert outside.sharpe(moves, rf=0.04) == pytest.approx((moves.mean() - each_day) / moves.std() * 252**0.5)
    assert found(source, "sharpe_ratio", case, risk_free_rate=0.04) == pytest.approx(
        (moves.mean() - 0.04 / 252) / moves.std() * 252**0.5
    )
