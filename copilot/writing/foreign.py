"""Answers to simple questions in Chinese, Spanish, German and French: a name, a return, a period."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from copilot.facts import Fact
from copilot.reader import Plan
from copilot.toolbox import Desk
from copilot.writing.naming import value_of
from copilot.writing.results import Results

RETURNS = ("price_return", "total_return")
Phrases = Mapping[str, Any]


@cache
def load_phrases() -> Mapping[str, Phrases]:
    """Return the bundled sentences by language."""
    return tomllib.loads((resources.files("copilot.writing") / "foreign.toml").read_text(encoding="utf-8"))


def answered(results: Results) -> list[str]:
    """Return the sentences of a simple answer in the question's language; none for any other form."""
    if results.plan.form not in ("measure", "compare") or results.failures:
        return []
    language = results.plan.language
    phrases = load_phrases()[language]
    if results.plan.form == "compare":
        return _joined(language, _compared(results, phrases))
    told = [pair for call in results.calls_of("measure") for pair in results.main(call)]
    said = [line for name, fact in told if (line := _line(results.desk, phrases, name, fact))]
    if len(said) != len(told) or not said:
        return []
    said += _beside(results, phrases, told)
    return _joined(language, said)


def _joined(language: str, said: list[str]) -> list[str]:
    short = load_phrases()[language].get("contractions", [])
    for apart, together in short:
        said = [line.replace(apart, together) for line in said]
    return ["".join(f"{line}。" for line in said)] if language == "zh" and said else said


def _compared(results: Results, phrases: Phrases) -> list[str]:
    """Return the returns of two subjects, and which one did better."""
    pair = [f for role in ("first", "second") if (f := results.fact(role)) is not None]
    if len(pair) < 2 or any(f.measure not in RETURNS or len(f.subject) > 1 for f in pair):
        return []
    told = [(f.subject[0], f) for f in pair]
    said = [_line(results.desk, phrases, name, fact) for name, fact in told]
    names = [_called(results.desk, phrases, name) for name, _ in told]
    ahead, behind = names if value_of(pair[0]) > value_of(pair[1]) else reversed(names)
    if value_of(pair[0]) != value_of(pair[1]):
        said.append(str(phrases["ahead"]).format(winner=ahead, loser=behind))
    return [*said, *_beside(results, phrases, told)]


def _beside(results: Results, phrases: Phrases, told: list[tuple[str, Fact]]) -> list[str]:
    """Return the basis, the index that was read, and the period that was assumed."""
    said = [str(phrases[told[0][1].basis])] if told[0][1].measure in RETURNS else []
    if any(name == "^IXIC" for name, _ in told):
        said.append(str(phrases["composite"]))
    if results.plan.details.get("assumed") and told[0][1].measure in RETURNS:
        said.append(str(phrases["assumed"]))
    return said


def _line(desk: Desk, phrases: Phrases, name: str, fact: Fact) -> str:
    kind = "returned" if fact.measure in RETURNS else fact.measure
    if fact.window is None or kind not in phrases:
        return ""
    size = ":abs" if fact.measure in RETURNS else ""
    return str(phrases[kind]).format(
        name=_called(desk, phrases, name),
        base=_day(phrases, fact.window.base),
        end=_day(phrases, fact.window.end),
        up=phrases["ways"][value_of(fact) < 0] if size else "",
        value=f"{{{fact.id}{size}}}",
    )


def _called(desk: Desk, phrases: Phrases, name: str) -> str:
    instrument = desk.universe.instrument(name)
    return f"{phrases['article']}{instrument.short}" if instrument.kind == "index" else instrument.short


def _day(phrases: Phrases, day: date) -> str:
    month = phrases["months"][day.month - 1] if "months" in phrases else day.month
    return str(phrases["date"]).format(day=day.day, month=month, year=day.year)


def refusal(plan: Plan) -> str:
    """Return what can be asked in the question's language, and the words that were not understood."""
    phrases = load_phrases()[plan.language]
    words = ", ".join(f"“{w}”" for w in plan.not_understood)
    opened = str(phrases["not_understood"]).format(words=words) if words else ""
    return f"{opened}{phrases['can_ask']}"
