"""Falling down the list: Yahoo, its cache, the bundled closes; and the option that chooses."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.errors import PriceFileError
from tools.prices import AutoPrices, FilePrices, ReferencePrices, YahooPrices, open_prices
from tools.prices.breaker import Breaker, connection_fault
from tools.prices.words import listed
from tools.sessions import load_sessions

EVENING = datetime(2026, 1, 14, 22, 0, tzinfo=UTC)
FIRST, LAST = date(2025, 12, 1), date(2026, 1, 14)


def evening() -> datetime:
    return EVENING


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    days = load_sessions().between(FIRST, LAST)
    with fake_yahoo({s: [Bar(day, 1000.0 + i) for i, day in enumerate(days)] for s in ("SPY", "^GSPC")}) as yahoo:
        yield yahoo


@pytest.fixture
def auto(server: FakeYahoo, tmp_path: Path) -> AutoPrices:
    return AutoPrices(YahooPrices(tmp_path, evening, server.session(), server.address), ReferencePrices())


@pytest.fixture
def offline(tmp_path: Path, closed_port: int) -> AutoPrices:
    return AutoPrices(YahooPrices(tmp_path, evening, address=("127.0.0.1", closed_port)), ReferencePrices())


def test_yahoo_comes_first_and_says_so(auto: AutoPrices) -> None:
    prices = auto.history(["SPY"], FIRST, LAST)

    assert prices["SPY"].provenance.provider == "yahoo"
    assert prices.notices == ()
    assert auto.newest_session() == LAST
    assert auto.describe() == "Yahoo Finance, retrieved 2026-01-14 22:00 UTC"


def test_a_symbol_that_yahoo_lacks_comes_from_the_reference_closes_and_says_so(auto: AutoPrices) -> None:
    prices = auto.history(["SPY", "^IXIC", "NONE"], FIRST, LAST)

    assert {s: h.provenance.provider for s, h in prices.by_symbol.items()} == {"SPY": "yahoo", "^IXIC": "reference"}
    assert set(prices.missing) == {"NONE"}
    assert prices.notices == (
        "^IXIC: Yahoo Finance knows no such symbol; the reference closes to 9 January 2026 are used",
    )


@pytest.mark.fault("D8")
def test_without_a_network_the_reference_closes_answer_and_the_reason_is_told_once(offline: AutoPrices) -> None:
    prices = offline.history(["SPY", "^IXIC", "NONE"], FIRST, LAST)

    assert {h.provenance.provider for h in prices.by_symbol.values()} == {"reference"}
    assert prices.notices == (
        "Yahoo Finance cannot be reached: the connection was refused; the reference closes to 9 January 2026 are used",
    )
    assert "cannot be reached" in prices.missing["NONE"]
    assert offline.newest_session() == date(2026, 1, 9)
    assert offline.describe().startswith("reference closes to 9 January 2026 (Yahoo Finance cannot be reached")


@pytest.mark.fault("D1")
@pytest.mark.parametrize("fault", ["rate_limit", "empty", "html"])
def test_an_answer_without_rows_is_told_and_the_reference_closes_stand_in(
    auto: AutoPrices, server: FakeYahoo, fault: str
) -> None:
    server.fault = fault
    prices = auto.history(["SPY"], FIRST, LAST)

    assert prices["SPY"].provenance.provider == "reference"
    assert len(prices.notices) == 1
    assert auto.newest_session() == date(2026, 1, 9)


@pytest.mark.fault("D4")
def test_kept_prices_are_used_while_they_reach_further_than_the_reference(
    auto: AutoPrices, tmp_path: Path, closed_port: int
) -> None:
    auto.history(["SPY", "^GSPC"], FIRST, LAST)
    later = YahooPrices(tmp_path, lambda: datetime(2026, 2, 3, 22, 0, tzinfo=UTC), address=("127.0.0.1", closed_port))
    offline = AutoPrices(later, ReferencePrices())
    prices = offline.history(["SPY"], FIRST, date(2026, 2, 3))

    assert prices["SPY"].rows.index[-1] == pd.Timestamp(LAST)
    assert "retrieved 20 days ago" in prices.notices[0]
    assert offline.newest_session() == LAST
    assert offline.describe() == (
        "Yahoo Finance, retrieved 2026-01-14 22:00 UTC, 20 days ago "
        "(Yahoo Finance cannot be reached: the connection was refused)"
    )


def test_kept_prices_that_reach_as_far_as_the_reference_are_kept(
    server: FakeYahoo, tmp_path: Path, closed_port: int
) -> None:
    early = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
    YahooPrices(tmp_path, lambda: early, server.session(), server.address).history(["SPY"], FIRST, date(2026, 1, 9))
    offline = AutoPrices(YahooPrices(tmp_path, evening, address=("127.0.0.1", closed_port)), ReferencePrices())

    assert offline.history(["SPY"], FIRST, LAST)["SPY"].provenance.provider == "yahoo"


def test_what_is_told_of_many_symbols_is_told_once(auto: AutoPrices, tmp_path: Path, closed_port: int) -> None:
    auto.history(["SPY", "^GSPC"], FIRST, LAST)
    later = YahooPrices(tmp_path, lambda: datetime(2026, 2, 3, 22, 0, tzinfo=UTC), address=("127.0.0.1", closed_port))

    assert later.history(["SPY", "^GSPC"], FIRST, date(2026, 2, 3)).notices == (
        "Yahoo Finance cannot be reached: the connection was refused; "
        "prices of SPY and ^GSPC that were retrieved 20 days ago are used",
    )


@pytest.mark.parametrize(
    ("names", "text"),
    [("A", "A"), ("A B", "A and B"), ("A B C D", "A, B, C and D"), ("A B C D E", "A, B, C and 2 more")],
)
def test_names_are_listed_as_a_reader_lists_them(names: str, text: str) -> None:
    assert listed(names.split()) == text


def test_the_reference_closes_are_used_where_kept_prices_are_older(
    server: FakeYahoo, tmp_path: Path, closed_port: int
) -> None:
    early = datetime(2025, 12, 15, 22, 0, tzinfo=UTC)
    YahooPrices(tmp_path, lambda: early, server.session(), server.address).history(["SPY"], FIRST, date(2025, 12, 15))
    offline = AutoPrices(YahooPrices(tmp_path, evening, address=("127.0.0.1", closed_port)), ReferencePrices())
    prices = offline.history(["SPY"], FIRST, LAST)

    assert prices["SPY"].provenance.provider == "reference"
    assert prices["SPY"].rows.index[-1] == pd.Timestamp("2026-01-09")
    assert len(prices.notices) == 1


def test_offline_only_the_first_question_waits_for_the_network(offline: AutoPrices) -> None:
    offline.newest_session()
    begun = time.perf_counter()
    for _ in range(20):
        offline.history(["SPY"], FIRST, LAST)

    assert time.perf_counter() - begun < 0.5


def test_yfinance_and_the_reader_of_parquet_load_only_when_used(tmp_path: Path) -> None:
    script = (
        "import sys; from datetime import *; from pathlib import Path; from tools.prices import open_prices\n"
        "now = lambda: datetime.now(UTC)\n"
        f"reference = open_prices('reference', Path({str(tmp_path)!r}), now)\n"
        "reference.history(['SPY'], date(2025, 1, 2), reference.newest_session())\n"
        f"open_prices('auto', Path({str(tmp_path)!r}), now)\n"
        "print([m for m in ('yfinance', 'curl_cffi', 'pyarrow.parquet', 'filelock') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=60)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


class TestTheBreaker:
    def test_remembers_for_five_minutes_across_processes(self, tmp_path: Path) -> None:
        Breaker(tmp_path / "b.json", evening).open("no luck")

        assert Breaker(tmp_path / "b.json", evening).reason() == "no luck"
        assert Breaker(tmp_path / "b.json", lambda: EVENING.replace(minute=4, second=59)).reason() == "no luck"
        assert Breaker(tmp_path / "b.json", lambda: EVENING.replace(minute=5)).reason() is None

    def test_ignores_a_memory_from_the_future(self, tmp_path: Path) -> None:
        Breaker(tmp_path / "b.json", evening).open("no luck")

        assert Breaker(tmp_path / "b.json", lambda: EVENING.replace(hour=20)).reason() is None

    @pytest.mark.parametrize(
        "text", ["", "{", "[]", '{"at": "yesterday", "reason": "x"}', '{"at": "2026-01-14T22:00:00", "reason": "x"}']
    )
    def test_ignores_a_damaged_memory(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "b.json").write_text(text)

        assert Breaker(tmp_path / "b.json", evening).reason() is None

    def test_can_be_closed(self, tmp_path: Path) -> None:
        breaker = Breaker(tmp_path / "b.json", evening)
        breaker.open("no luck")
        breaker.close()

        assert Breaker(tmp_path / "b.json", evening).reason() is None

    def test_a_folder_that_cannot_be_made_leaves_the_memory_to_this_process(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        breaker = Breaker(tmp_path / "file" / "b.json", evening)
        breaker.open("no luck")

        assert breaker.reason() == "no luck"


def test_a_connection_is_possible_or_refused(server: FakeYahoo, closed_port: int) -> None:
    assert connection_fault(*server.address) is None
    assert connection_fault("127.0.0.1", closed_port) == "the connection was refused"


def test_a_host_that_does_not_answer_is_given_up_in_time() -> None:
    begun = time.perf_counter()

    assert connection_fault("192.0.2.1", 443, seconds=0.2) is not None
    assert time.perf_counter() - begun < 0.6


class TestOpenPrices:
    @pytest.mark.parametrize(
        ("spec", "kind"),
        [("auto", AutoPrices), ("", AutoPrices), ("yahoo", YahooPrices), (" reference ", ReferencePrices)],
    )
    def test_knows_its_words(self, tmp_path: Path, spec: str, kind: type) -> None:
        assert isinstance(open_prices(spec, tmp_path, evening), kind)

    def test_takes_anything_else_for_a_path(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("date,ticker,close\n2025-01-02,AAA,3\n")

        assert isinstance(open_prices(str(tmp_path / "a.csv"), tmp_path, evening), FilePrices)
        with pytest.raises(PriceFileError, match="there is no file or folder 'refrence'"):
            open_prices("refrence", tmp_path, evening)

    def test_touches_neither_network_nor_disk(self, tmp_path: Path) -> None:
        open_prices("auto", tmp_path / "cache", evening)

        assert not (tmp_path / "cache").exists()
