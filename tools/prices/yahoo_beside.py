"""What Yahoo has beside prices: expected earnings and news. Imported only when Yahoo is asked."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from yfinance.const import _BASE_URL_

from tools.errors import NoData
from tools.prices.constituents import FundHoldings, are_weights
from tools.prices.expected import Expected
from tools.prices.news import NewsItem
from tools.prices.yahoo_client import YahooClient

SUMMARY: Final = _BASE_URL_ + "/v10/finance/quoteSummary/"
SEARCH: Final = _BASE_URL_ + "/v1/finance/search"
HOLDINGS: Final = "topHoldings"
MODULES: Final = "earningsTrend,defaultKeyStatistics,price"


def expected_of(client: YahooClient, symbol: str, now: datetime) -> Expected:
    """Return what analysts expect of a company.

    Raises
    ------
    NoData
        When Yahoo knows no such company, or says nothing that can be used of it.
    SourceUnavailable
        When it does not answer, or limits requests.

    """
    asked = {"modules": MODULES, "formatted": "false", "symbol": symbol, "corsDomain": "finance.yahoo.com"}
    told = client.json_of(SUMMARY + symbol, asked)
    found = _at(told, "quoteSummary", "result", 0)
    if not isinstance(found, Mapping):
        raise NoData(f"{symbol}: Yahoo Finance has no estimates of it")
    trend = {str(_at(one, "period")): one for one in _list(_at(found, "earningsTrend", "trend"))}
    values = {
        "last_year": _number(_at(trend, "0y", "earningsEstimate", "yearAgoEps")),
        "this_year": _number(_at(trend, "0y", "earningsEstimate", "avg")),
        "next_year": _number(_at(trend, "+1y", "earningsEstimate", "avg")),
        "shares": _number(_at(found, "defaultKeyStatistics", "impliedSharesOutstanding"))
        or _number(_at(found, "defaultKeyStatistics", "sharesOutstanding")),
    }
    currencies = {_at(trend, year, "earningsEstimate", "earningsCurrency") for year in ("0y", "+1y")}
    if not currencies <= {"USD", None}:
        raise NoData(f"{symbol}: Yahoo Finance has its estimates in another currency than dollars")
    if lacking := [name.replace("_", " ") for name, value in values.items() if value is None]:
        raise NoData(f"{symbol}: Yahoo Finance has no estimates of its {', '.join(lacking)}")
    return Expected(symbol=symbol, retrieved=now.isoformat(timespec="seconds"), **values)  # type: ignore[arg-type]  # none is None here


def holdings_of(client: YahooClient, fund: str, session: date, now: datetime) -> FundHoldings:
    """Return the largest positions of a fund as Yahoo lists them now; `session` is the newest with final closes.

    Raises NoData when Yahoo knows no such fund or lists what cannot be fractions of it, and
    SourceUnavailable as `expected_of` does.
    """
    asked = {"modules": HOLDINGS, "formatted": "false", "symbol": fund, "corsDomain": "finance.yahoo.com"}
    listed = _list(_at(client.json_of(SUMMARY + fund, asked), "quoteSummary", "result", 0, "topHoldings", "holdings"))
    told = [(str(_at(one, "symbol") or ""), _number(_at(one, "holdingPercent"))) for one in listed]
    weights = {symbol: weight for symbol, weight in told if symbol and weight is not None}
    if len(weights) < len(told) or not are_weights(weights):
        raise NoData(f"{fund}: Yahoo Finance lists no holdings of it that can be used")
    return FundHoldings(fund, session, now.isoformat(timespec="seconds"), weights)


def news_of(client: YahooClient, symbol: str, count: int) -> tuple[NewsItem, ...]:
    """Return the newest headlines about a symbol, newest first; raises as `expected_of` does."""
    told = client.json_of(SEARCH, {"q": symbol, "quotesCount": 0, "newsCount": count})
    items = [item for one in _list(_at(told, "news")) if (item := _item(one, symbol)) is not None]
    if not items:
        raise NoData(f"{symbol}: Yahoo Finance has no news of it")
    return tuple(sorted(items, key=lambda item: item.published, reverse=True))


def _item(one: Any, symbol: str) -> NewsItem | None:
    """Return a headline, None for one without title, address or date, or about others alone."""
    title, link, at = _at(one, "title"), _at(one, "link"), _number(_at(one, "providerPublishTime"))
    related = tuple(str(s) for s in _list(_at(one, "relatedTickers"))[:20])
    whole = isinstance(title, str) and title.strip() and isinstance(link, str) and at is not None
    if not whole or (related and symbol not in related) or not 0 < (at or 0) < 4e9:
        return None
    publisher = _at(one, "publisher")
    return NewsItem(
        str(title), str(publisher or "Yahoo Finance"), str(link), datetime.fromtimestamp(at or 0, UTC), related
    )


def _at(value: Any, *path: str | int) -> Any:
    """Return what lies at a path of keys and places, None where the answer is shaped otherwise."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, Sequence) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> float | None:
    raw = value.get("raw") if isinstance(value, Mapping) else value
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw) else None
