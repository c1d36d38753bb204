"""Superlatives told by a degree: "fell hardest", "gained the least", "is last", "the top three"."""

import re
from typing import Final

from copilot.grounding.reading.scan import Sentence, read_once
from copilot.grounding.reading.vocabulary import Signal

DEGREE: Final = re.compile(
    r"^\s+(?:by\s+)?(?:the\s+)?(?P<how>hardest|most|furthest|fastest|least)\b(?!\s+(?:of|since|in|days?|sessions?|quarters?|other)\b)",
    re.IGNORECASE,
)
WAS_MOST: Final = re.compile(
    r"\b(?P<noun>gain|return|rise|advance|loss|fall|drop|decline)\s+(?:was|is)\s+(?:by far\s+)?the\s+"
    r"(?P<how>largest|biggest|highest|greatest|strongest|smallest|lowest|weakest)\b(?=\s*(?:[,.;:)]|$|of\b|among\b|in\b))",
    re.IGNORECASE,
)
LAST: Final = re.compile(
    r"\b(?:is|was|are|were|comes?|came|finish(?:es|ed)?|ranks?|ranked|placed|dead)\s+(?P<how>last)\b(?=\s*(?:[,.;:)]|$|at\b|with\b|among\b|of\b))",
    re.IGNORECASE,
)
SEVERAL: Final = r"(two|three|four|five|six|[2-6])"
TOP: Final = re.compile(
    rf"\b(?P<how>top)(?=[\s-]{SEVERAL}\b(?!\s+(?:holdings?|constituents?|weight\w*|companies|positions?)))",
    re.IGNORECASE,
)
DEGREES: Final = frozenset(
    {
        *("hardest", "most", "furthest", "fastest", "least", "last", "top"),
        *("largest", "biggest", "highest", "greatest", "strongest", "smallest", "lowest", "weakest"),
    }
)


@read_once
def degrees(sentence: Sentence) -> list[tuple[int, int, Signal]]:
    """Return "fell hardest", "gained the least", "is last" as the superlatives that they are."""
    found = []
    for _, end, signal in sentence.signals_of("move"):
        degree = DEGREE.match(sentence.text[end:]) if signal.value else None
        if degree:
            most = degree["how"].lower() not in ("least", "little")
            kind = "best" if most == (signal.value > 0) else "worst"
            found.append((end + degree.start("how"), end + degree.end("how"), Signal(kind)))
    for match in WAS_MOST.finditer(sentence.text):
        most = match["how"].lower() in ("largest", "biggest", "highest", "greatest", "strongest")
        good = match["noun"].lower() not in ("loss", "fall", "drop", "decline")
        found.append((*match.span("how"), Signal("best" if most == good else "worst")))
    found += [(*match.span("how"), Signal("best")) for match in TOP.finditer(sentence.text)]
    return found + [(*match.span("how"), Signal("worst")) for match in LAST.finditer(sentence.text)]
