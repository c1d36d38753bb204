"""The bundled instruments and groups, read from their tables."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.universe.instrument import Group, Instrument
from tools.universe.spelling import key_of, without_form

HERE = Path(__file__).parent
MEMBERS = HERE.parent / "reference" / "sp500_members.csv"
MEMBERS_AS_OF = "March 2026"
SECOND_CLASSES = frozenset({"GOOG", "FOX", "NWS"})
"""Share classes whose company is meant by its other class when no class is named."""

NAMED_LIKE_AN_INDEX = frozenset({"DOW", "NDAQ"})


@dataclass(frozen=True)
class Table:
    """All instruments by symbol, all groups by key, and the names that mean each group."""

    instruments: Mapping[str, Instrument]
    groups: Mapping[str, Group]
    group_names: Mapping[str, tuple[str, ...]]


@cache
def load_table() -> Table:
    """Return the bundled table; it is read once."""
    instruments = {i.symbol: i for i in _listed()}
    members = list(_members())
    instruments.update({i.symbol: i for i in members})
    funds: dict[str | None, Instrument] = {i.sector: i for i in instruments.values() if i.kind == "fund" and i.sector}
    groups: dict[str, Group] = {}
    names: dict[str, tuple[str, ...]] = {}
    for group, aliases in [*_groups(), *_member_groups(members, funds)]:
        groups[group.key], names[group.key] = group, (group.name, *aliases)
    return Table(instruments, groups, names)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(aliases.split("|")) if aliases else ()


def _listed() -> Iterator[Instrument]:
    for row in _rows(HERE / "instruments.csv"):
        aliases = _split(row["aliases"])
        sector = row["sector"] or None
        if sector:
            aliases += (*_sector_names(row["words"]), *_fund_names(row["name"]))
        kind: str = row["kind"]
        yield Instrument(
            row["symbol"],
            row["name"],
            row["short"],
            "index" if kind == "index" else "fund",
            sector,
            _split(row["alternatives"]),
            aliases,
        )


def _sector_names(words: str) -> Iterator[str]:
    """Name the sector by its usual words with "sector" and the like behind them."""
    for word in _split(words):
        yield from (f"{word} sector", f"{word} fund", f"{word} ETF", f"S&P 500 {word} sector", f"{word} sector fund")


def _fund_names(name: str) -> Iterator[str]:
    """Name a fund by its own name cut short: "Energy Select Sector SPDR", "Energy Select Sector"."""
    plain = name.removesuffix(" Fund")
    yield from (plain, f"{plain} ETF", plain.removesuffix(" SPDR"), plain.replace(" Select Sector", ""))


def _members() -> Iterator[Instrument]:
    nicknames = {row["symbol"]: _split(row["aliases"]) for row in _rows(HERE / "nicknames.csv")}
    for row in _rows(MEMBERS):
        symbol, name = row["symbol"], row["name"]
        short = _class_name(name) if "(Class " in name else without_form(name)
        clean = () if symbol in SECOND_CLASSES | NAMED_LIKE_AN_INDEX else (without_form(name),)
        aliases = tuple(dict.fromkeys((*clean, *nicknames.get(symbol, ()))))
        yield Instrument(symbol, name, _SHORT.get(symbol, short), "stock", row["sector"], (), aliases)


_SHORT = {
    "GOOGL": "Alphabet",
    "LLY": "Eli Lilly",
    "META": "Meta",
    "DIS": "Disney",
    "KO": "Coca-Cola",
    "DOW": "Dow Inc.",
    "NDAQ": "Nasdaq, Inc.",
}


def _class_name(name: str) -> str:
    return f"{without_form(name)} Class {name.rsplit('(Class ', 1)[1][0]}"


def _groups() -> Iterator[tuple[Group, tuple[str, ...]]]:
    for row in _rows(HERE / "groups.csv"):
        members = tuple(row["members"].split())
        group = Group(row["key"], row["name"], members, row["note"], row["fund"] or None)
        yield group, _split(row["aliases"])


def _member_groups(
    members: list[Instrument], funds: Mapping[str | None, Instrument]
) -> Iterator[tuple[Group, tuple[str, ...]]]:
    note = f"the members of the S&P 500 in {MEMBERS_AS_OF}, later joiners among them, share classes counted apart"
    everyone = tuple(member.symbol for member in members)
    ways = ("members", "stocks", "companies", "constituents", "components")
    yield (
        Group("sp500", "the S&P 500 members", everyone, note, "SPY"),
        (*(f"{index} {way}" for index in ("S&P 500", "S&P") for way in ways), "标普500成分股"),
    )
    seven = {"AAPL", "MSFT", "GOOGL", "GOOG", "AMZN", "NVDA", "META", "TSLA"}
    rest = tuple(symbol for symbol in everyone if symbol not in seven)
    yield (
        Group("sp500_without_magnificent_7", "the S&P 500 members outside the Magnificent 7", rest, note, "RSP"),
        (
            *("Impressive 493", "other 493", "remaining 493", "S&P 493", "the 493", "493 stocks", "493 other stocks"),
            *(f"the rest{of}" for of in ("", " of the market", " of the S&P 500", " of the S&P", " of the index")),
        ),
    )
    for sector, fund in funds.items():
        if sector:
            yield _sector_group(sector, fund, tuple(m.symbol for m in members if m.sector == sector))


def _sector_group(sector: str, fund: Instrument, symbols: tuple[str, ...]) -> tuple[Group, tuple[str, ...]]:
    words = [name.removesuffix(" sector") for name in fund.aliases if name.endswith(" sector")]
    note = (
        f"the {len(symbols)} {sector} members of the S&P 500 in {MEMBERS_AS_OF}; "
        f"the {fund.symbol} fund stands for the sector as a whole"
    )
    key = "_".join(key_of(sector)) + "_stocks"
    names = tuple(f"{word} {way}" for word in words for way in ("stocks", "shares", "names", "stock", "members"))
    return Group(key, f"{sector.lower()} stocks", symbols, note, fund.symbol), names
