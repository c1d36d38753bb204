"""Claims that something hardly moved: "little changed", "ended flat"."""

import re
from collections.abc import Iterator

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.stage import Stage
from copilot.check.reading.words import NOT_PRICES
from tools.windows.window import Window

HOW = r"(?:(?:mostly|roughly|essentially|virtually|largely|nearly|almost|about|basically|broadly|practically)\s+)?"
FLAT = re.compile(
    rf"\b(?:(?:was|were|is|are|ended|finished|closed|settled|stood|held|remained|stayed|traded|opened)\s+"
    r"(?:(?:out\s+)?the\s+(?:day|session|week|month|quarter|half|year)\s+|it\s+)?"
    rf"{HOW}(?:little changed|unchanged|flat)|"
    r"(?:was|were|is|are)?\s*(?:barely|hardly|scarcely|little)\s+(?:changed|budged|moved))\b"
    r"(?!\s+(?:yields?|curve|rates?|guidance|sales|earnings|revenues?)\b|[-‑])",
    re.IGNORECASE,
)
ALLOWED = ((3, 0.004), (12, 0.01), (40, 0.02), (400, 0.03))
"""Days, and by how much at most what is told as flat over them has moved."""


def flat_claims(stage: Stage) -> Iterator[Claim]:
    """Yield what is said not to have moved, where its clause names whom."""
    for match in FLAT.finditer(stage.text):
        name = stage.subject(*match.span())
        at = stage.passage.start
        clause = max((b for b in stage.sentence.boundaries if b < match.start()), default=0)
        if name is None or not name.symbol or not clause <= name.start - at < match.start():
            continue
        lead = stage.text[name.end - at : match.start()]
        windows = _windows(stage, match.start())
        if NOT_PRICES.search(lead) or re.search(r"[,;]|\b(?:and|as|after)\b", lead) or not windows:
            continue
        stated = Stated(match[0], 0.0, "fraction", _allowed(windows[0]), "little", signed=False)
        readings = [Reading("price_return", (name.symbol,), w) for w in windows]
        yield stage.claim(name.start - at, match.end(), stated, "price_return", readings, (), name.named.label)


def _windows(stage: Stage, place: int) -> list[Window]:
    """Return the windows of the one time that is meant: the nearest told, else the first that may be."""
    times = sorted(stage.when.times, key=lambda t: abs(t.start - place)) if stage.times else stage.when.times
    return [w for t in times[:1] for w in t.windows[:1]]


def _allowed(window: Window) -> float:
    days = (window.end - window.base).days
    return next((most for length, most in ALLOWED if days <= length), ALLOWED[-1][1])
