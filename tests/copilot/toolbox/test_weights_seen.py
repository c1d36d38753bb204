"""Weights in the index from what its fund is seen to hold today, through the real yfinance."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from copilot.proofs import verify
from tests.doubles.fake_yahoo import FakeYahoo, fake_yahoo
from tests.doubles.live import Clock, answered, bars, live
from tools.sessions import load_sessions
from tools.weights import load_weights

SEVEN = ("NVDA", "AAPL", "MSFT", "AMZN", "GOOGL", "GOOG", "META", "TSLA")
TEN = [(symbol, 0.08 - i / 200) for i, symbol in enumerate((*SEVEN, "AVGO", "BRK-B"))]
QUESTION = "How much of the S&P 500 is the Magnificent 7?"
DAYS = load_sessions().between(date(2025, 12, 1), date(2026, 1, 16))
NEWEST_BUNDLED = max(day for day, _ in load_weights())


@pytest.fixture
def yahoo() -> Iterator[FakeYahoo]:
    with fake_yahoo({symbol: bars(100.0, DAYS) for symbol in ("^GSPC", "SPY", *SEVEN)}) as server:
        server.funds["SPY"] = list(TEN)
        yield server


def summaries(yahoo: FakeYahoo) -> int:
    return sum("/quoteSummary/" in path for path, _ in yahoo.asked)


def whole(answer: Answer) -> dict[str, Any]:
    return max((f for f in answer.facts if f["measure"] == "weight"), key=lambda f: len(f["subject"]))


def test_the_fund_s_holdings_of_today_give_the_weight_with_their_day_and_source(
    yahoo: FakeYahoo, own_home: Path
) -> None:
    told = answered(live(yahoo, own_home, Clock(), alone=True), QUESTION)
    fact = whole(told)

    assert fact["value"] == pytest.approx(sum(part for symbol, part in TEN if symbol in SEVEN))
    assert fact["as_of"] == "2026-01-14" and "SPY" in fact["label"] and "fund holdings" in fact["label"]
    assert fact["provenance"]["provider"] == "yahoo"
    assert fact["provenance"]["retrieved"] == "2026-01-14T22:00:00+00:00"
    assert "2026-01-14" in told.text or "14 January 2026" in told.text


def test_the_answer_is_recomputed_offline_from_its_rows(yahoo: FakeYahoo, own_home: Path) -> None:
    document = answered(live(yahoo, own_home, Clock(), alone=True), QUESTION).to_json()

    assert verify(json.loads(json.dumps(document))).ok


def test_they_are_asked_for_once_a_session_and_outlive_the_program(yahoo: FakeYahoo, own_home: Path) -> None:
    for _ in range(2):
        copilot = live(yahoo, own_home, Clock(), alone=True)
        for question in (QUESTION, "What is Apple's weight in the S&P 500?"):
            assert whole(answered(copilot, question))["as_of"] == "2026-01-14"

    assert summaries(yahoo) == 1


def test_a_session_of_the_past_is_never_weighed_by_what_is_seen_today(yahoo: FakeYahoo, own_home: Path) -> None:
    told = answered(live(yahoo, own_home, Clock(), alone=True), QUESTION, date(2026, 1, 13))

    assert whole(told)["as_of"] == NEWEST_BUNDLED.isoformat()
    assert summaries(yahoo) == 0


def test_a_period_of_the_past_is_not_weighed_by_it_either(yahoo: FakeYahoo, own_home: Path) -> None:
    told = answered(
        live(yahoo, own_home, Clock(), alone=True), "What was the weight of the Magnificent 7 on 12 January 2026?"
    )

    assert whole(told)["as_of"] == NEWEST_BUNDLED.isoformat() and summaries(yahoo) == 0


def test_what_was_seen_then_is_there_for_a_later_look_back(yahoo: FakeYahoo, own_home: Path) -> None:
    clock = Clock()
    first = whole(answered(live(yahoo, own_home, clock, alone=True), QUESTION))
    yahoo.funds["SPY"] = [(symbol, part / 2) for symbol, part in TEN]
    clock.pass_by(days=2)
    today = whole(answered(live(yahoo, own_home, clock, alone=True), QUESTION))
    then = whole(answered(live(yahoo, own_home, clock, alone=True), QUESTION, date(2026, 1, 15)))

    assert today["value"] == pytest.approx(first["value"] / 2) and today["as_of"] == "2026-01-16"
    assert (then["value"], then["as_of"]) == (first["value"], "2026-01-14")


def test_a_group_with_a_member_outside_the_largest_ten_is_weighed_by_the_bundled_tables(
    yahoo: FakeYahoo, own_home: Path
) -> None:
    yahoo.funds["SPY"] = [(symbol, part) for symbol, part in TEN if symbol != "TSLA"]
    copilot = live(yahoo, own_home, Clock(), alone=True)

    assert whole(answered(copilot, QUESTION))["as_of"] == NEWEST_BUNDLED.isoformat()
    assert whole(answered(copilot, "What is Apple's weight in the S&P 500?"))["as_of"] == "2026-01-14"


def test_alphabet_without_one_of_its_classes_is_not_weighed_by_the_other(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.funds["SPY"] = [(symbol, part) for symbol, part in TEN if symbol != "GOOG"]
    fact = whole(answered(live(yahoo, own_home, Clock(), alone=True), "What is Alphabet's weight in the S&P 500?"))

    assert fact["as_of"] == NEWEST_BUNDLED.isoformat()


Break = Callable[[FakeYahoo], None]
BROKEN: dict[str, Break] = {
    "unknown": lambda yahoo: yahoo.funds.clear(),
    "none": lambda yahoo: yahoo.funds.update(SPY=[]),
    "in percent": lambda yahoo: yahoo.funds.update(SPY=[(s, part * 100) for s, part in TEN]),
    "more than the whole": lambda yahoo: yahoo.funds.update(SPY=[(s, 0.2) for s, _ in TEN]),
    "zero": lambda yahoo: yahoo.funds.update(SPY=[*TEN[:9], ("BRK-B", 0.0)]),
    "no number": lambda yahoo: yahoo.funds.update(SPY=[("NVDA", "8%"), *TEN[1:]]),
}


@pytest.mark.fault("D2")
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_holdings_that_cannot_be_used_are_said_and_asked_for_no_more(
    broken: Break, yahoo: FakeYahoo, own_home: Path
) -> None:
    broken(yahoo)
    copilot = live(yahoo, own_home, Clock(), alone=True)
    told = [answered(copilot, QUESTION)]
    asked = summaries(yahoo)
    told.append(answered(copilot, QUESTION))

    assert all(whole(t)["as_of"] == NEWEST_BUNDLED.isoformat() for t in told)
    assert all("no holdings of it that can be used" in t.data for t in told)
    assert summaries(yahoo) == asked and copilot.prices.history(["SPY"], DAYS[0], DAYS[-1]).by_symbol


@pytest.mark.fault("D1")
def test_a_rate_limit_leaves_the_weights_that_were_seen_before(yahoo: FakeYahoo, own_home: Path) -> None:
    clock = Clock()
    first = whole(answered(live(yahoo, own_home, clock, alone=True), QUESTION))
    clock.pass_by(days=1)
    copilot = live(yahoo, own_home, clock, alone=True)
    answered(copilot, "How did the S&P 500 do today?")
    yahoo.fault = "rate_limit"
    told = answered(copilot, QUESTION)

    assert whole(told)["value"] == first["value"] and whole(told)["as_of"] == "2026-01-14"
    assert "limits requests" in told.data


@pytest.mark.fault("D8")
def test_holdings_that_do_not_come_are_not_waited_for_and_there_for_the_next_question(
    yahoo: FakeYahoo, own_home: Path
) -> None:
    copilot = live(yahoo, own_home, Clock(), alone=True)
    answered(copilot, "How did the S&P 500 do today?")
    yahoo.answers_left = 0
    first = answered(copilot, QUESTION)
    yahoo.answers_left = None
    while not list(own_home.rglob("fund-*.json")):
        time.sleep(0.02)

    assert whole(first)["as_of"] == NEWEST_BUNDLED.isoformat() and first.seconds < 4
    assert "still being asked" in first.data
    assert whole(answered(copilot, QUESTION))["as_of"] == "2026-01-14"


@pytest.mark.fault("S6")
@pytest.mark.parametrize("content", ["", "{", "null", "[7]", '[{"fund": "SPY"}]', "\x00"])
def test_a_kept_file_that_is_damaged_is_fetched_anew(content: str, yahoo: FakeYahoo, own_home: Path) -> None:
    answered(live(yahoo, own_home, Clock(), alone=True), QUESTION)
    (kept,) = own_home.rglob("fund-*.json")
    kept.write_text(content, encoding="utf-8")
    told = answered(live(yahoo, own_home, Clock(), alone=True), QUESTION)

    assert whole(told)["as_of"] == "2026-01-14" and json.loads(kept.read_text(encoding="utf-8"))[0]["fund"] == "SPY"
