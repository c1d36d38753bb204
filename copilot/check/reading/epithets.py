"""Indices and companies that prose tells by what they are: "the tech-heavy gauge", "the insurer", "the average"."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copilot.grounding.lexicon import Named
from tools.universe import Universe

if TYPE_CHECKING:
    from copilot.check.reading.naming import Name

GAUGE = r"(?:index|average|gauge|benchmark|barometer)"
INDICES = (
    ("^GSPC", rf"(?:market[- ])?cap(?:itali[sz]ation)?[- ]weighted\s+(?:S&P(?:\s+500)?|{GAUGE})"),
    ("^DJI", rf"(?:blue[- ]chip|(?:30|thirty)[- ](?:stock|share|company|member))\s+(?:Dow|{GAUGE})"),
    ("^IXIC", rf"tech(?:nology)?[- ](?:heavy|laden|focused|rich|dominated)\s+(?:composite|{GAUGE})"),
    ("^RUT", rf"(?:small[- ](?:cap(?:italization)?|company|stock)|smaller[- ]company)\s+{GAUGE}"),
    ("^GSPC", rf"(?:large[- ]cap|broad(?:er)?(?:[- ](?:market|based))?|500[- ](?:stock|member))\s+{GAUGE}"),
    (
        "^GSPC",
        r"(?<=the\s)(?:US\s+|U\.S\.\s+|American\s+|Wall\s+Street[’']?s?\s+)?(?:leading|lead)\s+(?:stock\s+)?index",
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
COMPANIES = {
    "Financials": r"(?:re)?insurer|lender|bank|brokerage|broker|asset manager|money manager|card issuer|payments? "
    r"(?:company|firm|network|processor)|exchange operator",
    "Health Care": r"insurer|drug[- ]?maker|pharma(?:ceutical)? (?:company|giant|group|firm)|biotech(?:nology)? "
    r"(?:company|firm|group)|hospital operator|(?:medical[- ])?device maker|vaccine maker",
    "Consumer Staples": r"retailer|grocer|warehouse club|supermarket (?:chain|operator)|brewer|(?:drinks?|food|snack|"
    r"soda|cigarette|soap) maker|tobacco (?:company|giant|group)|drugstore chain",
    "Consumer Discretionary": r"retailer|e-commerce (?:company|giant|group)|car[- ]?maker|auto[- ]?maker|"
    r"(?:electric[- ](?:vehicle|car)|EV|shoe|sneaker|sportswear|apparel|toy) maker|home[- ]?builder|(?:restaurant|"
    r"coffee|burger|pizza|hotel|home[- ]improvement|taco) chain|cruise (?:line|operator)|casino operator",
    "Information Technology": r"chip[- ]?(?:maker|designer)|(?:chip|semiconductor|software|hardware|cloud|database|"
    r"cybersecurity|networking) (?:company|giant|group|firm|maker|vendor)|(?:iPhone|Windows|Photoshop|memory|"
    r"memory[- ]chip|computer|server|PC|equipment) maker",
    "Communication Services": r"streamer|streaming (?:service|giant|company|group)|(?:social[- ](?:media|network(?:"
    r"ing)?)|search|media|internet|advertising|telecom) (?:company|giant|group|network|firm)|social network|"
    r"(?:wireless )?carrier|(?:Google|Facebook|YouTube|Instagram) (?:owner|parent)|(?:video[- ]?game )?publisher",
    "Industrials": r"(?:plane|aircraft|jet)[- ]?maker|airline|carrier|railroad|conglomerate|(?:machinery|engine|"
    r"equipment|truck|tractor) maker|(?:delivery|parcel|aerospace|defen[cs]e) (?:company|giant|group|contractor)|"
    r"manufacturer|ride[- ]hailing (?:company|giant|group)",
    "Energy": r"oil (?:major|giant|company|producer|group)|driller|refiner|explorer|energy (?:company|giant|group)|"
    r"gas producer",
    "Materials": r"miner|chemicals? (?:maker|company|group)|steel[- ]?maker|paint[- ]?maker|gold producer",
    "Utilities": r"utility|power (?:company|producer|supplier)",
    "Real Estate": r"REIT|landlord|real[- ]estate (?:trust|company)",
}
"""What a company of each sector is called instead of its name."""
LEAD = (
    r"\b(?i:the|that|this)\s+(?P<name>(?:(?!(?:of|in|and|for|the|a|an|to|by|at|on|other|another)\b)[\w’'.-]+\s+){0,3}?"
)
COMPANY = {
    sector: re.compile(rf"{LEAD}(?i:{kinds}))\b(?!\s+[A-Z])(?!-\w)", re.DOTALL) for sector, kinds in COMPANIES.items()
}
NEAR = 240
"""Characters within which a stranger before an epithet is whom it means."""

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
    """Yield companies told by what they do, as the last one named before that does it."""
    for sector, pattern in COMPANY.items():
        for match in pattern.finditer(text):
            before = [n for n in names if n.end <= match.start() and (n.symbol or n.strange)]
            fits = next((n for n in reversed(before) if n.symbol and _of(n.symbol, sector, universe)), None)
            if fits is None or fits.symbol is None:
                continue
            last = before[-1]
            stranger = last.strange and match.start() - last.end <= NEAR and last.text[:1].isupper()
            rivals = _fit_elsewhere(match, before, universe, fits.start)
            if not rivals:
                whom = (last.named, None) if stranger else (fits.named, fits.symbol)
                yield *match.span("name"), *whom


def _fit_elsewhere(match: re.Match[str], before: Sequence["Name"], universe: Universe, since: int) -> bool:
    """Say whether one of another sector that is called the same was named later: "insurer" is of two sectors."""
    kinds = [s for s, kinds in COMPANIES.items() if re.search(rf"(?i:{kinds})$", match["name"])]
    return any(n.start > since and n.symbol and any(_of(n.symbol, k, universe) for k in kinds) for n in before)


def _of(symbol: str, sector: str, universe: Universe) -> bool:
    instrument = universe.instrument(symbol)
    return instrument.kind == "stock" and instrument.sector == sector


def _named(symbol: str, universe: Universe) -> Named:
    return Named(frozenset({symbol}), label=universe.instrument(symbol).short)
