"""What a fund holds: a snapshot of today, kept from then on so that later answers can look back at it."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tools.prices.keeping import kept

WHOLE = 1.001
"""What the weights of some positions together may not exceed, with room for rounding."""


@dataclass(frozen=True)
class FundHoldings:
    """The largest positions of a fund as they were seen once: fractions of the fund, by symbol.

    `session` is the newest session with final closes at that time, for the weights cannot know a
    later one; `retrieved` is the instant (ISO 8601).
    """

    fund: str
    session: date
    retrieved: str
    weights: Mapping[str, float]
    provider: str = "yahoo"


@dataclass(frozen=True)
class FoundHoldings:
    """Snapshots of a fund, oldest first, and why there is none of the newest session where there should be."""

    snapshots: tuple[FundHoldings, ...] = ()
    missing: str | None = None


class FundCache:
    """One small file for each fund. What cannot be read does not exist; what cannot be written is not kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, fund: str) -> tuple[FundHoldings, ...]:
        """Return the snapshots that are kept, one for each session, oldest first."""
        try:
            kept = json.loads(self._path(fund).read_text(encoding="utf-8"))
            found = [_snapshot(fund, one) for one in kept]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return ()
        return tuple(sorted(found, key=lambda one: one.session))

    def store(self, snapshot: FundHoldings) -> bool:
        """Keep a snapshot beside those of other sessions; returns whether that could be done."""

        def written(fresh: Path) -> None:
            others = [one for one in self.load(snapshot.fund) if one.session != snapshot.session]
            fresh.write_text(json.dumps([_plain(one) for one in (*others, snapshot)]), encoding="utf-8")

        return kept(self._path(snapshot.fund), written)

    def _path(self, fund: str) -> Path:
        return self.folder / f"fund-{fund}.json"


def are_weights(weights: Mapping[str, float]) -> bool:
    """Say whether these can be fractions of one whole."""
    each = all(math.isfinite(weight) and 0 < weight < 1 for weight in weights.values())
    return bool(weights) and each and math.fsum(weights.values()) <= WHOLE


def _plain(snapshot: FundHoldings) -> dict[str, Any]:
    return {**asdict(snapshot), "session": snapshot.session.isoformat(), "weights": dict(snapshot.weights)}


def _snapshot(fund: str, plain: Mapping[str, Any]) -> FundHoldings:
    weights = {str(symbol): float(weight) for symbol, weight in plain["weights"].items()}
    datetime.fromisoformat(plain["retrieved"])
    if plain["fund"] != fund or not are_weights(weights):
        raise ValueError("these are no holdings of this fund")
    return FundHoldings(fund, date.fromisoformat(plain["session"]), str(plain["retrieved"]), weights)
