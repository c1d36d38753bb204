"""The exchange calendar: which days had a session, and why the others had none."""

from tools.sessions.calendar import Sessions, load_sessions

__all__ = ["Sessions", "load_sessions"]
