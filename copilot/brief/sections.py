"""The sections of a brief: prose over facts, every figure a reference, every borrowed statement a citation."""

from collections.abc import Callable, Sequence

from copilot.brief.gathering import Gathered
from copilot.brief.stance import CALLED, RULE, Signals
from copilot.facts import Fact, Passage
from copilot.writing.draft import joined, paragraph
from copilot.writing.naming import called, moved, subject_of, value_of

INDICES = ("^GSPC", "^IXIC", "^DJI", "^RUT")
Section = Callable[[Gathered, Signals], str]


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
    """Who leads: small or large, equal or capitalisation weight, the seven or the rest."""
    over_week, over_year = _pairs(g, "week_leadership"), _pairs(g, "year_leadership")
    window = g.fact("week_leadership", "spread:small_large")
    lines = []
    if over_week and window:
        lines.append(f"Over the five sessions to {{{window.id}:end}}: {joined(over_week)}")
    year = g.fact("year_leadership", "spread:small_large")
    if over_year and year and (window is None or year.window != window.window):
        lines.append(f"Since the close of {{{year.id}:base}}: {joined(over_year)}")
    return paragraph(lines)


def sectors(g: Gathered, signals: Signals) -> str:
    """The sectors of the day as a table, the year's leaders in prose."""
    places, year = g.places("day"), g.places("year_sectors")
    said = []
    if places:
        (_, best), (_, worst) = places[0], places[-1]
        said.append(f"{_cap(subject_of(g.desk, best))} {moved(best)} and stood first of the eleven sector funds")
        said.append(f"{_cap(subject_of(g.desk, worst))} {moved(worst)} and stood last")
        if ties := [n for n in g.outcomes["day"].notes if n.startswith("Differences under")]:
            said += ties
        said += [n for n in g.outcomes["day"].notes if "stand for the sectors" in n]
    text = paragraph(said)
    table = g.table("day")
    text += f"\n\n{{{table}}}\n" if table else ""
    if year and places and year[0][1].window != places[0][1].window:
        (_, best), (_, worst) = year[0], year[-1]
        text += "\n" + paragraph(
            [
                f"Since {{{best.id}:base}}, {subject_of(g.desk, best)} {_has(best)} "
                f"and {subject_of(g.desk, worst)} {_has(worst)}"
            ]
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
        said.append(f"{_cap(subject_of(g.desk, best))} {moved(best)}, {subject_of(g.desk, worst)} {moved(worst)}")
    table = g.table("seven_year")
    return paragraph(said) + (f"\n\n{{{table}}}\n" if table else "")


def insights(g: Gathered, signals: Signals) -> str:
    """What the figures show beyond the day: records, drawdown, volatility, how the signals voted."""
    lines = [_record(g), _fall(g), _swing(g), _signals(g, signals)]
    year = [f for s in INDICES if (f := g.return_of("twelve_months", s))]
    if year:
        told = joined(f"{subject_of(g.desk, f)} {_has(f)}" for f in year)
        lines.append(f"Over the twelve months since {{{year[0].id}:base}}, {told}")
    return _bullets(lines)


def risks(g: Gathered, signals: Signals) -> str:
    """What sources name as risks, cited, beside what the figures show of them."""
    weight, fall = g.fact("seven_weight", "weight"), g.fact("drawdown", "max_drawdown:^GSPC")
    lines = []
    if weight:
        lines.append(
            f"Concentration: seven companies are about {{{weight.id}}} of the S&P 500, "
            "so what moves them moves the index"
        )
    if fall:
        lines.append(f"Falls happen: within these twelve months the S&P 500 fell {{{fall.id}:abs}} from its peak")
    return _bullets([*lines, *_cited(g.passages("risks"))])


def opportunities(g: Gathered, signals: Signals) -> str:
    """What sources name as opportunities, cited."""
    known = {p.id for p in g.passages("risks")}
    return _bullets(_cited([p for p in g.passages("opportunities") if p.id not in known]))


def watch(g: Gathered, signals: Signals) -> str:
    """What sources say to watch, cited."""
    known = {p.id for p in g.passages("risks", "opportunities")}
    return _bullets(_cited([p for p in g.passages("watch") if p.id not in known] or g.passages("watch")[:1]))


def sources(g: Gathered, signals: Signals) -> str:
    """Where the figures and the statements come from, what is missing, and the stance's rule."""
    lines = [f"Prices: {g.desk.prices.describe()}", f"Stance: {RULE}"]
    lines += [f"Missing: {gap}" for gap in g.gaps()]
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
    leader = f", {subject_of(g.desk, places[0][1])} in front" if places else ""
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
    return joined(f"{subject_of(g.desk, f)} {moved(f)}" for f in moves)


def _breadth(g: Gathered) -> str:
    up, every = g.fact("day", "advancers"), g.fact("day", "count_of")
    members, of = g.fact("day", "advancers:sp500"), g.fact("day", "decliners:sp500")
    said = f"Of the {{{every.id}}} sector funds {{{up.id}}} rose" if up and every else ""
    if members and of:
        said += f"; {{{members.id}}} members of the S&P 500 rose and {{{of.id}}} fell"
    return said


def _pairs(g: Gathered, call: str) -> list[str]:
    told = {
        "small_large": ("the Russell 2000", "the S&P 500"),
        "equal_cap": ("the equal-weight S&P 500 (the RSP fund)", "the SPY fund"),
        "seven_rest": ("the Magnificent 7 in equal parts", "the equal-weight S&P 500 (the RSP fund)"),
        "cyclical_defensive": ("the cyclical sectors on average", "the defensive sectors"),
    }
    lines = []
    for name, (first, second) in told.items():
        spread = g.fact(call, f"spread:{name}")
        if spread is not None:
            side = "ahead of" if value_of(spread) > 0 else "behind"
            verb = "was" if name in ("small_large", "equal_cap") else "were"
            lines.append(f"{first} {verb} {side} {second} by {{{spread.id}:abs}}")
    return lines


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
    return f"Its deepest fall of those twelve months was {{{fall.id}:abs}}, from {{{peak.id}}} to {{{trough.id}}}"


def _swing(g: Gathered) -> str:
    swing = g.fact("volatility", "volatility:^GSPC")
    return f"The annualized volatility of the S&P 500 over the past three months was {{{swing.id}}}" if swing else ""


def _signals(g: Gathered, signals: Signals) -> str:
    shown = joined(f"{{{f.id}:+}}" for f in signals.facts)
    return f"The signals of the stance, in the order of its rule, are {shown}" if signals.facts else ""


def _cited(passages: Sequence[Passage], most: int = 3) -> list[str]:
    """Return the first statement of each passage, closely as it stands, with its citation."""
    return [f"{_first_statement(p.text)} [{p.id}]" for p in passages[:most]]


def _first_statement(text: str) -> str:
    from copilot.grounding import SentenceStream

    stream = SentenceStream()
    statements = [s.strip() for s in (*stream.feed(text), *stream.flush())]
    prose = [s for s in statements if s and not s.startswith(("#", "|", ">", "-"))]
    return (prose or [text.strip()])[0].rstrip(".")


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {paragraph([line])}" for line in lines if line)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
