"""Forensics and contradictions, on the article that was sold as verifiable and on small texts."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Json
from copilot.check.judging.natural import natural_starts
from tools.prices.files import FilePrices
from tools.prices.history import PriceSource
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions

Check = Callable[..., Json]


@pytest.fixture(scope="module", params=["market", "reference"])
def prices(request: pytest.FixtureRequest, market: FilePrices) -> PriceSource:
    return market if request.param == "market" else ReferencePrices()


def found(document: Json, words: str) -> dict[str, Any]:
    return next(dict(c) for c in document["claims"] if words in c["quote"])


def origin(document: Json, words: str) -> tuple[str, str, str]:
    first = found(document, words)["reproduced_by"][0]
    return first["window"]["base"], first["window"]["end"], first["base_field"]


def test_the_article_gives_up_its_four_origins(check: Check, article: str, prices: PriceSource) -> None:
    document = check(article, "2026-01-07", prices)

    assert origin(document, "+21.35%") == origin(document, "+15.21%") == ("2025-01-02", "2026-01-06", "open")
    assert origin(document, "+4.06%") == origin(document, "+1.62%") == ("2025-12-01", "2026-01-06", "open")
    assert origin(document, "+44.86%") == ("2024-08-26", "2026-01-06", "open")
    assert "November 2024" in found(document, "48% total return")["reproduced_by"][0]["label"]


def test_a_shared_origin_names_the_other_claim_and_the_windows_tried(check: Check, article: str) -> None:
    document = check(article)

    first = found(document, "+21.35%")["reproduced_by"][0]

    assert first["also_explains"] == [found(document, "+15.21%")["id"]]
    assert 100 < first["windows_tried"] < 5000


def test_the_near_miss_is_put_beside_it(check: Check, article: str) -> None:
    near = found(check(article), "+4.06%")["near"]

    assert [n["label"] for n in near] == ["the three sessions to 6 January 2026"]
    assert near[0]["value"] == pytest.approx(0.0407, abs=5e-5)


def test_the_expected_verdicts_of_the_article(check: Check, article: str, market: FilePrices, shared: Path) -> None:
    lines = (shared / "article" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [entry for line in lines if "accept" in (entry := json.loads(line))]
    document = check(article, "2026-01-07", market)

    verdicts = {e["quote"]: _verdict(document, article, e["quote"]) for e in expected}

    assert sum(v is not None for v in verdicts.values()) >= 22
    assert {q: v for q, v in verdicts.items() if v and v not in _accepted(expected, q)} == {}


def _verdict(document: Json, article: str, quote: str) -> str | None:
    at = article.find(quote)
    digits = [t for t in quote.replace("(", " ").split() if any(c.isdigit() for c in t)]
    overlapping = [c for c in document["claims"] if c["start"] < at + len(quote) and at < c["end"]]
    exact = [c for c in overlapping if all(d.strip("().,") in c["quote"] for d in digits[:1])]
    wordy = [c for c in overlapping if c["measure"] in ("rank", "record_high")]
    chosen = exact if digits else wordy
    chosen = [c for c in chosen if digits or c["measure"] != "price_return"] or overlapping
    return str(chosen[0]["verdict"]) if chosen else None


def _accepted(expected: list[Json], quote: str) -> list[str]:
    return next(list(e["accept"]) for e in expected if e["quote"] == quote)


def test_the_article_contradicts_itself_in_at_least_five_ways(check: Check, article: str) -> None:
    rules = {c["rule"] for c in check(article)["contradictions"]}

    assert {
        "total_vs_annualized", "ratio_vs_parts", "too_many_sessions", "subject_changes_name", "set_changes_name",
        "rank_not_shown", "unfinished_period",
    } <= rules  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Dow fell 466 points, or 2.9%, to 48,996.08 on January 7.", "points_vs_percent"),
        ("Energy was the worst sector on January 6, falling 2.7%. Utilities lost 3.5% that day.", "rank_vs_listed"),
        ("The S&P 500 rose 16.39% in 2025. Later: the S&P 500 gained 18.9% in 2025.", "same_quantity"),
        ("Since ChatGPT launched the S&P 500 returned 48%. The S&P 500 gained 19% a year since ChatGPT launched.",
         "total_vs_annualized"),
    ],
)  # fmt: skip
def test_a_contradiction_needs_no_prices(check: Check, text: str, rule: str) -> None:
    assert rule in {c["rule"] for c in check(text)["contradictions"]}


@pytest.mark.parametrize(
    "text",
    [
        "The Dow fell 466 points, or 0.9%, to 48,996.08 on January 7.",
        "Energy was the worst sector on January 6, falling 2.7%. Utilities lost 0.5% that day.",
        "The S&P 500 rose 16.39% in 2025, or about 16%.",
    ],
)
def test_what_fits_together_is_no_contradiction(check: Check, text: str) -> None:
    assert check(text)["contradictions"] == []


def test_natural_windows_are_few_and_listed_beforehand() -> None:
    starts = natural_starts(date(2026, 1, 7), load_sessions())

    assert len(starts) == len({s.first for s in starts}) < 80
