"""Judge what a sentence says without digits: who beat whom, who led, what rose, doubled or stood still."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence import Evidence
from copilot.grounding.lexicon import Named
from copilot.grounding.orders import place_of
from copilot.grounding.owners import owns
from copilot.grounding.periods import When, fits
from copilot.grounding.scan import Mention, Reference, Sentence
from copilot.grounding.vocabulary import Signal

FLAT: Final = 0.005
"""The largest move, as a fraction, that may be called flat."""
BROAD: Final = 0.6
"""The least share of advancers that may be called broad-based."""
EQUAL: Final = 1e-9
MOVES: Final = frozenset({"price_return", "total_return", "day_move", "annualized_return", "points_change"})
NEGATED: Final = re.compile(
    r"\b(?:not|never|n't|n’t|failed to|neither|hardly|no longer|without|nor|nothing)\b[\w\s]{0,12}$", re.IGNORECASE
)
MAYBE: Final = re.compile(
    r"\b(?:will|would|could|can|may|might|should|if|whether|to|expected|likely)\s+(?:\w+\s+)?$", re.IGNORECASE
)
PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|is|are|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
PLAIN_GAP: Final = re.compile(
    r"^(?:\s+(?:has|have|had|also|both|again|then|each|all|sharply|slightly|only|even|\w+ly|index|stock|shares|fund|sector|stocks|[(]\^?[A-Z]+[)]))*\s+$"
)
SPOKEN_OF: Final = re.compile(
    r"^\s*(?:[\w'’-]+\s+){0,5}(?:was|were|is|are|being|went to|came from|belonged to|:|—|–|-)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
TIME_NOUN: Final = re.compile(
    r"^[\s-]*(?:one[\s-]day|single|daily|weekly|monthly|trading|calendar|annual|two[\s-]day)?[\s-]*(?:days?|weeks?|months?|quarters?|years?|sessions?|"
    r"closes?|closing|levels?|points?|stretch|run|streak|start|since|half|known|guess|way|available|case|estimate|practice|fit|answer|read|stage|time)\b",
    re.IGNORECASE,
)
NOT_MARKET: Final = re.compile(
    r"\b(?:no data|missing|not available|unavailable|does not have|do not have|cannot|no forecasts?|I make|closed on|holiday|counted|stands? for|the answer|the reading|is read as)\b",
    re.IGNORECASE,
)
FOREIGN: Final = frozenset(
    "der die das und ist von dem den im um mit für auf el los las una por con del que en le les des et est du une dans "
    "pour sur sont fue ha han más plus depuis desde seit gegenüber frente face".split()
)
ENGLISH: Final = frozenset("the of and was in by a has is to for over with its rose fell than while from since".split())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement that was judged: where it stands, whether it holds, and why not."""

    start: int
    end: int
    holds: bool
    reason: str | None = None
    facts: tuple[str, ...] = ()


def is_english(text: str) -> bool:
    """Say whether a text may be read with English words."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if any("\u3400" <= w[0] <= "\u9fff" for w in words if w):
        return False
    return sum(w in FOREIGN for w in words) <= sum(w in ENGLISH for w in words)


@dataclass
class Statements:
    """The statements of one sentence. `used` are the facts that its figures were linked to."""

    sentence: Sentence
    times: Sequence[When]
    evidence: Evidence
    used: frozenset[str] = frozenset()

    def judged(self) -> list[Judgement]:
        """Return every statement that can be judged, with its verdict."""
        if not is_english(self.sentence.text):
            return []
        found = [
            *self._comparisons(), *self._superlatives(), *self._directions(), *self._multiples(),
            *self._flat(), *self._broad(), *self._records(), *self._uncited(),
        ]  # fmt: skip
        return sorted(found, key=lambda j: j.start)

    @property
    def _cites(self) -> bool:
        return any(self.evidence.passage(name) for _, _, name in self.sentence.citations)

    def _unknown(self, start: int, end: int, reason: str) -> list[Judgement]:
        """Return the judgement on what no fact carries; a cited passage may carry it."""
        return [] if self._cites else [Judgement(start, end, False, reason)]

    def _subject_before(self, position: int) -> Mention | None:
        since = self.sentence.clause_start(position)
        found = [m for m in self.sentence.mentions if since <= m.start < position and m.role == "subject"]
        return found[-1] if found else None

    def _named(self, mention: Mention | None) -> Named | None:
        if mention is not None and mention.named is not None:
            return mention.named if mention.named.singles else None
        if mention is not None:
            earlier = [m for m in self.sentence.mentions if m.start < mention.start and m.role == "subject"]
            before = [m.named for m in earlier if m.named]
            return before[-1] if before else next(iter(self.evidence.carried), None)
        return None

    def facts_of(self, name: Named, measure: str = "") -> list[Fact]:
        """Return the facts of a name: returns, or those of one measure, that fit the times named."""
        said = frozenset(self.evidence.said)
        owned = [
            f
            for f in self.evidence.facts
            if len(f.subject) == 1 and owns(name, f, said) and not isinstance(f.value, str)
        ]
        fitting = [f for f in owned if (f.measure == measure if measure else f.measure in MOVES)]
        timed = [f for f in fitting if all(fits(f, [t], self.evidence.now) for t in self.times)]
        return timed or fitting

    def _comparisons(self) -> Iterator[Judgement]:
        for start, end, signal in self.sentence.signals_of("beat", "ahead", "than", "deeper", "best"):
            other = next((m for m in self.sentence.mentions if m.start >= end), None)
            if other is None or not self._takes(start, end, signal, other):
                continue
            first, second = self._named(self._subject_before(start)), self._named(other)
            if first is None or second is None or first == second:
                continue
            up = self._sense(start, end, signal)
            if up:
                yield from self._compared(start, end, first, second, up, signal.measure)

    def _takes(self, start: int, end: int, signal: Signal, other: Mention) -> bool:
        """Say whether a comparing word is followed by the name that it compares with."""
        if signal.kind == "best":
            word = self.sentence.text[start:end].lower()
            return (
                word == "led"
                and self.sentence.text[end : other.start].strip() in ("", "the")
                and bool(other.named and other.named.singles)
            )
        return other.role == "object" and not self.sentence.text[end : other.start].strip(" theofsbyabo")

    def _sense(self, start: int, end: int, signal: Signal) -> int:
        """Return +1 where the first subject is said to have the higher value, -1 the lower, 0 if unclear."""
        before = self.sentence.text[:start]
        sense = int(signal.value) if signal.kind != "best" else 1
        if signal.kind in ("than", "deeper") and not signal.measure:
            clause = self.sentence.clause_start(start)
            moves = [s for s in self.sentence.signals_of("move") if clause <= s[0] < start and s[2].value]
            sense *= (
                int(moves[-1][2].value)
                if moves
                and self.sentence.text[start:end]
                .lower()
                .startswith(("more", "less", "further", "fewer", "larger", "bigger", "smaller", "steeper", "deeper"))
                else 1
            )
        if signal.kind == "deeper":
            sense = -sense
        if NEGATED.search(before):
            sense = -sense
        if PASSIVE.search(before) and self.sentence.text[end:].lstrip().startswith("by"):
            sense = -sense
        return 0 if MAYBE.search(before) else sense

    def _compared(
        self, start: int, end: int, first: Named, second: Named, up: int, measure: str
    ) -> Iterator[Judgement]:
        pairs = self._pairs(first, second, measure)
        differences = [(float(f.value) - float(g.value), f, g) for f, g in pairs] or self._spreads(first, second)
        if not differences:
            yield from self._unknown(start, end, f"no facts compare {first.label} with {second.label}")
            return
        used = [d for d in differences if {d[1].id, d[2].id} & self.used] or differences
        holds = any(up * d > EQUAL for d, _, _ in used)
        ids = tuple(dict.fromkeys(f.id for _, f, g in used for f in (f, g)))
        yield Judgement(start, end, holds, None if holds else "the facts say otherwise", ids)

    def _pairs(self, first: Named, second: Named, measure: str) -> list[tuple[Fact, Fact]]:
        mine, theirs = self.facts_of(first, measure), self.facts_of(second, measure)
        return [(f, g) for f in mine for g in theirs if (f.measure, f.window) == (g.measure, g.window) and f.id != g.id]

    def _spreads(self, first: Named, second: Named) -> list[tuple[float, Fact, Fact]]:
        found = []
        for fact in self.evidence.facts:
            if fact.measure in ("spread", "ratio") and len(fact.subject) == 2 and not isinstance(fact.value, str):
                value = float(fact.value) - (1 if fact.measure == "ratio" else 0)
                if fact.subject[0] in first.singles and fact.subject[1] in second.singles:
                    found.append((value, fact, fact))
                elif fact.subject[1] in first.singles and fact.subject[0] in second.singles:
                    found.append((-value, fact, fact))
        return found

    def _superlatives(self) -> Iterator[Judgement]:
        for start, end, signal in self.sentence.signals_of("best", "worst"):
            name = self._ranked(start, end)
            if name is None or NEGATED.search(self.sentence.text[:start]):
                continue
            place, at = self._place(start)
            yield from self._in_order(at, end, name, place, signal.kind == "worst", signal.measure)
        for start, end, signal in self.sentence.signals_of("ordinal"):
            name = self._named(self._subject_before(start))
            if name is not None and self._is_rank(start, end):
                yield from self._in_order(start, end, name, int(signal.value), False, "")

    def _ranked(self, start: int, end: int) -> Named | None:
        """Return whom a superlative is said of; None where it is said of a day or of no one."""
        text = self.sentence.text
        after = next((m for m in self.sentence.mentions if m.start >= end), None)
        between = text[end : after.start] if after else ""
        word = text[start:end].lower()
        if TIME_NOUN.match(text[end:]) or (
            word in ("led", "leads", "leading") and text[end:].lstrip().startswith("by")
        ):
            passive = re.match(r"^\s*by\s+(?:the\s+)?$", between)
            return self._named(after) if passive else None
        if word == "leading" and not text[end:].lstrip().startswith("the"):
            return None
        if (
            after is not None
            and word == "led"
            and between.strip() in ("", "the")
            and after.named
            and after.named.singles
        ):
            return None
        if (
            after is not None
            and after.role == "subject"
            and word not in ("led", "leads")
            and (SPOKEN_OF.match(between) or not between.strip())
        ):
            return self._named(after)
        return self._named(self._subject_before(start))

    def _place(self, start: int) -> tuple[int, int]:
        """Return the place that an ordinal before a superlative asks for: "second-best" is 2."""
        for at, end, signal in self.sentence.signals_of("ordinal"):
            if not self.sentence.text[end:start].strip(" -‑"):
                return int(signal.value), at
        return 1, start

    def _is_rank(self, start: int, end: int) -> bool:
        before, after = self.sentence.text[:start], self.sentence.text[end:]
        if re.match(
            r"^[\s-]*(?:best|worst|weakest|strongest|highest|lowest|largest|smallest|biggest|quarter|month|week|day|half|session|time|straight|consecutive|\d|few|five|three|year)",
            after,
        ):
            return False
        ranked = re.search(
            r"\b(?:ranked|ranks|ranking|came|finished|placed|took|in)\s+(?:the\s+)?(?:joint\s+|equal\s+)?$", before
        )
        return (
            bool(ranked)
            and not re.match(r"^\s*(?:,\s*)?(?:of|the)?\s*(?:January|February|March|place in line)", after)
            or bool(
                re.match(
                    r"^\s+(?:place|of\s+(?:the\s+)?(?:\d+|\w+teen|ten|eleven|twelve|seven|four|five|six|eight|nine|three)\b)",
                    after,
                )
            )
        )

    def _in_order(self, start: int, end: int, name: Named, place: int, last: bool, measure: str) -> Iterator[Judgement]:
        found = place_of(self.evidence, name, self.facts_of(name, measure), place, last)
        if found is None:
            yield from self._unknown(start, end, f"no ranking or table has the place of {name.label}")
        else:
            holds, ids = found
            yield Judgement(start, end, holds, None if holds else "the ranking says otherwise", ids)

    def _directions(self) -> Iterator[Judgement]:
        mentions = self.sentence.mentions
        for start, end, signal in self.sentence.signals_of("move"):
            mention = next((m for m in reversed(mentions) if m.end <= start), None)
            if not signal.value or mention is None or mention.named is None or mention.role == "adjunct":
                continue
            if not self._verb(mention, start, end) or self._has_figure(end):
                continue
            name = self._named(mention)
            if name is not None:
                yield from self._went(start, end, name, int(signal.value))

    def _verb(self, mention: Mention, start: int, end: int) -> bool:
        """Say whether a word of movement is the verb of a name: "the Dow also fell"."""
        text = self.sentence.text
        if text[start:end].lower().endswith("ing") or text[mention.end : mention.end + 2] in ("'s", "’s"):
            return False
        rest = text[end:].lstrip().lower()
        if rest.startswith(("more than", "less than", "further than", "faster than", "behind", "short", "out", "into")):
            return False
        return bool(PLAIN_GAP.match(text[mention.end : start]))

    def _has_figure(self, end: int) -> bool:
        limit = min((b for b in self.sentence.boundaries if b >= end), default=len(self.sentence.text))
        values = [q for q in self.sentence.quantities if not (isinstance(q, Reference) and q.part != "value")]
        return any(end <= q.start < limit for q in values)

    def _went(self, start: int, end: int, name: Named, way: int) -> Iterator[Judgement]:
        facts = self.facts_of(name)
        if not facts:
            yield from self._unknown(start, end, f"no fact says which way {name.label} went")
            return
        holds = any(float(f.value) * way > 0 for f in facts)
        yield Judgement(start, end, holds, None if holds else "the facts say the opposite", tuple(f.id for f in facts))

    def _multiples(self) -> Iterator[Judgement]:
        for start, end, signal in self.sentence.signals_of("multiple"):
            name = self._named(self._subject_before(start)) or next(iter(self.evidence.carried), None)
            if name is None or NEGATED.search(self.sentence.text[:start]):
                continue
            facts = [f for f in self.facts_of(name) if f.measure in ("price_return", "total_return")]
            if not facts:
                yield from self._unknown(start, end, f"no fact says that {name.label} did so")
                continue
            used = [f for f in facts if f.id in self.used] or facts
            holds = any(_multiplied(1 + float(f.value), signal.value, self.sentence.text[:start]) for f in used)
            yield Judgement(start, end, holds, None if holds else "the facts say otherwise", tuple(f.id for f in used))

    def _flat(self) -> Iterator[Judgement]:
        for start, end, _ in self.sentence.signals_of("flat"):
            name = self._named(self._subject_before(start))
            if name is None or NEGATED.search(self.sentence.text[:start]):
                continue
            facts = self.facts_of(name)
            if not facts:
                yield from self._unknown(start, end, f"no fact says how {name.label} moved")
                continue
            holds = any(abs(float(f.value)) < FLAT for f in facts)
            yield Judgement(
                start, end, holds, None if holds else "the facts say that it moved", tuple(f.id for f in facts)
            )

    def _broad(self) -> Iterator[Judgement]:
        for start, end, signal in self.sentence.signals_of("broad"):
            facts = [f for f in self.evidence.facts if f.measure == "breadth"]
            share = [float(f.value) for f in facts]
            if not share:
                moves = [f for f in self.evidence.facts if f.measure in MOVES and len(f.subject) == 1]
                share = [sum(float(f.value) > 0 for f in moves) / len(moves)] if len(moves) >= 4 else []
                facts = moves
            if not share:
                yield from self._unknown(start, end, "no fact says how broad it was")
                continue
            holds = share[0] >= BROAD if signal.value > 0 else share[0] < BROAD
            yield Judgement(
                start, end, holds, None if holds else "the breadth says otherwise", tuple(f.id for f in facts[:8])
            )

    def _records(self) -> Iterator[Judgement]:
        for start, end, _ in self.sentence.signals_of("record"):
            if NEGATED.search(self.sentence.text[:start]) or re.search(
                r"\b(?:below|from|off|since|under|of)\s+(?:its|the|a)?\s*$", self.sentence.text[:start]
            ):
                continue
            name = self._named(self._subject_before(start)) or next(iter(self.evidence.carried), None)
            facts = [f for f in self.evidence.facts if f.measure == "record_high" and (name is None or owns(name, f))]
            if not facts:
                yield from self._unknown(start, end, "no fact says that it was a record")
                continue
            printed = {q.id for q in self.sentence.quantities if isinstance(q, Reference)}
            holds = any(f.value == f.as_of.isoformat() or f.id in printed for f in facts)
            yield Judgement(
                start, end, holds, None if holds else "the record was on another day", tuple(f.id for f in facts)
            )

    def _uncited(self) -> Iterator[Judgement]:
        """Yield causes and forecasts that no passage stands behind."""
        if self._cites or NOT_MARKET.search(self.sentence.text):
            return
        speaks = any(s[2].value for s in self.sentence.signals_of("move", "side", "beat", "ahead")) or bool(
            self.sentence.quantities
        )
        for start, end, signal in self.sentence.signals_of("cause", "forecast"):
            if signal.kind == "cause" and not speaks:
                continue
            told = (
                "a cause needs a passage that says it"
                if signal.kind == "cause"
                else "a forecast needs a passage that says whose it is"
            )
            yield Judgement(start, end, False, told)


def _multiplied(growth: float, multiple: float, before: str) -> bool:
    """Say whether a growth factor may be told as a multiple, given the words before it."""
    if re.search(r"\b(?:more than|over|at least)\s+$", before):
        return growth >= multiple if multiple > 1 else growth <= multiple
    if re.search(r"\b(?:nearly|almost|not quite|close to)\s+$", before):
        return 0.85 * multiple <= growth < multiple if multiple > 1 else multiple < growth < 1.3 * multiple
    return abs(growth - multiple) <= 0.08 * multiple or (multiple > 1 and multiple <= growth < multiple + 0.5)
