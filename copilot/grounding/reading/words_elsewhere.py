"""What German, Spanish, French and Chinese prose says of prices, as the words of `vocabulary`: data, no logic."""

from typing import Final

GERMAN_UP: Final = (
    "stieg, stiegen, steigt, steigen, gestiegen, anstieg, anstiegen, zulegte, zulegten, zugelegt, legte, legten, "
    "gewann, gewannen, gewinnt, gewonnen, kletterte, kletterten, klettert, geklettert, steigerte, zugewinn, legt, "
    "verteuerte, verteuerten, erholte"
)
GERMAN_DOWN: Final = (
    "fiel, fielen, fällt, gefallen, verlor, verloren, verliert, sank, sanken, sinkt, gesunken, rückgang, verlust, "
    "büßte, büßten, büsste, eingebüßt, rutschte, rutschten, abgerutscht, sackte, sackten, abgesackt, brach, brachen, "
    "eingebrochen, einbrach, gab, gaben, nachgab, nachgaben, nachgegeben, kostete, verbilligte, verbilligten"
)
SPANISH_UP: Final = (
    "subió, subieron, sube, suben, ganó, ganaron, gana, ganan, avanzó, avanzaron, avanza, aumentó, aumentaron, "
    "repuntó, repuntaron, escaló, escalaron, rebotó, revalorizó, revalorizaron, subida, alza, avance, ganancia, "
    "subido, ganado, avanzado, aumentado, crecido"
)
SPANISH_DOWN: Final = (
    "cayó, cayeron, cae, caen, perdió, perdieron, pierde, pierden, bajó, bajaron, baja, retrocedió, retrocedieron, "
    "retrocede, descendió, descendieron, desciende, cedió, cedieron, cede, dejó, dejaron, hundió, hundieron, desplomó, "
    "desplomaron, costó, caída, pérdida, retroceso, descenso, bajado, caído, perdido, retrocedido, descendido"
)
FRENCH_UP: Final = (
    "gagné, gagnait, gagne, gagnent, progressé, progresse, progressait, progressaient, augmenté, augmentait, grimpé, "
    "grimpe, grimpait, grimpaient, monté, monte, montait, bondi, bondit, bondissait, rebondi, rebondit, avancé, "
    "avançait, hausse, gain"
)
FRENCH_DOWN: Final = (
    "perdu, perd, perdait, perdaient, reculé, recule, reculait, reculaient, baissé, baissait, baisse, chuté, chute, "
    "chutait, tombé, tombait, cédé, cède, cédait, cédaient, abandonné, abandonne, abandonnait, lâché, lâche, lâchait, "
    "plongé, plongeait, dévissé, dévissait, dégringolé, effondré, fléchi, replié, coûté, recul, perte"
)
CHINESE_UP: Final = "上涨, 涨, 涨幅, 上升, 攀升, 涨了, 增长, 走高, 飙升"
CHINESE_DOWN: Final = "下跌, 跌, 跌幅, 下降, 跌了, 回落, 下挫, 走低, 重挫"
WORDS: Final[tuple[tuple[str, float, str, str], ...]] = (
    *(("move", 1, "", words) for words in (GERMAN_UP, SPANISH_UP, FRENCH_UP, CHINESE_UP)),
    *(("move", -1, "", words) for words in (GERMAN_DOWN, SPANISH_DOWN, FRENCH_DOWN, CHINESE_DOWN)),
    (
        "beat",
        1,
        "",
        "übertraf, übertrafen, schlug, schlugen, superó, superaron, surpassé, dépassé, battu, 跑赢, 领先, 优于",
    ),
    ("beat", -1, "", "跑输, 落后"),
    ("side", 1, "", "im plus, plus von, 比纪录高, 较纪录高"),
    (
        "side",
        -1,
        "",
        "im minus, minus von, unter seinem rekord, unter ihrem rekord, unter dem rekord, unter seinem rekordhoch, "
        "unter dem rekordhoch, unter seinem höchststand, unter dem höchststand, por debajo de su récord, "
        "por debajo del récord, por debajo de su máximo, por debajo del máximo, sous son record, sous le record, "
        "sous son plus haut, en dessous de son record, en dessous du record, au dessous de son record, "
        "比纪录低, 较纪录低, 比历史高点低, 低于纪录, 比最高点低",
    ),
    (
        "than",
        1,
        "volatility",
        "plus volatile que, plus volatile qu, más volátil que, volatiler als, schwankungsreicher als",
    ),
    ("than", -1, "volatility", "moins volatile que, moins volatile qu, menos volátil que, weniger volatil als"),
    ("best", 0, "", "beste, bester, bestes, stärkste, stärkster, mejor, meilleur, meilleure"),
    (
        "worst",
        0,
        "",
        "schlechteste, schlechtester, schlechtestes, schwächste, schwächster, peor, pire",
    ),
    (
        "measure",
        0,
        "annualized_return",
        "年化, anualizado, anualizada, annualisiert, annualisé, pro jahr, al año, par an",
    ),
    ("measure", 0, "volatility", "波动率, volatilidad, volatilität, volatilité"),
    ("measure", 0, "max_drawdown", "回撤"),
    (
        "pronoun",
        0,
        "",
        "der index, des index, dem index, den index, el índice, del índice, al índice, l indice, de l indice, "
        "à l indice, 该指数, 此指数, 这一指数",
    ),
)
"""Kind, direction, measure, and the phrases, separated by commas."""
