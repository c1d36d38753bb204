from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.library import Document
from tools.library.particulars import completed, read_reported, without_period

COVER = """UNITED STATES SECURITIES AND EXCHANGE COMMISSION

FORM 10-K

Annual report pursuant to section 13 for the fiscal year ended December 31, 2022

FREEPORT-MCMORAN INC.
(Exact name of registrant as specified in its charter)

Copper rose.

Date: February 15, 2023
"""


def test_a_filing_says_who_files_which_form_for_which_year_and_when() -> None:
    document = completed(Document(COVER, "annual"))

    assert (document.publisher, document.form) == ("FREEPORT-MCMORAN INC.", "10-K")
    assert (document.fiscal_year, document.fiscal_quarter) == (2022, None)
    assert document.published == date(2023, 2, 15)
    assert document.symbols == ("FCX",)
    assert document.sectors == ("Materials",)


@pytest.mark.parametrize(
    ("title", "form", "year", "quarter", "published"),
    [
        ("3M 2018 10K", "10-K", 2018, None, None),
        ("ACME_2023Q2_10Q", "10-Q", 2023, 2, None),
        ("ACME 2022Q4 EARNINGS", "earnings", 2022, 4, None),
        ("ACME 8-K dated 2022-07-01", "8-K", None, None, date(2022, 7, 1)),
        ("Form 10-Q for the third quarter of fiscal 2023", "10-Q", 2023, 3, None),
        ("Annual report FY22", "10-K", 2022, None, None),
        ("What 2025 was like", "", None, None, None),
    ],
)
def test_a_title_says_form_and_period(
    title: str, form: str, year: int | None, quarter: int | None, published: date | None
) -> None:
    document = completed(Document("Words.", title))

    assert (document.form, document.fiscal_year, document.fiscal_quarter) == (form, year, quarter)
    assert document.published == published


def test_a_quarterly_report_takes_its_period_from_the_cover() -> None:
    text = "Form 10-Q\n\nFor the quarterly period ended June 30, 2023\n\nWords."

    assert (completed(Document(text, "q")).fiscal_year, completed(Document(text, "q")).fiscal_quarter) == (2023, 2)


def test_what_was_said_is_not_read_over() -> None:
    said = Document(COVER, "annual", "A bank", date(2020, 1, 1), symbols=("AAPL",), sectors=("Energy",), form="8-K")

    assert completed(said) == completed(completed(said))
    assert (completed(said).publisher, completed(said).published) == ("A bank", date(2020, 1, 1))
    assert (completed(said).symbols, completed(said).sectors, completed(said).form) == (("AAPL",), ("Energy",), "8-K")


def test_companies_in_passing_are_not_what_a_text_is_about() -> None:
    long = "Copper rose in spring. " * 100
    text = f"Freeport and Nvidia were strong.\n\n{long}\n\nMicrosoft was named once. {'Tesla fell. ' * 3}"

    assert completed(Document(text, "Strong companies")).symbols == ("FCX", "NVDA", "TSLA")


@pytest.mark.parametrize(
    ("words", "forms", "years", "quarters"),
    [
        ("FY2018 - FY2020 3 year average", set(), {2018, 2020}, set()),
        ("the 8k filing dated 1st July 2022", {"8-K"}, {2022}, set()),
        ("Q2 of FY2023", set(), {2023}, {2}),
        ("second fiscal quarter of 2023", set(), {2023}, {2}),
        ("in this 10K report for FY22?", {"10-K"}, {2022}, set()),
        ("revenue of $2,022 or 2,023.5 in 2019", set(), {2019}, set()),
        ("first half of fiscal 2023", set(), {2023}, {2}),
        ("H1 FY2023 and the nine months ended September 30, 2022", set(), {2022, 2023}, {2, 3}),
        ("over the past six months", set(), set(), set()),
        ("what is it?", set(), set(), set()),
    ],
)
def test_a_question_says_form_and_period(words: str, forms: set[str], years: set[int], quarters: set[int]) -> None:
    reported = read_reported(words)

    assert (reported.forms, reported.years, reported.quarters) == (forms, years, quarters)


@given(st.integers(2000, 2035), st.integers(1, 4))
def test_every_quarter_is_read_as_it_is_written(year: int, quarter: int) -> None:
    forms = (f"Q{quarter} {year}", f"{year}Q{quarter}", f"Q{quarter} FY{year % 100:02d}", f"{year} q{quarter}")

    assert {(read_reported(f).years, read_reported(f).quarters) for f in forms} == {
        (frozenset({year}), frozenset({quarter}))
    }


def test_what_is_left_of_a_filings_title_is_the_company() -> None:
    titles = ("ACME 2022 10K", "ACME_2023Q2_10Q", "ACME 8K dated-2022-07-01", "Acme annual report FY2022")

    assert {without_period(title).lower().split()[0] for title in titles} == {"acme"}


def test_a_document_is_about_the_companies_it_spells_and_no_misspelt_one() -> None:
    document = completed(Document("Nvidia and Aple rose. Aple fell again, then Aple rose.", "Chips"))

    assert document.symbols == ("NVDA",)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Published 5 January 2026 by Andes Metals Research", "Andes Metals Research"),
        ("Posted on 2026-01-05 by The Desk", "The Desk"),
        ("It was published by nobody that we know", ""),
        ("Published by Andes Research. All rights reserved.", ""),
    ],
)
def test_a_text_says_near_its_top_who_published_it(line: str, publisher: str) -> None:
    assert completed(Document(f"Copper outlook\n{line}\n\nCopper rose.", "Copper")).publisher == publisher


def test_a_market_of_something_else_makes_a_text_not_one_about_stock_indices() -> None:
    assert completed(Document("We expect the market to be short of copper.", "Copper outlook")).symbols == ()


def test_a_word_for_an_industry_names_none_of_its_companies() -> None:
    made = completed(Document("Power semiconductors and airlines bought more.", "Halden Electric AG: report"))
    seven = completed(Document("The Magnificent 7 led.", "Note"))

    assert made.symbols == ()
    assert "NVDA" in seven.symbols
