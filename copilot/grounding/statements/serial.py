"""What is said of months and quarters: how many rose, which was best, how many in a row."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.vocabulary import Signal
from copilot.grounding.statements.counted import NUMBERS
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.series import (
    ORDER,
    PIECES,
    Piece,
    Series,
    number_of,
    pieces_of,
    ranged,
    series_of,
    whose_series,
)
from copilot.grounding.statements.sets import number_in
from copilot.grounding.statements.trends import MORE_IN, THAN_ANOTHER, TRENDS

NUMBER: Final = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
COUNT: Final = re.compile(
    rf"\b(?P<lead>in\s+|during\s+)?(?:only\s+|just\s+|exactly\s+)?(?P<count>half|most|every|each|all|{NUMBER})\s+"
    rf"(?:single\s+)?(?:(?P<of>of\s+)?(?:the\s+|its\s+|these\s+|those\s+)?)?(?:(?P<edge>first|last|past|final)\s+)?"
    rf"(?:(?P<size>{NUMBER})\s+)?(?:calendar\s+)?(?P<unit>quarter|month)s?\b(?!\s+(?:later|ago|earlier|in\s+a\s+row|of\s+(?:the\s+)?(?:index|S&P|gain|its)))",
    re.IGNORECASE,
)
EVERY: Final = ("every", "each", "all")
RUN: Final = re.compile(
    rf"\b(?P<count>{NUMBER})\s+(?:(?:straight|consecutive|successive)\s+(?P<unit>quarter|month)s|(?P<units>quarter|month)s\s+in\s+a\s+row)\b",
    re.IGNORECASE,
)
MONTHLY_RUN: Final = re.compile(
    rf"\b(?P<count>{NUMBER})\s+(?:straight|consecutive|successive)\s+(?P<unit>quarter|month)ly\s+"
    r"(?:(?P<down>losses|declines|drops|falls)|gains|advances|rises)\b",
    re.IGNORECASE,
)
ONLY_PIECE: Final = re.compile(
    r"\bonly\s+(?:(?P<down>down|losing|negative|falling)|up|winning|positive|rising)\s+(?:(?P<unit>quarter|month)s?|ones?)\b|"
    r"\bonly\s+(?:(?P<down2>loss(?:es)?|declines?|drops?)|gains?|advances?)\s+(?:(?:came|were|was|fell)\s+)?in\b",
    re.IGNORECASE,
)
OF_A_KIND: Final = re.compile(
    rf"(?<!than )(?<!least )\b(?P<count>{NUMBER})\s+(?:(?P<down>losing|negative|down|falling)|winning|positive|"
    r"up|rising)\s+(?P<unit>quarter|month)s?\b",
    re.IGNORECASE,
)
HALVES: Final = re.compile(r"\b(?P<which>first|second)\s+half\b", re.IGNORECASE)
AT_START: Final = re.compile(r"\b(?:start|beginning|outset|first|begin|opened|began)\b", re.IGNORECASE)
UP_TO: Final = re.compile(r"\b(?:to|through|until|till|ending\s+in|up\s+to)\s+(?:the\s+)?$")
SUPERLATIVE: Final = r"best|strongest|worst|weakest|poorest"
EXTREME: Final = re.compile(
    rf"\b(?:(?P<place>second|third)[\s-]+)?(?P<how>{SUPERLATIVE})\s+(?:calendar\s+|single\s+)?(?P<unit>quarter|month)\b(?!\s+since\b)|"
    rf"\b(?P<unit2>month|quarter)(?:\s+of\s+20\d\d)?\s+(?:was|is)\s+(?:by\s+far\s+)?(?:the|its|(?:the\s+)?[\w&.\s]{{1,24}}['’]s?)\s+"
    rf"(?:(?P<place2>second|third)[\s-]+)?(?P<how2>{SUPERLATIVE})\b|"
    rf"\b(?:quarters\b[^.;:]{{0,40}}?|and\s+)the\s+(?:first|second|third|fourth)\s+(?:was\s+)?the\s+(?P<how3>{SUPERLATIVE})\b",
    re.IGNORECASE,
)
IS_ONE: Final = re.compile(r"\b(?:was|is|came\s+in|being)\s+(?:the\s+)?$")
HIGHEST: Final = ("best", "strongest")


def _counts(claims: Claims) -> Iterator[Judgement]:
    """Yield "fell in two of the four quarters", "each of the last three quarters was negative"."""
    for match in COUNT.finditer(claims.sentence.text):
        meets = _test(claims, match)
        if meets is None or claims.cites or not _counting(claims, match):
            continue
        for name in whose_series(claims, match.start() if match["lead"] else len(claims.sentence.text)):
            series = _part(claims, name, match)
            if series is None:
                continue
            yield judgement(
                *match.span("count"),
                _is_count(match, [meets(f) for f in series.facts]),
                "the count is another",
                series.facts,
            )


def _counting(claims: Claims, match: re.Match[str]) -> bool:
    """Say whether months or quarters are counted, and no length of time is told: "rose 5% in three months"."""
    if match["count"].lower() in EVERY or match["of"]:
        return True
    since = claims.sentence.clause_start(match.start())
    return not any(
        q.start >= since for q in claims.sentence.values if not any(q.start == b.figure.start for b in claims.bounds)
    )


def _test(claims: Claims, match: re.Match[str]) -> Callable[[Fact], bool] | None:
    """Return the test of what the counted months or quarters are said to have done."""
    sentence, unit = claims.sentence, match["unit"].lower()
    told = [s for s in sentence.signals_of("move", "side", "sign", "beat") if s[2].value]
    before = [s for s in told if sentence.clause_start(match.start()) <= s[0] < match.start()]
    after = [s for s in told if s[0] >= match.end()]
    used = before[-1:] if match["lead"] else after[:1] or (before[-1:] if match["count"].lower() in EVERY else [])
    if not used:
        return None
    start, end, signal = used[0]
    sign = signal.value * (-1 if claims.negated(start) else 1)
    if signal.kind == "beat":
        other = next((claims.named(m) for m in sentence.mentions if m.start >= end), None)
        return _ahead_of(claims, other, unit, sign) if other is not None else None
    bound = claims.bound_after(end)
    if bound is not None:
        return lambda f: bound.met(float(f.value), sign)
    return lambda f: float(f.value) * sign > 0


def _ahead_of(claims: Claims, other: Named, unit: str, sign: float) -> Callable[[Fact], bool]:
    theirs = {f.window: float(f.value) for f in series_of(claims, other, unit).facts}
    return lambda f: f.window in theirs and sign * (float(f.value) - theirs[f.window]) > 0


def _part(claims: Claims, name: Named, match: re.Match[str]) -> Series | None:
    """Return the pieces that a count is of, None where facts do not give them all."""
    series = series_of(claims, name, match["unit"].lower())
    size = NUMBERS.get((match["size"] or "").lower(), int(match["size"]) if (match["size"] or "").isdigit() else None)
    if match["edge"] and size:
        facts = series.facts[:size] if match["edge"].lower() == "first" else series.facts[-size:]
        return Series(facts, True) if len(facts) == size and series.whole else None
    if match["edge"] or not series.whole or (size and match["of"] and size != len(series.facts)):
        return None
    return series


def _is_count(match: re.Match[str], met: list[bool]) -> bool:
    word = match["count"].lower()
    if word in EVERY:
        return all(met)
    if word == "half":
        return 2 * sum(met) == len(met)
    if word == "most":
        return 2 * sum(met) > len(met)
    return sum(met) == (int(word) if word.isdigit() else NUMBERS[word])


def runs(claims: Claims) -> Iterator[Judgement]:
    """Yield "rose seven months in a row", "fell for three straight quarters"."""
    for match in (m for words in (RUN, MONTHLY_RUN) for m in words.finditer(claims.sentence.text)):
        unit = (match["unit"] or match["units"]).lower()
        told = [s for s in claims.sentence.signals_of("move", "side") if s[0] < match.start() and s[2].value]
        if match.re is MONTHLY_RUN:
            told = [(*match.span(), Signal("move", -1 if match["down"] else 1))]
        names = whose_series(claims, match.start())
        series = series_of(claims, names[0], unit, whole_range=True) if names and told else None
        if series is None or len(series.facts) < 2:
            if not any("row" in f.label or "streak" in f.label for f in claims.evidence.facts):
                yield from claims.unknown(*match.span(), "no fact says how many in a row")
            continue
        count = int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"].lower()]
        moved = [value * told[-1][2].value > 0 for value in series.values]
        yield judgement(
            *match.span(), _has_run(claims, unit, series, moved, count), "they are not so many in a row", series.facts
        )


def _has_run(claims: Claims, unit: str, series: Series, moved: list[bool], count: int) -> bool:
    """Say whether so many pieces in a row moved alike, where the words say the run stands."""
    if ranged(claims.sentence, unit) is not None:
        return len(moved) == count and all(moved)
    last = next(
        (p.number for p in pieces_of(claims.sentence, unit) if UP_TO.search(claims.sentence.text[: p.start])), None
    )
    if last is not None:
        kept = [m for f, m in zip(series.facts, moved, strict=True) if number_of(f, unit) <= last]
        return len(kept) >= count and all(kept[-count:])
    if AT_START.search(claims.sentence.text):
        return len(moved) >= count and all(moved[:count])
    return max((len(list(run)) for yes, run in groupby(moved) if yes), default=0) >= count


def _only_pieces(claims: Claims) -> Iterator[Judgement]:
    """Yield "its only down month was December", "its only losses came in February and March"."""
    for match in ONLY_PIECE.finditer(claims.sentence.text):
        down, half = match["down"] or match["down2"], HALVES.search(claims.sentence.text)
        for unit in [match["unit"].lower()] if match["unit"] else PIECES:
            pieces = [p for p in pieces_of(claims.sentence, unit) if not (half and half.start() == p.start)]
            if match[0].lower().endswith("one"):
                pieces = [p for p in pieces if p.end <= match.start()][-1:] or pieces[:1]
            told = {p.number for p in pieces}
            for name in whose_series(claims, len(claims.sentence.text)) if told else ():
                series = series_of(claims, name, unit, whole_range=False)
                middle = PIECES[unit][2] // 2
                inside = [f for f in series.facts if half is None or _in_half(number_of(f, unit), middle, half)]
                did = {number_of(f, unit) for f in inside if (float(f.value) < 0) == bool(down)}
                if series.whole:
                    yield judgement(*match.span(), did == told, "others did too, or these did not", inside)


def _in_half(number: int, middle: int, half: re.Match[str]) -> bool:
    return (number <= middle) == (half["which"].lower() == "first")


def _of_a_kind(claims: Claims) -> Iterator[Judgement]:
    """Yield "it had two losing quarters"."""
    for match in OF_A_KIND.finditer(claims.sentence.text):
        if claims.cites or claims.negated(match.start()):
            continue
        for name in whose_series(claims, len(claims.sentence.text)):
            series = series_of(claims, name, match["unit"].lower())
            count = sum((value < 0) == bool(match["down"]) for value in series.values)
            if series.whole:
                told = number_in(match["count"])
                yield judgement(*match.span("count"), told == count, "the count is another", series.facts)


def _extremes(claims: Claims) -> Iterator[Judgement]:
    """Yield "February was its worst month", "the best quarter was the third"."""
    for match in EXTREME.finditer(claims.sentence.text):
        unit = (match["unit"] or match["unit2"] or "quarter").lower()
        how = (match["how"] or match["how2"] or match["how3"]).lower()
        place = ORDER[(match["place"] or match["place2"] or "first").lower()]
        piece = _of_extreme(claims, match, unit)
        if piece is None or claims.negated(match.start()):
            continue
        for name in whose_series(claims, max(piece.end, match.end())):
            series = series_of(claims, name, unit, whole_range=False)
            mine = [f for f in series.facts if number_of(f, unit) == piece.number]
            if series.whole and mine and place <= len(series.facts):
                order = sorted(series.values, reverse=how in HIGHEST)
                holds = float(mine[0].value) == order[place - 1]
                yield judgement(*match.span(), holds, "another one was", series.facts)


def _of_extreme(claims: Claims, match: re.Match[str], unit: str) -> Piece | None:
    """Return the month or quarter that is said to be the best: the one told, or the next to the word."""
    pieces = [p for p in pieces_of(claims.sentence, unit) if not match.start() <= p.start < match.end("how")]
    if match["how3"]:
        pieces = [p for p in pieces if p.start < match.start("how3")][-1:]
    elif match["how2"]:
        pieces = [p for p in pieces if p.start < match.start("how2")][-1:]
    elif len(pieces) > 1:
        pieces = [
            p for p in pieces if p.start >= match.end() and IS_ONE.search(claims.sentence.text[match.end() : p.start])
        ][:1]
    return pieces[0] if len(pieces) == 1 else None


def serial_at(claims: Claims, position: int) -> bool:
    """Say whether a verb is told of months or quarters that are counted behind it."""
    text = claims.sentence.text
    until = min((b for b in claims.sentence.boundaries if b >= position), default=len(text))
    if any(m.start() - position <= 2 for m in THAN_ANOTHER.finditer(text, position)) and MORE_IN.match(text, position):
        return True
    return any(
        m.end() <= until
        for words in (RUN, COUNT)
        for m in words.finditer(text, position)
        if words is RUN or _counting(claims, m)
    )


SERIAL_RULES: Final = (
    Rule(_counts, words=frozenset({"quarters", "months", "quarter", "month"})),
    Rule(runs, words=frozenset({"straight", "consecutive", "successive", "row"})),
    Rule(_only_pieces, words=frozenset({"only"})),
    Rule(_of_a_kind, words=frozenset({"losing", "negative", "down", "falling", "winning", "positive", "up", "rising"})),
    Rule(_extremes, words=frozenset({"quarter", "month", "quarters"})),
    *TRENDS,
)
"""Statements about the months or quarters of one name."""
