"""The measures that prices can settle, as data."""

from collections.abc import Mapping

from tools.measures import computing as by
from tools.measures import levels, ranking, returns, risk
from tools.measures.measure import Measure, Params

BASKET: Params = {"rebalanced": None, "weights": None}
RETURN = "close[end] / close[base] - 1"
DAILY = "r[i] = close[i] / close[i-1] - 1 over every session from base to end"
ANY = (1, 0)

_POINTS = (
    Measure(
        "close", "close", "level", "point", "close[end]", by.of_one(levels.close),
        ("close", "closing level", "closing price", "level", "price", "finish", "settle", "end at",
         "收盘", "cierre", "schlusskurs", "clôture"), params={"as_traded": None},
    ),
    Measure(
        "last", "last price", "level", "point", "last[end], while the session is open", by.of_one(levels.close),
        ("last price", "current price", "trading at", "right now", "intraday"),
    ),
    Measure(
        "day_move", "move of the day", "fraction", "endpoint", "close[end] / close[end-1] - 1",
        by.of_one(returns.day_move),
        ("day move", "daily move", "move of the day", "daily change", "on the day", "that day"),
    ),
    Measure(
        "points_change", "change in points", "points", "endpoint", "close[end] - close[base]",
        by.of_one(returns.points_change), ("points", "point change", "how many points", "dollar change", "in dollars"),
    ),
)  # fmt: skip

_RETURNS = (
    Measure(
        "price_return", "price return", "fraction", "endpoint", RETURN, by.of_one(returns.price_return),
        ("return", "price return", "performance", "perform", "gain", "loss", "move", "change", "do", "up", "down",
         "rise", "fall", "涨幅", "回报", "rendimiento", "rendite", "rendement"),
        legs=ANY, params=BASKET, need=by.basket_rows,
    ),
    Measure(
        "total_return", "total return", "fraction", "endpoint",
        "total_return_close[end] / total_return_close[base] - 1",
        by.of_one(returns.total_return),
        ("total return", "with dividends", "including dividends", "dividends reinvested", "总回报",
         "rendimiento total"),
        legs=ANY, params=BASKET, need=by.basket_rows,
    ),
    Measure(
        "annualized_return", "annualized return", "fraction", "endpoint",
        "(close[end] / close[base]) ** (365.25 / days from base to end) - 1", by.of_one(returns.annualized_return),
        ("annualized return", "annualised return", "annualized", "annualised", "per year", "a year", "cagr",
         "compound annual growth rate", "年化", "anualizado", "annualisiert", "annualisé"),
        legs=ANY, params=BASKET, need=by.basket_rows,
    ),
    Measure(
        "growth_of_amount", "value of an amount", "usd", "endpoint", "amount * close[end] / close[base]",
        by.of_one(returns.growth_of_amount, "amount"),
        ("growth of", "would be worth", "worth today", "invested", "grown to", "turned into"),
        legs=ANY, params={**BASKET, "amount": None}, need=by.basket_rows,
    ),
)  # fmt: skip

_RISK = (
    Measure(
        "volatility", "annualized volatility", "fraction", "path",
        f"sample standard deviation of r * sqrt(252), {DAILY}", by.of_one(risk.volatility),
        ("volatility", "how volatile", "volatile", "standard deviation", "realized volatility", "choppy",
         "波动率", "volatilidad", "volatilität", "volatilité"),
        min_sessions=2, legs=ANY, params=BASKET,
    ),
    Measure(
        "max_drawdown", "maximum drawdown", "fraction", "path",
        "min over i of close[i] / max(close[base..i]) - 1", by.fall,
        ("max drawdown", "maximum drawdown", "drawdown", "peak to trough", "worst fall", "biggest drop from the peak",
         "最大回撤", "回撤"),
        legs=ANY, params=BASKET,
    ),
    Measure(
        "recovery", "days to recover", "days", "path",
        "calendar days from the trough of the maximum drawdown to the first close at or above its peak", by.recovery,
        ("recovery", "recover", "time to recover", "back to its peak", "regain"),
        min_sessions=2, legs=ANY, params=BASKET,
    ),
    Measure(
        "sharpe_ratio", "Sharpe ratio", "ratio", "path",
        f"mean(r - risk_free_rate / 252) / sample standard deviation of it * sqrt(252), {DAILY}",
        by.of_one(risk.sharpe_ratio, "risk_free_rate"),
        ("sharpe", "sharpe ratio", "risk-adjusted return", "risk adjusted return", "夏普"),
        min_sessions=2, legs=ANY, params={**BASKET, "risk_free_rate": 0.0},
    ),
    Measure(
        "beta", "beta", "ratio", "path", f"cov(r, r of the benchmark) / var(r of the benchmark), {DAILY}",
        by.of_pair(risk.beta), ("beta", "beta against", "sensitivity to"), min_sessions=2, legs=(2, 2),
    ),
    Measure(
        "correlation", "correlation", "ratio", "path", f"Pearson correlation of the two r, {DAILY}",
        by.of_pair(risk.correlation),
        ("correlation", "correlated", "move together", "in step", "相关性", "correlación", "korrelation",
         "corrélation"),
        min_sessions=2, legs=(2, 2),
    ),
    Measure(
        "tracking_error", "tracking error", "fraction", "path",
        f"sample standard deviation of the difference of the two r * sqrt(252), {DAILY}",
        by.of_pair(risk.tracking_error),
        ("tracking error", "how closely", "track"), min_sessions=2, legs=(2, 2),
    ),
)  # fmt: skip

_ORDER = (
    Measure(
        "rank", "rank by return", "rank", "endpoint", f"place of {RETURN} in the named set", by.place,
        ("rank", "ranking", "best performing", "worst performing", "leader", "laggard", "top", "bottom", "led", "排名"),
        legs=(2, 0), params={"of": "price_return", "tie": 0.0, "lowest_first": False},
    ),
    Measure(
        "spread", "difference in return", "fraction", "endpoint", f"first ({RETURN}) - second ({RETURN})",
        by.of_two_returns(ranking.spread),
        ("spread", "difference", "gap", "outperform", "underperform", "beat", "lag", "ahead of", "behind",
         "percentage points"),
        legs=(2, 2), params={"of": "price_return"},
    ),
    Measure(
        "ratio", "ratio of returns", "ratio", "endpoint", f"first ({RETURN}) / second ({RETURN})",
        by.of_two_returns(ranking.ratio), ("ratio", "times the return", "how many times", "multiple of"),
        legs=(2, 2), params={"of": "price_return"},
    ),
    Measure(
        "average", "average", "fraction", "endpoint", f"arithmetic mean of {RETURN}", by.mean,
        ("average", "mean", "on average", "typical", "平均"),
        legs=ANY, params={"over": "subjects", "of": "price_return", "which": "mean"}, need=by.mean_rows,
    ),
    Measure(
        "count", "count", "count", "path",
        "number (or number in a row) with r > beyond (up), r < -beyond (down), |r| > beyond (moved) "
        "or |r| <= beyond (flat); "
        "with close > beyond (above), close < beyond (below), or close > every earlier one known (record)",
        by.how_many,
        ("how many days", "how many sessions", "number of days", "up days", "down days", "how many of", "streak"),
        legs=ANY, params={"which": "up", "beyond": 0.0, "run": None}, need=by.how_many_rows,
    ),
    Measure(
        "breadth", "share of advancers", "fraction", "path", f"members with {RETURN} > 0 / all members", by.advancers,
        ("breadth", "advancers", "share of advancers", "participation", "how broad", "advance decline"), legs=(2, 0),
    ),
)  # fmt: skip

_LEVELS = (
    Measure(
        "best_day", "best day", "fraction", "path", f"max of r (or the nth largest), {DAILY}",
        by.dated(levels.best_day, "nth"),
        ("best day", "biggest gain", "largest daily gain", "biggest one-day gain", "best session"),
        legs=ANY, params={**BASKET, "nth": 1},
    ),
    Measure(
        "worst_day", "worst day", "fraction", "path", f"min of r (or the nth smallest), {DAILY}",
        by.dated(levels.worst_day, "nth"),
        ("worst day", "biggest drop", "largest daily loss", "biggest one-day drop", "worst session"),
        legs=ANY, params={**BASKET, "nth": 1},
    ),
    Measure(
        "rolling_return", "rolling return", "fraction", "path",
        "best or worst over i of close[i] / close[i-length] - 1", by.rolling,
        ("rolling return", "rolling", "in a row", "stretch"), legs=ANY,
        params={**BASKET, "length": 21, "which": "worst"},
    ),
    Measure(
        "high", "high", "level", "inside", "max of level over every session from start to end", by.extreme(levels.high),
        ("high", "highest", "highest close", "peak", "52-week high", "top of the range"), params={"field": "any"},
    ),
    Measure(
        "low", "low", "level", "inside", "min of level over every session from start to end", by.extreme(levels.low),
        ("low", "lowest", "lowest close", "bottom", "52-week low", "trough"), params={"field": "any"},
    ),
    Measure(
        "record_high", "record close", "date", "path", "session of max(close[base..end])", by.record,
        ("record high", "record close", "all-time high", "all time high", "new high", "ath", "历史新高"),
    ),
    Measure(
        "above_moving_average", "closes above the moving average", "count", "average",
        "subjects with close[end] > mean of the last `length` closes", by.above_average,
        ("moving average", "above its moving average", "200-day", "50-day", "200 day average", "均线"),
        min_sessions=0, legs=ANY, params={"length": 200},
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = {
    measure.name: measure for measure in (*_POINTS, *_RETURNS, *_RISK, *_ORDER, *_LEVELS)
}
