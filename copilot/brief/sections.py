"""The sections of a brief: prose over facts, every figure a reference, every borrowed statement a citation."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from copilot.brief.gathering import Gathered
from copilot.brief.stance import CALLED, RULE, Signals
from copilot.facts import Fact, Passage
from copilot.writing.draft import joined, paragraph
from copilot.writing.naming import called, moved, value_of
from copilot.writing.notes import told_missing

INDICES = ("^GSPC", "^IXIC", "^DJI", "^RUT")
GAPS_SHOWN = 3
Section = Callable[[Gathered, Signals], str]
PAIRS = {
    "small_large": ("the Russell 2000", "the S&P 500", "was"),
    "equal_cap": ("the RSP fund (equal weight)", "the SPY fund (capitalisation weight)", "was"),
    "seven_rest": ("the Magnificent 7", "the RSP fund", "were"),
    "cyclical_defensive": ("the cyclical sectors", "the defensive sectors", "were"),
}
"""Who is set against whom: the role's name, first, second, verb."""


def bottom_line(g: Gathered, signals: Signals) -> str:
    """The day and the year so far in a few sentences, and the stance."""
    day, year = g.return_of("day", "^GSPC"), g.return_of("year", "^GSPC")
    said = []
    if day:
        since = f"; since {{{year.id}:base}} it {_has(year)}" if year and year.window != day.window else ""
        said.append(f"On {{{day.id}:end}} the S&P 500 {moved(day)}{since}")
    said.append(_indices(g, "day", [s for s in INDICES if s != "^GSPC"]))
    said += [_breadth(g), f"By rule the stance is {CALLED[signals.stance]}"]
    return paragraph(said)


def leadership(g: Gathered, signals: Signals) -> str:
    """Who leads: small or large, equal or capitalisation weight, the seven or the rest, cyclical or defensive."""
    return _bullets([_pair(g, name) for name in PAIRS])


def sectors(g: Gathered, signals: Signals) -> str:
    """The sectors of the day as a table, the year's leaders in prose."""
    places, year = g.places("day"), g.places("year_sectors")
    said = []
    if places:
        (_, best), (_, worst) = places[0], places[-1]
        said.append(f"{_cap(_named(g, best))} {moved(best)} and stood first of the eleven sector funds")
        said.append(f"{_cap(_named(g, worst))} {moved(worst)} and stood last")
        said += [n for n in g.outcomes["day"].notes if "stand for the sectors" in n]
    text = paragraph(said)
    table = g.table("day")
    text += f"\n\n{{{table}}}\n" if table else ""
    if year and places and year[0][1].window != places[0][1].window:
        (_, best), (_, worst) = year[0], year[-1]
        text += "\n" + paragraph(
            [f"Since {{{best.id}:base}}, {_named(g, best)} {_has(best)} and {_named(g, worst)} {_has(worst)}"]
        )
    return text


def seven(g: Gathered, signals: Signals) -> str:
    """The Magnificent 7: weight, the day's moves, the year so far."""
    weight, basket = g.fact("seven_weight", "weight"), g.return_of("day", "magnificent_7")
    said = []
    if weight:
        said.append(
            f"The Magnificent 7 make up about {{{weight.id}}} of the S&P 500 "
            f"({weight.params['method']}, as of {{{weight.id}:end}})"
        )
    if basket:
        said.append(f"In equal parts they {moved(basket)} on {{{basket.id}:end}}")
    day = g.places("seven_day")
    if day:
        (_, best), (_, worst) = day[0], day[-1]
        said.append(f"{_cap(_named(g, best))} {moved(best)}, {_named(g, worst)} {moved(worst)}")
    table = g.table("seven_year")
    return paragraph(said) + (f"\n\n{{{table}}}\n" if table else "")


def insights(g: Gathered, signals: Signals) -> str:
    """What the figures show beyond the day: records, drawdown, volatility, the past year, the stance's signals."""
    lines = [_record(g), _fall(g), _swing(g)]
    year = [f for s in INDICES if (f := g.return_of("twelve_months", s))]
    if year:
        told = joined(f"{_named(g, f)} {_has(f)}" for f in year)
        lines.append(f"Over the twelve months since {{{year[0].id}:base}}, {told}")
    return _bullets(lines) + _signals(g, signals)


def risks(g: Gathered, signals: Signals) -> str:
    """What the figures show of risk, and what sources name, cited."""
    weight, fall = g.fact("seven_weight", "weight"), g.fact("drawdown", "max_drawdown:^GSPC")
    lines = []
    if weight:
        lines.append(
            f"Concentration: the Magnificent 7 are about {{{weight.id}}} of the S&P 500, so what moves them moves it"
        )
    if fall:
        lines.append(f"Falls happen: within the past twelve months the S&P 500 fell {{{fall.id}:abs}} from its peak")
    return _bullets([*lines, *_cited(g, g.passages("risks"))])


def opportunities(g: Gathered, signals: Signals) -> str:
    """Where the figures show strength outside the largest names, and what sources name, cited."""
    up, every = g.fact("year_sectors", "advancers"), g.fact("year_sectors", "count_of")
    lines = []
    if up and every:
        lines.append(f"Breadth: since {{{up.id}:base}}, {{{up.id}}} of the {{{every.id}}} sector funds have risen")
    return _bullets([*lines, *_cited(g, g.passages("opportunities", _ids(g.passages("risks"))))])


def watch(g: Gathered, signals: Signals) -> str:
    """The record to beat, the signal nearest to turning, the calendar, and what sources say to watch, cited."""
    level = g.fact("record", "level:^GSPC")
    lines = []
    if level:
        lines.append(f"The S&P 500's highest close of the past twelve months: {{{level.id}}}")
    if signals.facts:
        nearest = min(signals.facts, key=lambda f: abs(value_of(f)))
        lines.append(
            f"The signal of the stance nearest to turning: {nearest.label}, {{{nearest.id}:+}} over five sessions"
        )
    lines.append(_next_closure(g))
    risks_named = _ids(g.passages("risks"))
    known = {*risks_named, *_ids(g.passages("opportunities", risks_named))}
    return _bullets([*lines, *_cited(g, g.passages("watch", known))])


def sources(g: Gathered, signals: Signals) -> str:
    """Where the figures and the statements come from, what is missing, and the stance's rule."""
    lines = [f"Prices: {g.desk.prices.describe()}", f"Stance: {RULE}"]
    gaps = list(dict.fromkeys(told_missing(g.desk, gap) for gap in g.gaps()))
    lines += [f"Missing: {gap}" for gap in gaps[:GAPS_SHOWN]]
    if len(gaps) > GAPS_SHOWN:
        lines.append("Further figures are missing for the same reason")
    return _bullets(lines)


SECTIONS: Sequence[tuple[str, Section]] = (
    ("Bottom line", bottom_line),
    ("Leadership", leadership),
    ("Sectors and breadth", sectors),
    ("The Magnificent 7", seven),
    ("Key insights", insights),
    ("Risks", risks),
    ("Opportunities", opportunities),
    ("What to watch", watch),
    ("Sources and method", sources),
)


def title_of(g: Gathered) -> str:
    """Return a headline without figures: which way, and who led."""
    day, places = g.return_of("day", "^GSPC"), g.places("day")
    spread = g.fact("day", "spread:small_large")
    if day is None:
        return "Market brief"
    value = value_of(day)
    way = "Stocks rise" if value > 0 else "Stocks fall" if value < 0 else "Stocks unchanged"
    leader = f", {_named(g, places[0][1])} in front" if places else ""
    small = "" if spread is None else f"; small companies {'ahead of' if value_of(spread) > 0 else 'behind'} large ones"
    return f"{way}{leader}{small}"


def _has(fact: Fact) -> str:
    """Return "has risen {F1:abs}" or "has fallen {F1:abs}"."""
    value = value_of(fact)
    if value == 0:
        return f"has returned {{{fact.id}}}"
    return f"has {'risen' if value > 0 else 'fallen'} {{{fact.id}:abs}}"


def _indices(g: Gathered, call: str, symbols: Sequence[str]) -> str:
    moves = [f for s in symbols if (f := g.return_of(call, s))]
    return joined(f"{_named(g, f)} {moved(f)}" for f in moves)


def _breadth(g: Gathered) -> str:
    up, every = g.fact("day", "advancers"), g.fact("day", "count_of")
    members, of = g.fact("day", "advancers:sp500"), g.fact("day", "decliners:sp500")
    said = f"Of the {{{every.id}}} sector funds {{{up.id}}} rose" if up and every else ""
    if members and of:
        said += f"; {{{members.id}}} members of the S&P 500 rose and {{{of.id}}} fell"
    return said


def _pair(g: Gathered, name: str) -> str:
    """Return who was ahead of whom over five sessions, and since the year began where that is another window."""
    first, second, verb = PAIRS[name]
    week, year = (g.fact(call, f"spread:{name}") for call in ("week_leadership", "year_leadership"))
    if week is None:
        return ""
    line = f"Over the five sessions to {{{week.id}:end}}, {first} {verb} {_side(week)} {second} by {{{week.id}:abs}}"
    if year is None or year.window == week.window:
        return line
    return f"{line}; since {{{year.id}:base}} {first} {verb} {_side(year)} {second} by {{{year.id}:abs}}"


def _side(spread: Fact) -> str:
    return "ahead of" if value_of(spread) > 0 else "behind"


def _next_closure(g: Gathered) -> str:
    sessions = g.desk.sessions
    ahead = (g.desk.as_of + timedelta(days=n) for n in range(1, 120))
    found = next(((d, why) for d in ahead if d.weekday() < 5 and (why := sessions.closure(d))), None)
    return f"The exchange is next closed on a weekday on {found[0]:%-d %B %Y} ({found[1]})" if found else ""


def _record(g: Gathered) -> str:
    at = [f.subject[0] for f in g.facts("record", "is_record") if value_of(f) == 1]
    level = g.fact("record", f"level:{at[0]}") if at else None
    if level is not None:
        names = joined(called(g.desk, s) for s in at)
        return f"{_cap(names)} closed on {{{level.id}:end}} at the highest close of the past twelve months"
    below = g.fact("record", "below_record:^GSPC")
    return f"The S&P 500 stands {{{below.id}:abs}} below its highest close of the past twelve months" if below else ""


def _fall(g: Gathered) -> str:
    fall, peak, trough = (g.fact("drawdown", f"{n}:^GSPC") for n in ("max_drawdown", "peak", "trough"))
    if not (fall and peak and trough):
        return ""
    return (
        f"The maximum drawdown of the S&P 500 in those months was {{{fall.id}}}, from {{{peak.id}}} to {{{trough.id}}}"
    )


def _swing(g: Gathered) -> str:
    swing = g.fact("volatility", "volatility:^GSPC")
    return f"The annualized volatility of the S&P 500 over the past three months was {{{swing.id}}}" if swing else ""


def _signals(g: Gathered, signals: Signals) -> str:
    if not signals.facts:
        return ""
    rows = [(fact.label, f"{{{fact.id}:+}}") for fact in signals.facts]
    table = g.desk.ledger.book_table("The signals of the stance, last five sessions", ("Signal", "Value"), rows)
    return f"\n\n{{{table.id}}}\n"


def _cited(g: Gathered, passages: Sequence[Passage], most: int = 3) -> list[str]:
    """Return the first statement of each passage, closely as it stands, with its citation."""
    if not passages:
        return [f"The library has no further source on this that was published by {g.desk.as_of:%-d %B %Y}"]
    return [f"{_first_statement(p.text)} [{p.id}]" for p in passages[:most]]


def _first_statement(text: str) -> str:
    from copilot.grounding import SentenceStream

    stream = SentenceStream()
    statements = [s.strip() for s in (*stream.feed(text), *stream.flush())]
    prose = [s for s in statements if s and not s.startswith(("#", "|", ">", "-"))]
    return (prose or [text.strip()])[0].rstrip(".")


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {paragraph([line])}" for line in lines if line)


def _ids(passages: Sequence[Passage]) -> set[str]:
    return {p.id for p in passages}


def _named(g: Gathered, fact: Fact) -> str:
    return called(g.desk, fact.subject[0])


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
