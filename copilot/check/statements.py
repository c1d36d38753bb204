"""Claims without digits: who led and who lagged, records, streaks, counts, multiples in words, the best since."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.clock import Timed
from copilot.check.figures import FUND_OF, fallback_windows, windows_of
from copilot.check.naming import GENERAL, Name
from copilot.check.passages import Passage
from copilot.check.scene import Scene, When, unsaid
from copilot.check.words import FORECAST, NOT_PRICES
from copilot.grounding.number_words import number_of
from copilot.grounding.scan import Sentence
from copilot.grounding.vocabulary import MULTIPLES, ORDINALS
from tools.universe import Universe
from tools.windows.window import Window

INDICES = ("^GSPC", "^IXIC", "^DJI", "^RUT")
THREE = ("^GSPC", "^IXIC", "^DJI")
ORDINAL = "|".join(ORDINALS)
SET = r"(?:sectors?|groups?|indices|indexes|index|averages?|benchmarks?|gauges?|stocks?|names?|members?|performers?|components?|megacaps?)"
LED = re.compile(
    r"\b(?:led|leads|leading|paced|topped|outperformed|outpaced)\s+(?P<what>(?:all|every|each of the|all of the|the)\s+(?:\w+\s+){0,3}?"
    rf"{SET}\b|the\s+(?:way\s+(?:higher|up|lower|down)?|gain(?:s|ers)?|advanc\w+|rally|pack|declin\w+|los\w+|laggards|drop|slide|way)|gain(?:s|ers)\b|advancers|declin\w+|los(?:ses|ers)\b)",
    re.IGNORECASE,
)
LAGGED = re.compile(
    rf"\b(?:lagged|trailed)\s+(?:all|every|the rest|the pack|all the|all of the)\s*(?:other\s+)?(?:\w+\s+){{0,2}}?(?:{SET})?|\b(?:brought|bringing) up the rear\b|\b(?:came in|finished|ranked) (?:dead )?last\b",
    re.IGNORECASE,
)
BEST = re.compile(
    rf"\b(?:(?P<nth>{ORDINAL}|\d{{1,2}}(?:nd|rd|th))[- ])?(?P<how>best|top|strongest|worst|weakest|poorest|biggest|largest|smallest)[- ]?(?:performing\s+)?"
    rf"(?P<what>(?:S&P(?: 500)?\s+|major\s+|market\s+|U\.S\.\s+|Dow\s+|GICS\s+|\w+-cap\s+)?(?:sectors?\b|index\b|performers?\b|group\b|gainers?\b|winners?\b|losers?\b|decliners?\b|laggards?\b|stocks?\b|members?\b|performance\b|advances?\b|gains?\b|declines?\b))",
    re.IGNORECASE,
)
ONLY = re.compile(
    r"\b(?:the\s+)?only\s+(?P<what>(?:S&P 500\s+|major\s+|\w+\s+)?(?:sector|index|group|one))\s+(?:to|that|in the)\s+(?P<how>\w+)",
    re.IGNORECASE,
)
AMONG = re.compile(
    r"\b(?:among|of|in|across)\s+(?:the|all|its)?\s*(?:[\w&]+\s+){0,3}?(?:sectors|indices|indexes|averages|Magnificent|Mag 7|seven|group|Dow)\b",
    re.IGNORECASE,
)
AFTER_IS = re.compile(
    r"^[\w\s’'-]{0,40}?(?:\b(?:was|were|is|came from|went to|by|included|belonged to)\b|:)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\b(?:record[- ](?:setting\s+)?(?:highs?|close|closes|closing highs?|levels?|peaks?|territory|finish)|all-time[- ](?:closing\s+)?(?:highs?|peaks?|records?)|"
    r"new (?:closing\s+)?highs?|new records?|(?:to|at|set|setting|hit|hitting|notched|another)\s+(?:a\s+|another\s+|its\s+)?(?:new\s+|fresh\s+)?records?(?!\s+(?:low|amount|number|pace|revenue|profit|quarter|spending)))\b",
    re.IGNORECASE,
)
NOT_AT = re.compile(
    r"\b(?:below|from|off|under|short of|shy of|near|nearing|toward|towards|approach\w*|within|since|than|beneath|margins?|profits?|failed|not|no|without|"
    r"from (?:its|their|the)|of (?:its|their|the)|retreat\w*|pull\w* back|test\w*|close to|just)\b[^.;,]{0,45}$",
    re.IGNORECASE,
)
STREAK = re.compile(
    rf"\b(?P<n>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)|two|three|four|five|six|seven|eight|nine|ten)[- ](?:straight|consecutive|successive)[- ](?:(?P<u>day|session|week|month|quarter|year|daily|weekly|monthly|quarterly|annual|yearly|trading day)s?\b)?\s*(?:of\s+)?(?:double-digit\s+)?(?P<d>gains?|advances?|rises?|wins?|loss(?:es)?|declines?|drops?|falls?)?"
    rf"|\b(?P<n2>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})-(?P<u2>day|session|week|month|quarter|year)\s+(?P<d2>winning|losing)\s+(?:streak|run)",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\b(?:snap\w*|end(?:ed|ing)|break\w*|broke|halt\w*|stopp\w*)\s+(?:a|an|its|their|the)?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\b(?P<n>all(?: but (?P<but>one|two|three|four|five|\d))?|every|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|none)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:index[’']s\s+)?(?P<m>eleven\s+|11\s+|seven\s+|7\s+)?(?P<set>(?:S&P(?: 500)?(?:[’']s)?\s+|GICS\s+|market\s+|major\s+|industry\s+)?(?:11\s+|eleven\s+)?sectors?|Magnificent (?:Seven|7)(?: stocks| members| names)?|Mag(?:nificent)?[- ]7(?: stocks| members| names)?)\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(?P<how>best|worst|biggest|largest|strongest|weakest|steepest|sharpest|highest|lowest)\s+(?P<mid>(?:\w+[- ]){0,3}?)(?P<what>day|session|week|month|quarter|year|gains?|loss|drop|decline|rise|advance|jump|performance|showing|return|close|closing level|level|finish)\s+since\s+(?P<since>[\w .,’'-]{3,40})",
    re.IGNORECASE,
)
FALLING = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w*|drop\w*|los[et]\w*|lower|slid\w*|retreat\w*|decreas\w*|negative|red|down|sank|slip\w*|loss(?:es)?|losing)\b",
    re.IGNORECASE,
)
RISING = re.compile(
    r"\b(?:ros\w*|ris\w*|gain\w*|advanc\w*|climb\w*|higher|positive|green|up|increas\w*|rall\w*|winning|wins?|jump\w*|surg\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stage:
    """A sentence with all that statements need."""

    passage: Passage
    sentence: Sentence
    names: Sequence[Name]
    times: Sequence[Timed]
    scene: Scene
    universe: Universe

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text

    @property
    def when(self) -> When:
        """The times of the sentence, or those that it may mean."""
        told = tuple(self.times)
        return When(told, len(told) == 1) if told else unsaid(self.scene)

    def windows(self) -> list[Window]:
        """Return the windows that a statement may be about, the most natural first."""
        return [window for _, window, other in windows_of(self.when) if not other]

    def subject(self, start: int, end: int, behind: bool = False) -> Name | None:
        """Return who a phrase is said of: named right behind it, or last before it."""
        at = self.passage.start
        own = [n for n in self.names if n.group not in GENERAL and not (n.start < at + end and at + start < n.end)]
        after = next((n for n in own if n.start >= at + end), None)
        if after and AFTER_IS.match(self.text[end : after.start - at]):
            return after
        if (
            behind
            and after
            and re.match(r"^[\w\s’'-]{0,25}\b(?:for|by|from|in)\s+(?:the\s+)?$", self.text[end : after.start - at])
        ):
            return after
        clause = max((b for b in self.sentence.boundaries if b < start), default=0)
        before = [n for n in own if n.end <= at + start and n.start >= at + clause]
        anywhere = [n for n in own if n.end <= at + start]
        return before[-1] if before else anywhere[-1] if anywhere else None

    def claim(
        self,
        start: int,
        end: int,
        stated: Stated,
        measure: str,
        readings: Sequence[Reading],
        fallback: Sequence[Reading] = (),
        name: str = "",
        **more: object,
    ) -> Claim:
        """Return the claim of a phrase."""
        return Claim(
            self.text[start:end], self.passage.start + start, self.passage.start + end, stated, measure, tuple(readings), tuple(fallback),
            certain=self.when.certain, carried=self.when.carried, name=name, window_words=self.times[0].text if self.times else "",
            context={"sentence": self.passage.start, "paragraph": self.passage.paragraph, "figure": self.passage.start + start}, **more,  # type: ignore[arg-type]  # only fields of a claim are handed in
        )  # fmt: skip


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
    if FORECAST.search(passage.text):
        return []
    return [*_ranks(stage), *_records(stage), *_streaks(stage), *_counts(stage), *_multiples(stage), *_bests(stage)]


def _ranks(stage: Stage) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern in (LED, LAGGED, ONLY, BEST):
        for match in pattern.finditer(stage.text):
            if any(match.start() < e and s < match.end() for s, e in taken) or re.match(
                r"\s+(?:\w+\s+){0,2}since\b", stage.text[match.end() :]
            ):
                continue
            claim = _rank(stage, match, pattern)
            if claim is not None:
                taken.append(match.span())
                yield claim


def _rank(stage: Stage, match: re.Match[str], pattern: re.Pattern[str]) -> Claim | None:
    start, end = match.span()
    how = (match.groupdict().get("how") or "").lower()
    what = (match.groupdict().get("what") or "").lower()
    if (
        how in ("biggest", "largest", "smallest", "top", "best", "worst", "strongest", "weakest")
        and re.search(r"gain|advance|decline|performance|stock", what)
        and not AMONG.search(stage.text)
    ):
        if not re.search(r"gainer|sector|index|loser", what):
            return None
    name = stage.subject(start, end)
    if name is None or name.strange or not (name.symbol or name.group in ("magnificent_7",)):
        return None
    members = _set_of(stage, name, f"{match[0]} {stage.text[end : end + 60]}")
    if not members or NOT_PRICES.search(stage.text[max(0, start - 30) : start]):
        return None
    symbol = name.symbol or ""
    if symbol not in members:
        return None
    low = (
        how in ("worst", "weakest", "poorest")
        or pattern is LAGGED
        or bool(re.search(r"declin|los|laggard|lower|down|drop|slide", what))
    )
    if how == "smallest":
        low = not re.search(r"declin|los", what)
    if pattern is ONLY:
        how = stage.text[match.start("how") : match.end() + 22]
        low = bool(FALLING.search(how))
        if not low and not RISING.search(how):
            return None
    place = _place(match.groupdict().get("nth"))
    among = "advancers" if how == "smallest" and low else ""
    params = {"lowest_first": low, "place": place, "among": among, "size": len(members), "only": pattern is ONLY}
    ordered = (symbol, *(m for m in members if m != symbol))
    readings = [Reading("rank", ordered, w, "price", "", params) for w in stage.windows()]
    fallback = (
        [Reading("rank", ordered, w, "price", "", params) for w in fallback_windows(stage.scene, stage.when)]
        if not stage.when.certain
        else []
    )
    begin = name.start - stage.passage.start
    begin, finish = (
        (begin, end) if begin < start and start - begin < 60 else (start, max(end, name.end - stage.passage.start))
    )
    behind = AMONG.match(stage.text[finish:].lstrip())
    finish += len(stage.text[finish:]) - len(stage.text[finish:].lstrip()) + behind.end() if behind else 0
    if pattern is BEST and "smallest" in how:
        begin = start
    stated = Stated(match[0], float(place), "rank", 0.0)
    return stage.claim(begin, finish, stated, "rank", readings, fallback, name.named.label, sector=symbol in FUND_OF)


def _place(nth: str | None) -> int:
    if not nth:
        return 1
    return ORDINALS.get(nth.lower()) or int(re.sub(r"\D", "", nth))


def _set_of(stage: Stage, name: Name, words: str) -> tuple[str, ...]:
    """Return the set that a place is counted in, as far as it is told or plain."""
    if name.symbol in FUND_OF and not re.search(r"\b(?:indices|indexes|stocks)\b", words, re.IGNORECASE):
        return stage.universe.group("sectors").members
    if name.symbol in INDICES:
        return THREE if re.search(r"\bthree\b", words, re.IGNORECASE) and name.symbol in THREE else INDICES
    seven = stage.universe.group("magnificent_7").members
    if name.symbol in seven and re.search(
        r"\b(?:Magnificent|Mag(?:nificent)?[- ]?7|seven|group|cohort)\b", words, re.IGNORECASE
    ):
        return seven
    if re.search(r"\bDow\b", words):
        dow = stage.universe.group("dow_30").members
        return dow if name.symbol in dow else ()
    return ()


def _records(stage: Stage) -> Iterator[Claim]:
    for match in RECORD.finditer(stage.text):
        lead = stage.text[: match.start()]
        name = stage.subject(*match.span(), behind=True)
        if name is None or not name.symbol or NOT_AT.search(lead[-60:]):
            continue
        if NOT_PRICES.search(lead[max(0, name.end - stage.passage.start) :]) or re.match(
            r"[\w\s]{0,12}\b(?:set|reached|hit|from)\b", stage.text[match.end() :]
        ):
            continue
        windows = stage.windows()
        readings = [Reading("record_high", (name.symbol,), w) for w in windows]
        fallback = (
            []
            if stage.when.certain
            else [Reading("record_high", (name.symbol,), w) for w in stage.scene.clock.session().windows]
        )
        begin = name.start - stage.passage.start
        begin = begin if 0 <= match.start() - begin < 60 else match.start()
        yield stage.claim(
            begin, match.end(), Stated(match[0], None, "date"), "record_high", readings, fallback, name.named.label
        )


def _streaks(stage: Stage) -> Iterator[Claim]:
    for match in STREAK.finditer(stage.text):
        name = stage.subject(*match.span(), behind=True)
        symbol = name.symbol if name else _carried_symbol(stage)
        unit = _unit(match["u"] or match["u2"] or "")
        if symbol is None or not unit:
            continue
        told = match["d"] or match["d2"] or stage.text[: match.start()]
        falls = [m.start() for m in FALLING.finditer(told)]
        rises = [m.start() for m in RISING.finditer(told)]
        if not falls and not rises:
            continue
        down = max(falls, default=-1) > max(rises, default=-1)
        length = (
            _place(match["n"])
            if match["n"] and not number_of(match["n"])
            else int((number_of(match["n"] or match["n2"]) or (0, 0))[0] or match["n2"])
        )
        over = bool(ENDED.search(stage.text[: match.start()]))
        params = {"unit": unit, "down": down, "over": over}
        readings = [
            Reading("streak", (symbol,), w, "price", "", params)
            for w in [*stage.windows(), *stage.scene.clock.session().windows]
        ]
        yield stage.claim(
            match.start(),
            match.end(),
            Stated(match[0], float(length), "count", 1.0),
            "count",
            readings,
            (),
            name.named.label if name else "",
        )


def _carried_symbol(stage: Stage) -> str | None:
    found = [s for n in stage.scene.carried for s in sorted(n.singles) if not s.startswith("?")]
    return found[0] if found else None


def _unit(word: str) -> str:
    plain = word.lower().removeprefix("trading ").rstrip("s")
    return {
        "daily": "day",
        "session": "day",
        "weekly": "week",
        "monthly": "month",
        "quarterly": "quarter",
        "annual": "year",
        "yearly": "year",
    }.get(plain, plain)


def _counts(stage: Stage) -> Iterator[Claim]:
    for match in COUNT.finditer(stage.text):
        sectors = "sector" in match["set"].lower()
        if (
            sectors
            and not match["m"]
            and not re.search(r"11|eleven", match["set"])
            and not match["n"].lower().startswith(("all", "every"))
        ):
            continue
        if re.search(r"(?:led|lagged|topped|among|trailed)\s+$", stage.text[: match.start()], re.IGNORECASE):
            continue
        members = stage.universe.group("sectors" if sectors else "magnificent_7").members
        behind = re.split(r"[;,.]|\b(?:while|with|led|as|but)\b", stage.text[match.end() : match.end() + 60])[0]
        fell, rose = FALLING.search(behind), RISING.search(behind)
        if not fell and not rose:
            continue
        down = bool(fell and (not rose or fell.start() < rose.start()))
        count = (
            len(members)
            if match["n"].lower().startswith(("all", "every"))
            else int((number_of(match["n"]) or (0, 0))[0])
            if not match["n"].isdigit()
            else int(match["n"])
        )
        if match["but"]:
            count -= int((number_of(match["but"]) or (0, 0))[0]) if not match["but"].isdigit() else int(match["but"])
        readings = [Reading("breadth_count", tuple(members), w, "price", "", {"down": down}) for w in stage.windows()]
        fallback = (
            []
            if stage.when.certain
            else [
                Reading("breadth_count", tuple(members), w, "price", "", {"down": down})
                for w in fallback_windows(stage.scene, stage.when)
            ]
        )
        end = match.end() + (fell or rose).end()  # type: ignore[union-attr]  # one of them was found
        yield stage.claim(
            match.start(),
            end,
            Stated(match[0], float(count), "count", 1.0),
            "count",
            readings,
            fallback,
            "sectors" if sectors else "Magnificent 7",
            sector=sectors,
        )


def _multiples(stage: Stage) -> Iterator[Claim]:
    more = {"quadrupling": 4, "quintupling": 5, "trebling": 3, "tripling": 3}
    for word, value in {**MULTIPLES, **more}.items():
        for match in re.finditer(rf"\b{word}\b", stage.text, re.IGNORECASE):
            name = stage.subject(*match.span())
            symbol = name.symbol if name else _carried_symbol(stage)
            begin = max(0, name.end - stage.passage.start) if name else 0
            if symbol is None or not stage.times or NOT_PRICES.search(stage.text[begin : match.end() + 30]):
                continue
            if re.match(r"\s+(?:its|their|the|from|down|up|digit)\b", stage.text[match.end() :]):
                continue
            hedge = re.search(
                r"\b(?:(more than|over)|(nearly|almost)|(about|roughly|around))\s+$",
                stage.text[: match.start()],
                re.IGNORECASE,
            )
            kind = None if not hedge else "over" if hedge[1] else "under" if hedge[2] else "about"
            readings = [Reading("growth", (symbol,), w) for w in stage.windows()]
            yield stage.claim(
                match.start(),
                match.end(),
                Stated(match[0], float(value), "ratio", 0.2, kind),
                "ratio",
                readings,
                (),
                name.named.label if name else "",
            )


def _bests(stage: Stage) -> Iterator[Claim]:
    for match in SINCE.finditer(stage.text):
        name = stage.subject(*match.span())
        symbol = name.symbol if name else _carried_symbol(stage)
        clock = stage.scene.clock
        told = re.split(r"[,;]|\b(?:and|when|after|as|while|on)\b", match["since"])[0].split()
        since = next(
            (
                w
                for k in range(min(4, len(told)), 0, -1)
                if (w := clock.read("since " + " ".join(told[:k]).rstrip("."), clock.anchors[0]))
            ),
            None,
        )
        if symbol is None or since is None or (name is not None and name.strange):
            continue
        mid = f"{match['mid']} {match['what']}".lower()
        unit = next(
            (
                u
                for u, p in (
                    ("day", "day|session|daily"),
                    ("week", "week"),
                    ("month", "month"),
                    ("quarter", "quarter"),
                    ("year", "year|annual"),
                )
                if re.search(p, mid)
            ),
            "",
        )
        level = bool(re.search(r"close|level|finish", match["what"], re.IGNORECASE))
        low = match["how"].lower() in ("worst", "weakest", "steepest", "sharpest", "lowest") or bool(
            re.search(r"loss|drop|decline", match["what"], re.IGNORECASE)
        )
        if not unit and not level:
            unit = next((t.unit for t in stage.when.times if t.unit), "day")
        params = {"unit": unit, "low": low, "level": level, "since": since.base}
        readings = [
            Reading("best_since", (symbol,), w, "price", "", params)
            for w in [*stage.windows(), *clock.session().windows]
        ]
        yield stage.claim(
            match.start(),
            match.start("since") + len(" ".join(told)),
            Stated(match[0], None, "date"),
            "worst_day" if low else "best_day",
            readings,
            (),
            name.named.label if name else "",
            loose=True,
        )
