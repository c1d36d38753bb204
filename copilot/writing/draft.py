"""A draft: sentences with references instead of figures, and how the answer behaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from copilot.answer import Behavior


@dataclass(frozen=True)
class Draft:
    """What the built-in model says."""

    text: str
    behavior: Behavior = "answer"
    reason: str | None = None
    not_understood: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def joined(names: Iterable[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    every = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital in front, a point at the end."""
    text = text.strip()
    closed = text if text[-1:] in ".?!:”。" or (text.endswith("}") and text.startswith("{T")) else f"{text}."
    return closed[:1].upper() + closed[1:]


def paragraph(sentences: Iterable[str]) -> str:
    """Return sentences as one paragraph, empty ones left out."""
    return " ".join(sentence(s) for s in sentences if s.strip())
