"""A sentence taken apart: its figures and references, names, signal words and citations."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from typing import Any, Final, Literal, TypeVar, TypeVarTuple

from copilot.grounding.printing.render import REFERENCE, part_and_format
from copilot.grounding.reading.figures import Figure, find_figures
from copilot.grounding.reading.lexicon import Hit, Index, Named, Names, base_index, find
from copilot.grounding.reading.owner_words import COMPARED, OF_INDEX, STAKE, THAN_ELSEWHERE
from copilot.grounding.reading.vocabulary import LED, Signal
from tools.universe.words import is_ordinary

WORD: Final = re.compile(r"\w+")
CITATION: Final = re.compile(r"\[(S\d{1,5}|\d{1,3})\]")
LISTING: Final = re.compile(
    r"^\s*(?:,|;|/|&|and|or|,\s*and|,\s*or|as well as|和|与|、)?\s*(?:the\s+|both\s+)?$", re.IGNORECASE
)
PLACED: Final = re.compile(
    r"\b(?:in|of|among|within|on|into|across|to|from|at|for|amongst|by)\s+(?:the\s+|all\s+|both\s+)?$", re.IGNORECASE
)
NOUN_OF: Final = re.compile(
    r"\b(?:that|those|returns?|gains?|loss(?:es)?|rise|decline|drop|fall|moves?|advance|performance|volatility|drawdowns?|"
    r"change|correlation|beta|ratio|price|value|level|close|increase|decrease|rally|figure|jump|surge|slide|growth)"
    r"(?:\s+\w+)?\s+(?:of|in|for|by|on|from)\s+(?:the\s+|both\s+)?$",
    re.IGNORECASE,
)
STRANGER: Final = re.compile(
    r"^\W*(?:The\s+)?(?P<name>[A-Z][\w.&’'-]+(?:\s[A-Z][\w.&-]+)*)(?:\s\([A-Z.]+\))?\s+(?:shares\s+|stock\s+)?"
    r"(?:(?:has|have|had|also)\s+)?(?=[a-z]+)"
)
NEW_CLAUSE: Final = re.compile(
    r"^(?:\s+and\s+(?:the\s+)?[\w&.’'-]+(?:\s+[\w&.]+){0,2})?\s+(?:was|were|is|are|has|have|had|came|come|followed|follow|rose|fell|"
    r"gained|lost|returned|added|climbed|dropped|trailed|lagged|ended|finished|did|made|posted|took)\b"
)
"""What a name begins a new clause with, behind the name that another one is compared with."""
BEHIND: Final = re.compile(r"\b(?:after|behind)\s+(?:the\s+)?$")
LED_BY: Final = re.compile(r"\b(?:led|headed|paced|topped)\s+by\s+(?:the\s+)?$", re.IGNORECASE)
OWN_FIGURE: Final = re.compile(r"\)?,?\s+(?:\(|at\b|with\b|on\s+an?\b|up\b|down\b|and\s+its\b|whose\b|which\b)")
EQUAL: Final = re.compile(r"\b(?:equal|cap|capitali[sz]ation)[-‑\s]$", re.IGNORECASE)
"""What makes "weight" part of a fund's description: "the equal-weight RSP fund"."""
PLACES: Final = {"the former": 0, "the latter": 1}
EVERYONE: Final = ("all seven", "the seven", "all of them")
Role = Literal["subject", "object", "adjunct"]
Read = TypeVar("Read")
Asked = TypeVarTuple("Asked")


@dataclass(frozen=True, slots=True)
class Reference:
    """`{F3:+1}` in a draft."""

    start: int
    end: int
    id: str
    part: str
    format: str


Quantity = Figure | Reference


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence and the part it plays; `named` is None for a pronoun.

    `place` is 0 for "the former" and 1 for "the latter".
    """

    start: int
    end: int
    named: Named | None
    role: Role
    everyone: bool = False
    place: int | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence, table cell or heading of a draft, taken apart. Positions are characters of `text`.

    `multiples` are those told in words ("twice the"), which are judged as statements. `memo`
    keeps what was read from the words once.
    """

    text: str
    quantities: tuple[Quantity, ...]
    hits: tuple[Hit, ...]
    citations: tuple[tuple[int, int, str], ...]
    masked: tuple[tuple[int, int], ...] = ()
    multiples: tuple[Figure, ...] = ()
    memo: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def signals(self) -> tuple[tuple[int, int, Signal], ...]:
        """The signal words in order."""
        return tuple((h.start, h.end, h.payload) for h in self.hits if isinstance(h.payload, Signal))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that there are, in lower case."""
        return frozenset(WORD.findall(self.text.lower()))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of signal words that there are."""
        return frozenset(s[2].kind for s in self.signals)

    def signals_of(self, *kinds: str) -> list[tuple[int, int, Signal]]:
        """Return the signals of these kinds in order."""
        found: list[tuple[int, int, Signal]] | None = self.memo.get(kinds)
        if found is None:
            none = self.kinds.isdisjoint(kinds)
            found = self.memo[kinds] = [] if none else [s for s in self.signals if s[2].kind in kinds]
        return found

    @cached_property
    def values(self) -> tuple[Quantity, ...]:
        """The quantities that are values, without references to the sessions of a window."""
        return tuple(q for q in self.quantities if not (isinstance(q, Reference) and q.part != "value"))

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """Where clauses end: semicolons, colons, dashes, "while" and the like."""
        found = [m.start() for m in re.finditer(r"[;:]\s|\s[—–]\s|—|；|。", self.text)]
        return tuple(sorted(found + [s for s, _, _ in self.signals_of("boundary")]))

    @cached_property
    def nameless(self) -> str:
        """The text with its names blanked out, so that no part of one is read as a year."""
        return self._blanked(groups=True)

    @cached_property
    def countable(self) -> str:
        """The text with the names of single things blanked out; "eleven sectors" stays."""
        return self._blanked(groups=False)

    def _blanked(self, groups: bool) -> str:
        text = self.text
        for hit in self.hits:
            if not groups and text[hit.start : hit.end].lower() == "index":
                continue
            if isinstance(hit.payload, Named):
                own = OF_INDEX.match(text, hit.start, hit.end) if hit.payload.members and not groups else None
                end = hit.end if groups or not hit.payload.members else own.end() if own else hit.start
                text = text[: hit.start] + "~" * (end - hit.start) + text[end:]
        return text

    def clause_start(self, position: int) -> int:
        """Return where the clause of a position begins."""
        return max((b for b in self.boundaries if b < position), default=0)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names and pronouns in order, each with the part it plays."""
        found = _mentions(self)
        return tuple(found) if found else tuple(_stranger(self))


def read_once(read: Callable[[Sentence, *Asked], Read]) -> Callable[[Sentence, *Asked], Read]:
    """Return a reading of a sentence's words that the sentence remembers."""

    @wraps(read)
    def remembered(sentence: Sentence, /, *asked: *Asked) -> Read:
        key = (read, *asked)
        if key not in sentence.memo:
            sentence.memo[key] = read(sentence, *asked)
        found: Read = sentence.memo[key]
        return found

    return remembered


def _start(quantity: Quantity) -> int:
    return quantity.start


def scan(text: str, own: Index) -> Sentence:
    """Return a sentence taken apart; `own` holds the names of the answer's facts: "3M" is one, and no figure."""
    found = find_figures(text)
    references = [Reference(m.start(), m.end(), m[1], *part_and_format(m[2] or "")) for m in REFERENCE.finditer(text)]
    hits = tuple(find(text, own, base_index()))
    names = {(h.start, h.end) for h in hits if isinstance(h.payload, Named)}
    ends = {end: start for start, end in names}
    figures = [f for f in found.figures if ends.get(f.end, f.end) > f.start]
    multiples = tuple(f for f in figures if f.worded and f.unit == "multiple")
    quantities: list[Quantity] = [*(f for f in figures if f not in multiples), *references]
    quantities.sort(key=_start)
    citations = tuple((m.start(), m.end(), m[1]) for m in CITATION.finditer(text))
    return Sentence(text, tuple(quantities), hits, citations, found.masked, multiples)


@lru_cache(maxsize=1024)
def scan_again(text: str, own: Names) -> Sentence:
    """Return a sentence taken apart; one read before with the same names is not read again, as in a repair."""
    return scan(text, own)


def _mentions(sentence: Sentence) -> list[Mention]:
    mentions: list[Mention] = []
    before: Hit | None = None
    for hit in sentence.hits:
        if isinstance(hit.payload, Named) or hit.payload.kind == "pronoun":
            named = hit.payload if isinstance(hit.payload, Named) else None
            if mentions and named and _same(sentence.text, mentions[-1], hit):
                last = mentions[-1]
                mentions[-1] = Mention(last.start, _closed(sentence.text, last.start, hit.end), last.named, last.role)
                continue
            end = _closed(sentence.text, hit.start, hit.end)
            word = "" if named else sentence.text[hit.start : hit.end].lower()
            role = _role(sentence, hit, before, mentions)
            mentions.append(Mention(hit.start, end, named, role, word in EVERYONE, PLACES.get(word)))
        if not EQUAL.search(sentence.text[max(0, hit.start - 16) : hit.start]):
            before = hit
    return mentions


def _stranger(sentence: Sentence) -> list[Mention]:
    """Return a name that nobody knows, where it opens a sentence as the subject of a movement."""
    match = STRANGER.match(sentence.text) if sentence.quantities else None
    if match is None or not any(s[0] == match.end() and s[2].kind == "move" for s in sentence.signals):
        return []
    name = match["name"]
    if any(start <= match.start("name") < end for start, end in sentence.masked):
        return []
    if all(is_ordinary(word.lower().strip(".")) for word in name.split()):
        return []
    named = Named(frozenset({f"?{name}"}), label=name)
    return [Mention(match.start("name"), match.end("name"), named, "subject")]


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a name with the bracket that it leaves open."""
    return end + 1 if text[end : end + 1] == ")" and "(" in text[start:end] else end


def _same(text: str, mention: Mention, hit: Hit) -> bool:
    """Say whether a name only repeats the one before it: "Tesla (TSLA)"."""
    named = mention.named
    if named is None or not isinstance(hit.payload, Named) or not named.singles & hit.payload.singles:
        return False
    return text[mention.end : hit.start].strip() in ("(", "(the", "", "/", "–", "-", ",")


def _role(sentence: Sentence, hit: Hit, before: Hit | None, earlier: list[Mention]) -> Role:
    text = sentence.text
    joint = text[earlier[-1].end : hit.start] if earlier else ""
    if before is not None and isinstance(before.payload, Signal) and _compares(text, before, hit):
        return "object"
    if earlier and earlier[-1].role == "adjunct" and any(0 <= q.start - hit.end <= 4 for q in sentence.quantities):
        return "subject"
    if earlier and LISTING.match(joint) and not (earlier[-1].role != "subject" and joint.strip(" the") == ","):
        anew = earlier[-1].role == "object" and joint.startswith(",") and NEW_CLAUSE.match(text[hit.end :])
        return "subject" if anew else earlier[-1].role
    if _multiplied(sentence, hit) or _than_elsewhere(sentence, hit):
        return "object"
    since = sentence.clause_start(hit.start)
    lead = text[max(since, hit.start - 60) : hit.start]
    if STAKE.search(lead):
        return "subject"
    if earlier and BEHIND.search(lead) and text[hit.end : hit.end + 1] in (",", ".", ")", ""):
        return "adjunct"
    if LED_BY.search(lead) and OWN_FIGURE.match(text[hit.end :]):
        return "subject"
    if PLACED.search(lead) and not NOUN_OF.search(lead) and any(m.start >= since for m in earlier):
        return "adjunct"
    return "subject"


def _compares(text: str, signal: Hit, hit: Hit) -> bool:
    """Say whether a comparing word stands right before a name."""
    assert isinstance(signal.payload, Signal)
    between = text[signal.end : hit.start]
    if signal.payload.kind == "best" and isinstance(hit.payload, Named) and _leads(text, signal):
        return between.strip() in ("", "the", "all", "all the", "all other")
    return signal.payload.kind in ("beat", "ahead", "than", "versus", "deeper") and bool(COMPARED.match(between))


def _leads(text: str, signal: Hit) -> bool:
    """Say whether a word is the verb "led", or "leading" behind a comma."""
    word = text[signal.start : signal.end]
    return word in LED or (word == "leading" and text[: signal.start].rstrip().endswith(","))


def _multiplied(sentence: Sentence, hit: Hit) -> bool:
    """Say whether a name is what a multiple multiplies: "twice the Dow's gain", "1.5 times that of the Dow"."""
    times = [q for q in (*sentence.multiples, *sentence.quantities) if isinstance(q, Figure) and q.unit == "multiple"]
    return any(q.end <= hit.start and COMPARED.match(sentence.text[q.end : hit.start]) for q in times)


def _than_elsewhere(sentence: Sentence, hit: Hit) -> bool:
    """Say whether a German, Spanish or French "than" stands before a name."""
    told = not sentence.words.isdisjoint(("als", "que", "qu"))
    return told and THAN_ELSEWHERE.search(sentence.text[max(0, hit.start - 50) : hit.start]) is not None
