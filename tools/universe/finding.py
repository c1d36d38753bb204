"""Names in running text: the longest spelling at every place, ordinary words only where a name stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tools.universe.index import Entry, NameIndex, load_words
from tools.universe.instrument import Instrument
from tools.universe.places import Places
from tools.universe.spelling import Token, bounded, is_cjk, joined, tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """A name from one token to another, both included, and what it means."""

    first: int
    last: int
    means: tuple[str, ...]
    fuzzy: bool = False
    outside: bool = False


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
        hit, entry, sure = found
        if sure:
            reading.take(hit)
        else:
            waiting.append((hit, entry))
        number = hit.last + 1
    _settle(reading, waiting)
    return reading


Found = tuple[Hit, Entry | None, bool]


def _spelling_at(reading: Reading, number: int, index: NameIndex) -> Found | None:
    for entry in index.by_first.get(reading.tokens[number].key, ()):
        last = number + len(entry.key) - 1
        if last < len(reading.tokens) and _spells(reading, number, entry):
            hit = Hit(number, last, entry.means, outside=entry.manner == "outside")
            return hit, entry, _is_sure(reading, hit, entry)
    return None


def _spells(reading: Reading, number: int, entry: Entry) -> bool:
    part = reading.tokens[number : number + len(entry.key)]
    if any(token.key != key for token, key in zip(part, entry.key, strict=True)):
        return False
    if not all(joined(reading.text, one, two) for one, two in zip(part, part[1:], strict=False)):
        return False
    return bounded(reading.text, part[0].start, part[-1].end)


def _is_sure(reading: Reading, hit: Hit, entry: Entry) -> bool:
    """Whether a spelling is a name wherever it stands."""
    token, places = reading.tokens[hit.first], reading.places
    before, after = places.before(hit.first), places.after(hit.last)
    if entry.manner in ("word", "first") or places.part_of_more(entry.key[-1], before, after):
        return False
    if is_cjk(token.raw[0]) or len(entry.key) > 1:
        return True
    return token.capital or (before not in ("a", "an", "-") and after != "-")


def _symbol_at(reading: Reading, number: int, symbols: Mapping[str, Instrument]) -> Found | None:
    token = reading.tokens[number]
    symbol = token.raw.upper()
    prefix = reading.text[token.start - 1 : token.start]
    if prefix == "^" and number and "^" + symbol in symbols:
        return Hit(number - 1, number, ("^" + symbol,)), None, True
    if symbol not in symbols or not bounded(reading.text, token.start, token.end) or not token.raw.isascii():
        return None
    hit = Hit(number, number, (symbol,))
    if prefix == "$":
        return hit, None, True
    doubtful = load_words("symbol_words.txt")
    if token.raw == symbol:
        return hit, None, symbol not in doubtful and not _attached(reading, number)
    if len(symbol) < 3 or symbol in doubtful:
        return None
    if token.key in doubtful:
        return (hit, None, False) if symbols[symbol].kind == "fund" else None
    return hit, None, not _attached(reading, number)


def _attached(reading: Reading, number: int) -> bool:
    return reading.places.before(number) == "-"


def _settle(reading: Reading, waiting: list[tuple[Hit, Entry | None]]) -> None:
    """Take the doubtful names that stand in a name's place, until no more do."""
    taken = True
    while taken:
        taken = False
        for item in list(waiting):
            hit, entry = item
            if _stands(reading, hit, entry):
                reading.take(hit)
                waiting.remove(item)
                taken = True
    reading.hits.sort(key=lambda hit: hit.first)


def _stands(reading: Reading, hit: Hit, entry: Entry | None) -> bool:
    token, places = reading.tokens[hit.first], reading.places
    if _inside_longer_name(reading, hit):
        return False
    if entry is None and token.raw == "A" and places.starts_sentence(hit.first):
        return False
    if _in_brackets_of_name(reading, hit) or places.in_place(hit.first, hit.last, reading.named):
        return True
    if entry is None or entry.manner == "first" or places.titled or not token.capital or token.raw.isupper():
        return False
    before, after = places.before(hit.first), places.after(hit.last)
    plain = before not in ("", "a", "an", "the", "-") and after != "-"
    return plain and not places.part_of_more(entry.key[-1], before, after)


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
    ordinary = number < beside and reading.places.starts_sentence(number) and token.key in load_words("plain_words.txt")
    return token.capital and not token.raw.isupper() and not ordinary and not reading.named(number)


def _in_brackets_of_name(reading: Reading, hit: Hit) -> bool:
    start, end = reading.span(hit.first, hit.last)
    inside = reading.text[start - 1 : start] == "(" and reading.text[end : end + 1] == ")"
    return inside and reading.named(hit.first - 1)


Subject = Callable[[str], object]


def unread(reading: Reading) -> Iterator[int]:
    """Yield the numbers of the tokens that belong to no name."""
    yield from (number for number in range(len(reading.tokens)) if not reading.named(number))
