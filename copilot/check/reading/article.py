"""The built-in reader: an article in, its claims out, sentence by sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.check.claim import Claim
from copilot.check.reading.anchors import anchors_for
from copilot.check.reading.clock import Clock
from copilot.check.reading.comparing import RANGE
from copilot.check.reading.figures import claim_of
from copilot.check.reading.marks import Mark, marks_in
from copilot.check.reading.naming import GENERAL, Name, names_in, stranger, taken_apart
from copilot.check.reading.needs import uncheckable
from copilot.check.reading.owning import owned_by
from copilot.check.reading.passages import Passage, passages
from copilot.check.reading.scene import VAGUE, Scene, blanked, of_the_books, spoken_times, topic_of
from copilot.check.reading.seat import FUND_OF, Seat
from copilot.check.reading.statements import statements_of
from copilot.check.reading.tables import TableReader
from copilot.check.reading.timed import Timed
from copilot.check.reading.when import when_of
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner
from copilot.grounding.reading.scan import Sentence
from tools.sessions import Sessions
from tools.universe import Universe

MOST_CLAIMS = 1500
Progress = Callable[[str, int, int], None]
ASIDE_DASH = re.compile(r"[—–]\s?[^—–%]{3,120}[—–]")
ASIDE_WHICH = re.compile(
    r",\s(?!(?:followed|trailed|succeeded|joined)\s+by\b)(?:which|who|whose|where|a|an|the|home to|long|by contrast|"
    r"\w+ed\s(?:for|by|in|with|on|from|to|"
    r"as))\b[^,%]{0,110},"
)
RUNS_ON = re.compile(
    r"^\s*,?\s*(?:up |down )?(?:from|to|versus|vs\.?|compared (?:with|to)|or|against|and)\s+(?:about |around |a |"
    r"an |the |just )*$",
    re.IGNORECASE,
)
GAPPED = re.compile(r"[,;]\s+(?:and\s+)?(?:the\s+)?(?:[A-Z][\w&’'.-]*\s+){1,5}(?:at\s+)?")
"""What stands between two figures of one verb: the next name alone."""
RELATIVE = re.compile(r"^\s*(?:which|who|whose|itself)\b")
"""What goes on about the last name of an aside, which so is none."""
WHOSE = re.compile(
    r"^[’']s\s+(?:[a-z-]+\s+){0,2}(?:rival|peer|competitor|supplier|partner|customer|parent|owner|neighbor|"
    r"maker)s?\b"
)
"""A name that only says whose somebody is: "Dell's rival"."""
ITS = frozenset({"it", "its", "itself"})
"""What stands for whoever the sentence names otherwise: "The index closed at 5,460, under its record"."""
INDEX_WORD = re.compile(r"index|benchmark|gauge|average")


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True)
class Article:
    """A read article: its pieces, its names, the sessions it may speak from, and its claims in order."""

    text: str
    published: date
    pieces: tuple[Passage, ...]
    names: tuple[Name, ...]
    clock: Clock
    topic: Timed
    claims: tuple[Claim, ...]
    cut: bool = False


def read_article(
    text: str,
    published: date,
    newest: date,
    universe: Universe,
    sessions: Sessions,
    progress: Progress = silent,
    spoken: date | None = None,
) -> Article:
    """Return an article with its claims.

    `newest` is the last session that the prices have, `spoken` the session that the article is
    known to speak from.
    """
    pieces = passages(text)
    names = names_in(text, universe)
    anchors = anchors_for(published, newest, sessions)
    clock = Clock(sessions, [spoken] if spoken else anchors, origin=anchors[0], published=published)
    topic = topic_of(pieces, names, clock)
    if topic.windows and topic.windows[0].end > newest:
        topic = clock.session()
    if topic.day and spoken is None:
        clock.pin(topic.windows[0].end)
    clock.topic = topic.windows[0] if topic.windows and topic.unit != "day" else None
    clock.last, clock.last_day, clock.anchor_period = None, None, None
    reader = _Reader(Scene(clock, topic), universe, names)
    claims: list[Claim] = []
    titles = {p.text.strip() for p in pieces if p.kind in ("title", "heading")}
    for number, piece in enumerate(pieces):
        if len(claims) >= MOST_CLAIMS:
            break
        if piece.kind == "sentence" and piece.text.strip() in titles:
            continue
        claims += reader.read(piece)
        if number % 40 == 0:
            progress("Reading the article", number, len(pieces))
    distinct = sorted({(c.start, c.end, c.measure): c for c in claims}.values(), key=lambda c: (c.start, c.end))
    return Article(
        text, published, tuple(pieces), tuple(names), clock, topic, tuple(distinct), len(claims) >= MOST_CLAIMS
    )


@dataclass
class _Reader:
    scene: Scene
    universe: Universe
    names: Sequence[Name]

    def __post_init__(self) -> None:
        self.table = TableReader(self.scene, self.universe)
        self._at = 0
        self.last: dict[str, Named] = {}

    def read(self, piece: Passage) -> list[Claim]:
        self.scene.enter(piece)
        inside = self._names_of(piece)
        self.scene.group = next(
            (n.group for n in reversed(inside) if n.group and n.group not in GENERAL), self.scene.group
        )
        if piece.kind == "row":
            return self.table.row(piece, inside)
        if piece.kind != "aside":
            self.table.close()
        match piece.kind:
            case "heading" | "title":
                self._heading(piece, inside)
                return []
            case "sentence":
                return self._sentence(piece, inside)
        return []

    def _names_of(self, piece: Passage) -> list[Name]:
        while self._at < len(self.names) and self.names[self._at].end <= piece.start:
            self._at += 1
        found = []
        for name in self.names[self._at :]:
            if name.start >= piece.end:
                break
            found.append(name)
        return found

    def _heading(self, piece: Passage, names: Sequence[Name]) -> None:
        times = spoken_times(piece.text, self.scene.clock.find(blanked(piece, names)))
        self.scene.clock.remember(times)
        self.scene.section_time = times[0] if times and piece.kind == "heading" else None
        own = [n.named for n in names if n.symbol or n.strange]
        self.scene.section_subject = tuple(own[:1])
        if own:
            self.scene.carried = tuple(own[:1])

    def _sentence(self, piece: Passage, names: Sequence[Name]) -> list[Claim]:
        sentence = _without_asides(taken_apart(piece, list(names)))
        clear = blanked(piece, names)
        marks = marks_in(clear, self.scene.clock)
        found = self.scene.clock.find(clear)
        times = spoken_times(piece.text, found)
        apart = [t for t in times if t.unit == RANGE or not any(m.start <= t.start < m.stop for m in marks)]
        named = [t for t in found if t.day or t in times]
        self.scene.clock.remember([t for t in named if not any(m.start <= t.start < m.stop for m in marks)] or named)
        self.scene.index_doubt = False
        told = owned_by(sentence, self.scene.carried, self.scene.recent)
        owned = [self._own(owner, sentence, n) for n, owner in enumerate(told)]
        claims: list[Claim] = []
        before: Claim | None = None
        for index, owner in enumerate(owned):
            when = when_of(sentence, index, apart, self.scene)
            figure = sentence.quantities[index]
            if not isinstance(figure, Figure):
                continue
            last = tuple(self.last.values())
            seat = Seat(
                piece, sentence, index, figure, owner, when, self.scene, self.universe, names, last, marks, times
            )
            joined = index > 0 and _joined(sentence, index)
            claim = uncheckable(seat, before.needs) if joined and before and before.needs else claim_of(seat)
            before = claim
            claims += [claim] if claim else []
            if claim and claim.measure == "close" and claim.main and claim.main.window:
                self.scene.marks.append(Mark(0, 0, "at", "close", (claim.main.window,)))
        claims += statements_of(piece, sentence, names, times, self.scene, self.universe)
        self._carry(sentence, owned, times)
        self.scene.marks += [m for m in marks if m.kind]
        return claims

    def _own(self, owner: Owner, sentence: Sentence, index: int) -> Owner:
        """Return the owner; "the index" is the last index named, and where nobody was named the section's subject."""
        fitting = self._fitting(owner, sentence, index)
        if fitting is not None:
            return replace(owner, names=(fitting,), carried=False)
        if owner.names or not self.scene.section_subject:
            return owner
        return replace(owner, names=self.scene.section_subject)

    def _fitting(self, owner: Owner, sentence: Sentence, index: int) -> Named | None:
        """Return the last index or stock for "the index" or "the stock" that was resolved to something else."""
        start = sentence.quantities[index].start
        told = [m for m in sentence.mentions if m.end <= start]
        if not told or told[-1].named is not None:
            return None
        spoken = [m for m in told if sentence.text[m.start : m.end].lower() not in ITS] or told
        if spoken[-1].named is not None:
            return None
        word = sentence.text[spoken[-1].start : spoken[-1].end].lower()
        kind = (
            "index" if INDEX_WORD.search(word) else "stock" if "stock" in word else "sector" if "sector" in word else ""
        )
        symbols = [s for n in owner.names for s in n.singles]
        if word.endswith("fund"):
            known = any(self.universe.instrument(s).kind == "fund" for s in symbols if not s.startswith("?"))
            return None if known else self.last.get("fund", stranger("the fund"))
        if kind == "sector":
            return None if any(s in FUND_OF for s in symbols) else self.last.get(kind)
        fits = all((s.startswith("^") or s in ("SPY", "QQQ", "RSP")) == (kind == "index") for s in symbols)
        self.scene.index_doubt = kind == "index"
        return None if not kind or (symbols and fits) else self.last.get(kind)

    def _carry(self, sentence: Sentence, owned: Sequence[Owner], times: Sequence[Timed]) -> None:
        subjects = [m.named for m in sentence.mentions if m.named and m.role == "subject"]
        whose = [m for m in sentence.mentions if WHOSE.match(sentence.text[m.end :])]
        for named in (m.named for m in sentence.mentions if m.named and m not in whose):
            self.scene.recent = [*(n for n in self.scene.recent if n.singles != named.singles), named]
        for named in (m.named for m in sentence.mentions if m.named):
            for symbol in named.singles:
                if not symbol.startswith("?") and self.universe.instrument(symbol).kind == "fund":
                    self.last["fund"] = named
                self.last["index" if symbol.startswith("^") else "sector" if symbol in FUND_OF else "stock"] = named
        last = next((o.names for o in reversed(owned) if o.names and not o.carried), ())
        carried: tuple[Named, ...] = tuple(subjects[:1]) if subjects else last
        if owned and owned[0].names and (owned[0].carried or _goes_on(sentence)):
            first = next((m.start for m in sentence.mentions if m.named), len(sentence.text))
            carried = owned[0].names if sentence.quantities[0].start < first else carried
        if carried:
            self.scene.carried = carried
        told = [t for t in times if t.text.lower() not in VAGUE and not of_the_books(sentence.text, t)]
        if told:
            self.scene.time = told[-1]
            self.scene.told += told


def _joined(sentence: Sentence, index: int) -> bool:
    """Say whether a figure goes on about what the one before it tells: "from 3% to 4%", "A charges 1%, B 2%"."""
    one, two = sentence.quantities[index - 1 : index + 1]
    between = sentence.text[one.end : two.start]
    moves = [s for s in sentence.signals_of("move", "side", "measure") if s[0] < two.start]
    return RUNS_ON.match(between) is not None or (not moves and GAPPED.fullmatch(between) is not None)


def _goes_on(sentence: Sentence) -> bool:
    """Say whether a sentence begins with a pronoun for whom the one before was about: "it fell"."""
    first = next(iter(sentence.mentions), None)
    return (
        first is not None and first.named is None and sentence.text[first.start : first.end].lower() in ("it", "they")
    )


def _without_asides(sentence: Sentence) -> Sentence:
    """Return a sentence without the names in its asides, which own no figure outside them."""
    found = (m.span() for p in (ASIDE_DASH, ASIDE_WHICH) for m in p.finditer(sentence.text))
    spans = [
        (s, e) for s, e in found
        if not any(s < q.start < e for q in sentence.quantities) and not RELATIVE.match(sentence.text[e:])
    ]  # fmt: skip
    if not spans:
        return sentence
    first = min((h.start for h in sentence.hits if isinstance(h.payload, Named)), default=0)
    hits = tuple(
        h for h in sentence.hits
        if not isinstance(h.payload, Named) or h.start == first or not any(s < h.start and h.end < e for s, e in spans)
    )  # fmt: skip
    return replace(sentence, hits=hits)
