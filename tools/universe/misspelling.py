"""Names that were misspelt, and names to suggest for one that is unknown."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from tools.universe.finding import Hit, Reading
from tools.universe.index import NameIndex, load_words
from tools.universe.spelling import key_of

LONGEST = 3
"""A misspelt name has at most this many tokens."""


def add_misspellings(reading: Reading, index: NameIndex) -> None:
    """Take unread words that are one or two letters away from one name, and from no ordinary word."""
    number = 0
    while number < len(reading.tokens):
        hit = _misspelt_at(reading, number, index)
        if hit is not None:
            reading.take(hit)
        number = hit.last + 1 if hit is not None else number + 1
    reading.hits.sort(key=lambda hit: hit.first)


def _misspelt_at(reading: Reading, number: int, index: NameIndex) -> Hit | None:
    if not _can_be_misspelt(reading, number):
        return None
    for last in reversed(range(number, min(number + LONGEST, len(reading.tokens)))):
        if any(reading.named(n) for n in range(number, last + 1)) or not _together(reading, number, last):
            continue
        word = "".join(token.key for token in reading.tokens[number : last + 1])
        means = _close_names(word, index)
        if means:
            return Hit(number, last, means, fuzzy=True)
    return None


def _can_be_misspelt(reading: Reading, number: int) -> bool:
    token = reading.tokens[number]
    if reading.named(number) or len(token.key) < 4 or not token.key.isascii() or not token.key.isalpha():
        return False
    return not is_ordinary(token.key) and reading.places.before(number) != "-"


def is_ordinary(word: str) -> bool:
    """Whether a folded word is in the lists of words that are no names."""
    return word in load_words("plain_words.txt") or word in load_words("ordinary_words.txt")


def _together(reading: Reading, first: int, last: int) -> bool:
    return all(
        reading.text[one.end : two.start] in ("", " ", "-")
        for one, two in zip(reading.tokens[first:last], reading.tokens[first + 1 : last + 1], strict=True)
    )


def nearest(name: str, index: NameIndex) -> tuple[str, ...]:
    """Return what the nearest name means, or nothing when none is near enough."""
    return _close_names("".join(key_of(name)), index)


def _close_names(word: str, index: NameIndex) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA

    best, means = 3, {}
    for name, targets in _compact(index).get(word[:1], ()):
        allowed = _allowed(name)
        if abs(len(name) - len(word)) > allowed or _digits(name) != _digits(word):
            continue
        distance = OSA.distance(word, name, score_cutoff=allowed)
        if distance <= allowed and distance <= best:
            means = {**({} if distance < best else means), **dict.fromkeys(targets)}
            best = distance
    return tuple(means)


def _allowed(name: str) -> int:
    return 0 if len(name) < 5 else 1 if len(name) < 9 else 2


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


@lru_cache(maxsize=4)
def _compact(index: NameIndex) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    names: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry in index.by_key.values():
        word = "".join(entry.key)
        if entry.manner == "plain" and len(word) >= 5 and word.isascii():
            names.setdefault(word[0], []).append((word, entry.means))
    return names


def suggest(name: str, index: NameIndex, call: Callable[[str], str], count: int = 3) -> tuple[str, ...]:
    """Return up to `count` names that look like an unknown one, nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    word = "".join(key_of(name))
    spelt = {"".join(entry.key): entry for entry in index.by_key.values() if entry.means}
    close = process.extract(word, spelt.keys(), scorer=JaroWinkler.similarity, score_cutoff=0.8, limit=count * 2)
    called: Iterator[str] = (call(means) for spelling, _, _ in close for means in spelt[spelling].means[:1])
    return tuple(dict.fromkeys(called))[:count]
