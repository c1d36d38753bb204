"""The content words of a text, brought to their stems."""

import re
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’&-]{2,}|[\u3400-\u9fff]{2}")
STOP_WORDS: Final = (
    "the and for with that this from was were are has had have its his her their they them which who whom whose "
    "what when where while but not nor than then there these those into over under about above after before "
    "because between during each few more most other some such only own same too very can will just should now "
    "also all any both been being did does doing down off once out through until again against according says "
    "said say notes noted note wrote write report reports reported article analysis source sources company "
    "companies per via may might could would one two three four five six seven eight nine ten percent points "
    "percentage basis about around roughly approximately expects expect expected project projects projected "
    "forecast forecasts see sees year years month months week today"
)
STOP: Final = frozenset(STOP_WORDS.split())
ENDINGS: Final = re.compile(r"(?:ings?|edly|ed|es|s|ly|ment|ments|ion|ions|al|ity|ness|ies|y|e)$")
ALIKE: Final = (
    "cut cuts lower reduc trimm slash trim",
    "rais lift hik hike increas boost",
    "feder reserv fed",
    "shar stock equit",
    "gain ris rise rose climb advanc jump ralli rall",
    "fell fall falls declin dropp drop slid slipp",
    "accelerat quicken speed",
)
SAME: Final = {word: words.split()[0] for words in ALIKE for word in words.split()}
"""Stems that say the same, so that "lowered" is held by "cut"."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return ENDINGS.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(stem(w) for w in WORD.findall(text) if w.lower() not in STOP)


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return a text's words and figures in lower case, apart by single blanks."""
    return re.sub(r"\W+", " ", text).strip().lower()
