"""Over which times a figure is meant: told beside it, by its sentence, or by what was spoken of before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from copilot.check.reading.comparing import RANGE, RANGE_START
from copilot.check.reading.pointing import is_subject, leads_a_clause, outside
from copilot.check.reading.scene import Scene
from copilot.check.reading.timed import Timed
from copilot.grounding.reading.direction import reach
from copilot.grounding.reading.scan import Sentence

APART_FROM = re.compile(
    r"\b(?:after|following|from|despite|including|of which|versus|vs|compared|than|against|erasing|"
    r"extending|reversing)\b",
    re.IGNORECASE,
)
TOUCHES = re.compile(r"^[\s(]*(?:(?!and\b|but\b|after\b|while\b)[\w’'&-]+\s+){0,5}\(?$", re.IGNORECASE)
COUNTED_FROM = re.compile(r"\b(?:from|since|between|off|after)\s+(?:its\s+|the\s+|their\s+)?$", re.IGNORECASE)
COMPARED = re.compile(
    r"\b(?:the same|half(?:way|-?time)|at this point|by then|first-half|second-half|compared (?:with|to)|"
    r"short of|that year|"
    r"at (?:its|the|their) [\w ]{0,30}?(?:low|lows|peak|worst|high|best|bottom)|a year (?:ago|"
    r"earlier|before)|the year before)\b",
    re.IGNORECASE,
)
"""Words by which a year may stand for the same part of it."""
ENDING = re.compile(
    r"\b(?:clos\w+|end\w*|finish\w*|leav\w+|exit\w*)\s+(?:out\s+)?(?:the\s+month\s+of\s+)?$", re.IGNORECASE
)
AT_LEVEL = re.compile(r"\s+(?:at|near|around|above|below)\s+\$?\d[\d,.]*(?![\d.]*\s?%)", re.IGNORECASE)
AFTER_EVENT = re.compile(r"(?:after|following|on|in the wake of)\s", re.IGNORECASE)
"""What tells the cause of a move as often as the time since when: "after the election"."""
WHOSE = re.compile(r"(?:[’']s)?\s+(?:(?:closing|total|full|whopping|further)\s+)?\$?", re.IGNORECASE)
JOINED = re.compile(r"^\s*[,;]\s*(?:and|but|while|then|whereas)\s+(?:(?:in|on|during|over|for)\s+)?$")
"""What opens the words of the next figure: "added 2.8%, and in the fourth it gained 13.8%"."""
OF_THE_BEST = re.compile(
    r"\b(?:best|worst|strongest|weakest|biggest|largest|steepest|sharpest)\s+(?:\w+\s+)?(?:day|session|week|month|quarter|year)"
    r"\s+(?:(?:of|in)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""What leads to the time among whose parts something is the best: "the worst month of 2022"."""
LISTED = re.compile(r"\s*(?:,|,?\s+and)\s*(?:(?:on|in|by)\s+)?(?:the\s+)?")
NTH_DAY = re.compile(r"\d(?:st|nd|rd|th)$")
OPENS_NEXT = re.compile(r"^\s*[,;]\s*(?:(?:then|and|but)\s+)?(?:(?:in|on|during|over|for)\s+)?(?:the\s+)?$")
"""What stands between a figure and the time of the next: "fell 4.8%, on the 4th it fell 6.0%"."""
RELATIVE = re.compile(r"^,?\s+(?:when|as|on which|a (?:day|session) (?:when|on which))\s")
"""What goes on about the day before it: "6.0% on April 4, when the Dow dropped 2,231 points"."""
TOUCHING = re.compile(r"^[\s,(]*(?:(?!(?:and|but|while|whereas|then)\b)\w+\s+){0,3}$")


@dataclass(frozen=True)
class When:
    """The times of a figure: those told for it, or those that may be meant.

    `certain` when its own words tell, `tight` when they stand beside it or open the sentence, `carried` when its
    paragraph did; `rest` may be meant after all.
    """

    times: tuple[Timed, ...]
    certain: bool
    carried: bool = False
    rest: tuple[Timed, ...] = ()
    tight: bool = False


def when_of(sentence: Sentence, index: int, times: Sequence[Timed], scene: Scene) -> When:
    """Return the times of a figure of a sentence."""
    quantity = sentence.quantities[index]
    level = getattr(quantity, "unit", "") in ("number", "usd")
    times = [t for t in times if not outside(sentence.text, t, quantity.start) and (level or t.unit != RANGE_START)]
    if (one := _respective(sentence, index, times)) is not None:
        return When((one,), True, tight=True)
    own = [t for t in times if WHOSE.fullmatch(sentence.text[t.end : quantity.start]) and _whose(sentence.text, t)]
    if own:
        return When((own[-1],), True, tight=True)
    free = [t for t in times if not _given(sentence, index, t) and not _dates_a_level(sentence, index, t)]
    times = free or [t for t in times if t.start < quantity.start and not _dates_a_level(sentence, index, t)]
    near = _near(sentence, index, times)
    if (whole := _as_one(sentence.text, near)) is not None:
        return When((whole,), True, tight=True)
    if near:
        alike = len(near) == 1 or _alike(near)
        told = _nearest(near, quantity.start, quantity.end)
        if told[0].open and AFTER_EVENT.match(told[0].text):
            return When((*told, *_unsaid(scene)), False, scene.time is not None, _session(scene))
        return When(told, alike, tight=alike and _touches(sentence, index, told[0]))
    lead = [t for t in times if t.start < sentence.quantities[0].start]
    if lead and lead[0].text.lower() != "since" and (len(times) == 1 or _alike(times)):
        return When(tuple(lead), True, tight=_opens(sentence.text, lead[0]))
    rest = lead or list(times)
    if not rest:
        return unsaid(scene)
    trailing = not lead and _trails(sentence, index, rest)
    others = () if trailing else _unsaid(scene)
    return When((*_nearest(rest, quantity.start, quantity.end), *others), trailing, not trailing, _session(scene))


def _near(sentence: Sentence, index: int, times: Sequence[Timed]) -> list[Timed]:
    """Return the times that no other figure stands before, a day of the month being no figure itself."""
    quantity, (left, right) = sentence.quantities[index], reach(sentence, index)
    near = [
        t
        for t in times
        if (left <= (t.end if NTH_DAY.search(t.text) else t.start) and t.end <= quantity.start)
        or quantity.end <= t.start < right
    ]
    near = [t for t in near if not _neighbours(sentence, index, t)]
    return [t for t in near if not OF_THE_BEST.search(sentence.text[: t.start])] or near


def _as_one(text: str, near: Sequence[Timed]) -> Timed | None:
    """Return "October and November", of which one figure is told, as one stretch; None for other times."""
    told = sorted(near, key=lambda t: t.start)
    follow = all(
        one.windows and two.windows and one.windows[0].end == two.windows[0].base for one, two in pairwise(told)
    )
    if (
        len(told) < 2
        or not follow
        or "and" not in text[told[-2].end : told[-1].start]
        or len(_runs(text, [(t.start, t.end) for t in told])) > 1
    ):
        return None
    first, last = told[0], told[-1]
    window = replace(first.windows[0], end=last.windows[0].end)
    return Timed(first.start, last.end, text[first.start : last.end], (window,), unit=RANGE)


def _respective(sentence: Sentence, index: int, times: Sequence[Timed]) -> Timed | None:
    """Return the time in the place of a figure in its list: "on April 3 and 4 it dropped 4.8% and 6.0%"."""
    run = next(r for r in _runs(sentence.text, [(q.start, q.end) for q in sentence.quantities]) if index in r)
    lists = [r for r in _runs(sentence.text, [(t.start, t.end) for t in times]) if len(r) == len(run) > 1]
    return times[lists[0][run.index(index)]] if len(lists) == 1 else None


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers of spans in runs that commas and "and" alone stand between."""
    runs: list[list[int]] = []
    for number, (start, _) in enumerate(spans):
        if runs and LISTED.fullmatch(text[spans[runs[-1][-1]][1] : start]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _whose(text: str, timed: Timed) -> bool:
    """Say whether a time owns what stands behind it: "Thursday's 4.84%"."""
    return timed.text.endswith(("'s", "’s")) or text[timed.end : timed.end + 2] in ("'s", "’s")


def _given(sentence: Sentence, index: int, timed: Timed) -> bool:
    """Say whether a time is that of another figure alone, which it owns."""
    others = [q for n, q in enumerate(sentence.quantities) if n != index and q.start >= timed.end]
    moved = [q for q in others if getattr(q, "unit", "") not in ("number", "usd")]
    return _whose(sentence.text, timed) and any(WHOSE.fullmatch(sentence.text[timed.end : q.start]) for q in moved)


def _dates_a_level(sentence: Sentence, index: int, timed: Timed) -> bool:
    """Say whether a time dates the level behind it, and so no percentage: "to close September at 42,330"."""
    quantity = sentence.quantities[index]
    if timed.day or timed.start < quantity.end or getattr(quantity, "unit", "") != "percent":
        return False
    lead, behind = sentence.text[: timed.start], sentence.text[timed.end :]
    ends = ENDING.search(lead) or ENDING.match(f"{timed.text.split()[0]} ")
    return ends is not None and AT_LEVEL.match(behind) is not None


def _touches(sentence: Sentence, index: int, timed: Timed) -> bool:
    """Say whether a time stands beside a figure, or opens its sentence."""
    quantity, text = sentence.quantities[index], sentence.text
    whose = timed.text.endswith(("'s", "’s")) or text[timed.end : timed.end + 2] in ("'s", "’s")
    counted = timed.day and COUNTED_FROM.search(text[: timed.start]) is not None
    if whose or counted or COMPARED.search(text):
        return False
    if timed.start >= quantity.end:
        return TOUCHES.match(text[quantity.end : timed.start]) is not None
    return TOUCHES.match(text[timed.end : quantity.start]) is not None or _opens(text, timed)


def _opens(text: str, timed: Timed) -> bool:
    if COUNTED_FROM.search(text[: timed.start]) or COMPARED.search(text):
        return False
    return re.fullmatch(r"\W*(?:[\w-]+\s+){0,2}\W*", text[: timed.start]) is not None


def _trails(sentence: Sentence, index: int, told: Sequence[Timed]) -> bool:
    """Say whether one time stands behind the last figure of a list, and so is that of all of it."""
    last = sentence.quantities[-1]
    start = sentence.quantities[index].end
    between = any(start <= b < told[0].start for b in sentence.boundaries)
    listed = not APART_FROM.search(sentence.text[start : last.start]) and not any(
        start <= m[0] < last.start and m[2].value for m in sentence.signals_of("move", "side")
    )
    return len(told) == 1 and told[0].start >= last.end and not between and listed


def _session(scene: Scene) -> tuple[Timed, ...]:
    """Return the session that the article speaks from, where another kind of time was spoken of last."""
    day = scene.time is not None and (scene.time.day or scene.time.unit == "day")
    return () if day else (scene.clock.spoken(),)


def unsaid(scene: Scene) -> When:
    """Return the times that words without one may mean: that of the paragraph, else that of the article."""
    first, *rest = _unsaid(scene)
    return When((first,), False, scene.time is not None, (*rest, *_session(scene)))


def _alike(times: Sequence[Timed]) -> bool:
    return len({t.windows[:1] for t in times}) == 1


def _nearest(times: Sequence[Timed], start: int, end: int) -> tuple[Timed, ...]:
    return tuple(sorted(times, key=lambda t: min(abs(t.start - end), abs(start - t.end))))


def _unsaid(scene: Scene) -> tuple[Timed, ...]:
    """Return the times that a sentence without one may mean, the likeliest first."""
    found = [t for t in (scene.time, *reversed(scene.told), scene.section_time, scene.default) if t is not None]
    return tuple(dict.fromkeys(found))


def _moves_behind(sentence: Sentence, index: int, timed: Timed) -> bool:
    """Say whether a verb of its own leads from a time to the next figure: "on the 4th it fell 6.0%"."""
    following = [q for q in sentence.quantities[index + 1 :] if q.start >= timed.end]
    return (
        bool(following)
        and any(timed.end <= m[0] < following[0].start for m in sentence.signals_of("move", "side"))
        and sentence.text[timed.end : timed.end + 1] != ","
    )


def _neighbours(sentence: Sentence, index: int, timed: Timed) -> bool:
    """Say whether a time belongs to a neighbouring figure or name."""
    quantity, text = sentence.quantities[index], sentence.text
    own = is_subject(text, timed) or leads_a_clause(text, timed)
    if timed.start >= quantity.end:
        later = any(q.start >= timed.end or q.end <= timed.start for q in sentence.quantities[index + 1 :])
        moved = any(quantity.end <= m[0] < timed.start for m in sentence.signals_of("move", "side"))
        if later and own:
            return True
        if later and OPENS_NEXT.match(text[quantity.end : timed.start]) and _moves_behind(sentence, index, timed):
            return True
        if later and JOINED.match(text[quantity.end : timed.start]):
            return True
        return (later and moved) or any(
            quantity.end <= m.start < timed.start for m in sentence.mentions if m.role == "subject" and m.named
        )
    first = not any(timed.end <= q.start < quantity.start for q in sentence.quantities[:index])
    if first and (own or RELATIVE.match(text[timed.end :])):
        return False
    earlier = [q.end for q in sentence.quantities[:index] if not timed.start <= q.start < timed.end]
    if earlier and OPENS_NEXT.match(text[earlier[-1] : timed.start]) and _moves_behind(sentence, index - 1, timed):
        return False
    return bool(earlier) and bool(TOUCHING.match(text[earlier[-1] : timed.start])) and timed.start < quantity.start
