"""The bundled lists of words: which are ordinary, and what they do beside a name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def lines(name: str) -> frozenset[str]:
    """Return the lines of a bundled list, without comments."""
    return frozenset(_lines(name))


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def plain_words() -> frozenset[str]:
    """Return the words of questions, which are no names."""
    return frozenset(word for line in _lines("plain_words.txt") for word in line.split())


def is_ordinary(word: str) -> bool:
    """Whether a folded word is in the lists of words that mostly are no names."""
    return word in plain_words() or word in lines("ordinary_words.txt")


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    parts = (line.partition(":") for line in _lines("roles.txt"))
    return {name: frozenset(words.split()) for name, _, words in parts}


def role(name: str) -> frozenset[str]:
    """Return the words that do this beside a name; none for a role that is not listed."""
    return _roles().get(name, frozenset())
