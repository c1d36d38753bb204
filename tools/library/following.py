"""What a follow-up speaks of: the subject of the question before, where it only refers to it."""

import re

from tools.library.words import words_of

MOST_WORDS = 8
_REFERS = re.compile(
    r"\b(?:it|its|they|their|them|this|that|these|those|ones?|such|same|others?|another|either|neither|both|there"
    r"|instead|more|else|also|too)\b",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[.&'’\-][^\W_]+)*")


def with_subject(question: str, before: str) -> str:
    """Return a question with the words that count of the one before it behind, when it cannot stand alone.

    A question stands alone that has words of its own and refers to nothing ("Which is better?" does).
    """
    if len(words_of(question)) > 1 and not _REFERS.search(question):
        return question
    subject = [word for word in _WORD.findall(before) if words_of(word) and not _REFERS.fullmatch(word)]
    return " ".join([question, *subject[:MOST_WORDS]])
