"""The index of names: every spelling by its tokens, and what it means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tools.universe.instrument import Instrument
from tools.universe.spelling import is_cjk, key_of
from tools.universe.table import SECOND_CLASSES, Table
from tools.universe.words import lines, plain_words

Manner = Literal["plain", "word", "first", "outside", "nothing"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling: its tokens, the symbols or group keys it can mean, and how it may be taken.

    "plain" is taken wherever it stands; "word" is an ordinary word as well and must stand
    where a name does; "first" is the first word of longer names, with the same caution;
    "outside" is a known name that has no prices here; "nothing" holds a name and is none.
    """

    key: Key
    means: tuple[str, ...]
    manner: Manner
    written: str


class NameIndex:
    """All entries, by their first token with the longest first, and by their whole key."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_key: dict[Key, Entry] = {}
        for entry in entries:
            self.by_key.setdefault(entry.key, entry)
        self.by_first: dict[str, list[Entry]] = {}
        for entry in self.by_key.values():
            self.by_first.setdefault(entry.key[0], []).append(entry)
        for same in self.by_first.values():
            same.sort(key=lambda entry: -len(entry.key))


def build_index(table: Table) -> NameIndex:
    """Return the index of all names that the table gives, symbols aside."""
    return NameIndex(_entries(table))


def _entries(table: Table) -> Iterator[Entry]:
    words = lines("ordinary_words.txt")
    meanings: dict[Key, dict[str, str]] = {}
    for target, name in _names(table):
        key = key_of(name)
        if key:
            meanings.setdefault(key, {}).setdefault(target, name)
    for key, targets in meanings.items():
        manner: Manner = "word" if " ".join(key) in words else "plain"
        yield Entry(key, tuple(targets), manner, next(iter(targets.values())))
    for name in lines("outsiders.txt"):
        yield Entry(key_of(name), (), "outside", name)
    for name in lines("not_names.txt"):
        yield Entry(key_of(name), (), "nothing", name)
    yield from _first_words(table, words, meanings)


def _names(table: Table) -> Iterator[tuple[str, str]]:
    for symbol, instrument in table.instruments.items():
        for name in names_of(instrument):
            yield symbol, name
    for key, names in table.group_names.items():
        for name in names:
            yield key, name


def names_of(instrument: Instrument) -> tuple[str, ...]:
    """Return the names of one instrument without its symbol, best first."""
    return tuple(dict.fromkeys((instrument.short, instrument.name, *instrument.aliases)))


def _first_words(table: Table, words: frozenset[str], taken: Mapping[Key, object]) -> Iterator[Entry]:
    """Give the first word of company names ("Delta", "United") to all that begin with it."""
    firsts: dict[Key, dict[str, None]] = {}
    for symbol, instrument in table.instruments.items():
        key = key_of(instrument.short)
        if instrument.kind == "stock" and symbol not in SECOND_CLASSES and len(key[0]) >= 4 and not is_cjk(key[0][0]):
            firsts.setdefault(key[:1], {})[symbol] = None
    for symbol, instrument in table.instruments.items():
        inner = _INNER_WORD.match(instrument.short)
        if inner and key_of(inner[0]) in firsts:
            firsts[key_of(inner[0])][symbol] = None
    for key, symbols in firsts.items():
        if key not in taken and key[0] not in plain_words():
            sure = len(symbols) == 1 and key[0] not in words and len(key[0]) >= 5
            yield Entry(key, tuple(symbols), "plain" if sure else "first", key[0].capitalize())


_INNER_WORD = re.compile(r"[A-Z][a-z]{4,}(?=[A-Z])")
