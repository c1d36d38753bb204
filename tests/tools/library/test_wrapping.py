import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.library.wrapping import unwrapped

PAGE = """Copper outlook 2026
Published 5 January 2026 by Andes Metals Research
Demand
Data centers will use about 480,000 tons of copper in
2026, a fifth more than in 2025, because each
megawatt of computing needs some 27 tons for
cables, busbars and cooling.
Grids need more still: utilities in Europe and North
America plan 11% more spending on lines than a year
ago.
Region 2025 2026
Chile 5.3 5.4
Peru 2.6 2.7
We expect the market to be short of 150,000 tons in
2026."""
WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=60, max_size=120)


def test_a_paragraph_of_a_page_is_one_line_again() -> None:
    assert unwrapped(PAGE).split("\n") == [
        "Copper outlook 2026",
        "Published 5 January 2026 by Andes Metals Research",
        "Demand",
        "Data centers will use about 480,000 tons of copper in 2026, a fifth more than in 2025, because each "
        "megawatt of computing needs some 27 tons for cables, busbars and cooling.",
        "Grids need more still: utilities in Europe and North America plan 11% more spending on lines than a year ago.",
        "Region 2025 2026",
        "Chile 5.3 5.4",
        "Peru 2.6 2.7",
        "We expect the market to be short of 150,000 tons in 2026.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Copper rose.\nWheat fell.\nOats did not.",
        "# A heading of some length that stands alone\n\n- one item of a list that is rather long\n- another item",
        "| Mine | Output of the mine in tons |\n|---|---|\n| Alta | 12 tons of copper ore and more |",
        "A paragraph of a page that was never broken. " * 9 + "\n" + "Another one that follows it at once. " * 9,
    ],
)
def test_lines_that_were_not_broken_for_want_of_room_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_broken_word_is_put_together_when_it_is_known_whole() -> None:
    text = (
        "Each megawatt of com-\nputing needs copper, and long-\nterm demand for computing\nkeeps rising in all years."
    )

    assert unwrapped(text) == (
        "Each megawatt of computing needs copper, and long-term demand for computing keeps rising in all years."
    )


@given(WORDS, st.integers(40, 100))
def test_no_word_is_lost_or_doubled(words: list[str], width: int) -> None:
    text = textwrap.fill(" ".join(words), width)

    assert unwrapped(text).split() == words
    assert unwrapped(unwrapped(text)) == unwrapped(text)


@given(WORDS, st.integers(45, 100))
def test_wrapped_prose_is_one_line_again(words: list[str], width: int) -> None:
    prose = " ".join(words)

    assert unwrapped(textwrap.fill(prose, width)) == prose
