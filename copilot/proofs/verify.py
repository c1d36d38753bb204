"""Check a saved document offline: every figure from its inputs, every piece of text from its figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose

from copilot.answer import SCHEMA, Json, seal
from copilot.facts import Fact, FactInput, Input, SeriesInput, fact_from_json
from copilot.ledger import series_sha256
from copilot.proofs.meaning import contradictions
from copilot.proofs.quantities import ExpressionRefused
from copilot.proofs.recompute import Figure, Proofs
from copilot.proofs.text import text_faults
from copilot.proofs.verdicts import claim_faults, reading_faults, verdict_faults
from tools.errors import ToolError
from tools.sessions import load_sessions

KINDS = ("answer", "brief", "check")
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Report:
    """What verifying found: one line for each thing that does not hold, naming it."""

    kind: str
    facts: int
    findings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything held."""
        return not self.findings


def verify(document: Json) -> Report:
    """Return what does not hold in an answer, a brief or a check, recomputed from its own inputs.

    Needs no prices and no network. A damaged document yields findings, never an error.
    """
    kind = document.get("kind")
    if document.get("schema") != SCHEMA or kind not in KINDS:
        return Report(str(kind), 0, (f"document: it is no {SCHEMA} answer, brief or check",))
    try:
        findings = list(_findings(document))
    except (KeyError, TypeError, ValueError, AttributeError, ToolError) as error:
        findings = [f"document: it cannot be read ({type(error).__name__}: {error})"]
    facts = document.get("facts")
    return Report(str(kind), len(facts) if isinstance(facts, list) else 0, tuple(dict.fromkeys(findings)))


def _findings(document: Json) -> Iterator[str]:
    if seal(document) != document.get("sha256"):
        yield "document: its sha256 is not that of its contents"
    facts: dict[str, Fact] = {}
    for plain in document["facts"]:
        yield from _read_fact(plain, facts)
    proofs = Proofs(facts, document.get("series") or {}, load_sessions())
    for fact in facts.values():
        yield from (f"{fact.id}: {fault}" for fault in _fact_faults(fact, proofs))
    yield from reading_faults(document, proofs.sessions)
    yield from text_faults(document, facts)
    yield from verdict_faults(document, facts)
    yield from claim_faults(document, facts)


def _read_fact(plain: Json, facts: dict[str, Fact]) -> Iterator[str]:
    name = plain.get("id", "a fact")
    try:
        fact = fact_from_json(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"{name}: it cannot be read ({type(error).__name__}: {error})"
        return
    if fact.id in facts:
        yield f"{fact.id}: two facts have this id"
    facts[fact.id] = fact


def _fact_faults(fact: Fact, proofs: Proofs) -> Iterator[str]:
    if _goes_in_circles(fact, proofs.facts):
        yield "inputs: it is computed from itself"
        return
    yield from _series_faults(fact.inputs, proofs)
    yield from _figure_faults(fact, proofs)
    for other in fact.alternatives:
        yield from (f"alternative {other.label!r}: {fault}" for fault in _series_faults(other.inputs, proofs))
        yield from (f"alternative {other.label!r}: {fault}" for fault in _figure_faults(other, proofs))


def _figure_faults(figure: Figure, proofs: Proofs) -> Iterator[str]:
    try:
        value = proofs.value_of(figure)
        if not _same(value, figure.value):
            yield f"recomputed {shown(value)}, stated {shown(figure.value)}"
        yield from contradictions(figure, proofs)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ToolError, ExpressionRefused) as error:
        yield f"cannot be recomputed ({type(error).__name__}: {error})"


def _series_faults(inputs: tuple[Input, ...], proofs: Proofs) -> Iterator[str]:
    for entry in inputs:
        rows = proofs.series.get(entry.sha256) if isinstance(entry, SeriesInput) else None
        if not isinstance(entry, SeriesInput) or rows is None:
            continue
        if series_sha256(entry.symbol, entry.field, rows) != entry.sha256:
            yield f"inputs: the rows of {entry.symbol} are not those of its hash"
        ends = (entry.first.isoformat(), entry.last.isoformat(), entry.rows)
        if not rows or (rows[0][0], rows[-1][0], len(rows)) != ends:
            yield f"inputs: the rows of {entry.symbol} are not the {entry.rows} from {entry.first} to {entry.last}"


def _goes_in_circles(fact: Fact, facts: Mapping[str, Fact]) -> bool:
    seen: set[str] = set()
    queue = [fact.id]
    while queue:
        for entry in facts[queue.pop()].inputs:
            if not isinstance(entry, FactInput) or entry.fact not in facts or entry.fact in seen:
                continue
            if entry.fact == fact.id:
                return True
            seen.add(entry.fact)
            queue.append(entry.fact)
    return False


def _same(value: float | str, stated: float | str) -> bool:
    if isinstance(value, str) or isinstance(stated, str | bool):
        return value == stated
    return isclose(value, stated, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def shown(value: float | str) -> str:
    """Return a value as a finding prints it: four decimals, or more where they differ later."""
    return value if isinstance(value, str) else f"{value:.10g}"
