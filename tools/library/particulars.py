"""What a document is about, read from its title and text by rules, where nobody said it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tools.library.dates import leading_date, published_in, without_dates
from tools.library.documents import Document
from tools.universe import Group, Instrument, load_universe

LOOKED_AT, TOP = 200_000, 1500
OFTEN, MOST_SYMBOLS, FEW_COMPANIES = 3, 20, 5
COVER, DATE_LONGEST = 6000, 40
_EXCHANGE = re.compile(
    r"\((?:NYSE|NASDAQ|Nasdaq)(?: ?Arca)?:\s?(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z])?)\)|\$(?P<tag>[A-Z]{2,5})\b"
)
_NUMBERED = r"(?P<numbered>10-?[KQ]|8-?K|20-?F|40-?F|6-?K|S-?1)(?:/?A)?"
_FORM = re.compile(
    rf"(?<![\w-])(?:(?:form )?{_NUMBERED}|(?P<annual>annual report)|(?P<quarterly>quarterly report)"
    r"|(?P<earnings>earnings(?: (?:release|report|call))?))(?![\w-])",
    re.I,
)
_COVER_FORM = re.compile(rf"\bform\s+{_NUMBERED}(?![\w-])", re.I)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SHORT_YEAR = r"(?:fy|fiscal(?: year)?|cy)[\s’']*(?P<short>(?:19|20)?\d{2})(?!\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTER = re.compile(
    rf"(?<![a-z])(?:q(?P<number>[1-4])|(?P<ordinal>{'|'.join(_ORDINALS)})[ -](?:fiscal )?quarter)(?![a-z0-9])"
    rf"|(?<!\d)(?:19|20)\d{{2}} ?q(?P<after>[1-4])(?!\d)",
    re.I,
)
_PART_OF_YEAR = re.compile(
    r"(?<![a-z0-9])(?:(?P<half>(?:first|1st)[ -]half|h1|1h|(?:first )?six months (?:ended|of|to))"
    r"|(?:first )?nine months (?:ended|of|to))(?![a-z])",
    re.I,
)
_FISCAL_YEAR = re.compile(rf"(?<![a-z\d]){_SHORT_YEAR}|(?<![\d.,$-]){_YEAR}(?=q[1-4]|[^\d.,%-]|[.,-](?!\d)|$)", re.I)
_ENDED = re.compile(r"for\s+the\s+(?:fiscal\s+)?(?P<what>year|quarterly\s+period|quarter)\s+ended:?\s+", re.I)
_REGISTRANT = re.compile(r"(?P<name>[^\n]{2,80})\n\s*\(exact\s+name\s+of\s+registrant", re.I)
_BYLINE = re.compile(
    r"^(?:published|posted|released|issued)(?: on)?:?[^\n]{0,40}?\bby (?-i:(?P<name>[A-Z][^\n\f.;|]{1,60}))"
    r"(?=[\n\f]|\Z)",
    re.M | re.I,
)
_SIGNED = re.compile(r"\bdated?:?\s+(?=[A-Z0-9])", re.I)


@dataclass(frozen=True)
class Reported:
    """The forms and fiscal periods that words name: every year of them, quarters as 1 to 4."""

    forms: frozenset[str]
    years: frozenset[int]
    quarters: frozenset[int]


def completed(document: Document) -> Document:
    """Return a document with what was not said of it read from its title and text.

    Symbols are those of companies and indices in the title, near the top, or named often; sectors
    are those of the few companies it is about. The fiscal year is the one that the title gives,
    else that in which the reported period ends; a quarter is the calendar's unless the title says another.
    """
    named = read_reported(without_dates(document.title.replace("_", " ")))
    form = document.form or next(iter(sorted(named.forms)), "") or _form_on_cover(document.text)
    year, quarter = _period_of(document, named) if form else (None, None)
    symbols = document.symbols or _symbols(f"{document.title}\n\n{document.text}"[:LOOKED_AT])
    return replace(
        document,
        publisher=document.publisher or (_registrant(document.text) if form else _publisher(document.text)),
        published=document.published or published_in(document.title) or (_signed(document.text) if form else None),
        symbols=symbols,
        sectors=document.sectors or _sectors(symbols),
        form=form,
        fiscal_year=document.fiscal_year or year,
        fiscal_quarter=document.fiscal_quarter or quarter,
    )


def read_reported(words: str) -> Reported:
    """Return the forms of filings and the fiscal periods that words name: "FY22", "Q3 2023", "8k", "annual report"."""
    return Reported(
        frozenset(map(_form_name, _FORM.finditer(words))),
        frozenset(_year_of(m["short"] or m["year"]) for m in _FISCAL_YEAR.finditer(words)),
        frozenset(_quarters_in(words)),
    )


def _quarters_in(words: str) -> Iterator[int]:
    """Yield the quarters named; half a year and nine months are told in the report of their last quarter."""
    for m in _QUARTER.finditer(words):
        yield _ORDINALS[m["ordinal"].lower()] if m["ordinal"] else int(m["number"] or m["after"])
    for m in _PART_OF_YEAR.finditer(words):
        yield 2 if m["half"] else 3


def without_period(title: str) -> str:
    """Return a filing's title without its form, its fiscal period and dates: the company's name, mostly."""
    words = without_dates(title.replace("_", " "))
    for pattern in (_QUARTER, _FISCAL_YEAR, _FORM):
        words = pattern.sub(" ", words)
    return words


def _form_name(found: re.Match[str]) -> str:
    if found["annual"]:
        return "10-K"
    if found["quarterly"]:
        return "10-Q"
    return "earnings" if found["earnings"] else _numbered(found["numbered"])


def _numbered(written: str) -> str:
    return re.sub(r"^(10|8|20|40|6|S)-?", r"\1-", written.upper())


def _year_of(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _form_on_cover(text: str) -> str:
    found = _COVER_FORM.search(text[:COVER])
    return _numbered(found["numbered"]) if found else ""


def _period_of(document: Document, named: Reported) -> tuple[int | None, int | None]:
    if named.years:
        return max(named.years), max(named.quarters, default=None)
    for found in _ENDED.finditer(document.text[:COVER]):
        end = leading_date(document.text[found.end() : found.end() + DATE_LONGEST])
        if end:
            return end.year, None if found["what"].lower() == "year" else (end.month + 2) // 3
    return None, None


def _registrant(text: str) -> str:
    found = _REGISTRANT.search(text[:COVER])
    return found["name"].strip(" *#|\t") if found else ""


def _publisher(text: str) -> str:
    """Return who published a text by its own words near the top: "Published 5 January 2026 by Andes Research"."""
    found = _BYLINE.search(text[:TOP])
    return found["name"].strip() if found else ""


def _signed(text: str) -> date | None:
    """Return the last date that a filing is signed with."""
    signed = (leading_date(text[found.end() : found.end() + DATE_LONGEST]) for found in _SIGNED.finditer(text))
    return max((day for day in signed if day), default=None)


def _symbols(text: str) -> tuple[str, ...]:
    marked = [m["symbol"] or m["tag"] for m in _EXCHANGE.finditer(text)]
    mentions = [(symbol, m.span[0]) for m in load_universe().named_in(text) for symbol in _companies(m.subject)]
    counts = Counter(symbol for symbol, _ in mentions)
    telling = [symbol for symbol, at in mentions if at < TOP or counts[symbol] >= OFTEN]
    return tuple(dict.fromkeys([*marked, *telling]))[:MOST_SYMBOLS]


def _companies(subject: Instrument | Group | None) -> tuple[str, ...]:
    """Return the symbols of a company or index, or of a small group of companies with a name of its own.

    Funds stand for too much, "the market" may be that of copper, and a maker of semiconductors is none of those
    that the word stands for in a question.
    """
    if isinstance(subject, Instrument):
        return () if subject.kind == "fund" else (subject.symbol,)
    if (
        subject is None
        or not subject.name[0].isupper()
        or len(subject.members) > MOST_SYMBOLS
        or any(m.startswith("^") for m in subject.members)
    ):
        return ()
    return subject.members


def _sectors(symbols: tuple[str, ...]) -> tuple[str, ...]:
    if len(symbols) > FEW_COMPANIES:
        return ()
    sectors = (load_universe().instrument(symbol).sector for symbol in symbols)
    return tuple(dict.fromkeys(sector for sector in sectors if sector))
