"""Expressions of time with the calendar days that they cover, worked out by hand; as of 9 January 2026, a Friday."""

import json
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "windows.jsonl"
REF = "2026-01-09"
# Words; the first day; the last day, "" when the range is open.
RANGES = """
2025 | 2025-01-01 | 2025-12-31
last year | 2025-01-01 | 2025-12-31
calendar 2024 | 2024-01-01 | 2024-12-31
the year before last | 2024-01-01 | 2024-12-31
the 1990s | 1990-01-01 | 1999-12-31
the second half of 2025 | 2025-07-01 | 2025-12-31
H1 2024 | 2024-01-01 | 2024-06-30
Q3 2025 | 2025-07-01 | 2025-09-30
3Q25 | 2025-07-01 | 2025-09-30
the fourth quarter of last year | 2025-10-01 | 2025-12-31
the first three quarters of 2025 | 2025-01-01 | 2025-09-30
last quarter | 2025-10-01 | 2025-12-31
October 2025 | 2025-10-01 | 2025-10-31
in March | 2025-03-01 | 2025-03-31
last month | 2025-12-01 | 2025-12-31
last November | 2025-11-01 | 2025-11-30
the month before last | 2025-11-01 | 2025-11-30
Feb 2024 | 2024-02-01 | 2024-02-29
last week | 2025-12-29 | 2026-01-04
the week before last | 2025-12-22 | 2025-12-28
the week of December 8, 2025 | 2025-12-08 | 2025-12-14
from March 2025 through May 2025 | 2025-03-01 | 2025-05-31
between October and December 2025 | 2025-10-01 | 2025-12-31
from January to June last year | 2025-01-01 | 2025-06-30
2022 to 2024 | 2022-01-01 | 2024-12-31
Q1 to Q3 2025 | 2025-01-01 | 2025-09-30
from 1 July 2025 to 15 August 2025 | 2025-07-01 | 2025-08-15
between 2025-02-19 and 2025-04-08 | 2025-02-19 | 2025-04-08
June 3 to June 20, 2025 | 2025-06-03 | 2025-06-20
9 to 12 June 2025 | 2025-06-09 | 2025-06-12
the first week of December 2025 | 2025-12-01 | 2025-12-07
the summer of 2025 | 2025-06-01 | 2025-08-31
since August | 2025-08-01 |
since March 2025 | 2025-03-01 |
since 2020 | 2020-01-01 |
since Q2 2025 | 2025-04-01 |
since last month | 2025-12-01 |
since May 1, 2025 | 2025-05-01 |
since ChatGPT launched | 2022-11-30 |
2024年 | 2024-01-01 | 2024-12-31
2025年第三季度 | 2025-07-01 | 2025-09-30
el año pasado | 2025-01-01 | 2025-12-31
letzten Monat | 2025-12-01 | 2025-12-31
le mois dernier | 2025-12-01 | 2025-12-31
"""
DAYS = """
today | 2026-01-09
yesterday | 2026-01-08
the day before yesterday | 2026-01-07
on Monday | 2026-01-05
last Friday | 2026-01-02
January 6 | 2026-01-06
Jan 6th, 2026 | 2026-01-06
the 6th of January | 2026-01-06
9 April 2025 | 2025-04-09
4/9/2025 | 2025-04-09
2025-10-10 | 2025-10-10
April 4 | 2025-04-04
December 24 | 2025-12-24
Christmas Eve | 2025-12-24
Christmas Day 2024 | 2024-12-25
Thanksgiving | 2025-11-27
Labor Day | 2025-09-01
Good Friday 2025 | 2025-04-18
New Year's Day | 2026-01-01
Independence Day 2025 | 2025-07-04
Liberation Day | 2025-04-02
DeepSeek Monday | 2025-01-27
the first Monday of July 2025 | 2025-07-07
the last Friday of 2025 | 2025-12-26
three days ago | 2026-01-06
two weeks ago | 2025-12-26
昨天 | 2026-01-08
ayer | 2026-01-08
gestern | 2026-01-08
hier | 2026-01-08
"""


def expressions() -> str:
    """One expression a line, ends exclusive."""
    ranges = [tuple(part.strip() for part in line.split("|")) for line in RANGES.strip().splitlines()]
    days = [tuple(part.strip() for part in line.split("|")) for line in DAYS.strip().splitlines()]
    rows = [_row(words, "daterange", first, last) for words, first, last in ranges]
    rows += [_row(words, "date", day, day) for words, day in days]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


def _row(words: str, kind: str, first: str, last: str) -> dict[str, object]:
    end = (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else None
    return {"span": words, "ref": REF, "kind": kind, "options": [{"start": first, "end_exclusive": end}]}
