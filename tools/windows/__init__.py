"""Periods of time in words, read as windows of sessions."""

from tools.windows.events import Event, load_events
from tools.windows.finding import FoundPeriods, RefusedPeriod, find_periods, time_words
from tools.windows.reading import read_period, read_stretch
from tools.windows.stretch import Stretch
from tools.windows.window import OtherReading, Period, Window

__all__ = [
    "Event",
    "FoundPeriods",
    "OtherReading",
    "Period",
    "RefusedPeriod",
    "Stretch",
    "Window",
    "find_periods",
    "load_events",
    "read_period",
    "read_stretch",
    "time_words",
]
