"""What German, Spanish, French and Chinese words of statements mean in English: data, no logic.

Each row is a pattern and its English; of patterns that match at one place the first stands.
"""

from typing import Final

from copilot.grounding.reading.words_elsewhere import (
    CHINESE_DOWN,
    CHINESE_UP,
    FRENCH_DOWN,
    FRENCH_UP,
    GERMAN_DOWN,
    GERMAN_UP,
    SPANISH_DOWN,
    SPANISH_UP,
)

Rows = tuple[tuple[str, str], ...]


def _any(words: str) -> str:
    return "|".join(sorted(words.split(", "), key=len, reverse=True))


def _times(words: str, pattern: str, english: str) -> Rows:
    """Return a row for each number from two up: `pattern` holds it as {}, and so does its English."""
    return tuple((pattern.format(w), english.format(n)) for w, n in zip(words.split(), COUNTED, strict=True))


COUNTED: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OLD_HIGH_DE: Final = (
    r"(?:seinen?|den|die|das|ihren?|sein|ihr) (?:alte[ns]?|frühere[ns]?|vorherige[ns]?) (?:Höchststand|Hoch|Rekord)"
)
OLD_HIGH_ES: Final = r"su (?:anterior |antiguo )?(?:máximo|pico|nivel)(?: anterior| previo| histórico)?"
OLD_HIGH_FR: Final = r"son (?:ancien )?(?:sommet|pic|plus haut|niveau)(?: historique| d['’]avant)?"
GERMAN: Final[Rows] = (
    *_times("zwei drei vier fünf sechs sieben acht neun zehn",
            r"{}mal so (?:viel|stark) (?:zugelegt|gestiegen|gewonnen) wie", "rose {} times as much as"),
    *_times("zwei drei vier fünf sechs sieben acht neun zehn",
            r"{}mal so (?:viel|stark|hoch) wie", "{} times as much as"),
    (r"Handelstag(?:e|es)?|Tag(?:es)?", "day"),
    (r"(?:seinen|ihren) Wert", ""),
    (r"mehr als verdoppelt(?:e|en)?(?: sich)?|mehr als verdoppeln", "more than doubled"),
    (r"verdoppelt(?:e|en)?", "doubled"),
    (r"verdreifacht(?:e|en)?", "tripled"),
    (r"halbiert(?:e|en)?", "halved"),
    (r"brauchte(?:n)? bis(?: zum)?(?=.*(?:erhol|Höchststand|Hoch|wettzumachen|aufzuholen))", "recovered only"),
    (r",? um sich(?: wieder)? zu erholen|,? um (?:seine|die|ihre) Verluste (?:wettzumachen|aufzuholen)", ""),
    (rf",? um {OLD_HIGH_DE}(?: wieder)? zu erreichen", ""),
    (rf"erreichte(?:n)?(?=.*(?:{OLD_HIGH_DE}.*wieder|wieder {OLD_HIGH_DE}))", "recovered"),
    (rf"{OLD_HIGH_DE}(?=.*wieder)|wieder {OLD_HIGH_DE}|wieder", ""),
    (r"(?:entwickelt(?:e|en)|hielt(?:en)?|schlug(?:en)?) sich|lief(?:en)?|schnitt(?:en)?", "did"),
    (r"(?:hat|haben|ist|sind|war|waren) sich|hat|haben", "has"),
    (r"(?:volatiler|schwankungsreicher|schwankungsanfälliger) als", "more volatile than"),
    (r"weniger volatil als", "less volatile than"),
    (r"besser (?:ab )?als", "better than"),
    (r"schlechter (?:ab )?als|schwächer als", "worse than"),
    (r"stärker als|mehr als", "more than"),
    (r"weniger (?:stark )?als", "less than"),
    (r"übertraf(?:en)?|übertrifft|schlug(?:en)?|schlägt|schlagen|überholt(?:e|en)?|übertroffen|geschlagen", "beat"),
    (r"blieb(?:en)? hinter|lag(?:en)? hinter|hinkte(?:n)?", "lagged"),
    (r"am (?:besten|stärksten|meisten)", "the best"),
    (r"am (?:schlechtesten|schwächsten|wenigsten)", "the worst"),
    (r"(?:der|die|das|den) (?:beste|stärkste|erfolgreichste)(?:r|s|n)?", "the best"),
    (r"beste(?:r|s|n)?|stärkste(?:r|s|n)?", "best"),
    (r"(?:der|die|das|den) (?:schlechteste|schwächste)(?:r|s|n)?", "the worst"),
    (r"schlechteste(?:r|s|n)?|schwächste(?:r|s|n)?", "worst"),
    (r"(?:sein(?:e[nmr]?)?|ihr(?:e[nmr]?)?|den|das|der) (?:Tiefpunkt|Tiefststand|Tief|Boden)", "its trough"),
    (r"(?:sein(?:e[nmr]?)?|ihr(?:e[nmr]?)?|den|das|der) (?:Höchststand|Höhepunkt|Hoch|Gipfel)", "its peak"),
    (r"erreichte(?:n)?|erreicht", "reached"),
    (r"erholte(?:n)? sich|erholt", "recovered"),
    (r"alle(?:n|r|s)?|sämtliche(?:n|r)?", "all"),
    (r"jede(?:r|s|n|m)?", "every"),
    (r"beide(?:n|r)?", "both"),
    (r"(?:der|des|von)(?= (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|beiden)\b)", "of the"),
    (r"des|(?<=Aktien )der|(?<=Werte )der|(?<=Sektoren )der", "of the"),
    (r"(?:zu|ab|ein|nach|an|zurück)(?=\s*(?:[.,;]|$))", ""),
    (r"rund|etwa|ungefähr|knapp", "about"), (r"um|bei", "by"), (r"mit", "with"), (r"gegenüber", "against"),
    (r"Sektoren|Branchen", "sectors"),
    (r"Sektors?|Branche", "sector"),
    (r"Indizes|Indices", "indices"),
    (r"Index(?:es)?", "index"),
    (r"Aktien|Werte|Titel", "stocks"),
    (r"Aktie|Wert", "stock"),
    (r"Quartale(?:n)?", "quarters"),
    (r"Quartals?", "quarter"),
    (r"Monate(?:n|s)?", "months"),
    (r"Monat", "month"),
    (r"Jahre(?:s|n)?|Jahr", "year"),
    (r"zwei", "two"), (r"drei", "three"), (r"vier", "four"), (r"fünf", "five"), (r"sechs", "six"),
    (r"sieben", "seven"), (r"acht", "eight"), (r"neun", "nine"), (r"zehn", "ten"), (r"elf", "eleven"),
    (r"nicht", "not"), (r"keine?r?s?", "no"), (r"nur", "only"), (r"während", "while"), (r"aber", "but"),
    (_any(GERMAN_UP), "rose"),
    (_any(GERMAN_DOWN), "fell"),
    (r"(?:der|die) (?:Aktien?kurs|Kurs) (?:von|der|des)|(?:der|die) Aktien? von", ""),
    (r"Kurse?s?", "price"),
    (r"von|vom", "of"), (r"unter(?: den)?|unter", "among the"), (r"im|in|am|zum", "in"), (r"als", "than"),
    (r"und", "and"), (r"war(?:en)?|ist|sind|wurde(?:n)?", "was"), (r"auch", "also"),
    (r"der|die|das|dem|den|des|eine?[nmrs]?", "the"), (r"zu|ab|ein|nach|an|zurück|hinterher|sich", ""),
)  # fmt: skip
SPANISH: Final[Rows] = (
    *_times("dos tres cuatro cinco seis siete ocho nueve diez",
            r"{} veces (?:más|tanto) (?:que|como)", "{} times as much as"),
    (r"su valor", ""), (r"sesión|jornada|día", "day"), (r"tuvo lugar|se produjo", "was"),
    (r"(?:se )?(?:ha )?(?:más que duplic\w+|duplic\w+ con creces)|(?:se )?más que duplic\w+", "more than doubled"),
    (r"(?:se )?(?:ha )?duplic(?:ó|ado|aron)", "doubled"),
    (r"(?:se )?(?:ha )?triplic(?:ó|ado|aron)", "tripled"),
    (r"(?:se )?(?:redujo|reducido) a la mitad", "halved"),
    (r"(?:super(?:ó|aron|an?)|bati(?:ó|eron)|bate|venció|vence|le gan[óa]) a(?:l| la| los| las)?|superó|batió", "beat"),
    (r"(?:quedó|quedaron) (?:por )?(?:detrás|debajo) de(?:l| la)?|rezagó", "lagged"),
    (r"se comport(?:ó|aron)|lo hi(?:zo|cieron)|rindi(?:ó|eron)|le fue", "did"),
    (r"más volátil que", "more volatile than"), (r"menos volátil que", "less volatile than"),
    (r"mejor que", "better than"), (r"peor que", "worse than"), (r"más que", "more than"),
    (r"menos que", "less than"),
    (r"(?:el|la|los) (?:índice |sector |valor |acción )?que más (?:subió|ganó|avanzó)", "the best"),
    (r"(?:el|la|los) (?:índice |sector |valor |acción )?que (?:menos (?:subió|ganó|avanzó)|más (?:cayó|bajó|perdió))",
     "the worst"),
    (r"mejor(?:es)?", "best"), (r"peor(?:es)?", "worst"),
    (r"toc(?:ó|aron) (?:fondo|mínimos?)|marc(?:ó|aron) (?:su )?mínimo", "reached its trough"),
    (r"toc(?:ó|aron) (?:techo|máximos?)|marc(?:ó|aron) (?:su )?máximo", "reached its peak"),
    (rf"no (?:se recuper(?:ó|aron)|recuper(?:ó|aron) {OLD_HIGH_ES}) hasta|se recuper(?:ó|aron)", "recovered"),
    (rf"(?:recuper|volvió a alcanz)(?:ó|aron|ar) {OLD_HIGH_ES}", "recovered"),
    (r"por|para", "by"), (r"con", "with"), (r"frente a(?:l)?", "against"), (r"unos|cerca de", "about"),
    (r"segund[oa] mejor", "second best"), (r"segund[oa] peor", "second worst"),
    (r"en todos (?:y cada uno de )?los|en los(?= (?:cuatro|once|doce|tres|siete)\b)", "in all"),
    (r"tod[oa]s(?: l[oa]s)?", "all"), (r"cada(?: uno de l[oa]s)?", "every"),
    (r"ambos|ambas|los dos|las dos", "both"),
    (r"ningún|ninguno|ninguna", "no"), (r"solo|sólo|únicamente", "only"),
    (r"sectores", "sectors"), (r"sector", "sector"), (r"índices", "indices"), (r"índice", "index"),
    (r"l[ao]s? acci(?:ón|ones) de", ""), (r"acciones|valores", "stocks"), (r"acción|valor", "stock"),
    (r"trimestres", "quarters"), (r"trimestre", "quarter"), (r"meses", "months"), (r"mes", "month"),
    (r"años?", "year"),
    (r"dos", "two"), (r"tres", "three"), (r"cuatro", "four"), (r"cinco", "five"), (r"seis", "six"),
    (r"siete", "seven"),
    (r"ocho", "eight"), (r"nueve", "nine"), (r"diez", "ten"), (r"once", "eleven"), (r"doce", "twelve"),
    (_any(SPANISH_UP), "rose"), (_any(SPANISH_DOWN), "fell"),
    (r"de(?:l| la| los| las)?", "of the"), (r"entre", "among"), (r"en(?: el| la)?", "in"), (r"que", "than"),
    (r"y", "and"), (r"fue|fueron|es|son|ha sido|era", "was"), (r"no", "not"), (r"mientras(?: que)?", "while"),
    (r"pero", "but"), (r"también", "also"), (r"ha|han|se|a|al", ""), (r"el|la|los|las|una?|su|sus", "the"),
)  # fmt: skip
FRENCH: Final[Rows] = (
    *_times("deux trois quatre cinq six sept huit neuf dix", r"{} fois (?:plus|autant) que", "{} times as much as"),
    (r"sa valeur", ""), (r"séance|journée|jour", "day"), (r"(?:a|ont) eu lieu|s['’]est produite?", "was"),
    (r"celle|celui", ""),
    (r"bat|devance|surpasse|dépasse", "beat"),
    (r"(?:a |ont )?plus que doublé", "more than doubled"), (r"(?:a |ont )?doublé", "doubled"),
    (r"(?:a |ont )?triplé", "tripled"), (r"(?:a été |s['’]est )?divisée? par deux", "halved"),
    (r"(?:a|ont) fait mieux que|(?:a |ont )?(?:surpassé|battu|dépassé|devancé|surperformé)", "beat"),
    (r"(?:a|ont) fait moins bien que|(?:a |ont )?sous-performé", "lagged"),
    (r"plus volatile que?['’]?", "more volatile than"), (r"moins volatile que?['’]?", "less volatile than"),
    (r"nettement|beaucoup|bien(?= plus| moins)", ""), (r"était|étaient", "was"),
    (r"mieux que", "better than"), (r"moins que", "less than"), (r"plus que", "more than"),


    (r"(?:le|la|l['’])\s?(?:indice|secteur|titre|action|valeur)?\s?(?:le|la) plus (?:performante?|forte?)", "the best"),


    (r"(?:le|la|l['’])\s?(?:indice|secteur|titre|action|valeur)?\s?(?:le|la) moins (?:performante?|forte?)",
     "the worst"),
    (r"(?:le|la) plus (?:performante?|forte?)", "the best"), (r"(?:le|la) moins (?:performante?|forte?)", "the worst"),
    (r"(?:le|la) (?:meilleure?)", "the best"), (r"meilleure?s?", "best"), (r"(?:le|la) pire", "the worst"),
    (r"pires?", "worst"),
    (r"(?:a |ont )?(?:touché|atteint) (?:le fond|son (?:point bas|plus bas|creux|plancher))", "reached its trough"),
    (r"(?:a |ont )?(?:touché|atteint) son (?:sommet|pic|plus haut|point haut)", "reached its peak"),
    (rf"n['’](?:a|ont) (?:retrouvé|regagné|rejoint) {OLD_HIGH_FR} qu(?:e|['’])", "recovered"),
    (rf"(?:a |ont )?(?:retrouvé|regagné|rejoint) {OLD_HIGH_FR}", "recovered"),
    (r"s['’]est (?:redressé|repris)|(?:a |ont )?récupéré", "recovered"),
    (r"pour", "for"), (r"avec", "with"), (r"contre|face à", "against"), (r"environ|près de", "about"),
    (r"(?:la|le) (?:deuxième|second[e]?) (?:meilleure?|plus performante?)", "the second best"),
    (r"dans tous les|au cours des", "in all"), (r"tous(?: les)?|toutes(?: les)?", "all"),
    (r"chaque|chacun des", "every"),
    (r"les deux", "both"), (r"aucune?(?: des)?", "no"), (r"seule?s?|seulement|uniquement", "only"),
    (r"secteurs", "sectors"), (r"secteur", "sector"), (r"(?:l['’])?indices(?!\w)", "indices"),
    (r"(?:l['’])?indice", "index"),
    (r"l['’]action|les actions|le titre|le cours(?: de l['’]action)?", ""), (r"actions|titres|valeurs", "stocks"),
    (r"trimestres", "quarters"), (r"trimestre", "quarter"), (r"mois", "month"), (r"années?|an", "year"),
    (r"deux", "two"), (r"trois", "three"), (r"quatre", "four"), (r"cinq", "five"), (r"six", "six"),
    (r"sept", "seven"),
    (r"huit", "eight"), (r"neuf", "nine"), (r"dix", "ten"), (r"onze", "eleven"), (r"douze", "twelve"),
    (_any(FRENCH_UP), "rose"), (_any(FRENCH_DOWN), "fell"),
    (r"des(?= (?:deux|trois|quatre|sept|onze)\b)", "of the"), (r"du|des|de(?: la| l['’])?|d['’]", "of the"),
    (r"parmi(?: les)?", "among the"), (r"en|au|aux|dans", "in"), (r"que", "than"), (r"et", "and"),
    (r"a été|ont été|est|était|étaient|fut|furent|sont", "was"), (r"n['’]|ne", ""), (r"pas", "not"),
    (r"tandis que|alors que", "while"), (r"mais", "but"), (r"aussi|également", "also"), (r"a|ont|s['’]|se", ""),
    (r"le|la|les|l['’]|une?|son|ses|sa", "the"),
)  # fmt: skip
CHINESE: Final[Rows] = (
    (r"(?:表现)?最好的(?:一天|交易日)(?:是|为)", "'s best day was"),
    (r"(?:表现)?最差的(?:一天|交易日)(?:是|为)", "'s worst day was"),
    (r"(?:上涨|涨)?(?:翻了一倍多|翻倍多|超过一倍|翻了一番多)", "more than doubled"),
    (r"翻了?一倍|翻倍|翻番|翻了一番", "doubled"),
    (r"翻了?两倍|上?涨了?两倍", "tripled"), (r"腰斩|减半", "halved"),
    (r"表现最好的月份(?:是|为)", "'s best month was"), (r"表现最差的月份(?:是|为)", "'s worst month was"),
    (r"(?:排名?|排在|位居|位列|名列)(?:最后|末位|垫底)(?:一?位|一?名)?", "ranked last"),
    *((rf"(?:排名?|排在|位居|位列|名列)第{w}(?:位|名)?(?!个)", f"ranked {e}") for w, e in
      zip("一二三四五六七八九", ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
          strict=True)),
    (r"的?(?:涨幅|回报率?|收益率?)(?:是|为|达到?|相当于)"
     r"(?=[^，,。；的]{1,14}的?(?:近|约|将近|大约)?[\d.一二两三四五六七八九十]+\s?倍)", "rose"),
    (r"(?:表现|走势)", ""),
    (r"(?:(?:表现|回报|收益)?(?:最好|最佳|最强)|涨幅最大|(?:上涨|涨得)最多|领涨)的?(?:股票|板块|指数)?",
     "was the best"),
    (r"(?:(?:表现|回报|收益)?(?:最差|最弱)|跌幅最大|涨幅最小|领跌)的?(?:股票|板块|指数)?", "was the worst"),
    (r"跑赢了?|胜过|优于|好于|超过了?|领先(?:于)?", "beat"), (r"跑输了?|不如|逊于|落后于?", "lagged"),
    (r"触底|见底", "reached its trough"), (r"见顶|触顶", "reached its peak"), (r"收复失地|收复跌幅|恢复", "recovered"),
    (r"所有的?|全部的?", "all"), (r"每个|每只|每一个|每", "every"), (r"两大|两个|两只|两者", "both"), (r"都|均", ""),
    (r"板块|行业", "sectors"), (r"股指|指数", "indices"), (r"股票|个股", "stocks"), (r"股价|价格|的股价", ""),
    (r"季度", "quarter"), (r"月份", "month"), (r"十一个?", "eleven"), (r"十个?", "ten"), (r"九[个大只]?", "nine"),
    (r"八[个大只]?", "eight"), (r"七[个大只]?", "seven"), (r"六[个大只]?", "six"), (r"五[个大只]?", "five"),
    (r"四[个大只]?", "four"), (r"三[个大只]?", "three"), (r"直到|才", ""),
    (r"没有|没|未", "not"), (r"只有|仅有|仅", "only"), (r"只|大|家", ""),
    (r"而", "while"), (r"但", "but"), (r"也", "also"),
    (r"和|与|及", "and"),
    (_any(CHINESE_UP), "rose"), (_any(CHINESE_DOWN), "fell"),
    (r"当中|之中|中", ","), (r"在", "in"), (r"是|为", "was"), (r"的|了|地", ""),
)  # fmt: skip
GLOSSARY: Final = {"de": GERMAN, "es": SPANISH, "fr": FRENCH, "zh": CHINESE}
