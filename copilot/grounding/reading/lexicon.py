"""Find names and signal words in a sentence, in one pass over its words, longest first."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.vocabulary import Signal, signals
from tools.measures import MEASURES as KNOWN
from tools.universe.table import load_table

TOKEN: Final = re.compile(r"[A-Za-z0-9À-ɏ&^$]+|[\u3400-\u9fff]")
WEAK_GROUPS: Final = frozenset({"market", "three_averages"})
FUNDS: Final = {"^GSPC": "SPY", "^NDX": "QQQ", "^DJI": "DIA", "^RUT": "IWM"}
SHORT_NAMES: Final = {"Composite": "^IXIC"}
"""Names that prose uses only where the whole one has been said."""
ELSEWHERE: Final = (
    "FTSE 100", "FTSE", "DAX", "CAC 40", "Nikkei 225", "Nikkei", "Hang Seng", "Euro Stoxx 50", "Stoxx 600", "TOPIX",
    "KOSPI", "Sensex", "Nifty 50", "Bitcoin", "bitcoin", "Ether", "gold", "silver", "crude oil", "oil", "copper",
    "Treasuries", "the dollar", "the euro", "the yen", "MSCI World", "MSCI EAFE", "MSCI Emerging Markets",
    "NYSE Composite", "CSI 300", "Shanghai Composite", "Bovespa", "Dow Transports", "natural gas",
)  # fmt: skip
OUTSIDE: Final = re.compile(
    r"\b(?:S&P\s(?:500)?|index|members?|companies|stocks|names|constituents|shares)\s*"
    r"(?:(?:members?|companies|stocks|index|constituents|fund)\s+)?(?:(?:that\s+are|which\s+are|as\s+a\s+whole)\s+)?\(?"
    r"(?:without|outside(?:\s+of)?|excluding|except(?:\s+for)?|ex|other\s+than|apart\s+from|beyond|besides|not\s+in|less|minus|"
    r"ohne|außerhalb|außer|sin|fuera\s+de|hors|sans)[\s-]+(?:(?:the|der|die|den|das|de|los|las|las\s+de|les)\s+)?$",
    re.IGNORECASE,
)
"""What makes the seven behind it those that are left out: "the S&P 500 members outside the Magnificent 7"."""
ORDINARY_WORDS: Final = (
    "Target Progressive Southern Block Match Best Ball Global Public Gap Visa Ross Monster Host Garrett Republic "
    "Coach Universal Dollar Principal Pool Pulte Chubb Dover Waters Nucor Genuine Constellation Lamb Crown Equity "
    "Federal First Fox News General Hub Key Loews Market Mid Iron Moderna Old Paramount Quest Regency Seagate "
    "Snap State Sun Take Travelers Trade Truist United Western Williams Zoetis Trimble Steel Everest Trip Extra "
    "Essential"
)
ORDINARY: Final = frozenset(ORDINARY_WORDS.split())
"""Names that open a sentence as ordinary words too."""

KINDS: Final = (("index",), ("fund",), ("stock",), ("sector",))
"""Words that are a name only behind "the", where they are pronouns: "the worst index" names nobody."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: single symbols that it may mean, or the members of a group."""

    singles: frozenset[str]
    members: frozenset[str] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name or signal of several words; `exact` must stand in the text letter by letter."""

    words: tuple[str, ...]
    payload: Named | Signal
    exact: str = ""
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry where it was found."""

    start: int
    end: int
    payload: Named | Signal


Index = Mapping[str, tuple[Entry, ...]]


class Names(dict[str, tuple[Entry, ...]]):
    """An index that is itself and no other, so that what was read with it can be kept."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # hashed by identity

    def __eq__(self, other: object) -> bool:
        return self is other


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without hyphens and points."""
    words = tuple(TOKEN.findall(text.lower()))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def indexed(entries: Iterable[Entry]) -> Names:
    """Return entries by their first word, longest first; the first of two alike stays."""
    found: dict[str, dict[tuple[tuple[str, ...], str], Entry]] = {}
    for entry in entries:
        if entry.words:
            found.setdefault(entry.words[0], {}).setdefault((entry.words, entry.exact), entry)
    return Names({w: tuple(sorted(es.values(), key=lambda e: -len(e.words))) for w, es in found.items()})


@cache
def base_index() -> Index:
    """Return every signal word, and every name of the universe."""
    return indexed([*_signals(), *_instruments(), *_groups(), *_elsewhere(), *_short_names()])


def _signals() -> Iterator[Entry]:
    for phrase, signal in signals():
        yield Entry(tuple(TOKEN.findall(phrase)), signal)


def _instruments() -> Iterator[Entry]:
    for instrument in load_table().instruments.values():
        meant = Named(frozenset({instrument.symbol}), label=instrument.short)
        yield from _ticker(instrument.symbol, meant)
        sector = (
            (instrument.sector.removeprefix("Information "),) if instrument.kind == "fund" and instrument.sector else ()
        )
        for name in (instrument.name, instrument.short, *sector, *instrument.aliases):
            words = words_of(name)
            generic = name == name.lower() and name.isascii()
            if len(words) == 1 and len(name) < 4 and name.isascii():
                yield from _ticker(name, meant)
            elif not generic:
                yield Entry(words, meant, careful=len(words) == 1 and instrument.kind == "stock")


def _short_names() -> Iterator[Entry]:
    for name, symbol in SHORT_NAMES.items():
        yield Entry(words_of(name), Named(frozenset({symbol}), label=name), exact=name)


def _ticker(symbol: str, meant: Named) -> Iterator[Entry]:
    plain = symbol.lstrip("^")
    if len(plain) > 2 and plain not in ("ALL", "NOW", "ARE", "KEY", "DAY", "LOW", "COST", "FAST", "TECH", "REG", "HAS"):
        yield Entry(words_of(plain), meant, exact=plain)
    yield Entry(words_of(symbol), meant, exact=symbol) if symbol != plain else Entry((), meant)


def _groups() -> Iterator[Entry]:
    table = load_table()
    for key, group in table.groups.items():
        if key in WEAK_GROUPS:
            continue
        meant = Named(frozenset({group.fund} if group.fund else ()), frozenset(group.members), group.name)
        for name in table.group_names[key]:
            if " " in name or not name.isascii() or name != name.lower():
                yield Entry(words_of(name), meant)


def _elsewhere() -> Iterator[Entry]:
    for name in ELSEWHERE:
        yield Entry(words_of(name), Named(frozenset({f"?{name}"}), label=name))


def fact_index(facts: Iterable[Fact]) -> Names:
    """Return the names by which prose may call the subjects of these facts."""
    subjects = dict.fromkeys((fact.subject, fact.names, own_name(fact)) for fact in facts)
    return _subject_index(tuple(sorted(subjects, key=lambda s: len(s[0]))))


@lru_cache(maxsize=32)
def _subject_index(subjects: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]) -> Names:
    entries = []
    for symbols, names, label in subjects:
        single = len(symbols) <= 2
        meant = Named(
            frozenset(symbols[:1]) if single else frozenset(), frozenset() if single else frozenset(symbols), label
        )
        called = (*names, label, *symbols[:1]) if single else (label,)
        entries += [Entry(words_of(name), meant) for name in dict.fromkeys(called)]
    return indexed(e for e in entries if _tells(e))


def _tells(entry: Entry) -> bool:
    return entry.words not in KINDS and any(len(word) > 1 or not word.isascii() for word in entry.words)


def own_name(fact: Fact) -> str:
    """Return the name that a fact's label begins with, or its symbols."""
    measure = KNOWN.get(fact.measure)
    if measure is not None and f" {measure.label}" in fact.label:
        return fact.label.split(f" {measure.label}")[0]
    if len(fact.subject) > 2:
        return fact.label.split(",")[0]
    return fact.names[0] if fact.names else " and ".join(fact.subject)


def find(text: str, own: Index, base: Index) -> list[Hit]:
    """Return the names and signals of a text in order; no two overlap."""
    spans = [m.span() for m in TOKEN.finditer(text)]
    lower = text.lower() if len(text.lower()) == len(text) else "".join(c.lower()[:1] for c in text)
    words = tuple([lower[start:end] for start, end in spans])
    hits: list[Hit] = []
    past = 0
    for at in [i for i, word in enumerate(words) if word in base or word in own]:
        if at < past:
            continue
        entry = _longest(text, words, spans, at, (*own.get(words[at], ()), *base.get(words[at], ())))
        if entry is not None:
            past = at + len(entry.words)
            hits.append(Hit(spans[at][0], spans[past - 1][1], entry.payload))
            if isinstance(entry.payload, Named) and entry.payload.members == _seven().members:
                _outside(text, hits)
    return hits


@cache
def _seven() -> Named:
    group = load_table().groups["magnificent_7"]
    return Named(frozenset({group.fund} if group.fund else ()), frozenset(group.members), group.name)


@cache
def _rest() -> Named:
    group = load_table().groups["sp500_without_magnificent_7"]
    return Named(frozenset({group.fund} if group.fund else ()), frozenset(group.members), group.name)


def _outside(text: str, hits: list[Hit]) -> None:
    """Take a name and "without the Magnificent 7" behind it as one name: that of the other members."""
    seven = hits[-1]
    before = OUTSIDE.search(text, max(0, seven.start - 80), seven.start)
    if before is None:
        return
    start = before.start()
    while hits and hits[-1].end > start:
        start = min(start, hits.pop().start)
    hits.append(Hit(start, seven.end, _rest()))


def _longest(
    text: str, words: tuple[str, ...], spans: list[tuple[int, int]], at: int, entries: tuple[Entry, ...]
) -> Entry | None:
    best: Entry | None = None
    for entry in entries:
        size = len(entry.words)
        if best is not None and size <= len(best.words):
            continue
        if words[at : at + size] == entry.words and _stands(text, spans[at : at + size], entry):
            best = entry
    return best


def _stands(text: str, spans: list[tuple[int, int]], entry: Entry) -> bool:
    """Say whether the words of an entry stand together, spelt as they must be."""
    for one, two in itertools.pairwise(spans):
        if text[one[1] : two[0]].strip(" \t-‑.'’/()"):
            return False
    first, last = spans[0][0], spans[-1][1]
    if entry.exact and text[first:last] != entry.exact:
        return False
    return not entry.careful or (text[first].isupper() and (first > 0 or text[first:last] not in ORDINARY))
