"""Verdicts: at printed precision and hedge, with fair readings, and never from a row after the publication."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.answer import Json, seal
from copilot.check.claim import Stated
from copilot.check.tolerance import holds
from copilot.proofs import verify
from tools.prices.files import FilePrices

Check = Callable[..., Json]


def claim(document: Json, number: int = 0) -> dict[str, Any]:
    return dict(document["claims"][number])


@pytest.mark.parametrize(
    ("stated", "value", "held"),
    [
        (Stated("1.62%", 0.0162, "fraction", 0.0001), 0.01624, True),
        (Stated("1.62%", 0.0162, "fraction", 0.0001), 0.0164, False),
        (Stated("about 29%", 0.29, "fraction", 0.01, "about"), 0.28, True),
        (Stated("over 1,000%", 10.0, "fraction", 0.01, "over"), 10.06, True),
        (Stated("over 1,000%", 10.0, "fraction", 0.01, "over"), 9.9, False),
        (Stated("nearly 20%", 0.2, "fraction", 0.01, "under"), 0.195, True),
        (Stated("nearly 20%", 0.2, "fraction", 0.01, "under"), 0.17, False),
        (Stated("19-20%", 0.19, "fraction", 0.01, None, 0.2), 0.203, True),
        (Stated("-0.48%", -0.0048, "fraction", 0.0001), 0.0048, False),
        (Stated("0.48%", 0.0048, "fraction", 0.0001, signed=False), -0.0048, True),
    ],
)
def test_a_figure_holds_at_its_printed_precision_and_hedge(stated: Stated, value: float, held: bool) -> None:
    assert holds(stated, value) is held


def test_a_true_figure_is_supported_with_its_proof(check: Check) -> None:
    document = check("The Nasdaq Composite gained 20.36% in 2025.")

    found = claim(document)

    assert found["verdict"] == "supported"
    assert found["computed"]["value"] == pytest.approx(0.2036, abs=5e-5)
    assert found["computed"]["fact"] in {f["id"] for f in document["facts"]}


def test_a_wrong_figure_is_contradicted_with_what_it_was(check: Check) -> None:
    found = claim(check("The Russell 2000 gained 15.21% in 2025."))

    assert found["verdict"] == "contradicted"
    assert found["computed"]["value"] == pytest.approx(0.1129, abs=5e-5)


@pytest.mark.parametrize(("verb", "verdict"), [("fell", "contradicted"), ("rose", "supported")])
def test_a_direction_is_part_of_the_claim(check: Check, verb: str, verdict: str) -> None:
    assert claim(check(f"The Dow Jones Industrial Average {verb} 12.97% in 2025."))["verdict"] == verdict


def test_another_index_of_the_name_makes_it_ambiguous_with_both_figures(check: Check) -> None:
    found = claim(check("The Nasdaq gained 20.17% in 2025."))

    assert found["verdict"] == "ambiguous"
    assert [round(r["value"], 4) for r in found["readings"]] == [0.2036, 0.2017]


def test_a_fund_within_its_usual_gap_does_not_contradict_its_sector(check: Check) -> None:
    document = check("Among the sectors on January 6, communication services fell 0.48%.")

    assert claim(document)["verdict"] == "ambiguous"


def test_sessions_that_had_not_been_are_explained(check: Check) -> None:
    found = claim(check("The Russell 2000 surged 4.06% during the first five trading days of the year."))

    assert found["verdict"] == "contradicted"
    assert "Only four of the 5 sessions had closed by 7 January 2026" in found["reason"]


def test_no_row_later_than_the_publication_is_used(check: Check) -> None:
    document = check("The S&P 500 rose 1.45% this year. The Dow gained 2.91% this year.", "2026-01-06")

    assert max(f["as_of"] for f in document["facts"]) == "2026-01-06"


def test_a_price_as_traded_before_a_later_split_is_supported(check: Check, market: FilePrices) -> None:
    document = check("Tesla closed at $1,199.78 on Monday.", "2022-01-03", market)

    assert claim(document)["verdict"] == "supported"
    assert "3-for-1 split" in claim(document)["reason"]


def test_a_round_price_that_fits_a_later_split_is_ambiguous(check: Check, market: FilePrices) -> None:
    document = check("Tesla closed at $1,200 on Monday.", "2022-01-03", market)

    assert claim(document)["verdict"] == "ambiguous"


@pytest.mark.parametrize(
    "words",
    [
        "Nvidia rose 9.3% on Thursday. It also raised its quarterly dividend by 150%.",
        "Nvidia rose 9.3% on Thursday. Its payout ratio stood at 84.8%.",
        "Nvidia rose 9.3% on Thursday. Its inventories swelled 14%.",
        "Nvidia rose 9.3% on Thursday.\n\nOur partnership returned 9.7% net in the quarter and 18.3% for the year.",
        "Nvidia rose 9.3% on Thursday.\n\nWe finished the year up 12.4%.",
        "Nvidia rose 9.3% on Thursday.\n\nThe fund's net asset value rose 14.2% after fees.",
    ],
)
def test_a_figure_of_a_company_or_a_fund_is_no_move_of_its_price(check: Check, market: FilePrices, words: str) -> None:
    document = check(words, "2024-05-23", market)

    assert [c["verdict"] for c in document["claims"][1:]] == ["not_checkable"] * len(document["claims"][1:])


def test_what_the_writer_holds_is_judged_by_its_own_price(check: Check, market: FilePrices) -> None:
    document = check("Our position in Nvidia rose 9.3% on Thursday.", "2024-05-23", market)

    assert claim(document)["verdict"] == "supported"


@pytest.mark.parametrize(("count", "verdict"), [(39, "supported"), (40, "ambiguous"), (55, "contradicted")])
def test_record_closes_are_counted(check: Check, market: FilePrices, count: int, verdict: str) -> None:
    document = check(f"The S&P 500 set {count} record closes in 2025.", "2025-12-31", market)

    assert [(c["measure"], c["verdict"]) for c in document["claims"]] == [("count", verdict)]


def test_an_ordinal_record_is_counted_up_to_its_day(check: Check, market: FilePrices) -> None:
    document = check("On June 18 the S&P 500 set its 31st record close of 2024.", "2024-12-31", market)

    assert claim(document)["verdict"] == "supported"


@pytest.mark.parametrize(("day", "verdict"), [("2023-11-03", "supported"), ("2023-11-10", "contradicted")])
def test_the_best_week_of_a_year_is_held_against_its_other_weeks(
    check: Check, market: FilePrices, day: str, verdict: str
) -> None:
    document = check("It was the S&P 500's best week of the year.", day, market)

    assert claim(document)["verdict"] == verdict


def test_them_are_the_dividends_told_before(check: Check, market: FilePrices) -> None:
    words = "In 2023 the S&P 500 returned 24.2% before dividends and 26.2% with them."
    document = check(words, "2024-01-05", market)

    assert [c["verdict"] for c in document["claims"]] == ["supported", "supported"]
    assert not document["contradictions"]


def test_dividends_of_an_index_come_from_its_fund(check: Check) -> None:
    found = claim(check("The S&P 500 delivered a total return of 17.72% in 2025."))

    assert (found["verdict"], found["subject"], found["basis"]) == ("supported", ["SPY"], "total_return")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Energy was the worst-performing sector on January 6.", "supported"),
        ("Utilities led all sectors on January 6.", "contradicted"),
        ("Health care led all sectors on January 6.", "ambiguous"),
        ("The Nasdaq led all major indices in 2025.", "supported"),
        ("The Dow led all major indices in 2025.", "contradicted"),
        ("The S&P 500 closed at a record high on January 6.", "supported"),
        ("The Russell 2000 closed at a record high on January 6.", "contradicted"),
    ],
)
def test_places_and_records_are_judged(check: Check, text: str, verdict: str) -> None:
    assert claim(check(text))["verdict"] == verdict


def test_every_document_verifies_offline(check: Check) -> None:
    document = check(
        "The Nasdaq Composite gained 20.36% in 2025, beating the S&P 500 by 3.97 percentage points. "
        "Energy was the worst sector on January 6. The Dow closed at 49,462.08 on January 6, up 484.90 points. "
        "Nvidia has risen 11-fold since ChatGPT launched. The Magnificent Seven make up 34.3% of the S&P 500's weight."
    )

    assert verify(document).findings == ()


def test_a_changed_verdict_count_or_figure_does_not_verify(check: Check) -> None:
    document = check("The Nasdaq Composite gained 20.36% in 2025.")
    document["claims"][0]["computed"]["value"] = 0.3
    document["summary"]["supported"] = 0
    document["sha256"] = seal(document)

    assert {line.split(":")[0] for line in verify(document).findings} == {"C1", "summary"}


def test_the_summary_counts_the_claims(check: Check) -> None:
    summary = check("The Dow gained 12.97% in 2025. The S&P 500 fell 16.39% in 2025. Revenue rose 5%.")["summary"]

    assert summary["claims"] == sum(v for k, v in summary.items() if k != "claims")


def test_a_check_that_calls_a_wrong_figure_supported_does_not_verify(check: Check) -> None:
    document = check("The Russell 2000 gained 15.21% in 2025. The Dow gained 12.97% in 2025.")
    document["claims"][0]["verdict"] = "supported"
    document["claims"][1]["start"] += 1
    document["summary"] |= {"supported": 2, "contradicted": 0}
    document["sha256"] = seal(document)

    findings = " ".join(verify(document).findings)

    assert "C1: called supported" in findings
    assert "C2: its quote" in findings


@pytest.mark.parametrize(("name", "verdict"), [("AT&T", "supported"), ("The Dow", "contradicted")])
def test_what_is_told_as_little_changed_has_hardly_moved(
    check: Check, market: FilePrices, name: str, verdict: str
) -> None:
    document = check(f"{name} was little changed on Thursday.", "2024-05-23", market)

    assert claim(document)["verdict"] == verdict


def test_points_need_no_word_where_the_level_they_led_to_follows(check: Check, market: FilePrices) -> None:
    document = check("The Dow dropped 504.22 to 39,853.87 on Wednesday.", "2024-07-24", market)

    assert [(c["measure"], c["verdict"]) for c in document["claims"]] == [
        ("points_change", "supported"),
        ("close", "supported"),
    ]


def test_a_figure_without_a_verb_is_of_the_kind_of_the_one_before(check: Check, market: FilePrices) -> None:
    document = check("SPY charges 0.09%, RSP 0.20%.", "2026-01-05", market)

    assert [c["verdict"] for c in document["claims"]] == ["not_checkable", "not_checkable"]


def test_a_fund_that_nobody_named_is_not_the_index_told_before(check: Check, market: FilePrices) -> None:
    document = check("The S&P 500 rose 16.4% in 2025. The fund gained 14%.", "2025-12-31", market)

    assert [c["verdict"] for c in document["claims"]] == ["supported", "not_checkable"]
