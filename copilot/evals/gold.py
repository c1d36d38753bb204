"""Score one answer document against what is known to be right. Pure: no model, no prices.

A gold record is what a line of a question file holds under `gold`:

- `accept`: ways to be right, one is enough: `behavior`, `reason` (a list), `values` (true for all
  required ones, or the subjects that are needed), `text_all`, `text_any`, `text_none` (patterns),
  `citations_min`, `no_subject` (symbols that no figure may be about).
- `values`: `subject`, `measure`, `value`, `unit`, `tolerance`, `required`, and optionally `window`,
  `units_also`, and `alternatives`, each with the fields in which it differs and `needs_text`.
- `verdict`: what a claim in the question is to be judged.
- `order`: `accepted`, lists of symbols best first, or `values` with a `tie` to judge any order by.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.grounding.printing.locales import LOCALES

Json = Mapping[str, Any]

RETURNS = frozenset({"price_return", "total_return", "best_day", "worst_day", "day_move"})
FAMILIES: tuple[frozenset[str], ...] = (
    RETURNS | {"average"},
    frozenset({"spread", "tracking_spread", "price_return", "total_return"}),
    frozenset({"above_moving_average", "breadth", "count", "recovery"}),
    frozenset({"close", "high", "low", "record_high", "last"}),
)
SAME_UNIT = (
    frozenset({"fraction", "ratio"}),
    frozenset({"count", "rank", "days"}),
    frozenset({"level", "usd"}),
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCALES = {"%": 100.0, "bp": 10_000.0, "pp": 100.0, "point": 100.0}


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and what is wrong with it.

    `wrong` is an answer that tells something false or reads the question wrongly; an answer
    that asks back or declines without need is not right, but misleads nobody.
    """

    right: bool
    wrong: bool
    problems: tuple[str, ...] = ()


def judge(gold: Json, answer: Json) -> Verdict:
    """Return the verdict on an answer document; the nearest way to be right gives the problems."""
    tried = [_problems(way, gold, answer) for way in gold["accept"]]
    problems = min(tried, key=len)
    misprints = [f"{shown!r} printed for {fact['value']}" for fact, shown in misprinted(answer)]
    told = answer.get("behavior") == "answer"
    return Verdict(not problems and not misprints, bool((told and problems) or misprints), (*problems, *misprints))


def _problems(way: Json, gold: Json, answer: Json) -> tuple[str, ...]:
    wanted, reasons = way["behavior"], way.get("reason")
    if answer.get("behavior") != wanted:
        return (f"it was to {wanted}, the answer does {answer.get('behavior')} ({answer.get('reason')})",) * 100
    if reasons and answer.get("reason") not in reasons:
        return (f"the reason is {answer.get('reason')!r}, not {' or '.join(reasons)}",) * 100
    problems = (
        _missing(way, gold, answer),
        _misplaced(way, gold, answer),
        _misworded(way, answer),
        _misjudged(gold, answer),
    )
    return tuple(problem for kind in problems for problem in kind)


def _missing(way: Json, gold: Json, answer: Json) -> Iterator[str]:
    need = way.get("values")
    if not need:
        return
    for value in gold.get("values", ()):
        asked = need is True or bool(set(need) & set(value["subject"]))
        if value.get("required", True) and asked and not any(_gives(f, value, answer) for f in shown_facts(answer)):
            yield f"{'+'.join(value['subject'])} {value['measure']} {value['value']} is not in the answer"


def _misplaced(way: Json, gold: Json, answer: Json) -> Iterator[str]:
    order = gold.get("order")
    if not order or not way.get("values"):
        return
    first = list(dict.fromkeys(s for s in _subjects_in_order(gold, answer)))
    if not any(_in_order(first, accepted) for accepted in order["accepted"]):
        yield f"the order is {' '.join(first)}, not {' '.join(order['accepted'][0])}"


def _in_order(first: Sequence[str], accepted: Sequence[str]) -> bool:
    """Say whether subjects come as accepted; a sentence on the best and the worst may come before a table."""
    named = [s for s in first if s in accepted]
    ends = [accepted[0], *([accepted[-1]] if len(accepted) > 1 else [])]
    if named[: len(ends)] == ends:
        named = [ends[0], *(s for s in named[2:]), ends[-1]]
    return bool(named) and named in (list(accepted[: len(named)]), [*accepted[: len(named) - 1], accepted[-1]])


def _subjects_in_order(gold: Json, answer: Json) -> Iterator[str]:
    single = [value for value in gold["values"] if len(value["subject"]) == 1]
    for fact in shown_facts(answer):
        for value in single:
            if _gives(fact, value, answer):
                yield value["subject"][0]


def _misworded(way: Json, answer: Json) -> Iterator[str]:
    text = answer.get("text", "")
    told = " ".join([text, *answer.get("suggestions", ()), *answer.get("not_understood", ())])
    for pattern in way.get("text_all", ()):
        if not _has(pattern, told):
            yield f"the text lacks /{pattern}/"
    if way.get("text_any") and not any(_has(pattern, told) for pattern in way["text_any"]):
        yield f"the text has none of /{'/, /'.join(way['text_any'])}/"
    for pattern in way.get("text_none", ()):
        if _has(pattern, text):
            yield f"the text has /{pattern}/"
    if len(answer.get("citations", ())) < way.get("citations_min", 0):
        yield f"it cites {len(answer.get('citations', ()))}, fewer than {way['citations_min']}"
    for symbol in way.get("no_subject", ()):
        if any(symbol in fact["subject"] for fact in shown_facts(answer)):
            yield f"it has a figure about {symbol}"


def _misjudged(gold: Json, answer: Json) -> Iterator[str]:
    given = {verdict["verdict"] for verdict in answer.get("verdicts", ())}
    if "verdict" in gold and given != {gold["verdict"]}:
        yield f"the claim is judged {' and '.join(sorted(given)) or 'not at all'}, not {gold['verdict']}"


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def shown_facts(answer: Json) -> list[Json]:
    """Return the facts that the text refers to, in its order; a fact comes once for each place."""
    facts = {fact["id"]: fact for fact in answer.get("facts", ())}
    return [facts[s["fact"]] for s in answer.get("segments", ()) if s.get("fact") in facts]


def _gives(fact: Json, gold: Json, answer: Json) -> bool:
    """Say whether a fact is the gold value or one of its alternatives."""
    return any(
        _same(fact, {**gold, **other}) and all(_has(p, answer.get("text", "")) for p in other.get("needs_text", ()))
        for other in ({}, *gold.get("alternatives", ()))
    )


def _same(fact: Json, gold: Json) -> bool:
    if not (_same_measure(fact["measure"], gold) and _same_subject(fact, gold) and _same_window(fact, gold)):
        return False
    if gold["unit"] == "date" or fact["unit"] == "date":
        return bool(fact["unit"] == gold["unit"] and str(fact["value"]) == gold["value"])
    value = _in_unit(fact, gold)
    return value is not None and abs(value - gold["value"]) <= gold.get("tolerance", 0.0)


def _same_measure(measure: str, gold: Json) -> bool:
    wanted = gold["measure"]
    return bool(gold.get("any_measure")) or measure == wanted or any({measure, wanted} <= family for family in FAMILIES)


def _same_subject(fact: Json, gold: Json) -> bool:
    found, wanted = set(fact["subject"]), set(gold["subject"])
    if found == wanted or gold.get("subject_any"):
        return True
    also = set(gold.get("subject_also", ()))
    if also and found <= wanted | also:
        return True
    if len(wanted) == 1:
        return fact["measure"] in {"weight", "spread", "ratio", "rank"} and wanted <= found and len(found) == 2
    return len(found & wanted) * 2 >= len(found | wanted)


def _same_window(fact: Json, gold: Json) -> bool:
    """Say whether two windows have the same ends; one without a base, a day of weights say, is not compared."""
    mine, wanted = fact.get("window") or {}, gold.get("window") or {}
    return not wanted.get("base") or all(mine.get(k) == wanted[k] for k in ("base", "end"))


def _in_unit(fact: Json, gold: Json) -> float | None:
    unit, wanted, value = fact["unit"], gold["unit"], fact["value"]
    if isinstance(value, str):
        return None
    if unit == wanted or unit in gold.get("units_also", ()) or any({unit, wanted} <= same for same in SAME_UNIT):
        return float(value)
    if unit == "points" and wanted == "fraction" and fact["measure"] == "spread":
        return float(value) / 100
    return None


def misprinted(answer: Json) -> Iterator[tuple[Json, str]]:
    """Yield facts whose value is printed as other digits than its own, with what is printed."""
    facts = {fact["id"]: fact for fact in answer.get("facts", ())}
    for segment in answer.get("segments", ()):
        fact = facts.get(segment.get("fact"))
        locale = LOCALES.get(answer.get("language", "en"))
        text = locale.plain(segment["text"]) if locale else segment["text"]
        if fact and segment.get("part") in (None, "value") and not _prints(text, fact):
            yield fact, segment["text"]


def _prints(text: str, fact: Json) -> bool:
    """Say whether a printed figure is a fact's value, rounded to the digits that are printed."""
    found, value = NUMBER.search(text), fact["value"]
    if found is None or isinstance(value, str):
        return True
    digits = found.group().replace(",", "")
    places = len(digits.partition(".")[2])
    signed = -1.0 if re.search(r"[-−]\s?[$]?\d", text) else 1.0
    of_unit = [1.0] if fact["unit"] not in ("fraction", "ratio") else [1.0, 100.0]
    scales = [s for mark, s in SCALES.items() if mark in text.lower() and len(of_unit) > 1] or of_unit
    wanted = abs(value) if signed > 0 and "+" not in text else value
    return any(abs(signed * float(digits) - wanted * s) <= 0.5000001 * 10.0**-places for s in scales)
