"""A sentence as the claims without digits need it: its names, its times, what is said of whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.naming import GENERAL, Name
from copilot.check.reading.passages import Passage
from copilot.check.reading.scene import Scene
from copilot.check.reading.seat import told_apart, windows_of
from copilot.check.reading.timed import Timed
from copilot.check.reading.when import When, unsaid
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.reading.vocabulary import ORDINALS
from tools.universe import Universe
from tools.windows.window import Window

PLACES = {**ORDINALS, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "twentieth": 20}
ORDINAL = "|".join(PLACES)
AFTER_IS = re.compile(
    r"^[\w\s’'-]{0,40}?(?:\b(?:was|were|is|came from|went to|by|included|belonged to)\b|:)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
FALLING = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w*|drop\w*|los[et]\w*|lower|slid\w*|retreat\w*|decreas\w*|negative|red|down|sank|"
    r"slip\w*|loss(?:es)?|losing|tumbl\w*|plung\w*|slump\w*|shed)\b",
    re.IGNORECASE,
)
RISING = re.compile(
    r"\b(?:ros\w*|ris\w*|gain\w*|advanc\w*|climb\w*|higher|positive|green|up|increas\w*|rall\w*|winning|wins?|"
    r"jump\w*|surg\w*|soar\w*|lift\w*|added)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stage:
    """A sentence with all that statements need."""

    passage: Passage
    sentence: Sentence
    names: Sequence[Name]
    times: Sequence[Timed]
    scene: Scene
    universe: Universe

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text

    @property
    def when(self) -> When:
        """The times of the sentence, or those that it may mean."""
        told = tuple(self.times)
        return When(told, len(told) == 1) if told else unsaid(self.scene)

    def windows(self) -> list[Window]:
        """Return the windows that a statement may be about, the most natural first."""
        return [window for _, window, other in windows_of(self.when) if not other]

    def subject(self, start: int, end: int, behind: bool = False) -> Name | None:
        """Return who a phrase is said of: named right behind it, or last before it."""
        at = self.passage.start
        own = [n for n in self.names if n.group not in GENERAL and not (n.start < at + end and at + start < n.end)]
        after = next((n for n in own if n.start >= at + end), None)
        if after and AFTER_IS.match(self.text[end : after.start - at]):
            return after
        if (
            behind
            and after
            and re.match(r"^[\w\s’'-]{0,25}\b(?:for|by|from|in)\s+(?:the\s+)?$", self.text[end : after.start - at])
        ):
            return after
        clause = max((b for b in self.sentence.boundaries if b < start), default=0)
        before = [n for n in own if n.end <= at + start and n.start >= at + clause]
        anywhere = [n for n in own if n.end <= at + start]
        return before[-1] if before else anywhere[-1] if anywhere else None

    def claim(
        self,
        start: int,
        end: int,
        stated: Stated,
        measure: str,
        readings: Sequence[Reading],
        fallback: Sequence[Reading] = (),
        name: str = "",
        **more: object,
    ) -> Claim:
        """Return the claim of a phrase."""
        at = self.passage.start
        return Claim(
            self.text[start:end],
            at + start,
            at + end,
            stated,
            measure,
            tuple(readings),
            tuple(fallback),
            certain=self.when.certain,
            carried=self.when.carried,
            name=name,
            window_words=self.times[0].text if self.times else "",
            context={
                "sentence": at,
                "paragraph": self.passage.paragraph,
                "block": self.passage.block,
                "figure": at + start,
                "apart": told_apart(self.text, self.times),
            },
            **more,  # type: ignore[arg-type]  # only fields of a claim are handed in
        )


def place_of(nth: str | None) -> int:
    """Return a place by its word, 1 for none."""
    if not nth or nth.lower() == "last":
        return 1
    return PLACES.get(nth.lower()) or int(re.sub(r"\D", "", nth))


def carried_symbol(stage: Stage) -> str | None:
    """Return the symbol carried from the words before, None for none."""
    found = [s for n in stage.scene.carried for s in sorted(n.singles) if not s.startswith("?")]
    return found[0] if found else None


def unit_of(word: str) -> str:
    """Return the unit that a word of time stands for."""
    plain = word.lower().removeprefix("trading ").rstrip("s")
    return {
        "daily": "day",
        "session": "day",
        "weekly": "week",
        "monthly": "month",
        "quarterly": "quarter",
        "annual": "year",
        "yearly": "year",
    }.get(plain, plain)
