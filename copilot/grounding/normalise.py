"""Bring what models write for a reference to the one form `{F3:+1}`, and leave all other text alone."""

import re
from collections.abc import Mapping
from typing import Final

from copilot.facts import Fact, Given
from copilot.grounding.evidence.matching import DIFFERENCES, prints_alike, scale_for
from copilot.grounding.printing.render import part_and_format
from copilot.grounding.reading.figures import Figure, find_figures
from copilot.ledger import Ledger

OPEN: Final = r"(?:`+\s*)?(?:\{\{?|\[\{?|<|\$\{|【)\s*(?:fact\s*|ref\s*)?"
CLOSE: Final = r"\s*(?:\}\}?\]?|\]|>|】)(?:\s*`+)?"
LOOSE: Final = re.compile(
    rf"{OPEN}(?P<kind>[FUTft])\s?[-_#]?\s?(?P<number>\d{{1,4}})\s*(?:[:|.,;_\s]\s*(?P<format>[^{{}}\[\]<>\n`]{{0,24}}?))?{CLOSE}"
)
NAMED: Final = re.compile(r"[FfUuTtSs]\s?[-_#]?\s?\d")
TICKED: Final = re.compile(r"`(\{[FUT]\d+[^{}`]*\})`")
BARE: Final = re.compile(r"(?<![\w{\[$#.\-‑/&:])([FUT])(\d{1,4})(?![\w}\]:]|[-‑./]\w)")
CITED: Final = re.compile(
    r"(?:\[|【|\{|\()\s*((?:(?:source|passage)?\s*[Ss]\s?\d{1,4}\s*(?:[,;&]|and)?\s*)+)(?:\]|】|\}|\))|\^?\[\^(S\d+)\]"
)
CITED_ID: Final = re.compile(r"[Ss]\s?(\d{1,4})")
PYTHON: Final = re.compile(r"^[,_]?\.?(\d)\s*[f%]?$|^[,_]?\.(\d)[f%]$")
REFERENCE: Final = r"\{(?P<id>[FU]\d+)(?::(?P<format>[^{}]*))?\}"
UNIT: Final = (
    r"\s?(?:%|％)(?:[-\s]points?)?|\s?(?:percent(?:age)?|per cent|pct)(?:[-\s]points?)?\b|"
    r"\s(?:percentage|basis)[-\s]points?\b|\s?(?:pp|bps|bp|ppts?)\b|\s(?:index\s)?points?\b|x\b|×|\sdays?\b|"
    r"\s(?:US\s)?dollars?\b|(?:st|nd|rd|th)\b"
)
UNIT_AFTER: Final = re.compile(rf"{REFERENCE}(?P<unit>{UNIT})")
DOLLAR: Final = re.compile(r"(?:US)?\$\s?" + REFERENCE)
SIGNED: Final = re.compile(r"(?<![\w)}])(?P<sign>[+\-−–]|[+]\s|\bminus\s+|\bnegative\s+|\bplus\s+)" + REFERENCE)
BESIDE: Final = re.compile(r"^\s{0,2}(?:\(|\[|=|:|,?\s*i\.e\.,?)?\s{0,2}$")


def normalise(text: str, ledger: Ledger) -> str:
    """Return a draft's sentence with every reference and citation in its one form.

    A figure typed beside its reference goes, and so does a unit or sign that the reference prints
    itself. Text that holds no reference comes back as it was.
    """
    if not NAMED.search(text):
        return text
    text = LOOSE.sub(lambda m: _canonical(m, ledger), text)
    text = TICKED.sub(r"\1", text) if "`" in text else text
    text = BARE.sub(lambda m: _bare(m, ledger), text)
    text = CITED.sub(_citation, text)
    if "{" not in text:
        return text
    text = SIGNED.sub(lambda m: _signed(m, ledger), text)
    text = _collapsed(text, ledger)
    text = UNIT_AFTER.sub(lambda m: _without_unit(m, ledger), text)
    return DOLLAR.sub(lambda m: _without_dollar(m, ledger), text) if "$" in text else text


def _canonical(match: re.Match[str], ledger: Ledger) -> str:
    name = f"{match['kind'].upper()}{match['number']}"
    written = match["format"]
    braced = match[0].lstrip("`$ ").startswith("{")
    if not braced and not _known(name, ledger):
        return match[0]
    if name[0] == "T":
        return f"{{{name}}}"
    return _reference(name, _format(written or ""))


def _known(name: str, ledger: Ledger) -> bool:
    return name in ledger.facts or name in ledger.givens or name in ledger.tables


def _format(written: str) -> str:
    written = written.strip().lower()
    python = PYTHON.match(written)
    if python:
        return python[1] or python[2]
    part, format = part_and_format(written)
    return part if part != "value" else format


def _reference(name: str, format: str = "") -> str:
    return f"{{{name}:{format}}}" if format else f"{{{name}}}"


def _bare(match: re.Match[str], ledger: Ledger) -> str:
    name = match[1] + match[2]
    return f"{{{name}}}" if _known(name, ledger) else match[0]


def _citation(match: re.Match[str]) -> str:
    if match[2]:
        return f"[{match[2]}]"
    return "".join(f"[S{number}]" for number in CITED_ID.findall(match[1]))


def _fact(match: re.Match[str] | None, ledger: Ledger) -> Fact | None:
    return ledger.facts.get(match["id"]) if match else None


def _signed(match: re.Match[str], ledger: Ledger) -> str:
    """Return the reference without a sign that it prints itself; a sign that it contradicts stays."""
    fact = _fact(match, ledger)
    minus = match["sign"].strip() not in ("+", "plus")
    if fact is None or isinstance(fact.value, str) or part_and_format(match["format"] or "")[0] != "value":
        return match[0]
    if minus != (float(fact.value) < 0):
        return match[0]
    written = (match["format"] or "").replace("abs", "")
    return _reference(fact.id, written if minus or "+" in written else f"+{written}")


def _without_unit(match: re.Match[str], ledger: Ledger) -> str:
    fact = _fact(match, ledger)
    if fact is None or part_and_format(match["format"] or "")[0] != "value":
        return match[0]
    unit = match["unit"].strip().lower()
    format = match["format"] or ""
    if unit in ("x", "×"):
        return _reference(fact.id, f"x{format}") if fact.unit in ("ratio", "fraction") else match[0]
    if unit.startswith(("basis", "bp")):
        return _reference(fact.id, f"bp{format}") if fact.unit == "fraction" else match[0]
    return _reference(fact.id, format) if _prints(unit, fact) else match[0]


def _prints(unit: str, fact: Fact) -> bool:
    """Say whether a fact prints such a unit itself."""
    if unit.endswith(("point", "points")) or unit in ("pp", "ppt", "ppts"):
        return fact.unit == "points" or (fact.unit == "fraction" and fact.measure in DIFFERENCES)
    if unit.startswith(("%", "％", "percent", "per cent", "pct")):
        return fact.unit == "fraction"
    if unit.startswith("day"):
        return fact.unit == "days"
    if unit.endswith(("dollar", "dollars")):
        return fact.unit == "usd"
    return fact.unit == "rank" and unit in ("st", "nd", "rd", "th")


def _without_dollar(match: re.Match[str], ledger: Ledger) -> str:
    fact: Fact | Given | None = _fact(match, ledger) or ledger.givens.get(match["id"])
    if fact is None or fact.unit != "usd":
        return match[0]
    return _reference(match["id"], match["format"] or "")


def _collapsed(text: str, ledger: Ledger) -> str:
    """Return the text without figures that are typed right beside a reference of the same kind of unit."""
    figures = find_figures(text).figures
    if not figures:
        return text
    cuts: list[tuple[int, int, str]] = []
    for match in re.finditer(REFERENCE, text):
        fact = _fact(match, ledger)
        if fact is None or isinstance(fact.value, str) or part_and_format(match["format"] or "")[0] != "value":
            continue
        cuts += _beside(text, match, [f for f in figures if _alike(f, fact, ledger.facts)], fact)
    for start, end, put in sorted(cuts, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _alike(figure: Figure, fact: Fact, facts: Mapping[str, Fact]) -> bool:
    if scale_for(figure, fact) is not None or (figure.unit == "number" and prints_alike(figure, fact)):
        return True
    return fact.unit == "fraction" and figure.unit in ("percent", "pp", "points", "bp")


def _beside(text: str, match: re.Match[str], figures: list[Figure], fact: Fact) -> list[tuple[int, int, str]]:
    start, end = match.span()
    for figure in figures:
        between = text[figure.end : start] if figure.end <= start else text[end : figure.start]
        if figure.end <= start and BESIDE.match(between):
            closing = ")" if "(" in between and text[end : end + 1] == ")" else "]" if "[" in between else ""
            put = _reference(fact.id, _plus(match["format"] or "", figure))
            return [(figure.start, end + len(closing), put)]
        if end <= figure.start and BESIDE.match(between):
            closing = ")" if "(" in between and text[figure.end : figure.end + 1] == ")" else ""
            return [(end, figure.end + len(closing), "")]
    return []


def _plus(format: str, figure: Figure) -> str:
    return f"+{format}" if figure.sign > 0 and "+" not in format else format
