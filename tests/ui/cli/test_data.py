"""Prices from the command line, with a Yahoo on loopback behind the real yfinance."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.prices.hours import last_final_session
from tools.sessions import load_sessions

ROOT = Path(__file__).resolve().parents[3]
REDIRECTED = """
import sys
from urllib.parse import urlsplit
import tools.prices.yahoo as yahoo
import tools.prices.yahoo_client as client
from curl_cffi.requests import Session
class Here(Session):
    def __init__(self, **options):
        super().__init__()
    def request(self, method, url, *arguments, **options):
        here = urlsplit(url)._replace(scheme="http", netloc="127.0.0.1:{port}").geturl()
        return super().request(method, here, *arguments, **options)
client.BoundedSession = Here
yahoo.YahooPrices.__init__.__defaults__ = (None, ("127.0.0.1", {port}), None)
from ui.cli.edge import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    newest = last_final_session(datetime.now(UTC), load_sessions())
    days = load_sessions().between(newest - timedelta(days=60), newest)
    shown = {f"S{i}": [Bar(day, 100.0 + n) for n, day in enumerate(days)] for i in range(40)}
    with fake_yahoo({**shown, "^GSPC": shown["S1"]}) as yahoo:
        yahoo.quoted_at = datetime.now(UTC)
        yield yahoo


def command(server: FakeYahoo, *arguments: str) -> subprocess.Popen[str]:
    script = REDIRECTED.format(port=server.port)
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_refreshed_symbols_are_listed_with_newest_session_age_and_source(server: FakeYahoo) -> None:
    refreshed = command(server, "data", "refresh", "S1", "GONE", "^GSPC", "--json")
    out, _ = refreshed.communicate(timeout=60)
    told = json.loads(out)
    assert (told["refreshed"], set(told["missing"])) == (["S1", "^GSPC"], {"GONE"})
    out, _ = command(server, "data", "status", "--data", "yahoo", "--json").communicate(timeout=60)
    held = {holding["symbol"]: holding for holding in json.loads(out)["holdings"]}

    assert set(held) == {"S1", "^GSPC"}
    assert held["S1"]["newest_session"] == server.bars["S1"][-1].session.isoformat()
    assert held["S1"]["source"] == "yahoo"
    assert 0 <= held["S1"]["age_seconds"] < 120


def test_a_refresh_can_be_interrupted_and_keeps_what_came(server: FakeYahoo, own_home: Path) -> None:
    server.answers_left = 20
    running = command(server, "data", "refresh", *(f"S{i}" for i in range(40)))
    assert server.is_exhausted.wait(30)
    running.send_signal(signal.SIGINT)
    server.answers_left = None
    _, err = running.communicate(timeout=30)

    assert running.returncode == 130
    assert "what was fetched until then is kept" in err
    assert len(server.charts) < 40
    assert 0 < len(list((own_home / "cache" / "yahoo").glob("*.parquet"))) < 40


@pytest.mark.fault("X3")
def test_news_are_taken_into_the_library_and_shown_inert(server: FakeYahoo) -> None:
    at = int((datetime.now(UTC) - timedelta(days=1)).timestamp())
    told = {"publisher": "The Wire", "providerPublishTime": at, "relatedTickers": ["NVDA"]}
    server.news["NVDA"] = [
        {"title": "Nvidia \x1b[31munveils\x1b[0m a chip", "link": "https://news.example/a", **told},
        {"title": "<img src=x onerror=alert(1)> Nvidia sued", "link": "https://news.example/b", **told},
    ]
    out, err = command(server, "sources", "add", "--news", "nvda", "--json").communicate(timeout=60)
    added = json.loads(out)["added"]

    assert {document["url"] for document in added} == {"https://news.example/a", "https://news.example/b"}
    assert {(document["tier"], document["publisher"]) for document in added} == {("reporting", "The Wire")}
    assert "\x1b" not in out + err
