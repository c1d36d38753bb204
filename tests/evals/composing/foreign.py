"""The plain forms in Chinese, Spanish, German and French, and passages from the library."""

from tests.evals.composing.names import SEVEN
from tests.evals.composing.rows import Row, asked, moved, moves
from tests.evals.composing.whens import DAYS, OPEN, PAST, THIS_YEAR


def languages() -> list[Row]:
    y25, last_month, q2 = PAST["in 2025"], PAST["last month"], PAST["in Q2 of 2025"]
    talk = (
        ("去年罗素2000的涨幅是多少？", "^RUT", y25),
        ("苹果今年表现如何？", "AAPL", THIS_YEAR),
        ("2025年标普500的回报率", "^GSPC", y25),
        ("英伟达上个月涨了多少？", "NVDA", last_month),
        ("特斯拉昨天的涨跌幅", "TSLA", DAYS["yesterday"]),
        ("纳斯达克2025年第二季度表现", "^IXIC", q2),
        ("¿Cuál fue el rendimiento del Nasdaq en 2025?", "^IXIC", y25),
        ("¿Cómo le fue a Apple el año pasado?", "AAPL", y25),
        ("Rendimiento de Microsoft este año", "MSFT", THIS_YEAR),
        ("¿Cuánto subió Nvidia el mes pasado?", "NVDA", last_month),
        ("¿Qué hizo el Dow ayer?", "^DJI", DAYS["yesterday"]),
        ("Rendimiento del Russell 2000 en el segundo trimestre de 2025", "^RUT", q2),
        ("Wie hat sich der S&P 500 im Jahr 2025 entwickelt?", "^GSPC", y25),
        ("Wie war die Rendite von Apple letztes Jahr?", "AAPL", y25),
        ("Tesla seit Jahresbeginn", "TSLA", THIS_YEAR),
        ("Wie viel hat Amazon im letzten Monat gewonnen?", "AMZN", last_month),
        ("Was hat der Dow gestern gemacht?", "^DJI", DAYS["yesterday"]),
        ("Rendite von Meta im zweiten Quartal 2025", "META", q2),
        ("Quel a été le rendement du Nasdaq en 2025 ?", "^IXIC", y25),
        ("Comment s'est comporté Apple l'année dernière ?", "AAPL", y25),
        ("Performance de Nvidia depuis le début de l'année", "NVDA", THIS_YEAR),
        ("Combien a gagné Tesla le mois dernier ?", "TSLA", last_month),
        ("Qu'a fait le S&P 500 hier ?", "^GSPC", DAYS["yesterday"]),
        ("Rendement d'Amazon au deuxième trimestre 2025", "AMZN", q2),
        ("微软自ChatGPT发布以来的涨幅", "MSFT", OPEN["since ChatGPT launched"]),
    )
    return [asked("language", question, [moved(symbol, window)]) for question, symbol, window in talk]


def sources() -> list[Row]:
    """What only a passage can say: cited, and never with a cause that nothing was found for."""
    return [
        asked("source", "What risks do the sources see in the concentration in the Magnificent 7?", citations_min=1),
        asked("source", "What do the sources say about small caps?", citations_min=1),
        asked("source", "What does JPMorgan's outlook say?", citations_min=1),
        asked("source", "What forward P/E does the S&P 500 trade at according to the sources?", citations_min=1),
        asked("source", "Is there evidence of a great rotation this year?", moves(("^RUT", "^GSPC"), THIS_YEAR)),
        asked("source", "How have the Magnificent 7 done this year?", moves(SEVEN, THIS_YEAR)),
    ]
