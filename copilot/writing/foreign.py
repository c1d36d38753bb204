"""Answers to simple questions in Chinese, Spanish, German and French: a name, a return, a period."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from copilot.facts import Fact
from copilot.reader import Plan
from copilot.toolbox import Desk
from copilot.writing.naming import value_of
from copilot.writing.results import Results

MONTHS: Final = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
DAYS: Final = {"es": "{d} de {m} de {y}", "de": "{d}. {m} {y}", "fr": "{d} {m} {y}"}
ARTICLES: Final = {"es": "el ", "de": "der ", "fr": "le ", "zh": ""}
RETURNED: Final = {
    "zh": "{name}从{base}收盘到{end}收盘{up}{value}",
    "es": "{name} {up} {value} desde el cierre del {base} hasta el cierre del {end}",
    "de": "{name} {up} vom Schlusskurs am {base} bis zum Schlusskurs am {end} um {value}",
    "fr": "{name} a {up} {value} entre la clôture du {base} et celle du {end}",
}
WAYS: Final = {
    "zh": ("上涨", "下跌"), "es": ("ganó", "perdió"), "de": ("stieg", "fiel"), "fr": ("gagné", "perdu"),
}  # fmt: skip
CLOSED: Final = {
    "zh": "{name}在{end}的收盘价为{value}", "es": "{name} cerró en {value} el {end}",
    "de": "{name} schloss am {end} bei {value}", "fr": "{name} a clôturé à {value} le {end}",
}  # fmt: skip
OTHERS: Final = {
    "annualized_return": {
        "zh": "{name}从{base}收盘到{end}收盘的年化回报率为{value}",
        "es": "el rendimiento anualizado: {name}, {value}, desde el cierre del {base} hasta el {end}",
        "de": "annualisierte Rendite: {name}, {value}, vom {base} bis zum {end}",
        "fr": "rendement annualisé : {name}, {value}, du {base} au {end}",
    },
    "volatility": {
        "zh": "{name}从{base}到{end}的年化波动率为{value}",
        "es": "la volatilidad anualizada: {name}, {value}, del {base} al {end}",
        "de": "annualisierte Volatilität: {name}, {value}, vom {base} bis zum {end}",
        "fr": "volatilité annualisée : {name}, {value}, du {base} au {end}",
    },
    "max_drawdown": {
        "zh": "{name}从{base}到{end}的最大回撤为{value}",
        "es": "la caída máxima (drawdown): {name}, {value}, del {base} al {end}",
        "de": "maximaler Drawdown: {name}, {value}, vom {base} bis zum {end}",
        "fr": "perte maximale (drawdown) : {name}, {value}, du {base} au {end}",
    },
}
BASIS: Final[Mapping[str, Mapping[str, str]]] = {
    "price": {
        "zh": "这是价格回报，不含股息", "es": "Es el rendimiento del precio, sin dividendos",
        "de": "Das ist die Kursrendite, ohne Dividenden", "fr": "C'est le rendement du cours, hors dividendes",
    },
    "total_return": {
        "zh": "这是总回报，含股息", "es": "Es el rendimiento total, con dividendos",
        "de": "Das ist die Gesamtrendite, mit Dividenden", "fr": "C'est le rendement total, dividendes compris",
    },
}  # fmt: skip
COMPOSITE: Final = {
    "zh": "这里的纳斯达克指综合指数", "es": "El Nasdaq es aquí el Composite", "de": "Der Nasdaq ist hier der Composite",
    "fr": "Le Nasdaq est ici le Composite",
}  # fmt: skip
CAN_ASK: Final = {
    "zh": "我用中文只能读懂简单的问题：一个名称、一个回报、一段时间，例如“去年标普500的涨幅是多少？”。其他问题请用英文提问。",
    "es": "En español leo preguntas sencillas: un nombre, un rendimiento y un periodo, por ejemplo «¿Cuál fue el rendimiento del S&P 500 en 2025?». Lo demás, en inglés, por favor.",
    "de": "Auf Deutsch lese ich einfache Fragen: ein Name, eine Rendite, ein Zeitraum, zum Beispiel „Wie war die Rendite des S&P 500 in 2025?“. Alles andere bitte auf Englisch.",
    "fr": "En français, je lis des questions simples : un nom, un rendement, une période, par exemple « Quel a été le rendement du S&P 500 en 2025 ? ». Pour le reste, en anglais, s'il vous plaît.",
}
NOT_UNDERSTOOD: Final = {
    "zh": "没有读懂：{words}。", "es": "No entendí: {words}. ", "de": "Nicht verstanden: {words}. ", "fr": "Non compris : {words}. ",
}  # fmt: skip


def answered(results: Results) -> list[str]:
    """Return the sentences of a simple answer in the question's language; none for any other form."""
    if results.plan.form != "measure" or results.failures:
        return []
    told = [pair for call in results.calls_of("measure") for pair in results.main(call)]
    language = results.plan.language
    said = [line for name, fact in told if (line := _line(results.desk, language, name, fact))]
    if len(said) != len(told) or not said:
        return []
    if told[0][1].measure in ("price_return", "total_return"):
        said.append(BASIS[told[0][1].basis][language])
    if any(name == "^IXIC" for name, _ in told):
        said.append(COMPOSITE[language])
    return ["".join(f"{line}。" for line in said)] if language == "zh" else said


def _line(desk: Desk, language: str, name: str, fact: Fact) -> str:
    if fact.window is None:
        return ""
    slots = {
        "name": _called(desk, language, name), "base": _day(language, fact.window.base), "end": _day(language, fact.window.end),
        "value": f"{{{fact.id}}}",
    }  # fmt: skip
    if fact.measure in ("price_return", "total_return"):
        slots |= {"up": WAYS[language][value_of(fact) < 0], "value": f"{{{fact.id}:abs}}"}
        return RETURNED[language].format(**slots)
    if fact.measure == "close":
        return CLOSED[language].format(**slots)
    return OTHERS[fact.measure][language].format(**slots) if fact.measure in OTHERS else ""


def _called(desk: Desk, language: str, name: str) -> str:
    instrument = desk.universe.instrument(name)
    return f"{ARTICLES[language]}{instrument.short}" if instrument.kind == "index" else instrument.short


def _day(language: str, day: date) -> str:
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return DAYS[language].format(d=day.day, m=MONTHS[language][day.month - 1], y=day.year)


def refusal(plan: Plan) -> str:
    """Return what can be asked in the question's language, and the words that were not understood."""
    words = ", ".join(f"“{w}”" for w in plan.not_understood)
    opened = NOT_UNDERSTOOD[plan.language].format(words=words) if words else ""
    return f"{opened}{CAN_ASK[plan.language]}"
