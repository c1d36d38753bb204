"""Labelled articles: prose written by hand, its figures filled in from prices by code of its own.

A phrase in double brackets is a claim: `[[...]]` is right, `[[!...]]` wrong, `[[?...]]` open to readings, `[[-...]]`
nothing that prices settle. A slot names a figure, its symbol, its sessions, its decimals, and for a wrong one by how
much it is off: `{r ^GSPC 2025-04-08 2025-04-09 1}`. Slots stand outside the brackets too, for figures that are not
scored.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

TEXTS = Path(__file__).with_name("articles")
VERDICTS = {"!": "contradicted", "?": "ambiguous", "-": "not_checkable"}
PHRASE = re.compile(r"\[\[([!?-]?)(.*?)\]\]", re.DOTALL)
WITHIN = {"h": "high", "l": "low", "o": "open"}
"""Prices within a session by the first letter of their slots: "hi" a high, "hr" its way from the close before."""
SLOT = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Labelled:
    """An article with its gold claims; `claims` are as the article files of the contract's scorer have them."""

    name: str
    published: str
    text: str
    claims: list[dict[str, Any]] = field(default_factory=list)


class Figures:
    """Prices as plain columns, and the few ways in which the articles use them."""

    def __init__(self, prices: Path) -> None:
        rows = pd.read_parquet(prices, columns=["date", "ticker", "open", "high", "low", "close", "adj_close"])
        self.close = rows.pivot(index="date", columns="ticker", values="close")
        self.adjusted = rows.pivot(index="date", columns="ticker", values="adj_close")
        self.open = rows.pivot(index="date", columns="ticker", values="open")
        self.within = {name: rows.pivot(index="date", columns="ticker", values=name) for name in WITHIN.values()}

    def at(self, symbol: str, day: str) -> float:
        value = float(self.close.loc[pd.Timestamp(day), symbol])
        assert value == value, f"{symbol} has no close on {day}"
        return value

    def percent(self, symbol: str, base: str, end: str) -> float:
        days = [pd.Timestamp(base), pd.Timestamp(end)]
        table = self.close if self.close.loc[days, symbol].notna().all() else self.adjusted
        first, last = table.loc[days, symbol]
        return float(100 * (last / first - 1))

    def slot(self, words: str) -> tuple[str, float, str]:
        """Return the text of a slot, its value, and its unit."""
        kind, *rest = words.split()
        numbers = [w for w in rest if re.fullmatch(r"[+-]\d+(\.\d+)?", w)]
        rest = [w for w in rest if w not in numbers]
        digits = int(rest.pop())
        value, unit = self._value(kind, rest)
        if kind in ("r", "r-", "n", "n-", "p", "p-"):
            assert (value > 0) == (not kind.endswith("-")), f"{words}: it is {value}"
            value = abs(value)
        value = round(value + sum(map(float, numbers)), digits)
        sign = "+" if kind == "s" and value >= 0 else ""
        printed = f"{sign}{value:,.{digits}f}" + ("%" if unit == "%" and kind not in ("n", "n-") else "")
        return printed, float(value), unit

    def _value(self, kind: str, rest: list[str]) -> tuple[float, str]:
        match kind:
            case "r" | "r-" | "n" | "n-" | "s":
                return self.percent(rest[0], rest[1], rest[2]), "%"
            case "t":
                first, last = self.adjusted.loc[[pd.Timestamp(rest[1]), pd.Timestamp(rest[2])], rest[0]]
                return float(100 * (last / first - 1)), "%"
            case "o":
                return 100 * (self.at(rest[0], rest[2]) / float(self.open.loc[pd.Timestamp(rest[1]), rest[0]]) - 1), "%"
            case "p" | "p-":
                return self.at(rest[0], rest[2]) - self.at(rest[0], rest[1]), "points"
            case "c":
                return self.at(rest[0], rest[1]), "level"
            case "hi" | "li" | "oi":
                return float(self.within[WITHIN[kind[0]]].loc[pd.Timestamp(rest[1]), rest[0]]), "level"
            case "hr" | "lr" | "or":
                price = float(self.within[WITHIN[kind[0]]].loc[pd.Timestamp(rest[2]), rest[0]])
                return abs(100 * (price / self.at(rest[0], rest[1]) - 1)), "%"
            case "d":
                return self.percent(rest[0], rest[2], rest[3]) - self.percent(rest[1], rest[2], rest[3]), "pp"
            case "a":
                years = (pd.Timestamp(rest[2]) - pd.Timestamp(rest[1])).days / 365.25
                return 100 * ((1 + self.percent(*rest) / 100) ** (1 / years) - 1), "%"
        raise ValueError(f"no slot is called {kind!r}")


def articles(prices: Path, folder: Path = TEXTS) -> list[Labelled]:
    """Return every article with its figures filled in."""
    figures = Figures(prices)
    return [_filled(path, figures) for path in sorted(folder.glob("*.txt"))]


def _filled(path: Path, figures: Figures) -> Labelled:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    published = head.removeprefix("published:").strip()
    text, at = "", 0
    claims: list[dict[str, Any]] = []
    for match in PHRASE.finditer(body):
        text += _printed(body[at : match.start()], figures)
        verdict = VERDICTS.get(match[1], "supported")
        phrase, found = _phrase(match[2], verdict, figures)
        claims += found
        text += phrase
        at = match.end()
    return Labelled(path.stem, published, text + _printed(body[at:], figures), claims)


def _printed(words: str, figures: Figures) -> str:
    """Return words that make no scored claim with their slots filled."""
    return SLOT.sub(lambda m: figures.slot(m[1])[0], words)


def _phrase(words: str, verdict: str, figures: Figures) -> tuple[str, list[dict[str, Any]]]:
    text, at = "", 0
    slots: list[tuple[int, int, float, str]] = []
    for match in SLOT.finditer(words):
        text += words[at : match.start()]
        printed, value, unit = figures.slot(match[1])
        slots.append((len(text), len(text) + len(printed), value, unit))
        text += printed
        at = match.end()
    text += words[at:]
    if not slots:
        return text, [_gold(text, None, None, verdict)]
    if len(slots) == 1:
        return text, [_gold(text, slots[0][2], slots[0][3], verdict)]
    found, begin = [], 0
    for _, end, value, unit in slots:
        found.append(_gold(text[begin:end].lstrip(" ,"), value, unit, verdict))
        begin = end
    return text, found


def _gold(quote: str, value: float | None, unit: str | None, verdict: str) -> dict[str, Any]:
    stated = None if value is None else {"value": value, "unit": unit}
    if stated is None and (typed := re.search(r"(\d[\d,]*(?:\.\d+)?)\s?%", quote)):
        stated = {"value": float(typed[1].replace(",", "")), "unit": "%"}
    return {
        "quote": quote, "subject": "", "measure": "", "window": {}, "stated": stated, "computed": None,
        "verdict": verdict, "why": "",
    }  # fmt: skip


def write(labelled: list[Labelled], folder: Path) -> None:
    """Write the articles as the outside scorer reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in labelled:
        head = f"title: {one.name}\nurl: none\npublished: {one.published}\nnote: generated\n\n"
        (folder / f"{one.name}.txt").write_text(head + one.text, encoding="utf-8")
        lines = "".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in one.claims)
        (folder / f"{one.name}.claims.jsonl").write_text(lines, encoding="utf-8")
