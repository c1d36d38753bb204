"""Sentences that the checks were not built on: what they caught at first sight stands in the bars' comments."""

import pytest

from tests.evals.blind.scenes import counted, kinds

# At first contact: "first" 0.851 caught and 0.195 blamed, "second" 0.871 and 0.169, "third" 0.600 and 0.333,
# "fourth" 0.803 and 0.205. Seven of its right texts that add or subtract in the head, which is left to `calculate`,
# and three whose label can be argued about are not among those of "fourth".
# "fifth" 0.895 and 0.084: ordinary answers of a chat model, also in German, Spanish, French and Chinese.
# "sixth" blamed 0.159: right texts alone, over scenes of their own.
# "seventh" 0.919 and 0.252: eight scenes of their own, with money, shares and gaps that two facts give.
# "eighth" 0.797 and 0.161: mostly wrong texts, of the kinds of errors that models make, over three scenes.
# "mended" are sentences of the same mechanisms, written after each was mended, so they measure less;
# so are those of "blamed", most of them right texts that had been blamed and wrong ones beside them.
BARS = {
    "first": (0.99, 0.01),
    "second": (0.98, 0.02),
    "third": (0.99, 0.01),
    "fourth": (0.99, 0.01),
    "fifth": (0.99, 0.01),
    "sixth": (1.0, 0.01),
    "seventh": (0.99, 0.02),
    "eighth": (0.97, 0.12),
    "mended": (0.98, 0.02),
    "blamed": (0.99, 0.01),
}


@pytest.mark.parametrize("name", BARS)
def test_outside_sentences_are_caught_when_wrong_and_left_alone_when_right(name: str) -> None:
    least, most = BARS[name]

    count = counted(name)

    assert count.caught >= least, count.missed
    assert count.false_alarms <= most, count.blamed


def test_the_sets_are_large_and_wrong_in_many_ways() -> None:
    first, second = kinds("first"), kinds("second")

    assert first["right"] >= 150 and first.total() - first["right"] >= 150
    assert second["right"] >= 60 and second.total() - second["right"] >= 60
    assert len(first) > 40
