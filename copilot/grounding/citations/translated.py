"""A sentence that cites a passage in another language: its names, figures and times are held, its words are not."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from copilot.facts import Passage
from copilot.grounding.citations.datelines import missing_day
from copilot.grounding.citations.quoting import sayings
from copilot.grounding.reading.content import plain
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.languages import language
from copilot.grounding.reading.lexicon import Index, Named, base_index, find
from copilot.grounding.reading.scan import Sentence

BODIES: Final = (
    (re.compile(r"Réserve fédérale|Reserva Federal|US-Notenbank|\bFed\b|Federal Reserve|美联储"),
     ("Federal Reserve", "Fed")),
    (re.compile(r"Banque centrale européenne|Banco Central Europeo|Europäische Zentralbank|\bEZB\b|\bBCE\b|欧洲央行"),
     ("European Central Bank", "ECB")),
    (re.compile(r"\bOPEP\b|欧佩克|石油输出国组织"), ("OPEC",)),
    (re.compile(r"\bFMI\b|\bIWF\b|国际货币基金"), ("IMF", "International Monetary Fund")),
    (re.compile(r"Trésor américain|Tesoro|US-Finanzministerium|财政部"), ("Treasury",)),
)  # fmt: skip
"""Bodies by their names elsewhere, and what an English passage calls them."""
WORDS: Final = re.compile(r"[A-ZÀ-Þ][\w&.’'-]*(?:\s+(?:&\s+)?[A-ZÀ-Þ][\w&.’'-]*)*")
LATIN: Final = re.compile(r"[A-Za-z][A-Za-z&.’'-]{2,}(?:\s+(?:&\s+)?[A-Z][A-Za-z&.’'-]+)*")
ARTICLES: Final = frozenset(
    "der die das den dem des ein eine im am für nach laut in el la los las un una en según de del le les l un une du "
    "selon d au aux al se su sus ses ce cette esta este die".split()
)
YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def missing_translated(words: str, passage: Passage, index: Index) -> str:
    """Return a name, year, month or day that the words have and the passage has not, "" when it has all."""
    hay = f"{passage.text}\n{passage.title}\n{passage.publisher}"
    for found, called in BODIES:
        match = found.search(words)
        if match and not any(re.search(rf"\b{name}\b", hay) for name in called):
            return match[0]
    there = _named(hay, index)
    for start, end, meant in _hits(words, index):
        if not meant & there and words[start:end].lower() not in hay.lower():
            return words[start:end]
    plain_hay = f" {plain(hay)} "
    for name in _proper(words, index):
        if not any(f" {plain(word)}" in plain_hay for word in name.split()):
            return name
    return _missing_year(words, hay, passage.published) or missing_day(words, passage)


def held(sentence: Sentence, words: str, passage: Passage, index: Index) -> str:
    """Return the passage's sentence that has most of the names and figures of the words; "" where it has none."""
    figures = {(q.value, q.unit) for q in sentence.quantities if isinstance(q, Figure)}
    names: set[str] = set().union(*(meant for _, _, meant in _hits(words, index)))
    bodies = [called for found, called in BODIES if found.search(words)]
    proper = [plain(word) for name in _proper(words, index) for word in name.split()]
    best, most = "", 0
    for said in sayings(passage.text):
        text = said.sentence.text
        score = 2 * len(figures & {(q.value, q.unit) for q in said.sentence.quantities if isinstance(q, Figure)})
        score += len(names & _named(text, index)) + sum(any(name in text for name in called) for called in bodies)
        score += sum(f" {word} " in f" {plain(text)} " for word in proper)
        if score > most:
            best, most = text.strip(), score
    return best


def _missing_year(words: str, hay: str, published: date | None) -> str:
    there = set(YEAR.findall(hay)) | ({str(published.year)} if published else set())
    return next((year for year in YEAR.findall(words) if there and year not in there), "")


def _hits(text: str, index: Index) -> Iterator[tuple[int, int, frozenset[str]]]:
    for hit in find(text, index, base_index()):
        if isinstance(hit.payload, Named):
            yield hit.start, hit.end, hit.payload.singles | hit.payload.members


def _named(text: str, index: Index) -> frozenset[str]:
    return frozenset(s for _, _, meant in _hits(text, index) for s in meant)


def _proper(words: str, index: Index) -> Iterator[str]:
    """Yield the names that no table knows; German writes every noun large, so that one word alone is none there."""
    spoken = language(words)
    taken = [(s, e) for s, e, _ in _hits(words, index)] + [
        m.span() for found, _ in BODIES for m in found.finditer(words)
    ]
    for match in (LATIN if spoken == "zh" else WORDS).finditer(words):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        parts = [w for w in match[0].split() if w.lower().strip("’'.") not in ARTICLES]
        if match.start() == 0 and len(parts) == 1 and spoken != "zh":
            continue
        short = spoken == "de" and not any(p.isupper() and len(p) > 2 for p in parts)
        if len(parts) > short and all(len(p) > 1 for p in parts[:1]):
            yield " ".join(parts)
