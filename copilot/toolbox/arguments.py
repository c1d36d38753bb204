"""Read the arguments of a tool call as a model wrote them: what is plainly meant is taken, the rest is named."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from copilot.toolbox.givens import figure_of
from tools.measures import MEASURES

Kind = Literal["text", "texts", "flag", "number", "whole", "choice"]

NOTHING = ("", "null", "none", "nil", "n/a", "undefined")
YES, NO = ("true", "yes", "y", "1", "on"), ("false", "no", "n", "0", "off")
TYPES = {
    "text": "string",
    "texts": "array",
    "flag": "boolean",
    "number": "number",
    "whole": "integer",
    "choice": "string",
}
OTHER_NAMES = {
    "metric": "measure", "symbols": "subjects", "symbol": "subjects", "tickers": "subjects", "ticker": "subjects",
    "names": "subjects", "subject": "subjects", "name": "subjects", "group_name": "group", "window": "period",
    "timeframe": "period", "time_period": "period", "when": "period", "first_subject": "first",
    "second_subject": "second", "total_return": "dividends", "formula": "expression", "q": "query", "text": "query",
    "question": "query", "fact_id": "fact", "claim": "stated", "value": "stated", "interval": "every",
    "frequency": "every", "window_length": "length", "order": "ascending",
}  # fmt: skip


class BadCall(ValueError):
    """The arguments of a call make no sense; the message says which and why."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a tool: its kind, what a model is told, and its default (None: it must be given).

    `hidden` choices are taken and not told.
    """

    name: str
    kind: Kind
    told: str = ""
    default: Any = None
    choices: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Return it as JSON schema, as short as it can be."""
        plain: dict[str, Any] = {"type": TYPES[self.kind]}
        if self.kind == "texts":
            plain["items"] = {"type": "string"}
        if told := [choice for choice in self.choices if choice and choice not in self.hidden]:
            plain["enum"] = told
        return plain | ({"description": self.told} if self.told else {})


def read_arguments(given: Any, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the arguments by name, each of its own type, defaults filled in.

    Raises BadCall for one that is missing, unknown, or not what it should be.
    """
    plain = _mapping(given)
    known = {p.name: p for p in parameters}
    taken: dict[str, Any] = {}
    for name, value in plain.items():
        meant = name if name in known else OTHER_NAMES.get(name, name)
        if _is_nothing(value):
            continue
        if meant not in known:
            raise BadCall(_unknown(name[:60], tuple(known)))
        taken[meant] = _READ[known[meant].kind](value, known[meant])
    for name, parameter in known.items():
        if name not in taken and parameter.default is None:
            raise BadCall(f"{name!r} is missing")
        taken.setdefault(name, parameter.default)
    return taken


def _mapping(given: Any) -> Mapping[str, Any]:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            raise BadCall("the arguments are not a JSON object") from None
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if not isinstance(given, Mapping):
        raise BadCall("the arguments are not a JSON object")
    nested = given.get("params") or given.get("parameters")
    own = {str(k): v for k, v in given.items() if k not in ("params", "parameters")}
    return {**nested, **own} if isinstance(nested, Mapping) else own


def _is_nothing(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and value.strip().lower() in NOTHING)


def _unknown(name: str, known: tuple[str, ...]) -> str:
    if re.search(r"date|start|end|from|to$|since", name, re.IGNORECASE) and "period" in known:
        return f'there is no {name!r}; give the period in the user\'s own words, such as "since 2022"'
    return f"there is no {name!r}; the parameters are {', '.join(known)}"


def _text(value: Any, parameter: Parameter) -> str:
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split())
    raise BadCall(f"{parameter.name!r} must be one text, not {_shown(value)}")


def _texts(value: Any, parameter: Parameter) -> list[str]:
    if isinstance(value, str) and value.strip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            value = value.strip(" []")
    if isinstance(value, str):
        value = [value]
    if isinstance(value, Mapping) or not isinstance(value, list | tuple):
        raise BadCall(f"{parameter.name!r} must be a list of names, not {_shown(value)}")
    return [_text(entry, parameter) for entry in value if not _is_nothing(entry)]


def _flag(value: Any, parameter: Parameter) -> bool:
    written = str(value).strip().lower()
    if written in YES or (parameter.name == "ascending" and written.startswith("asc")):
        return True
    if written in NO or (parameter.name == "ascending" and written.startswith("desc")):
        return False
    raise BadCall(f"{parameter.name!r} must be true or false, not {_shown(value)}")


def _number(value: Any, parameter: Parameter) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    figure = figure_of(value) if isinstance(value, str) else None
    if figure is None:
        raise BadCall(f"{parameter.name!r} must be a number, not {_shown(value)}")
    return figure.value


def _whole(value: Any, parameter: Parameter) -> int:
    digits = re.search(r"\d+", value) if isinstance(value, str) else None
    number = float(digits[0]) if digits else _number(value, parameter)
    if number != int(number) or number < 1:
        raise BadCall(f"{parameter.name!r} must be a whole number above 0, not {_shown(value)}")
    return int(number)


def _choice(value: Any, parameter: Parameter) -> str:
    written = re.sub(r"[\s-]+", "_", _text(value, parameter).lower())
    if written in parameter.choices:
        return written
    close = [c for c in parameter.choices if c in _MEANT.get(written, ())] or _by_words(written, parameter.choices)
    if close:
        return close[0]
    raise BadCall(f"{parameter.name!r} is one of {', '.join(c for c in parameter.choices if c)}, not {_shown(value)}")


_MEANT: Mapping[str, tuple[str, ...]] = {
    "yearly": ("year",), "annually": ("year",), "annual": ("year",), "quarterly": ("quarter",),
    "monthly": ("month",), "weekly": ("week",), "daily": ("day",), "years": ("year",), "months": ("month",),
    "quarters": ("quarter",), "weeks": ("week",), "yes": ("hold",), "true": ("hold",), "buy_and_hold": ("hold",),
    "equal": ("hold", "equal"), "equal_weight": ("hold",), "difference": ("spread",), "minus": ("spread",),
    "greater": ("more_than",), "greater_than": ("more_than",), "above": ("more_than",), "over": ("more_than",),
    ">": ("more_than",), "at_least": ("more_than",), "below": ("less_than",), "under": ("less_than",),
    "<": ("less_than",), "=": ("equal",), "==": ("equal",), "equals": ("equal",), "exactly": ("equal",),
    "approximately": ("about",), "around": ("about",), "roughly": ("about",), "false": ("",), "no": ("",),
    "index": ("indices",), "indexes": ("indices",), "sector": ("sectors",), "rotation": ("leadership",),
    "everything": ("all",), "drawdown": ("max_drawdown",), "return": ("price_return",),
}  # fmt: skip


def _by_words(written: str, choices: Sequence[str]) -> list[str]:
    """Return the measures that go by these words."""
    said = written.replace("_", " ")
    words = {name: [word.replace("-", " ") for word in measure.words] for name, measure in MEASURES.items()}
    return [name for name, usual in words.items() if name in choices and said in usual]


def _shown(value: Any) -> str:
    return repr(value)[:60]


_READ: Mapping[Kind, Callable[[Any, Parameter], Any]] = {
    "text": _text,
    "texts": _texts,
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "choice": _choice,
}
