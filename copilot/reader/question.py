"""Read a question into slots: names, periods, figures, words. What no slot takes can be named.

Every word is taken by a slot or stands on a short list of words without content.
Whether a slot is of use is for the rule that plans an answer: what it does not take is left over.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from copilot.reader.dates import find_dates
from copilot.reader.figures import Figure, find_figures
from copilot.reader.lexicon import Word, load_lexicon
from copilot.reader.parameters import Parameters, find_parameters
from tools.errors import PeriodError, ToolError
from tools.sessions import Sessions
from tools.universe import Mention, Universe
from tools.windows import Period, find_periods, time_words

LONGEST: Final = 4000
WORD: Final = re.compile(r"[^\W_][\w'.&/-]*[^\W_]|[^\W_]|%")
TIMELY: Final = re.compile(r"day|week|month|quarter|year|dai|\bfrom\b|\bsince\b", re.IGNORECASE)
TICKER: Final = re.compile(r"[A-Z]{2,5}")
PIECES: Final = ("years", "quarters", "months", "weeks")
HOLE: Final = "\x00"
Span = tuple[int, int]


@dataclass(frozen=True)
class Question:
    """A question in slots. Spans are positions in `text`; `strange` are words that no slot knows."""

    text: str
    mentions: tuple[Mention, ...] = ()
    refused_names: tuple[ToolError, ...] = ()
    periods: tuple[Period, ...] = ()
    refused_periods: tuple[PeriodError, ...] = ()
    moments: tuple[Period, ...] = ()
    words: tuple[Word, ...] = ()
    figures: tuple[Figure, ...] = ()
    parameters: Parameters = field(default_factory=Parameters)
    strange: tuple[Span, ...] = ()
    language: str = "en"

    @property
    def clear(self) -> bool:
        """Whether every name and every period in it was read."""
        return not (self.refused_names or self.refused_periods or any(m.subject is None for m in self.mentions))

    @property
    def tickers(self) -> tuple[str, ...]:
        """The strange words that look like ticker symbols."""
        return tuple(w for start, end in self.strange if TICKER.fullmatch(w := self.text[start:end]))

    def has(self, *slots: str) -> bool:
        """Say whether one of these slots is filled; "measure" is any measure, "measure.close" that one."""
        return any(_fills(word, slots) for word in self.words)

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the values of a kind of slot, in order of appearance."""
        found = [s.partition(".")[2] for w in self.words for s in sorted(w.slots) if s.startswith(f"{kind}.")]
        return tuple(dict.fromkeys(found))

    def words_of(self, *slots: str) -> tuple[Word, ...]:
        """Return the words that fill one of these slots."""
        return tuple(w for w in self.words if _fills(w, slots))

    def says(self, *phrases: str) -> bool:
        """Say whether the question has one of these phrases, whole words."""
        return any(re.search(rf"(?<!\w){re.escape(p)}(?!\w)", self.text, re.I) for p in phrases)

    def of_kind(self, *kinds: str) -> tuple[Figure, ...]:
        """Return the figures of these kinds."""
        return tuple(f for f in self.figures if f.kind in kinds)

    def left(self, takes: Collection[str]) -> tuple[str, ...]:
        """Return the words that nothing takes, neighbours joined, when these slots are taken.

        Among them are "period" (one) or "periods", "figure.<kind>", and "all" for everything.
        """
        if "all" in takes:
            return ()
        spans = [*self.strange, *(w.span for w in self.words if not _fills(w, ("stop", *takes)))]
        spans += [f.span for f in self.figures if f"figure.{f.kind}" not in takes]
        spans += [p.span for p in self._periods_left(takes)]
        spans += [s for name, s in self.parameters.spans if f"parameter.{name}" not in takes]
        return tuple(dict.fromkeys(self.text[start:end] for start, end in self._joined(sorted(spans))))

    def _periods_left(self, takes: Collection[str]) -> Sequence[Period]:
        told = () if "when" in takes else self.moments
        if "periods" in takes:
            return told
        if "period" in takes:
            return [*told, *(p for p in self.periods if p.window != self.periods[0].window)]
        return [*told, *self.periods]

    def _joined(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Join what stands side by side or with only words without content between."""
        pending: Span | None = None
        for span in spans:
            if pending and self._empty_between(pending[1], span[0]):
                pending = (pending[0], max(pending[1], span[1]))
                continue
            if pending:
                yield pending
            pending = span
        if pending:
            yield pending

    def _empty_between(self, start: int, end: int) -> bool:
        between = self.text[start:end]
        if re.search(r"[^\w\s']", between):
            return False
        inside = [w for w in self.words if start <= w.span[0] and w.span[1] <= end]
        covered = _masked(self.text, [w.span for w in inside if _fills(w, ("stop", "thread.those"))])[start:end]
        return not WORD.search(covered.replace(HOLE, " "))


def clean(text: str) -> str:
    """Return the text in plain characters, without control or zero-width ones, bounded in length."""
    plain = unicodedata.normalize("NFKC", text[: 2 * LONGEST]).replace("’", "'").replace("‘", "'")
    visible = "".join(c for c in plain if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())[:LONGEST]


def read_question(
    text: str, universe: Universe, sessions: Sessions, as_of: date, anchor: Period | None = None
) -> Question:
    """Return the question in slots; `anchor` is the period of the question before."""
    parameters = find_parameters(text)
    if any(_is_read_whole(text, span, as_of, sessions) for name, span in parameters.spans if name == "ends"):
        parameters = parameters.without("ends")
    hidden = [span for _, span in parameters.spans] + [w.span for w in load_lexicon().find(text) if _is_measure(w)]
    open_text = _masked(text, hidden, "_")
    named = universe.find(open_text)
    absent = _absent(text, [m.span for m in named.mentions])
    dated_text = _masked(open_text, absent, "_")
    dated = find_dates(dated_text, as_of, sessions, anchor, [m.span for m in named.mentions])
    mentions, periods = _without_overlap([m for m in named.mentions if not _is_topic(m)], dated.periods)
    told = [*(p.span for p in periods), *(p.span for p in dated.refused), *absent]
    refused = [r for r in named.refused if _free(r.span, told)]
    taken = [m.span for m in mentions] + [p.span for p in periods] + [r.span for r in dated.refused]
    taken += [m.span for m in dated.moments] + [r.span for r in refused] + [s for _, s in parameters.spans]
    figures = [f for f in find_figures(text) if _free(f.span, [*taken, *absent])]
    taken += [f.span for f in figures]
    words = load_lexicon().find(_masked(text, taken))
    right = _respelt(text, [*taken, *(w.span for w in words)])
    if right != text:
        return read_question(right, universe, sessions, as_of, anchor)
    return Question(
        text=text,
        mentions=tuple(mentions),
        refused_names=tuple(r.error for r in refused),
        periods=tuple(periods),
        refused_periods=tuple(r.error for r in dated.refused),
        moments=dated.moments,
        words=tuple(words),
        figures=tuple(figures),
        parameters=parameters,
        strange=_strange(text, [*taken, *(w.span for w in words)], time_words(dated_text)),
    )


def _is_read_whole(text: str, span: Span, as_of: date, sessions: Sessions) -> bool:
    """Say whether a span that is told by a low or a peak is one that has a name: "since the April low"."""
    read = (p.span for p in find_periods(text[span[0] : span[1]], as_of, sessions).periods)
    return any(found == (0, span[1] - span[0]) for found in read)


def _respelt(text: str, taken: Sequence[Span]) -> str:
    """Return the text with its unread words that are one letter from a word of the lexicon spelt as that word."""
    unread = [m for m in WORD.finditer(_masked(text, taken)) if HOLE not in m[0]]
    for match in reversed(unread):
        if known := load_lexicon().near(match[0]):
            text = text[: match.start()] + known + text[match.end() :]
    return text


def _absent(text: str, names: Sequence[Span]) -> list[Span]:
    """Return the words for what there are no prices of, where they are no name that is known here."""
    words = [w.span for w in load_lexicon().find(text) if any(s.startswith("absent.") for s in w.slots)]
    return [span for span in words if _free(span, names)]


def _is_topic(mention: Mention) -> bool:
    """Say whether a name in small letters is rather a word for what documents tell: "news"."""
    slots = load_lexicon().slots.get(mention.text, frozenset())
    return any(s.startswith("search.") for s in slots)


def _is_measure(word: Word) -> bool:
    """Say whether a phrase names a measure and has a word of time in it, which is then no period: "one-day gain"."""
    kinds = set() if word.text.lower() in PIECES else {s.partition(".")[0] for s in word.slots}
    return bool(TIMELY.search(word.text)) and bool(kinds & {"measure", "every", "pick", "estimate", "elapsed"})


def in_language(question: Question, language: str) -> Question:
    """Return the question as one that was asked in another language."""
    return replace(question, language=language)


def _fills(word: Word, slots: Collection[str]) -> bool:
    return any(s in slots or s.partition(".")[0] in slots for s in word.slots)


def _without_overlap(mentions: Sequence[Mention], periods: Sequence[Period]) -> tuple[list[Mention], list[Period]]:
    """Keep the longer of a name and a period that claim the same words."""
    kept = [p for p in periods if all(_apart(p.span, m.span) or _length(p.span) >= _length(m.span) for m in mentions)]
    return [m for m in mentions if all(_apart(m.span, p.span) for p in kept)], kept


def _masked(text: str, spans: Sequence[Span], hole: str = HOLE) -> str:
    masked = list(text)
    for start, end in spans:
        masked[start:end] = hole * (end - start)
    return "".join(masked)


def _strange(text: str, taken: Sequence[Span], timely: Sequence[Span]) -> tuple[Span, ...]:
    """Return what no slot knows; a phrase of time that was not read comes whole."""
    unread = [m.span() for m in WORD.finditer(_masked(text, taken)) if HOLE not in m[0]]
    whole = [s for s in timely if any(not _apart(s, w) for w in unread)]
    return tuple(sorted([*whole, *(w for w in unread if all(_apart(w, s) for s in whole))]))


def _apart(a: Span, b: Span) -> bool:
    return a[1] <= b[0] or b[1] <= a[0]


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return all(_apart(span, other) for other in taken)


def _length(span: Span) -> int:
    return span[1] - span[0]
