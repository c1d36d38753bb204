"""Claims about a row of days, weeks or months: streaks, and the best since."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.naming import GENERAL, Name
from copilot.check.reading.stage import FALLING, ORDINAL, RISING, Stage, carried_symbol, place_of, unit_of
from copilot.check.reading.timewords import LENGTHS
from copilot.grounding.reading.number_words import number_of
from tools.windows.window import Window

COUNTS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
STREAK = re.compile(
    rf"\b(?P<n>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)|{COUNTS})[- ](?:straight|"
    rf"consecutive|successive)[- ](?:(?P<u>day|session|week|month|quarter|year|daily|weekly|monthly|quarterly|"
    rf"annual|yearly|trading day)s?\b)?\s*(?:of\s+)?(?:double-digit\s+)?(?P<d>gains?|advances?|rises?|wins?|"
    rf"loss(?:es)?|declines?|drops?|falls?)?"
    rf"|\b(?P<n2>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})-(?P<u2>day|session|week|month|quarter|"
    rf"year)\s+(?P<d2>winning|losing)\s+(?:streak|run)"
    rf"|\b(?P<n3>{ORDINAL}|{COUNTS}|\d{{1,2}}(?:st|nd|rd|th)?)\s+(?:trading\s+)?(?:(?P<u3>day|session|week|month|"
    rf"quarter|year)s?\s+)?(?:(?:of\s+)?(?P<d3>gains?|advances?|rises?|loss(?:es)?|declines?|drops?|falls?)\s+)?"
    rf"(?:in a row|running|on end|in succession|in sequence|on the trot)\b",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\b(?:snap\w*|end(?:ed|ing|s)?|break\w*|broke|halt\w*|stopp\w*)\s+(?:a|an|its|their|the)?\s*(?:\w+\s+)?"
    r"(?:(?:streak|run|string|series)\s+of\s+)?$",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|highest|"
    r"lowest)\s+(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>day|session|week|month|quarter|year|gains?|loss|drop|decline|"
    r"rise|advance|jump|performance|showing|return|close|closing level|level|"
    r"finish)\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
BEST_OF = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest)\s+(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>"
    r"day|session|week|month|quarter|gains?|loss|drop|decline|rise|advance|jump|performance|showing)\s+"
    r"(?:so far\s+)?(?:of|in|so far)?\s*(?P<since>(?:(?:the|this)\s+)year|20\d\d)(?:\s+so far|\s+to date)?\b",
    re.IGNORECASE,
)
UNIT_WAS = re.compile(
    r"\b(?P<what>day|session|week|month|quarter|year)\s+(?:was|proved|became|is|marked)\s+(?:easily\s+|also\s+)?"
    r"(?:the|its|their)\s+(?P<how>best|worst|strongest|weakest|steepest)(?P<mid>)(?:\s+one)?"
    r"(?:\s+for\s+(?:the\s+)?[\w.&’' -]{2,30}?)?\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
MOST = re.compile(r"\bthe most (?:in a (?:day|session|week) )?since\s+(?P<since>[\w .,’'-]{3,40})", re.IGNORECASE)
MONTH = timedelta(days=31)
"""What a time that something is the best since may still hold of its own: one as good then."""
UNIT_PATTERNS = (
    ("day", "day|session|daily"), ("week", "week"), ("month", "month"), ("quarter", "quarter"), ("year", "year|annual"),
)  # fmt: skip


def streak_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the streaks that a sentence claims."""
    for match in STREAK.finditer(stage.text):
        name = stage.subject(*match.span(), behind=True)
        symbol = name.symbol if name else carried_symbol(stage)
        number, told_unit = match["n"] or match["n2"] or match["n3"], match["u"] or match["u2"] or match["u3"]
        unit = unit_of(told_unit or ("day" if match["d"] or match["d3"] or (match["n3"] and not told_unit) else ""))
        if symbol is None or not unit:
            continue
        told = match["d"] or match["d2"] or match["d3"] or stage.text[: match.start()]
        falls = [m.start() for m in FALLING.finditer(told)]
        rises = [m.start() for m in RISING.finditer(told)]
        if not falls and not rises:
            continue
        down = max(falls, default=-1) > max(rises, default=-1)
        length = int((number_of(number) or (0, 0))[0]) or place_of(number)
        over = bool(ENDED.search(stage.text[: match.start()]))
        params = {"unit": unit, "down": down, "over": over}
        readings = [
            Reading("streak", (symbol,), w, "price", "", params)
            for w in [*stage.windows(), *stage.scene.clock.session().windows]
        ]
        yield stage.claim(
            match.start(),
            match.end(),
            Stated(match[0], float(length), "count", 1.0),
            "count",
            readings,
            (),
            name.named.label if name else "",
        )


def best_claims(stage: Stage) -> Iterator[Claim]:
    """Yield what a sentence calls the best or the worst since some day."""
    for match in (*SINCE.finditer(stage.text), *UNIT_WAS.finditer(stage.text)):
        symbol, name = _whose(stage, match)
        told = re.split(r"[,;]|\b(?:and|when|after|as|while|on)\b", match["since"])[0].split()
        since = _since(stage, told)
        if symbol is None or since is None or (name is not None and name.strange):
            continue
        params = _best_of(stage, match) | {"since": since}
        windows = [*stage.windows(), *stage.scene.clock.session().windows]
        yield stage.claim(
            match.start(),
            match.start("since") + len(" ".join(told)),
            Stated(match[0], None, "date"),
            "worst_day" if params["low"] else "best_day",
            [Reading("best_since", (symbol,), w, "price", "", params) for w in windows],
            (),
            name.named.label if name else "",
            loose=True,
        )


def _whose(stage: Stage, match: re.Match[str]) -> tuple[str | None, Name | None]:
    """Return of whom something is the best, with his name: the S&P 500 of "U.S. stocks", which have none."""
    name = stage.subject(*match.span())
    if name is None and any(n.group in GENERAL for n in stage.names):
        return "^GSPC", None
    return (name.symbol if name else carried_symbol(stage)), name


def best_of_claims(stage: Stage) -> Iterator[Claim]:
    """Yield what a sentence calls the best or the worst of a year: "its best week of 2023"."""
    for match in BEST_OF.finditer(stage.text):
        symbol, name = _whose(stage, match)
        clock = stage.scene.clock
        words = re.sub(r"^the", "this", match["since"], flags=re.IGNORECASE)
        year = clock.read(words, clock.anchors[0])
        if symbol is None or year is None or (name is not None and name.strange):
            continue
        told = [t for t in stage.times if not match.start() <= t.start < match.end()]
        windows = [
            w
            for w in (*(w for t in told for w in t.windows), *clock.session().windows)
            if year.base < w.end <= year.end
        ]
        params = _best_of(stage, match) | {"since": year.base, "within": True}
        claim = stage.claim(
            match.start(), match.end(), Stated(match[0], None, "date"), "worst_day" if params["low"] else "best_day",
            [Reading("best_since", (symbol,), w, "price", "", params) for w in windows],
            (), name.named.label if name else "", loose=True,
        )  # fmt: skip
        if windows:
            yield replace(claim, certain=name is not None and len(told) <= 1)


def _since(stage: Stage, told: list[str]) -> date | None:
    """Return since when the longest run of the first words says, None for no time: a year named counts as over."""
    clock = stage.scene.clock
    for count in range(min(4, len(told)), 0, -1):
        words = " ".join(told[:count]).rstrip(".")
        if (since := clock.read(f"since {words}", clock.anchors[0])) is None:
            continue
        year = clock.read(words, clock.anchors[0]) if BARE_YEAR.fullmatch(words) else None
        return year.end - MONTH if year and year.end < clock.anchors[-1] else since.base
    return None


def _best_of(stage: Stage, match: re.Match[str]) -> dict[str, object]:
    """Return what is compared: days, weeks or longer, or levels; and whether the lowest is meant."""
    words = f"{match['mid']} {match['what']}".lower()
    unit = next((u for u, pattern in UNIT_PATTERNS if re.search(pattern, words)), "")
    level = bool(re.search(r"close|level|finish", match["what"], re.IGNORECASE))
    falls = bool(re.search(r"loss|drop|decline", match["what"], re.IGNORECASE))
    low = match["how"].lower() in ("worst", "weakest", "steepest", "sharpest", "lowest") or falls
    if not unit and not level:
        unit = next((t.unit for t in stage.when.times if t.unit), "day")
    return {"unit": unit, "low": low, "level": level}


def _length(window: Window) -> str:
    """Return the unit that a window is as long as, days for none."""
    days = (window.end - window.base).days
    return next((u for u, (low, high) in LENGTHS.items() if low <= days <= high and u != "session"), "day")


def most_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the moves that are told as the greatest since some day: "dropped 2.7%, the most since April 10"."""
    for match in MOST.finditer(stage.text):
        name = stage.subject(*match.span())
        symbol = name.symbol if name else carried_symbol(stage)
        told = re.split(r"[,;]|\b(?:and|when|after|as|while|on)\b", match["since"])[0].split()
        since = _since(stage, told)
        moves = [
            (m.start(), m.re is FALLING) for p in (FALLING, RISING) for m in p.finditer(stage.text[: match.start()])
        ]
        if symbol is None or since is None or not moves or (name is not None and name.strange):
            continue
        told_windows = stage.windows()
        unit = _length(told_windows[0]) if told_windows else "day"
        params = {"unit": unit, "low": max(moves)[1], "level": False, "since": since}
        windows = [*stage.windows(), *stage.scene.clock.session().windows]
        yield stage.claim(
            match.start(), match.start("since") + len(" ".join(told).rstrip(".")), Stated(match[0], None, "date"),
            "worst_day" if params["low"] else "best_day",
            [Reading("best_since", (symbol,), w, "price", "", params) for w in windows],
            (), name.named.label if name else "", loose=True,
        )  # fmt: skip
