"""The grammar of parts: late 2024, last summer, the end of the year, the rest of the week."""

from tools.windows.episodes import episode
from tools.windows.grammar_days import Parsed, longest
from tools.windows.grammar_spans import span, year_span
from tools.windows.parts import SEASONS, Part, Rest, SantaRally, Season
from tools.windows.points import Dated, Edge
from tools.windows.spans import Current, JustEnded
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import UNITS, words

PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late"}
EDGES = {"end": "end", "close": "end", "start": "start", "beginning": "start", "turn": "start", "open": "start"}
AROUND = ("week", "month", "quarter", "year")
AMONG_CLOSES = words(
    "highest lowest best worst record average mean median biggest largest smallest top maximum minimum max min "
    "strongest weakest daily each every any"
)
"""Before "close of 2025" they speak of one of its closes, and not of the last."""


def part_of(t: Tokens, i: int) -> Parsed | None:
    """Read early 2026, mid-May, late last year, the second half of December, the middle of 2000."""
    j = t.skip(i, "the", "very")
    half = {"first": "first half", "second": "second half"}.get(t.text(j)) if t.text(j + 1) == "half" else None
    part = half or PARTS.get(t.text(j))
    if not part:
        return None
    k = t.skip(j + 2 if half else j + 1, "of", "-", "in", "the", "part")
    of = span(t, k)
    return (Part(part, of[0]), of[1]) if of else None


def season(t: Tokens, i: int) -> Parsed | None:
    """Read the summer of 2025, last winter, fall 2024."""
    j = t.skip(i, "the", "last", "this", "past")
    if t.text(j) not in SEASONS:
        return None
    in_year = year_span(t, t.skip(j + 1, "of", ","))
    if in_year:
        return _over_the_turn(t, j, in_year) or (Season(t.text(j), in_year[0]), in_year[1])
    if t.text(j) == "fall" and t.text(j + 1) in ("of", "in", "from"):
        return None
    past = t.text(j - 1) in ("last", "past") and j > i
    return (Season(t.text(j), past=past), j + 1) if j > i or t.text(j) == "summer" else None


def santa_rally(t: Tokens, i: int) -> Parsed | None:
    """Read the Santa Claus rally, the Santa rally of 2024."""
    j = t.skip(i, "the")
    owner = year_span(t, j)
    k = owner[1] if owner else j
    if t.text(k) != "santa":
        return None
    k = t.skip(k + 1, "claus", "-")
    if t.text(k) != "rally":
        return None
    of = owner or year_span(t, t.skip(k + 1, "of", "in"))
    return SantaRally(of[0] if of else None), max(k + 1, of[1] if of else 0)


def _over_the_turn(t: Tokens, i: int, in_year: Parsed) -> Parsed | None:
    """Read winter of 2024-25, which goes by the later year."""
    node, end = in_year
    k = t.skip(end, "-", "/", "–")
    if t.text(i) != "winter" or k == end or not t[k].glued or not isinstance(node, Dated) or node.year is None:
        return None
    later = node.year + 1
    return (Season("winter", Dated(later)), k + 1) if t[k].number in (later, later % 100) else None


def rest_of(t: Tokens, i: int) -> Parsed | None:
    """Read the rest of the week, the remainder of the year, later this month."""
    j = t.skip(i, "the")
    if t.text(j) in ("rest", "remainder") and t.text(j + 1) == "of":
        of = span(t, j + 2) or _bare_unit(t, j + 2)
    else:
        of = span(t, t.skip(j + 1, "in")) if t.text(j) == "later" else None
    return (Rest(of[0]), of[1]) if of and isinstance(of[0], Current) else None


def edge_of(t: Tokens, i: int) -> Parsed | None:
    """Read the end of 2024, year end 2024, the start of the year, the first close of 2025."""
    j = t.skip(i, "the", "very")
    if t.text(j) in ("first", "last", "final") and t.says(j + 1, "close of"):
        of = span(t, j + 3)
        return (Edge("start" if t.text(j) == "first" else "end", of[0]), of[1]) if of else None
    if t.text(j) in AROUND and t.text(t.skip(j + 1, "-")) == "end":
        return _year_end(t, j)
    if t.text(j) not in EDGES:
        return None
    k = t.skip(j + 1, "of", "-")
    if t.text(j) in ("close", "open") and (t.text(j + 1) != "of" or t.text(j - 1) in AMONG_CLOSES):
        return None
    if k == j + 1 and t.text(k) in ("the", "this", "my"):
        return None
    of = longest(t, k, span, episode) or (_bare_unit(t, k) if k > j + 1 else None)
    return (Edge(EDGES[t.text(j)], of[0]), of[1]) if of else None


def edge_after(t: Tokens, i: int) -> Parsed | None:
    """Read 2024 year-end, December month-end, 2025年初."""
    of = span(t, i)
    if not of or t.text(of[1]) not in AROUND:
        return None
    end = t.skip(of[1] + 1, "-")
    return (Edge(EDGES[t.text(end)], of[0]), end + 1) if t.text(end) in ("end", "start") else None


def _bare_unit(t: Tokens, i: int) -> Parsed | None:
    i = t.skip(i, "the")
    if t.text(i) in ("past", "last") and t.text(i + 1) in AROUND:
        return Current(t.text(i + 1), -1), i + 2
    unit = UNITS.get(t.text(i))
    return (Current(unit), i + 1) if unit in AROUND else None


def _year_end(t: Tokens, i: int) -> Parsed | None:
    """Read year-end 2024, year end: the last session of that year, of the one before if none is said."""
    end = t.skip(i + 1, "-") + 1
    unit = UNITS[t.text(i)]
    of = span(t, t.skip(end, "of", ","))
    if of:
        return Edge("end", of[0]), of[1]
    return Edge("end", JustEnded(unit)), end
