"""When a session begins and ends, and so which closes are final at an instant."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tools.sessions import Sessions

NEW_YORK = "America/New_York"
BEGINNING, USUAL_END, EARLY_END = time(9, 30), time(16), time(13)
SETTLING = timedelta(minutes=20)


def session_end(session: date, sessions: Sessions) -> datetime:
    """Return the instant at which a session of the New York Stock Exchange ends."""
    end = EARLY_END if sessions.closes_early(session) else USUAL_END
    return datetime.combine(session, end, ZoneInfo(NEW_YORK))


def last_final_session(now: datetime, sessions: Sessions) -> date:
    """Return the last session that had ended at an instant (which must carry its zone)."""
    today = new_york_day(now)
    return today if today in sessions and now >= session_end(today, sessions) else sessions.before(today)


def is_open(now: datetime, sessions: Sessions) -> bool:
    """Say whether a session is under way at an instant."""
    today = new_york_day(now)
    begins = datetime.combine(today, BEGINNING, ZoneInfo(NEW_YORK))
    return today in sessions and begins <= now < session_end(today, sessions)


def is_settled(session: date, seen_at: datetime, sessions: Sessions) -> bool:
    """Say whether a close seen at an instant was past the minutes in which it may still change."""
    return session not in sessions or seen_at >= session_end(session, sessions) + SETTLING


def new_york_day(now: datetime) -> date:
    """Return the calendar day in New York at an instant."""
    return now.astimezone(ZoneInfo(NEW_YORK)).date()
