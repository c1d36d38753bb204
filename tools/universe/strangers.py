"""Words in a name's place that are no name of the universe: "How did XYZQ do?", "Zorblax Corp"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from tools.universe.finding import Reading
from tools.universe.spelling import Token, bounded
from tools.universe.words import is_ordinary, plain_words, role

_TICKER = re.compile(
    r"\$(?P<name>[A-Za-z]{1,6}(?:[.-][A-Za-z])?)\b"
    r"|\b(?:NYSE|NASDAQ|Nasdaq|AMEX)\s*:\s*(?P<listed>[A-Z.]{1,6})\b"
)
_ASKED = re.compile(
    r"\b(?:how|what)(?:['’]s|\s+(?:did|has|have|had|does|do|is|are|was|were|will|would|could))\s+"
    r"(?P<name>[^\s,;:?!()]+(?:\s+[^\s,;:?!()]+){0,3}?)\s+"
    r"(?:do|done|doing|perform(?:ed|ing)?|far(?:e|ed|ing)|return(?:ed)?|gain(?:ed)?|los[et]|close[d]?|trad(?:e|ed|ing))\b",
    re.IGNORECASE,
)


def find_strangers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each unknown name, in order and without overlap."""
    end = -1
    for first, last in sorted({*_marked(reading), *_asked(reading), *_placed(reading)}, key=lambda s: (s[0], -s[1])):
        if first > end:
            yield first, last
            end = last


def _marked(reading: Reading) -> Iterator[tuple[int, int]]:
    """Find symbols that say that they are one: "$XYZQ", "(NYSE: XYZQ)"."""
    for match in _TICKER.finditer(reading.text):
        group = "name" if match["name"] else "listed"
        yield from _whole(reading, *match.span(group))


def _asked(reading: Reading) -> Iterator[tuple[int, int]]:
    """Find what a question asks after: "how did zorblax do"."""
    for match in _ASKED.finditer(reading.text):
        for first, last in _whole(reading, *match.span("name")):
            keys = [token.key for token in reading.tokens[first : last + 1]]
            strange = [key for key in keys if _strange_word(key)]
            if strange and keys[-1] not in role("kind of thing") and keys[0] not in role("of a name"):
                yield first + (keys[0] in ("the", "a", "an")), last


def _strange_word(key: str) -> bool:
    return len(key) > 1 and not key.isdigit() and key not in plain_words()


def _whole(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = bisect_left(reading.tokens, start, key=lambda token: token.start)
    inside = range(first, bisect_left(reading.tokens, end, key=lambda token: token.start))
    if inside and not any(reading.named(number) for number in inside):
        yield inside[0], inside[-1]


def _placed(reading: Reading) -> Iterator[tuple[int, int]]:
    """Find capitalised words, and words beside "vs", that stand where only a name can."""
    number = 0
    while number < len(reading.tokens):
        last = _run_from(reading, number)
        if last is None:
            number += 1
            continue
        if _is_stranger(reading, number, last):
            yield number, last
        number = last + 1


def _run_from(reading: Reading, first: int) -> int | None:
    """Return the last token of the unknown name that begins here, if one does."""
    if not _strange(reading, first) and not _leads_to_form(reading, first):
        return None
    last = first
    while last + 1 < len(reading.tokens) and _goes_on(reading, last):
        last += 1
    return last


def _leads_to_form(reading: Reading, first: int) -> bool:
    """Whether an ordinary capitalised word inside a sentence begins a company: "Alpha Enterprises"."""
    token = reading.tokens[first]
    if reading.named(first) or not token.capital or token.raw.isupper() or first + 1 >= len(reading.tokens):
        return False
    form = _goes_on(reading, first) and _is_form(reading.tokens[first + 1])
    return form and not reading.places.starts_sentence(first) and not reading.places.titled


def _strange(reading: Reading, number: int) -> bool:
    token = reading.tokens[number]
    if reading.named(number) or not token.raw[0].isalpha() or len(token.key) < 2 or is_ordinary(token.key):
        return False
    return bounded(reading.text, token.start, token.end) and (token.capital or _versus(reading, number))


def _versus(reading: Reading, number: int) -> bool:
    return reading.places.before(number) in ("vs", "versus") and len(reading.tokens[number].raw) > 3


def _goes_on(reading: Reading, last: int) -> bool:
    following = reading.tokens[last + 1]
    beside = reading.text[reading.tokens[last].end : following.start] in (" ", "-", " & ")
    return beside and following.capital and not reading.named(last + 1) and following.key not in role("kind of thing")


def _is_stranger(reading: Reading, first: int, last: int) -> bool:
    run, places = reading.tokens[first : last + 1], reading.places
    before, after = places.before(first), places.after(last)
    if len(run) > 1 and _is_form(run[-1]):
        return True
    if places.titled and not run[0].raw.isupper():
        return False
    if before in role("comparing") or after in ("vs", "versus") or (after == "'s" and _owns(reading, last)):
        return True
    if before == "" and not (run[0].raw.isupper() and len(run) == 1 and 2 <= len(run[0].raw) <= 5):
        return after in ("stock", "shares", "ytd") or (first == 0 and _is_returned(reading, last))
    return _in_list(reading, first, last) or _governed(reading, first, before, after)


def _is_returned(reading: Reading, last: int) -> bool:
    """Whether "return" and a time follow: "Zorblax return in 2025"."""
    after = reading.places.after(last + 1) if last + 1 < len(reading.tokens) else ""
    return reading.places.after(last) in ("return", "returns", "performance") and (
        not after or after in role("of time")
    )


def _is_form(token: Token) -> bool:
    return bool(
        {token.key, token.key.removesuffix("s"), token.key.removesuffix("ies") + "y"} & role("form of a company")
    )


def _owns(reading: Reading, last: int) -> bool:
    return reading.places.after(last + 1) in role("owned by a name")


def _in_list(reading: Reading, first: int, last: int) -> bool:
    """Whether the run is joined by "and", "or" or a comma to a name, and looks like a ticker itself."""
    if not reading.tokens[first].raw.isupper():
        return False
    return _beside_name(reading, first, -1) or _beside_name(reading, last, 1)


def _beside_name(reading: Reading, number: int, step: int) -> bool:
    word = reading.places.before(number) if step < 0 else reading.places.after(number)
    skipped = {"and": 2, "or": 2, ",": 1}.get(word)
    return skipped is not None and reading.named(number + step * skipped)


def _governed(reading: Reading, first: int, before: str, after: str) -> bool:
    if after in role("certain after a name") and (
        before in role("verb of holding") or before in role("of a name") or before == ""
    ):
        return True
    if after == "" and (_asks_about(reading, first, before) or (before == "and" and first == 1)):
        return True
    heads = {token.key for token in reading.tokens[max(0, first - 3) : first]}
    return before in role("of a name") and bool(heads & role("measured of a name"))


def _asks_about(reading: Reading, first: int, before: str) -> bool:
    return (
        before == "about"
        and reading.tokens[first - 2 : first - 1] != []
        and reading.tokens[first - 2].key in ("what", "how")
    )
