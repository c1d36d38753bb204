"""When a session begins and ends, and so which closes are final at an instant."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tools.sessions import Sessions

NEW_YORK = "America/New_York"
BEGINNING, USUAL_END, EARLY_END = time(9, 30), time(16), time(13)
SETTLING = timedelta(minutes=30)
"""How long after its end the closes of a session may still change."""


def session_begin(session: date) -> datetime:
    """Return the instant at which a session of the New York Stock Exchange begins."""
    return datetime.combine(session, BEGINNING, ZoneInfo(NEW_YORK))


def session_end(session: date, sessions: Sessions) -> datetime:
    """Return the instant at which a session of the New York Stock Exchange ends."""
    end = EARLY_END if sessions.closes_early(session) else USUAL_END
    return datetime.combine(session, end, ZoneInfo(NEW_YORK))


def final_from(session: date, sessions: Sessions) -> datetime:
    """Return the instant from which the closes of a session are final."""
    return session_end(session, sessions) + SETTLING


def last_final_session(now: datetime, sessions: Sessions) -> date:
    """Return the last session whose closes were final at an instant (which must carry its zone)."""
    today = new_york_day(now)
    final = today in sessions and now >= final_from(today, sessions)
    return today if final else sessions.before(today)


def forming_session(now: datetime, sessions: Sessions) -> date | None:
    """Return the session that had begun at an instant and whose closes were not final; None between sessions."""
    today = new_york_day(now)
    if today not in sessions or now < session_begin(today):
        return None
    return today if now < final_from(today, sessions) else None


def new_york_day(now: datetime) -> date:
    """Return the calendar day in New York at an instant."""
    return now.astimezone(ZoneInfo(NEW_YORK)).date()
