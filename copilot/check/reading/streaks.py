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
UNIT = "day|session|week|month|quarter|year"
LY = f"trading day|daily|weekly|monthly|quarterly|annual|yearly|{UNIT}"
MOVES = "gains?|advances?|rises?|wins?|loss(?:es)?|declines?|drops?|falls?"
WAY = "losing|winning|negative|positive|down|up|lower|higher"
ROW = r"(?:in a row|running|on end|in succession|in sequence|on the trot)"
STREAK = re.compile(
    rf"\b(?P<n>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)|{COUNTS})[- ](?:straight|consecutive|successive)[- ]"
    rf"(?:(?P<w>{WAY})[- ])?(?:(?P<u>{LY})s?\b)?\s*(?:of\s+)?(?:double-digit\s+)?(?P<d>{MOVES})?"
    rf"|\b(?P<n2>{COUNTS}|\d{{1,2}})-(?P<u2>{UNIT})\s+(?P<d2>winning|losing)\s+(?:streak|run)"
    rf"|\b(?P<n3>{ORDINAL}|{COUNTS}|\d{{1,2}}(?:st|nd|rd|th)?)\s+(?:trading\s+)?(?:(?P<w3>{WAY})\s+)?"
    rf"(?:(?P<u3>{LY})s?\s+)?(?:(?:of\s+)?(?P<d3>{MOVES})\s+)?{ROW}\b",
    re.IGNORECASE,
)
RUN = re.compile(
    rf"(?P<n>{COUNTS}|\d{{1,2}})-(?P<u>{UNIT})\s+(?:(?P<up>rally|rebound|advance|climb|rise|upswing|run of (?:gains|"
    r"advances)|string of gains)|slide|decline|slump|skid|retreat|drop|fall|sell-?off|run of (?:losses|declines)|"
    r"string of losses)\b",
    re.IGNORECASE,
)
"""What is a streak where it is said to be over: "ending a four-day rebound"."""
ENDED = re.compile(
    r"\b(?:snap\w*|end(?:ed|ing|s)?|break\w*|broke|halt\w*|stopp\w*)\s+(?:a|an|its|their|the)?\s*(?:\w+\s+)?"
    r"(?:(?:streak|run|string|series)\s+of\s+)?$",
    re.IGNORECASE,
)
AFTER = re.compile(r"\b(?:after|following)\s+(?:a\s+(?:run|string|series)\s+of\s+|its\s+|their\s+)?$", re.IGNORECASE)
"""What leads to a streak that was over when the move came that it is told with."""
STOCKS = re.compile(
    r"\s*,?\s+(?:U\.S\.\s+|US\s+|American\s+)?(?:stocks|equities|shares|the (?:stock )?market|Wall Street)\b"
)
"""The market at large, which the S&P 500 stands for."""
EACH = re.compile(r"\b(?:both|all (?:three|four|of them)|each|the three)\b", re.IGNORECASE)
UNIT_KEYS = ("u", "u2", "u3")
SINCE = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|highest|"
    r"lowest)\s+(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>day|session|week|month|quarter|year|gains?|loss|drop|decline|"
    r"rise|advance|jump|performance|showing|return|close|closing level|level|"
    r"finish)\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
BEST_OF = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|highest|lowest|high(?=\s+close)|"
    r"low(?=\s+close))\s+(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>"
    r"day|session|week|month|quarter|gains?|loss|drop|decline|rise|advance|jump|performance|showing|close|"
    r"closing level|level|finish)\s+"
    r"(?:so far\s+)?(?:of|in|so far)?\s*(?P<since>(?:(?:the|this)\s+)year|20\d\d)(?:\s+so far|\s+to date)?\b",
    re.IGNORECASE,
)
UNIT_WAS = re.compile(
    r"\b(?P<what>day|session|week|month|quarter|year)\s+(?:was|proved|became|is|marked)\s+(?:easily\s+|also\s+)?"
    r"(?:the|its|their)\s+(?P<how>best|worst|strongest|weakest|steepest)(?P<mid>)(?:\s+one)?"
    r"(?:\s+for\s+(?:the\s+)?[\w.&’' -]{2,30}?)?\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
EDGES = ("highest", "lowest", "high", "low")
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
BACK = (
    r"(?P<since>in\s+(?:the\s+(?:past|last)\s+)?"
    r"(?P<hedge>(?:nearly|almost|about|around|roughly|more than|over|at least)\s+)?"
    rf"(?P<count>an?|one|{COUNTS}|\d{{1,2}})\s+(?P<unit>week|month|quarter|year)s?)\b(?!\s+(?:ago|earlier|later)\b|[’'])"
)
"""How long ago there was one as good: "in nearly two years"."""
IN_YEARS = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|highest|lowest)\s+"
    r"(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>day|session|week|month|quarter|year|gains?|loss|drop|decline|rise|advance|"
    rf"jump|performance|showing|close|closing level|level|finish)\s+{BACK}",
    re.IGNORECASE,
)
BARE_SINCE = re.compile(
    r"(?:(?<=\bits )|(?<=\btheir )|(?<=\bthe )(?=highest|lowest))(?P<mid>)(?P<what>)"
    r"(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|"
    r"highest|lowest)\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
"""The best since a day without a noun: "gained 4.7% for the week, its strongest since November"."""
ENDED_ON = re.compile(
    r"^(?:the\s+)?(?:day|session|week|month|quarter|year)\s+(?:that\s+)?(?:ended|ending|of|to|through)\s+(?:on\s+)?",
    re.IGNORECASE,
)
SET_AGAINST = re.compile(r"\b(?:from|against|versus|compared (?:with|to))\b[^;]*$", re.IGNORECASE)
CUT = r"[;]|,(?!\s+(?:19|20)\d\d\b)|\b(?:and|when|after|as|while|on)\b"
"""Where the time ends that something is the best since."""
MOST = re.compile(r"\bthe most (?:in a (?:day|session|week) )?since\s+(?P<since>[\w .,’'-]{3,40})", re.IGNORECASE)
MOST_IN = re.compile(rf"\bthe most {BACK}", re.IGNORECASE)
MONTH = timedelta(days=31)
"""What a time that something is the best since may still hold of its own: one as good then."""
UNIT_PATTERNS = (
    ("day", "day|session|daily"), ("week", "week"), ("month", "month"), ("quarter", "quarter"), ("year", "year|annual"),
)  # fmt: skip


def streak_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the streaks that a sentence claims."""
    for match in STREAK.finditer(stage.text):
        told = match.groupdict()
        number, unit_word = (next((told[k] for k in keys if told[k]), None) for keys in (("n", "n2", "n3"), UNIT_KEYS))
        moves = next((told[k] for k in ("d", "d2", "d3", "w", "w3") if told[k]), None)
        unit = unit_of(unit_word or ("day" if match["d"] or match["d3"] or match["n3"] else ""))
        down = _is_down(moves or stage.text[: match.start()])
        if unit and number and down is not None:
            yield from _streak(stage, match, number, unit, down)
    for match in RUN.finditer(stage.text):
        if ENDED.search(stage.text[: match.start()]):
            yield from _streak(stage, match, match["n"], unit_of(match["u"]), not match["up"])


def _is_down(words: str) -> bool | None:
    """Say which way the last word of a move goes, None for no such word."""
    moves = [(m.start(), p is FALLING) for p in (FALLING, RISING) for m in p.finditer(words)]
    return max(moves)[1] if moves else None


def _streak(stage: Stage, match: re.Match[str], number: str, unit: str, down: bool) -> Iterator[Claim]:
    """Yield the claim of so many units in a row, up to the time told or, of a streak that is over, to that before."""
    lead = stage.text[: match.start()]
    symbol, name = _whose(stage, match, behind=True)
    over = bool(ENDED.search(lead) or AFTER.search(lead))
    length = int((number_of(number) or (0, 0))[0]) or place_of(number)
    if symbol is None or (name is None and EACH.search(lead)):
        return
    params = {"unit": unit, "down": down, "over": over}
    readings = [
        Reading("streak", (symbol,), w, "price", "", params)
        for w in [*stage.windows(), *stage.scene.clock.session().windows]
    ]
    stated = Stated(match[0], float(length), "count", 1.0)
    yield stage.claim(*match.span(), stated, "count", readings, (), name.named.label if name else "")


def best_claims(stage: Stage) -> Iterator[Claim]:
    """Yield what a sentence calls the best or the worst since some day."""
    for match in (
        *SINCE.finditer(stage.text),
        *UNIT_WAS.finditer(stage.text),
        *BARE_SINCE.finditer(stage.text),
        *IN_YEARS.finditer(stage.text),
    ):
        symbol, name = _whose(stage, match)
        told = _told_since(match)
        since = _years_back(stage, match) if match.re is IN_YEARS else _since(stage, told)
        if symbol is None or since is None or (name is not None and name.strange):
            continue
        params = _best_of(stage, match) | {"since": since}
        windows = _own_windows(stage, match)
        yield stage.claim(
            match.start(),
            match.start("since") + len(" ".join(told).rstrip(".,")),
            Stated(match[0], None, "date"),
            "worst_day" if params["low"] else "best_day",
            [Reading("best_since", (symbol,), w, "price", "", params) for w in windows],
            (),
            name.named.label if name else "",
            loose=True,
        )


def _whose(stage: Stage, match: re.Match[str], behind: bool = False) -> tuple[str | None, Name | None]:
    """Return of whom something is the best, with his name: the S&P 500 of "U.S. stocks", which have none."""
    name = stage.subject(*match.span(), behind)
    if name is None and behind and AFTER.search(stage.text[: match.start()]):
        if STOCKS.match(stage.text[match.end() :]):
            return "^GSPC", None
        name = next((n for n in stage.names if n.start >= stage.passage.start + match.end() and n.symbol), None)
    if name is None and any(n.group in GENERAL for n in stage.names):
        return "^GSPC", None
    return (name.symbol if name else carried_symbol(stage)), name


def _own_windows(stage: Stage, match: re.Match[str]) -> list[Window]:
    """Return the times that something may have been the best at, not that of a figure set against it behind it."""
    clock, end = stage.scene.clock, match.start("since")
    others = [t for t in stage.times if t.start >= end and SET_AGAINST.search(stage.text[end : t.start])]
    if not others:
        return [*stage.windows(), *clock.session().windows]
    return [w for t in stage.times if t not in others for w in t.windows] or list(clock.spoken().windows)


def _told_since(match: re.Match[str]) -> list[str]:
    """Return the words of the time that something is the best since: "the week ended November 3, 2023"."""
    words = match["since"]
    return [] if words is None else re.split(CUT, words)[0].split()


def _years_back(stage: Stage, match: re.Match[str]) -> date:
    """Return since when "in nearly two years" says: a tenth less than told where it is rounded, for dates drift."""
    told = match["count"]
    count = float(told) if told.isdigit() else float((number_of(told) or (1, 0))[0])
    days = count * {"week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}[match["unit"].lower()]
    rounded = re.search(r"nearly|almost|about|around|roughly", match["hedge"] or "", re.IGNORECASE)
    slack = min(0.15 * days if rounded else 0.05 * days, MONTH.days * (3 if rounded else 1))
    anchor = next((w.end for w in stage.windows()), stage.scene.clock.anchors[0])
    return anchor - timedelta(days=round(days - slack)) - MONTH


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
        so_far = re.search(r"so far|to date", match[0], re.IGNORECASE)
        params = _best_of(stage, match) | {"since": year.base, "within": True, "until": None if so_far else year.end}
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
    told = ENDED_ON.sub("", " ".join(told)).split()
    for count in range(min(4, len(told)), 0, -1):
        words = " ".join(told[:count]).rstrip(".,")
        if (since := clock.read(f"since {words}", clock.anchors[0])) is None:
            continue
        year = clock.read(words, clock.anchors[0]) if BARE_YEAR.fullmatch(words) else None
        return year.end - MONTH if year and year.end < clock.anchors[-1] else since.base
    return None


def _best_of(stage: Stage, match: re.Match[str]) -> dict[str, object]:
    """Return what is compared: days, weeks or longer, or levels; and whether the lowest is meant."""
    words = f"{match['mid']} {match['what']}".lower()
    how, bare = match["how"].lower(), not match["what"]
    unit = next((u for u, pattern in UNIT_PATTERNS if re.search(pattern, words)), "")
    level = bool(re.search(r"close|level|finish", match["what"], re.IGNORECASE)) or (bare and how in EDGES)
    falls = bool(re.search(r"loss|drop|decline", match["what"], re.IGNORECASE))
    falls = falls or (bare and how in ("biggest", "largest") and bool(_is_down(stage.text[: match.start()])))
    low = how in ("worst", "weakest", "steepest", "sharpest", "lowest", "low") or falls
    if bare and stage.windows():
        unit = _length(stage.windows()[0])
    if not unit and not level:
        unit = next((t.unit for t in stage.when.times if t.unit), "day")
    return {"unit": unit, "low": low, "level": level}


def _length(window: Window) -> str:
    """Return the unit that a window is as long as, days for none."""
    days = (window.end - window.base).days
    return next((u for u, (low, high) in LENGTHS.items() if low <= days <= high and u != "session"), "day")


def most_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the moves that are told as the greatest since some day: "dropped 2.7%, the most since April 10"."""
    for match in (*MOST.finditer(stage.text), *MOST_IN.finditer(stage.text)):
        name = stage.subject(*match.span())
        symbol = name.symbol if name else carried_symbol(stage)
        told = _told_since(match)
        since = _years_back(stage, match) if match.re is MOST_IN else _since(stage, told)
        low = _is_down(stage.text[: match.start()])
        if symbol is None or since is None or low is None or (name is not None and name.strange):
            continue
        told_windows = stage.windows()
        unit = _length(told_windows[0]) if told_windows else "day"
        params = {"unit": unit, "low": low, "level": False, "since": since}
        windows = [*stage.windows(), *stage.scene.clock.session().windows]
        yield stage.claim(
            match.start(), match.start("since") + len(" ".join(told).rstrip(".")), Stated(match[0], None, "date"),
            "worst_day" if params["low"] else "best_day",
            [Reading("best_since", (symbol,), w, "price", "", params) for w in windows],
            (), name.named.label if name else "", loose=True,
        )  # fmt: skip
