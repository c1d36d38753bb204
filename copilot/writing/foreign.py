"""Answers, questions back and refusals in Chinese, Spanish, German and French.

In languages that are not read, what can be asked instead.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from copilot.facts import Fact
from copilot.reader import Plan
from copilot.toolbox import Desk
from copilot.writing.draft import Draft, paragraph
from copilot.writing.naming import value_of
from copilot.writing.notes import CLOSED
from copilot.writing.results import Results
from tools.universe import Instrument

HAN: Final = re.compile(r"[\u4e00-\u9fff]")
RETURNS: Final = ("price_return", "total_return")
MOST: Final = 12
"""Members of a set that are all listed; of a larger one only its ends."""
Phrases = Mapping[str, Any]
Told = list[tuple[str, Fact]]


@cache
def load_phrases() -> Mapping[str, Phrases]:
    """Return the bundled sentences by language."""
    return tomllib.loads((resources.files("copilot.writing") / "foreign.toml").read_text(encoding="utf-8"))


def written(results: Results) -> Draft:
    """Return what is said about a question in its language: an answer, what is missing, a question back."""
    plan = results.plan
    language, phrases = plan.language, load_phrases()[plan.language]
    asked = results.desk.question.strip()
    suggestions = tuple(q for q in phrases["examples"] if q != asked)
    if plan.behavior != "answer":
        return Draft(refusal(plan), plan.behavior, plan.reason, plan.not_understood, suggestions)
    said = _answered(results, phrases)
    if said:
        return Draft(_joined(language, said), suggestions=suggestions)
    if not results.failures:
        return Draft(str(phrases["can_ask"]), "clarify", "not_understood", (), suggestions)
    return Draft(_joined(language, [str(phrases["no_data"])]), "decline", "no_data", (), suggestions)


def refusal(plan: Plan) -> str:
    """Return why there is no answer, in the question's language, with the words that it is about."""
    phrases = load_phrases()[plan.language]
    if plan.behavior == "decline":
        return str(phrases.get(plan.reason or "", phrases["out_of_scope"]))
    words = str(phrases["list"]).join(str(phrases["quoted"]).format(words=w) for w in plan.not_understood)
    named = plan.reason if plan.reason in ("ambiguous", "unknown_name") else "not_understood"
    opened = str(phrases[named]).format(words=words) if words else ""
    return f"{opened}{phrases['can_ask']}"


def _joined(language: str, said: list[str]) -> str:
    return "".join(f"{line}。" for line in dict.fromkeys(said)) if language == "zh" else paragraph(dict.fromkeys(said))


def _answered(results: Results, phrases: Phrases) -> list[str]:
    """Return the sentences of an answer; none where a figure is missing or has no sentence in this language."""
    if results.plan.form == "compare":
        return _compared(results, phrases)
    if results.plan.form == "rank":
        return _ranked(results, phrases)
    calls = list(results.calls_of("measure"))
    told = [pair for call in calls for pair in results.main(call)]
    said = [
        line
        for call in calls
        for name, fact in results.main(call)
        if (line := _line(results, phrases, name, fact, call))
    ]
    if len(said) != len(told) or not said:
        return []
    return [*said, *_missing(results, phrases, told), *_beside(results, phrases, told)]


def _compared(results: Results, phrases: Phrases) -> list[str]:
    """Return the returns of two subjects, and which one did better."""
    pair = [f for role in ("first", "second") if (f := results.fact(role)) is not None]
    if len(pair) < 2 or any(f.measure not in RETURNS or len(f.subject) > 1 for f in pair):
        return []
    told = [(f.subject[0], f) for f in pair]
    said = [_line(results, phrases, name, fact, None) for name, fact in told]
    names = [_called(results.desk, phrases, name) for name, _ in told]
    ahead, behind = names if value_of(pair[0]) > value_of(pair[1]) else reversed(names)
    if value_of(pair[0]) != value_of(pair[1]):
        said.append(str(phrases["ahead"]).format(winner=ahead, loser=behind))
    return [*said, *_beside(results, phrases, told)]


def _ranked(results: Results, phrases: Phrases) -> list[str]:
    """Return who came first and who came last of a set, and the order of a small one."""
    values = dict(results.main(0))
    order = [(name, values[name]) for name, _ in results.facts("rank:") if name in values]
    if len(order) < 2 or order[0][1].measure not in RETURNS or order[0][1].window is None:
        return []
    (first, fact), (last, other) = order[0], order[-1]
    lowest = value_of(fact) < value_of(other)
    said = [
        str(phrases["lowest" if lowest else "highest"]).format(
            name=_called(results.desk, phrases, first), value=f"{{{fact.id}:+}}",
            last=_called(results.desk, phrases, last),
            other=f"{{{other.id}:+}}", base=f"{{{fact.id}:base}}", end=f"{{{fact.id}:end}}",
        )
    ]  # fmt: skip
    if 2 < len(order) <= MOST:
        each = (f"{_plain(results.desk, phrases, name)} {{{f.id}:+}}" for name, f in order)
        said.append(str(phrases["order"]).format(order=str(phrases["list"]).join(each)))
    return [*said, *_missing(results, phrases, order), *_beside(results, phrases, order)]


def _missing(results: Results, phrases: Phrases, told: Told) -> list[str]:
    """Say that not every figure could be had."""
    return [str(phrases["some_missing"])] if results.failures and told else []


def _beside(results: Results, phrases: Phrases, told: Told) -> list[str]:
    """Return the basis, the index that was read, and the period that was assumed."""
    returns = told[0][1].measure in RETURNS
    bases = dict.fromkeys(fact.basis for _, fact in told if fact.measure in RETURNS)
    said = [str(phrases[basis]) for basis in bases]
    if any(name == "^IXIC" for name, _ in told):
        said.append(str(phrases["composite"]))
    if any(name == "SPY" for name, _ in told) and "SPY" not in results.desk.question:
        said.append(str(phrases["spy"]))
    if any(CLOSED in note for note in results.notes):
        said.append(str(phrases["no_session"]))
    if results.plan.details.get("assumed") and returns:
        said.append(str(phrases["assumed"]))
    return said


def _line(results: Results, phrases: Phrases, name: str, fact: Fact, call: int | None) -> str:
    kind = "returned" if fact.measure in RETURNS else fact.measure
    if fact.window is None or kind not in phrases:
        return ""
    session, shown = results.fact(f"session:{name}", call), fact
    if kind == "record_high":
        level = results.fact(f"level:{name}", call)
        if level is None:
            return ""
        session, shown = fact, level
    if session is None and "{session}" in str(phrases[kind]):
        return ""
    size = ":abs" if "{up}" in str(phrases[kind]) else ""
    one_day = kind == "returned" and fact.window.start == fact.window.end
    line = str(phrases["returned_in_a_day" if one_day else kind]).format(
        name=_called(results.desk, phrases, name),
        base=f"{{{fact.id}:base}}",
        start=f"{{{fact.id}:start}}",
        end=f"{{{fact.id}:end}}",
        session=f"{{{session.id}}}" if session else "",
        up=phrases["ways"][value_of(fact) < 0] if size else "",
        value=f"{{{shown.id}{size}}}",
    )
    for apart, together in phrases["contractions"]:
        line = line.replace(apart, together)
    return line


def _called(desk: Desk, phrases: Phrases, name: str) -> str:
    """Return a name as prose calls it: an index with its article, a sector in the language's own words."""
    instrument = desk.universe.instrument(name)
    plain = _plain(desk, phrases, name)
    return f"{phrases['article']}{plain}" if instrument.kind == "index" else plain


def _plain(desk: Desk, phrases: Phrases, name: str) -> str:
    instrument: Instrument = desk.universe.instrument(name)
    if instrument.kind == "fund" and instrument.sector in phrases["sectors"]:
        return str(phrases["sector"]).format(sector=phrases["sectors"][instrument.sector], fund=instrument.symbol)
    if instrument.kind == "fund":
        return instrument.symbol
    own = (alias for alias in instrument.aliases if HAN.search(alias)) if phrases["own_names"] else iter(())
    return next(own, instrument.short)
