"""The tool `overview`: the whole market over a period: indices, sectors, breadth, leadership."""

from collections.abc import Sequence

from copilot.facts import Fact, FactInput
from copilot.toolbox.basis import Legs
from copilot.toolbox.booking import follow
from copilot.toolbox.comparing import compare
from copilot.toolbox.counting import of_group
from copilot.toolbox.desk import Desk
from copilot.toolbox.measuring import measure
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.ranking import rank
from copilot.toolbox.single import Call
from copilot.toolbox.subjects import Asked
from tools.errors import PeriodError
from tools.universe import Instrument
from tools.windows import Period

PARTS = ("all", "indices", "sectors", "breadth", "leadership")
PAIRS = (
    ("small_large", "^RUT", "^GSPC"),
    ("equal_cap", "RSP", "SPY"),
    ("seven_rest", "magnificent_7", "RSP"),
)
SIDES = (("cyclical", "cyclical_sectors"), ("defensive", "defensive_sectors"))
MARKET, SECTORS, MEMBERS, SEVEN = "market", "sectors", "sp500", "magnificent_7"
LEAST_MEMBERS = 400


def overview(desk: Desk, period: str = "", part: str = "all") -> Outcome:
    """Return the state of the market over a period, dated to its last session.

    Parameters
    ----------
    desk : Desk
        Where names, periods and prices are read, and where facts are booked.
    period : str
        In the user's own words; the as-of session when empty.
    part : {"all", "indices", "sectors", "breadth", "leadership"}
        What of it.

    """
    outcome = Outcome()
    try:
        read = desk.period(period)
    except PeriodError as error:
        outcome.fail(error)
        return outcome
    words = period
    desk.fetch_around(_everyone(desk), read.window.base)
    if part in ("all", "indices"):
        outcome.merge(measure(desk, "price_return", [MARKET], words))
    if part in ("all", "sectors"):
        outcome.merge(rank(desk, "price_return", [SECTORS], words))
    if part == "breadth":
        outcome.merge(measure(desk, "breadth", [SECTORS], words))
    told = len(desk.ledger.readings)
    if part in ("all", "breadth"):
        _members(desk, read, words, outcome)
    if part in ("all", "breadth", "leadership"):
        _leadership(desk, words, part, outcome)
    if told:
        del desk.ledger.readings[told:]
    outcome.note(f"All of this ends with the session of {read.window.end}; call nothing “now”.")
    return outcome


def _everyone(desk: Desk) -> list[Instrument]:
    """Return all that an overview may measure, so that it is loaded in one request."""
    groups = (MARKET, SECTORS, SEVEN, *(key for _, key in SIDES))
    funds = [desk.universe.instrument(symbol) for symbol in ("RSP", "SPY")]
    return list(dict.fromkeys([*funds, *(i for key in groups for i in desk.opened(desk.universe.group(key)))]))


def _leadership(desk: Desk, words: str, part: str, outcome: Outcome) -> None:
    for name, first, second in PAIRS:
        if part == "breadth" and name == "seven_rest":
            continue
        found = compare(desk, "price_return", first, second, words)
        if "spread" in found.roles:
            found.roles[f"spread:{name}"] = found.roles.pop("spread")
        for role in ("first", "second"):
            found.roles.pop(role, None)
        outcome.merge(found)
    if part != "breadth":
        _cyclical(desk, words, part == "leadership", outcome)


def _cyclical(desk: Desk, words: str, told: bool, outcome: Outcome) -> None:
    """Book the mean move of the cyclical and of the defensive sector funds, and their spread; say which they are."""
    sides: list[Fact] = []
    for name, key in SIDES:
        found = measure(desk, "average", [key], words)
        group = desk.universe.group(key)
        found.notes = [f"{group.name[:1].upper()}{group.name[1:]} are {group.note}"] if told else []
        if "average" in found.roles:
            found.roles[f"average:{name}"] = found.roles.pop("average")
            outcome.merge(found)
            sides.append(found.fact(f"average:{name}"))
        else:
            outcome.merge(found)
    if len(sides) == 2:
        inputs = (FactInput(sides[0].id), FactInput(sides[1].id))
        label = "Cyclical minus defensive sectors, average price return"
        outcome.add(follow(desk, label, "spread", sides, "fraction", {}, inputs), "spread:cyclical_defensive")


def _members(desk: Desk, read: Period, words: str, outcome: Outcome) -> None:
    """Book the share of S&P 500 members that rose, where the prices hold enough of them."""
    group = desk.universe.group(MEMBERS)
    known = desk.prices.known_symbols()
    have = [s for s in group.members if known is None or s in known]
    if known is None or len(have) < LEAST_MEMBERS:
        if known is not None:
            outcome.note("How many S&P 500 members rose cannot be counted: these prices do not hold them all.")
        return
    asked = Asked((group,), tuple(desk.opened(group)), read, words)
    found = Outcome()
    of_group(desk, Call(asked, _member_legs(desk, have), {}), found)
    for role in ("breadth", "advancers", "decliners", "unchanged"):
        if role in found.roles:
            found.roles[f"{role}:{MEMBERS}"] = found.roles.pop(role)
    found.failures.clear()
    outcome.merge(found)


def _member_legs(desk: Desk, symbols: Sequence[str]) -> Legs:
    return Legs("breadth", "total_return", tuple(desk.universe.instrument(s) for s in symbols))
