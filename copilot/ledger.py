"""The one place that gives out ids: facts F1, tables T1, passages S1, given figures U1."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from copilot.answer import Json, canonical
from copilot.facts import Fact, Given, Passage, SeriesInput, Table, Unit


@dataclass
class Ledger:
    """Everything a thread has computed, retrieved or been given, by id.

    `series` holds the rows behind path measures once, under their hash.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    givens: dict[str, Given] = field(default_factory=dict)
    series: dict[str, list[list[str | float]]] = field(default_factory=dict)
    readings: list[Json] = field(default_factory=list)
    verdicts: list[Json] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    retrieved: list[str] = field(default_factory=list)
    language: str = "en"

    def open_turn(self, language: str = "en") -> None:
        """Forget which readings, verdicts and facts belong to the turn before; keep the facts.

        `language` is that of the turn's question: figures and days are printed as it prints them.
        """
        self.language = language
        self.readings.clear()
        self.verdicts.clear()
        self.touched.clear()
        self.retrieved.clear()

    def book(self, fact: Fact) -> Fact:
        """Return the fact under its id; one computed before keeps the id it has."""
        for known in self.facts.values():
            if known.value == fact.value and replace(known, id="") == replace(fact, id=""):
                self.touched.append(known.id)
                return known
        booked = fact.booked_as(f"F{len(self.facts) + 1}")
        self.facts[booked.id] = booked
        self.touched.append(booked.id)
        return booked

    def book_table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        """Return a table under its id; cells may hold references such as {F3}. The same table keeps the id it has."""
        table = Table("", title, tuple(columns), tuple(tuple(row) for row in rows))
        for known in self.tables.values():
            if replace(known, id="") == table:
                return known
        table = replace(table, id=f"T{len(self.tables) + 1}")
        self.tables[table.id] = table
        return table

    def book_passage(self, passage: Passage) -> Passage:
        """Return the passage under its id; the same stored piece keeps the id it has."""
        for known in self.passages.values():
            if (known.document, known.start, known.end) == (passage.document, passage.start, passage.end):
                self.retrieved.append(known.id)
                return known
        booked = replace(passage, id=f"S{len(self.passages) + 1}")
        self.passages[booked.id] = booked
        self.retrieved.append(booked.id)
        return booked

    def give(self, value: float, unit: Unit, text: str) -> Given:
        """Return a figure of the user's under its id."""
        for known in self.givens.values():
            if (known.value, known.unit) == (value, unit):
                return known
        given = Given(f"U{len(self.givens) + 1}", value, unit, text)
        self.givens[given.id] = given
        return given

    def store_series(self, symbol: str, name: str, values: "pd.Series") -> SeriesInput:
        """Return the input that stands for many rows, which are kept once under their hash."""
        days = values.index.to_numpy().astype("datetime64[D]").astype(str).tolist()
        rows: list[list[str | float]] = [[day, v] for day, v in zip(days, values.astype(float).tolist(), strict=True)]
        digest = series_sha256(symbol, name, rows)
        self.series[digest] = rows
        first, last = (date.fromisoformat(str(rows[i][0])) for i in (0, -1))
        return SeriesInput(symbol, name, first, last, len(rows), digest)


def series_sha256(symbol: str, name: str, rows: Sequence[Sequence[str | float]]) -> str:
    """Return the hash of many rows of one field, each a session (ISO 8601) and a value."""
    return hashlib.sha256(canonical([symbol, name, rows])).hexdigest()
