import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.grounding import SentenceStream

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["The Dow rose {F1}. ", "It fell 1.5% in the U.S. ", "vs. ", "\n", "\n\n", "| a | b |\n",
            "|---|---|\n", "- item one. Two.\n",
             "1. first\n", "```\ncode. Here.\n```\n", "# Head\n", "{F", "3}", "[S", "1]", " [S2]", (
                 ". "
                 ""
             ), "!", "上涨了。", "am 31. Dezember 2025 "]
        ),
        st.text(max_size=12),
    ),
    max_size=14,
)  # fmt: skip


def cut(*pieces: str) -> list[str]:
    stream = SentenceStream()
    return [s for piece in pieces for s in stream.feed(piece)] + stream.flush()


@given(PIECES)
def test_everything_that_goes_in_comes_out_once_in_order(pieces: list[str]) -> None:
    assert "".join(cut(*pieces)) == "".join(pieces)


@given(PIECES, st.integers(1, 7))
def test_how_the_text_was_cut_on_the_way_changes_nothing(pieces: list[str], size: int) -> None:
    text = "".join(pieces)

    assert cut(*[text[i : i + size] for i in range(0, len(text), size)]) == cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rose {F3: 1. 2} today, and more.",
        "The index closed at 6,944.82 points.",
        "U.S. stocks rose vs. Europe, Inc. and others on Jan. 6, e.g. small caps.",
        "Der Kurs stieg bis zum 31. Dezember 2025 um 4 %.",
        "- One item. It has two sentences.\n  And a line that goes on.\n",
        "| a. B | c |\n|---|---|\n| d. E | f |\n",
        "```\nOne. Two.\nThree.\n```\n",
    ],
)
def test_what_belongs_together_is_not_cut(text: str) -> None:
    assert cut(text) == [text]


def test_sentences_are_cut_where_the_next_one_begins() -> None:
    text = "The Dow rose. It closed higher! Did it? Yes.\n\n# Heading\nText."

    assert cut(text) == ["The Dow rose. ", "It closed higher! ", "Did it? ", "Yes.\n", "\n# Heading\n", "Text."]


def test_a_citation_behind_the_full_stop_stays_with_its_sentence() -> None:
    assert cut("Earnings grow. [S1] Prices fall.") == ["Earnings grow. [S1] ", "Prices fall."]


def test_a_sentence_is_given_out_before_the_text_has_ended() -> None:
    stream = SentenceStream()

    assert stream.feed("The Dow rose {F1}. The") == ["The Dow rose {F1}. "]
