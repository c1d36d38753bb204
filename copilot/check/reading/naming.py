"""Names in an article, known and unknown, and its sentences taken apart around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.check.reading.epithets import company_epithets, index_epithets
from copilot.check.reading.passages import Passage
from copilot.grounding.reading.figures import Figure, find_figures
from copilot.grounding.reading.lexicon import Hit, Named, base_index, find
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.reading.vocabulary import Signal
from tools.universe import OTHER_MARKETS, Group, Instrument, Mention, Universe

STRANGE = re.compile(
    r"\b(?:(?:\d{1,2}-year\s+)?Treasur(?:y|ies)(?:\s+yields?|\s+notes?|\s+bonds?)?|\d{1,2}-year\s+(?:yield|note|"
    r"bond)s?|"
    r"bond\s+yields?|yields?|bonds|crude(?:\s+oil)?|oil(?:\s+prices?)?|Brent(?:\s+crude)?|WTI|natural\s+gas|gold|"
    r"silver|copper|platinum|"
    r"bitcoin|ether(?:eum)?|crypto(?:currenc(?:y|ies))?|(?:U\.S\.\s+)?dollar(?:\s+index)?|euro|yen|pound|yuan|futures|"
    r"Nikkei(?:\s+225)?|Topix|Hang\s+Seng|Kospi|FTSE(?:\s+100)?|DAX|CAC(?:\s+40)?|Stoxx(?:\s+(?:Europe\s+)?600)?|"
    r"Sensex|Nifty|"
    r"MSCI(?:\s+\w+)?|Bloomberg\s+US\s+Aggregate|Aggregate\s+Bond|emerging\s+markets?|international\s+(?:stocks|"
    r"equities)|"
    r"European\s+(?:stocks|shares|equities)|Chinese\s+(?:stocks|shares)|Shanghai(?:\s+Composite)?|"
    r"consumer\s+confidence|(?:consumer|producer|import|house|home)\s+prices?(?:\s+index)?|sentiment|"
    r"jobless\s+claims|payrolls|"
    r"retail\s+sales|PMI|ISM|wages?|"
    r"gasoline|mortgage\s+rates?|Fed(?:eral\s+Reserve)?|CPI|GDP|inflation|unemployment(?:\s+rate)?|S&P\s+Global)\b",
    re.IGNORECASE,
)
FUTURES = re.compile(r"(?:\s+(?:100|500|index))?[’']?s?\s+futures\b", re.IGNORECASE)
ONE_OF_MANY = re.compile(r"\b(?:the|The)\s+(?:chip ?maker|car ?maker|auto ?maker|airline|carrier|bank|semiconductor)$")
WITHIN = re.compile(r"^(?:(?:Within|Inside|Among|Across|In)\s+(?:the\s+)?|For(?=[^,]+, the\b)\s+)(?P<of>[^,%]{3,40}),")
FUTURES_ON = re.compile(
    r"\bfutures\s+(?:contracts\s+)?(?:tied to|on|for|linked to|of|tracking)\s+(?:the\s+)?$", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    r"^[-‑](?:backed|owned|linked|related|led|style|focused|rival|supported|parent|supplier|based)\b"
)
ROLE = re.compile(r"^(?:chip|car|auto|drug)[ -]?maker$|^airline$|^carrier$|^bank$|^semiconductor$", re.IGNORECASE)
NEXT_NAME = re.compile(r"^\s[A-Z]")
OF_SET = re.compile(
    r"\b(?:was|were|is|are|be|being|among|of|within|outside|as)\s+(?:the\s+)?(?:(?:lone|only|best|worst|"
    r"biggest|other|rest of the)\s+)?$",
    re.IGNORECASE,
)
"""What makes a group a set that somebody belongs to: "Meta was the lone Magnificent Seven decliner"."""
OF_WHICH = re.compile(r"(?:\s+(?:500|index))?(?:[’']s)?\s+", re.IGNORECASE)
OF_IT = re.compile(
    r"\b(?:worst|best|most|half|all|much|more|some|part|thick|end|none|because|height|depths?)\s+of\s+$", re.IGNORECASE
)
"""What makes "it" the whole affair: "at the worst of it"."""
PASSING = re.compile(
    r"\b(?:news|reports?|word|announcement|disclosure|filing|revelation|statement|decision|claims?|rumou?rs?)\s+"
    r"(?:that|from|by|of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
ACTED_ON = re.compile(
    r"\b(?:sent|send(?:s|ing)?|push(?:ed|es|ing)?|lift(?:ed|s|ing)?|drove|driv(?:es|ing)|took|tak(?:es|ing)|knock(?:ed|s|"
    r"ing)?|pull(?:ed|s|ing)?|drag(?:ged|s|ging)?|propel(?:led|s|ling)?|cost|left|leav(?:es|ing)|helped|gave|boost(?:"
    r"ed|s|ing)?|sank|hit)\s+(?:it|its|them|their|the (?:stock|shares|index|company|benchmark))\b",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Spring|Summer|Autumn|Fall|Winter|Christmas|Easter)s?$"
)
SPEAKER = re.compile(r"(?:^|\n)[ \t>*_]*$")
"""Where the letters of question and answer stand, which are no symbols: "Q: What happened to Oracle?"."""
SPONSORS = ("IVZ", "STT", "BLK", "SCHW", "JPM", "GS", "TROW", "BEN")
OF_SPONSOR = re.compile(r"(?:[’']s)?\s+(?:[\w&’'+-]+\s+){0,5}?(?:fund|ETF)\b")
"""A fund that is told by its sponsor, who is not meant: "the Invesco equal-weight fund (RSP)"."""
GENERAL = ("market", "sectors", "sp500")
SECTOR_WORDS = {
    "information technology": "XLK", "technology": "XLK", "tech": "XLK", "energy": "XLE", "materials": "XLB",
    "industrials": "XLI", "consumer discretionary": "XLY", "consumer staples": "XLP", "staples": "XLP",
    "discretionary": "XLY", "health care": "XLV", "healthcare": "XLV", "financials": "XLF", "utilities": "XLU",
    "communication services": "XLC", "communications": "XLC", "real estate": "XLRE",
}  # fmt: skip
SECTOR = re.compile(
    rf"\b(?P<sector>{'|'.join(sorted(SECTOR_WORDS, key=len, reverse=True))})\b(?=(?:[’']s)?\s+(?:sector|stocks|"
    rf"shares|names|was|were|is|are|"
    r"has|have|had|led|leads?|lead|rose|fell|added|gained|lost|slid|sank|jumped|surged|climbed|dropped|declined|"
    r"slipped|soared|tumbled|plunged|"
    r"leading|rallied|advanced|eased|dipped|shed|returned|posted|finished|ended|closed|outperformed|underperformed|"
    r"trailed|lagged|brought|topped|"
    r"also|moved|retreated|slumped|gave|did|fared|came|comes?|follows?|ranks?|takes?|tops?|trails?|lags?|held|went|stood|beat|ran|kept|turned|[a-z]{3,}ed|"
    r"the\s+(?:worst|best|weakest|strongest|only|lone)\b|[+−-]?\d|up|down|at|with|by|only|alone|managed|remained)\b|"
    r"(?:[’']s)?\s*[,(:|\t]|\s+[+−-]?\d|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Name:
    """A name with its place in the article; `symbol` is None for a group or a stranger."""

    start: int
    end: int
    text: str
    named: Named
    symbol: str | None = None
    group: str | None = None

    @property
    def strange(self) -> bool:
        """Whether it names something without prices here."""
        return any(s.startswith("?") for s in self.named.singles)


def stranger(text: str) -> Named:
    """Return what a name stands for that has no prices here."""
    return Named(frozenset({f"?{text}"}), label=text)


def names_in(text: str, universe: Universe) -> list[Name]:
    """Return the names of a text in order, no two overlapping; strangers included."""
    found = universe.find(text)
    names: list[Name] = []
    for mention in found.mentions:
        if mention.fuzzy and not mention.text[:1].isupper():
            continue
        if _is_no_name(text, mention):
            continue
        if (fund := _fund_of_sponsor(text, mention, found.mentions)) is not None:
            names += fund
            continue
        name = _name(mention.text, mention.span, mention.subject, mention.candidates, universe)
        if mention.symbol in OTHER_MARKETS or (_is_fund(mention) and STRANGE.fullmatch(mention.text)):
            name = Name(*mention.span, mention.text, stranger(mention.text))
        futures = FUTURES.match(text, mention.span[1])
        if FUTURES_ON.search(text[max(0, mention.span[0] - 40) : mention.span[0]]):
            name = Name(*mention.span, mention.text, stranger(f"{mention.text} futures"))
        if futures:
            whole = text[mention.span[0] : futures.end()]
            name = Name(mention.span[0], futures.end(), whole, stranger(whole))
        names.append(name)
    taken = [(n.start, n.end) for n in names]
    told = index_epithets(text, universe, names)
    names += [
        Name(s, e, text[s:e], named, symbol) for s, e, named, symbol in told if all(e <= a or s >= b for a, b in taken)
    ]
    refused = [r for r in found.refused if not CALENDAR.match(r.text) and not _in_brackets(text, r.span, names)]
    names += [Name(*r.span, r.text, stranger(r.text)) for r in refused]
    taken = [(n.start, n.end) for n in names]
    funds = SECTOR_WORDS.values()
    if re.search(r"\bsectors?\b|S&P 500", text, re.IGNORECASE) or any(n.symbol in funds for n in names):
        names += [n for n in _sector_words(text, universe) if all(n.end <= s or n.start >= e for s, e in taken)]
        taken = [(n.start, n.end) for n in names]
    for match in STRANGE.finditer(text):
        if all(match.end() <= s or match.start() >= e for s, e in taken):
            names.append(Name(*match.span(), match[0], stranger(match[0])))
    names.sort(key=lambda n: n.start)
    taken = [(n.start, n.end) for n in names]
    names += [
        Name(s, e, text[s:e], named, symbol)
        for s, e, named, symbol in company_epithets(text, universe, names)
        if all(e <= a or s >= b for a, b in taken)
    ]
    return sorted(names, key=lambda n: n.start)


def _is_no_name(text: str, mention: Mention) -> bool:
    """Say whether what looks like a name is a trade, an attribute, or the letter of a question or its answer."""
    start, end = mention.span
    if mention.text in ("Q", "A") and SPEAKER.search(text[:start]) and text[end : end + 1] in (":", "."):
        return True
    role = ROLE.match(mention.text) and NEXT_NAME.match(text[end:])
    return bool(ONE_OF_MANY.search(text[max(0, start - 5) : end]) or ATTRIBUTE.match(text[end:]) or role)


def _fund_of_sponsor(text: str, mention: Mention, mentions: Sequence[Mention]) -> list[Name] | None:
    """Return the fund that is told by its sponsor, none where its own name follows; None for no fund."""
    start, end = mention.span
    fund = OF_SPONSOR.match(text, end) if mention.symbol in SPONSORS else None
    if fund is None:
        return None
    if any(_is_fund(m) and end < m.span[0] <= fund.end() + len(" (") for m in mentions):
        return []
    return [Name(start, fund.end(), text[start : fund.end()], stranger(text[start : fund.end()]))]


def _is_fund(mention: Mention) -> bool:
    return isinstance(mention.subject, Instrument) and mention.subject.kind == "fund"


def _sector_words(text: str, universe: Universe) -> list[Name]:
    """Return sectors told by ordinary words, where they stand as the subject of a move."""
    found = []
    for match in SECTOR.finditer(text):
        symbol = SECTOR_WORDS[" ".join(match["sector"].lower().split())]
        named = Named(frozenset({symbol}), label=universe.instrument(symbol).short)
        found.append(Name(*match.span("sector"), match["sector"], named, symbol))
    return found


def _in_brackets(text: str, span: tuple[int, int], names: list[Name]) -> bool:
    """Say whether an unknown symbol only stands in brackets behind a name that is known: "(COMP)"."""
    lead = re.search(r"[®™]?\s?\((?:[A-Z]+:\s?)?[$^.]?$", text[: span[0]])
    return (
        lead is not None
        and text[span[1] : span[1] + 1] in (")", ",", " ")
        and any(0 <= lead.start() - n.end <= 16 for n in names)
    )


def _name(
    text: str,
    span: tuple[int, int],
    subject: Instrument | Group | None,
    candidates: tuple[str, ...],
    universe: Universe,
) -> Name:
    if subject is None:
        subject = universe.instrument(next((c for c in candidates if c.startswith("^")), candidates[0]))
    if isinstance(subject, Instrument):
        return Name(*span, text, Named(frozenset({subject.symbol}), label=subject.short), subject.symbol)
    singles = frozenset({subject.fund} if subject.fund else ())
    return Name(*span, text, Named(singles, frozenset(subject.members), subject.name), None, subject.key)


def taken_apart(passage: Passage, names: list[Name]) -> Sentence:
    """Return a sentence with its figures, the names among `names` that own figures, and its signal words."""
    text, at = passage.text, passage.start
    own = [n for n in names if at <= n.start and n.end <= passage.end and n.group not in GENERAL]
    own = [n for n in own if not (n.group and len(own) > 1 and OF_SET.search(text[: n.start - at]))]
    own = [n for n in own if not any(_is_of(text[n.end - at : m.start - at], n, m) for m in own)]
    aside = WITHIN.match(text)
    if aside and len(own) > 1 and own[0].start - at == aside.start("of"):
        own = [n for n in own if n.end - at > aside.end()] or own
    own = [n for n in own if not _in_passing(text, at, n)]
    hits = [Hit(n.start - at, n.end - at, n.named) for n in own]
    figures = find_figures(text)
    blocked = [(h.start, h.end) for h in hits]
    for hit in find(text, {}, base_index()):
        free = all(hit.end <= s or hit.start >= e for s, e in blocked)
        empty = isinstance(hit.payload, Signal) and hit.payload.kind == "pronoun" and OF_IT.search(text[: hit.start])
        if isinstance(hit.payload, Signal) and free and not empty:
            hits.append(hit)
    hits.sort(key=lambda h: h.start)
    quantities = tuple(f for f in figures.figures if not _inside(f, blocked))
    return Sentence(text, quantities, tuple(hits), (), figures.masked)


def _is_of(between: str, index: Name, name: Name) -> bool:
    """Say whether an index only says of which set the sector behind it is: "the S&P health-care sector"."""
    return index.symbol == "^GSPC" and name.symbol in SECTOR_WORDS.values() and OF_WHICH.fullmatch(between) is not None


def _in_passing(text: str, start: int, name: Name) -> bool:
    """Say whether a name is only of whom the news is that moved another: "the news that X had bought in sent it up"."""
    lead, behind = text[: name.start - start], text[name.end - start :]
    whose = behind.startswith(("'s", "’s"))
    return not whose and PASSING.search(lead) is not None and ACTED_ON.search(behind) is not None


def _inside(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(s <= figure.start and figure.end <= e for s, e in spans)
