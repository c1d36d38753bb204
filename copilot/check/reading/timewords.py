"""Words of time in articles that the window language leaves to their context."""

import re

SAME = re.compile(
    r"\b(?:the same|that|this|the)\s+(?:period|span|stretch|time ?frame|window|interval)\b|\bover that time\b", re.I
)
SINCE_THAT = re.compile(
    r"(?<=\bhas )since\b|(?<=\bhave )since\b|\bsince\s+(?:that\s+(?:date|day|time|point)|then|"
    r"(?:the|its)\s+(?:launch|debut|release|announcement))\b|\bfrom\s+(?:there|then|that\s+(?:point|day|date|low|"
    r"bottom|trough|moment|nadir))\b(?:\s+on(?:wards?)?)?(?:\s+(?:to|through|until|till)\s+(?:the\s+)?"
    r"(?:(?:year|month|quarter)[- ]end|(?:end|close)\s+of\s+(?:the\s+)?\w+(?:\s+20\d\d)?|\w+day(?:[’']s\s+close)?))?",
    re.IGNORECASE,
)
DAYS_LATER = re.compile(
    r"\b(?:(?P<n>a|one|two|three|four|five)\s+(?:trading\s+)?(?:day|session)s?\s+(?:later|afterwards?|after\s+that|"
    r"after(?=\s*[,;.]))|the\s+(?:next|following)\s+(?:trading\s+)?(?:day|session)\b(?![’'])|the\s+(?:day|"
    r"session)\s+after(?=\s*[,;.]))",
    re.IGNORECASE,
)
DAYS_EARLIER = re.compile(
    r"\b(?:(?P<n>a|one|two|three)\s+(?:trading\s+)?(?:day|session)s?\s+(?:earlier|before)|the\s+(?:previous|prior|"
    r"preceding)\s+(?:trading\s+)?(?:day|session)|the\s+(?:day|session)\s+before)(?=\s*,|\s+(?:it|they|the|that\s+it|"
    r"shares|stocks|~)|\s*[.;]|\s*$)(?!\s+the\s+(?:report|announcement|release|election|meeting|decision|open|crash|"
    r"split|earnings))",
    re.IGNORECASE,
)
BESIDE_AN_EVENT = re.compile(
    r"(?:on\s+)?(?:a|one|two|three|the)\s+(?:day|session)s?\s+(?:after|before)\s+(?!that\b)\w", re.IGNORECASE
)
"""What says of a day how it lies to an event that is not known: "the day after the vote"."""
FIRST_MONTHS = re.compile(
    r"\b(?:the\s+)?first\s+(?P<n>three|six|nine)\s+months(?:\s+of\s+(?:the\s+year|(?P<y>20\d\d)))?", re.IGNORECASE
)
DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+\d{1,2}(?!\d|\.\d|\s?%)(?:,?\s+20\d\d)?"
    r"|\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?:\s+20\d\d)?"
)
WEEKDAY = re.compile(
    r"(?:on\s+)?(?:the\s+|(?P<past>last|this past)\s+)?(?P<day>Mon|Tues|Wednes|Thurs|Fri)day(?:[’']s)?"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
    r"(?P<before>\s+(?:before|earlier))?",
    re.IGNORECASE,
)
COUNTED_UNITS = re.compile(
    r"\b(?:in|over|within|across)\s+(?:(?:just|only|about|barely|under|a mere|the|those|these|all of|the space of|"
    r"the span of|as little as)\s+)*(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:trading\s+|straight\s+|consecutive\s+|short\s+)?(?P<unit>day|session|week|month)s\b"
    r"(?!\s+(?:ago|later|earlier|before|after|since|from|to|of|time|ended|ending|through)\b|[’'])",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\s+(?:before|earlier)\b(?!\s+(?:the|a|an|it|its)\b)", re.IGNORECASE)
YEAR_NAMED = re.compile(r"\b(?:in|of|during|throughout)\s+(20\d\d)\b(?!\s?%)", re.IGNORECASE)
OF_THAT_YEAR = re.compile(r"\d of (?:that|the same) year$", re.IGNORECASE)
UNIT_BEFORE = re.compile(
    r"\bthe (?:(?:previous|prior|preceding) (?P<unit>week|month|quarter|year)|(?P<unit2>week|month|quarter|year) before"
    r"(?: that)?)\b(?! (?:last|the|a|its)\b)",
    re.IGNORECASE,
)
OF_DATA = re.compile(r"\b(?:data|figures|numbers|results|snapshot|trading|closes|readings)\s+$")
RANGE_LEAD = re.compile(r"\b(?:from|between)\s+(?:(?:[\w’']+|\$?\d[\d,.]*\d)\s+){0,7}$", re.IGNORECASE)
RANGE_JOINT = re.compile(
    r"^,?\s+(?:(?:[\w’']+|\$?\d[\d,.]*\d)\s+){0,5}?(?:to|through|until|and)\s+(?:(?:[\w’']+|\$?\d[\d,.]*\d)\s+){0,5}$",
    re.IGNORECASE,
)
ADJECTIVE = re.compile(
    r"\b(?P<unit>daily|one-day|single-day|weekly|one-week|monthly|one-month|quarterly|annual|yearly|full-year|"
    r"calendar-year)\b"
    r"(?=\s+(?:[\w-]+\s+){0,2}(?:gains?|loss(?:es)?|advances?|declines?|drops?|falls?|rises?|returns?|"
    r"performance|moves?|"
    r"changes?|slides?|jumps?|rall(?:y|ies)|climb|win|streak|basis|tally|surge|slump|pullback|setback|percentage|rout|"
    r"plunge|tumble|increase|decrease|winners?|losers?|gainers?)\b)(?!\s+(?:revenue|sales|earnings|"
    r"profit|report|inflation))",
    re.IGNORECASE,
)
SPAN_ADJECTIVE = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-(?P<unit>day|session|week|month|year)\s+"
    r"(?=(?:total\s+|price\s+|cumulative\s+|combined\s+)?(?:advance|gain|return|rise|loss|decline|drop|"
    r"slide|rally|run|climb|"
    r"rout|sell-?off|stretch|slump|surge|jump|skid|span|total)\b)",
    re.IGNORECASE,
)
LAST_YEAR_NOW = re.compile(
    r"\b(?:(?:at|by)\s+)?(?:the|this)\s+(?:same\s+)?(?:point|time|stage)\s+(?:last\s+year|"
    r"a\s+year\s+(?:ago|earlier|before)|in\s+"
    r"(?P<y>20\d\d))\b",
    re.IGNORECASE,
)
ORDINAL_QUARTER = re.compile(
    r"\b(?P<which>first|second|third|fourth)-quarter\b(?!\s+(?:earnings|revenue|results|sales|profit|report))",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:through|thru|as of|up to|until)\s+(?:the\s+(?:close\s+(?:of|on)\s+)?)?$", re.IGNORECASE)
PAST_ONLY = re.compile(r"\b(?:earlier|ago|before)\b", re.IGNORECASE)
UNREAD = re.compile(
    r"\b(?:(?:from|since)\s+(?:that|its|their|there|those)\b|of that year|that same year|at (?:the|that) time|"
    r"back then|the (?:Mon|Tues|Wednes|Thurs|Fri)day (?:before|earlier)|[\w-]+-(?:day|session|week|month|"
    r"year)\s+(?:\w+\s+)?"
    r"(?:streak|run)\s+(?:\w+\s+){0,3}in which|(?:a|one|two|three) (?:day|session|week|month|"
    r"year)s? (?:earlier|before)\b|"
    r"at (?:its|the|their) (?:[\w ]{0,30})?(?:low|lows|peak|worst|high|bottom)\b|"
    r"over (?:the|its) (?:life|history)|in recent (?:weeks|months|years|days))",
    re.IGNORECASE,
)
LAST = re.compile(
    r"(?:in |over |for |during )?(?:last|previous|prior)\s+(?:week|month|quarter|year|\w+day)\b", re.IGNORECASE
)
ENDED_UNIT = re.compile(
    r"\b(?:end(?:ed|s|ing)?|finish(?:ed|es|ing)?|clos(?:ed|es?|ing)|start(?:ed|s)?|began|wrapp\w+ up|"
    r"cap\w*)\s+(?:out\s+)?(?:the|a)\s+(?:\w+\s+)?(?P<unit>week|month|quarter|year)\b(?!\s+of\b)",
    re.IGNORECASE,
)
YEAR_AGO = re.compile(r"\b(?:a|one)\s+(?:year|month|quarter|week)\s+(?:ago|earlier|before)\b", re.IGNORECASE)
UNITS = {
    "daily": "day", "one-day": "day", "single-day": "day", "weekly": "week", "one-week": "week", "monthly": "month",
    "one-month": "month", "quarterly": "quarter", "annual": "year", "yearly": "year", "full-year": "year",
    "calendar-year": "year",
}  # fmt: skip
BARE = re.compile(
    r"^(?:for |in |on |over |during |throughout )?(?:the|this|the (?:full|whole|entire))\s+(?P<unit>day|session|"
    r"week|month|quarter|year)s?$",
    re.IGNORECASE,
)
FULL = re.compile(
    r"\b(?:for|over|in|during)\s+(?:the|a|this)\s+(?:full|whole|entire|(?:holiday-|Easter-|Thanksgiving-)?shortened|short|"
    r"abbreviated|four-day|three-day)\s+(?:trading\s+)?(?P<unit>week|month|quarter|year)\b",
    re.IGNORECASE,
)
LENGTHS = {
    "day": (1, 4),
    "session": (1, 4),
    "week": (5, 11),
    "month": (25, 36),
    "quarter": (85, 98),
    "year": (355, 372),
}
