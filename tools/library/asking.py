"""What a question says about the documents it wants: company, form, fiscal period, date, publisher."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tools.library.dates import dates_in
from tools.library.documents import DocumentRecord
from tools.library.particulars import Reported, read_reported, without_period
from tools.library.statements import asked_for
from tools.library.words import Titles, words_of
from tools.universe import load_universe

NAMED = 0.99
NEAR_DAYS = 7
_LEGAL = frozenset(
    "inc incorporat corp corporation company co ltd limit plc llc lp sa nv ag group hold dat fil".split()
)
_SAID_BY = re.compile(
    r"\b(?:according|accord|says?|said|writes?|wrote|reports?|reported|expects?|thinks?|sees?|by|from|of)\b"
)
_LOOSE_EARNINGS = re.compile(r"\bearnings\b(?! (?:release|report|call))", re.I)


@dataclass(frozen=True)
class Wishes:
    """What a question wants of documents; `companies` are symbols, `filers` ids of filings by a company it names."""

    reported: Reported
    companies: frozenset[str]
    filers: frozenset[str]
    days: frozenset[date]
    publishers: frozenset[str]
    statements: frozenset[str]

    @property
    def of_a_company(self) -> bool:
        """Whether the question names a company."""
        return bool(self.companies or self.filers)

    @property
    def of_documents(self) -> bool:
        """Whether it says anything of a document's form, period, date or publisher."""
        said = self.reported
        return bool(said.forms or said.years or said.quarters or self.days or self.publishers)

    def about(self, document: DocumentRecord) -> bool:
        """Whether a document is by or about a company that the question names."""
        if document.form:
            return document.id in self.filers or bool(self.companies.intersection(document.symbols[:1]))
        return bool(self.companies.intersection(document.symbols))

    def fit(self, document: DocumentRecord) -> float:
        """Return in [0, 1] how well a document fits what the question says beside the company's name."""
        marks = [
            mark for mark in (self._period(document), self._form(document), self._day(document)) if mark is not None
        ]
        if self.publishers:
            marks.append(float(document.publisher in self.publishers))
        return sum(marks) / len(marks) if marks else 0.0

    def _period(self, document: DocumentRecord) -> float | None:
        """Return 1 for the newest year and the quarter asked for, less for others; a year has none or the last."""
        years, quarters = self.reported.years, self.reported.quarters
        if not (years or quarters) or not document.form:
            return None if not (years or quarters) else 0.0
        year = document.fiscal_year
        near = (
            1.0 if not years else 0.0 if year is None else 1.0 if year == max(years) else 0.4 if year in years else 0.0
        )
        wanted = quarters or {None, 4}
        return near * (1.0 if document.fiscal_quarter in wanted else 0.6)

    def _form(self, document: DocumentRecord) -> float | None:
        return float(document.form in self.reported.forms) if self.reported.forms else None

    def _day(self, document: DocumentRecord) -> float | None:
        if not self.days:
            return None
        if document.published is None:
            return 0.0
        after = min(abs((document.published - day).days) for day in self.days)
        return 1.0 if after == 0 else 0.5 if after <= NEAR_DAYS else 0.0


class Names:
    """The names by which a question may mean documents: companies that file, publishers."""

    def __init__(self, documents: Mapping[str, DocumentRecord]) -> None:
        filings = (d for d in documents.values() if d.form)
        self._filers = Titles({d.id: name_words(d) for d in filings})
        self._publishers = {p: words for d in documents.values() if (p := d.publisher) for words in [words_of(p)]}

    def wishes(self, question: str) -> Wishes:
        """Return what a question wants."""
        companies = companies_in(question)
        said = " ".join([question, *_all_names(companies)])
        filers = frozenset(d for d, share in self._filers.named_by(said).items() if share >= NAMED)
        return Wishes(
            read_reported(_LOOSE_EARNINGS.sub("", question)),
            frozenset(companies),
            filers,
            frozenset(dates_in(question)),
            frozenset(self._publishers_in(question, set(words_of(said)))),
            asked_for(question),
        )

    def _publishers_in(self, question: str, said: set[str]) -> Iterable[str]:
        if _SAID_BY.search(question):
            yield from (publisher for publisher, words in self._publishers.items() if words and set(words) <= said)


def companies_in(question: str) -> tuple[str, ...]:
    """Return the symbols of the companies that a question names."""
    symbols = (m.symbol for m in load_universe().named_in(question, misspelt=True))
    return tuple(dict.fromkeys(s for s in symbols if s and load_universe().instrument(s).kind == "stock"))


def name_words(document: DocumentRecord) -> list[str]:
    """Return the words of the company that a filing is by: its publisher's, else its title's without the period."""
    if document.publisher:
        return [word for word in words_of(document.publisher) if word not in _LEGAL]
    return [word for word in words_of(without_period(document.title)) if word not in _LEGAL]


def _all_names(symbols: Iterable[str]) -> Iterable[str]:
    for symbol in symbols:
        yield from load_universe().names_of(symbol)
