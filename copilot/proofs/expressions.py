"""A small language of arithmetic over facts (F1), the user's figures (U1) and structural constants.

`+ - * / **`, parentheses, `min max mean abs needed_gain`. Used to compute a fact and to prove it again.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copilot.proofs import quantities as by
from copilot.proofs.quantities import CONSTANTS, NUMBER, ExpressionRefused, Quantity

LONGEST = 300
DEEPEST = 20
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?P<id>[FU]\d{1,6}\b)"
    r"|(?P<name>[A-Za-z_]+)|(?P<op>\*\*|[-+*/(),]))"
)
SPELLINGS = {"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "^": "**", "{": "", "}": "", "[": "(", "]": ")"}
FUNCTIONS = {
    "min": by.minimum,
    "max": by.maximum,
    "mean": by.mean,
    "average": by.mean,
    "abs": by.absolute,
    "needed_gain": by.needed_gain,
}


def tidy(expression: str) -> str:
    """Return the expression in the spelling that is computed: plain operators, ids without braces."""
    plain = expression
    for written, meant in SPELLINGS.items():
        plain = plain.replace(written, meant)
    ids = re.sub(r"\b([fu])(\d)", lambda m: m[1].upper() + m[2], plain)
    spaced = re.sub(r"\s*(\*\*|[-+*/])\s*", r" \1 ", ids)
    return re.sub(r"\s*([(),])\s*", _close_up, " ".join(spaced.split())).strip()


def _close_up(mark: re.Match[str]) -> str:
    """Return a parenthesis or comma with the blanks that belong beside it."""
    before, after = mark.string[: mark.start()].rstrip()[-1:], mark.string[mark.end() :][:1]
    match mark[1]:
        case "(":
            return " (" if before in set("+-*/") else "("
        case ")":
            return ") " if after in set("+-*/") else ")"
    return ", "


def ids_in(expression: str) -> tuple[str, ...]:
    """Return the ids that an expression speaks of, in order, each once."""
    return tuple(dict.fromkeys(re.findall(r"\b[FU]\d{1,6}\b", expression)))


def compute(expression: str, values: Mapping[str, Quantity]) -> Quantity:
    """Return what an expression comes to.

    Parameters
    ----------
    expression : str
        In the spelling of `tidy`, at most 300 characters.
    values : mapping of id to Quantity
        Fractions for percentages: 0.05 for 5%.

    Raises
    ------
    ExpressionRefused
        When it cannot be read, mixes units, holds a number that nobody gave, or leaves the numbers.

    """
    if len(expression) > LONGEST or expression.count("(") > DEEPEST:
        raise ExpressionRefused(f"the expression is longer than {LONGEST} characters or {DEEPEST} parentheses")
    reader = _Reader(_tokens(expression), values)
    found = reader.sum()
    if reader.peek() is not None:
        raise ExpressionRefused(f"{reader.peek()!r} is not expected there")
    if not math.isfinite(found.value):
        raise ExpressionRefused("the result is not a number")
    return found


def _tokens(expression: str) -> list[str]:
    tokens, at = [], 0
    while at < len(expression.rstrip()):
        match = TOKEN.match(expression, at)
        if match is None:
            raise ExpressionRefused(f"{expression[at:].strip()[:12]!r} cannot be read; write ids, + - * / ** and ()")
        tokens.append(match[0].strip())
        at = match.end()
    return tokens


@dataclass
class _Reader:
    """Reads tokens by precedence: sum, product, sign, power, atom."""

    tokens: Sequence[str]
    values: Mapping[str, Quantity]
    at: int = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *wanted: str) -> str | None:
        token = self.peek()
        if token is None or (wanted and token not in wanted):
            return None
        self.at += 1
        return token

    def sum(self) -> Quantity:
        found = self.product()
        while sign := self.take("+", "-"):
            found = by.add(found, self.product(), 1 if sign == "+" else -1)
        return found

    def product(self) -> Quantity:
        found = self.signed()
        while sign := self.take("*", "/"):
            found = by.multiply(found, self.signed()) if sign == "*" else by.divide(found, self.signed())
        return found

    def signed(self) -> Quantity:
        sign = 1
        while mark := self.take("-", "+"):
            sign = -sign if mark == "-" else sign
        under = self.power()
        return Quantity(sign * under.value, under.unit, under.difference)

    def power(self) -> Quantity:
        base = self.atom()
        return by.power(base, self.signed()) if self.take("**") else base

    def atom(self) -> Quantity:
        token = self.take()
        if token is None:
            raise ExpressionRefused("the expression ends too early")
        if token == "(":
            return self.closed(self.sum())
        if token in self.values:
            return self.values[token]
        if token[0].isdigit() or token[0] == ".":
            return _constant(token)
        if token in FUNCTIONS and self.take("("):
            return self.call(token)
        raise ExpressionRefused(_unknown(token))

    def call(self, name: str) -> Quantity:
        given = [self.sum()]
        while self.take(","):
            given.append(self.sum())
        return self.closed(FUNCTIONS[name](*given))

    def closed(self, found: Quantity) -> Quantity:
        if not self.take(")"):
            raise ExpressionRefused("a closing parenthesis is missing")
        return found


def _constant(token: str) -> Quantity:
    value = float(token.replace(",", ""))
    if value not in CONSTANTS:
        raise ExpressionRefused(
            f"{token} is neither a figure of the user's nor a constant such as 1, 12, 100, 252 or 365.25; "
            "write the id of a fact (F1) or of a figure that the user gave (U1)"
        )
    return Quantity(value, NUMBER)


def _unknown(token: str) -> str:
    if re.fullmatch(r"[FU]\d+", token):
        return f"there is no {token} to calculate with"
    return f"{token!r} cannot be used in an expression; write ids, + - * / ** () and {', '.join(FUNCTIONS)}"
