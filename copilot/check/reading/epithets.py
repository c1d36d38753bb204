"""Indices and companies that prose tells by what they are: "the tech-heavy gauge", "the insurer", "the average"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot.grounding.reading.lexicon import Named
from tools.sectors import SECTORS as ALL_SECTORS
from tools.universe import Universe

if TYPE_CHECKING:
    from copilot.check.reading.naming import Name

SECTORS = frozenset(sector.name for sector in ALL_SECTORS)
GAUGE = r"(?:index|average|gauge|benchmark|barometer)"
INDICES = (
    ("^GSPC", rf"(?:market[- ])?cap(?:itali[sz]ation)?[- ]weighted\s+(?:S&P(?:\s+500)?|{GAUGE}|fund|ETF|version)"),
    ("^DJI", rf"(?:blue[- ]chip|(?:30|thirty)[- ](?:stock|share|company|member))\s+(?:Dow|{GAUGE})"),
    ("^IXIC", rf"tech(?:nology)?[- ](?:heavy|laden|focused|rich|dominated)\s+(?:composite|{GAUGE})"),
    ("^RUT", rf"(?:small[- ](?:cap(?:italization)?|company|stock)|smaller[- ]company)\s+{GAUGE}"),
    ("^GSPC", rf"(?:large[- ]cap|broad(?:er)?(?:[- ](?:market|based))?|500[- ](?:stock|member))\s+{GAUGE}"),
    (
        "^GSPC",
        r"(?:(?<=the\s)|(?<=Street[’']s\s)|(?<=America[’']s\s))(?:US\s+|U\.S\.\s+|American\s+|Wall\s+Street[’']?s?\s+)?(?:leading|lead)\s+(?:stock\s+)?(?:index|gauge)",
    ),
)
"""What prose calls an index without its name."""
AVERAGE = re.compile(
    r"\b(?<!on )(?<!than )(?<!moving )(?P<name>the\s+average)(?=(?:[’']s)?\s*(?:[,.;:(]|\d|\b(?:has|had|have|is|was|"
    r"rose|fell|gained|lost|added|shed|dropped|climbed|slid|sank|jumped|surged|plunged|closed|ended|finished|settled|"
    r"stood|stands|some|about|around|nearly|almost|down|up|by|to|now|still|more|[a-z]{3,}ed)\b))",
    re.IGNORECASE,
)
"""The Dow, where it has been named: no mean is followed by what an index does."""


@dataclass(frozen=True)
class Kind:
    """What companies are called: they are of these sectors or groups, or these very symbols, and of no `without`.

    `alone` when the words can mean no other company, so that its name need not have been told.
    """

    words: str
    among: str
    without: str = ""
    alone: bool = False


KINDS = (
    Kind(r"chip[- ]?(?:maker|designer)|(?:chip|semiconductor) (?:company|giant|group|firm|maker|designer)",
         "semiconductors"),
    Kind(r"memory(?:[- ]chip)? maker", "MU WDC STX SNDK"),
    Kind(r"(?:software|cloud|database|cybersecurity|networking) (?:company|giant|group|firm|maker|vendor)",
         "Information Technology", "semiconductors AAPL"),
    Kind(r"(?:hardware|server|PC) maker", "Information Technology", "semiconductors AAPL MSFT"),
    Kind(r"(?:iPhone|Mac|iPad) maker", "AAPL", alone=True),
    Kind(r"(?:Windows|Xbox) maker", "MSFT", alone=True),
    Kind(r"(?:Google|YouTube) (?:owner|parent)", "GOOGL", alone=True),
    Kind(r"(?:internet[- ])?search (?:company|giant|group|firm)", "GOOGL", alone=True),
    Kind(r"(?:Facebook|Instagram|WhatsApp) (?:owner|parent)", "META", alone=True),
    Kind(r"social[- ](?:media|network(?:ing)?) (?:company|giant|group|"
         r"firm)|social network", "META PINS SNAP"),
    Kind(r"streamer|streaming (?:service|giant|company|group|pioneer)", "NFLX DIS WBD PSKY"),
    Kind(r"e-commerce (?:company|giant|group)|online retailer", "AMZN EBAY"),
    Kind(r"(?:electric[- ](?:vehicle|car)|EV) (?:maker|pioneer|company)", "TSLA"),
    Kind(r"car[- ]?maker|auto[- ]?maker", "automakers"),
    Kind(r"airline", "airlines"),
    Kind(r"wireless carrier|telecom (?:company|giant|group)", "T VZ TMUS"),
    Kind(r"(?:plane|aircraft|jet)[- ]?maker", "BA"),
    Kind(r"conglomerate", "BRK-B MMM GE HON"),
    Kind(r"warehouse club", "COST"),
    Kind(r"(?:coffee|burger|restaurant|pizza|taco) chain", "SBUX MCD CMG YUM DPZ DRI"),
    Kind(r"home-improvement (?:chain|retailer)", "HD LOW"),
    Kind(r"(?:health |life |property )?(?:re)?insurer",
         "UNH ELV HUM CI CNC MOH CVS AIG ALL PGR TRV CB MET PRU AFL HIG ACGL EG ERIE CINF GL L AIZ WRB BRK-B"),
    Kind(r"bank|lender|brokerage|broker|asset manager|money manager|card issuer|payments? (?:company|firm|network|"
         r"processor)", "Financials"),
    Kind(r"drug[- ]?maker|pharma(?:ceutical)? (?:company|giant|group|firm)|biotech(?:nology)? (?:company|firm|group)|"
         r"vaccine maker", "LLY PFE MRK JNJ ABBV BMY AMGN GILD REGN VRTX MRNA BIIB"),
    Kind(r"hospital operator|(?:medical[- ])?device maker", "Health Care", "UNH LLY PFE MRK"),
    Kind(r"retailer|grocer|discounter|supermarket (?:chain|operator)|big-box chain|drugstore chain",
         "WMT TGT COST AMZN HD LOW TJX ROST BBY DG DLTR KR ULTA EBAY TSCO AZO ORLY WSM WBA"),
    Kind(r"brewer|(?:drinks?|food|snack|soda|cigarette|soap) maker|tobacco (?:company|giant)", "Consumer Staples"),
    Kind(r"(?:shoe|sneaker|sportswear|apparel|toy) maker|home[- ]?builder|hotel chain|cruise (?:line|operator)|casino "
         r"operator", "Consumer Discretionary", "automakers AMZN"),
    Kind(r"railroad|(?:machinery|engine|truck|tractor) maker|(?:delivery|parcel|aerospace|defen[cs]e) (?:company|giant|"
         r"group|contractor)|ride[- ]hailing (?:company|giant|group)", "Industrials"),
    Kind(r"oil (?:major|giant|company|producer|group)|driller|refiner|explorer|energy (?:company|giant|group)|gas "
         r"producer", "Energy"),
    Kind(r"miner|chemicals? (?:maker|company|group)|steel[- ]?maker|paint[- ]?maker", "Materials"),
    Kind(r"utility|power (?:company|producer|supplier)", "Utilities"),
    Kind(r"REIT|landlord|real[- ]estate (?:trust|company)", "Real Estate"),
)  # fmt: skip
"""What a company is called instead of its name, the most telling words first."""
LEAD = (
    r"\b(?i:the|that|this)\s+(?P<name>(?:(?!(?:of|in|and|for|the|a|an|to|by|at|on|other|another)\b)[\w’'.-]+\s+){0,3}?"
)
NO_OTHER = r"(?!\s+(?:index|sector|group|stocks?|shares?|fund|ETF|basket|rivals?|peers?|lending|loans?|holiday)\b)"
TOLD = tuple(
    (kind, re.compile(rf"{LEAD}(?i:{kind.words}))\b(?!\s+[A-Z])(?!-\w){NO_OTHER}", re.DOTALL)) for kind in KINDS
)
AHEAD = 60
"""Characters within which a name behind an epithet is its own: "the retailer to watch was Walmart"."""
NEAR = 240
"""Characters within which a stranger, or another company of the kind, may be whom an epithet means as well."""

Found = tuple[int, int, Named, str | None]


def index_epithets(text: str, universe: Universe, names: Sequence["Name"]) -> Iterator[Found]:
    """Yield indices told without their names: span, what is meant, symbol."""
    for symbol, pattern in INDICES:
        for match in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE):
            yield *match.span(), _named(symbol, universe), symbol
    dow = next((n.start for n in names if n.symbol == "^DJI"), None)
    for match in AVERAGE.finditer(text):
        if dow is not None and dow < match.start():
            yield *match.span("name"), _named("^DJI", universe), "^DJI"


def company_epithets(text: str, universe: Universe, names: Sequence["Name"]) -> Iterator[Found]:
    """Yield companies told by what they do, as the last one named before that does it.

    Where none or two of the kind were named, or somebody unknown is nearer, it is a stranger.
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern in TOLD:
        for match in pattern.finditer(text):
            span = match.span("name")
            whom = _whom(kind, match.start(), universe, names)
            if whom is not None and all(span[1] <= s or span[0] >= e for s, e in taken):
                taken.append(span)
                yield (
                    *span,
                    *(whom if whom[1] else (Named(frozenset({f"?{match['name']}"}), label=match["name"]), None)),
                )


def _whom(kind: Kind, at: int, universe: Universe, names: Sequence["Name"]) -> tuple[Named, str | None] | None:
    before = [n for n in names if n.end <= at and (n.symbol or n.strange)]
    fitting = [n for n in before if n.symbol and fits(kind, n.symbol, universe)]
    if kind.alone:
        return _named(kind.among, universe), kind.among
    if not fitting:
        soon = any(0 < n.start - at <= AHEAD and n.symbol and fits(kind, n.symbol, universe) for n in names)
        return None if soon else (Named(frozenset()), None)
    last = fitting[-1]
    rivals = {n.symbol for n in fitting if at - n.end <= NEAR} - {last.symbol}
    unknown = before[-1].strange and at - before[-1].end <= NEAR and before[-1].text[:1].isupper()
    coarse = "|" in kind.among or " " in kind.among or kind.among in SECTORS
    return (last.named, None if unknown or (coarse and rivals) else last.symbol)


def fits(kind: Kind, symbol: str, universe: Universe) -> bool:
    """Say whether a company is of a kind."""
    instrument = universe.instrument(symbol)
    if instrument.kind != "stock" or symbol in _members(kind.without, universe):
        return False
    return instrument.sector in kind.among.split("|") or symbol in _members(kind.among, universe)


def _members(words: str, universe: Universe) -> frozenset[str]:
    groups = [universe.groups[w].members for w in words.split() if w in universe.groups]
    return frozenset(words.split()).union(*groups)


def _named(symbol: str, universe: Universe) -> Named:
    return Named(frozenset({symbol}), label=universe.instrument(symbol).short)
