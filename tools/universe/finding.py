"""Names in running text: the longest spelling at every place, ordinary words only where a name stands."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from tools.universe.index import Entry, NameIndex
from tools.universe.instrument import Instrument
from tools.universe.places import Places
from tools.universe.spelling import Token, bounded, is_cjk, joined, tokens
from tools.universe.words import lines, plain_words, role

LONGEST_QUESTION = 60
"""Tokens up to which a text is short enough for doubtful names to vouch for each other."""

LONGEST_SYMBOL = 4
"""Tokens in an index symbol at most, as in ^SP500-45."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name from one token to another, both included, and what it means.

    `outside` is a name of something without prices here; `empty` only looks like a name.
    """

    first: int
    last: int
    means: tuple[str, ...]
    fuzzy: bool = False
    outside: bool = False
    empty: bool = False


@dataclass
class Reading:
    """A text on its way to its names: its tokens, what has been found, and which token belongs to what."""

    text: str
    tokens: Sequence[Token]
    places: Places
    hits: list[Hit] = field(default_factory=list)
    owner: dict[int, Hit] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Reading":
        """Return the unread text, cut into tokens."""
        cut = tokens(text)
        return cls(text, cut, Places(text, cut))

    def take(self, hit: Hit) -> None:
        """Put a name in its place; its tokens are read."""
        if not hit.empty:
            self.hits.append(hit)
        self.owner.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))

    def named(self, number: int) -> bool:
        """Whether a token belongs to a name."""
        return number in self.owner

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters from one token to another, both included."""
        return self.tokens[first].start, self.tokens[last].end


def read_names(text: str, index: NameIndex, symbols: Mapping[str, Instrument]) -> Reading:
    """Return the text with every well-spelt name found."""
    reading = Reading.of(text)
    waiting: list[tuple[Hit, Entry | None]] = []
    number = 0
    while number < len(reading.tokens):
        found = _spelling_at(reading, number, index) or _symbol_at(reading, number, symbols)
        if found is None:
            number += 1
            continue
        hit, entry, sure = _with_symbol(reading, found, symbols)
        if sure:
            reading.take(hit)
        else:
            waiting.append((hit, entry))
        number = hit.last + 1
    _settle(reading, waiting)
    return reading


Found = tuple[Hit, Entry | None, bool]


def _with_symbol(reading: Reading, found: Found, symbols: Mapping[str, Instrument]) -> Found:
    """Let "DOW" mean the stock as well as the index, unless the text says which."""
    hit, entry, sure = found
    token = reading.tokens[hit.first]
    if entry is None or not hit.means or hit.first != hit.last or token.raw not in symbols or token.raw in hit.means:
        return found
    if reading.text[token.start - 1 : token.start] == "$":
        return Hit(hit.first, hit.last, (token.raw,)), None, True
    if reading.places.shouted or reading.places.before(hit.first) == "the":
        return found
    return Hit(hit.first, hit.last, (*hit.means, token.raw)), entry, sure


def _spelling_at(reading: Reading, number: int, index: NameIndex) -> Found | None:
    for entry in index.by_first.get(reading.tokens[number].key, ()):
        last = number + len(entry.key) - 1
        if last < len(reading.tokens) and _spells(reading, number, entry):
            hit = Hit(number, last, entry.means, outside=entry.manner == "outside", empty=entry.manner == "nothing")
            return hit, entry, _is_sure(reading, hit, entry)
    return None


def _names_a_sector(entry: Entry) -> bool:
    return any(target.startswith("XL") or target.endswith("_stocks") for target in entry.means)


def _spells(reading: Reading, number: int, entry: Entry) -> bool:
    part = reading.tokens[number : number + len(entry.key)]
    if any(token.key != key for token, key in zip(part, entry.key, strict=True)):
        return False
    if not all(joined(reading.text, one, two) for one, two in pairwise(part)):
        return False
    return bounded(reading.text, part[0].start, part[-1].end)


def _is_sure(reading: Reading, hit: Hit, entry: Entry) -> bool:
    """Whether a spelling is a name wherever it stands."""
    token, places = reading.tokens[hit.first], reading.places
    before, after = places.before(hit.first), places.after(hit.last)
    if _names_a_sector(entry) and _inside_longer_name(reading, hit):
        return False
    if not entry.means:
        return True
    if entry.manner in ("word", "first") or places.part_of_more(entry.key[-1], before, after):
        return False
    if is_cjk(token.raw[0]) or len(entry.key) > 1:
        return True
    return token.capital or (before not in ("a", "an", "-") and after != "-")


def _symbol_at(reading: Reading, number: int, symbols: Mapping[str, Instrument]) -> Found | None:
    token = reading.tokens[number]
    if token.key == "^":
        return _index_symbol_at(reading, number, symbols)
    symbol = token.raw.upper()
    prefix = reading.text[token.start - 1 : token.start]
    if symbol not in symbols or not bounded(reading.text, token.start, token.end) or not token.raw.isascii():
        return None
    hit = Hit(number, number, (symbol,))
    if prefix == "$":
        return hit, None, True
    doubtful = lines("symbol_words.txt")
    if token.raw == symbol:
        if symbol in doubtful and reading.places.shouted:
            return None
        return hit, None, symbol not in doubtful and not _attached(reading, number)
    if len(symbol) < 3 or symbol in doubtful:
        return None
    if token.key in doubtful:
        fund = symbols[symbol].kind == "fund"
        return (hit, None, fund and _is_held(reading, number)) if fund else None
    return hit, None, not _attached(reading, number)


def _is_held(reading: Reading, number: int) -> bool:
    """Whether money goes into a fund written small: "$1,000 in spy", "10000 dollars of spy bought in March"."""
    if len(reading.tokens) > LONGEST_QUESTION or reading.places.before(number) not in role("holding a fund"):
        return False
    after = reading.places.after(number)
    return not after or after.isdigit() or after in role("after a fund") or after in role("of time")


def _index_symbol_at(reading: Reading, number: int, symbols: Mapping[str, Instrument]) -> Found | None:
    end = reading.tokens[number].end
    for last in range(number + 1, min(number + LONGEST_SYMBOL, len(reading.tokens))):
        symbol = reading.text[end - 1 : reading.tokens[last].end].upper()
        if symbol in symbols and bounded(reading.text, end, reading.tokens[last].end):
            return Hit(number, last, (symbol,)), None, True
    return None


def _attached(reading: Reading, number: int) -> bool:
    return reading.places.before(number) == "-"


def _settle(reading: Reading, waiting: list[tuple[Hit, Entry | None]]) -> None:
    """Take the doubtful names that stand in a name's place; one may put its neighbours in place, either way."""
    for ahead in (True, False, True, False):
        for item in list(waiting) if ahead else waiting[::-1]:
            hit, entry = item
            if _stands(reading, hit, entry):
                reading.take(hit)
        waiting = [item for item in waiting if not reading.named(item[0].first)]
    _settle_list(reading, waiting)
    reading.hits.sort(key=lambda hit: hit.first)


def _settle_list(reading: Reading, waiting: list[tuple[Hit, Entry | None]]) -> None:
    """Take doubtful names that vouch for each other: "visa, target and ford ytd"."""
    if len(reading.tokens) > LONGEST_QUESTION:
        return
    left, size = list(waiting), len(waiting) + 1
    while len(left) < size:
        size = len(left)
        assumed = {number for hit, _ in left for number in range(hit.first, hit.last + 1)}
        left = [item for item in left if _stands(reading, *item, assumed=assumed)]
    if any(reading.places.has_outer_evidence(hit.first, hit.last) for hit, _ in left):
        for hit, _ in left:
            reading.take(hit)


def _stands(reading: Reading, hit: Hit, entry: Entry | None, assumed: Set[int] = frozenset()) -> bool:
    token, places = reading.tokens[hit.first], reading.places
    if _inside_longer_name(reading, hit):
        return False
    if entry is None and token.raw == "A" and places.starts_sentence(hit.first):
        return False
    if entry is not None and _names_a_sector(entry) and _speaks_of_sectors(reading, hit):
        return True
    if entry is not None and entry.manner == "first" and not token.capital:
        return places.surely_in_place(hit.first, hit.last)
    if _in_brackets_of_name(reading, hit) or places.in_place(
        hit.first, hit.last, lambda number: number in assumed or reading.named(number)
    ):
        return True
    if entry is None or entry.manner == "first" or places.titled or not token.capital or token.raw.isupper():
        return False
    before, after = places.before(hit.first), places.after(hit.last)
    if before != "," and reading.named(hit.first - 1):
        return False
    plain = before not in ("", "a", "an", "the", "-") and after != "-"
    return plain and not places.part_of_more(entry.key[-1], before, after)


def _speaks_of_sectors(reading: Reading, hit: Hit) -> bool:
    """Whether the text is about sectors, so that a bare "energy" is one: "where does energy rank among sectors"."""
    if len(reading.tokens) > LONGEST_QUESTION:
        return False
    places, word = reading.places, reading.tokens[hit.last].key
    before, after = places.before(hit.first), places.after(hit.last)
    others = (t.key for n, t in enumerate(reading.tokens) if not hit.first <= n <= hit.last + 1)
    plain = "-" not in (before, after) and not places.part_of_more(word, before, after)
    return plain and after not in role("not after a sector") and any(key in ("sector", "sectors") for key in others)


def _inside_longer_name(reading: Reading, hit: Hit) -> bool:
    """Whether a capitalised stranger stands right beside: "Apollo Automations", "Unicorn Utilities"."""
    if reading.places.titled or not reading.tokens[hit.first].capital:
        return False
    return _stranger(reading, hit.first - 1, hit.first) or _stranger(reading, hit.last + 1, hit.last)


def _stranger(reading: Reading, number: int, beside: int) -> bool:
    if not 0 <= number < len(reading.tokens):
        return False
    token, low, high = reading.tokens[number], min(number, beside), max(number, beside)
    if reading.text[reading.tokens[low].end : reading.tokens[high].start] != " ":
        return False
    return token.capital and not token.raw.isupper() and not reading.named(number) and token.key not in plain_words()


def _in_brackets_of_name(reading: Reading, hit: Hit) -> bool:
    start, end = reading.span(hit.first, hit.last)
    inside = reading.text[start - 1 : start] == "(" and reading.text[end : end + 1] == ")"
    return inside and reading.named(hit.first - 1)
