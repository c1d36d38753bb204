"""The sessions around a publication, and the windows that plain words of time name as of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.check.reading.timed import Timed
from copilot.check.reading.timewords import LENGTHS
from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.windows import Period, read_period
from tools.windows.window import Window


@dataclass
class Dial:
    """What times are read against: the sessions around the publication, and the time named last.

    `anchors` are the sessions that the article may speak from, the likeliest first; `topic` is the
    stretch that the whole article is about, where its title or first lines name one.
    """

    sessions: Sessions
    anchors: Sequence[date]
    topic: Window | None = None
    origin: date | None = None
    published: date | None = None
    last: Timed | None = None
    last_span: Timed | None = None
    parts: str = ""
    anchor_period: Period | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.origin = self.origin or self.anchors[0]

    @property
    def seen_from(self) -> list[date]:
        """The sessions that "this year" may end on: those of the article, and the end of what it is about."""
        over = self.topic is not None and self.topic.end < self.anchors[-1]
        return [*self.anchors, self.topic.end] if over and self.topic else list(self.anchors)

    def pin(self, session: date) -> None:
        """Let the article speak from one session alone."""
        self.anchors = [session]

    def session(self, text: str = "", start: int = 0, end: int = 0) -> Timed:
        """Return the session that the article speaks of."""
        near = self.last is not None and self.last.day and (self.anchors[0] - self.last.windows[0].end).days <= 10
        told = self.last.windows[:1] if near and self.last is not None else ()
        windows = told or tuple(self.day(anchor) for anchor in self.anchors)
        return Timed(start, end, text, windows, unit="day")

    def spoken(self) -> Timed:
        """Return the sessions around the publication, whatever day was named last."""
        return Timed(0, 0, "", tuple(self.day(anchor) for anchor in self.anchors), unit="day")

    def unit(self, unit: str, text: str = "", start: int = 0, end: int = 0) -> Timed:
        """Return the day, week, month, quarter or year that the article speaks of."""
        if unit in ("day", "session"):
            return self.session(text, start, end)
        windows = [w for anchor in self.seen_from if (w := self.read(f"this {unit}", anchor))]
        before = self.read(f"last {unit}", self.anchors[0])
        windows = [*self._topical(unit), *windows, *([before] if before and self.young(unit) else [])]
        return Timed(start, end, text, tuple(dict.fromkeys(windows)), unit=unit)

    def _topical(self, unit: str) -> list[Window]:
        if self.topic is None:
            return []
        low, high = LENGTHS[unit]
        return [self.topic] if low <= (self.topic.end - self.topic.base).days <= high else []

    def young(self, unit: str) -> bool:
        """Say whether the unit has just begun, so that "the year" may be the one before."""
        now = self.read(f"this {unit}", self.anchors[0])
        return now is None or (self.anchors[0] - now.base).days <= {"week": 4, "month": 12, "quarter": 25}.get(unit, 45)

    def day(self, session: date) -> Window:
        """Return the window of one session."""
        return Window(self.sessions.before(session), session, session)

    def read(self, words: str, anchor: date) -> Window | None:
        """Return the window that words name as of a session, None when they name none."""
        try:
            return read_period(words, anchor, self.sessions, self.anchor_period).window
        except PeriodError:
            return None
