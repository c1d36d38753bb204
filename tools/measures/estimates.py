"""What analysts expect: a price in years of the earnings expected, and their growth; of a group by summed earnings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tools.errors import NoData

Row = Mapping[str, float]
Unit = Literal["ratio", "fraction"]
CLOSE: Final = "close"
LAST_YEAR, THIS_YEAR, NEXT_YEAR, SHARES = "eps_last_year", "eps_this_year", "eps_next_year", "shares"
GROWTH_FROM: Final = {"this": (LAST_YEAR, THIS_YEAR), "next": (THIS_YEAR, NEXT_YEAR)}


@dataclass(frozen=True)
class EstimateMeasure:
    """One measure over expected earnings: its unit, the two fields it is the ratio of, and what is taken off."""

    name: str
    label: str
    unit: Unit
    fields: Callable[[str], tuple[str, str]]
    less: float = 0.0

    def formula(self, year: str, together: bool) -> str:
        """Return the formula for the reader, of one company or of several together."""
        below, above = self.fields(year)
        ratio = f"sum({above} * {SHARES}) / sum({below} * {SHARES})" if together else f"{above} / {below}"
        return f"{ratio} - 1" if self.less else ratio

    def value(self, rows: Mapping[str, Row], year: str) -> float:
        """Return the measure of the companies together; fractions, never percent.

        Parameters
        ----------
        rows : mapping of str to mapping
            By symbol: the two fields in dollars per share, and `shares` where there are several.
        year : {"this", "next"}
            The fiscal year whose growth is wanted; a price is set against next year's earnings.

        Raises
        ------
        NoData
            When the earnings below the line are not above zero: the ratio then means nothing.

        """
        below, above = self.fields(year)
        weight = {symbol: row[SHARES] if len(rows) > 1 else 1.0 for symbol, row in rows.items()}
        base = sum(row[below] * weight[symbol] for symbol, row in rows.items())
        if base <= 0:
            raise NoData(f"the earnings of {', '.join(rows)} that it is measured by are not above zero")
        return sum(row[above] * weight[symbol] for symbol, row in rows.items()) / base - self.less


ESTIMATES: Final[Mapping[str, EstimateMeasure]] = {
    measure.name: measure
    for measure in (
        EstimateMeasure("forward_pe", "price against next year's earnings", "ratio", lambda year: (NEXT_YEAR, CLOSE)),
        EstimateMeasure("eps_growth", "expected growth of earnings", "fraction", lambda year: GROWTH_FROM[year], 1.0),
    )
}
