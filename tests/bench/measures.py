"""Measures beside the same thing in idiomatic pandas, in quantstats and ffn, and beside one read of the array."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from copilot.ledger import Ledger
from copilot.toolbox import Desk, run_tool
from tests.bench.measuring import Row, cpu, side_by_side
from tools.measures import evaluate, returns, risk
from tools.prices.history import History, Prices, Provenance
from tools.sessions import load_sessions
from tools.universe import load_universe
from tools.windows.window import Window

SESSIONS = load_sessions().days
SYMBOLS, DAYS = 30, 800
PANEL_SYMBOLS, PANEL_YEARS = 500, 30
LAST = date(2026, 1, 9)
BESIDE = {"quantstats": 1.0, "ffn": 2.0}


def rows() -> list[Row]:
    """Return the budgets of a call on 30 symbols and of a pass over a panel of 30 years."""
    frame = closes(SYMBOLS, DAYS)
    every, window = histories(frame), whole(frame)
    ours, peer = side_by_side(
        lambda: cpu(lambda: by_evaluate(every, window), 3), lambda: cpu(lambda: by_pandas(frame), 3), 15
    )
    return [
        Row("30 symbols x 800 sessions, six measures / pandas", ours, peer, 2.0),
        tool_call(frame),
        *beside_libraries(frame),
        *panel(),
    ]


def closes(symbols: int, sessions: int, seed: int = 7) -> pd.DataFrame:
    """Return made-up closes on real sessions, a column for each symbol."""
    end = SESSIONS.index(LAST) + 1
    days = pd.DatetimeIndex(SESSIONS[end - sessions : end])
    moves = np.random.default_rng(seed).normal(0.0004, 0.012, (sessions, symbols))
    levels = 100 * np.exp(np.cumsum(moves, axis=0))
    return pd.DataFrame(levels, index=days, columns=[f"S{k:03}" for k in range(symbols)])


def histories(frame: pd.DataFrame) -> list[History]:
    """Return the columns as histories of their own."""
    return [History(str(s), frame[[s]].set_axis(["close"], axis=1), Provenance("made up", None)) for s in frame]


def whole(frame: pd.DataFrame) -> Window:
    """Return the window from the first row to the last."""
    days = [day.date() for day in frame.index[[0, 1, -1]]]
    return Window(*days)


NAMES = ("price_return", "volatility", "max_drawdown", "sharpe_ratio", "best_day", "worst_day")


def by_evaluate(every: Sequence[History], window: Window) -> list[float | str]:
    """Return six measures of each history, as a tool computes them: rows checked, inputs kept."""
    return [evaluate(name, one, window, SESSIONS).value for one in every for name in NAMES]


def by_pandas(frame: pd.DataFrame) -> list[pd.Series]:
    """Return the same as a notebook would, symbol by symbol."""
    found = []
    for symbol in frame:
        own = frame.loc[frame.index[0] : frame.index[-1], symbol].dropna()
        moves = own.pct_change().dropna()
        found += [
            own.iloc[-1] / own.iloc[0] - 1,
            moves.std() * np.sqrt(252),
            (own / own.cummax() - 1).min(),
            moves.mean() / moves.std() * np.sqrt(252),
            moves.max(),
            moves.min(),
        ]
    return found


@dataclass(frozen=True)
class Made:
    """A price source of histories that are at hand."""

    by_symbol: Mapping[str, History]
    name: str = "made up"

    def history(self, symbols: Sequence[str], start: date, end: date) -> Prices:
        return Prices({symbol: self.by_symbol[symbol] for symbol in symbols})

    def newest_session(self) -> date:
        return LAST

    def known_symbols(self) -> frozenset[str]:
        return frozenset(self.by_symbol)

    def describe(self) -> str:
        return self.name


def tool_call(frame: pd.DataFrame) -> Row:
    """Return a ranking whole: words read, facts booked with hashed rows, other readings; without a budget."""
    prices = Made({f"ZZ{one.symbol}": replace(one, symbol=f"ZZ{one.symbol}") for one in histories(frame)})
    universe = load_universe(prices.known_symbols())
    arguments = {
        "measure": "volatility",
        "subjects": list(prices.by_symbol),
        "period": f"since {frame.index[0]:%Y-%m-%d}",
    }

    def call() -> None:
        desk = Desk(prices, universe, load_sessions(), LAST, Ledger(), "")
        if len(run_tool(desk, "rank", arguments).facts) < 2 * SYMBOLS:
            raise RuntimeError("the ranking is not whole")

    ours, peer = side_by_side(lambda: cpu(call), lambda: cpu(lambda: by_pandas(frame), 3), 7)
    return Row("the same rows ranked by the toolbox, with proofs / pandas", ours, peer, math.inf)


def beside_libraries(frame: pd.DataFrame) -> list[Row]:
    """Return the same six measures beside quantstats and ffn, where those are installed."""
    try:
        import ffn
        import quantstats.stats as outside
    except ImportError:
        return []

    def by_quantstats() -> None:
        for symbol in frame:
            own = frame[symbol]
            moves = own.pct_change().iloc[1:]
            outside.comp(moves), outside.volatility(moves), outside.max_drawdown(own)
            outside.sharpe(moves), outside.best(moves), outside.worst(moves)

    def by_ffn() -> None:
        for symbol in frame:
            own = frame[symbol]
            moves = ffn.to_returns(own).iloc[1:]
            ffn.calc_total_return(own), moves.std() * np.sqrt(252), ffn.calc_max_drawdown(own)
            ffn.calc_sharpe(moves, nperiods=252), moves.max(), moves.min()

    every, window = histories(frame), whole(frame)
    rows = []
    for name, call in (("quantstats", by_quantstats), ("ffn", by_ffn)):
        ours, peer = side_by_side(lambda: cpu(lambda: by_evaluate(every, window)), lambda call=call: cpu(call), 5)
        rows.append(Row(f"30 symbols x 800 sessions, six measures / {name}", ours, peer, BESIDE[name]))
    return rows


def panel() -> list[Row]:
    """Return measures of 500 symbols over 30 years, closes checked, beside one read of the array."""
    frame = closes(PANEL_SYMBOLS, PANEL_YEARS * 252)
    array, columns = frame.to_numpy(), [one.rows["close"] for one in histories(frame)]
    rows = []
    for measure in (returns.price_return, risk.volatility):
        ours, peer = side_by_side(
            lambda measure=measure: cpu(lambda: [measure(one) for one in columns]),
            lambda: cpu(lambda: array.sum(), 5),
            7,
        )
        rows.append(Row(f"500 symbols x 30 years, {measure.__name__} / one read of the array", ours, peer, 15.0))
    return rows
