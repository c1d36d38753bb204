"""The tool `judge`: whether a figure stated in the question agrees with a booked fact."""

import re
from dataclasses import replace

from copilot.answer import Json
from copilot.facts import Fact
from copilot.proofs import Judgement, NotComparable, Stated
from copilot.proofs import judge as judged
from copilot.proofs.judging import Relation, comparable
from copilot.proofs.quantities import ExpressionRefused
from copilot.toolbox.calculating import book_calculation
from copilot.toolbox.desk import Desk
from copilot.toolbox.givens import Figure, figure_of
from copilot.toolbox.outcome import Failure, Outcome
from tools.errors import NoData
from tools.sectors import SECTORS

DIVIDEND_YIELD = 0.02
"""What dividends may add in a year where a price return cannot be had."""
WITH_DIVIDENDS = re.compile(r"dividend|total return|reinvest", re.IGNORECASE)
WORD_BEFORE = re.compile(
    r"[\w'’]+\s+(?:(?:by|about|around|nearly|over|more than|less than|than|of|at|a|an)\s+)*$", re.IGNORECASE
)


def judge(desk: Desk, fact: str, relation: Relation, stated: str, down: bool = False, up: bool = False) -> Outcome:
    """Return the verdict on a stated figure: supported, contradicted or ambiguous, and by how much.

    `fact` is the id of the fact that measures what was claimed, `stated` the figure as the user
    typed it ("44.86%", "doubled", "$10,000"), `relation` how it was stated; `down` says that it
    was claimed as a fall, so that "fell 5%" is -5%, and `up` that it was claimed as a rise: what went
    the other way does not hold, however small it was said to be. The verdict is booked for the turn.
    """
    outcome = Outcome()
    known = desk.ledger.facts.get(fact.strip(" {}").upper())
    figure = figure_of(stated)
    if known is None or figure is None:
        why = f"there is no fact {fact}" if known is None else f"“{stated}” states no figure"
        outcome.fail(Failure("bad_call", f"{why[:1].upper()}{why[1:]}.", fact if known is None else stated))
        return outcome
    claim = stated_figure(desk, known, figure, relation, down)
    try:
        verdict = _with_direction(judged(claim, known), known, down, up)
        apart = comparable(claim, known) - claim.value
    except NotComparable as error:
        outcome.fail(Failure("bad_call", f"{error}.", stated))
        return outcome
    outcome.add(known)
    booked: Json = {
        "quote": quote_of(desk.question, figure.text),
        "verdict": verdict.verdict,
        "fact": known.id,
        "reason": verdict.reason,
        "stated": claim.to_json(),
    }
    if booked not in desk.ledger.verdicts:
        desk.ledger.verdicts.append(booked)
    outcome.verdicts.append(booked)
    if abs(apart) > figure.precision / 2 or relation != "equal":
        _book_margin(desk, known, figure, claim, outcome)
    return outcome


def _with_direction(verdict: Judgement, fact: Fact, down: bool, up: bool) -> Judgement:
    """Return the verdict; a claimed rise of what fell, or a fall of what rose, does not hold."""
    value = float(fact.value) if fact.unit in ("fraction", "points") else 0.0
    if verdict.verdict == "supported" and ((up and value < 0) or (down and value > 0)):
        way = "fall" if down else "rise"
        return replace(verdict, verdict="contradicted", reason=f"It did not {way} at all.")
    return verdict


def stated_figure(desk: Desk, fact: Fact, figure: Figure, relation: Relation, down: bool) -> Stated:
    """Return the figure as a claim about a fact, with what the fact may miss it by."""
    value = -abs(figure.value) if down else figure.value
    if down and figure.unit == "ratio":
        value = figure.value
    return Stated(
        figure.text, value, figure.unit, figure.precision, relation, sector_gap(desk, fact), _dividends(desk, fact)
    )


def sector_gap(desk: Desk, fact: Fact) -> float:
    """Return how far a sector fund may miss its sector over the fact's window; 0 where the fund itself is meant."""
    sector = next((s for s in SECTORS if fact.subject == (s.fund,)), None)
    if sector is None or fact.window is None or fact.unit != "fraction":
        return 0.0
    if re.search(rf"\b{sector.fund}\b", desk.question):
        return 0.0
    sessions = len(desk.sessions.between(fact.window.start, fact.window.end))
    return float(sector.worst_gap * sessions**0.5)


def _dividends(desk: Desk, fact: Fact) -> float:
    if fact.basis != "total_return" or fact.window is None or WITH_DIVIDENDS.search(desk.question):
        return 0.0
    years = (fact.window.end - fact.window.base).days / 365.25
    return DIVIDEND_YIELD * years * (1 + abs(float(fact.value)))


def _book_margin(desk: Desk, fact: Fact, figure: Figure, claim: Stated, outcome: Outcome) -> None:
    """Book the stated figure and the fact minus it, where both are of one unit."""
    if claim.unit != fact.unit:
        return
    given = desk.ledger.give(claim.value, claim.unit, figure.text)
    outcome.givens.append(given)
    try:
        margin = book_calculation(desk, f"{fact.id} - {given.id}", f"{fact.label} minus what was stated")
    except (ExpressionRefused, NoData):
        return
    outcome.add(margin, "margin")
    outcome.roles["stated"] = given.id


def quote_of(question: str, text: str) -> str:
    """Return the shortest phrase of the question with the figure and the word that it hangs on."""
    start = question.find(text)
    if start < 0:
        return text
    before = WORD_BEFORE.search(question[:start])
    return question[before.start() if before else start : start + len(text)]
