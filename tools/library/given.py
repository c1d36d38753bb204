"""What whoever adds a document says of it, in values or in words as a person writes them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tools.errors import DocumentRefused, UnknownName
from tools.library.cleaning import clean_line
from tools.library.documents import TIERS, Document, Tier
from tools.library.particulars import read_reported
from tools.universe import Group, load_universe

LONGEST = 200
_SYMBOL = re.compile(r"\^?[A-Za-z0-9][A-Za-z0-9.=-]{0,11}")
_SHORT_SYMBOL = 5


@dataclass(frozen=True)
class Given:
    """What is known of a document beside its text; what is None stands as it was read."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    tier: Tier | None = None
    url: str | None = None
    symbols: tuple[str, ...] | None = None
    form: str | None = None
    fiscal_year: int | None = None
    fiscal_quarter: int | None = None

    def over(self, document: Document) -> Document:
        """Return the document with what is given in place of what was read."""
        return replace(document, **{name: value for name, value in vars(self).items() if value is not None})

    @property
    def of_one(self) -> bool:
        """Whether it can be true of a single document alone."""
        return self.title is not None or self.url is not None


def given_in_words(told: Mapping[str, str]) -> Given:
    """Return what is said under title, publisher, published, tier, url, symbols, form and period, where not empty.

    Symbols and companies stand with commas between; a period is a fiscal year or quarter, "FY2025" or "Q3 2025".
    Raises DocumentRefused, saying how to write it, and UnknownName or AmbiguousName for a company.
    """
    said = {name: clean_line(value, LONGEST) for name, value in told.items() if value.strip()}
    year, quarter = _period(said["period"]) if "period" in said else (None, None)
    return Given(
        said.get("title"),
        said.get("publisher"),
        _day(said["published"]) if "published" in said else None,
        _tier(said["tier"]) if "tier" in said else None,
        _address(told["url"].strip()) if "url" in said else None,
        symbols_named(said["symbols"]) if "symbols" in said else None,
        _form(said["form"]) if "form" in said else None,
        year,
        quarter,
    )


def symbols_named(written: str) -> tuple[str, ...]:
    """Return the symbols of a list like "NVDA, Apple"; one in capitals need not be known.

    Raises UnknownName and AmbiguousName for what is neither a symbol nor one company's name.
    """
    names = [name.strip() for name in written.split(",")]
    return tuple(dict.fromkeys(symbol for name in names if name for symbol in _symbols_of(name)))


def _symbols_of(name: str) -> tuple[str, ...]:
    bare = name.removeprefix("$")
    if bare == bare.upper() and _SYMBOL.fullmatch(bare):
        return (bare,)
    try:
        subject = load_universe().resolve(name)
    except UnknownName:
        if len(bare) > _SHORT_SYMBOL or not _SYMBOL.fullmatch(bare):
            raise
        return (bare.upper(),)
    return subject.members if isinstance(subject, Group) else (subject.symbol,)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise DocumentRefused(f"{written!r} is not a date; write year, month and day like this: 2026-01-09") from None


def _tier(written: str) -> Tier:
    for tier in TIERS:
        if tier == written:
            return tier
    raise DocumentRefused(f"{written!r} is no tier; it is one of {', '.join(TIERS)}")


def _address(written: str) -> str:
    if not written.startswith(("https://", "http://")):
        raise DocumentRefused(f"{written!r} is no web address; it begins with https://")
    return written


def _form(written: str) -> str:
    return next(iter(sorted(read_reported(written).forms)), written)


def _period(written: str) -> tuple[int, int | None]:
    read = read_reported(written)
    if not read.years:
        raise DocumentRefused(f"{written!r} is no fiscal period; write it like this: FY2025, or Q3 2025")
    return max(read.years), max(read.quarters, default=None)
