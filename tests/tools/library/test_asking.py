"""What a question says of the documents it wants, and that the search follows it."""

from datetime import date

import pytest

from tools.library import Document, Library
from tools.library.statements import STATEMENTS, asked_for, likeness

BALANCE = """Consolidated Balance Sheet
(Dollars in millions) 2022 2021
Total current assets 14,688 15,403
Goodwill 12,790 13,486
Total assets 46,455 47,072
Accounts payable 3,183 2,994
Total current liabilities 9,523 9,035
Total liabilities 31,685 31,955
Retained earnings 47,950 45,821
Total equity 14,770 15,117"""
TALK = "The chairman of {} talked of growth and said that a quick reply to its rivals mattered."


@pytest.fixture
def filings(library: Library) -> Library:
    for name in ("FREEPORT", "SOUTHERNCOPPER"):
        for year in (2021, 2022):
            text = f"Copper output was {year % 100 * 10 + len(name)} kilotons, and costs rose with the price of diesel."
            library.add(Document(text, f"{name} {year} 10K"))
        library.add(Document(f"Copper output in the quarter was {len(name)} kilotons.", f"{name} 2022Q2 10Q"))
    library.add(Document("Analysts write that Freeport digs copper at low costs.", "Note", symbols=("FCX",)))
    return library


def first(library: Library, question: str) -> str:
    return library.search(question)[0].document.title


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("What was Freeport's copper output in FY2021?", "FREEPORT 2021 10K"),
        ("What was Freeport's copper output in FY22?", "FREEPORT 2022 10K"),
        ("What was Southern Copper's output of copper in 2022?", "SOUTHERNCOPPER 2022 10K"),
        ("How did Freeport's copper output change between 2021 and 2022?", "FREEPORT 2022 10K"),
        ("What was Freeport's copper output in Q2 2022?", "FREEPORT 2022Q2 10Q"),
        ("What does Freeport's 10-Q say of copper output?", "FREEPORT 2022Q2 10Q"),
    ],
)
def test_the_filing_of_the_company_and_period_comes_first(filings: Library, question: str, title: str) -> None:
    assert first(filings, question) == title


def test_documents_by_and_about_the_company_are_all_that_is_shown(filings: Library) -> None:
    found = filings.search("What is said of Freeport's copper costs?", count=10)

    titles = {f.document.title for f in found}
    assert "Note" in titles
    assert {title.split()[0] for title in titles} == {"FREEPORT", "Note"}
    assert not any(f.outside_filter for f in found)


def test_a_company_that_no_document_is_about_is_said_to_be_missing(filings: Library) -> None:
    found = filings.search("What were Nvidia's costs for copper output in kilotons, and the price of diesel?")

    assert found
    assert all(f.outside_filter for f in found)


def test_a_dated_document_comes_first_when_its_date_is_named(library: Library) -> None:
    for day in (3, 5, 9):
        text = f"The copper union met on day {day} and spoke of wages and shifts."
        library.add(Document(text, f"Meeting {day}", published=date(2026, 1, day)))

    assert first(library, "What did the copper union say of wages on 5 January 2026?") == "Meeting 5"


def test_a_publisher_that_is_named_comes_first(library: Library) -> None:
    for publisher in ("Metal Daily", "Finance Weekly", "Farm Journal"):
        text = f"Copper prices will rise by {len(publisher)} percent in spring, says our desk."
        library.add(Document(text, "Outlook", publisher))

    assert library.search("How will copper prices rise according to Finance Weekly?")[0].document.publisher == (
        "Finance Weekly"
    )


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("What is the quick ratio?", {"balance sheet"}),
        ("What is the gross margin?", {"income statement"}),
        ("How large was capex?", {"cash flow statement"}),
        ("What is EBITDA?", {"income statement", "cash flow statement"}),
        ("What is the inventory turnover?", {"balance sheet", "income statement"}),
        ("Using the cash flow statement, how large were dividends to net income?", {"cash flow statement"}),
        ("What drove the operating margin?", set()),
        ("Which products are sold?", set()),
    ],
)
def test_a_ratio_is_looked_for_in_the_statements_it_is_computed_from(question: str, statements: set[str]) -> None:
    assert asked_for(question) == statements


def test_a_statement_is_known_by_its_name_and_lines() -> None:
    assert likeness("balance sheet", BALANCE) == 1.0
    assert likeness("income statement", BALANCE) == 0.0
    assert all(likeness(name, TALK) < 0.5 for name in STATEMENTS)


def test_the_statement_comes_before_talk_of_the_ratio(library: Library) -> None:
    library.add(
        Document("\f".join([TALK.format("Acme"), BALANCE, "Acme sells tape and glue to firms."]), "ACME 2022 10K")
    )

    found = library.search("What was Acme's quick ratio in FY2022?")

    assert (found[0].locator, found[0].text) == ("page 2", BALANCE)
