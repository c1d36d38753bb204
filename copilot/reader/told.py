"""The words of a question's period as a tool reads them without the question: "2024" for "the year before"."""

from datetime import date
from typing import Final

from copilot.reader.question import Question
from tools.errors import ToolError
from tools.sessions import Sessions
from tools.windows import Period, Window, read_period

REACTING: Final = ("react", "reacted", "reacting", "reaction", "respond", "responded", "response")


def period_words(question: Question, period: Period, as_of: date, sessions: Sessions) -> str:
    """Return the words of a period; a reaction to news told after the close is the next session's."""
    words = _self_contained(period, as_of, sessions)
    late = period.kind == "event" and period.window.start == period.window.end
    if late and question.says(*REACTING) and any("after the close" in note for note in period.notes):
        return f"the day after {words}"
    return words


def _self_contained(period: Period, as_of: date, sessions: Sessions) -> str:
    """Return words that name the period without the question before it."""
    try:
        if read_period(period.text, as_of, sessions).window == period.window:
            return period.text
    except ToolError:
        pass
    return spelled(period.window, as_of, sessions)


def spelled(window: Window, as_of: date, sessions: Sessions) -> str:
    """Return the plainest words that name exactly this window."""
    end = window.end
    candidates = [f"{end.year}", f"Q{(end.month + 2) // 3} {end.year}", f"{end:%B %Y}"]
    if window.start == end:
        candidates = [f"{end:%B} {end.day}, {end.year}"]
    for words in candidates:
        if read_period(words, as_of, sessions).window == window:
            return words
    return f"from {window.base.isoformat()} to {end.isoformat()}"
