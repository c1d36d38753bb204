"""Whether months or quarters grew one after the other, quickened, or went beyond another one."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from copilot.facts import Fact
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.series import (
    PIECES,
    SERIAL,
    is_piece,
    number_of,
    pieces_of,
    ranged,
    series_of,
    two_pieces,
    whose_series,
)

ONE_BEFORE: Final = re.compile(
    r"\b(?:each|every)\s+(?P<unit>quarter|month)\b[^;:]{0,24}?\b(?P<how>better|stronger|higher|bigger|larger|worse|weaker|lower|smaller)\s+"
    r"than\s+the\s+(?:one\s+before|last|previous\s+one|one\s+that\s+went\s+before)\b",
    re.IGNORECASE,
)
IN_EACH: Final = re.compile(
    r"\b(?P<how>more|less|further)\s+in\s+(?:each|every)\s+(?:successive|passing|following|new|single)\s+(?P<unit>quarter|month)\b",
    re.IGNORECASE,
)
PACE: Final = re.compile(
    r"\b(?P<noun>gains?|returns?|advances?|rally|rises?|climb|growth|pace|momentum|loss(?:es)?|declines?|falls?|slide|selling|sell-off)"
    r"\s+(?:(?:then|also|has|have|had|only|\w+ly)\s+)*(?:(?P<up>accelerated|quickened|picked\s+up|sped\s+up|gathered\s+(?:pace|speed)|"
    r"steepened|deepened|widened|grew)|(?P<down>slowed|decelerated|faded|cooled|moderated|eased|narrowed|tapered\s+off|lost\s+steam|"
    r"petered\s+out|shrank))\b",
    re.IGNORECASE,
)
LOSSES: Final = ("loss", "decline", "fall", "slide", "sell", "drop")
TREND: Final = re.compile(
    r"\b(?P<unit>quarter|month)ly\s+(?P<noun>gains|returns|advances|rises|moves|results|losses)\b[^;:,]{0,40}?\b(?:"
    r"(?P<up>grew(?:\s+(?:larger|bigger|steadily))?|accelerated|got\s+(?:larger|bigger|better)|increased|improved|widened|picked\s+up|"
    r"strengthened)|(?P<down>shrank|slowed|faded|decelerated|diminished|dwindled|narrowed|got\s+smaller|decreased|weakened|tapered\s+off))\b|"
    r"\b(?:gains|returns|advances)\s+(?:(?P<up2>accelerated|grew|increased|improved|strengthened)|(?P<down2>slowed|shrank|faded|"
    r"diminished|dwindled|weakened|decelerated))\s+from\s+(?P<unit2>quarter|month)\s+to\s+(?:quarter|month)\b",
    re.IGNORECASE,
)
THAN_ANOTHER: Final = re.compile(
    r"\b(?:(?:was|were|is|proved)\s+(?:\w+\s+)?(?P<how>better|stronger|higher|bigger|larger|worse|weaker|lower|smaller|shallower)|(?P<more>more|less|further))\b[^;:]{0,40}?\bthan\s+(?:in\s+)?(?:its|the)?\b",
    re.IGNORECASE,
)
LOSS_BEFORE: Final = re.compile(
    r"\b(?:loss|losses|decline|drop|fall|slide)\s+(?:(?:in|of|for)\s+(?:the\s+)?\S+\s+)*$", re.IGNORECASE
)
MORE_IN: Final = re.compile(r"\s+(?:more|less|further)\s+in\b", re.IGNORECASE)
BETTER: Final = ("better", "stronger", "higher", "bigger", "larger", "more", "further")
LISTED: Final = re.compile(
    r"^\s*\)?\s*(?:,|and|then|,\s*and|,\s*then|and\s+then|,\s*and\s+then|,\s*followed\s+by|followed\s+by)\s*\(?\s*$"
)


def _trends(claims: Claims) -> Iterator[Judgement]:
    """Yield "its quarterly gains grew larger", "each month was better than the one before"."""
    for match in (m for words in (ONE_BEFORE, IN_EACH, TREND) for m in words.finditer(claims.sentence.text)):
        told = match.groupdict()
        unit = (told["unit"] or told.get("unit2") or "").lower()
        up = told["how"].lower() in BETTER if told.get("how") else bool(told.get("up") or told.get("up2"))
        for name in whose_series(claims, len(claims.sentence.text)):
            series = series_of(claims, name, unit)
            values = series.values
            if series.whole and len(values) > 1:
                sized = [-v for v in values] if told.get("noun") == "losses" else values
                holds = all((two > one) == up and two != one for one, two in pairwise(sized))
                yield judgement(*match.span(), holds, "they did not, one after the other", series.facts)


def _paces(claims: Claims) -> Iterator[Judgement]:
    """Yield "gains accelerated in the fourth quarter", "the pace slowed from 7.8% in Q3 to 2.3%"."""
    for match in PACE.finditer(claims.sentence.text):
        facts = _successive(claims)
        values = [float(f.value) for f in facts]
        if len(values) > 1 and not claims.negated(match.start()):
            losing = match["noun"].lower().startswith(LOSSES) or max(values) < 0
            sized = [-v for v in values] if losing else values
            holds = all((two > one) == bool(match["up"]) for one, two in pairwise(sized))
            yield judgement(*match.span(), holds, "they did not, one after the other", facts)


def _successive(claims: Claims) -> list[Fact]:
    """Return the months or quarters that a clause about a pace gives; of a single one told, that before it too."""
    shown = [f for f, _ in claims.places if any(is_piece(f, low, high) for low, high, _ in PIECES.values())]
    if len(shown) > 1:
        alike = len({f.subject for f in shown}) == 1
        return sorted(shown, key=lambda f: f.window.end if f.window else f.as_of) if alike else []
    for unit in PIECES:
        told = pieces_of(claims.sentence, unit)
        for name in whose_series(claims, len(claims.sentence.text)) if len(told) == 1 else ():
            series = series_of(claims, name, unit, whole_range=False)
            span = ranged(claims.sentence, unit)
            last = span[0] if span is not None else told[0].number
            found = [f for f in series.facts if last - number_of(f, unit) in (0, 1)]
            if len(found) == 2:
                return found
    return []


def _than_another(claims: Claims) -> Iterator[Judgement]:
    """Yield "its third quarter was better than its second", "it gained more in May than in June"."""
    for match in THAN_ANOTHER.finditer(claims.sentence.text):
        periods = two_pieces(claims, match.end(), match.end())
        if periods is not None:
            one, two = periods
            holds = _sense(claims, match) * (float(one.value) - float(two.value)) > 0
            yield judgement(*match.span(), holds, "the facts say otherwise", periods)


def _sense(claims: Claims, match: re.Match[str]) -> float:
    if match["how"]:
        sized = match["how"].lower() not in ("better", "stronger", "worse", "weaker")
        losing = sized and LOSS_BEFORE.search(claims.before(match.start())) is not None
        return 1.0 if (match["how"].lower() in BETTER) != losing else -1.0
    verbs = [s for s in claims.sentence.signals_of("move") if s[0] < match.start() and s[2].value]
    sense = verbs[-1][2].value if verbs else 1.0
    return -sense if match["more"].lower() == "less" else sense


def _in_turn(claims: Claims) -> Iterator[Judgement]:
    """Yield "its quarterly gains were 10.6%, then 7.8%", whose figures follow one another as their times do."""
    told = SERIAL.search(claims.sentence.text)
    if told is None or len(claims.places) < 2:
        return
    low, high, _ = PIECES[told["unit"].lower()]
    run = [(f, at) for f, at in claims.places if is_piece(f, low, high)]
    text, ends = claims.sentence.text, {q.start: q.end for q in claims.sentence.quantities}
    if len(run) != len(claims.places) or not all(LISTED.match(text[ends[a] : b]) for (_, a), (_, b) in pairwise(run)):
        return
    holds = all(
        one.subject == two.subject and one.window and two.window and one.window.end == two.window.base
        for (one, _), (two, _) in pairwise(run)
    )
    yield judgement(*told.span(), holds, "they are not those that follow one another", [f for f, _ in run])


SERIES_WORDS: Final = frozenset({"quarter", "quarters", "month", "months", "quarterly", "monthly"})
PACES: Final = frozenset(
    "accelerated quickened picked sped gathered steepened deepened widened grew slowed decelerated faded cooled "
    "moderated eased narrowed tapered steam petered shrank".split()
)
TRENDS: Final = (
    Rule(_trends, words=SERIES_WORDS),
    Rule(_paces, words=PACES),
    Rule(_than_another, words=frozenset({"than"})),
    Rule(_in_turn, words=frozenset({"quarterly", "monthly"})),
)
"""Statements about months or quarters beside one another."""
