"""A session under way, through the real yfinance: prices of the moment, and never a close of them."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.answer import Json
from copilot.ledger import Ledger
from copilot.proofs import verify
from copilot.service import Copilot
from copilot.settings import Settings
from copilot.threads import FileStore, Threads
from copilot.toolbox import Desk, run_tool
from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.library import Library
from tools.prices import YahooPrices
from tools.sessions import load_sessions
from tools.universe import load_universe

FIRST, BEFORE, TODAY = date(2025, 11, 3), date(2026, 1, 8), date(2026, 1, 9)
AFTERNOON = datetime(2026, 1, 9, 19, 50, tzinfo=UTC)
SEEN = datetime(2026, 1, 9, 19, 35, tzinfo=UTC)


def bars(start: float) -> list[Bar]:
    return [Bar(day, start + i) for i, day in enumerate(load_sessions().between(FIRST, TODAY))]


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    shown = {"NVDA": bars(100.0), "AAPL": bars(200.0), "^GSPC": bars(5000.0), "SPY": bars(500.0)}
    with fake_yahoo(shown) as yahoo:
        yahoo.quoted_at = SEEN
        yield yahoo


@pytest.fixture
def ask(server: FakeYahoo, tmp_path: Path) -> Callable[..., Json]:
    """Asks the whole program, at an instant."""

    def asked(question: str, at: datetime = AFTERNOON, as_of: date | None = None) -> Json:
        prices = YahooPrices(tmp_path / "cache", lambda: at, server.session(), server.address)
        threads, settings = Threads(FileStore(tmp_path / "threads")), Settings(home=tmp_path)
        copilot = Copilot(settings, prices, load_universe(), load_sessions(), threads, lambda: Library(tmp_path))
        return asyncio.run(copilot.answer(question, as_of=as_of)).to_json()

    return asked


@pytest.fixture
def desk(server: FakeYahoo, tmp_path: Path) -> Desk:
    prices = YahooPrices(tmp_path / "cache", lambda: AFTERNOON, server.session(), server.address)
    return Desk(prices, load_universe(), load_sessions(), BEFORE, Ledger(), live=TODAY)


@pytest.mark.fault("D7")
def test_today_is_told_as_what_it_is_with_its_instant(ask: Callable[..., Json]) -> None:
    answer = ask("How is Nvidia doing today?")
    facts = {fact["measure"]: fact for fact in answer["facts"]}

    assert answer["as_of"] == "2026-01-08"
    assert "at 14:35 in New York, delayed, Nvidia stood at $146.00" in answer["text"]
    assert "Nvidia rose 0.69% on 8 January 2026" in answer["text"]
    assert answer["checks"]["unproved"] == []
    for measure, value in (("last", 146.0), ("day_move", 146 / 145 - 1)):
        fact = facts[measure]
        assert (fact["status"], fact["observed_at"]) == ("intraday", "2026-01-09T19:35:00+00:00")
        assert fact["value"] == pytest.approx(value)
        assert {row["field"] for row in fact["inputs"]} == {"last"}
    assert verify(answer).findings == ()


def test_no_close_is_ever_of_the_session_under_way(ask: Callable[..., Json]) -> None:
    for question in ("How did Nvidia do since 14 November 2025?", "What was Apple's volatility in the past month?"):
        answer = ask(question)

        assert answer["facts"]
        assert all(fact["as_of"] == "2026-01-08" and fact["status"] == "final" for fact in answer["facts"])


@pytest.mark.parametrize("question", ["How did Nvidia do on 8 January 2026?", "How did Nvidia do yesterday?"])
def test_a_day_that_is_named_is_answered_alone(ask: Callable[..., Json], question: str) -> None:
    assert "under way" not in ask(question)["text"]


def test_an_answer_as_of_a_session_knows_of_none_under_way(ask: Callable[..., Json]) -> None:
    assert "under way" not in ask("How is Nvidia doing today?", as_of=BEFORE)["text"]


@pytest.mark.fault("D7")
def test_until_half_an_hour_after_the_close_prices_are_provisional(ask: Callable[..., Json], server: FakeYahoo) -> None:
    server.quoted_at = datetime(2026, 1, 9, 21, 0, 1, tzinfo=UTC)
    soon = ask("How is Nvidia doing today?", at=datetime(2026, 1, 9, 21, 29, tzinfo=UTC))
    later = ask("How is Nvidia doing today?", at=datetime(2026, 1, 9, 21, 30, tzinfo=UTC))

    assert "its closes are not final yet" in soon["text"]
    assert {fact["status"] for fact in soon["facts"] if fact["as_of"] == "2026-01-09"} == {"provisional"}
    assert (later["as_of"], {fact["status"] for fact in later["facts"]}) == ("2026-01-09", {"final"})


@pytest.mark.fault("D7")
def test_at_eight_in_the_morning_the_session_before_answers(ask: Callable[..., Json], server: FakeYahoo) -> None:
    server.quoted_at = datetime(2026, 1, 8, 21, 0, 1, tzinfo=UTC)
    answer = ask("How is Nvidia doing today?", at=datetime(2026, 1, 9, 13, 0, tzinfo=UTC))

    assert answer["text"].startswith("Nvidia rose 0.69% on 8 January 2026.")
    assert "under way" not in answer["text"]


def test_a_row_dated_today_whose_price_was_seen_before_the_bell_is_no_price_of_today(
    ask: Callable[..., Json], server: FakeYahoo
) -> None:
    server.quoted_at = datetime(2026, 1, 8, 21, 0, 1, tzinfo=UTC)

    assert "under way" not in ask("How is Nvidia doing today?")["text"]


def test_a_price_seen_less_than_a_minute_ago_is_not_asked_for_again(desk: Desk, server: FakeYahoo) -> None:
    for words in ("December", "today"):
        run_tool(desk, "measure", {"measure": "price_return", "subjects": ["NVDA"], "period": words})

    assert server.charts == ["NVDA"]


def test_last_is_booked_by_itself(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "last", "subjects": ["NVDA", "AAPL"]})

    assert outcome.fact("last:NVDA").value == 146.0
    assert outcome.fact("move_so_far:AAPL").value == pytest.approx(246 / 245 - 1)
    assert not any(fact.measure == "close" for fact in outcome.facts)


def test_without_a_session_under_way_last_is_no_data(desk: Desk) -> None:
    desk.live = None
    outcome = run_tool(desk, "measure", {"measure": "last", "subjects": ["NVDA"]})

    assert outcome.facts == []
    assert "Ask for its close" in outcome.failures[0].text


def test_what_is_computed_from_a_price_of_the_moment_is_of_the_moment(desk: Desk) -> None:
    last = run_tool(desk, "measure", {"measure": "last", "subjects": ["NVDA"]}).fact("last:NVDA")
    twice = run_tool(desk, "calculate", {"expression": f"2 * {last.id}"}).facts[0]

    assert (twice.status, twice.observed_at) == ("intraday", last.observed_at)


def test_a_price_of_the_moment_passed_for_final_is_found(ask: Callable[..., Json]) -> None:
    answer = ask("How is Nvidia doing today?")
    live = next(fact for fact in answer["facts"] if fact["measure"] == "last")
    live |= {"status": "final", "observed_at": None}

    assert any("status" in finding for finding in verify(answer).findings)


def test_the_move_is_missing_where_the_close_before_is(desk: Desk, server: FakeYahoo) -> None:
    server.bars["NVDA"] = [replace(b, close=None, adjusted=None) if b.session == BEFORE else b for b in bars(100.0)]
    outcome = run_tool(desk, "measure", {"measure": "last", "subjects": ["NVDA"]})

    assert "last:NVDA" in outcome.roles
    assert "move_so_far:NVDA" not in outcome.roles


class TestWhatTheSourceSays:
    @pytest.mark.fault("D1")
    def test_kept_prices_stand_in_with_their_age_said_once(self, ask: Callable[..., Json], server: FakeYahoo) -> None:
        ask("How did Nvidia do in December?", at=datetime(2026, 1, 9, 22, 0, tzinfo=UTC))
        server.fault = "rate_limit"
        answer = ask("How did Nvidia do this week?", at=datetime(2026, 1, 13, 22, 0, tzinfo=UTC))

        assert answer["as_of"] == "2026-01-09"
        assert answer["data"].count("limits requests") == 1
        assert "retrieved 2026-01-09 22:00 UTC, 4 days ago" in answer["data"]
        assert "Nvidia" in answer["text"]

    @pytest.mark.fault("D3")
    def test_a_row_that_was_left_out_is_named_in_the_line_about_the_data(
        self, ask: Callable[..., Json], server: FakeYahoo
    ) -> None:
        server.bars["NVDA"][5] = replace(server.bars["NVDA"][5], close=-1.0)
        answer = ask("How did Nvidia do in December?")

        assert answer["data"].count("NVDA: 1 value of close not a positive number") == 1
        assert "positive number" not in answer["text"]

    def test_a_model_is_told_each_notice_with_the_first_result_only(self, desk: Desk, server: FakeYahoo) -> None:
        server.bars["NVDA"][5] = replace(server.bars["NVDA"][5], close=-1.0)
        one, two = (run_tool(desk, "measure", {"measure": "close", "subjects": ["NVDA"]}) for _ in range(2))

        assert any("not a positive number" in note for note in one.notes)
        assert not any("not a positive number" in note for note in two.notes)
