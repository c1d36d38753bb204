"""Names that were misspelt, and names to suggest for one that is unknown."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from tools.universe.finding import Hit, Reading
from tools.universe.index import Entry, Key, NameIndex
from tools.universe.spelling import key_of
from tools.universe.table import SECOND_CLASSES
from tools.universe.words import is_ordinary, role

LONGEST = 3
"""A misspelt name has at most this many tokens."""
SHORTEST = 5
SHORTEST_WORD = 4
SHORTEST_ANYWHERE = 7
LONG = 9
"""Letters of the right spelling; two may be wrong in a long one, a short one is guessed only where a name stands."""


def add_misspellings(reading: Reading, index: NameIndex) -> None:
    """Take unread words that are one or two letters away from one name, and from no ordinary word."""
    for found in list(reading.hits):
        _extend(reading, found, index)
        _extend_back(reading, found, index)
    number = 0
    while number < len(reading.tokens):
        hit = _misspelt_at(reading, number, index)
        if hit is not None:
            reading.take(hit)
        number = hit.last + 1 if hit is not None else number + 1
    reading.hits.sort(key=lambda hit: hit.first)


def _extend(reading: Reading, hit: Hit, index: NameIndex) -> None:
    """Let a name take the misspelt rest of its longer form: "Berkshire Hathway" after "Berkshire"."""
    last = hit.last + 1
    if hit.outside or last >= len(reading.tokens) or reading.named(last) or not _together(reading, hit.first, last):
        return
    if is_ordinary(reading.tokens[last].key) or len(reading.tokens[last].key) < SHORTEST_WORD:
        return
    key = tuple(token.key for token in reading.tokens[hit.first : last + 1])
    if _close_names(key, index, SHORTEST_ANYWHERE) == hit.means:
        reading.hits.remove(hit)
        reading.take(Hit(hit.first, last, hit.means, fuzzy=True))


def _extend_back(reading: Reading, hit: Hit, index: NameIndex) -> None:
    """Let a name take the misspelt beginning of its longer form: "Ely Lilly" before "Lilly"."""
    first = hit.first - 1
    if hit.outside or hit not in reading.hits or first < 0 or reading.named(first):
        return
    word = reading.tokens[first]
    if is_ordinary(word.key) or not word.capital or not _together(reading, first, hit.last):
        return
    key = tuple(token.key for token in reading.tokens[first : hit.last + 1])
    if _close_names(key, index, SHORTEST_ANYWHERE) == hit.means:
        reading.hits.remove(hit)
        reading.take(Hit(first, hit.last, hit.means, fuzzy=True))


def _misspelt_at(reading: Reading, number: int, index: NameIndex) -> Hit | None:
    if not _can_be_misspelt(reading, number):
        return None
    for last in reversed(range(number, min(number + LONGEST, len(reading.tokens)))):
        if any(reading.named(n) for n in range(number, last + 1)) or not _together(reading, number, last):
            continue
        key = tuple(token.key for token in reading.tokens[number : last + 1])
        if key in index.by_key:
            continue
        in_place = reading.places.in_place(number, last, reading.named) or _after_article(reading, number, last)
        means = _close_names(key, index, SHORTEST if in_place else SHORTEST_ANYWHERE)
        if means:
            return Hit(number, last, means, fuzzy=True)
    return None


def _can_be_misspelt(reading: Reading, number: int) -> bool:
    """Whether a misspelt name may begin here; a short first word only before a long one: "Eli Lily"."""
    token = reading.tokens[number]
    if reading.named(number) or not token.key.isascii() or not token.key.isalpha():
        return False
    if len(token.key) < SHORTEST_WORD and not _before_long_name(reading, number):
        return False
    if is_ordinary(token.key) and not _opens_a_name(reading, number):
        return False
    return reading.places.before(number) != "-"


def _opens_a_name(reading: Reading, number: int) -> bool:
    """Whether an ordinary word in capitals stands before one that is none: "Home Depo"."""
    if not _before_long_name(reading, number) or reading.places.titled:
        return False
    following = reading.tokens[number + 1]
    return not is_ordinary(following.key) and not reading.named(number + 1)


def _before_long_name(reading: Reading, number: int) -> bool:
    following = reading.tokens[number + 1 : number + 2]
    return bool(following) and reading.tokens[number].capital and following[0].capital and len(following[0].key) >= 4


def _after_article(reading: Reading, first: int, last: int) -> bool:
    """Whether an article stands before and a word for a move or a price behind: "the nasdac return"."""
    return reading.places.before(first) == "the" and reading.places.after(last) in role("after a name")


def _together(reading: Reading, first: int, last: int) -> bool:
    return all(
        reading.text[one.end : two.start] in ("", " ", "-")
        for one, two in zip(reading.tokens[first:last], reading.tokens[first + 1 : last + 1], strict=True)
    )


def nearest(name: str, index: NameIndex) -> tuple[str, ...]:
    """Return what the nearest name means, or nothing when none is near enough."""
    key = key_of(name)
    return () if all(map(is_ordinary, key)) else _close_names(key, index, SHORTEST)


@lru_cache(maxsize=4096)
def _close_names(key: Key, index: NameIndex, shortest: int) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA

    word, right = "".join(key), {token for token in key if is_ordinary(token)}
    best = 3
    means: dict[str, None] = {}
    for length in range(max(shortest, len(word) - 2), len(word) + 3):
        allowed = 1 if length < LONG else 2
        for name, entry in _compact(index).get((word[:1], length, _digits(word)), ()):
            distance = OSA.distance(word, name, score_cutoff=allowed)
            if distance <= min(allowed, best) and right <= set(entry.key):
                means = {**({} if distance < best else means), **dict.fromkeys(entry.means)}
                best = distance
    return _without_second_classes(tuple(means))


def _without_second_classes(means: tuple[str, ...]) -> tuple[str, ...]:
    """Return the meanings without a share class that stands beside the other one: "Alphabeth" names the company."""
    return tuple(m for m in means if m not in SECOND_CLASSES) or means


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(filter(str.isdigit, word))


Shape = tuple[str, int, str]


@lru_cache(maxsize=4)
def _compact(index: NameIndex) -> dict[Shape, list[tuple[str, Entry]]]:
    """Return the spellings without spaces by first letter, length and digits, which a typist gets right."""
    names: dict[Shape, list[tuple[str, Entry]]] = {}
    for entry in index.by_key.values():
        word = "".join(entry.key)
        if entry.manner == "plain" and len(word) >= SHORTEST and word.isascii() and entry.key[1:2] != ("and",):
            names.setdefault((word[0], len(word), _digits(word)), []).append((word, entry))
    return names


def suggest(
    name: str, index: NameIndex, symbols: Iterable[str], call: Callable[[str], str], count: int = 3
) -> tuple[str, ...]:
    """Return up to `count` names that look like an unknown one, nearest first; symbols too, for one in capitals."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    word = "".join(key_of(name))
    spelt = {"".join(entry.key): entry.means[0] for entry in index.by_key.values() if entry.means}
    if name.isupper():
        spelt = {**{symbol.lower(): symbol for symbol in symbols}, **spelt}
    close = process.extract(word, spelt.keys(), scorer=JaroWinkler.similarity, score_cutoff=0.84, limit=count * 2)
    called: Iterator[str] = (call(spelt[spelling]) for spelling, _, _ in close)
    return tuple(dict.fromkeys(called))[:count]
