"""Yahoo Finance: real yfinance over real sockets, a server on loopback behind them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.errors import NoData, SourceUnavailable
from tools.prices import YahooPrices
from tools.prices.cache import PriceCache, Stored
from tools.sessions import load_sessions

FIRST, LAST = date(2025, 11, 3), date(2026, 1, 9)
EVENING = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
NOON = datetime(2026, 1, 9, 17, 0, tzinfo=UTC)
DAYS = load_sessions().between(FIRST, LAST)


def bars(start: float = 100.0, days: tuple[date, ...] = DAYS) -> list[Bar]:
    return [Bar(day, start + i, 0.9 * (start + i)) for i, day in enumerate(days)]


@dataclass
class Clock:
    at: datetime = EVENING

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    with fake_yahoo({"SPY": bars(), "AAPL": bars(50.0), "^GSPC": bars(5000.0)}) as yahoo:
        yield yahoo


Open = Callable[[], YahooPrices]


@pytest.fixture
def open_yahoo(server: FakeYahoo, clock: Clock, tmp_path: Path) -> Open:
    """Opens the source anew, as another process would, over the same folder."""
    return lambda: YahooPrices(tmp_path / "cache", clock, server.session(), server.address)


def test_closes_and_adjusted_closes_are_both_given(open_yahoo: Open) -> None:
    history = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"]

    assert history.series("close").iloc[0] == 100.0
    assert history.series("total_return_close").iloc[0] == pytest.approx(90.0)
    assert tuple(stamp.date() for stamp in history.rows.index) == DAYS
    assert history.rows.index.tz is None


def test_the_last_day_is_included(open_yahoo: Open) -> None:
    history = open_yahoo().history(["SPY"], date(2025, 12, 31), date(2026, 1, 6))["SPY"]

    assert [str(s.date()) for s in history.rows.index] == ["2025-12-31", "2026-01-02", "2026-01-05", "2026-01-06"]


def test_the_adjusted_close_of_an_index_is_left_out(open_yahoo: Open) -> None:
    assert "total_return_close" not in open_yahoo().history(["^GSPC"], FIRST, LAST)["^GSPC"].rows


def test_provenance_says_yahoo_and_when(open_yahoo: Open) -> None:
    provenance = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"].provenance

    assert (provenance.provider, provenance.retrieved) == ("yahoo", "2026-01-09T22:00:00+00:00")


def test_one_request_per_symbol(open_yahoo: Open, server: FakeYahoo) -> None:
    open_yahoo().history(["SPY", "AAPL", "^GSPC", "SPY"], FIRST, LAST)

    assert sorted(server.charts) == ["%5EGSPC", "AAPL", "SPY"]


@pytest.mark.fault("D2")
def test_of_a_partial_answer_the_missing_are_named_and_the_rest_stands(open_yahoo: Open) -> None:
    prices = open_yahoo().history(["SPY", "GONE", "AAPL", "LOST"], FIRST, LAST)

    assert set(prices.by_symbol) == {"SPY", "AAPL"}
    assert set(prices.missing) == {"GONE", "LOST"}
    assert "GONE" in prices.missing["GONE"]
    assert "delisted" not in prices.missing["GONE"]


def test_an_unknown_symbol_does_not_open_the_breaker(open_yahoo: Open) -> None:
    source = open_yahoo()
    source.history(["GONE"], FIRST, LAST)

    assert source.store.breaker.reason() is None
    assert "SPY" in source.history(["SPY"], FIRST, LAST)


@pytest.mark.fault("D6")
@pytest.mark.parametrize(
    "symbol", ["spy", "BRK.B;rm -rf", "../etc", "", "ＡＡＰＬ", "АAPL", "A" * 10_000, "US0378331005", "A B"]
)
def test_what_is_no_symbol_never_reaches_yahoo(open_yahoo: Open, server: FakeYahoo, symbol: str) -> None:
    prices = open_yahoo().history([symbol], FIRST, LAST)

    assert "not a symbol" in prices.missing[symbol]
    assert len(prices.missing[symbol]) < 80
    assert server.asked == []


@pytest.mark.parametrize("symbol", ["^GSPC", "BRK-B", "ES=F", "BTC-USD", "^SP500-10", "DX-Y.NYB", "A", "000001.SS"])
def test_symbols_as_yahoo_writes_them_are_asked_for(open_yahoo: Open, server: FakeYahoo, symbol: str) -> None:
    open_yahoo().history([symbol], FIRST, LAST)

    assert len(set(server.charts)) == 1


class TestAFormingBar:
    def test_is_live_and_never_a_close(self, open_yahoo: Open, server: FakeYahoo, clock: Clock) -> None:
        clock.at, server.quoted_at = NOON, datetime(2026, 1, 9, 16, 45, tzinfo=UTC)
        source = open_yahoo()
        history = source.history(["SPY"], FIRST, LAST)["SPY"]

        assert history.live == {LAST: "2026-01-09T16:45:00+00:00"}
        assert history.rows.index[-1] == pd.Timestamp(LAST)
        assert source.store.kept("SPY").newest() == date(2026, 1, 8)

    def test_is_not_shown_to_who_asks_for_final_sessions_only(self, open_yahoo: Open, clock: Clock) -> None:
        clock.at = NOON
        history = open_yahoo().history(["SPY"], FIRST, date(2026, 1, 8))["SPY"]

        assert history.live == {}
        assert history.rows.index[-1] == pd.Timestamp("2026-01-08")

    def test_does_not_count_as_the_newest_session(self, open_yahoo: Open, clock: Clock) -> None:
        clock.at = NOON

        assert open_yahoo().newest_session() == date(2026, 1, 8)

    def test_becomes_a_close_once_the_session_has_ended(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        clock.at = NOON
        source = open_yahoo()
        source.history(["SPY"], FIRST, LAST)
        server.bars["SPY"][-1] = replace(server.bars["SPY"][-1], close=777.0)
        clock.at = EVENING
        history = source.history(["SPY"], FIRST, LAST)["SPY"]

        assert history.live == {}
        assert history.series("close").iloc[-1] == 777.0

    def test_is_observed_anew_after_a_minute(self, open_yahoo: Open, server: FakeYahoo, clock: Clock) -> None:
        clock.at = NOON
        source = open_yahoo()
        for _ in range(3):
            source.history(["SPY"], FIRST, LAST)
        clock.pass_by(minutes=2)
        source.history(["SPY"], FIRST, LAST)

        assert len(server.charts) == 2

    @pytest.mark.parametrize(
        ("at", "newest"),
        [
            (datetime(2025, 11, 28, 17, 59, tzinfo=UTC), date(2025, 11, 26)),
            (datetime(2025, 11, 28, 18, 29, tzinfo=UTC), date(2025, 11, 26)),
            (datetime(2025, 11, 28, 18, 30, tzinfo=UTC), date(2025, 11, 28)),
            (datetime(2025, 12, 1, 13, 0, tzinfo=UTC), date(2025, 11, 28)),
            (datetime(2025, 12, 25, 17, 0, tzinfo=UTC), date(2025, 12, 24)),
            (datetime(2026, 1, 4, 17, 0, tzinfo=UTC), date(2026, 1, 2)),
        ],
        ids=[
            "before an early close",
            "after an early close",
            "half an hour after an early close",
            "Monday before the open",
            "a holiday",
            "a Sunday",
        ],
    )
    @pytest.mark.fault("D7")
    def test_the_newest_session_has_ended(self, open_yahoo: Open, clock: Clock, at: datetime, newest: date) -> None:
        clock.at = at

        assert open_yahoo().newest_session() == newest

    def test_of_a_symbol_that_began_today_there_is_no_close_yet(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        clock.at = NOON
        server.bars["NEW"] = [Bar(LAST, 10.0)]

        assert open_yahoo().history(["NEW"], FIRST, LAST).missing["NEW"].endswith("no session of it that has ended")


class TestTheCache:
    def test_answers_without_a_request_while_nothing_new_can_exist(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        open_yahoo().history(["SPY"], FIRST, LAST)
        clock.pass_by(days=2)
        prices = open_yahoo().history(["SPY"], FIRST, LAST)

        assert len(server.charts) == 1
        assert "SPY" in prices
        assert prices.notices == ()

    def test_adds_only_the_new_sessions(self, open_yahoo: Open, server: FakeYahoo, clock: Clock) -> None:
        server.bars["SPY"] = bars()[:-2]
        clock.at = EVENING - timedelta(days=2)
        open_yahoo().history(["SPY"], FIRST, LAST)
        server.bars["SPY"] = bars()
        clock.at = EVENING
        history = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"]

        assert tuple(stamp.date() for stamp in history.rows.index) == DAYS
        assert [int(query["period1"]) > 1_766_000_000 for path, query in server.asked if "/chart/" in path] == [
            False,
            True,
        ]

    @pytest.mark.fault("D5")
    @pytest.mark.parametrize("event", ["dividend", "split"])
    def test_is_fetched_whole_when_an_event_moved_its_past(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock, event: str
    ) -> None:
        server.bars["SPY"] = bars()[:-1]
        clock.at = EVENING - timedelta(days=1)
        open_yahoo().history(["SPY"], FIRST, LAST)
        early = [replace(bar, close=bar.close / 2, adjusted=bar.adjusted / 3) for bar in bars()[:-15]]
        told = {"dividend": 1.0} if event == "dividend" else {"split": "2:1"}
        server.bars["SPY"] = [*early, *bars()[-15:-1], replace(bars()[-1], **told)]
        clock.at = EVENING
        history = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"]

        assert history.series("close").iloc[0] == 50.0
        assert history.series("total_return_close").iloc[0] == pytest.approx(30.0)

    def test_is_fetched_whole_when_its_past_is_no_longer_what_it_was(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        server.bars["SPY"] = bars()[:-1]
        clock.at = EVENING - timedelta(days=1)
        open_yahoo().history(["SPY"], FIRST, LAST)
        server.bars["SPY"] = bars(200.0)
        clock.at = EVENING

        assert open_yahoo().history(["SPY"], FIRST, LAST)["SPY"].series("close").iloc[0] == 200.0

    def test_what_is_up_to_date_has_no_age_when_something_else_fails(self, open_yahoo: Open, server: FakeYahoo) -> None:
        open_yahoo().history(["SPY"], FIRST, LAST)
        server.fault = "rate_limit"
        prices = open_yahoo().history(["SPY", "AAPL"], FIRST, LAST)

        assert "SPY" in prices
        assert prices.notices == ()
        assert set(prices.missing) == {"AAPL"}

    def test_reaches_further_back_when_asked(self, open_yahoo: Open, server: FakeYahoo) -> None:
        server.bars["SPY"] = [Bar(date(1999, 6, 1), 10.0), *bars()]
        source = open_yahoo()
        recent = source.history(["SPY"], FIRST, LAST)["SPY"]
        early = source.history(["SPY"], date(1999, 1, 1), LAST)["SPY"]

        assert (len(recent.rows), len(early.rows)) == (len(DAYS), len(DAYS) + 1)

    def test_serves_what_it_has_with_its_age_when_yahoo_fails(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        open_yahoo().history(["SPY"], FIRST, LAST)
        clock.at, server.fault = EVENING + timedelta(days=3), "rate_limit"
        prices = open_yahoo().history(["SPY", "AAPL"], FIRST, date(2026, 1, 12))

        assert prices["SPY"].rows.index[-1] == pd.Timestamp(LAST)
        assert prices["SPY"].provenance.retrieved == "2026-01-09T22:00:00+00:00"
        assert prices.notices == (
            "Yahoo Finance limits requests from here for now; prices of SPY that were retrieved 3 days ago are used",
        )
        assert "AAPL" in prices.missing

    @pytest.mark.fault("S6")
    @pytest.mark.parametrize("keep", [0, 4, 400])
    def test_ignores_and_refetches_a_truncated_file(self, open_yahoo: Open, server: FakeYahoo, keep: int) -> None:
        source = open_yahoo()
        source.history(["SPY"], FIRST, LAST)
        file = next(source.store.cache.folder.glob("*.parquet"))
        file.write_bytes(file.read_bytes()[:keep])
        prices = open_yahoo().history(["SPY"], FIRST, LAST)

        assert len(server.charts) == 2
        assert len(prices["SPY"].rows) == len(DAYS)

    def test_a_close_seen_within_minutes_of_the_end_is_looked_at_again(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        clock.at = datetime(2026, 1, 9, 21, 1, tzinfo=UTC)
        open_yahoo().history(["SPY"], FIRST, LAST)
        server.bars["SPY"][-1] = replace(server.bars["SPY"][-1], close=777.0)
        clock.pass_by(hours=1)

        assert open_yahoo().history(["SPY"], FIRST, LAST)["SPY"].series("close").iloc[-1] == 777.0

    def test_refresh_fetches_anew_whatever_is_kept(self, open_yahoo: Open, server: FakeYahoo) -> None:
        source = open_yahoo()
        source.history(["SPY"], FIRST, LAST)
        server.bars["SPY"] = bars(200.0)
        source.refresh(["SPY"])

        assert source.history(["SPY"], FIRST, LAST)["SPY"].series("close").iloc[0] == 200.0

    def test_leaves_nothing_outside_its_folder(self, open_yahoo: Open, tmp_path: Path) -> None:
        import platformdirs

        before = set(Path(platformdirs.user_cache_dir()).glob("py-yfinance/*"))
        open_yahoo().history(["SPY", "^GSPC"], FIRST, LAST)

        assert set(Path(platformdirs.user_cache_dir()).glob("py-yfinance/*")) == before
        assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == ["cache"]
        assert sorted(p.name for p in (tmp_path / "cache" / "yahoo").glob("daily*")) == [
            "daily-%5EGSPC.parquet",
            "daily-SPY.parquet",
        ]

    def test_a_folder_that_cannot_be_made_costs_only_the_keeping(
        self, server: FakeYahoo, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "in the way").write_text("a file")
        source = YahooPrices(tmp_path / "in the way", clock, server.session(), server.address)

        assert "SPY" in source.history(["SPY"], FIRST, LAST)
        assert "SPY" in source.history(["SPY"], FIRST, LAST)
        assert server.charts == ["SPY"]


class TestFaults:
    @pytest.mark.fault("D1")
    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            ("rate_limit", "limits requests"),
            ("html", "cannot be read"),
            ("bad_json", "cannot be read"),
            ("no_zone", "cannot be read"),
            ("server_error", "fault of its own"),
            ("empty", "may not know the symbol, or limit requests"),
        ],
    )
    def test_are_named_and_none_is_called_delisted(
        self, open_yahoo: Open, server: FakeYahoo, fault: str, said: str
    ) -> None:
        server.fault = fault
        prices = open_yahoo().history(["SPY"], FIRST, LAST)

        assert prices.by_symbol == {}
        assert said in prices.missing["SPY"]
        assert "delisted" not in prices.missing["SPY"]

    @pytest.mark.fault("D3")
    def test_a_last_row_without_values_is_no_row(self, open_yahoo: Open, server: FakeYahoo) -> None:
        server.fault = "nan_last"
        history = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"]

        assert history.rows.index[-1] == pd.Timestamp("2026-01-08")
        assert not history.rows.isna().to_numpy().any()

    def test_a_row_in_the_middle_without_a_close_is_no_row(self, open_yahoo: Open, server: FakeYahoo) -> None:
        server.bars["SPY"][5] = replace(server.bars["SPY"][5], close=None, adjusted=None)
        history = open_yahoo().history(["SPY"], FIRST, LAST)["SPY"]

        assert len(history.rows) == len(DAYS) - 1

    def test_a_rate_limit_is_not_answered_with_more_requests(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock
    ) -> None:
        server.fault = "rate_limit"
        open_yahoo().history(["SPY"], FIRST, LAST)
        asked = len(server.asked)
        open_yahoo().history(["SPY", "AAPL"], FIRST, LAST)

        assert len(server.asked) == asked
        clock.pass_by(minutes=6)
        server.fault = ""
        assert "SPY" in open_yahoo().history(["SPY"], FIRST, LAST)

    def test_an_unknown_symbol_is_not_asked_for_again_at_once(self, open_yahoo: Open, server: FakeYahoo) -> None:
        source = open_yahoo()
        source.history(["GONE"], FIRST, LAST)
        asked = len(server.asked)
        prices = source.history(["GONE"], FIRST, LAST)

        assert len(server.asked) == asked
        assert "GONE" in prices.missing

    @pytest.mark.fault("D5")
    def test_a_price_in_pence_is_refused_by_name(self, open_yahoo: Open, server: FakeYahoo) -> None:
        server.currency["SPY"] = "GBp"

        assert "quotes it in GBp" in open_yahoo().history(["SPY"], FIRST, LAST).missing["SPY"]

    @pytest.mark.fault("D5")
    def test_a_day_in_the_wrong_unit_is_left_out_and_told(self, open_yahoo: Open, server: FakeYahoo) -> None:
        wrong = server.bars["SPY"][5]
        server.bars["SPY"][5] = replace(wrong, close=wrong.close * 100, adjusted=wrong.adjusted * 100)
        prices = open_yahoo().history(["SPY"], FIRST, LAST)

        assert pd.Timestamp(wrong.session) not in prices["SPY"].rows.index
        assert "100 times" in prices.notices[0]


class TestWithoutANetwork:
    @pytest.mark.fault("D8")
    def test_one_refused_connection_is_enough_for_later_processes_too(
        self, server: FakeYahoo, clock: Clock, tmp_path: Path, closed_port: int
    ) -> None:
        first = YahooPrices(tmp_path, clock, server.session(), ("127.0.0.1", closed_port))
        assert "cannot be reached" in first.history(["SPY"], FIRST, LAST).missing["SPY"]
        later = YahooPrices(tmp_path, clock, server.session(), server.address)

        assert "cannot be reached" in later.history(["SPY"], FIRST, LAST).missing["SPY"]
        assert server.asked == []
        clock.pass_by(minutes=6)
        assert "SPY" in later.history(["SPY"], FIRST, LAST)

    @pytest.mark.fault("D8")
    def test_cut_in_mid_session_what_is_kept_answers_at_once_and_live_prices_come_back(
        self, open_yahoo: Open, server: FakeYahoo, clock: Clock, closed_port: int
    ) -> None:
        source = open_yahoo()
        source.history(["SPY"], FIRST, LAST)
        source.store._address = ("127.0.0.1", closed_port)
        clock.pass_by(days=3)
        asked, begun = len(server.asked), time.perf_counter()
        cut = source.history(["SPY"], FIRST, date(2026, 1, 12))
        took = time.perf_counter() - begun
        source.store._address = server.address
        server.bars["SPY"].append(Bar(date(2026, 1, 12), 500.0))
        clock.pass_by(seconds=31)
        back = source.history(["SPY"], FIRST, date(2026, 1, 12))

        assert "cannot be reached" in cut.notices[0]
        assert (cut["SPY"].rows.index[-1], took < 2, len(server.asked) > asked) == (pd.Timestamp(LAST), True, True)
        assert back.notices == ()
        assert back["SPY"].rows["close"].iloc[-1] == 500.0

    def test_nothing_kept_means_no_newest_session(self, clock: Clock, tmp_path: Path, closed_port: int) -> None:
        source = YahooPrices(tmp_path, clock, address=("127.0.0.1", closed_port))

        with pytest.raises(SourceUnavailable, match=r"cannot be reached.*--data reference"):
            source.newest_session()
        with pytest.raises(NoData, match="cannot be reached"):
            source.history(["SPY"], FIRST, LAST)["SPY"]
        assert "cannot be reached" in source.describe()

    def test_what_is_kept_answers_at_once_even_when_a_proxy_is_down(
        self, open_yahoo: Open, clock: Clock, tmp_path: Path, closed_port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_yahoo().history(["SPY"], FIRST, LAST)
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{closed_port}")
        clock.pass_by(days=4)
        source = YahooPrices(tmp_path / "cache", clock, address=("query2.example", 443))
        prices = source.history(["SPY"], FIRST, date(2026, 1, 12))

        assert "SPY" in prices
        assert "retrieved 4 days ago" in prices.notices[0]


@pytest.mark.fault("D7")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_sessions_do_not_depend_on_the_machine_s_zone(server: FakeYahoo, tmp_path: Path, zone: str) -> None:
    script = f"""
from datetime import *
from pathlib import Path
from urllib.parse import urlsplit
from curl_cffi.requests import Session
from tools.prices import YahooPrices
class Redirected(Session):
    def request(self, method, url, *a, **k):
        here = urlsplit(url)._replace(scheme="http", netloc="127.0.0.1:{server.port}")
        return super().request(method, here.geturl(), *a, **k)
now = lambda: datetime.fromisoformat("2026-01-09T22:00:00+00:00").astimezone()
source = YahooPrices(Path({str(tmp_path)!r}), now, Redirected(), ("127.0.0.1", {server.port}))
rows = source.history(["SPY"], date(2025, 12, 31), date(2026, 1, 9))["SPY"].rows
print(source.newest_session(), *(stamp.date() for stamp in rows.index))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "TZ": zone}, capture_output=True, text=True, timeout=60
    )

    assert done.stderr == ""
    assert done.stdout.split() == ["2026-01-09", *map(str, load_sessions().between(date(2025, 12, 31), LAST))]


@pytest.mark.fault("S6")
def test_writers_and_readers_of_one_file_never_meet_half_a_file(tmp_path: Path) -> None:
    cache = PriceCache(tmp_path)
    index = pd.DatetimeIndex(DAYS)
    stored = [Stored(pd.DataFrame({"close": float(i)}, index=index), EVENING, FIRST) for i in range(12)]
    cache.store("SPY", stored[0])
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(cache.store, "SPY", one) for one in stored]
        read = [cache.load("SPY") for _ in range(60)]

    assert all(future.result() for future in writing)
    assert all(found is not None and found.rows["close"].nunique() == 1 for found in read)
    assert [p.name for p in tmp_path.glob("*daily*")] == ["daily-SPY.parquet"]
