"""Claims that one or a few of a set moved one way and the others did not: "the only two decliners"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.naming import Name
from copilot.check.reading.owning import last_named
from copilot.check.reading.ranks import AND, FEW, SET_NAME, set_of, unit_windows
from copilot.check.reading.seat import FUND_OF, rest_windows
from copilot.check.reading.stage import FALLING, RISING, Stage
from copilot.check.reading.words import NOT_PRICES

WENT = (
    r"(?:ros[e]|risen|gain(?:ed)?|advanced?|climb(?:ed)?|f[ae]ll|fallen|declined?|dropp?(?:ed)?|slip(?:ped)?|los[et]|"
    r"retreat(?:ed)?|(?:end|finish|close)(?:ed)?\s+(?:higher|lower|up|down)|(?:is|are|was|were)\s+(?:up|down|higher|"
    r"lower))"
)
ONLY = re.compile(
    rf"\b(?:the\s+)?(?:only|lone|sole)\s+(?:(?P<count>{FEW})\s+)?(?:(?:S&P 500|major|broad|[a-z]+)\s+)?"
    r"(?P<what>sectors?|index|indexes|indices|groups?|ones?|funds?|(?:decliner|faller|loser|gainer|advancer|riser|"
    rf"winner)s?|(?<=two )|(?<=three )|(?<=four ))\b(?:\s+(?:of|among|in)\s+(?:{SET_NAME}))?"
    r"(?:\s*,?\s*(?:to|that|which|in|with|showing|posting)\s+(?:(?:the|a|an|any|have|has|had|be|show|post|end|finish|"
    r"close|in)\s+)*(?P<how>\w+))?",
    re.IGNORECASE,
)
NAMED_ALONE = re.compile(
    rf"(?:^|[;:,]\s+|\b(?:but|and|as|while)\s+)only\s+(?P<who>[^.;:%\d]{{3,90}}?)\s+(?:have\s+|has\s+|had\s+|both\s+|"
    rf"actually\s+|managed to\s+)?(?P<how>{WENT})\b(?!\s+(?:by|more|less|over|at least|about|nearly|the most|the "
    r"least|an?\b|\d|[+-]))",
    re.IGNORECASE,
)
"""Those that moved one way, told as the only ones: "Only energy and utilities rose"."""
FELL = re.compile(r"\b(?:decliner|faller|loser|fall|drop|loss|lose|decline|slip|shed|shrink)s?\b", re.IGNORECASE)
ROSE = re.compile(r"\b(?:gainer|advancer|riser|winner|black|plus|gain|rise|advance|climb|profit)s?\b", re.IGNORECASE)
THEY = re.compile(
    r"\b(?:they|these|both|the two|the pair)\s+(?:were|are|was|remained?|proved)\s+(?:also\s+|again\s+)?$",
    re.IGNORECASE,
)
UNITS_OWN = re.compile(r"\b(?:the|this)\s+(?P<unit>day|week|month|quarter|year)[’']s\s+$", re.IGNORECASE)
"""Of which time somebody is the only one: "the year's lone winner"."""


LONGEST = 90
"""Characters within which a name belongs to the quote."""


def only_claims(stage: Stage) -> Iterator[Claim]:
    """Yield who is said to be the only one, or the only few, that rose or fell."""
    for match in (*ONLY.finditer(stage.text), *NAMED_ALONE.finditer(stage.text)):
        claim = _only(stage, match)
        if claim is not None:
            yield claim


def _only(stage: Stage, match: re.Match[str]) -> Claim | None:
    start, end = match.span()
    low, lead, at = _falls(match), stage.text[:start], stage.passage.start
    told = _listed(stage, match)
    symbols = tuple(n.symbol for n in told if n.symbol) or _spoken_of(stage, match)
    members = set_of(stage, symbols[0], match[0]) if symbols else ()
    if low is None or not members or not set(symbols) <= set(members):
        return None
    if NOT_PRICES.search(stage.text[max(0, start - 30) : end + 30]):
        return None
    ordered = (*symbols, *(m for m in members if m not in symbols))
    whole = UNITS_OWN.search(lead)
    windows, own = unit_windows(stage, end)
    windows = stage.scene.clock.unit(whole["unit"].lower()).windows if whole else windows
    params = {"only": symbols, "lowest_first": low, "place": 1, "size": len(members), "among": ""}
    readings, fallback = (
        [Reading("rank", ordered, w, "price", "", params) for w in found]
        for found in (windows, () if own or whole else rest_windows(stage.when))
    )
    begin = min([start, *(n.start - at for n in told)])
    begin = begin if start - begin < LONGEST else start
    finish = max([end, *(n.end - at for n in told)])
    label = stage.universe.instrument(symbols[0]).short
    stated = Stated(match[0], 1.0, "rank", 0.0)
    return stage.claim(begin, finish, stated, "rank", readings, fallback, label, sector=symbols[0] in FUND_OF)


def _spoken_of(stage: Stage, match: re.Match[str]) -> tuple[str, ...]:
    """Return the last named of whom "they were the only two" is said."""
    count = _count_told(match) if "what" in match.groupdict() else 0
    if count < 2 or not THEY.search(stage.text[: match.start()]):
        return ()
    at = stage.passage.start + match.start()
    here = [n.named for n in stage.names if n.end <= at]
    return tuple(s for n in last_named([*stage.scene.recent, *here], count) for s in sorted(n.singles))


def _falls(match: re.Match[str]) -> bool | None:
    """Say whether those alone are said to have fallen, None where no direction is told."""
    words = f"{match.groupdict().get('what') or ''} {match.string[match.start('how') : match.end('how') + 22]}"
    words = words if match["how"] else match["what"]
    if FELL.search(words) or FALLING.search(words):
        return True
    return False if ROSE.search(words) or RISING.search(words) else None


def _listed(stage: Stage, match: re.Match[str]) -> list[Name]:
    """Return the names that are said to be the only ones, in order; none where their number is another than told."""
    at = stage.passage.start
    own = [n for n in stage.names if n.symbol]
    if "who" in match.groupdict():
        span = match.span("who")
        found = [n for n in own if span[0] <= n.start - at and n.end - at <= span[1]]
        whole = found and found[0].start - at - span[0] <= len("the ") and span[1] - (found[-1].end - at) <= len(" all")
        return found if whole and all(_joined(stage, a, b) for a, b in pairwise(found)) else []
    last = stage.subject(*match.span())
    if last is None or not last.symbol:
        return []
    behind = last.start >= at + match.end()
    line = [n for n in own if (n.start >= last.start if behind else n.end <= last.end)]
    found = line[:1] if behind else line[-1:]
    for name in line[1:] if behind else reversed(line[:-1]):
        pair = (found[-1], name) if behind else (name, found[0])
        if not _joined(stage, *pair):
            break
        found = [*found, name] if behind else [name, *found]
    count = _count_told(match)
    return found if count in (0, len(found)) else []


def _count_told(match: re.Match[str]) -> int:
    """Return how many are said to be the only ones, 0 for several without their number."""
    if match["count"]:
        return FEW.split("|").index(match["count"].lower()) + 2
    return 0 if match["what"].lower().endswith(("s", "indices")) else 1


def _joined(stage: Stage, one: Name, two: Name) -> bool:
    between = stage.text[one.end - stage.passage.start : two.start - stage.passage.start]
    return AND.fullmatch(between) is not None
