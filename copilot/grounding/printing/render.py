"""Print a fact: the one place where a value is rounded and given its sign and unit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from copilot.facts import Fact, Given, RowInput, Table
from copilot.grounding.printing.formats import PLAIN, Format, format_of
from copilot.grounding.printing.locales import LOCALES
from tools.windows.window import Window

MINUS: Final = "−"
PARTS: Final = ("value", "base", "start", "end")
BESIDE: Final = re.compile(r"(?:alternative|input) \d{1,4}|parameter \w+")
REFERENCE: Final = re.compile(r"\{([FU]\d{1,6})(?::([^{}]{0,24}))?\}")
PLACES: Final = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
RETURNS: Final = frozenset(
    {"price_return", "total_return", "annualized_return", "day_move", "best_day", "worst_day", "max_drawdown"}
)
AMOUNTS: Final = frozenset({"growth_of_amount", "calculation"})
LARGE: Final = ((Decimal("1e12"), " trillion"), (Decimal("1e9"), " billion"))


@dataclass(frozen=True)
class Scaled:
    """A value in the unit it is printed in, with what stands before and after its digits."""

    value: Decimal
    digits: int
    before: str = ""
    after: str = ""
    one: str = ""


def render(fact: Fact, part: str = "value", format: str = "", language: str = "en") -> str:
    """Return a fact as a reader sees it.

    Parameters
    ----------
    fact : Fact
        With `value` at full precision.
    part : str
        "value", or "base", "start" or "end" for a session of the fact's window, or one of the
        figures beside it: "alternative 1", "input 2", counted from 1, "parameter risk_free_rate".
    format : str
        "" for the usual print, or any of: digits (`1` decimals), `s2` (significant digits), `+`
        (a sign on gains too), `abs` (size alone), `x` (a multiple; a return of 1.05 is 2.05x),
        `bp`, `pp`, `word`, `f`/`c`/`r` (rounded down, up, or given as the range between the two).
        A format that cannot be read is the usual print.
    language : str
        "en", or one of `LOCALES`, which print decimals and days in their own way; another is English.

    Returns
    -------
    str
        "4.07%", "−4.07%", "9.07 percentage points", "$11,804", "3rd", "30 November 2022".
        A value that prints as zero has no sign.

    Raises
    ------
    ValueError
        For a session of a fact that has no window, or a figure beside it that it does not have.

    """
    if part in ("base", "start", "end"):
        if fact.window is None:
            raise ValueError(f"{fact.id or fact.label} has no window, so no {part} session")
        return print_date(getattr(fact.window, part), language)
    if BESIDE.fullmatch(part):
        return render(part_of(fact, part), "value", format, language)
    if isinstance(fact.value, str):
        return print_date(date.fromisoformat(fact.value), language)
    chosen = format_of(format)
    if fact.unit in ("rank", "count") and (worded := _worded(fact, chosen, language)):
        return worded
    scaled = scale(fact, chosen)
    if chosen.rounding == "range":
        return _range(scaled, chosen, language)
    return _one(scaled, chosen, language)


def part_of(fact: Fact, part: str) -> Fact:
    """Return a figure beside a fact as a fact of its own: another reading, or a row that it is computed from.

    Raises ValueError where the fact has no such part.
    """
    kind, number = part.split()
    if kind == "parameter":
        return _parameter(fact, number)
    at = int(number) - 1
    if kind == "alternative" and at < len(fact.alternatives):
        other = fact.alternatives[at]
        return replace(
            fact, label=f"{fact.label} ({other.label})", subject=other.subject, measure=other.measure,
            basis=other.basis, value=other.value, unit=other.unit, window=other.window, params=other.params,
            alternatives=(), names=(),
        )  # fmt: skip
    row = fact.inputs[at] if kind == "input" and at < len(fact.inputs) else None
    if not isinstance(row, RowInput):
        raise ValueError(f"{fact.id or fact.label} has no {part}")
    day = Window(row.session - timedelta(1), row.session, row.session)
    return replace(
        fact, label=f"{row.symbol} {row.field}", subject=(row.symbol,), measure="close", basis="price",
        value=row.value, unit="level", window=day, as_of=row.session, params={}, alternatives=(), names=(),
    )  # fmt: skip


def _parameter(fact: Fact, name: str) -> Fact:
    value = fact.params.get(name)
    if not isinstance(value, float):
        raise ValueError(f"{fact.id or fact.label} has no {name}")
    return replace(fact, label=name, measure="other", unit="fraction", value=value, params={}, alternatives=())


def print_date(day: date, language: str = "en") -> str:
    """Return "30 November 2022", or the day as the language writes it."""
    if language in LOCALES:
        return LOCALES[language].day(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def scale(fact: Fact, chosen: Format = PLAIN) -> Scaled:
    """Return a fact's number in the unit it is printed in, and the unit's marks."""
    value = Decimal(repr(float(fact.value)))
    if fact.unit == "fraction":
        return _fraction(fact, value, chosen.scale)
    if fact.unit == "ratio":
        digits = 1 if fact.measure == "forward_pe" else 2
        return Scaled(value, digits, after="x" if chosen.scale == "x" else "")
    if fact.unit == "usd":
        return _dollars(fact, value)
    if fact.unit == "days":
        return Scaled(value, 0, after=" days", one=" day")
    if fact.unit == "points":
        return Scaled(value, 2, after=" points", one=" point")
    return Scaled(value, 2 if fact.unit == "level" else 0)


def _fraction(fact: Fact, value: Decimal, wanted: str) -> Scaled:
    if wanted == "bp":
        return Scaled(value.scaleb(4), 0, after=" basis points", one=" basis point")
    if wanted == "x":
        return Scaled(value + 1 if fact.measure in RETURNS else value, 2, after="x")
    if wanted == "pp" or fact.measure == "spread":
        return Scaled(value.scaleb(2), 2, after=" percentage points", one=" percentage point")
    return Scaled(value.scaleb(2), 1 if fact.measure == "weight" else 2, after="%")


def _dollars(fact: Fact, value: Decimal) -> Scaled:
    for size, word in LARGE:
        if abs(value) >= size:
            return Scaled(value / size, 2, "$", word)
    whole = fact.measure in AMOUNTS and abs(value) >= 1000
    return Scaled(value, 0 if whole else 2, "$")


def _worded(fact: Fact, chosen: Format, language: str) -> str:
    number = float(fact.value)
    whole = int(number)
    if whole != number or whole < 0:
        return ""
    if language in LOCALES:
        return LOCALES[language].place(whole) if fact.unit == "rank" else ""
    if fact.unit == "count":
        return SMALL[whole] if chosen.words and whole < len(SMALL) else ""
    if chosen.words and 0 < whole < len(PLACES):
        return PLACES[whole]
    return ordinal(whole)


def ordinal(number: int) -> str:
    """Return "1st", "22nd", "113th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _digits(scaled: Scaled, chosen: Format) -> int:
    if chosen.significant is not None and scaled.value:
        return chosen.significant - 1 - scaled.value.adjusted()
    return scaled.digits if chosen.digits is None else chosen.digits


def rounded(value: Decimal, digits: int, rounding: str) -> Decimal:
    """Return the value at so many decimals; negative `digits` round to tens and hundreds."""
    return value.scaleb(digits).quantize(Decimal(1), rounding=rounding).scaleb(-digits)


def _printed(sign: str, before: str, digits: str, after: str, language: str) -> str:
    if language in LOCALES:
        return LOCALES[language].figure(sign, before, digits, after)
    return f"{sign}{before}{digits}{after}"


def _one(scaled: Scaled, chosen: Format, language: str) -> str:
    mode = {"floor": ROUND_DOWN, "ceiling": ROUND_UP}.get(chosen.rounding, ROUND_HALF_UP)
    digits = _digits(scaled, chosen)
    number = rounded(scaled.value, digits, mode)
    sign = "" if not number or chosen.absolute else MINUS if number < 0 else "+" if chosen.signed else ""
    size = abs(number)
    printed = f"{size:,.{max(0, digits)}f}"
    after = scaled.one if scaled.one and printed == "1" else scaled.after
    return _printed(sign, scaled.before, printed, after, language)


def _range(scaled: Scaled, chosen: Format, language: str) -> str:
    digits = _digits(scaled, chosen)
    value = abs(scaled.value) if chosen.absolute else scaled.value
    ends = [rounded(value, digits, mode) for mode in (ROUND_FLOOR, ROUND_CEILING)]
    low, high = (f"{MINUS if e < 0 else ''}{scaled.before}{abs(e):,.{max(0, digits)}f}" for e in ends)
    span = f"{low}–{high}" if ends[0] != ends[1] else low
    return _printed("", "", span, scaled.after, language) if language in LOCALES else f"{span}{scaled.after}"


def render_given(given: Given) -> str:
    """Return a figure of the user's as the user wrote it."""
    return given.text


def table_pieces(table: Table) -> Iterator[str]:
    """Yield a table as Markdown, cell by cell, references still in it."""
    if table.title:
        yield f"**{table.title}**\n\n"
    yield "| " + " | ".join(_cell(c) for c in table.columns) + " |\n"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "\n|"
        for cell in row:
            yield f" {_cell(cell)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def render_table(
    table: Table, facts: Mapping[str, Fact], givens: Mapping[str, Given] | None = None, language: str = "en"
) -> str:
    """Return a table as Markdown with its references printed; an unknown reference is a dash."""

    def printed(reference: re.Match[str]) -> str:
        name, written = reference.group(1), reference.group(2) or ""
        if name in facts:
            return render(facts[name], *part_and_format(written), language)
        given = (givens or {}).get(name)
        return render_given(given) if given else "–"

    return REFERENCE.sub(printed, "".join(table_pieces(table)))


def part_and_format(written: str) -> tuple[str, str]:
    """Return which part of a fact a reference asks for, and how it is to be printed."""
    written = written.strip()
    if written.lower() in PARTS:
        return written.lower(), ""
    return "value", "" if format_of(written) == PLAIN else written
