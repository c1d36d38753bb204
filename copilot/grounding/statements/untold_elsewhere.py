"""Causes and forecasts in German, Spanish, French and Chinese that no passage says."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.statements.judging import Claims, Judgement

CAUSE: Final = re.compile(
    r"\b(?:weil|wegen|dank(?!e)|aufgrund|infolge|angetrieben\s+von|getrieben\s+von|nachdem|belastet\s+durch|beflügelt\s+von|"
    r"porque|debido\s+al?|gracias\s+al?|a\s+causa\s+de|por\s+culpa\s+de|impulsad[oa]s?\s+por|a\s+raíz\s+de|"
    r"parce\s+qu(?:e|['’])|en\s+raison\s+d|grâce\s+(?:à|au)|à\s+cause\s+d|porté(?:e|s|es)?\s+par|tiré(?:e|s|es)?\s+par|soutenue?s?\s+par|"
    r"à\s+la\s+suite\s+d|sous\s+l['’]effet\s+d)|因为|由于|受益于|得益于|受[^,，。]{1,12}(?:影响|推动|提振|拖累)",
    re.IGNORECASE,
)
FORECAST: Final = re.compile(
    r"\b(?:dürften?|wird\s+(?:wohl|voraussichtlich|wahrscheinlich|weiter)|werden\s+(?:wohl|voraussichtlich|wahrscheinlich|weiter)|"
    r"wird[^.,;]{0,60}\b(?:steigen|fallen|sinken|zulegen|verlieren|führen|gewinnen|erreichen)|"
    r"(?:sub|bajar|caer|ganar|crecer|alcanzar|superar|liderar|seguir|perder)(?:á|án)|se\s+espera\s+que|probablemente|debería[n]?|"
    r"va[n]?\s+a\s+\w+r|devrait|devraient|va\s+(?:\w+er|\w+ir)|vont\s+(?:\w+er|\w+ir)|pourrait|pourraient|"
    r"(?:augmenter|baisser|gagner|progresser|grimper|chuter|continuer)(?:a|ont))\b|预计|将会|有望|可能会|料将|将(?=继续|上涨|下跌|达到|领先|跑赢)",
    re.IGNORECASE,
)


def untold_elsewhere(claims: Claims) -> Iterator[Judgement]:
    """Yield each cause and forecast of a sentence in another language than English that cites nothing."""
    if claims.cites:
        return
    text = claims.sentence.text
    moved = any(s[2].value for s in claims.sentence.signals_of("move", "side", "beat", "ahead"))
    if moved or claims.sentence.quantities:
        for match in CAUSE.finditer(text):
            yield Judgement(*match.span(), False, "a cause needs a passage that says it")
    for match in FORECAST.finditer(text):
        yield Judgement(*match.span(), False, "a forecast needs a passage that says whose it is")
