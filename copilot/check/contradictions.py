"""Where an article contradicts itself, found from its words and figures alone, without prices."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from copilot.answer import Json
from copilot.check.checking import Findings
from copilot.check.claim import Claim, Stated
from copilot.check.judging import bounds
from copilot.grounding.render import SMALL
from tools.sessions import Sessions
from tools.windows.window import Window

MOST = 40
YEAR = 365.25
LONG = 1.3
"""Years from which a total and a yearly figure must differ."""
RATIO_SLACK = 0.25
SEVEN = re.compile(
    r"\b(?:top|largest|biggest|just|these|those)\s+(?:\w+\s+)?seven\s+(?:stocks|companies|names)(?:\s+by\s+market\s+cap\w*)?|\bseven\s+(?:largest|biggest)\s+(?:stocks|companies)",
    re.IGNORECASE,
)
FIRST_WEEK = re.compile(r"\bfirst\s+(?:full\s+)?(?:trading\s+|full\s+)week\s+of\s+(?:the\s+year|20\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Numbered:
    """A claim with its id."""

    id: str
    claim: Claim

    @property
    def stated(self) -> Stated:
        """Its figure."""
        return self.claim.stated

    @property
    def subject(self) -> str:
        """The first symbol that it is about."""
        return self.claim.main.subject[0] if self.claim.main else ""

    @property
    def window(self) -> Window | None:
        """The window that it is most naturally over."""
        return self.claim.main.window if self.claim.main else None


def contradictions(findings: Findings) -> list[Json]:
    """Return what cannot all be true in the text, each with its claims, its words and the reason."""
    numbered = [Numbered(f"C{n}", j.claim) for n, j in enumerate(findings.judged, 1)]
    sessions = findings.market.desk.sessions
    found = [
        *_totals(numbered), *_ratios(numbered), *_repeated(numbered), *_points(numbered), *_ranks(numbered),
        *_places(numbered), *_sessions(numbered, findings), *_weeks(findings, sessions), *_names(numbered),
        *_sets(numbered, findings), *_shares(numbered), *_counts(numbered),
    ]  # fmt: skip
    kept: dict[tuple[str, tuple[str, ...]], Json] = {}
    for entry in found:
        kept.setdefault((entry["rule"], tuple(entry["quotes"])), entry)
    return list(kept.values())[:MOST]


def _entry(rule: str, claims: Sequence[Numbered], reason: str, quotes: Sequence[str] = ()) -> Json:
    return {
        "claims": [c.id for c in claims],
        "quotes": [*(c.claim.quote for c in claims), *quotes],
        "rule": rule,
        "reason": reason,
    }


def _family(symbol: str) -> str:
    return {"SPY": "^GSPC", "QQQ": "^NDX", "DIA": "^DJI", "IWM": "^RUT"}.get(symbol, symbol)


def _years(window: Window | None) -> float:
    return (window.end - window.base).days / YEAR if window else 0.0


def _together(one: Numbered, two: Numbered) -> bool:
    """Say whether two claims are over the same time, as far as the text tells."""
    if one.window is None or two.window is None:
        return False
    return one.window.base == two.window.base and abs((one.window.end - two.window.end).days) <= 4


def _totals(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a total and a yearly figure of the same thing that do not fit the years between them."""
    yearly = [c for c in claims if c.claim.measure == "annualized_return" and c.stated.value is not None]
    totals = [c for c in claims if c.claim.measure in ("price_return", "total_return") and c.stated.value is not None]
    for total in totals:
        for rate in yearly:
            years = _years(total.window)
            if _family(total.subject) != _family(rate.subject) or not _together(total, rate) or years < LONG:
                continue
            low, high = bounds(total.stated)
            implied = tuple((1 + v) ** (1 / years) - 1 for v in (low, high))
            told = bounds(rate.stated)
            if implied[1] < told[0] - 0.005 or implied[0] > told[1] + 0.005:
                middle = (1 + (total.stated.value or 0.0)) ** (1 / years) - 1
                reason = (
                    f"{total.stated.text} in all over {years:.1f} years is {middle:.1%} a year, not {rate.stated.text}."
                )
                yield _entry("total_vs_annualized", [total, rate], reason)


def _ratios(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a multiple that the figures it is made of do not give."""
    for ratio in (c for c in claims if c.claim.measure == "ratio" and c.claim.main and len(c.claim.main.subject) == 2):
        first, second = (_family(s) for s in ratio.claim.main.subject)  # type: ignore[union-attr]  # filtered above
        parts = [
            [
                c
                for c in claims
                if _family(c.subject) == s
                and _together(c, ratio)
                and c.claim.measure in ("price_return", "total_return", "annualized_return")
            ]
            for s in (first, second)
        ]
        for one in parts[0]:
            for two in parts[1]:
                totals = [_total(c) for c in (one, two)]
                rates = [c.claim.measure == "annualized_return" for c in (one, two)]
                if totals[1] <= 0 or all(rates):
                    continue
                made = totals[0] / totals[1]
                if abs(made - (ratio.stated.value or 0.0)) > RATIO_SLACK * made:
                    reason = f"{_said(one, totals[0])} against {_said(two, totals[1])} is {made:.1f} times, not {ratio.stated.text}."
                    yield _entry("ratio_vs_parts", [one, ratio, two], reason)


def _total(one: Numbered) -> float:
    value = one.stated.value or 0.0
    return (1 + value) ** _years(one.window) - 1 if one.claim.measure == "annualized_return" else value


def _said(one: Numbered, total: float) -> str:
    if one.claim.measure == "annualized_return":
        return f"{one.stated.text} a year, {total:.0%} in all,"
    return one.stated.text


def _repeated(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield the same quantity with two values."""
    sure = [
        c
        for c in claims
        if c.claim.certain
        and c.stated.value is not None
        and c.claim.measure in ("price_return", "annualized_return", "close", "weight", "points_change")
    ]
    for one, two in combinations(sure, 2):
        same = (one.subject, one.claim.measure, one.window) == (two.subject, two.claim.measure, two.window)
        if (
            same
            and one.claim.measure != "close"
            and _apart(one.stated, two.stated)
            and not one.claim.loose
            and not two.claim.loose
        ):
            yield _entry(
                "same_quantity",
                [one, two],
                f"The same figure is {one.stated.text} in one place and {two.stated.text} in another.",
            )


def _apart(one: Stated, two: Stated) -> bool:
    (a, b), (c, d) = bounds(one), bounds(two)
    return b < c or d < a


def _points(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield points, percent and level of one sentence that do not fit together."""
    by_sentence: dict[tuple[object, str], dict[str, Numbered]] = {}
    for one in claims:
        key = (one.claim.context.get("sentence"), one.subject)
        kind = {"points_change": "points", "price_return": "percent", "close": "level"}.get(one.claim.measure)
        if kind and one.subject and one.stated.value:
            by_sentence.setdefault(key, {}).setdefault(kind, one)
    for found in by_sentence.values():
        if len(found) < 3 or {c.window for c in found.values()} != {found["points"].window}:
            continue
        points, percent, level = (found[k].stated.value or 0.0 for k in ("points", "percent", "level"))
        if level == points:
            continue
        made = points / (level - points)
        step = found["percent"].stated.precision
        if abs(abs(made) - abs(percent)) > step and level > abs(points) * 3:
            reason = f"{found['points'].stated.text} to {found['level'].stated.text} is {made:+.2%}, not {found['percent'].stated.text}."
            yield _entry("points_vs_percent", list(found.values()), reason)


def _listed(claims: Sequence[Numbered], rank: Numbered) -> list[Numbered]:
    """Return the returns that the text lists of the set and the time that a place is counted in."""
    main = rank.claim.main
    if main is None:
        return []
    return [
        c
        for c in claims
        if c.claim.measure == "price_return"
        and c.subject in main.subject
        and _together(c, rank)
        and c.stated.value is not None
    ]


def _ranks(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield one that is said to lead or lag while the text lists another ahead of it or behind it."""
    for rank in (c for c in claims if c.claim.measure == "rank" and c.claim.main):
        params = rank.claim.main.params if rank.claim.main else {}
        listed = _listed(claims, rank)
        own = next((c for c in listed if c.subject == rank.subject), None)
        if own is None or params.get("place") != 1 or params.get("only") or params.get("among"):
            continue
        low = bool(params.get("lowest_first"))
        for other in listed:
            beyond = (
                (other.stated.value or 0.0) < (own.stated.value or 0.0)
                if low
                else (other.stated.value or 0.0) > (own.stated.value or 0.0)
            )
            if other.subject != own.subject and beyond and _apart(other.stated, own.stated):
                reason = f"{own.claim.name or own.subject} is called {'last' if low else 'first'} with {own.stated.text}, and {other.claim.name or other.subject} is listed with {other.stated.text}."
                yield _entry("rank_vs_listed", [rank, own, other], reason)


def _places(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a place further down that cannot be shown from what the text lists."""
    for rank in (c for c in claims if c.claim.measure == "rank" and c.claim.main):
        params = rank.claim.main.params if rank.claim.main else {}
        size = int(params.get("size", 0))
        if int(params.get("place", 1)) < 2 and not params.get("among"):
            continue
        listed = {c.subject for c in _listed(claims, rank)}
        if 0 < len(listed) < size:
            reason = f"A place among {size} is claimed, and the text lists {len(listed)} of them: it cannot be shown from what is listed."
            yield _entry("rank_not_shown", [rank], reason)


def _sessions(claims: Sequence[Numbered], findings: Findings) -> Iterator[Json]:
    """Yield more sessions than had closed when the article was published."""
    for one in claims:
        if not one.claim.asked or one.window is None:
            continue
        closed = len(
            findings.market.desk.sessions.between(
                one.window.start, max(one.window.end, min(findings.article.published, findings.market.desk.as_of))
            )
        )
        if closed < one.claim.asked:
            count = SMALL[closed] if closed < len(SMALL) else str(closed)
            reason = f"“{one.claim.window_words}” in a text of {findings.article.published}: {count} sessions had closed at most."
            yield _entry("too_many_sessions", [one], reason, [one.claim.window_words])


def _weeks(findings: Findings, sessions: Sessions) -> Iterator[Json]:
    """Yield a week that is told as over before it was."""
    published = findings.article.published
    first = sessions.on_or_after(published.replace(month=1, day=1))
    last_of_week = sessions.on_or_before(first.fromordinal(first.toordinal() - first.weekday() + 11))
    if not first <= published < last_of_week:
        return
    for match in FIRST_WEEK.finditer(findings.article.text):
        reason = f"“{match[0]}” is told as over in a text of {published}, before its last session."
        yield _entry("unfinished_period", [], reason, [match[0]])


def _names(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield one figure that is given to things of different names: "Nasdaq" here, "Nasdaq futures" there."""
    for one, two in combinations(claims, 2):
        same = (
            one.stated.value == two.stated.value
            and one.stated.unit == two.stated.unit == "fraction"
            and one.stated.value is not None
        )
        if not same or one.claim.name == two.claim.name or not one.claim.name or not two.claim.name:
            continue
        short, long = sorted((one, two), key=lambda c: len(c.claim.name))
        head = short.claim.name.split()[0].lower()
        if long.claim.name.lower().startswith(head) and (long.subject != short.subject) and len(head) > 3:
            reason = f"The same {one.stated.text} is said of {short.claim.name} and of {long.claim.name}, which are different things."
            yield _entry("subject_changes_name", [short, long], reason)


def _sets(claims: Sequence[Numbered], findings: Findings) -> Iterator[Json]:
    """Yield the Magnificent 7 told as the seven largest, which is another set, and one weight given to both."""
    text = findings.article.text
    if not re.search(r"\bMag(?:nificent)?[- ]?(?:7|Seven)\b", text):
        return
    told = [m for m in SEVEN.finditer(text)]
    largest = next((m for m in told if re.search(r"top|largest|biggest", m[0], re.IGNORECASE)), None)
    if largest is not None:
        reason = "The Magnificent 7 and the seven largest by market capitalisation are not the same set."
        yield _entry("set_changes_name", [], reason, [" ".join(largest[0].split())])
    weights = [c for c in claims if c.claim.measure == "weight"]
    plain = [c for c in weights if not re.search(r"Mag", c.claim.quote)]
    named = [c for c in weights if re.search(r"Mag", c.claim.quote)]
    for one in named[:1]:
        for two in plain[:1]:
            if one.stated.value == two.stated.value:
                reason = (
                    f"The same {one.stated.text} is given to the Magnificent 7 and to seven stocks named otherwise."
                )
                yield _entry("set_changes_name", [one, two], reason)


def _shares(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield weights of different things that add up to more than the whole."""
    weights: dict[tuple[str, ...], Numbered] = {}
    for one in claims:
        if one.claim.measure == "weight" and one.claim.main and one.stated.value:
            weights.setdefault(one.claim.main.subject, one)
    apart = [c for s, c in weights.items() if not any(set(s) < set(other) for other in weights)]
    total = sum(bounds(c.stated)[0] for c in apart)
    if total > 1:
        yield _entry("sum", apart, f"Their weights add up to {total:.0%}.")


def _counts(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a count of risers or fallers that the listed moves do not allow."""
    for count in (c for c in claims if c.claim.main and c.claim.main.measure == "breadth_count"):
        main = count.claim.main
        assert main is not None
        down = bool(main.params.get("down"))
        listed = {
            c.subject: c
            for c in claims
            if c.claim.measure == "price_return"
            and c.subject in main.subject
            and _together(c, count)
            and c.stated.value
        }
        against = [c for c in listed.values() if ((c.stated.value or 0.0) > 0) == down]
        most = len(main.subject) - len(against)
        if count.stated.value is not None and count.stated.value > most:
            reason = f"{count.claim.quote} leaves {len(main.subject) - int(count.stated.value)}, and the text lists {len(against)} that went the other way."
            yield _entry("count_vs_listed", [count, *against], reason)
