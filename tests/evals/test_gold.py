"""The scorer of answers: what is right, what is only missing, and what is wrong."""

from typing import Any

import pytest

from copilot.evals.gold import Json, Verdict, judge

WINDOW = {"base": "2024-12-31", "end": "2025-12-31"}


def fact(id: str, symbol: str, value: float, **more: Any) -> dict[str, Any]:
    plain = {"measure": "price_return", "unit": "fraction", "window": WINDOW}
    return {"id": id, "subject": [symbol], "value": value, **plain, **more}


def answer(*facts: dict[str, Any], shown: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    texts = {f["id"]: f"{100 * f['value']:.2f}%" for f in facts} if shown is None else shown
    segments = [{"fact": id, "text": text} for id, text in texts.items()]
    return {
        "behavior": "answer", "reason": None, "facts": list(facts), "segments": segments,
        "text": " ".join(texts.values()), **more,
    }  # fmt: skip


def gold(*values: Json, **more: Any) -> dict[str, Any]:
    return {"accept": [{"behavior": "answer", "values": True}], "values": list(values), **more}


def wanted(symbol: str = "AAPL", value: float = 0.0856, **more: Any) -> dict[str, Any]:
    plain = {"measure": "price_return", "unit": "fraction", "tolerance": 0.0001, "window": WINDOW}
    return {"subject": [symbol], "value": value, **plain, **more}


def test_a_right_figure_that_is_shown_is_right() -> None:
    assert judge(gold(wanted()), answer(fact("F1", "AAPL", 0.0856))) == Verdict(True, False)


@pytest.mark.parametrize(
    "given",
    [
        answer(fact("F1", "AAPL", 0.0956)),
        answer(fact("F1", "AAPL", -0.0856)),
        answer(fact("F1", "MSFT", 0.0856)),
        answer(fact("F1", "AAPL", 0.0856, measure="volatility")),
        answer(fact("F1", "AAPL", 0.0856, window={"base": "2025-01-31", "end": "2025-12-31"})),
        answer(fact("F1", "AAPL", 0.0856), shown={}),
        answer(fact("F1", "AAPL", 8.56, unit="points")),
    ],
    ids=["value", "sign", "subject", "measure", "window", "not shown", "unit"],
)
def test_another_figure_is_wrong(given: Json) -> None:
    verdict = judge(gold(wanted()), given)

    assert not verdict.right
    assert verdict.wrong


@pytest.mark.parametrize("printed", ["9.56%", "−8.56%", "0.86%", "856%"])
def test_other_digits_than_the_fact_has_are_wrong(printed: str) -> None:
    assert judge(gold(wanted()), answer(fact("F1", "AAPL", 0.0856), shown={"F1": printed})).wrong


@pytest.mark.parametrize("printed", ["8.56%", "+8.6%", "8.6 percent", "856 bp", "0.0856", "9%"])
def test_the_same_figure_in_other_forms_is_right(printed: str) -> None:
    assert judge(gold(wanted()), answer(fact("F1", "AAPL", 0.0856), shown={"F1": printed})).right


def test_asking_back_where_an_answer_was_wanted_is_a_miss_but_misleads_nobody() -> None:
    given = {"behavior": "clarify", "reason": "not_understood", "text": "", "segments": [], "facts": []}

    assert judge(gold(wanted()), given) == Verdict(False, False, judge(gold(wanted()), given).problems)


def test_an_answer_where_none_was_wanted_is_wrong() -> None:
    refusal = {"accept": [{"behavior": "decline", "reason": ["advice"]}]}

    assert judge(refusal, answer(fact("F1", "AAPL", 0.0856))).wrong


def test_an_alternative_is_right_only_in_words_that_name_it() -> None:
    other = wanted(alternatives=[{"subject": ["GOOG"], "value": 0.2, "needs_text": ["Class C"]}])
    given = answer(fact("F1", "GOOG", 0.2))

    assert not judge(gold(other), given).right
    assert judge(gold(other), {**given, "text": "Alphabet Class C rose 20.00%"}).right


@pytest.mark.parametrize(("first", "second", "right"), [("AAPL", "MSFT", True), ("MSFT", "AAPL", False)])
def test_the_order_of_a_rank_counts(first: str, second: str, right: bool) -> None:
    values = {"AAPL": 0.3, "MSFT": 0.1}
    ranked = gold(*(wanted(s, v) for s, v in values.items()), order={"accepted": [["AAPL", "MSFT"]]})
    given = answer(fact("F1", first, values[first]), fact("F2", second, values[second]))

    assert judge(ranked, given).right is right


def test_a_claim_judged_the_other_way_is_wrong() -> None:
    claim = gold(wanted(), verdict="contradicted")
    given = answer(fact("F1", "AAPL", 0.0856))

    assert judge(claim, {**given, "verdicts": [{"verdict": "contradicted"}]}).right
    assert judge(claim, {**given, "verdicts": [{"verdict": "supported"}]}).wrong
    assert judge(claim, {**given, "verdicts": []}).wrong


def test_one_of_several_ways_is_enough() -> None:
    ways = {"accept": [{"behavior": "clarify"}, {"behavior": "decline", "reason": ["no_data"]}]}

    assert judge(ways, {"behavior": "decline", "reason": "no_data"}).right
    assert not judge(ways, {"behavior": "decline", "reason": "advice"}).right
