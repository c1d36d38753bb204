"""Simple questions in Chinese, Spanish, German and French, turned phrase by phrase into English."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

HAN: Final = re.compile(r"[\u4e00-\u9fff]")
YEAR: Final = re.compile(r"(\d{4})\s*年")
MONTH: Final = re.compile(r"(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Language:
    """The words by which a language is known, and its phrases in English."""

    code: str
    markers: frozenset[str]
    phrases: Mapping[str, str]
    pattern: re.Pattern[str]

    def into_english(self, text: str) -> str:
        """Return the text with every known phrase in English, the longest first."""
        return " ".join(self.pattern.sub(lambda m: self.phrases[" ".join(m[0].lower().split())], text).split())


def language_of(text: str) -> str:
    """Return the language of a question: "en" unless it plainly is one of the others."""
    if HAN.search(text):
        return "zh"
    words = [w.lower() for w in WORD.findall(text)]
    scores = {code: sum(w in language.markers for w in words) for code, language in load_languages().items()}
    english = scores.pop("en")
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > max(english, 1) else "en"


def into_english(text: str, language: str, kept: Sequence[tuple[int, int]] = ()) -> str:
    """Return a question in English; one in English, and the spans that are `kept`, stay as they are."""
    if language == "en":
        return text
    pieces: list[str] = []
    at = 0
    for start, end in (*sorted(kept), (len(text), len(text))):
        pieces += [_translated(text[at:start], language), text[start:end]]
        at = end
    return " ".join(" ".join(pieces).split())


def _translated(text: str, language: str) -> str:
    if language == "zh":
        text = MONTH.sub(_month, YEAR.sub(r" \1 ", text))
    return load_languages()[language].into_english(text)


def _month(match: re.Match[str]) -> str:
    number = int(match[1])
    if not 1 <= number <= len(MONTHS):
        return match[0]
    return f" {MONTHS[number - 1]} {match[2] or ''} "


@cache
def load_languages() -> Mapping[str, Language]:
    """Return the bundled languages by code."""
    source = (resources.files("copilot.reader") / "languages.toml").read_text(encoding="utf-8")
    return {code: _language(code, entry) for code, entry in tomllib.loads(source).items()}


def _language(code: str, entry: Mapping[str, Any]) -> Language:
    phrases = {phrase: f" {english} " for phrase, english in entry.get("phrases", {}).items()}
    longest_first = sorted(phrases, key=len, reverse=True)
    pieces = [r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in longest_first]
    if code == "zh":
        pattern = re.compile("|".join(pieces))
    else:
        bounded = [
            p if phrase.endswith("'") else rf"{p}(?!\w)" for p, phrase in zip(pieces, longest_first, strict=True)
        ]
        pattern = re.compile(rf"(?<![\w&])(?:{'|'.join(bounded)})", re.IGNORECASE)
    return Language(code, frozenset(entry.get("markers", ())), phrases, pattern)
