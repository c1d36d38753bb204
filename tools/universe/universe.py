"""The universe: what a name means, which names a text holds, and by which names a symbol goes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from tools.errors import AmbiguousName, UnknownName
from tools.universe.finding import Hit, Reading, read_names
from tools.universe.index import NameIndex, build_index, names_of
from tools.universe.instrument import FoundNames, Group, Instrument, Mention, RefusedName
from tools.universe.misspelling import add_misspellings, nearest, suggest
from tools.universe.spelling import key_of
from tools.universe.strangers import find_strangers
from tools.universe.table import Table, load_table
from tools.universe.words import lines

_FUNDS = {"^GSPC": "SPY", "^NDX": "QQQ", "^DJI": "DIA", "^RUT": "IWM"}
SYMBOL = re.compile(r"\$?(?:\^[A-Z0-9]{2,8}|[A-Z]{2,6}|[A-Z]{1,5}[.-][A-Z]{1,4}|[A-Z0-9]{1,6}=[FX])")
"""What is written like a symbol of Yahoo's: in capitals, with its marks."""
MARKED = re.compile(r"(?<![\w^$.])(?:\^[A-Z0-9]{2,8}(?:-[A-Z0-9]{1,3})?|[A-Z0-9]{1,6}=[FX]|[A-Z]{2,5}-USD)(?![\w=])")
OTHER_MARKETS = frozenset({"^TNX", "DX-Y.NYB", "CL=F", "GC=F"})
"""Bond yields, currencies and goods: beside the stock market, and only where a price source has them."""
STAND_INS = {"GC=F": "GLD"}
"""The fund that holds a good, by the good: it is meant by its name where a source has no prices of the good itself."""
YIELDS = frozenset({"^TNX", "^FVX", "^TYX", "^IRX"})
"""Levels that are percentages: they change by points, and have no return."""
WITH_DIVIDENDS = {
    index: Instrument(symbol, f"{name} Total Return Index", f"{name} with dividends", "index")
    for index, symbol, name in (
        ("^GSPC", "^SP500TR", "S&P 500"),
        ("^NDX", "^XNDX", "Nasdaq-100"),
        ("^IXIC", "^XCMP", "Nasdaq Composite"),
        ("^DJI", "^DJITR", "Dow"),
        ("^RUT", "^RUTTR", "Russell 2000"),
    )
}
"""The version of an index that reinvests its dividends, where a price source has it."""
_BESIDE = {i.symbol: i for i in WITH_DIVIDENDS.values()}
_INDEX_NOTE = "“the index” is read as the S&P 500"


class Universe:
    """The bundled instruments and groups, and whatever else the price source has."""

    def __init__(self, table: Table, index: NameIndex, extra: Iterable[str] = (), any_symbol: bool = False) -> None:
        added = {symbol: _bare(symbol) for symbol in extra if symbol not in table.instruments}
        self.instruments = {**table.instruments, **added}
        self.groups = table.groups
        self._group_names = table.group_names
        self._index = index
        self._any_symbol = any_symbol

    def resolve(self, name: str) -> Instrument | Group:
        """Return what a name, nickname, symbol or group key means; misspellings included.

        Raises
        ------
        UnknownName
            When nothing is called so; with the nearest names as suggestions.
        AmbiguousName
            When it fits more than one; with their symbols.
        """
        wanted = name.strip().strip("\"'“”‘’.,?!").removeprefix("$")
        means = self._meaning(wanted)
        if not means:
            raise UnknownName(name, suggest(wanted, self._index, self.instruments, self._short_of))
        if len(means) > 1:
            raise AmbiguousName(name, means)
        return self.subject(means[0])

    def _meaning(self, wanted: str) -> tuple[str, ...]:
        if wanted in self.instruments or wanted in self.groups:
            return (wanted,)
        key = key_of(wanted)
        if key[-1:] == ("s",) and key not in self._index.by_key:
            key = key[:-1]
        for form in (key, key[1:] if key[:1] == ("the",) else ()):
            if form in self._index.by_key and self._index.by_key[form].means:
                return self._index.by_key[form].means
        if wanted.upper() in self.instruments and wanted.upper() not in lines("symbol_words.txt"):
            return (wanted.upper(),)
        if self._may_be_symbol(wanted):
            return (wanted,)
        return nearest(wanted, self._index)

    def subject(self, symbol_or_key: str) -> Instrument | Group:
        """Return the instrument of a symbol or the group of a key."""
        group = self.groups.get(symbol_or_key)
        return group if group is not None else self.instrument(symbol_or_key)

    def instrument(self, symbol: str) -> Instrument:
        """Return the instrument of a symbol; one beyond the table is called by its symbol."""
        return self.instruments.get(symbol) or _BESIDE.get(symbol) or _bare(symbol)

    def group(self, key: str) -> Group:
        """Return a group by its key, such as "magnificent_7"; UnknownName when there is none."""
        if key not in self.groups:
            raise UnknownName(key, sorted(self.groups))
        return self.groups[key]

    def find(self, text: str) -> FoundNames:
        """Return the names in running text and the words that stand in a name's place unknown.

        The longest name wins, spans never overlap, and `text[a:b]` is the name as written.
        Ordinary words and short symbols are names only where one can stand.
        """
        reading = read_names(text, self._index, self.instruments)
        add_misspellings(reading, self._index)
        _drop_echoes(reading)
        refused = [self._outside(reading, hit) for hit in reading.hits if hit.outside]
        refused += [self._refused(reading, first, last) for first, last in find_strangers(reading)]
        mentions = [self._mention(reading, hit) for hit in reading.hits if not hit.outside]
        if self._any_symbol:
            symbols = list(self._symbols_in(text, mentions, refused))
            mentions = [*(m for m in mentions if _apart(m, symbols)), *symbols]
            refused = [r for r in refused if _apart(r, symbols)]
        return FoundNames(_in_order(mentions), _in_order(refused))

    def named_in(self, text: str, misspelt: bool = False) -> tuple[Mention, ...]:
        """Return the names in a text, the misspelt ones when asked for; no unknown name is looked for."""
        reading = read_names(text, self._index, self.instruments)
        if misspelt:
            add_misspellings(reading, self._index)
        _drop_echoes(reading)
        return tuple(self._mention(reading, hit) for hit in reading.hits if not hit.outside)

    def _symbols_in(self, text: str, mentions: Sequence[Mention], refused: Sequence[RefusedName]) -> Iterator[Mention]:
        """Yield what is written like a symbol and is no name of the table: it is for the price source to know."""
        known = {m.span for m in mentions}
        marked = [m.span() for m in MARKED.finditer(text) if m.span() not in known]
        plain = [r.span for r in refused if self._may_be_symbol(r.text)]
        for start, end in [*marked, *(s for s in plain if all(s[1] <= m[0] or m[1] <= s[0] for m in marked))]:
            yield Mention(text[start:end], (start, end), self.instrument(text[start:end].removeprefix("$")))

    def _may_be_symbol(self, text: str) -> bool:
        """Say whether words are written like a symbol, and the price source can be asked for any."""
        return self._any_symbol and SYMBOL.fullmatch(text) is not None

    def _mention(self, reading: Reading, hit: Hit) -> Mention:
        start, end = reading.span(hit.first, hit.last)
        text = reading.text[start:end]
        if len(hit.means) > 1:
            return Mention(text, (start, end), None, hit.means, hit.fuzzy)
        subject = self.subject(hit.means[0])
        return Mention(text, (start, end), subject, (), hit.fuzzy, _note_on(subject, text))

    def _outside(self, reading: Reading, hit: Hit) -> RefusedName:
        """Return a name that is known to have no prices, for which there is nothing to suggest."""
        start, end = reading.span(hit.first, hit.last)
        text = reading.text[start:end]
        return RefusedName(text, (start, end), UnknownName(text, ()))

    def _refused(self, reading: Reading, first: int, last: int) -> RefusedName:
        start, end = reading.span(first, last)
        text = reading.text[start:end]
        return RefusedName(
            text, (start, end), UnknownName(text, suggest(text, self._index, self.instruments, self._short_of))
        )

    def _short_of(self, symbol_or_key: str) -> str:
        subject = self.subject(symbol_or_key)
        return subject.short if isinstance(subject, Instrument) else subject.name

    def names_of(self, symbol: str) -> tuple[str, ...]:
        """Return every way prose may call a symbol, its own name first; a group key gives the group's names."""
        if symbol in self._group_names:
            return self._group_names[symbol]
        return tuple(dict.fromkeys((*names_of(self.instrument(symbol)), symbol)))

    def with_dividends(self, symbol: str) -> Instrument | None:
        """Return the total-return version of an index; whether there are prices of it, the source must say."""
        return WITH_DIVIDENDS.get(symbol)

    def fund_for(self, symbol: str) -> Instrument | None:
        """Return the fund that stands for an index, which has dividends where the index has none.

        SPY stands for ^GSPC, QQQ for ^NDX, DIA for ^DJI, IWM for ^RUT. No fund of the
        table holds the Nasdaq Composite (^IXIC): QQQ follows the Nasdaq-100, so it is None.
        """
        fund = _FUNDS.get(symbol)
        return self.instruments[fund] if fund else None


def _apart(name: Mention | RefusedName, symbols: Sequence[Mention]) -> bool:
    return all(name.span[1] <= s.span[0] or s.span[1] <= name.span[0] for s in symbols)


Placed = TypeVar("Placed", Mention, RefusedName)


def _in_order(names: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(names, key=lambda name: name.span))


def _bare(symbol: str) -> Instrument:
    return Instrument(symbol, symbol, symbol, "index" if symbol.startswith("^") else "stock")


def _says_the_index(text: str) -> bool:
    return key_of(text) == ("the", "index")


def _drop_echoes(reading: Reading) -> None:
    """Drop "the index" after an index that was named, and "in the market" beside any name."""
    kept: list[Hit] = []
    for hit in reading.hits:
        start, end = reading.span(hit.first, hit.last)
        echo = _says_the_index(reading.text[start:end]) and any(m.startswith("^") for h in kept for m in h.means)
        aside = hit.means == ("market",) and reading.places.before(hit.first) in ("in", "on")
        if not echo and not (aside and len(reading.hits) > 1):
            kept.append(hit)
        else:
            for number in range(hit.first, hit.last + 1):
                del reading.owner[number]
    reading.hits[:] = kept


def _note_on(subject: Instrument | Group, text: str) -> str:
    """Return what was assumed in reading a name: which members a group has, that a fund stands for a good."""
    if isinstance(subject, Group):
        return subject.note
    good = next((g for g, fund in STAND_INS.items() if fund == subject.symbol), None)
    if good is not None and text.lower() in map(str.lower, _names_of_good(good)):
        short = load_table().instruments[good].short
        return f"{subject.symbol}, a fund that holds {short}, stands here for {short}"
    return _INDEX_NOTE if _says_the_index(text) else ""


def _names_of_good(good: str) -> tuple[str, ...]:
    return names_of(load_table().instruments[good])


@lru_cache(maxsize=8)
def _load(extra: frozenset[str], any_symbol: bool) -> Universe:
    lacking = frozenset() if any_symbol else OTHER_MARKETS - extra
    standing = frozenset(good for good, fund in STAND_INS.items() if good in lacking and fund in extra)
    return Universe(_table(lacking, standing), _index(lacking, standing), extra, any_symbol)


@lru_cache(maxsize=4)
def _table(lacking: frozenset[str], standing: frozenset[str]) -> Table:
    """Return the bundled table without what is lacking; the fund that stands for a good goes by its names as well."""
    table = load_table()
    known = {s: i for s, i in table.instruments.items() if s not in lacking}
    for good in standing:
        fund = known[STAND_INS[good]]
        known[fund.symbol] = replace(fund, aliases=(*fund.aliases, *_names_of_good(good)))
    return replace(table, instruments=known)


@lru_cache(maxsize=4)
def _index(lacking: frozenset[str], standing: frozenset[str]) -> NameIndex:
    return build_index(_table(lacking, standing))


def load_universe(symbols: Iterable[str] | None = ()) -> Universe:
    """Return the universe.

    `symbols` are what the price source has beyond the bundled table; None when it can be asked
    for any symbol: what is written like one is then taken for one, and bond yields, currencies
    and goods have names.
    """
    return _load(frozenset(symbols or ()), symbols is None)


def is_sector_set(symbols: Sequence[str]) -> bool:
    """Whether these are two or more of the eleven sector funds and nothing else."""
    table = load_table()
    sectors = set(table.groups["sectors"].members)
    return len(set(symbols)) > 1 and set(symbols) <= sectors
