"""Rules about places and counts against what the text lists."""

from collections.abc import Iterator, Sequence

from copilot.answer import Json
from copilot.check.contradictions.numbered import Numbered, apart, entry_of, listed_with, together


def rank_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield one that is said to lead or lag while the text lists another ahead of it or behind it."""
    for rank in (c for c in claims if c.claim.measure == "rank" and c.claim.main):
        params = rank.claim.main.params if rank.claim.main else {}
        listed = listed_with(claims, rank)
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
            if other.subject != own.subject and beyond and apart(other.stated, own.stated):
                first = f"{own.claim.name or own.subject} is called {'last' if low else 'first'} with {own.stated.text}"
                reason = f"{first}, and {other.claim.name or other.subject} is listed with {other.stated.text}."
                yield entry_of("rank_vs_listed", [rank, own, other], reason)


def place_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a place further down that cannot be shown from what the text lists."""
    for rank in (c for c in claims if c.claim.measure == "rank" and c.claim.main):
        params = rank.claim.main.params if rank.claim.main else {}
        size = int(params.get("size", 0))
        if rank.verdict == "supported":
            continue
        if int(params.get("place", 1)) < 2 and not params.get("among"):
            continue
        listed = {c.subject for c in listed_with(claims, rank)}
        if 0 < len(listed) < size:
            listed_words = f"A place among {size} is claimed, and the text lists {len(listed)} of them"
            reason = f"{listed_words}: it cannot be shown from what is listed."
            yield entry_of("rank_not_shown", [rank], reason)


def count_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield a count of risers or fallers that the listed moves do not allow."""
    for count in (c for c in claims if c.claim.main and c.claim.main.measure == "breadth_count"):
        main = count.claim.main
        assert main is not None
        down = bool(main.params.get("down"))
        listed = {
            c.subject: c
            for c in claims
            if c.claim.measure == "price_return" and c.subject in main.subject and together(c, count) and c.stated.value
        }
        against = [c for c in listed.values() if ((c.stated.value or 0.0) > 0) == down]
        most = len(main.subject) - len(against)
        if count.stated.value is not None and count.stated.value > most:
            left = len(main.subject) - int(count.stated.value)
            reason = f"{count.claim.quote} leaves {left}, and the text lists {len(against)} that went the other way."
            yield entry_of("count_vs_listed", [count, *against], reason)
