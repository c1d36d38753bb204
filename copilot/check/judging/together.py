"""Figures that leave their time unsaid, settled by those beside them: one window for a paragraph or a list."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.check.claim import Claim, Computed, Judged, Reading
from copilot.check.judging.market import Market
from copilot.check.judging.telling import told_off
from copilot.check.judging.values import value_of
from copilot.check.judging.verdicts import judge
from copilot.check.tolerance import holds
from tools.windows.window import Window

LEAST = 2
"""How many figures must agree before a paragraph is taken to speak of another time than the text around it."""
FOR_EACH = 3
"""How many figures must agree for each beside them that holds for another time."""
MANY = 4
"""How many figures of an article must agree for one that stands alone in its paragraph."""
LONG = 25
"""Days; of a time as long, "has fallen" may be said without another being meant."""
MOVES = frozenset({"price_return", "total_return", "points_change", "growth"})
"""Measures over a window, which those beside them can tell."""
HALVES = frozenset({"price_return", "points_change"})
HALF_APART = 24
"""Characters between the beginnings of the two figures of one move."""
PLACES = frozenset({"rank", "breadth_count"})
"""Measures that take their window from the moves beside them, and tell none."""


def settled_together(judged: Sequence[Judged], market: Market) -> list[Judged]:
    """Return the verdicts, those on figures without a time of their own by the window that figures beside them share.

    A window that nobody names may fit by chance, or be the error itself: one figure alone shares none.
    """
    found = _agreeing(judged, market)
    held = [_held(one, market) for one in found]
    found = [_in_step(place, found, held, market) for place in range(len(found))]
    return [_as_one(one, found, market) for one in found]


def _agreeing(judged: Sequence[Judged], market: Market) -> list[Judged]:
    """Return the verdicts, with doubtful figures supported that hold for a window which others beside them share."""
    found = list(judged)
    paragraphs: dict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(judged):
        placed = one.claim.main is not None and one.claim.main.measure in PLACES
        if not one.claim.certain and one.claim.stated.value is not None and not placed:
            paragraphs[one.claim.context.get("paragraph")].append(place)
    for places in paragraphs.values():
        doubtful = {p: _holding(judged[p].claim, market) for p in places if judged[p].verdict == "ambiguous"}
        shared = Counter(window for held in doubtful.values() for window in held).most_common(1)
        if not shared:
            continue
        window, votes = shared[0]
        if votes < max(LEAST, FOR_EACH * sum(_held_elsewhere(judged[p], window) for p in places)):
            continue
        for place, held in doubtful.items():
            if window in held:
                claim = judged[place].claim
                found[place] = Judged(claim, "supported", told_off(claim, held[window]), held[window])
    return found


def _holding(claim: Claim, market: Market) -> dict[Window, Computed]:
    """Return the windows for which a figure holds, its subject and its measure as they were read."""
    held: dict[Window, Computed] = {}
    for reading in _of_subject(claim):
        value = value_of(reading, market, claim.stated.value)
        if reading.window is not None and value is not None and holds(claim.stated, value):
            held.setdefault(reading.window, Computed(replace(reading, other=False), value))
    return held


def _of_subject(claim: Claim) -> Iterator[Reading]:
    main = claim.main
    for reading in (*claim.readings, *claim.fallback, *claim.nearby):
        if main is not None and (reading.subject, reading.measure) == (main.subject, main.measure):
            yield reading


def _held_elsewhere(judged: Judged, window: Window) -> bool:
    chosen = judged.chosen
    return judged.verdict == "supported" and chosen is not None and chosen.reading.window != window


def _moves(judged: Judged) -> bool:
    main = judged.claim.main
    return main is not None and main.measure in MOVES and judged.claim.stated.value is not None


def _held(judged: Judged, market: Market) -> set[Window]:
    """Return the windows for which a supported move speaks: its own where it tells one, all for which it holds."""
    if judged.verdict != "supported" or not _moves(judged) or judged.chosen is None:
        return set()
    own = {judged.chosen.reading.window} if judged.chosen.reading.window else set()
    return own if judged.claim.certain else own | _holding(judged.claim, market).keys()


def _in_step(place: int, found: Sequence[Judged], held: Sequence[set[Window]], market: Market) -> Judged:
    """Return the verdict on a figure by the window that the figures beside it share, where it tells none itself."""
    one = found[place]
    claim = one.claim
    main = claim.main
    place_ = main is not None and main.measure in PLACES
    if claim.certain or claim.loose or not (place_ or (_moves(one) and _of_time(one))):
        return one
    window = _shared(place, found, held)
    if window is None or window in held[place] or (place_ and one.chosen and one.chosen.reading.window == window):
        return one
    apart = claim.context.get("apart", ())
    if apart is None or (apart and window not in apart):
        return one
    days = (window.end - window.base).days
    if claim.context.get("present") and days < LONG:
        return one
    again = judge(_over(claim, window), market)
    return again if again is not None and (place_ or again.verdict in ("supported", "contradicted")) else one


def _as_one(one: Judged, found: Sequence[Judged], market: Market) -> Judged:
    """Return the verdict on one half of "406 points, or 0.8%" over the window for which the other half holds."""
    claim, main = one.claim, one.claim.main
    if one.verdict == "supported" or main is None or main.measure not in HALVES:
        return one
    other = next((o for o in found if o.claim.main and _other_half(claim, o)), None)
    chosen = other.chosen if other else None
    if chosen is None or chosen.reading.window is None or chosen.reading.subject != main.subject:
        return one
    return judge(_over(claim, chosen.reading.window), market) or one


def _other_half(claim: Claim, other: Judged) -> bool:
    one, two = claim.context, other.claim.context
    apart = abs(int(one.get("figure", 0)) - int(two.get("figure", 0)))
    same = one.get("sentence") == two.get("sentence") and 0 < apart <= HALF_APART
    kinds = {claim.measure, other.claim.measure}
    return same and other.verdict == "supported" and kinds in ({"points_change", "price_return"},)


def _of_time(one: Judged) -> bool:
    """Say whether the window alone is in question: of whom and in which measure the figure speaks is not."""
    main = one.claim.main
    assert main is not None
    told = [c.reading for c in (*([one.chosen] if one.chosen else []), *one.others)]
    return all(r.subject == main.subject for r in told if r.measure == main.measure)


def _shared(place: int, found: Sequence[Judged], held: Sequence[set[Window]]) -> Window | None:
    """Return the window that the figures of a paragraph or list share, or else those of the article."""
    claim = found[place].claim
    main = claim.main
    block = claim.context.get("block")
    if block is None:
        return None
    others = [n for n in range(len(found)) if n != place and held[n]]
    beside = [n for n in others if found[n].claim.context.get("block") == block]
    own = main.window if main else None
    votes = Counter(w for n in beside for w in held[n] if _free(found[n].claim) or (w == own and n < place))
    best = votes.most_common(1)
    if best and best[0][1] >= LEAST:
        window = best[0][0]
        apart = [n for n in beside if _free(found[n].claim) and window not in held[n]]
        return None if apart else window
    return _of_the_article(place, [n for n in others if n not in beside], found, held) if not beside else None


def _of_the_article(
    place: int, others: Sequence[int], found: Sequence[Judged], held: Sequence[set[Window]]
) -> Window | None:
    """Return the window of all figures of an article that tell no time, where there are many and none differs."""
    if found[place].claim.carried or not _free(found[place].claim):
        return None
    free = [n for n in others if _free(found[n].claim) and not found[n].claim.carried]
    best = Counter(w for n in free for w in held[n]).most_common(1)
    return best[0][0] if best and best[0][1] == len(free) >= MANY else None


def _free(claim: Claim) -> bool:
    """Say whether neither a claim nor its sentence tells a time."""
    return not claim.certain and claim.context.get("apart") == ()


def _over(claim: Claim, window: Window) -> Claim:
    """Return a claim as if its own words told its window."""
    main = claim.main
    assert main is not None
    told = [r for r in claim.readings if r.window == main.window]
    return replace(
        claim, readings=tuple(replace(r, window=window) for r in told), fallback=(), nearby=(), certain=True, asked=None
    )
