import pytest

from ui.render.values import dates, span

JANUARY_6 = {"base": "2026-01-05", "start": "2026-01-06", "end": "2026-01-06"}


@pytest.mark.parametrize("measure", ["weight", "close"])
def test_a_measure_of_one_moment_is_of_its_day_alone(measure: str) -> None:
    assert span(JANUARY_6, measure) == "6 January 2026"
    assert dates(JANUARY_6, measure) == "2026-01-06"


def test_a_move_of_one_day_is_against_the_close_before() -> None:
    assert span(JANUARY_6, "price_return") == "6 January 2026, against the close of 5 January 2026"
    assert dates(JANUARY_6, "price_return") == "2026-01-05 to 2026-01-06"
