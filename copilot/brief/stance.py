"""The stance of a brief, by a published rule over facts."""

from dataclasses import dataclass
from typing import Literal

from copilot.brief.gathering import Gathered
from copilot.facts import Fact

Stance = Literal["risk_on", "risk_off", "mixed"]
CALLED = {"risk_on": "risk-on", "risk_off": "risk-off", "mixed": "mixed"}

RULE = (
    "Four signals over the last five sessions: the S&P 500, small minus large companies, equal weight minus "
    "capitalisation weight, and cyclical minus defensive sectors. With at least three above zero the stance is "
    "risk-on, with at least three below zero risk-off, else mixed."
)
NEEDED = 3


@dataclass(frozen=True)
class Signals:
    """What the rule made of its facts."""

    stance: Stance
    facts: tuple[Fact, ...]


def stance_of(gathered: Gathered) -> Signals:
    """Return the stance; with fewer than three facts it is mixed."""
    found = (
        gathered.return_of("week", "^GSPC"),
        *(gathered.fact("week_leadership", f"spread:{n}") for n in ("small_large", "equal_cap", "cyclical_defensive")),
    )
    facts = tuple(f for f in found if f is not None)
    up = sum(float(f.value) > 0 for f in facts)
    down = sum(float(f.value) < 0 for f in facts)
    stance: Stance = "risk_on" if up >= NEEDED else "risk_off" if down >= NEEDED else "mixed"
    return Signals(stance, facts)
