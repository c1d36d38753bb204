"""Claims without digits: records, counts, multiples in words, ranks and streaks."""

import re
from collections.abc import Iterator, Sequence

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.alone import only_claims
from copilot.check.reading.flat import flat_claims
from copilot.check.reading.naming import Name
from copilot.check.reading.passages import Passage
from copilot.check.reading.ranks import rank_claims
from copilot.check.reading.records import record_claims
from copilot.check.reading.scene import Scene
from copilot.check.reading.seat import fallback_windows
from copilot.check.reading.stage import FALLING, RISING, Stage, carried_symbol
from copilot.check.reading.streaks import best_claims, best_of_claims, most_claims, streak_claims
from copilot.check.reading.timed import Timed
from copilot.check.reading.words import FORECAST, NOT_PRICES
from copilot.grounding.reading.figures import find_figures
from copilot.grounding.reading.number_words import number_of
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.reading.vocabulary import MULTIPLES
from tools.universe import Universe
from tools.windows.window import Window

FRACTION = re.compile(
    r"\b(?P<hedge>more than |over |nearly |almost |about |roughly |around )?(?:a|one)[- ]"
    r"(?P<part>third|quarter|fifth|half) of (?:the |its )?(?:entire |whole )?(?:index|S&P(?: 500)?|benchmark)\b",
    re.IGNORECASE,
)
SHORTEST = 9
"""Days; nothing is said to have doubled in fewer."""
BESIDE = 6
"""Characters between a multiple and the time that is its own."""
PARTS = {"two thirds": 2 / 3, "three quarters": 0.75, "half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2}
PART = re.compile(
    r"\b(?P<part>half|(?:a|one)[- ](?:third|quarter|fifth)|two[- ]thirds|three[- ]quarters)\s+(?:of\s+)?"
    r"(?:its|their)\s+(?:market\s+|stock\s+)?(?:value|price)\b",
    re.IGNORECASE,
)
LOSING = re.compile(
    r"\b(?:los[et]\w*|shed\w*|surrender\w*|gave|given|wip\w+|eras\w+|declin\w*|drop\w*|sank|f[ae]ll\w*)\b", re.I
)
COUNT = re.compile(
    r"\b(?P<other>(?:the\s+)?(?:other|remaining)\s+)?"
    r"(?P<n>all(?: but (?P<but>one|two|three|four|five|\d))?|every(?:\s+(?:single\s+)?one)?|"
    r"\d{1,2}|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|none)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:index[’']s\s+)?(?P<m>eleven\s+|11\s+|seven\s+|7\s+)?(?P<set>(?:S&P(?: 500)?(?:[’']s)?\s+|GICS\s+|"
    r"market\s+|major\s+|industry\s+)?(?:11\s+|eleven\s+)?sectors?(?:\s+(?:funds|ETFs|SPDRs)\b)?|"
    r"Magnificent (?:Seven|7)(?: stocks| members|"
    r" names)?|Mag(?:nificent)?[- ]7(?: stocks| members| names)?)\b",
    re.IGNORECASE,
)


def statements_of(
    passage: Passage,
    sentence: Sentence,
    names: Sequence[Name],
    times: Sequence[Timed],
    scene: Scene,
    universe: Universe,
) -> list[Claim]:
    """Return what a sentence claims without digits."""
    stage = Stage(passage, sentence, names, times, scene, universe)
    found = [
        *rank_claims(stage),
        *only_claims(stage),
        *record_claims(stage),
        *streak_claims(stage),
        *_counts(stage),
        *_multiples(stage),
        *_fractions(stage),
        *best_claims(stage),
        *best_of_claims(stage),
        *most_claims(stage),
        *_parts(stage),
        *flat_claims(stage),
    ]
    return [c for c in found if not _is_ahead(stage, c)]


def _is_ahead(stage: Stage, claim: Claim) -> bool:
    """Say whether a claim is of what is to come: a forecast leads to it, or stands in its clause."""
    at = stage.passage.start
    behind = re.split(r"[,;:—–]\s", stage.text[claim.end - at :])[0]
    return FORECAST.search(stage.text[: claim.end - at] + behind) is not None


def _counts(stage: Stage) -> Iterator[Claim]:
    for match in COUNT.finditer(stage.text):
        sectors = "sector" in match["set"].lower()
        if not _counts_a_set(stage, match, sectors):
            continue
        behind = re.split(r"[;,.]|\b(?:while|with|led|as|but)\b", stage.text[match.end() : match.end() + 60])[0]
        told = [m for m in (FALLING.search(behind), RISING.search(behind)) if m]
        if not told:
            continue
        first = min(told, key=lambda m: m.start())
        members = stage.universe.group("sectors" if sectors else "magnificent_7").members
        params = {"down": first.re is FALLING, "least": _least(behind)}
        wide = [] if stage.when.certain else fallback_windows(stage.scene, stage.when)
        readings, fallback = (
            [Reading("breadth_count", members, w, "price", "", params) for w in windows]
            for windows in (stage.windows(), wide)
        )
        hedge = "over" if match["other"] else None
        stated = Stated(match[0], float(_how_many(match, len(members))), "count", 1.0, hedge)
        name = "sectors" if sectors else "Magnificent 7"
        end = match.end() + first.end()
        yield stage.claim(match.start(), end, stated, "count", readings, fallback, name, sector=sectors)


def _least(behind: str) -> float:
    """Return how far each is said to have moved at least, a fraction, 0 where that is unsaid."""
    told = next((f for f in find_figures(behind).figures if f.unit == "percent"), None)
    return float(told.value) / 100 if told is not None and told.hedge == "over" else 0.0


def _counts_a_set(stage: Stage, match: re.Match[str], sectors: bool) -> bool:
    """Say whether a number counts members of a whole set: "eight of eleven sectors", "all but two sectors"."""
    whole = (
        match["m"]
        or match["other"]
        or re.search(r"11|eleven", match["set"])
        or match["n"].lower().startswith(("all", "every"))
    )
    led = re.search(r"(?:led|lagged|topped|among|trailed)\s+$", stage.text[: match.start()], re.IGNORECASE)
    return bool(whole or not sectors) and led is None


def _how_many(match: re.Match[str], size: int) -> int:
    every = match["n"].lower().startswith(("all", "every"))
    return (size if every else _number(match["n"])) - (_number(match["but"]) if match["but"] else 0)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int((number_of(words) or (0, 0))[0])


def _fractions(stage: Stage) -> Iterator[Claim]:
    """Yield a share of the index that is told as a fraction in words."""
    for match in FRACTION.finditer(stage.text):
        group = next((n.group for n in stage.names if n.group == "magnificent_7"), "") or stage.scene.group
        if group != "magnificent_7":
            continue
        clock = stage.scene.clock
        hedge = re.search(
            r"(more than|over)|(nearly|almost)|(about|roughly|around)", match["hedge"] or "", re.IGNORECASE
        )
        kind = None if not hedge else "over" if hedge[1] else "under" if hedge[2] else "about"
        members = stage.universe.group(group).members
        reading = Reading("weight", members, clock.day(clock.anchors[0]), "none")
        value = {"third": 1 / 3, "quarter": 0.25, "half": 0.5, "fifth": 0.2}[match["part"].lower()]
        yield stage.claim(
            *match.span(), Stated(match[0], value, "fraction", 0.01, kind), "weight", [reading], (), "Magnificent 7"
        )


def _long_windows(stage: Stage, end: int) -> list[Window]:
    """Return the windows over which something may have doubled or halved: no single day, or since a mark.

    A time right behind the word, which ends at `end`, is its own.
    """
    own = [t for t in stage.times if 0 <= t.start - end <= BESIDE]
    beside = [w for t in own[:1] for w in t.windows if (w.end - w.base).days > SHORTEST]
    if beside:
        return beside
    clock = stage.scene.clock
    days = [w.end for m in reversed(stage.scene.marks) for w in m.spans[:1] if m.kind == "low" and w.start == w.end]
    since = [Window(d, clock.sessions.after(d), a) for d in days[:1] for a in clock.anchors if d < a]
    told = stage.windows() if stage.times else []
    return [w for w in [*told, *since, *(stage.windows() if not told else [])] if (w.end - w.base).days > SHORTEST]


def _parts(stage: Stage) -> Iterator[Claim]:
    """Yield a loss that is told as a part of the value: "a third of its value"."""
    for match in PART.finditer(stage.text):
        name = stage.subject(*match.span())
        symbol = name.symbol if name else carried_symbol(stage)
        windows = _long_windows(stage, match.end())
        lead = stage.text[: match.start()]
        if symbol is None or not windows or NOT_PRICES.search(lead[-30:]) or not LOSING.search(lead):
            continue
        word = " ".join(match["part"].lower().replace("-", " ").split())
        value = next(v for key, v in PARTS.items() if key in word)
        hedge = re.search(r"\b(?:(more than|over)|(nearly|almost))\s+$", lead, re.IGNORECASE)
        kind = "about" if not hedge else "over" if hedge[1] else "under"
        yield stage.claim(
            match.start(), match.end(), Stated(match[0], -value, "fraction", 0.01, kind), "price_return",
            [Reading("price_return", (symbol,), w) for w in windows], (), name.named.label if name else "",
        )  # fmt: skip


def _multiples(stage: Stage) -> Iterator[Claim]:
    more = {"quadrupling": 4, "quintupling": 5, "trebling": 3, "tripling": 3}
    for word, value in {**MULTIPLES, **more}.items():
        for match in re.finditer(rf"\b{word}\b", stage.text, re.IGNORECASE):
            name = stage.subject(*match.span())
            symbol = name.symbol if name else carried_symbol(stage)
            begin = max(0, name.end - stage.passage.start) if name else 0
            windows = _long_windows(stage, match.end())
            if symbol is None or not windows or NOT_PRICES.search(stage.text[begin : match.end() + 30]):
                continue
            if re.match(r"\s+(?:its|their|the|from|down|up|digit)\b", stage.text[match.end() :]):
                continue
            hedge = re.search(
                r"\b(?:(more than|over)|(nearly|almost)|(about|roughly|around))\s+$",
                stage.text[: match.start()],
                re.IGNORECASE,
            )
            kind = None if not hedge else "over" if hedge[1] else "under" if hedge[2] else "about"
            readings = [Reading("growth", (symbol,), w) for w in windows]
            yield stage.claim(
                match.start(),
                match.end(),
                Stated(match[0], float(value), "ratio", 0.2, kind),
                "ratio",
                readings,
                (),
                name.named.label if name else "",
            )
