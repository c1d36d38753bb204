"""What a person says of a document that is added."""

from datetime import date
from pathlib import Path

import pytest

from tools.errors import DocumentRefused, UnknownName
from tools.library import Document, Given, Library, given_in_words, symbols_named


def test_words_are_read_as_a_person_writes_them() -> None:
    told = {"title": " Copper  rises ", "published": "2026-01-05", "tier": "primary", "publisher": "",
            "symbols": "nvidia, TIN.L", "form": "10q", "period": "Q3 2025"}  # fmt: skip

    assert given_in_words(told) == Given(
        title="Copper rises", published=date(2026, 1, 5), tier="primary", symbols=("NVDA", "TIN.L"),
        form="10-Q", fiscal_year=2025, fiscal_quarter=3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "symbols"),
    [
        ("NVDA", ("NVDA",)),
        ("$nvda, Apple", ("NVDA", "AAPL")),
        ("asml", ("ASML",)),
        ("^GSPC, 7203.T", ("^GSPC", "7203.T")),
        ("Apple, AAPL,", ("AAPL",)),
    ],
)
def test_symbols_and_names_of_companies_may_stand_side_by_side(written: str, symbols: tuple[str, ...]) -> None:
    assert symbols_named(written) == symbols


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"published": "5.1.2026"}, "2026-01-09"),
        ({"tier": "gospel"}, "second-hand"),
        ({"url": "javascript:x"}, "https://"),
        ({"period": "soon"}, "FY2025"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(said: dict[str, str], why: str) -> None:
    with pytest.raises(DocumentRefused, match=why):
        given_in_words(said)


def test_a_name_that_is_no_company_is_not_taken_for_a_symbol() -> None:
    with pytest.raises(UnknownName):
        symbols_named("Nobody Incorporated")


def test_sectors_follow_the_companies_that_were_given(tmp_path: Path) -> None:
    record = Library(tmp_path).add(Document("Prices rose.", "Note"), Given(symbols=("NVDA",))).document

    assert (record.symbols, record.sectors) == (("NVDA",), ("Information Technology",))


def test_what_was_given_stays_when_the_same_file_is_read_again(tmp_path: Path) -> None:
    library, note = Library(tmp_path / "library"), tmp_path / "note.txt"
    note.write_text("Tin prices rose.", encoding="utf-8")
    library.add(note, Given(publisher="Own desk", published=date(2026, 1, 5)))

    assert library.add(note).change == "unchanged"
    assert library.documents()[0].publisher == "Own desk"
    assert library.add(note, Given(publisher="Other desk")).change == "updated"
