"""A Yahoo Finance on loopback: real sockets, real yfinance in front, invented prices behind, faults by name."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from http.cookiejar import Cookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from curl_cffi.requests import Session

NEW_YORK = ZoneInfo("America/New_York")
FAULTS = ("", "rate_limit", "empty", "html", "bad_json", "server_error", "nan_last", "no_zone")


@dataclass(frozen=True)
class Bar:
    """One daily row as Yahoo sends it; None where it sends null."""

    session: date
    close: float | None
    adjusted: float | None = None
    dividend: float = 0.0
    split: str = ""

    @property
    def stamp(self) -> int:
        return int(datetime.combine(self.session, time(9, 30), NEW_YORK).timestamp())


@dataclass
class FakeYahoo:
    """What the server knows and did. Change `bars`, `fault` and `quoted_at` between requests at will."""

    bars: dict[str, list[Bar]] = field(default_factory=dict)
    fault: str = ""
    currency: dict[str, str] = field(default_factory=dict)
    expected: dict[str, tuple[float | None, float | None, float | None, float | None]] = field(default_factory=dict)
    news: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    funds: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    zone: str = "America/New_York"
    quoted_at: datetime = datetime(2026, 1, 9, 21, 0, 1, tzinfo=UTC)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    port: int = 0
    remember: bool = False
    answers_left: int | None = None
    cut_after: int | None = None
    is_exhausted: threading.Event = field(default_factory=threading.Event)
    said: dict[object, str] = field(default_factory=dict)

    @property
    def address(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    @property
    def charts(self) -> list[str]:
        """The symbols whose daily rows were asked for over a span, in order."""
        return [path.rsplit("/", 1)[1] for path, query in self.asked if "/chart/" in path and "period1" in query]

    def session(self) -> Session[Any]:
        """A session of curl_cffi that goes to this server whatever the host, at the port that it has by then."""
        server = self

        class Redirected(Session[Any]):
            def request(self, method: Any, url: str, *arguments: Any, **options: Any) -> Any:
                asked = urlsplit(url)
                if asked.netloc == "fc.yahoo.com":
                    self.cookies.jar.set_cookie(a_cookie())
                here = asked._replace(scheme="http", netloc=f"127.0.0.1:{server.port}").geturl()
                return super().request(method, here, *arguments, **options)

        return Redirected()

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        self.asked.append((path, query))
        self.wait_if_exhausted()
        if path.endswith("getcrumb"):
            return 200, "crumb"
        if not any(part in path for part in ("/chart/", "/quoteSummary/", "/finance/search")):
            return 404, "{}"
        match self.fault:
            case "rate_limit":
                return 429, "Too Many Requests"
            case "html":
                return 200, "<html>We will be right with you</html>"
            case "bad_json":
                return 200, '{"chart": {"result": [{"meta"'
            case "server_error":
                return 500, '{"chart": {"result": null, "error": {"code": "Internal", "description": "no luck"}}}'
        symbol = path.rsplit("/", 1)[1].replace("%5E", "^").replace("%3D", "=")
        if path.endswith("/search"):
            return 200, json.dumps({"quotes": [], "news": self.news.get(query["q"], [])})
        if "/quoteSummary/" in path:
            return self.holdings(symbol) if query.get("modules") == "topHoldings" else self.summary(symbol)
        if symbol not in self.bars:
            gone = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
            return 404, json.dumps({"chart": {"result": None, "error": gone}})
        key = (id(self.bars[symbol]), query.get("period1"), query.get("period2"))
        if not self.remember or key not in self.said:
            self.said[key] = json.dumps({"chart": {"result": [self.chart(symbol, query)], "error": None}})
        return 200, self.said[key]

    def summary(self, symbol: str) -> tuple[int, str]:
        """Answer with a company's estimates: earnings of last, this and next year, and its shares."""
        if symbol not in self.expected:
            gone = {"code": "Not Found", "description": f"Quote not found for symbol: {symbol}"}
            return 404, json.dumps({"quoteSummary": {"result": None, "error": gone}})
        last, this, later, shares = self.expected[symbol]
        currency = {"earningsCurrency": self.currency.get(symbol, "USD")}
        trend = [
            {"period": "0y", "earningsEstimate": {"avg": this, "yearAgoEps": last, **currency}},
            {"period": "+1y", "earningsEstimate": {"avg": later, "yearAgoEps": this, **currency}},
        ]
        found = {"earningsTrend": {"trend": trend}, "defaultKeyStatistics": {"sharesOutstanding": shares}}
        return 200, json.dumps({"quoteSummary": {"result": [found], "error": None}})

    def holdings(self, fund: str) -> tuple[int, str]:
        """Answer with the largest positions of a fund, in the shape that Yahoo has for them."""
        if fund not in self.funds:
            gone = {"code": "Not Found", "description": f"No fundamentals data found for symbol: {fund}"}
            return 404, json.dumps({"quoteSummary": {"result": None, "error": gone}})
        listed = [{"symbol": s, "holdingName": f"{s} Inc", "holdingPercent": part} for s, part in self.funds[fund]]
        top = {"maxAge": 1, "stockPosition": 0.9987, "cashPosition": 0.0013, "bondPosition": 0.0, "holdings": listed}
        return 200, json.dumps({"quoteSummary": {"result": [{"topHoldings": top}], "error": None}})

    def wait_if_exhausted(self) -> None:
        """Answer no more once `answers_left` is used up, until it is set anew; says so by `is_exhausted`."""
        if self.answers_left is None:
            return
        self.answers_left -= 1
        if self.answers_left < 0:
            self.is_exhausted.set()
            for _ in range(200):
                if self.answers_left is None:
                    return
                threading.Event().wait(0.05)

    def chart(self, symbol: str, query: Mapping[str, str]) -> dict[str, Any]:
        first, last = int(query.get("period1", 0)), int(query.get("period2", 2**40))
        bars = [bar for bar in self.bars[symbol] if first <= bar.stamp < last]
        if self.fault == "nan_last" and bars:
            bars[-1] = replace(bars[-1], close=None, adjusted=None)
        meta = {
            "currency": self.currency.get(symbol, "USD"),
            "symbol": symbol,
            "instrumentType": "INDEX" if symbol.startswith("^") else "EQUITY",
            "regularMarketTime": int(self.quoted_at.timestamp()),
            "exchangeTimezoneName": self.zone,
            "timezone": "EST",
            "gmtoffset": -18000,
            "priceHint": 2,
            "dataGranularity": "1d",
            "validRanges": ["1d", "5d", "1mo", "max"],
        }
        if self.fault == "no_zone":
            del meta["exchangeTimezoneName"]
        if not bars or self.fault == "empty":
            return {"meta": meta, "indicators": {"quote": [{}], "adjclose": [{}]}}
        closes = [bar.close for bar in bars]
        quote: dict[str, Any] = dict.fromkeys(("open", "high", "low", "close"), closes) | {
            "volume": [c and 1000 for c in closes]
        }
        adjusted = [bar.close if bar.adjusted is None else bar.adjusted for bar in bars]
        dividends = {str(b.stamp): {"amount": b.dividend, "date": b.stamp} for b in bars if b.dividend}
        splits = {str(b.stamp): self.split(b) for b in bars if b.split}
        events = {name: found for name, found in (("dividends", dividends), ("splits", splits)) if found}
        indicators = {"quote": [quote], "adjclose": [{"adjclose": adjusted}]}
        stamps = [bar.stamp for bar in bars]
        return {"meta": meta, "timestamp": stamps, "indicators": indicators, **({"events": events} if events else {})}

    def split(self, bar: Bar) -> dict[str, Any]:
        new, old = map(float, bar.split.split(":"))
        return {"date": bar.stamp, "numerator": new, "denominator": old, "splitRatio": bar.split}


def a_cookie() -> Cookie:
    """The cookie that Yahoo sets and yfinance keeps: without it yfinance asks for it before every request."""
    expires = int(datetime.now(UTC).timestamp()) + 31_536_000
    domain = (".yahoo.com", True, True)
    return Cookie(0, "A3", "invented", None, False, *domain, "/", True, True, expires, False, None, None, {})


@contextmanager
def fake_yahoo(bars: Mapping[str, list[Bar]]) -> Iterator[FakeYahoo]:
    """Serve these bars on a free port of 127.0.0.1 until the block ends."""
    yahoo = FakeYahoo(dict(bars))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if yahoo.cut_after is not None and len(yahoo.charts) >= yahoo.cut_after:
                self.close_connection = True
                return
            status, text = yahoo.answer(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    yahoo.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    serving.start()
    try:
        yield yahoo
    finally:
        server.shutdown()
        server.server_close()
        serving.join(2)
