"""How prose counts what moved of a set: patterns, no logic."""

import re
from typing import Final

from copilot.grounding.printing.render import MONTHS
from copilot.grounding.reading.number_words import UNITS

NUMBERS: Final = {**UNITS, "none": 0, "no": 0, "neither": 0, "both": 2}
NUMBER: Final = rf"\d{{1,3}}|every one|each one|every single one|all|every|each|{'|'.join(NUMBERS)}"
OVER: Final = (
    rf"(?:20\d\d|(?:{'|'.join(MONTHS)})(?:\s+20\d\d)?|(?:the|this|last)\s+(?:\w+\s+)?\w+|"
    r"Q[1-4]|month|quarter|week|year|day|half|session)"
)
"""The time that a set ended higher or lower: "finished April higher"."""
COUNTED: Final = re.compile(
    rf"\b(?P<but>all but\s+)?(?P<count>{NUMBER})\s+(?:of\s+(?:the\s+|its\s+|"
    rf"those\s+)?)?(?:the\s+)?(?:(?P<size>\d{{1,3}}|{'|'.join(UNITS)})\s+)?"
    r"(?:\w+\s+){0,3}?(?P<noun>sectors?|stocks?|ind(?:ic|ex)es|index|members|companies|funds|names|averages|seven|shares|them)?\s*"
    r"(?:(?:also|have|has|all|had|each|already|both|in the index)\s+){0,3}"
    rf"(?P<verb>(?:were|was|are|is|stand|stood|finished|ended|closed|started|began)\s+(?:{OVER}\s+)?"
    r"(?:up|down|higher|lower|positive|negative|in (?:positive|negative) territory|in the (?:green|red|black))|"
    rf"(?:had|saw|posted|recorded)\s+an?\s+(?:positive|negative|winning|losing)(?=\s+{OVER})|"
    r"rose|fell|gained|lost|advanced|declined|climbed|dropped|"
    rf"(?:posted|booked|made|suffered|(?:ended|finished|closed)\s+(?:{OVER}\s+)?with) "
    r"(?:double-digit )?(?:gains|losses)|"
    r"risen|fallen|(?P<neutral>returned|managed|delivered|earned|made|beat|"
    r"topped|exceeded|surpassed|cleared|posted|reached))\b",
    re.IGNORECASE,
)
NO_COUNT: Final = re.compile(
    r"(?:\d+|seven)\s+(?:basket|fund|group|portfolio|cohort|ETF|index)\b|(?:no|none\s+of\s+the)\s+others?\b",
    re.IGNORECASE,
)
"""A group told as one thing, whose number counts nobody ("the Magnificent 7 basket"), and all but one of a set."""
OF_SIZE: Final = re.compile(
    r"\b(?:half|most|many|majority|few)\s+(?:of\s+)?(?:(?:the|all|these|those)\s+)?(?:[A-Z]\w+\s+)?$", re.IGNORECASE
)
"""What makes a number the size of a set whose share is told: "half of the four indexes", "most of the Mag 7"."""
AT_LEAST: Final = re.compile(r"\bat least\s+$", re.IGNORECASE)
SHARED: Final = re.compile(
    r"\b(?P<share>most|more than half|a majority|the majority|nearly (?:all|every)|almost (?:all|every)|"
    r"fewer than half|"
    r"less than half|half|few|hardly any)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+){0,2}?(?P<noun>sectors?|stocks|"
    r"ind(?:ic|ex)es|members|"
    r"companies)\s+(?:have\s+|has\s+)?(?P<verb>rose|fell|gained|lost|advanced|declined|climbed|dropped|risen|fallen|(?:were|are|is|ended|closed)\s+(?:up|down|higher|lower))\b",
    re.IGNORECASE,
)
SET: Final = re.compile(
    r"\b(?:[Aa]ll|[Ee]very|[Ee]ach|[Bb]oth|[Nn]one|[Nn]either|[Nn]o)\b|"
    r"\bof (?:the )?(?:\d|seven|eleven|four|three|ten)|"
    r"\b(?:sector|stocks|ind(?:ex|ic)es|member|compan|funds|averages|shares)"
)
UP: Final = (
    "up", "higher", "green", "black", "positive", "positive territory", "winning", "rose", "gained", "advanced",
    "climbed", "gains", "risen",
)  # fmt: skip
