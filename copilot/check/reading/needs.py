"""Which figures prices cannot settle, and what would."""

import re
from dataclasses import replace

from copilot.check.claim import Claim
from copilot.check.reading import words
from copilot.check.reading.elsewhere import elsewhere
from copilot.check.reading.marks import mark_before
from copilot.check.reading.naming import CALENDAR
from copilot.check.reading.pointing import is_subject
from copilot.check.reading.seat import Seat, make, stated_of, symbols_of
from copilot.check.reading.signs import sign_of

OPENING = frozenset(
    "It They Shares Stocks That This Both Up Down But And Still Yet Then "
    "Later Earlier Overall Meanwhile Instead Also Even Gains Losses All Each Again Now Today "
    "Since Over In On At By For From After Before During With While As".split()
)
SINCE_WHEN = re.compile(
    r"\b(?:best|worst|biggest|largest|most|steepest|strongest|"
    r"weakest)\b[\w\s-]{0,30}?\bsince\s+19\d\d(?:\s+and\s+19\d\d)?\b",
    re.IGNORECASE,
)
MOVE_NOUNS = re.compile(
    r"\b(?:combined|cumulative|total|overall|(?:\w+-)?(?:day|week|month|quarter|year)s?|advances?|"
    r"gains?|loss(?:es)?|returns?|"
    r"rise|decline|drop|slide|rally|rebound|move|climb|run|jump|bringing|leaving|taking|putting|"
    r"with|another|further)\b",
    re.IGNORECASE,
)
TIED_TO = re.compile(
    r"(?P<between>(?:\s+[\w/’'-]+){0,5}?)\s+(?:for|of|in|among|at|across)\s+(?:the\s+|its\s+|all\s+)?$"
)
"""What ties a subject to the noun that the figure is said of: "the earnings growth rate for the S&P 500"."""
TIME_SUBJECT = re.compile(
    r"(?:[’']s)?\s+(?:alone\s+|itself\s+|then\s+|also\s+|in turn\s+)?(?:brought|saw|delivered|produced|yielded|added|"
    r"gave|meant|cost|contributed|(?:began|ended|closed|started) with|was|turned in|ushered in|accounted for)\s+"
    r"(?:in\s+|back\s+)?(?:(?:a|an|another|the|about|around|roughly|nearly|almost|more than|over|just|some|further|"
    r"only|good|bad)\s+)*",
    re.IGNORECASE,
)
"""What a time does as the subject of whoever was spoken of: "April alone brought a"."""
BEST_WAS = re.compile(
    r"\W*(?:and\s+|but\s+)?(?:the|its|their)\s+(?:single\s+)?(?:best|worst|strongest|weakest|biggest|largest|steepest)\s+"
    r"(?:day|session|week|month|quarter|year)\s+(?:was|came|fell|proved)\b",
    re.IGNORECASE,
)
"""What is said of the times of whoever was spoken of: "The best day was November 10, with a gain of"."""
SHARES = re.compile(r"\b(?:shares?|stocks?)\b", re.IGNORECASE)
MULTIPLE = re.compile(r"\b(?:P/E|price-to-earnings)(?:\s+(?:ratio|multiple))?\b[^.;,%$]*$", re.IGNORECASE)
LED_TO = re.compile(r"(?:\b\w+day|\byesterday|\btoday)[’']s\s+$|\brecord,\s+$", re.IGNORECASE)
"""What leads to a level without a verb: "Monday's 6,654.72", "closed at a record, 6,173.07"."""
AGAINST = re.compile(r"\b(?:against|compared\s+(?:with|to)|versus|vs\.?|while|whereas)\b", re.IGNORECASE)
"""What sets a figure against one that is a mean, and so is none itself."""
ON_AVERAGE = re.compile(r"\s*,?\s*on average\b", re.IGNORECASE)
AVERAGED = re.compile(r"\b(?:an average(?: \w+)? of|averaged|averaging)\s+(?:a |about |some )?$", re.IGNORECASE)
BASKET = 4
SAYING = re.compile(
    r"(?:expect|project|forecast|predict|anticipat|estimate|outlook|guidance|consensus)\w*", re.IGNORECASE
)
FORECASTER = "the forecast's own source"
NOBODY = "a source for it"
"""What a figure needs whose subject is not named."""


def is_bare_number(seat: Seat) -> bool:
    """Say whether a number without a unit is no level: small, unnamed, or not led to by a word for levels."""
    figure = seat.figure
    if figure.size or not symbols_of(seat):
        return True
    if re.search(r"\b(?:times|x)\b\s+(?:forward|trailing|expected|earnings)", seat.after[:24], re.IGNORECASE):
        return False
    if figure.value < 20 and not figure.digits > 0 and "^VIX" not in symbols_of(seat):
        return True
    ends = [m.end for m in seat.sentence.mentions if m.end <= figure.start]
    beside = (
        bool(ends)
        and re.fullmatch(r"(?:\s+(?:index|composite|comp))?[\s.:–—-]*\(?", seat.text[max(ends) : figure.start])
        is not None
    )
    led = (
        beside
        or mark_before(seat.text[: figure.start], seat.scene.clock)
        or words.LEVEL.search(seat.before)
        or words.MILESTONE.match(seat.after)
        or LED_TO.search(seat.text[: figure.start])
        or re.search(r":\s*\(?$", seat.before)
    )
    return not led


def needs_of(seat: Seat) -> str | None:
    """Return what would settle a figure that prices cannot, None when they can."""
    figure = seat.figure
    if figure.unit in ("number", "multiple") and figure.value < 200 and MULTIPLE.search(seat.before):
        return "forward earnings estimates"
    if re.search(
        r"^\s*(?:times\s+)?(?:forward|trailing|expected|estimated)\b", seat.after[:30], re.IGNORECASE
    ) or re.search(r"\b(?:P/E|price-to-earnings)\b", seat.after[:40]):
        return "forward earnings estimates"
    if figure.size or (figure.unit == "usd" and words.PAID.search(seat.before[-60:])):
        return "company accounts"
    if any(s.startswith("?") for n in seat.owner.names for s in n.singles):
        return _of_stranger(seat.owner.names[0].label)
    return _of_mean(seat) if is_weight(seat) else _of_move(seat)


def _of_move(seat: Seat) -> str | None:
    """Return what would settle a figure that is no share of an index, None for a move of prices."""
    if (needs := elsewhere(seat)) is not None:
        return needs
    if re.search(r"\b(?:makes?|making|made) up\s+(?:about |nearly |roughly )?$", seat.before, re.IGNORECASE):
        return "a list of holdings"
    if words.YEAR_ON_YEAR.search(seat.after[:40]) and not any(s.startswith("^") for s in symbols_of(seat)):
        return "the accounts or statistics behind it"
    if seat.owner.carried and not _stands_for(seat) and not words.BETWEEN.search(seat.text):
        return NOBODY
    if word := words.not_prices(seat.since_owner, seat.after[:70]):
        return _a_source_for(word)
    if words.FORECAST.search(seat.before):
        return FORECASTER
    shares = SHARES.search(seat.before[len(seat.before_owner) :])
    if not shares and (word := _attribute(seat.before_owner)):
        return _a_source_for(word)
    return _of_mean(seat)


def _of_mean(seat: Seat) -> str | None:
    """Return what a mean needs: the sample behind it, unless it is a rate a year over a time that is told."""
    if seat.when.certain and words.ANNUALIZED.match(seat.after.lstrip()) and words.ON_AVERAGE.search(seat.before):
        return None
    after = SINCE_WHEN.sub(" ", seat.after)
    if basket_of(seat):
        return None
    told = any(t.text for t in seat.when.times)
    since = AGAINST.split(seat.since_owner)[-1] if told else seat.since_owner
    if words.AVERAGE.search(since) or ((found := words.AVERAGE.search(after)) and found.start() < 22):
        return "the sample behind the average"
    return None


def basket_of(seat: Seat) -> tuple[str, ...]:
    """Return the known stocks, as many as make a basket, whose mean a figure is said to be; none for no such mean."""
    told = ON_AVERAGE.match(seat.after) or AVERAGED.search(seat.before)
    members = {s for n in seat.owner.names for s in n.members or n.singles}
    return tuple(sorted(members)) if told and len(members) > BASKET else ()


def _of_stranger(label: str) -> str:
    return _a_source_for(label) if words.NOT_PRICES.fullmatch(label) else f"prices of {label}"


def _a_source_for(word: str) -> str:
    return FORECASTER if SAYING.fullmatch(word) else f"a source for the {word if word.isupper() else word.lower()}"


def _attribute(lead: str) -> str:
    """Return what is no price and is said of the subject that follows: "the P/E ratio of", "" for none."""
    for match in words.NOT_PRICES.finditer(lead):
        tied = TIED_TO.fullmatch(lead[match.end() :])
        if tied and not MOVE_NOUNS.search(tied["between"]):
            return match[0]
    return ""


def _stands_for(seat: Seat) -> bool:
    """Say whether a clause that names nobody speaks of who was named before: by a pronoun, or by no subject at all."""
    lead = seat.before
    if BEST_WAS.match(lead):
        return True
    verbs = [s[0] for s in seat.sentence.signals_of("move", "side") if s[0] < seat.figure.start]
    start = seat.figure.start - len(lead)
    subject = seat.text[start : min([v for v in verbs if v >= start], default=seat.figure.start)]
    told = [t for t in seat.when.times if t.text]
    for timed in told:
        subject = subject.replace(timed.text, " ")
    if any(is_subject(seat.text, t) for t in told if start <= t.start and t.end <= seat.figure.start):
        return True
    subject = MOVE_NOUNS.sub(" ", subject)
    if told and any(TIME_SUBJECT.fullmatch(lead[lead.find(t.text) + len(t.text) :]) for t in told if t.text in lead):
        return True
    named = [w for w in re.findall(r"\b[A-Z][\w&’'.-]+", subject) if w not in OPENING and not CALENDAR.match(w)]
    if named and not words.STANDS_FOR.search(lead):
        return False
    return bool(words.STANDS_FOR.search(lead)) or len(re.findall(r"[A-Za-z]{4,}", subject)) <= 1


def is_weight(seat: Seat) -> bool:
    """Say whether a percentage is a share of an index."""
    if seat.figure.unit != "percent" or seat.figure.sign:
        return False
    behind = words.WEIGHT.search(seat.after[:60])
    if behind and (
        words.HOLDS.search(seat.before[-60:])
        or re.match(r"\s*(?:weight|S&P 500 weight|representation|of the)", seat.after, re.I)
    ):
        return True
    return bool(
        re.search(r"(?<![-‑])(?<!equal )(?<!cap )\bweight(?:ing|s)?\b[^,;]{0,20}$", seat.before, re.I)
        or re.match(r"\s*(?:S&P 500\s+)?(?:index\s+)?(?:weight(?:ing)?|representation)\b", seat.after, re.I)
    )


def uncheckable(seat: Seat, needs: str) -> Claim:
    """Return the claim of a figure that prices cannot settle, with what would."""
    sign, signed = sign_of(seat)
    measure = (
        "forward_pe" if needs.startswith("forward") else "eps_growth" if re.search("eps|earnings", needs) else "other"
    )
    stated = stated_of(seat.figure, sign, signed)
    if measure == "forward_pe":
        stated = replace(stated, unit="ratio")
    return make(seat, stated, measure, (), needs=needs)
