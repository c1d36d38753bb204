"""Periods as investors, journalists and fund letters name them, with windows worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from tools.errors import PeriodError
from tools.sessions import load_sessions
from tools.windows import find_periods, read_period

SESSIONS = load_sessions()
FRIDAY = date(2026, 1, 9)
PHRASES = Path(__file__).with_name("ordinary_phrases.txt")
REFUSED = "refused"


def cases() -> list[tuple[str, list[str]]]:
    lines = [line for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pairs = (line.split(" = ") for line in lines)
    return [(words, [one.strip() for one in windows.split("|")]) for words, windows in pairs]


@pytest.mark.parametrize(("words", "expected"), cases())
def test_an_ordinary_phrase_is_read_as_meant_and_its_other_reading_kept(words: str, expected: list[str]) -> None:
    try:
        period = read_period(words, FRIDAY, SESSIONS)
    except PeriodError:
        assert expected == [REFUSED]
        return
    windows = [period.window, *(other.window for other in period.alternatives)]
    said = [f"{window.base} {window.end}" for window in windows]

    assert said[0] == expected[0]
    assert set(expected) <= set(said)


@pytest.mark.parametrize(("words", "expected"), cases())
def test_a_phrase_in_a_sentence_is_read_as_it_is_alone_or_left_to_be_named(words: str, expected: list[str]) -> None:
    periods = find_periods(f"How did the S&P 500 do {words}?", FRIDAY, SESSIONS).periods
    whole = [f"{p.window.base} {p.window.end}" for p in periods if p.text == words]

    assert whole in ([], expected[:1])
