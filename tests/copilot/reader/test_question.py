import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.reader import Context, Plan, read
from copilot.reader.figures import find_figures
from copilot.reader.lexicon import load_lexicon
from copilot.reader.question import LONGEST, clean, read_question
from tools.sessions import load_sessions
from tools.universe import load_universe

AS_OF = date(2026, 1, 9)
CONTENT_WORDS = (
    "first", "last", "more", "less", "long", "early", "late", "start", "held", "only", "not", "without", "if", "after",
    "because", "next", "second",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("44.86%", 0.4486, "fraction"),
        ("-5 percent", -0.05, "fraction"),
        ("$10,000", 10_000.0, "usd"),
        ("$1k", 1_000.0, "usd"),
        ("3 percentage points", 0.03, "pp"),
        ("25 bps", 0.0025, "pp"),
        ("2.5x", 2.5, "ratio"),
        ("top 3", 3.0, "count"),
        ("the two worst", 2.0, "count"),
        ("a third", 1 / 3, "fraction"),
    ],
)
def test_a_figure_has_its_value_and_its_kind(text: str, value: float, kind: str) -> None:
    (figure,) = find_figures(text)

    assert (figure.value, figure.kind) == (pytest.approx(value), kind)


@pytest.mark.parametrize("word", CONTENT_WORDS)
def test_words_that_change_a_question_are_not_on_the_stop_list(word: str) -> None:
    assert "stop" not in load_lexicon().slots.get(word, frozenset())


def test_a_phrase_is_found_whole_rather_than_by_its_parts() -> None:
    found = load_lexicon().find("what was the maximum drawdown")

    assert "maximum drawdown" in [w.text for w in found]


def test_what_a_plan_does_not_take_is_left_over_joined() -> None:
    question = read_question("Apple rolling hedged return in 2025", load_universe(), load_sessions(), AS_OF)

    assert question.left({"measure", "period"}) == ("rolling hedged",)


def test_a_word_with_two_slots_is_taken_by_either() -> None:
    question = read_question("Did Apple rise in 2025?", load_universe(), load_sessions(), AS_OF)

    assert question.left({"direction", "period"}) == ()
    assert question.left({"period"}) == ("rise",)


def test_a_second_period_is_left_over_unless_periods_are_taken() -> None:
    question = read_question("Apple in 2024 and 2025", load_universe(), load_sessions(), AS_OF)

    assert "2025" in question.left({"period", "thread"})
    assert question.left({"periods", "thread"}) == ()


def test_hidden_characters_and_length_are_tamed() -> None:
    assert clean("Ap\u200bple\x00 in\n2025") == "Apple in 2025"
    assert len(clean("x" * 50_000)) == LONGEST


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_gets_a_plan(text: str) -> None:
    plan = read(text, load_universe(), load_sessions(), AS_OF, Context())

    assert plan.behavior in ("answer", "clarify", "decline")
    assert plan.steps or plan.message or plan.language != "en"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["gribbled", "zorpish", "unflanged", "quintly"]), st.integers(0, 6))
def test_a_strange_word_anywhere_is_never_skipped(word: str, place: int) -> None:
    words = ["How", "did", "Apple", "do", "in", "2025", "then"]
    words.insert(place, word)

    plan = read(" ".join(words), load_universe(), load_sessions(), AS_OF, Context())

    assert plan.behavior != "answer"


def test_the_same_question_has_the_same_plan(plan_of: Callable[..., Plan]) -> None:
    assert plan_of("Top 3 sectors this year") == plan_of("Top 3 sectors this year")


def test_reading_is_quick() -> None:
    questions = ["How did Apple do in 2025?", "Did Russell 2000 beat the S&P 500 by 3 percentage points this year?"] * 5
    read("Apple", load_universe(), load_sessions(), AS_OF, Context())
    began = time.process_time()
    for question in questions:
        read(question, load_universe(), load_sessions(), AS_OF, Context())

    assert (time.process_time() - began) / len(questions) < 0.03
