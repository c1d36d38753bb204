"""Which language a text is in, as far as the checks need to know."""

import re
from functools import lru_cache
from typing import Final

GERMAN: Final = frozenset(
    "der die das und ist von dem den im um mit für auf seit gegenüber hat sich wurde am zum".split()
)
SPANISH: Final = frozenset("el los las una por con del que fue ha han más desde frente en de un se su al".split())
FRENCH: Final = frozenset(
    "le les des et est du une dans pour sur sont plus depuis face en de un a au ses que était étaient contre".split()
)
FOREIGN_WORDS: Final = (
    "der die das und ist von dem den im um mit für auf el los las una por con del que en le les des et est du une "
    "dans pour sur sont fue ha han más plus depuis desde seit gegenüber frente face de la se su un au aux son sa ein "
    "eine sich nicht als wie zum zur ses sus lo y al ce alle alles beide beiden sektoren quartal quartale aktien stieg "
    "stiegen fiel fielen war waren tous toutes todos todas ambos secteurs sectores trimestre trimestres acciones"
)
FOREIGN: Final = frozenset(FOREIGN_WORDS.split())
ENGLISH_WORDS: Final = "the of and was in by a has is to for over with its rose fell than while from since"
ENGLISH: Final = frozenset(ENGLISH_WORDS.split())
ACCENTED: Final = re.compile(r"[äöüßàâçéèêëîïôûùñáíóú]")
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=1024)
def is_english(text: str) -> bool:
    """Say whether a text may be read with English words."""
    words = text.lower().split()
    foreign = sum(word in FOREIGN or ACCENTED.search(word) is not None for word in words)
    if foreign and foreign > sum(word in ENGLISH for word in words):
        return False
    return text.isascii() or CHINESE.search(text) is None


@lru_cache(maxsize=256)
def language(text: str) -> str:
    """Return "en", "de", "es", "fr" or "zh"."""
    if is_english(text):
        return "en"
    if CHINESE.search(text):
        return "zh"
    words = text.lower().split()
    counts = {
        name: sum(word in known for word in words)
        for name, known in (("de", GERMAN), ("es", SPANISH), ("fr", FRENCH))
    }  # fmt: skip
    return max(counts, key=lambda name: counts[name])
