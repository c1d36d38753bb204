"""Labelled articles of varied prose, filled from real prices, checked and scored."""

from datetime import date
from pathlib import Path

import pytest

from copilot.check import check_article
from copilot.evals.articles import Row, Score, evaluate, load_articles, score
from tests.evals.article_texts import Labelled, articles, write
from tools.prices.files import FilePrices
from tools.sessions import load_sessions
from tools.universe import load_universe


@pytest.fixture(scope="module")
def labelled(shared: Path) -> list[Labelled]:
    return articles(shared / "market" / "prices.parquet")


SAMPLE = 8
"""Every so manieth article is checked here; `market-copilot eval articles` checks a whole folder."""


@pytest.fixture(scope="module")
def scored(labelled: list[Labelled], shared: Path) -> Score:
    prices = FilePrices(shared / "market" / "prices.parquet")
    universe, sessions = load_universe(prices.known_symbols()), load_sessions()
    rows: list[Row] = []
    for one in labelled[::SAMPLE]:
        document = check_article(one.text, date.fromisoformat(one.published), prices, universe, sessions)
        rows += score(one.name, one.text, one.claims, document)
    return Score(tuple(rows))


def test_there_are_many_articles_with_true_and_wrong_claims(labelled: list[Labelled]) -> None:
    verdicts = [claim["verdict"] for one in labelled for claim in one.claims]

    assert len(labelled) >= 25
    assert min(verdicts.count("contradicted"), verdicts.count("not_checkable")) >= 40


def test_a_true_figure_is_almost_never_called_contradicted(scored: Score) -> None:
    assert scored.false_contradicted is not None
    assert scored.false_contradicted <= 0.02


def test_most_claims_are_found(scored: Score) -> None:
    assert scored.recall is not None
    assert scored.recall >= 0.9


def test_most_verdicts_are_right(scored: Score) -> None:
    assert scored.accuracy is not None
    assert scored.accuracy >= 0.93


def test_the_scorer_counts_a_missed_claim_and_a_wrong_verdict() -> None:
    text = "The Dow rose 1%. The S&P 500 fell 2%."
    gold = [
        {"quote": "The Dow rose 1%", "stated": {"value": 1.0, "unit": "%"}, "verdict": "supported"},
        {"quote": "The S&P 500 fell 2%", "stated": {"value": 2.0, "unit": "%"}, "verdict": "contradicted"},
    ]
    produced = {"claims": [{"start": 4, "end": 15, "stated": {"value": 0.01}, "verdict": "contradicted"}]}

    found = Score(tuple(score("one", text, gold, produced)))

    assert (found.recall, found.accuracy, found.false_contradicted) == (0.5, 0.0, 1.0)


def test_a_folder_as_the_outside_scorer_has_it_is_evaluated(
    labelled: list[Labelled], shared: Path, tmp_path: Path
) -> None:
    write(labelled[:2], tmp_path)

    found = evaluate(tmp_path, FilePrices(shared / "market" / "prices.parquet"))

    assert {row.article for row in found.rows} == {one.name for one in labelled[:2]}
    assert found.recall is not None
    assert found.recall >= 0.9


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="claims"):
        load_articles(tmp_path)
