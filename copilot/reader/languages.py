"""Simple questions in Chinese, Spanish, German and French, turned phrase by phrase into English.

Italian, Portuguese, Dutch, Japanese and Korean are told apart, and not read.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from copilot.reader.lexicon import load_lexicon

SCRIPTS: Final = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Scripts that tell a language by themselves; Japanese has Chinese characters beside its own."""
WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
APART: Final = re.compile(r"['-]")
SPANISH: Final = re.compile(r"[¿¡]")
TIMELY: Final = re.compile(r"(?:the|in|last|this|past|next|year|since|yesterday|today|tomorrow)\b")
"""How the English of a phrase of time begins, which gives way to the time as it was said."""
TOKEN: Final = re.compile(r"\S+")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
HOLE: Final = "\x00"
NOTHING: Final = re.compile(r"(?!)")
YEAR: Final = re.compile(
    r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?|(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?"
)
LONG: Final = 6
ACCENTED: Final = 4
"""Letters from which on a word is known without its accents."""
STRONG: Final = 2
"""What a word counts that only one language has, beside a word that several may have."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Language:
    """The words by which a language is known, and its phrases in English; a `strong` one tells it alone."""

    code: str
    markers: frozenset[str]
    strong: frozenset[str]
    openers: frozenset[str]
    phrases: Mapping[str, str]
    pattern: re.Pattern[str]

    def score(self, words: Sequence[str]) -> int:
        """Return how much the words speak for this language; "und …" opens a question that follows another."""
        opened = STRONG if words and words[0] in self.openers else 0
        return opened + sum(STRONG if w in self.strong else w in self.markers for w in words)


@dataclass(frozen=True)
class Translation:
    """A question in English, with the place in the question as asked that each of its words is from."""

    text: str
    asked: str
    pieces: tuple[tuple[Span, Span], ...] = ()

    def back(self, words: str) -> str:
        """Return words of the English text as they were asked; "" where they are not in it."""
        start = self.text.lower().find(words.lower())
        if not self.pieces or start < 0 or not words:
            return words if start >= 0 else ""
        end = start + len(words)
        own = [asked for (first, last), asked in self.pieces if first < end and start < last]
        return self.asked[min(s for s, _ in own) : max(e for _, e in own)].strip(" ,.?!¿¡？，。") if own else ""


def language_of(text: str) -> str:
    """Return the language of a question: "en" unless it plainly is one of the others."""
    if script := next((code for code, letters in SCRIPTS if letters.search(text)), None):
        return script
    if SPANISH.search(text):
        return "es"
    words = [part for w in WORD.findall(text.lower().replace("’", "'")) for part in dict.fromkeys((w, *APART.split(w)))]
    scores = {code: language.score(words) for code, language in load_languages().items()}
    english = scores.pop("en")
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > max(english, 1) else "en"


def is_read(language: str) -> bool:
    """Say whether questions in a language are read, or only known to be in it."""
    return language == "en" or bool(load_languages()[language].phrases)


def into_english(text: str, language: str, kept: Sequence[Span] = ()) -> str:
    """Return a question in English; one in English stays as it is, and so do the places that are `kept`."""
    return translated(text, language, kept).text


def translated(text: str, language: str, kept: Sequence[Span] = ()) -> Translation:
    """Return a question in English, phrase by phrase, the longest first; `kept` are places that stay as they are."""
    if language == "en":
        return Translation(text, text)
    pieces: list[tuple[Span, Span]] = []
    words: list[str] = []
    at = 0
    for word, span in _words(text, load_languages()[language], kept):
        pieces.append(((at, at + len(word)), span))
        words.append(word)
        at += len(word) + 1
    return Translation(" ".join(words), text, tuple(pieces))


def _words(text: str, language: Language, kept: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Yield the words of the English text in order, with the place that each is from."""
    kept = [s for s in kept if not _inside_a_phrase(s, text, language)]
    masked = list(text)
    told: dict[Span, str] = {}
    for start, end in kept:
        masked[start:end] = HOLE * (end - start)
    dates = YEAR.finditer("".join(masked)) if language.code == "zh" else ()
    for match in dates:
        if english := _date(match):
            kept = [*kept, match.span()]
            masked[slice(*match.span())] = HOLE * (match.end() - match.start())
            told[match.span()] = english
    found = [
        (m.span(), language.phrases[" ".join(m[0].lower().split())]) for m in language.pattern.finditer("".join(masked))
    ]
    at = 0
    for span, english in sorted([*found, *((s, told.get(s, text[slice(*s)])) for s in kept)]):
        yield from _unread(text, at, span[0])
        yield from ((word, span) for word in english.split())
        at = span[1]
    yield from _unread(text, at, len(text))


def _inside_a_phrase(span: Span, text: str, language: Language) -> bool:
    """Say whether a place is only a part of a phrase that means something else: the day of "the best day"."""
    for match in language.pattern.finditer(text):
        longer = match.start() <= span[0] and span[1] <= match.end() and match.span() != span
        if longer and not TIMELY.match(language.phrases[" ".join(match[0].lower().split())]):
            return True
    return False


def _date(match: re.Match[str]) -> str:
    """Return a Chinese date in English: "April 2025" for 2025年4月."""
    year, month, day = match[1] or "", int(match[2] or match[4] or 0), match[3] or match[5] or ""
    if month > len(MONTHS):
        return ""
    return " ".join(filter(None, [day, MONTHS[month - 1] if month else "", year]))


def _unread(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for match in TOKEN.finditer(text, start, end):
        yield match[0], match.span()


@cache
def load_languages() -> Mapping[str, Language]:
    """Return the bundled languages by code."""
    source = (resources.files("copilot.reader") / "languages.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(source)
    words = {code: _own_words(entry.get("phrases", {})) for code, entry in entries.items()}
    return {
        code: _language(code, entry, words[code].difference(*(w for c, w in words.items() if c != code)))
        for code, entry in entries.items()
    }


def _own_words(phrases: Mapping[str, str]) -> frozenset[str]:
    """Return the long words of a language that English does not know."""
    known = load_lexicon().slots
    return frozenset(w for w in phrases if len(w) >= LONG and w.isalpha() and w not in known and w != phrases[w])


def _unaccented(phrase: str) -> str:
    """Return a phrase as it is typed without accents: "subio" for "subió"."""
    return "".join(c for c in unicodedata.normalize("NFKD", phrase) if not unicodedata.combining(c))


def _language(code: str, entry: Mapping[str, Any], own: frozenset[str]) -> Language:
    phrases = {" ".join(phrase.split()): english for phrase, english in entry.get("phrases", {}).items()}
    phrases = {**{plain: phrases[p] for p in phrases if len(plain := _unaccented(p)) >= ACCENTED}, **phrases}
    longest_first = sorted(phrases, key=len, reverse=True)
    pieces = [r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in longest_first]
    if not phrases:
        pattern = NOTHING
    elif code == "zh":
        pattern = re.compile("|".join(pieces))
    else:
        bounded = [
            p if phrase.endswith("'") or not phrase[-1:].isalnum() else rf"{p}(?!\w)"
            for p, phrase in zip(pieces, longest_first, strict=True)
        ]
        pattern = re.compile(rf"(?<![\w&])(?:{'|'.join(bounded)})", re.IGNORECASE)
    return Language(
        code,
        frozenset(entry.get("markers", ())),
        own.union(entry.get("strong", ())),
        frozenset(entry.get("openers", ())),
        phrases,
        pattern,
    )
