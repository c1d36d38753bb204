"""Figures of one paragraph that a window explains together, though the text around tells another."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from copilot.check.claim import Claim, Computed, Judged
from copilot.check.judging.market import Market
from copilot.check.judging.telling import told_off
from copilot.check.judging.values import value_of
from copilot.check.tolerance import holds
from tools.windows.window import Window

LEAST = 2
"""How many figures must agree before a paragraph is taken to speak of another time than the text around it."""


def settled_together(judged: Sequence[Judged], market: Market) -> list[Judged]:
    """Return the verdicts, with figures supported that hold for a window which other figures beside them share.

    One such figure stays ambiguous: a window that nobody names may fit by chance, or be the error itself.
    """
    found = list(judged)
    paragraphs: dict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(judged):
        if not one.claim.certain and one.claim.stated.value is not None:
            paragraphs[one.claim.context.get("paragraph")].append(place)
    for places in paragraphs.values():
        doubtful = {p: _holding(judged[p].claim, market) for p in places if judged[p].verdict == "ambiguous"}
        shared = Counter(window for held in doubtful.values() for window in held).most_common(1)
        if not shared or shared[0][1] < LEAST:
            continue
        window = shared[0][0]
        if any(_held_elsewhere(judged[p], window) for p in places):
            continue
        for place, held in doubtful.items():
            if window in held:
                claim = judged[place].claim
                found[place] = Judged(claim, "supported", told_off(claim, held[window]), held[window])
    return found


def _holding(claim: Claim, market: Market) -> dict[Window, Computed]:
    """Return the windows for which a figure holds, its subject and its measure as they were read."""
    main = claim.main
    if main is None:
        return {}
    held: dict[Window, Computed] = {}
    for reading in (*claim.readings, *claim.fallback, *claim.nearby):
        if reading.window is None or (reading.subject, reading.measure) != (main.subject, main.measure):
            continue
        value = value_of(reading, market, claim.stated.value)
        if value is not None and holds(claim.stated, value):
            held.setdefault(reading.window, Computed(replace(reading, other=False), value))
    return held


def _held_elsewhere(judged: Judged, window: Window) -> bool:
    chosen = judged.chosen
    return judged.verdict == "supported" and chosen is not None and chosen.reading.window != window
