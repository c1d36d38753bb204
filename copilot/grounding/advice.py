"""What a model is told to do about what is wrong with a sentence: which facts to take, or what to leave out."""

from collections.abc import Sequence
from typing import Final

ADVICE: Final = (
    ("wrong owner", "no fact gives this of the one you name: write of its own subject, or leave the figure out"),
    ("wrong measure", "call it what its line calls it, or leave the figure out"),
    ("wrong period", "give the time of its line, {{ID:base}} to {{ID:end}}, or leave the figure out"),
    ("wrong direction", "turn the verb, or the order of the two names, and write {{ID:abs}} behind it"),
    ("wrong unit", "write the id alone; its unit comes with it"),
    ("calculate works it out", "give the figures themselves by id and leave the sum or difference out"),
    ("no fact carries", "take an id from the facts below, or leave the figure out"),
    ("there is no fact", "take an id from the facts below, or leave the figure out"),
    ("there is no passage", "cite a passage below, or leave the statement out"),
    ("has no window", "leave the date out"),
    ("a cause needs a passage", "leave the cause out"),
    ("a forecast needs a passage", "leave the forecast out"),
    ("no passage is cited", "leave it out, or cite a passage below that says it"),
    ("the cited passage does not have it", "type the figure as the passage has it, or leave it out"),
    ("the passage", "say what the passage says and no more, or leave the statement out"),
    ("no fact", "say only what the facts below show"),
)
"""Beginnings of reasons, or words in them, and what to do; the first that is found holds."""
SEE: Final = "say what is in {ids}"
SHOWN: Final = 4


def advised(reason: str, instead: Sequence[str], near: Sequence[str]) -> str:
    """Return a reason with what to do about it.

    `instead` are the ids that would fit in its place, `near` those that the sentence is held against.
    """
    if instead:
        return f"{reason}; write {' or '.join(f'{{{i}}}' for i in instead[:SHOWN])} here"
    told = next((advice for words, advice in ADVICE if words in reason), "")
    if told:
        return f"{reason}; {told.replace('{{ID', '{' + (near[0] if near else 'F1')).replace('}}', '}')}"
    return f"{reason}; {SEE.format(ids=', '.join(f'{{{i}}}' for i in near[:SHOWN]))}" if near else reason
