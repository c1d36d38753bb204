"""Words between a figure and a name that tie the two, or keep them apart: data, no logic."""

import re
from typing import Final

NOUNS: Final = (
    r"gains?|rises?|advances?|returns?|loss(?:es)?|drops?|declines?|increases?|moves?|falls?|jumps?|surges?|rall(?:y|ies)|"
    r"rebounds?|recover(?:y|ies)|bounces?|pops?|sell-?offs?|routs?|pullbacks?|corrections?|comebacks?|spikes?|setbacks?|"
    r"upswings?|downturns?|performance|climbs?|slides?|dips?|decreases?|slump|growth|volatility|drawdown|change|leap|tumble|plunge|retreat|"
    r"weight|weighting|close|level"
)
RIGHT: Final = re.compile(
    rf"^\s*(?:(?:annualized|annualised|price|total|a year|per year|cumulative|net|daily|"
    rf"one-day)\s+)*(?:(?:{NOUNS})\s+)?"
    rf"(?:(?:for|pour|für|para|de|del|de la|de los|vom|von|beim|du|by|"
    rf"posted by|recorded by|notched by|seen by|achieved by|from|was|at|came "
    rf"from|for the same (?:sum|amount|money) (?:put |invested )?in)\s+|(?<=[a-z]\s)(?:of|in|on)\s+|\(\s*)"
    rf"(?:the\s+|both\s+|its\s+|le\s+|la\s+|el\s+|den\s+|die\s+|das\s+)?$",
    re.IGNORECASE,
)
OF: Final = re.compile(r"^\s+(?:of|in)\s+(?:the\s+)?$")
"""Ties a figure to a name on its right only behind an article or "against": "twice the 1.45% of the S&P 500"."""
OPENED: Final = re.compile(
    r"\b(?:[Tt]he|against|versus|from|to|compared (?:with|to))\s+(?:(?:about|some|only|just)\s+)?$"
)
NOUN_PHRASE: Final = re.compile(
    r"(?:,|\band|\bwith|\bto)\s+(?:a|an|the)\s+[\w-]+\s+of\s*(?:(?:only|just|about|around|some|nearly|almost)\s+)*$",
    re.IGNORECASE,
)
TIGHT: Final = re.compile(
    r"^(?:(?:'s?|’s?)\s*(?:(?!by\b|with\b|after\b)[\w-]+\s+){0,5}|\s*\(|\s*at\s+|,?\s*(?:which|whose|where|that)\s+(?:[\w-]+\s+){0,5}|"
    r"\s*:?\s*)(?:(?:about|around|up|down|plus|minus|at|a gain of|a loss of)\s+)*$",
    re.IGNORECASE,
)
"""What may stand between the name that a subject is compared with and that name's own figure."""
WHICH: Final = re.compile(r",\s+(?:which|whose)\s+[^,;%]*", re.IGNORECASE)
"""What is told of the name right before it, whatever that is in its own clause: "for the Dow, which closed at"."""
BEHIND: Final = re.compile(r"\b(?:followed|trailed|succeeded)\s+by\s+(?:the\s+)?$", re.IGNORECASE)
WITH: Final = re.compile(
    r"^(?:,?\s+(?:with|on|at)\s+(?:(?:an?|its)\s+(?:(?:[\w-]+\s+)?[\w-]+\s+of\s+)?)?|"
    r",\s+(?:up|down|off|higher|lower)\s+(?:by\s+)?)"
    r"(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)
"""Ties a figure to the name before it, where that one follows another or the other has its own."""
AT_END: Final = re.compile(r",\s*(?:at|with|by|up|down)\s+$")
"""Opens the figures of all names before: "A led and B came second, at 5% and 4%"."""
MADE_IT: Final = re.compile(r"\b(?:ma[dk]e|making|turn(?:ed|ing)?|brought|bring|tak(?:en?|ing)|took|left|leave)\s+$")
PAIR: Final = re.compile(
    r"^\s*\)?(?:\s(?:in|for|during|over|on)\s[\w\s]{2,14})?\s*,?\s*(?:to|versus|vs\.?|against|contre|gegen|"
    r"frente a|compared (?:with|to)|and|–|—|,)\s*(?:a\s+|an\s+|the\s+)?"
    r"(?:(?!gap|difference|margin|spread|lead|edge|advantage)[a-z]+ of\s+)?$",
    re.IGNORECASE,
)
SUBTRACTED: Final = re.compile(r"\b(?:minus|divided by)\s+(?:the\s+)?$")
OF_TWO: Final = re.compile(
    r"\bof the two\b|\bthe\s+(?:larger|bigger|deeper|steeper|greater|higher|smaller|shallower|milder|lower)\s+"
    r"(?:[\w-]+\s+)?(?:drawdown|drop|fall|loss|decline|slide|gain|return|rise|volatility|beta)\b(?!\s+than\b)",
    re.IGNORECASE,
)
THE_INDEX: Final = re.compile(r"\b(?:index|benchmark|gauge|índice|indice)\b|指数", re.IGNORECASE)
"""Stands for the index that was named last, and for no stock or fund."""
LEADING: Final = re.compile(r"^[^;:]{0,60}?,?\s*(?:the\s+)?$", re.IGNORECASE)
OF_INDEX: Final = re.compile(r"S&P\s500(?=\s[a-z])")
"""The index's name in front of what its members are called, whose digits count none of them."""
THAN_ELSEWHERE: Final = re.compile(
    r"\b(?:[a-zäöüß]{3,}er\s+als|(?:más|menos|plus|moins)\s+[^,;:{}]{3,24}\s+qu(?:e|['’]))\s*(?:(?:für|bei|para|en|pour|à)\s+)?"
    r"(?:(?:der|dem|des|den|die|das|le|la|el|les|los|l['’]|beim|al|del)\s*)?$"
)
"""Sets a name behind it beside the subject in German, Spanish and French."""
STAKE: Final = re.compile(
    r"(?:\$[\d,.]+|\{U\d+\}|\b(?:sum|amount|money|stake|investment|dollars?))\s+(?:(?:that\s+)?(?:put|invested|placed|went|goes)\s+)?"
    r"(?:in|into)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Money in a name, whose figure follows: "the same sum in the S&P 500 {F2}"."""
COMPARED: Final = re.compile(
    r"^['’]?\s*(?:by\s+)?(?:(?:that|those) of\s+)?(?:(?:for|in|für|bei|en|para|pour)\s+)?"
    r"(?:the|both the|both|all|al|a la|a|its|"
    r"der|dem|des|den|die|das|le|la|el|les|los|del|beim)?\s*"
    r"(?:(?:broad|broader|wider|benchmark|tech-heavy|technology-heavy|blue-chip|large-cap|small-cap|equal-weight(?:ed)?|"
    r"cap-weighted|narrower|rival|large caps|small caps|blue chips)\s+)*\(?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
"""What may stand between a comparing word and the name that it compares with."""
