"""The ends of a span that are told by a low or a peak: "from its April 2025 low to its February 2026 high"."""

import re
from dataclasses import dataclass
from typing import Final

LOWS: Final = ("low", "lows", "bottom", "trough", "slump", "crash", "selloff", "sell-off", "plunge", "dip", "drop")
PEAKS: Final = ("high", "highs", "peak", "top")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WHEN: Final = rf"(?:{_MONTH}(?:\s+(?:of\s+)?20\d\d)?|20\d\d|q[1-4](?:\s+20\d\d)?|(?:this|last) (?:year|month|quarter))"
_END: Final = (
    rf"(?:(?:its|their|the)\s+)?(?:(?P<before{{n}}>{_WHEN})(?:'s)?\s+)?(?:clos(?:e|ing)\s+)?"
    rf"(?P<kind{{n}}>{'|'.join((*LOWS, *PEAKS))})(?:\s+(?:in|of)\s+(?P<after{{n}}>{_WHEN}))?"
)
_MONTHLY: Final = re.compile(_MONTH, re.IGNORECASE)
_BACK: Final = (
    r"(?:\s+(?:back\s+)?to\s+(?:its|the)\s+(?:old|previous|prior|former|earlier)\s+(?:high|peak|record|level)s?)?"
)
ENDS: Final = re.compile(
    rf"\b(?P<open>from|since|off|between|back to|back above|regain(?:ed)?|reclaim(?:ed)?)\s+"
    rf"(?=(?:its|their|the)\s|{_WHEN}\s){_END.format(n='')}\b"
    rf"(?:\s+(?:to|and|until|through|into)\s+{_END.format(n='2')}\b)?{_BACK}(?:\s+(?:to|until)\s+(?:now|today))?",
    re.IGNORECASE,
)
SELLING: Final = LOWS[4:]
"""Words for a fall, whose end is its low: told of only where something recovered from it."""


BACK: Final = ("back", "rega", "recl")
"""How the words begin that ask when a peak was reached again."""


@dataclass(frozen=True)
class End:
    """An end of a span: the lowest or the highest close of a period, in the words that name it."""

    measure: str
    period: str
    word: str


def ends_of(match: re.Match[str]) -> tuple[End, ...]:
    """Return the ends that a phrase names; none where no period says which low or peak is meant.

    A fall "from its peak in 2025" is the drawdown of that year.
    """
    told = []
    for n in ("", "2"):
        if match[f"kind{n}"]:
            words = " ".join(w for w in (match[f"before{n}"], match[f"after{n}"]) if w)
            word = match[f"kind{n}"].lower()
            told.append(End("low" if word in LOWS else "high", words, word))
    named = [e.period for e in told if e.period]
    year = next((y[0] for words in named if (y := re.search(r"20\d\d", words))), "")
    lone = len(told) == 1 and told[0].measure == "high" and not match["before"]
    if lone and not _MONTHLY.search(told[0].period):
        return ()
    if not named or (len(told) == 2 and len(named) == 1 and told[0].measure == "high" and not told[0].period):
        return ()
    return tuple(End(e.measure, _dated(e.period or named[0], year), e.word) for e in told)


def _dated(words: str, year: str) -> str:
    """Return the words of a month with the year that is said of the other one."""
    bare = re.fullmatch(rf"{_MONTH}|q[1-4]", words, re.IGNORECASE)
    return f"{words} {year}" if bare and year else words
