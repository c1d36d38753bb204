import pytest

from tools.library.following import with_subject


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("How is it taxed?", "What is a Roth IRA?", "How is it taxed? Roth IRA"),
        ("Which one is riskier?", "Are bonds or stocks better?", "Which one is riskier? bonds stocks better"),
        ("Why?", "Why did copper fall in May?", "Why? copper fall May"),
        ("What is a money market fund?", "Are they safe?", "What is a money market fund?"),
        ("How do these compare with the others?", "", "How do these compare with the others?"),
        ("Do they pay more?", "Is that the same as those?", "Do they pay more?"),
    ],
)
def test_a_follow_up_takes_the_subject_of_the_question_before(question: str, before: str, asked: str) -> None:
    assert with_subject(question, before) == asked


def test_only_the_first_words_of_a_long_question_are_taken() -> None:
    long = "copper " * 500

    assert with_subject("And those?", long).count("copper") == 8
