"""How a text is cut into tokens and names are spelt, so that "Coca Cola" meets "Coca-Cola"."""

import re
import unicodedata
from dataclasses import dataclass

from tools.universe.words import role

CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[{CJK}]|&|\^|\d+|[^\W\d_{CJK}]+")
_GAP = re.compile(r"[ \t\u00a0\u202f]*(?:[-\u2010-\u2014/(,.'\u2019:]?[ \t\u00a0\u202f]*)[()]?")
_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, Chinese character, "&" or "^": its folded form, as written, and where."""

    key: str
    raw: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether its first letter is a capital."""
        return self.raw[0].isupper()


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, each with `text[start:end] == raw`."""
    return [Token(fold(m[0]), m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def fold(word: str) -> str:
    """Return a word without accents and capitals; "&" becomes "and"."""
    if word == "&":
        return "and"
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter)) or word


def key_of(name: str) -> tuple[str, ...]:
    """Return the folded tokens of a name: what two spellings of it share."""
    return tuple(fold(word) for word in _TOKEN.findall(name))


def joined(text: str, first: Token, second: Token) -> bool:
    """Whether what lies between two tokens can lie inside one name."""
    between = text[first.end : second.start]
    if not between:
        return True
    if len(between) > 3 or not _GAP.fullmatch(between):
        return False
    return "." not in between or between == "." or len(first.raw) <= _ABBREVIATION or first.key in role("legal form")


def bounded(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit of the same word goes on before or after the span."""
    return not (_runs_on(text, start - 1, start) or _runs_on(text, end, end - 1))


def _runs_on(text: str, outside: int, inside: int) -> bool:
    if not 0 <= outside < len(text):
        return False
    other, own = text[outside], text[inside]
    if is_cjk(other) or is_cjk(own):
        return False
    return other.isalnum() or other == "_"


def is_cjk(character: str) -> bool:
    """Whether this is a Chinese character, which needs no space beside a name."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"


def without_form(name: str) -> str:
    """Return a company's name without its legal form: "Cooper Companies (The)" is "Cooper"."""
    words = re.sub(r"\(Class .\)|[(),]", " ", name).split()
    while len(words) > 1 and (_bare(words[-1]) in role("legal form") or words[-1] == "&"):
        words.pop()
    if len(words) > 1 and _bare(words[0]) == "the":
        words.pop(0)
    return " ".join(words)


def _bare(word: str) -> str:
    return word.strip(".").lower()
