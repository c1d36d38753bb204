"""One scripted chat model with the sloppy habits of small ones, a habit at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.doubles.openai_server import Reply, Script, facts_in

Known = tuple[str, str, str, str]
"""A fact as the model was shown it: id, label, window, figure."""
WRONG = "87.65%"
"""A figure that no fact has."""


def _name(fact: Known) -> str:
    return fact[1].split(" (")[0]


def _size(fact: Known) -> str:
    return fact[3].lstrip("+−-")


def _each(facts: Sequence[Known], template: str) -> str:
    """Return a sentence per fact: NAME, ID, FIGURE and SIZE filled in."""
    told = [
        template.replace("NAME", _name(f)).replace("ID", f[0]).replace("FIGURE", f[3]).replace("SIZE", _size(f))
        for f in facts
    ]
    return " ".join(told)


def _off_by_one(facts: Sequence[Known]) -> str:
    shifted = [*facts[1:], facts[0]]
    return " ".join(f"{_name(f)} lost {{{g[0]}}}." for f, g in zip(facts, shifted, strict=True))


def _table(facts: Sequence[Known]) -> str:
    rows = "".join(f"| {_name(f)} | {f[3]} |\n" for f in facts)
    return f"| Company | Q1 2025 |\n| --- | --- |\n{rows}"


HABITS: dict[str, Callable[[Sequence[Known]], str]] = {
    "typed digits beside references": lambda facts: _each(facts, "NAME lost SIZE {ID}."),
    "wrong digits beside references": lambda facts: _each(facts, f"NAME lost {WRONG} {{ID}}."),
    "brackets of other kinds": lambda facts: _each(facts, "NAME lost [ID], that is <ID> or 【ID】."),
    "doubled braces": lambda facts: _each(facts, "NAME lost {{ID}}."),
    "references in backticks": lambda facts: _each(facts, "NAME lost `{ID}`."),
    "double negatives": lambda facts: _each(facts, "NAME fell by −{ID} and lost FIGURE."),
    "ids off by one": _off_by_one,
    "an id that there is not": lambda facts: _each(facts, "NAME lost {ID9}."),
    "a percent sign after a reference": lambda facts: _each(facts, "NAME lost {ID}% in the quarter."),
    "a table typed by hand": _table,
    "a missing reference": lambda facts: _each(facts, f"NAME lost {WRONG}."),
    "another language": lambda facts: _each(facts, "NAME verlor im ersten Quartal 2025 {ID}."),
    "the wrong direction in another language": lambda facts: _each(facts, "NAME gewann im Quartal {ID:abs}."),
}  # fmt: skip
"""How each habit writes the facts up."""


def sloppy(habit: str) -> Script:
    """Return a model with one habit; asked to repair a sentence, it says the same again."""

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(HABITS[habit](facts_in(request)[:2])) if facts_in(request) else Reply("I cannot say.")

    return script


def talks_before_tools(request: dict[str, Any], number: int) -> Reply:
    """Guess in prose, ask for a tool in the same breath, and only then answer."""
    if number == 1:
        period = {"measure": "price_return", "subjects": ["Apple"], "period": "Q1 2025"}
        return Reply(f"Apple lost about {WRONG}, let me look.", calls=[("measure", period)])
    apple = next(f[0] for f in facts_in(request) if f[1].startswith("Apple"))
    return Reply(f"Apple lost {{{apple}}}.")
