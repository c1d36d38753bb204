"""Names in an article, known and unknown, and its sentences taken apart around them."""

import re
from dataclasses import dataclass

from copilot.check.passages import Passage
from copilot.grounding.figures import Figure, find_figures
from copilot.grounding.lexicon import Hit, Named, base_index, find
from copilot.grounding.scan import Sentence
from copilot.grounding.vocabulary import Signal
from tools.universe import Group, Instrument, Universe

STRANGE = re.compile(
    r"\b(?:(?:\d{1,2}-year\s+)?Treasur(?:y|ies)(?:\s+yields?|\s+notes?|\s+bonds?)?|\d{1,2}-year\s+(?:yield|note|bond)s?|"
    r"bond\s+yields?|yields?|bonds|crude(?:\s+oil)?|oil(?:\s+prices?)?|Brent(?:\s+crude)?|WTI|natural\s+gas|gold|silver|copper|platinum|"
    r"bitcoin|ether(?:eum)?|crypto(?:currenc(?:y|ies))?|(?:U\.S\.\s+)?dollar(?:\s+index)?|euro|yen|pound|yuan|futures|"
    r"Nikkei(?:\s+225)?|Topix|Hang\s+Seng|Kospi|FTSE(?:\s+100)?|DAX|CAC(?:\s+40)?|Stoxx(?:\s+(?:Europe\s+)?600)?|Sensex|Nifty|"
    r"MSCI(?:\s+\w+)?|Bloomberg\s+US\s+Aggregate|Aggregate\s+Bond|emerging\s+markets?|international\s+(?:stocks|equities)|"
    r"European\s+(?:stocks|shares|equities)|Chinese\s+(?:stocks|shares)|Shanghai(?:\s+Composite)?|consumer\s+confidence|"
    r"gasoline|mortgage\s+rates?|Fed(?:eral\s+Reserve)?|CPI|GDP|inflation|unemployment(?:\s+rate)?|S&P\s+Global)\b",
    re.IGNORECASE,
)
FUTURES = re.compile(r"(?:\s+(?:100|500|index))?[’']?s?\s+futures\b", re.IGNORECASE)
GENERAL = ("market", "sectors", "sp500", "three_averages")
SECTOR_STOCKS = re.compile(r"^(?:sector|stocks?|shares|companies|names|group)$", re.IGNORECASE)
IN_PLACE = re.compile(r"(?:^|[.;:,(–—-]\s|\b(?:and|but|while|as|the|with|of|in|by|for|from)\s)$")


@dataclass(frozen=True)
class Name:
    """A name with its place in the article; `symbol` is None for a group or a stranger."""

    start: int
    end: int
    text: str
    named: Named
    symbol: str | None = None
    group: str | None = None

    @property
    def strange(self) -> bool:
        """Whether it names something without prices here."""
        return any(s.startswith("?") for s in self.named.singles)


def stranger(text: str) -> Named:
    """Return what a name stands for that has no prices here."""
    return Named(frozenset({f"?{text}"}), label=text)


def names_in(text: str, universe: Universe) -> list[Name]:
    """Return the names of a text in order, no two overlapping; strangers included."""
    found = universe.find(text)
    names: list[Name] = []
    for mention in found.mentions:
        name = _name(mention.text, mention.span, mention.subject, mention.candidates, universe)
        futures = FUTURES.match(text, mention.span[1])
        if futures:
            whole = text[mention.span[0] : futures.end()]
            name = Name(mention.span[0], futures.end(), whole, stranger(whole))
        names.append(name)
    names += [Name(*r.span, r.text, stranger(r.text)) for r in found.refused]
    taken = [(n.start, n.end) for n in names]
    for match in STRANGE.finditer(text):
        if all(match.end() <= s or match.start() >= e for s, e in taken):
            names.append(Name(*match.span(), match[0], stranger(match[0])))
    return sorted(names, key=lambda n: n.start)


def _name(
    text: str,
    span: tuple[int, int],
    subject: Instrument | Group | None,
    candidates: tuple[str, ...],
    universe: Universe,
) -> Name:
    if subject is None:
        subject = universe.instrument(next((c for c in candidates if c.startswith("^")), candidates[0]))
    if isinstance(subject, Instrument):
        return Name(*span, text, Named(frozenset({subject.symbol}), label=subject.short), subject.symbol)
    singles = frozenset({subject.fund} if subject.fund else ())
    return Name(*span, text, Named(singles, frozenset(subject.members), subject.name), None, subject.key)


def taken_apart(passage: Passage, names: list[Name]) -> Sentence:
    """Return a sentence with its figures, the names among `names` that own figures, and its signal words."""
    text, at = passage.text, passage.start
    own = [n for n in names if at <= n.start and n.end <= passage.end and n.group not in GENERAL]
    hits = [Hit(n.start - at, n.end - at, n.named) for n in own]
    figures = find_figures(text)
    blocked = [(h.start, h.end) for h in hits]
    for hit in find(text, {}, base_index()):
        free = all(hit.end <= s or hit.start >= e for s, e in blocked)
        if isinstance(hit.payload, Signal) and free:
            hits.append(hit)
    hits.sort(key=lambda h: h.start)
    quantities = tuple(f for f in figures.figures if not _inside(f, blocked))
    return Sentence(text, quantities, tuple(hits), (), figures.masked)


def _inside(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(s <= figure.start and figure.end <= e for s, e in spans)
