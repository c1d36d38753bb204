"""The prose of one answer on its way to the screen: held by the sentence, checked, never taken back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from copilot.answer import Checks, Json, Segment
from copilot.grounding import Grounding, Problem, SentenceStream
from copilot.ledger import Ledger
from copilot.models.written_calls import THOUGHT_ENDS
from tools.prices.words import long_date

REFERENCE = re.compile(r"[{\[(`]\s*[FTSU]\d", re.IGNORECASE)
FACT_ID = re.compile(r"\{(F\d+)[}:]")
DANGLING = re.compile(r"[{\[]{1,2}[FTSU]?\d*(?::[\w+]*)?$")
NOW = re.compile(
    r"\b(?:currently|nowadays|right now|at (?:the|this) (?:moment|time)|current (?=level|price|value|close|reading)"
    r"|today(?:'s)?\b|now (?=at|is|stands?|trades?|\{)|(?<=stands )now|(?<=is )now|(?<=trades )now|(?<=are )now"
    r"|actualmente|hoy\b|ahora\b|en (?:este|el) momento|atualmente|hoje\b|agora\b|neste momento"
    r"|derzeit|momentan|aktuell(?:e[nrsm]?)?\b|heut(?:e|ig)|jetzt\b|zurzeit|zur Zeit\b|gegenwärtig|im Moment\b"
    r"|actuellement|aujourd['’]hui|maintenant|en ce moment|à l['’]heure actuelle|attualmente|oggi\b|in questo momento)"
    r"|目前|当前|當前|现在|現在|如今|今天|今日|眼下|本日",
    re.IGNORECASE,
)
BEHAVIOR = re.compile(r"^\s*\[\s*(ask|decline)\s*:\s*([a-z_]+)\s*\]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Declared:
    """What the model said its answer is: a question back, or a refusal, and why."""

    behavior: str
    reason: str


class Prose:
    """Sentences as a model sends them.

    Text before the first reference waits, for a model that then calls tools meant it as a
    preface. A sentence with a problem waits, and all after it, until it has been repaired.
    `stale` says that `as_of` is not the newest session that exists, so that nothing here is "now".
    """

    def __init__(self, ledger: Ledger, question: str, as_of: date | None = None, stale: bool = False) -> None:
        self._ledger, self._question, self._as_of, self._stale = ledger, question, as_of, stale
        self._stream = SentenceStream()
        self._grounding = Grounding(ledger, question, as_of)
        self._waiting: list[str] = []
        self._released = False
        self.sentences: list[str] = []
        self.held: list[str] = []
        self.segments: list[Segment] = []
        self.declared: Declared | None = None

    def feed(self, piece: str) -> list[Segment]:
        """Return what may be shown now that these characters have come."""
        thought, ended, rest = piece.rpartition(THOUGHT_ENDS)
        if ended and not self._released:
            self.drop_preface()
        elif ended:
            rest = thought + rest
        return self._take(self._stream.feed(rest))

    def drop_preface(self) -> None:
        """Forget what was said before tools were asked and has not been shown."""
        self._stream = SentenceStream()
        self._waiting.clear()

    def end(self) -> list[Segment]:
        """Return what may be shown now that the model is done; held sentences stay held."""
        self._released = True
        return self._take(self._stream.flush())

    def break_off(self) -> list[Segment]:
        """Return what may be shown now that the model has stopped in mid-word, without half a reference at the end."""
        self._released = True
        left = self._stream.flush()
        return self._take([*left[:-1], *(DANGLING.sub("", sentence) for sentence in left[-1:])])

    def problems(self) -> list[tuple[int, Problem]]:
        """Return what is wrong with the held sentences, each with the sentence's place among them."""
        trial = self._replayed()
        return [(i, problem) for i, sentence in enumerate(self.held) for problem in self._wrong(trial, sentence)]

    def resolve(self, replacements: Mapping[int, str | None]) -> list[Segment]:
        """Return the held sentences as they are shown at last: replaced, dropped (None), or marked in place."""
        shown: list[Segment] = []
        for i, sentence in enumerate(self.held):
            final = self._better(sentence, replacements[i]) if i in replacements else [sentence]
            shown += [segment for one in final for segment in self._show(one)]
        self.held.clear()
        return shown

    def checks(self) -> Checks:
        """Return how many figures, statements and citations held."""
        return self._grounding.checks()

    def citations(self) -> tuple[Json, ...]:
        """Return the passages cited, in order of appearance."""
        return self._grounding.citations()

    @property
    def draft(self) -> str:
        """What was said, with references instead of digits: what later turns may read."""
        return "".join(self.sentences)

    def _take(self, sentences: Iterable[str]) -> list[Segment]:
        self._waiting += sentences
        if not self._released and not any(REFERENCE.search(s) for s in self._waiting):
            return []
        self._released = True
        waiting, self._waiting = self._waiting, []
        return [segment for sentence in waiting for segment in self._say(sentence)]

    def _say(self, sentence: str) -> list[Segment]:
        if not self.sentences and not self.held:
            sentence = self._without_behavior(sentence)
        if self.held:
            self.held.append(sentence)
            return []
        self._touch(sentence)
        checked = self._grounding.check(sentence)
        if checked.problems or self._undated(sentence):
            self._grounding = self._replayed()
            self.held.append(sentence)
            return []
        return self._keep(sentence, checked.segments)

    def _touch(self, sentence: str) -> None:
        """Let a fact of an earlier turn that the sentence refers to count as one of this answer."""
        ids = [i for i in FACT_ID.findall(sentence) if i in self._ledger.facts]
        self._ledger.touched += [i for i in dict.fromkeys(ids) if i not in self._ledger.touched]

    def _without_behavior(self, sentence: str) -> str:
        match = BEHAVIOR.match(sentence)
        if match is None:
            return sentence
        self.declared = Declared("clarify" if match[1].lower() == "ask" else "decline", match[2].lower())
        return sentence[match.end() :]

    def _wrong(self, grounding: Grounding, sentence: str) -> tuple[Problem, ...]:
        return (*grounding.check(sentence).problems, *self._undated(sentence))

    def _undated(self, sentence: str) -> tuple[Problem, ...]:
        """Return what is wrong with a sentence that calls prices of another day current."""
        found = NOW.search(sentence) if self._stale else None
        if found is None or self._as_of is None:
            return ()
        reason = f"the newest session here is {self._as_of}; write that date, not “{found[0].strip()}”"
        return (Problem(sentence, reason, ()),)

    def _show(self, sentence: str) -> list[Segment]:
        segments = self._grounding.check(sentence).segments
        if self._as_of is not None and self._undated(sentence):
            segments = (*segments, Segment(f"(The newest session here is {long_date(self._as_of)}.) "))
        return self._keep(sentence, segments)

    def _keep(self, sentence: str, segments: Iterable[Segment]) -> list[Segment]:
        kept = list(segments)
        self.sentences.append(sentence)
        self.segments += kept
        return kept

    def _better(self, sentence: str, replacement: str | None) -> list[str]:
        """Return the replacement's sentences, unless they have more problems than the one that they replace."""
        if replacement is None:
            return []
        written = _sentences(replacement.strip() + sentence[len(sentence.rstrip()) :])
        wrong = [self._count_wrong(sentences) for sentences in (written, [sentence])]
        return written if wrong[0] <= wrong[1] else [sentence]

    def _count_wrong(self, sentences: Iterable[str]) -> int:
        trial = self._replayed()
        return sum(len(self._wrong(trial, sentence)) for sentence in sentences)

    def _replayed(self) -> Grounding:
        grounding = Grounding(self._ledger, self._question, self._as_of)
        for sentence in self.sentences:
            grounding.check(sentence)
        return grounding


def _sentences(text: str) -> list[str]:
    stream = SentenceStream()
    return [*stream.feed(text), *stream.flush()]
