"""Periods that stand in a row and share a year: "Q1 and Q2 2025", "October, November and December 2025"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.windows import Period, read_period

YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
PART_OF_YEAR: Final = re.compile(
    r"\b(?:[qh]\d|\dq|quarter|half|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
BARE: Final = re.compile(
    r"(?:19|20)\d\d|[qh]\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.IGNORECASE
)
LIST_OF_YEARS: Final = re.compile(r"^the (?:calendar )?years\s+", re.IGNORECASE)
RELATIVE: Final = re.compile(r"\b(?:last|this|past|since|ago|previous|prior|current|next|to date)\b", re.IGNORECASE)
IN_A_ROW: Final = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|vs\.?|versus|against|compared (?:to|with)|than|&|/))?\s*(?:and\s+)?(?:(?:in|the|for)\s+)*",
    re.IGNORECASE,
)


def listed(first: Period, second: Period, between: str) -> bool:
    """Say whether two periods are entries of a list, with a comma between: "2023, 2024", not "January, 2024"."""
    texts = [LIST_OF_YEARS.sub("", p.text) for p in (first, second)]
    alike = len({bool(YEAR.fullmatch(text)) for text in texts}) == 1
    return "," in between and alike and all(BARE.fullmatch(text) for text in texts)


def of_one_year(periods: Sequence[Period], text: str, as_of: date, sessions: Sessions) -> list[Period]:
    """Return periods with the year that only one of two neighbours in a row has."""
    found = list(periods)
    for place in reversed(range(len(found) - 1)):
        found[place] = _of_year(found[place], found[place + 1], text, as_of, sessions)
    for place in range(1, len(found)):
        found[place] = _of_year(found[place], found[place - 1], text, as_of, sessions)
    return _of_the_one_year(found, text, as_of, sessions)


def _of_the_one_year(periods: list[Period], text: str, as_of: date, sessions: Sessions) -> list[Period]:
    """Return periods without a year as those of the one year that stands after, or before, all of them.

    "Was September or October better in 2025" is of both months of 2025.
    """
    years = [p for p in periods if YEAR.fullmatch(p.text)]
    parts = [
        p for p in periods if PART_OF_YEAR.search(p.text) and not YEAR.search(p.text) and not RELATIVE.search(p.text)
    ]
    if len(years) != 1 or len(parts) < 2 or len(parts) + 1 != len(periods):
        return periods
    year, ends = years[0], (parts[0].span, parts[-1].span)
    between = text[year.span[1] : ends[0][0]] if year.span < ends[0] else text[ends[1][1] : year.span[0]]
    if ends[0] < year.span < ends[1] or (IN_A_ROW.fullmatch(between) and "," not in between):
        return periods
    try:
        whole = [replace(read_period(f"{p.text} {year.text}", as_of, sessions), span=p.span) for p in parts]
    except PeriodError:
        return periods
    return sorted([*whole, replace(whole[0], span=year.span)], key=lambda p: p.span)


def _of_year(period: Period, beside: Period, text: str, as_of: date, sessions: Sessions) -> Period:
    first, second = sorted((period, beside), key=lambda p: p.span)
    year = YEAR.search(beside.text)
    whole = YEAR.search(period.text) or not PART_OF_YEAR.search(period.text) or RELATIVE.search(period.text)
    if whole or year is None or BARE.fullmatch(beside.text):
        return period
    if not IN_A_ROW.fullmatch(text[first.span[1] : second.span[0]]):
        return period
    for words in (f"{period.text} {year[0]}", f"{period.text} of {year[0]}"):
        try:
            return replace(read_period(words, as_of, sessions), text=words, span=period.span)
        except PeriodError:
            continue
    return period
