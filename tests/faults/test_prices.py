"""The prices fail: what a reader is told in the whole answer, over real sockets and the real yfinance."""

import asyncio
import json
import re
import socket
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from copilot.service import QuestionRefused
from tests.doubles.asking import Told, copilot_with, events_of
from tests.doubles.fake_yahoo import FakeYahoo, fake_yahoo
from tests.doubles.live import DAYS, LAST, Clock, answered, bars, live
from tests.doubles.openai_server import Script, behaves, openai_server, says
from tools.errors import SourceUnavailable
from tools.prices import YahooPrices
from tools.sectors import SECTORS
from tools.sessions import load_sessions

FIVE = "How has the S&P 500 done in the last five sessions?"
REFERENCE_END = "2026-01-09"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def yahoo() -> Iterator[FakeYahoo]:
    funds = {sector.fund: bars(50.0 + i) for i, sector in enumerate(SECTORS)}
    with fake_yahoo({"SPY": bars(), "^GSPC": bars(5000.0), "AAPL": bars(50.0), **funds}) as server:
        yield server


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.mark.fault("D1")
@pytest.mark.parametrize("fault", ["rate_limit", "empty", "html", "server_error"])
def test_without_rows_of_yahoo_the_reference_closes_answer_and_say_why(
    fault: str, yahoo: FakeYahoo, own_home: Path
) -> None:
    yahoo.fault = fault
    told = answered(live(yahoo, own_home, Clock()), FIVE)

    assert told.as_of == REFERENCE_END and told.checks.figures > 0
    assert told.data.startswith("reference closes to 9 January 2026") and "Yahoo Finance" in told.data


@pytest.mark.fault("D1")
def test_a_rate_limit_is_answered_from_what_is_kept_with_its_age(yahoo: FakeYahoo, own_home: Path) -> None:
    clock = Clock()
    before = answered(live(yahoo, own_home, clock), FIVE)
    yahoo.fault = "rate_limit"
    clock.pass_by(days=2)
    after = answered(live(yahoo, own_home, clock), FIVE)

    assert after.text == before.text and after.as_of == LAST.isoformat()
    assert "2 days ago" in after.data and "limits requests" in after.data


@pytest.mark.fault("D1")
def test_without_anything_behind_it_a_rate_limit_is_an_error_with_a_remedy(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.fault = "rate_limit"

    with pytest.raises(SourceUnavailable, match=r"limits requests.*--data reference"):
        answered(live(yahoo, own_home, Clock(), alone=True), FIVE)


@pytest.mark.fault("D2")
def test_three_missing_sectors_are_named_and_the_rest_is_not_called_all(yahoo: FakeYahoo, own_home: Path) -> None:
    gone = ("XLK", "XLC", "XLU")
    for fund in gone:
        del yahoo.bars[fund]
    told = answered(live(yahoo, own_home, Clock(), alone=True), "Rank the sectors over the last five sessions")
    ranked = {fact["subject"][0] for fact in told.facts if fact["measure"] == "price_return"}

    assert all(fund in told.text for fund in gone)
    assert len(ranked) == 8 and "eleven" not in told.text


@pytest.mark.fault("D2")
def test_a_basket_with_a_missing_member_is_not_weighted_anew(yahoo: FakeYahoo, own_home: Path) -> None:
    for symbol in ("MSFT", "NVDA", "AMZN", "META", "GOOGL"):
        yahoo.bars[symbol] = bars(100.0)
    question = "Return of an equal-weight basket of the Magnificent 7 over the last five sessions"
    told = answered(live(yahoo, own_home, Clock(), alone=True), question)

    assert "TSLA" in told.text or "Tesla" in told.text
    assert not any(len(fact["subject"]) > 1 for fact in told.facts)


@pytest.mark.fault("D3")
def test_no_answer_shows_what_is_not_a_number(yahoo: FakeYahoo, own_home: Path) -> None:
    rows = bars(5000.0)
    for place, close in ((-2, 0.0), (-5, -3.0), (-9, None), (-12, 1e30)):
        rows[place] = replace(rows[place], close=close, adjusted=close)
    yahoo.bars["^GSPC"] = [*rows, rows[30], rows[-1]]
    copilot = live(yahoo, own_home, Clock(), alone=True)
    for question in (FIVE, "How volatile was the S&P 500 in 2025?", "Worst drawdown of the S&P 500 in 2025"):
        told = answered(copilot, question)

        assert not re.search(r"\bnan\b|\binf\b|-100%", told.text, re.IGNORECASE)


@pytest.mark.fault("D4")
def test_prices_of_a_year_ago_are_dated_and_not_called_current(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.bars = {symbol: bars(100.0, DAYS[:20]) for symbol in yahoo.bars}
    for question in ("How is the S&P 500 doing now?", "What is the S&P 500's current level?"):
        told = answered(live(yahoo, own_home, Clock(), alone=True), question)

        assert told.as_of == "2024-12-30" and "30 December 2024" in told.text
        assert not re.search(r"\b(?:current(?:ly)?|now|today)\b", told.text, re.IGNORECASE)
        assert "no newer session" in told.data


LEVEL = "What is the level of the S&P 500?"
CALLED_CURRENT = "The S&P 500 is currently at {F1}."


def told_by_a_model(says_: Script, yahoo: FakeYahoo, home: Path, clock: Clock, as_of: date | None = None) -> Told:
    with openai_server(says_) as server:
        copilot = copilot_with(server, home)
        copilot.now = clock
        copilot.prices = YahooPrices(home / "cache", clock, yahoo.session(), yahoo.address)
        return Told(events_of(copilot, LEVEL, as_of=as_of), server.requests)


@pytest.mark.fault("D4")
def test_a_model_that_calls_old_prices_current_is_asked_to_date_them(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.bars = {"^GSPC": bars(5000.0, DAYS[:20])}
    script = says(CALLED_CURRENT, "1: The S&P 500 closed at {F1} on {F1:end}.")
    told = told_by_a_model(script, yahoo, own_home, Clock())

    assert told.answer.text.strip() == "The S&P 500 closed at 5,019.00 on 30 December 2024."
    assert "not today" in told.requests[0]["messages"][0]["content"]


@pytest.mark.fault("D4")
def test_a_model_that_insists_has_the_date_put_behind_its_words(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.bars = {"^GSPC": bars(5000.0, DAYS[:20])}
    told = told_by_a_model(says(CALLED_CURRENT), yahoo, own_home, Clock())

    assert "(The newest session here is 30 December 2024.)" in told.answer.text
    assert told.shown == told.answer.text


NOWS = (
    "Der S&P 500 steht derzeit bei {F1}.", "Aktuell notiert der S&P 500 bei {F1}.", "Heute steht der S&P 500 bei {F1}.",
    "El S&P 500 está actualmente en {F1}.", "Hoy el S&P 500 está en {F1}.", "Ahora mismo el S&P 500 está en {F1}.",
    "Le S&P 500 est actuellement à {F1}.", "Aujourd’hui, le S&P 500 est à {F1}.", "L'S&P 500 è oggi a {F1}.",
    "标普500指数目前为{F1}。", "标普500现在的点位是{F1}。", "今天标普500报{F1}。",
)  # fmt: skip


@pytest.mark.fault("D4")
@pytest.mark.parametrize("said", NOWS)
def test_old_prices_are_not_called_current_in_other_languages_either(
    said: str, yahoo: FakeYahoo, own_home: Path
) -> None:
    yahoo.bars = {"^GSPC": bars(5000.0, DAYS[:20])}
    told = told_by_a_model(says(said), yahoo, own_home, Clock())

    assert "(The newest session here is 30 December 2024.)" in told.answer.text


@pytest.mark.fault("D4")
@pytest.mark.parametrize(
    "said",
    ["Der S&P 500 schloss am 30. Dezember 2024 bei {F1}.", "El S&P 500 cerró en {F1} el 30 de diciembre de 2024.",
     "2024年12月30日标普500收于{F1}。", "The S&P 500 closed at {F1} on {F1:end}, knowing no newer session."],
)  # fmt: skip
def test_old_prices_that_are_dated_need_no_more_words(said: str, yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.bars = {"^GSPC": bars(5000.0, DAYS[:20])}

    assert "newest session here" not in told_by_a_model(says(said), yahoo, own_home, Clock()).answer.text


@pytest.mark.fault("D4")
def test_prices_of_today_and_of_a_day_that_was_asked_for_may_be_called_current(
    yahoo: FakeYahoo, own_home: Path
) -> None:
    today = told_by_a_model(says(CALLED_CURRENT), yahoo, own_home, Clock())
    then = told_by_a_model(says(CALLED_CURRENT), yahoo, own_home, Clock(), date(2025, 3, 3))

    assert [len(told.requests) for told in (today, then)] == [1, 1]
    assert "newest session" not in today.answer.text + then.answer.text


@pytest.mark.fault("D5")
def test_a_price_in_pence_is_no_price_in_dollars(yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.currency["AAPL"] = "GBp"
    told = answered(live(yahoo, own_home, Clock(), alone=True), "How did Apple do in 2025?")

    assert told.reason == "no_data" and "GBp" in told.text


@pytest.mark.fault("D5")
def test_a_day_in_the_wrong_unit_settles_no_figure_and_is_told(yahoo: FakeYahoo, own_home: Path) -> None:
    rows = bars()
    rows[200] = replace(rows[200], close=100 * (rows[200].close or 0.0), adjusted=None)
    yahoo.bars["SPY"] = rows
    told = answered(live(yahoo, own_home, Clock(), alone=True), f"What was SPY's close on {rows[200].session}?")

    assert told.reason == "no_data" and "100 times" in told.data


@pytest.mark.fault("D5")
def test_price_and_total_return_are_both_had_and_named(yahoo: FakeYahoo, own_home: Path) -> None:
    rows = bars()
    yahoo.bars["SPY"] = [replace(r, adjusted=(r.close or 0.0) * (0.98 if i < 200 else 1)) for i, r in enumerate(rows)]
    copilot = live(yahoo, own_home, Clock(), alone=True)
    price = answered(copilot, "How did SPY do in 2025?")
    total = answered(copilot, "How did SPY do in 2025, with dividends?")

    assert "without dividends" in price.text and price.facts[0]["measure"] == "price_return"
    assert total.facts[0]["measure"] == "total_return" and total.facts[0]["value"] > price.facts[0]["value"]


NAMES = {
    "unknown": "ZZZZQ", "shell": "; rm -rf /", "substitution": "$(touch x)", "homoglyph": "АAPL",
    "quote": "AAPL' OR 1=1 --",
    "path": "../../etc/passwd", "address": "http://evil.example/x", "tag": "<script>alert(1)</script>",
    "long": "A" * 3900, "direction": "\u202eLPAA", "delisted": "TWTR",
}  # fmt: skip
ALLOWED = re.compile(r"(?:%5E|\^)?[A-Z0-9]{1,6}(?:[.=-][A-Z0-9]{1,4})?$")


@pytest.mark.fault("D6")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_what_is_no_name_is_asked_about_and_never_sent(name: str, yahoo: FakeYahoo, own_home: Path) -> None:
    told = answered(live(yahoo, own_home, Clock(), alone=True), f"How did {name} do in 2025?")

    assert told.behavior in ("clarify", "decline") and told.text.strip()
    assert told.facts == ()
    assert all(ALLOWED.match(symbol) for symbol in yahoo.charts)


@pytest.mark.fault("D6")
@pytest.mark.parametrize(
    ("name", "symbol"),
    [("aapl", "AAPL"), ("^gspc", "^GSPC"), ("BRK.B", "BRK-B"), ("Berkshire", "BRK-B"), ("$AAPL", "AAPL")],
)  # fmt: skip
def test_a_symbol_is_known_however_it_is_written(name: str, symbol: str, yahoo: FakeYahoo, own_home: Path) -> None:
    yahoo.bars["BRK-B"] = bars(400.0)
    told = answered(live(yahoo, own_home, Clock(), alone=True), f"How did {name} do in 2025?")

    assert told.facts[0]["subject"] == [symbol]


@pytest.mark.fault("D6")
def test_ten_thousand_characters_are_refused_with_the_limit(yahoo: FakeYahoo, own_home: Path) -> None:
    with pytest.raises(QuestionRefused, match="10,011 characters, more than 4,000"):
        answered(live(yahoo, own_home, Clock()), f"How did {'x' * 10_000} do")
    assert yahoo.asked == []


@pytest.mark.fault("D6")
def test_bytes_that_are_no_text_are_answered_as_marks_and_kept(yahoo: FakeYahoo, own_home: Path) -> None:
    copilot = live(yahoo, own_home, Clock(), alone=True)
    told = asyncio.run(copilot.answer("How did Apple \udcff do in 2025?", thread="a\udcfe"))
    sealed = json.dumps(told.to_json(), ensure_ascii=False).encode()

    assert "\ufffd".encode() in sealed and len(copilot.threads.open("a\ufffd").messages) > 1


DATES = {
    "a weekend": ("How did the S&P 500 do on 10 January 2026?", "9 January 2026"),
    "a holiday": ("How did the S&P 500 do on 25 December 2025?", "24 December 2025"),
    "a half day": ("How did the S&P 500 do on 28 November 2025?", "28 November 2025"),
    "a day of mourning": ("How did the S&P 500 do on 9 January 2025?", "8 January 2025"),
    "a future date": ("How did the S&P 500 do on 3 March 2027?", "14 January 2026"),
    "no leap day": ("How did the S&P 500 do on 29 February 2025?", "2025-02-29"),
    "start after end": ("How did the S&P 500 do from 5 May 2025 to 2 April 2025?", "2 April 2025"),
    "one session": ("How did the S&P 500 do on 14 January 2026?", "14 January 2026"),
}


@pytest.mark.fault("D7")
@pytest.mark.parametrize(("question", "named"), DATES.values(), ids=DATES)
def test_an_answer_names_the_session_it_used_or_why_there_is_none(
    question: str, named: str, yahoo: FakeYahoo, own_home: Path
) -> None:
    told = answered(live(yahoo, own_home, Clock(), alone=True), question)

    assert named in told.text


@pytest.mark.fault("D7")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("at", "session"),
    [(datetime(2026, 1, 14, 13, 0, tzinfo=UTC), "2026-01-13"), (datetime(2026, 1, 14, 22, 0, tzinfo=UTC), "2026-01-14"),
     (datetime(2026, 1, 11, 18, 0, tzinfo=UTC), "2026-01-09"),
     (datetime(2025, 11, 27, 18, 0, tzinfo=UTC), "2025-11-26"),
     (datetime(2025, 3, 9, 6, 30, tzinfo=UTC), "2025-03-07")],
    ids=["8 in the morning", "in the evening", "a Sunday", "Thanksgiving", "the night of summer time"],
)  # fmt: skip
def test_today_is_the_newest_session_of_new_york_wherever_the_machine_stands(
    zone: str, at: datetime, session: str, yahoo: FakeYahoo, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    yahoo.bars = {s: [b for b in rows if b.session <= at.date()] for s, rows in yahoo.bars.items()}
    yahoo.quoted_at = at
    try:
        with time_machine.travel(at, tick=False):
            told = answered(live(yahoo, own_home, lambda: at, alone=True), "How did the S&P 500 do today?")
    finally:
        monkeypatch.undo()
        time.tzset()

    assert told.as_of == session
    final = [f for f in told.facts if f["status"] == "final" and f["window"]]
    assert all(f["window"]["end"] <= session for f in final)


@pytest.mark.fault("D8")
def test_without_a_network_everything_answers_at_once_from_the_reference_closes(
    yahoo: FakeYahoo, own_home: Path, closed_port: int
) -> None:
    copilot = live(yahoo, own_home, Clock(), port=closed_port)
    questions = (
        FIVE,
        "Rank the sectors in 2025",
        "How much of the S&P 500 is the Magnificent 7?",
        "How is the market?",
    )
    told = [answered(copilot, question) for question in questions]

    assert all(t.checks.figures > 0 and "cannot be reached" in t.data for t in told[:2])
    assert all(t.behavior == "answer" for t in told)
    assert yahoo.asked == []


@pytest.mark.fault("D8")
def test_a_network_that_goes_and_comes_back_needs_no_restart(
    yahoo: FakeYahoo, own_home: Path, closed_port: int
) -> None:
    clock = Clock()
    copilot = live(yahoo, own_home, clock)
    first = answered(copilot, FIVE)
    there, yahoo.port = yahoo.port, closed_port
    clock.pass_by(days=1)
    since = time.perf_counter()
    without = answered(copilot, FIVE)
    took = time.perf_counter() - since
    yahoo.port = there
    yahoo.bars["^GSPC"] = bars(5000.0, load_sessions().between(DAYS[0], date(2026, 1, 15)))
    clock.pass_by(hours=1)
    again = answered(copilot, FIVE)

    assert without.text == first.text and "ago" in without.data and took < 2
    assert again.as_of == "2026-01-15" and "ago" not in again.data


@pytest.mark.fault("D8")
def test_a_yahoo_that_says_nothing_is_not_waited_for_where_there_are_prices(yahoo: FakeYahoo, own_home: Path) -> None:
    clock = Clock()
    copilot = live(yahoo, own_home, clock)
    first = answered(copilot, FIVE)
    yahoo.bars["^GSPC"] = bars(5000.0, load_sessions().between(DAYS[0], date(2026, 1, 15)))
    yahoo.answers_left = 0
    clock.pass_by(days=1)
    since = time.perf_counter()
    meanwhile = answered(copilot, FIVE)
    took = time.perf_counter() - since
    yahoo.answers_left = None
    while copilot.prices.yahoo.store.is_being_asked_for("^GSPC"):  # type: ignore[attr-defined]  # the price source of `live`
        time.sleep(0.02)
    after = answered(copilot, FIVE)

    assert meanwhile.text == first.text and took < 2.5
    assert "1 day ago" in meanwhile.data and "still being asked" in meanwhile.data
    assert after.as_of == "2026-01-15" and "ago" not in after.data


@pytest.mark.fault("D8")
@pytest.mark.parametrize("came", [0, 4, 8])
def test_a_cut_in_the_middle_of_many_symbols_keeps_what_came_and_names_the_rest(
    came: int, yahoo: FakeYahoo, own_home: Path
) -> None:
    copilot = live(yahoo, own_home, Clock(), alone=True)
    answered(copilot, FIVE)
    yahoo.cut_after = len(yahoo.charts) + came
    told = answered(copilot, "Rank the sectors over the last five sessions")
    ranked = {fact["subject"][0] for fact in told.facts if fact["measure"] == "price_return"}

    assert "connection to Yahoo Finance failed" in told.text and "eleven" not in told.text
    assert told.seconds < 3
    if 2 * came < len(SECTORS):
        assert told.reason == "no_data" and not ranked
    else:
        assert all(sector.fund in told.text for sector in SECTORS if sector.fund not in ranked) and ranked


@pytest.mark.fault("D9")
def test_no_answer_draws_a_warning_from_our_own_code(yahoo: FakeYahoo, own_home: Path) -> None:
    copilot = live(yahoo, own_home, Clock())
    questions = (
        FIVE, "Rank the sectors in 2025", "How volatile was SPY in 2025?", "Worst drawdown of SPY in 2025",
        "Correlation of SPY and Apple in 2025", "Beta of Apple in 2025", "Best day of SPY in 2025",
        "How is the market?", "SPY against Apple in 2025, by quarter", "Is SPY above its 50-day average?",
    )  # fmt: skip
    with warnings.catch_warnings(record=True) as drawn:
        warnings.simplefilter("always")
        told = [answered(copilot, question) for question in questions]

    assert sum(bool(t.facts) for t in told) >= len(questions) - 1
    assert [w for w in drawn if Path(w.filename).is_relative_to(ROOT) and ".venv" not in w.filename] == []


@pytest.mark.fault("D8")
def test_with_no_network_and_no_model_the_built_in_one_answers(own_home: Path) -> None:
    with openai_server(behaves) as server:
        copilot = copilot_with(server, own_home, openai_base_url="http://127.0.0.1:9/v1")
    told = events_of(copilot, FIVE)[-1]

    assert told.answer.model.fell_back and told.answer.checks.figures > 0  # type: ignore[union-attr]
