"""How each language prints figures and days: the one place that knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

NBSP: Final = "\u00a0"


@dataclass(frozen=True)
class Locale:
    """The marks of a language. `units` are by the English ones, with the space before them.

    `written` (a day) and `ordinal` are formats; `first` is the 1 of a day or a place that is written in its own way.
    """

    decimal: str
    thousands: str
    units: Mapping[str, str]
    months: tuple[str, ...]
    written: str
    ordinal: str
    first: str = ""

    def figure(self, sign: str, before: str, digits: str, after: str) -> str:
        """Return a figure that is printed the English way, in parts, as this language prints it."""
        number = digits.translate(str.maketrans(",.", f"{self.thousands}{self.decimal}"))
        return f"{sign}{number}{self.units.get(after, after)}{self.units[before] if before else ''}"

    def plain(self, text: str) -> str:
        """Return printed figures with their digits as English writes them, without marks for thousands."""
        return text.replace(self.thousands, "").replace(self.decimal, ".")

    def day(self, day: date) -> str:
        """Return a day in words: "31. Dezember 2025"."""
        number = self.first if self.first and day.day == 1 else str(day.day)
        return self.written.format(day=number, month=self.months[day.month - 1], year=day.year)

    def place(self, number: int) -> str:
        """Return a place in an order: "3."."""
        return self.first if self.first and number == 1 else self.ordinal.format(number)


def _months(words: str) -> tuple[str, ...]:
    return tuple(words.split())


LOCALES: Final[Mapping[str, Locale]] = {
    "de": Locale(
        ",", ".",
        {
            "%": f"{NBSP}%", "$": f"{NBSP}$", "x": "x", " trillion": " Billionen", " billion": " Milliarden",
            " percentage points": " Prozentpunkte", " percentage point": " Prozentpunkt", " points": " Punkte",
            " point": " Punkt", " basis points": " Basispunkte", " basis point": " Basispunkt", " days": " Tage",
            " day": " Tag",
        },
        _months("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        "{day}. {month} {year}", "{}.",
    ),
    "es": Locale(
        ",", ".",
        {
            "%": f"{NBSP}%", "$": f"{NBSP}$", "x": "x", " trillion": " billones", " billion": " mil millones",
            " percentage points": " puntos porcentuales", " percentage point": " punto porcentual",
            " points": " puntos", " point": " punto",
            " basis points": " puntos básicos", " basis point": " punto básico", " days": " días",
            " day": " día",
        },
        _months("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        "{day} de {month} de {year}", "{}.º",
    ),
    "fr": Locale(
        ",", " ",
        {
            "%": f"{NBSP}%", "$": f"{NBSP}$", "x": "x", " trillion": " mille milliards", " billion": " milliards",
            " percentage points": " points de pourcentage", " percentage point": " point de pourcentage",
            " points": " points", " point": " point", " basis points": " points de base",
            " basis point": " point de base", " days": " jours", " day": " jour",
        },
        _months("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        "{day} {month} {year}", "{}e", first="1er",
    ),
    "zh": Locale(
        ".", ",",
        {
            "%": "%", "$": "美元", "x": "倍", " trillion": "万亿", " billion": "十亿", " percentage points": "个百分点",
            " percentage point": "个百分点", " points": "点", " point": "点", " basis points": "个基点",
            " basis point": "个基点", " days": "天", " day": "天",
        },
        tuple(map(str, range(1, 13))),
        "{year}年{month}月{day}日", "第{}",
    ),
}  # fmt: skip
"""The languages beside English; English is printed by `copilot.grounding.printing.render` itself."""
