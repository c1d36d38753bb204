"""Right words that are easily misread: other languages, share classes, months between two days, passages that lack."""

import pytest

from copilot.grounding import settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import DAY, YEAR, fact, passage


def clean(text: str, ledger: Ledger) -> bool:
    """Say whether nothing in a text is marked."""
    checks = settle(text, ledger).checks
    return not checks.unproved and not checks.unsupported


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Meta verzeichnete ein Minus von 10,1 Prozent.", True),
        ("Meta verzeichnete ein Plus von 10,1 Prozent.", False),
        ("Apple liegt 6,8 Prozent im Plus, Meta 10,1 Prozent im Minus.", True),
        ("Apple liegt 6,8 Prozent im Minus, Meta 10,1 Prozent im Plus.", False),
        ("Tesla was flat at 0.0%.", True),
        ("Tesla rose 0.0%.", False),
    ],
)
def test_plus_and_minus_are_nouns_in_german_and_nothing_is_neither(words: str, right: bool) -> None:
    ledger = Ledger()
    for symbol, value in (("META", -0.101), ("AAPL", 0.068), ("TSLA", -0.0004)):
        ledger.book(fact(symbol, value, YEAR))

    assert clean(words, ledger) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("El Nasdaq está un 7% por debajo de su récord.", True),
        ("El Nasdaq está un 7% por encima de su récord.", False),
        ("Der Nasdaq liegt 7 Prozent unter seinem Rekord.", True),
        ("Der Nasdaq liegt 7 Prozent über seinem Rekord.", False),
        ("Le Nasdaq est 7 % sous son record.", True),
        ("纳斯达克比纪录低7%。", True),
        ("纳斯达克比纪录高7%。", False),
    ],
)
def test_below_a_record_is_told_in_every_language(words: str, right: bool) -> None:
    ledger = Ledger()
    ledger.book(fact("^IXIC", -0.07, YEAR, "other", params={"part": "below_record"}))

    assert clean(words, ledger) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Alphabet's Class C shares account for 2.5% of the S&P 500.", True),
        ("Alphabet's Class C shares account for 3.1% of the S&P 500.", False),
        ("Class A weighs 3.1% for Alphabet, and its Class C shares another 2.5%.", True),
    ],
)
def test_the_classes_of_a_share_have_a_weight_each(words: str, right: bool) -> None:
    ledger = Ledger()
    for symbol, value, label in (("GOOGL", 0.031, "Alphabet"), ("GOOG", 0.025, "Alphabet Class C")):
        told = f"{label} weight in the S&P 500"
        ledger.book(fact("GOOGL", value, DAY, "weight", subject=(symbol,), label=told, params={"index": "^GSPC"}))

    assert clean(words, ledger) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Amazon regained its peak four months after Meta did.", True),
        ("Amazon regained its peak six months after Meta did.", False),
        ("Meta was back at its peak four months before Amazon.", True),
        ("Meta was back at its peak seven months before Amazon.", False),
    ],
)
def test_the_months_between_two_recoveries_are_those_between_their_days(words: str, right: bool) -> None:
    ledger = Ledger()
    for symbol, day in (("AMZN", "2025-10-31"), ("META", "2025-06-30")):
        ledger.book(fact(symbol, day, YEAR, "recovery", "date", params={"part": "recovery"}))

    assert clean(words, ledger) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("The October payrolls report was cancelled because of the shutdown [S1].", True),
        ("Officials are without the October payrolls report [S1].", True),
        ("Officials have the October payrolls report [S1].", False),
        ("The October payrolls report was not cancelled [S1].", False),
        ("Officials are due to meet on 10 December [S1].", True),
        ("Officials lack the report due to a strike [S1].", False),
    ],
)
def test_what_a_passage_lacks_may_be_told_as_missing(words: str, right: bool) -> None:
    ledger = Ledger()
    ledger.book_passage(
        passage(
            "Officials lack the October payrolls report, which was cancelled because of the government shutdown. "
            "Officials will meet on 10 December."
        )
    )

    assert clean(words, ledger) == right
