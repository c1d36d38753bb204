"""Rules of arithmetic between claims: totals and years, multiples and parts, points and percent."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from copilot.answer import Json
from copilot.check.contradictions.numbered import Numbered, apart, entry_of, family_of, together, years_of
from copilot.check.tolerance import bounds

LONG = 1.3
"""Years from which a total and a yearly figure must differ."""
RATIO_SLACK = 0.25


def total_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a total and a yearly figure of the same thing that do not fit the years between them."""
    yearly = [c for c in claims if c.claim.measure == "annualized_return" and c.stated.value is not None]
    totals = [c for c in claims if c.claim.measure in ("price_return", "total_return") and c.stated.value is not None]
    for total in totals:
        for rate in yearly:
            years = years_of(total.window)
            if family_of(total.subject) != family_of(rate.subject) or not together(total, rate) or years < LONG:
                continue
            low, high = bounds(total.stated)
            implied = tuple((1 + v) ** (1 / years) - 1 for v in (low, high))
            told = bounds(rate.stated)
            if implied[1] < told[0] - 0.005 or implied[0] > told[1] + 0.005:
                middle = (1 + (total.stated.value or 0.0)) ** (1 / years) - 1
                reason = (
                    f"{total.stated.text} in all over {years:.1f} years is {middle:.1%} a year, not {rate.stated.text}."
                )
                yield entry_of("total_vs_annualized", [total, rate], reason)


def ratio_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a multiple that the figures it is made of do not give."""
    for ratio in (c for c in claims if c.claim.measure == "ratio" and c.claim.main and len(c.claim.main.subject) == 2):
        first, second = (family_of(s) for s in ratio.claim.main.subject)  # type: ignore[union-attr]  # filtered above
        parts = [
            [
                c
                for c in claims
                if family_of(c.subject) == s
                and together(c, ratio)
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
                    parts_said = f"{_said(one, totals[0])} against {_said(two, totals[1])}"
                    reason = f"{parts_said} is {made:.1f} times, not {ratio.stated.text}."
                    yield entry_of("ratio_vs_parts", [one, ratio, two], reason)


def _total(one: Numbered) -> float:
    value = one.stated.value or 0.0
    return (1 + value) ** years_of(one.window) - 1 if one.claim.measure == "annualized_return" else value


def _said(one: Numbered, total: float) -> str:
    if one.claim.measure == "annualized_return":
        return f"{one.stated.text} a year, {total:.0%} in all,"
    return one.stated.text


def repeat_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield the same quantity with two values."""
    sure = [
        c
        for c in claims
        if c.claim.certain
        and not c.unsure
        and c.stated.value is not None
        and c.claim.measure in ("price_return", "annualized_return", "close", "weight", "points_change")
    ]
    for one, two in combinations(sure, 2):
        same = (one.subject, one.measure, one.window) == (two.subject, two.measure, two.window)
        if (
            same
            and one.claim.measure == two.claim.measure
            and one.claim.measure != "close"
            and apart(one.stated, two.stated)
            and not one.claim.loose
            and not two.claim.loose
        ):
            yield entry_of(
                "same_quantity",
                [one, two],
                f"The same figure is {one.stated.text} in one place and {two.stated.text} in another.",
            )


def points_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
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
            told = {kind: one.stated.text for kind, one in found.items()}
            reason = f"{told['points']} to {told['level']} is {made:+.2%}, not {told['percent']}."
            yield entry_of("points_vs_percent", list(found.values()), reason)


def share_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield weights of different things that add up to more than the whole."""
    weights: dict[tuple[str, ...], Numbered] = {}
    for one in claims:
        if one.claim.measure == "weight" and one.claim.main and one.stated.value:
            weights.setdefault(one.claim.main.subject, one)
    apart = [c for s, c in weights.items() if not any(set(s) < set(other) for other in weights)]
    total = sum(bounds(c.stated)[0] for c in apart)
    if total > 1:
        yield entry_of("sum", apart, f"Their weights add up to {total:.0%}.")
