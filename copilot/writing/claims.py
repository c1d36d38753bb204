"""Sentences for figures of the user's: claims judged, money grown, losses made good."""

import re
from collections.abc import Sequence
from typing import Final

from copilot.facts import Fact
from copilot.grounding.printing.render import print_date
from copilot.writing.measures import of_closes
from copilot.writing.naming import called, moved, pays_none, span_of, value_of, within
from copilot.writing.results import Json, Results
from tools.measures import MEASURES
from tools.universe import Group

OTHER_READING: Final = re.compile(r"another reading \(([^)]*)\)")
NOT_AT_ALL: Final = re.compile(r"^It did not (rise|fall) at all")
HELD: Final = {"supported": "holds", "contradicted": "does not hold", "ambiguous": "depends on the reading"}


def judged(results: Results) -> list[str]:
    """Return one sentence for each claim: whether it holds, and the figure that says so."""
    said: list[str] = []
    for verdict in results.verdicts:
        fact = results.desk.ledger.facts[verdict["fact"]]
        held = HELD[verdict["verdict"]]
        opening = f"That {held}" if len(results.verdicts) == 1 else f"The claim “{_short(results, verdict)}” {held}"
        said.append(f"{opening}: {_actual(results, fact)}{_other_way(verdict)}")
    margin = [m for _, m in results.facts("margin")]
    if (
        len(results.verdicts) == 1
        and margin
        and _wants_margin(results.verdicts[0])
        and not _other_way(results.verdicts[0])
    ):
        said.append(f"The difference from what was stated is {{{margin[0].id}:abs}}")
    if any(v["verdict"] == "ambiguous" for v in results.verdicts):
        said.append(_why_open(results))
    return said


def _other_way(verdict: Json) -> str:
    """Return that it did not rise, or fall, at all, where that alone speaks against the claim."""
    way = NOT_AT_ALL.search(str(verdict["reason"]))
    return f", so it did not {way[1]} at all" if way else ""


def _wants_margin(verdict: Json) -> bool:
    """Say whether a reader wants to know by how much: of a figure that does not hold, and never of a bound."""
    return bool(verdict["verdict"] != "supported" and verdict["stated"]["relation"] == "equal")


def _short(results: Results, verdict: Json) -> str:
    """Return a claim as the question words it, from its name to its figure."""
    question = results.desk.question
    end = question.find(verdict["quote"]) + len(verdict["quote"])
    fact = results.desk.ledger.facts[verdict["fact"]]
    found = [m for m in results.desk.universe.find(question).mentions if m.symbol in fact.subject and m.span[0] < end]
    return question[found[-1].span[0] : end] if found else str(verdict["quote"])


def _actual(results: Results, fact: Fact) -> str:
    name = "" if fact.measure == "weight" else called(results.desk, fact.subject[0])
    if fact.params.get("part") == "below_record":
        record = next(f for role, f in results.facts("record_high:"))
        if not value_of(fact):
            return f"the close of {name} on {{{record.id}:end}} is its highest among those known here"
        below = f"{{{fact.id}:abs}} below its highest close, of {{{record.id}}}"
        return f"the close of {name} on {{{record.id}:end}} stood {below}"
    match fact.measure:
        case "price_return" | "total_return":
            return f"{name} {moved(fact)} {span_of(fact)}{_basis(fact)}"
        case "annualized_return":
            return f"annualized, {name} returned {{{fact.id}}} {span_of(fact)}"
        case "points_change":
            return f"{name} {moved(fact)} {span_of(fact)}"
        case "close":
            return f"{name} closed at {{{fact.id}}} on {{{fact.id}:end}}"
        case "weight":
            day = print_date(fact.as_of)
            return f"the weight of {_weighed(results)} in the S&P 500 was {{{fact.id}}}, by weights of {day}"
        case "high" | "low":
            kind = "highest" if fact.measure == "high" else "lowest"
            what = "close" if of_closes(fact) else "price"
            return f"the {kind} {what} of {name} from {{{fact.id}:start}} to {{{fact.id}:end}} was {{{fact.id}}}"
        case "spread":
            other = called(results.desk, fact.subject[1])
            winner, loser = (name, other) if value_of(fact) > 0 else (other, name)
            return f"{winner} beat {loser} by {{{fact.id}:abs}}, {span_of(fact)}"
    label = MEASURES[fact.measure].label if fact.measure in MEASURES else fact.measure
    return f"the {label} of {name} was {{{fact.id}}} {within(fact)}"


def _basis(fact: Fact) -> str:
    """Return on which basis a return is told, where dividends could make a difference."""
    if fact.basis == "total_return":
        return ", dividends included"
    short = fact.window is None or fact.window.start == fact.window.end
    return "" if short or all(pays_none(symbol) for symbol in fact.subject) else ", without dividends"


def _weighed(results: Results) -> str:
    subject = results.desk.universe.resolve(results.calls[0]["args"]["group"])
    return called(results.desk, subject.key if isinstance(subject, Group) else subject.symbol)


def _why_open(results: Results) -> str:
    """Return why a claim is left open, as far as that can be said without a figure."""
    reasons = " ".join(v["reason"] for v in results.verdicts if v["verdict"] == "ambiguous")
    if (other := OTHER_READING.search(reasons)) is not None:
        return f"It would hold for another fair reading: {other[1]}"
    if "miss its sector" in reasons:
        return "The fund stands for the sector and can miss it by as much"
    if "Dividends" in reasons:
        return "Dividends can make that difference"
    return "At the precision stated the two are the same"


def grown(results: Results) -> list[str]:
    """Return what an amount became, without and with dividends."""
    grown_ = [results.fact("calculation", call) for call in results.calls_of("calculate")]
    worth = [f for f in grown_ if f is not None and f.measure == "growth_of_amount"]
    if not worth:
        return []
    given = next((i.given for i in worth[0].inputs if hasattr(i, "given")), None)
    amount = f"{{{given}}}" if given else "The amount"
    priced = next((f for f in worth if f.basis == "price"), worth[0])
    name = _holding(results, priced)
    said = [
        f"{amount} put into {name} at the close of {{{priced.id}:base}} would have become {{{priced.id}}} "
        f"by the close of {{{priced.id}:end}}"
    ]
    said[0] += ", without dividends" if priced.basis == "price" else ", dividends reinvested"
    gain = next((f for f in grown_ if f is not None and f.measure != "growth_of_amount"), None)
    if gain is not None:
        said.append(f"That is {'a gain' if value_of(gain) >= 0 else 'a loss'} of {{{gain.id}:abs}}")
    other = next((f for f in worth if f is not priced and f.basis == "total_return"), None)
    if other is not None:
        said += _reinvested(results, other, worth, name)
    return said


def _reinvested(results: Results, other: Fact, worth: Sequence[Fact], name: str) -> list[str]:
    """Return what came of it with dividends; where a fund stands for an index, both ways by that fund."""
    holder = _holding(results, other)
    if holder == name:
        return [f"With dividends reinvested it would have become {{{other.id}}}"]
    plain = next((f for f in worth if f.subject == other.subject and f.basis == "price"), None)
    beside = f", and {{{plain.id}}} without" if plain else ""
    none = f"{name} has no dividends in these data"
    return [
        f"{none}; in {holder}, which follows it, it would have become {{{other.id}}} with dividends reinvested{beside}"
    ]


def _holding(results: Results, fact: Fact) -> str:
    return called(results.desk, fact.subject[0])


def needed(results: Results) -> list[str]:
    """Return the gain that makes a loss good."""
    fact = results.fact("calculation")
    if fact is None:
        return []
    given = next((i.given for i in fact.inputs if hasattr(i, "given")), None)
    loss = f"{{{given}}}" if given else results.plan.details["loss"]
    return [f"After a loss of {loss}, a gain of {{{fact.id}}} is needed to be back where it began"]
