"""Figures that are known from outside, and agreement with plain numpy over real prices."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tools.errors import NoData
from tools.measures import evaluate
from tools.prices import FilePrices, PriceSource, ReferencePrices
from tools.sessions import load_sessions
from tools.windows.window import Window

DAYS = load_sessions().days
CHATGPT = Window(date(2022, 11, 30), date(2022, 12, 1), date(2026, 1, 6))
IN_2025 = Window(date(2024, 12, 31), date(2025, 1, 2), date(2025, 12, 31))
IN_2026 = Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 6))


@pytest.fixture(scope="module")
def reference() -> PriceSource:
    return ReferencePrices()


@pytest.fixture(scope="module")
def real(shared: Path) -> PriceSource:
    return FilePrices(shared / "market" / "prices.parquet")


def value(source: PriceSource, name: str, symbols: str, window: Window, **params: object) -> float | str:
    wanted = symbols.split()
    prices = source.history(wanted, date(2022, 11, 1), window.end)
    return evaluate(name, [prices[s] for s in wanted], window, DAYS, params=params).value


KNOWN = [
    ("price_return", "^IXIC", CHATGPT, 1.0533),
    ("annualized_return", "^IXIC", CHATGPT, 0.2610),
    ("total_return", "SPY", CHATGPT, 0.7734),
    ("max_drawdown", "^IXIC", IN_2025, -0.2387),
    ("total_return", "RSP", IN_2026, 0.0284),
    ("total_return", "MAGS", IN_2026, -0.0047),
    ("price_return", "^RUT", IN_2026, 0.0407),
]


@pytest.mark.parametrize(("name", "symbol", "window", "known"), KNOWN)
def test_the_bundled_closes_give_the_known_figures(
    reference: PriceSource, name: str, symbol: str, window: Window, known: float
) -> None:
    assert value(reference, name, symbol, window) == pytest.approx(known, abs=0.00006)


@pytest.mark.parametrize(("name", "symbol", "window", "known"), KNOWN)
def test_the_shared_prices_give_the_known_figures(
    real: PriceSource, name: str, symbol: str, window: Window, known: float
) -> None:
    assert value(real, name, symbol, window) == pytest.approx(known, abs=0.00006)


def test_the_drawdown_of_2025_ran_from_february_to_april(reference: PriceSource) -> None:
    nasdaq = reference.history(["^IXIC"], IN_2025.base, IN_2025.end)["^IXIC"]
    extras = evaluate("max_drawdown", nasdaq, IN_2025, DAYS).extras

    assert (extras["peak"].value, extras["trough"].value) == ("2025-02-19", "2025-04-08")


def test_weekly_closes_give_a_return_but_no_path(reference: PriceSource) -> None:
    assert value(reference, "price_return", "^IXIC", CHATGPT) > 1
    for name in ("volatility", "max_drawdown", "best_day", "record_high"):
        with pytest.raises(NoData, match="every one is needed"):
            value(reference, name, "^IXIC", CHATGPT)


SYMBOLS = ["^GSPC", "^IXIC", "SPY", "QQQ", "NVDA", "XLE"]


@pytest.fixture(scope="module")
def matrix(shared: Path) -> Mapping[str, np.ndarray]:
    """Closes of 2025 with their base, read and cut without any of our code."""
    path = shared / "market" / "prices.parquet"
    rows = pd.read_parquet(path, columns=["date", "ticker", "close"], filters=[("ticker", "in", SYMBOLS)])
    rows = rows[(rows["date"] >= "2024-12-31") & (rows["date"] <= "2025-12-31")]
    return {str(t): own.sort_values("date")["close"].to_numpy() for t, own in rows.groupby("ticker", observed=True)}


def returns(closes: np.ndarray) -> np.ndarray:
    return closes[1:] / closes[:-1] - 1


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_measures_of_one_agree_with_numpy(real: PriceSource, matrix: Mapping[str, np.ndarray], symbol: str) -> None:
    closes = matrix[symbol]
    moves = returns(closes)
    expected = {
        "price_return": closes[-1] / closes[0] - 1,
        "volatility": np.std(moves, ddof=1) * np.sqrt(252),
        "sharpe_ratio": np.mean(moves) / np.std(moves, ddof=1) * np.sqrt(252),
        "max_drawdown": np.min(closes / np.maximum.accumulate(closes)) - 1,
        "best_day": moves.max(),
        "worst_day": moves.min(),
        "points_change": closes[-1] - closes[0],
        "count": (moves > 0).sum(),
    }

    assert {name: value(real, name, symbol, IN_2025) for name in expected} == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("symbol", [s for s in SYMBOLS if s != "SPY"])
def test_measures_of_two_agree_with_numpy(real: PriceSource, matrix: Mapping[str, np.ndarray], symbol: str) -> None:
    own, market = returns(matrix[symbol]), returns(matrix["SPY"])
    covariance = np.cov(own, market, ddof=1)
    expected = {
        "correlation": np.corrcoef(own, market)[0, 1],
        "beta": covariance[0, 1] / covariance[1, 1],
        "tracking_error": np.std(own - market, ddof=1) * np.sqrt(252),
        "spread": matrix[symbol][-1] / matrix[symbol][0] - matrix["SPY"][-1] / matrix["SPY"][0],
    }

    assert {name: value(real, name, f"{symbol} SPY", IN_2025) for name in expected} == pytest.approx(expected, rel=1e-9)


def test_a_moving_average_agrees_with_numpy(real: PriceSource, matrix: Mapping[str, np.ndarray]) -> None:
    nasdaq = real.history(["^IXIC"], date(2025, 1, 2), IN_2025.end)["^IXIC"]
    found = evaluate("above_moving_average", nasdaq, IN_2025, DAYS, params={"length": 200})

    assert found.extras["average"].value == pytest.approx(matrix["^IXIC"][-200:].mean(), rel=1e-12)
    assert found.value == int(matrix["^IXIC"][-1] > matrix["^IXIC"][-200:].mean())
