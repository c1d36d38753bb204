"""Claims with their ids, and what rules about several of them share."""

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.answer import Json
from copilot.check.claim import Claim, Stated
from copilot.check.tolerance import bounds
from tools.windows.window import Window

YEAR = 365.25


@dataclass(frozen=True)
class Numbered:
    """A claim with its id, and its verdict where it was judged."""

    id: str
    claim: Claim
    verdict: str = ""

    @property
    def unsure(self) -> bool:
        """Whether its subject or its time may be another than was read."""
        return self.verdict == "ambiguous"

    @property
    def stated(self) -> Stated:
        """Its figure."""
        return self.claim.stated

    @property
    def subject(self) -> str:
        """The first symbol that it is about."""
        return self.claim.main.subject[0] if self.claim.main else ""

    @property
    def measure(self) -> str:
        """What is most naturally measured: a claim of a return may be one from a high."""
        return self.claim.main.measure if self.claim.main else self.claim.measure

    @property
    def window(self) -> Window | None:
        """The window that it is most naturally over."""
        return self.claim.main.window if self.claim.main else None


def entry_of(rule: str, claims: Sequence[Numbered], reason: str, quotes: Sequence[str] = ()) -> Json:
    """Return a contradiction as the check file writes it."""
    return {
        "claims": [c.id for c in claims],
        "quotes": [*(c.claim.quote for c in claims), *quotes],
        "rule": rule,
        "reason": reason,
    }


def family_of(symbol: str) -> str:
    """Return the index that a fund stands for, the symbol itself for none."""
    return {"SPY": "^GSPC", "QQQ": "^NDX", "DIA": "^DJI", "IWM": "^RUT"}.get(symbol, symbol)


def years_of(window: Window | None) -> float:
    """Return how long a window is, in years."""
    return (window.end - window.base).days / YEAR if window else 0.0


def together(one: Numbered, two: Numbered) -> bool:
    """Say whether two claims are over the same time, as far as the text tells."""
    if one.window is None or two.window is None:
        return False
    return one.window.base == two.window.base and abs((one.window.end - two.window.end).days) <= 4


def apart(one: Stated, two: Stated) -> bool:
    """Say whether two stated figures cannot be the same."""
    (a, b), (c, d) = bounds(one), bounds(two)
    return b < c or d < a


def listed_with(claims: Sequence[Numbered], rank: Numbered) -> list[Numbered]:
    """Return the returns that the text lists of the set and the time that a place is counted in."""
    main = rank.claim.main
    if main is None:
        return []
    return [
        c
        for c in claims
        if c.claim.measure == c.measure == "price_return"
        and c.subject in main.subject
        and together(c, rank)
        and c.stated.value is not None
        and not c.unsure
    ]
