"""Cut text into the pieces that the grammar of periods reads, whatever the language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tools.windows.names import corrected

PHRASES = Path(__file__).with_name("phrases.txt")
LONGEST_RUN = 6
HAN = "\u3400-\u9fff"
PIECES = (
    r"(?P<figure>[$€£¥]\s?\d[\d,.]*|\d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?|(?<!\.)\d+\.\d+(?![\d.])|\d+\s?(?:%|％|bps\b|percent\b))"
    r"|(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th|er|º|ª)(?:['’]s)?(?![^\W_]))"
    r"|(?P<number>\d+)"
    rf"|(?P<han>{{terms}}|[{HAN}])"
    rf"|(?P<word>[^\W\d_{HAN}]+(?:['’][^\W\d_{HAN}]+)?)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True)
class Token:
    """A piece of text in plain form: what it is, where it stands, and whether it touches the piece before."""

    text: str
    kind: str
    start: int
    end: int
    glued: bool = False
    number: int = -1


END = Token("", "end", 0, 0)


class Tokens:
    """Tokens by position; beyond the last there is only END. `read` keeps what rules made of a position."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tuple(tokens)
        self.read: dict[tuple[object, int], Any] = {}

    def __getitem__(self, position: int) -> Token:
        return self._tokens[position] if 0 <= position < len(self._tokens) else END

    def __len__(self) -> int:
        return len(self._tokens)

    def text(self, position: int) -> str:
        """Return the plain form at a position, "" beyond the end."""
        return self[position].text

    def says(self, position: int, words: str) -> bool:
        """Say whether these words stand there, one after the other."""
        return all(self[position + n].text == word for n, word in enumerate(words.split()))

    def skip(self, position: int, *words: str) -> int:
        """Return the position after a short run of these words."""
        end = position + LONGEST_RUN
        while position < end and self[position].text in words:
            position += 1
        return position

    def glued(self, position: int, count: int) -> bool:
        """Say whether that many pieces stand there without a space between them."""
        return all(self[position + n].glued for n in range(1, count))


def tokenise(text: str) -> Tokens:
    """Return the tokens of a text, with foreign and compound phrases in the grammar's own words."""
    return Tokens(list(_in_plain_words([_token(match, text) for match in _pattern().finditer(text)])))


def _token(match: re.Match[str], text: str) -> Token:
    kind = match.lastgroup or "sign"
    plain = match[0].lower().replace("’", "'").removesuffix("'s")
    plain = corrected(plain) or plain if kind == "word" else plain
    digits = "".join(c for c in match[0] if c.isdecimal()) if kind in ("number", "ordinal") else ""
    start, end = match.span()
    glued = start > 0 and not text[start - 1].isspace()
    return Token(plain, kind, start, end, glued, int(digits) if 0 < len(digits) < 9 else -1)


def _in_plain_words(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, each known phrase replaced by its words; these share the phrase's place."""
    position = 0
    while position < len(tokens):
        said, meant = _phrase_at(tokens, position)
        if not said:
            yield tokens[position]
            position += 1
            continue
        first, last = tokens[position], tokens[position + said - 1]
        for number, word in enumerate(meant):
            yield replace(_word(word), start=first.start, end=last.end, glued=first.glued and not number)
        position += said


def _word(word: str) -> Token:
    return Token(word, "number", 0, 0, number=int(word)) if word.isdecimal() else Token(word, "word", 0, 0)


def _phrase_at(tokens: Sequence[Token], position: int) -> tuple[int, tuple[str, ...]]:
    """Return how many tokens the longest phrase at a position takes, and its plain words."""
    for said, meant in _phrases().get(tokens[position].text, ()):
        if tuple(token.text for token in tokens[position : position + len(said)]) == said:
            return len(said), meant
    return 0, ()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for said, meant in _lines():
        words = tuple(token.text for token in (_token(match, said) for match in _pattern().finditer(said)))
        table.setdefault(words[0], []).append((words, tuple(meant.split())))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    """Return the table of phrases: what is said, and the same in the grammar's words."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=") for line in lines if line and not line.startswith("#"))
    return tuple((said.strip(), meant.strip()) for said, meant in pairs)


@cache
def _pattern() -> re.Pattern[str]:
    terms = sorted((said for said, _ in _lines() if re.fullmatch(f"[{HAN}]+", said)), key=len, reverse=True)
    return re.compile(PIECES.format(terms="|".join(terms)), re.IGNORECASE)
