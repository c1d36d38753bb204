from itertools import islice

from copilot.evals.grounding import scored
from copilot.evals.grounding_prose import cases


def test_wrong_answers_are_caught_and_right_ones_are_left_alone() -> None:
    score = scored(islice(cases(), 0, None, 4)).to_json()

    assert score["caught"] >= 0.99
    assert score["false_alarms"] <= 0.005
    assert min(score["by_kind"].values()) >= 0.97


def test_there_are_at_least_four_hundred_answers_and_every_kind_of_fault() -> None:
    every = list(cases())

    assert len(every) >= 400
    assert len({case.text for case in every}) >= 400
