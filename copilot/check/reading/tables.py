"""Claims in tables: the subject by the row, the measure and the time by the column's heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.naming import Name
from copilot.check.reading.passages import Cell, Passage, cells
from copilot.check.reading.returns import return_readings
from copilot.check.reading.scene import Scene
from copilot.check.reading.seat import FUND_OF, fallback_windows, stated_of
from copilot.check.reading.timed import Timed
from copilot.check.reading.words import NOT_PRICES, TOTAL
from copilot.grounding.reading.figures import Figure, find_figures
from tools.universe import Universe
from tools.windows.window import Window

UNIT_HEADS = (
    ("day", re.compile(r"\b(?:day|daily|1[- ]?d|today|session|% ?ch(?:an)?ge?|chg)\b", re.IGNORECASE)),
    ("week", re.compile(r"\b(?:week|weekly|1[- ]?w|wk|wtd|5[- ]day)\b", re.IGNORECASE)),
    ("month", re.compile(r"\b(?:month|monthly|1[- ]?m|mtd|mo)\b", re.IGNORECASE)),
    ("quarter", re.compile(r"\b(?:quarter|quarterly|qtd|qtr|3[- ]?m)\b", re.IGNORECASE)),
    ("year", re.compile(r"\b(?:ytd|year[- ]to[- ]date|year|annual)\b", re.IGNORECASE)),
)  # fmt: skip
ROLLING = re.compile(
    r"\b(?P<n>1|3|5|6|12|one|three|five|six|twelve)[- ]?(?P<u>y|yr|year|m|mo|month)s?\b", re.IGNORECASE
)
LEVEL_HEAD = re.compile(r"\b(?:close|closing|last|price|level|value|settle|finish|index level)\b", re.IGNORECASE)
POINTS_HEAD = re.compile(r"\b(?:points?|pts|net change|change \(pts?\)|net)\b", re.IGNORECASE)
WEIGHT_HEAD = re.compile(r"\bweight", re.IGNORECASE)
RANK_HEAD = re.compile(r"\b(?:rank|#|place)\b", re.IGNORECASE)
PERCENT_HEAD = re.compile(r"%|percent|return|gain|performance|change|chg", re.IGNORECASE)

Told = list[tuple[str, Window]]


@dataclass
class TableReader:
    """Reads the rows of one table after another; a row without figures of prices is its heading."""

    scene: Scene
    universe: Universe
    heads: list[str] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)

    def close(self) -> None:
        """Forget the headings of a table that is over."""
        self.heads = []

    def row(self, passage: Passage, names: Sequence[Name]) -> list[Claim]:
        """Return the claims of a row."""
        row = cells(passage)
        owner = next((n for n in names if n.symbol or n.group or n.strange), None)
        figures = [find_figures(c.text).figures for c in row]
        if (
            not any(figures)
            or owner is None
            or not any(not self._covers(owner, c) and f for c, f in zip(row, figures, strict=True))
        ):
            if not any(f.unit == "percent" for fs in figures for f in fs):
                self.heads = [c.text for c in row]
            return []
        claims: list[Claim] = []
        for place, (cell, found) in enumerate(zip(row, figures, strict=True)):
            if self._covers(owner, cell) and not re.search(r"[%(]", cell.text):
                continue
            head = self.heads[place] if place < len(self.heads) and len(self.heads) >= len(row) - 1 else ""
            claims += [
                c
                for f in found
                if f.start >= self._after(owner, cell) and (c := self._claim(passage, cell, f, head, owner, row))
            ]
        return claims

    def _covers(self, name: Name, cell: Cell) -> bool:
        return cell.start <= name.start < cell.start + len(cell.text)

    def _after(self, name: Name, cell: Cell) -> int:
        return name.end - cell.start if self._covers(name, cell) else 0

    def _claim(
        self, passage: Passage, cell: Cell, figure: Figure, head: str, owner: Name, row: Sequence[Cell]
    ) -> Claim | None:
        if owner.strange or NOT_PRICES.search(head):
            return None
        symbols = tuple(sorted(owner.named.singles) or sorted(owner.named.members))
        percent = figure.unit == "percent" or (
            figure.unit == "number"
            and bool(PERCENT_HEAD.search(head))
            and not POINTS_HEAD.search(head)
            and not LEVEL_HEAD.search(head)
        )
        if RANK_HEAD.search(head) or not symbols:
            return None
        sign = figure.sign or (-1 if figure.bracketed and percent else 1)
        when = self._when(head)
        first = min(row[0].start, owner.start)
        more: dict[str, Any] = {
            "quote": cell.text,
            "start": cell.start,
            "end": cell.start + len(cell.text),
            "certain": when[1],
            "name": owner.named.label,
            "window_words": head,
            "context": {"sentence": first, "paragraph": passage.paragraph, "figure": cell.start + figure.start},
        }
        windows = [(t.text, w) for t in when[0] for w in t.windows]
        if percent and WEIGHT_HEAD.search(head):
            return None
        if percent:
            stated = stated_of(figure if figure.unit == "percent" else replace(figure, unit="percent"), sign)
            return self._return(passage, stated, symbols, windows, more)
        return self._plain(figure, head, symbols, sign, windows, more)

    def _return(
        self, passage: Passage, stated: Stated, symbols: tuple[str, ...], windows: Told, more: dict[str, Any]
    ) -> Claim:
        text = f"{more['window_words']} {passage.text}"
        measure = "total_return" if TOTAL.search(more["window_words"]) else "price_return"
        wide: Told = [] if more["certain"] else [("", w) for w in fallback_windows(self.scene)]
        readings, fallback = (
            tuple(
                r for label, w in told for r in return_readings(self.universe, text, symbols, measure, w, label, False)
            )
            for told in (windows, wide)
        )
        sector = all(s in FUND_OF for s in symbols) and not any(s in text for s in symbols)
        loose = len(symbols) > 1
        return Claim(
            stated=stated, measure=measure, readings=readings, fallback=fallback, sector=sector, loose=loose, **more
        )  # fmt: skip

    def _plain(
        self,
        figure: Figure,
        head: str,
        symbols: tuple[str, ...],
        sign: int,
        windows: list[tuple[str, Window]],
        more: dict[str, Any],
    ) -> Claim | None:
        if figure.unit not in ("number", "usd", "points") or figure.size:
            return None
        if POINTS_HEAD.search(head) or figure.sign:
            readings = [Reading("points_change", symbols[:1], w) for _, w in windows]
            return Claim(stated=stated_of(figure, sign), measure="points_change", readings=tuple(readings), **more)
        if not (LEVEL_HEAD.search(head) or figure.digits > 0) or not symbols[0]:
            return None
        clock = self.scene.clock
        days = list(dict.fromkeys([w.end for _, w in windows] + list(clock.anchors)))
        readings = [Reading("close", symbols[:1], clock.day(d)) for d in days]
        return Claim(
            stated=stated_of(figure, 1), measure="close", readings=tuple(readings), **{**more, "certain": False}
        )

    def _when(self, head: str) -> tuple[tuple[Timed, ...], bool]:
        """Return the times of a column and whether its heading tells them."""
        clock = self.scene.clock
        rolling = ROLLING.search(head)
        if (rolling and rolling["u"][0].lower() == "y") or (rolling and rolling["n"] not in ("1", "one")):
            words_ = f"past {rolling['n']} {'years' if rolling['u'][0].lower() == 'y' else 'months'}"
            windows = tuple(w for a in clock.anchors if (w := clock.read(words_, a)))
            return (Timed(0, 0, head, windows),), bool(windows)
        found = clock.find(head) if head else []
        if found and found[0].windows:
            return (found[0],), True
        unit = next((u for u, pattern in UNIT_HEADS if pattern.search(head)), "")
        change = unit == "day" and not re.search(r"day|daily|1[- ]?d|today|session", head, re.IGNORECASE)
        if unit and not change:
            return (clock.unit(unit, head),), True
        told = tuple(t for t in (self.scene.section_time, self.scene.time, self.scene.default) if t is not None)
        return tuple(dict.fromkeys(told))[:1], False
