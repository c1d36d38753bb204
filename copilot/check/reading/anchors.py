"""The sessions around its publication that an article may speak from."""

from datetime import date, timedelta

from tools.sessions import Sessions


def anchors_for(published: date, newest: date, sessions: Sessions, count: int = 3) -> list[date]:
    """Return the sessions that an article of a day may speak from: its own, then those before it."""
    days = [sessions.on_or_before(min(published, newest + timedelta(days=4)))]
    if days[0] > newest:
        days = [newest]
    while len(days) < count:
        days.append(sessions.before(days[-1]))
    return days
