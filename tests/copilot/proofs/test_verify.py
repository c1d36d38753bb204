import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from copilot.proofs import verify

Document = dict[str, Any]
Sealed = Callable[[Document], Document]

UNPROVABLE = {"label", "provider", "retrieved", "note", "observed_at"}
"""Words about a figure: only the document's own seal holds them."""


def fact(document: Document, fact_id: str) -> Document:
    found: Document = next(f for f in document["facts"] if f["id"] == fact_id)
    return found


def of_measure(document: Document, measure: str, **params: Any) -> Document:
    found: Document = next(
        f for f in document["facts"] if f["measure"] == measure and params.items() <= f["params"].items()
    )
    return found


def test_an_untouched_document_holds(document: Document) -> None:
    report = verify(document)

    assert report.findings == ()
    assert report.ok
    assert report.facts == len(document["facts"]) > 60


def test_a_changed_document_that_was_not_sealed_again_is_noticed(document: Document) -> None:
    document["question"] += "?"

    assert verify(document).findings == ("document: its sha256 is not that of its contents",)


def test_a_changed_value_is_told_with_both_figures(document: Document, sealed: Sealed) -> None:
    fact(document, "F2")["value"] = 0.2136

    findings = verify(sealed(document)).findings

    assert "F2: recomputed 0.1128842774, stated 0.2136" in findings


def test_a_changed_parent_is_noticed_in_what_follows_from_it(document: Document, sealed: Sealed) -> None:
    fact(document, "F1")["value"] = 0.25

    findings = verify(sealed(document)).findings

    assert any(line.startswith("F1: recomputed") for line in findings)
    assert any(line.startswith("F3: recomputed") for line in findings)


def leaves(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every single value."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from leaves(value, (*path, key))
    elif isinstance(plain, list):
        for place, value in enumerate(plain):
            yield from leaves(value, (*path, place))
    else:
        yield path


def changed(value: Any) -> Any:
    """Return another value of the same kind: one digit, one day, one letter off."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1 if isinstance(value, int) else value * 1.001 + 0.0001
    if value is None:
        return "2026-01-05"
    if value[:2] == "20" and value[4:5] == "-":
        return value[:-1] + ("1" if value[-1] != "1" else "2")
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def put(document: Any, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = value


def looked_up(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


KINDS = (
    ("price_return", {}),
    ("spread", {}),
    ("annualized_return", {}),
    ("growth_of_amount", {}),
    ("max_drawdown", {}),
    ("peak", {}),
    ("beta", {}),
    ("sharpe_ratio", {}),
    ("volatility", {}),
    ("count", {"which": "down", "beyond": 0.01}),
    ("above_moving_average", {"length": 50}),
    ("average", {}),
    ("count", {"of": "sessions"}),
    ("record_high", {}),
    ("rolling_return", {}),
    ("close", {}),
    ("day_move", {}),
    ("rank", {}),
    ("breadth", {}),
    ("weight", {}),
)


@pytest.mark.parametrize(("measure", "params"), KINDS)
def test_every_field_of_a_fact_is_held_by_its_proof(
    document: Document, sealed: Sealed, measure: str, params: dict[str, Any]
) -> None:
    document = about(document, of_measure(document, measure, **params))
    place = len(document["facts"]) - 1
    original = document["facts"][place]
    missed = []
    for path in leaves(original):
        if path[-1] in UNPROVABLE or _without_effect(original, path):
            continue
        forged = {**document, "facts": copy.deepcopy(document["facts"])}
        put(forged["facts"][place], path, changed(looked_up(original, path)))
        if not any(original["id"] in line for line in verify(sealed(forged)).findings):
            missed.append(path)

    assert missed == []


def about(document: Document, last: Document) -> Document:
    """Return a document that shows one fact, with those that it rests on, itself the last."""
    needed = {entry["fact"] for entry in last["inputs"] if "fact" in entry}
    facts = [f for f in document["facts"] if f["id"] in needed] + [last]
    shared = {key: document[key] for key in ("schema", "kind", "series")}
    shown = next(s for s in document["segments"] if s.get("fact") == last["id"])
    return {**shared, "facts": facts, "segments": [shown], "text": shown["text"]}


def _without_effect(original: Document, path: tuple[Any, ...]) -> bool:
    """Say whether a field changes no figure: an unset choice, the number of a set, a name of a method."""
    quiet = {"tie", "of", "index", "method", "beyond", "field", "over", "rebalanced"}
    return "params" in path and path[-1] in quiet and original["measure"] in ("rank", "weight", "count", "breadth")


@pytest.mark.parametrize("field", sorted(UNPROVABLE - {"observed_at"}))
def test_words_about_a_figure_are_held_by_the_seal(document: Document, field: str) -> None:
    one = document["facts"][0]
    (one if field in one else one["provenance"])[field] = "changed"

    assert not verify(document).ok


def test_a_changed_row_of_a_series_names_the_fact(document: Document, sealed: Sealed) -> None:
    drawdown = of_measure(document, "max_drawdown")
    rows = document["series"][drawdown["inputs"][0]["sha256"]]
    rows[100][1] *= 1.5

    findings = verify(sealed(document)).findings

    assert any(drawdown["id"] in line and "not those of its hash" in line for line in findings)


def test_a_row_left_out_of_a_series_names_the_fact(document: Document, sealed: Sealed) -> None:
    drawdown = of_measure(document, "max_drawdown")
    del document["series"][drawdown["inputs"][0]["sha256"]][100]

    assert any(drawdown["id"] in line for line in verify(sealed(document)).findings)


def test_a_series_that_is_gone_names_the_fact(document: Document, sealed: Sealed) -> None:
    document["series"] = {}

    findings = verify(sealed(document)).findings

    assert any(of_measure(document, "beta")["id"] in line for line in findings)


def test_a_fact_that_is_gone_is_missed_by_what_rests_on_it(document: Document, sealed: Sealed) -> None:
    document["facts"] = [f for f in document["facts"] if f["id"] != "F2"]

    findings = verify(sealed(document)).findings

    assert any(line.startswith("F3:") and "F2 is not there" in line for line in findings)


def test_facts_that_rest_on_each_other_are_refused(document: Document, sealed: Sealed) -> None:
    fact(document, "F3")["inputs"][0]["fact"] = "F3"

    assert any(line == "F3: inputs: it is computed from itself" for line in verify(sealed(document)).findings)


def test_two_facts_under_one_id_are_refused(document: Document, sealed: Sealed) -> None:
    document["facts"].append(dict(fact(document, "F1")))

    assert "F1: two facts have this id" in verify(sealed(document)).findings


def test_a_changed_digit_in_the_text_names_its_fact(document: Document, sealed: Sealed) -> None:
    shown = document["segments"][1]
    shown["text"] = shown["text"].replace("2", "3", 1)
    document["text"] = "".join(s["text"] for s in document["segments"])

    findings = verify(sealed(document)).findings

    assert findings == ("segment 2: F1 renders as '20.36%', the text says '30.36%'",)


@pytest.mark.parametrize(("field", "value"), [("part", "end"), ("format", "1"), ("format", "bp"), ("fact", "F2")])
def test_a_changed_reference_names_its_segment(document: Document, sealed: Sealed, field: str, value: str) -> None:
    document["segments"][1][field] = value

    assert any(line.startswith("segment 2: F") for line in verify(sealed(document)).findings)


def test_text_that_is_not_its_segments_is_noticed(document: Document, sealed: Sealed) -> None:
    document["text"] += " And more."

    assert verify(sealed(document)).findings == ("text: it is not its segments joined",)


def test_a_segment_called_proved_needs_a_fact(document: Document, sealed: Sealed) -> None:
    del document["segments"][1]["fact"]

    assert any("names no fact" in line for line in verify(sealed(document)).findings)


def test_a_quote_must_stand_in_its_passage(document: Document, sealed: Sealed) -> None:
    document["citations"][0]["quote"] = "24 times forward earnings"

    assert verify(sealed(document)).findings == ("S1: its quote is not in its passage",)


def test_support_needs_a_quote(document: Document, sealed: Sealed) -> None:
    document["citations"][0]["quote"] = ""

    assert verify(sealed(document)).findings == ("S1: it is called supported and quotes nothing",)


def test_a_marker_without_its_citation_is_noticed(document: Document, sealed: Sealed) -> None:
    document["citations"] = []

    assert any("S1, which is not there" in line for line in verify(sealed(document)).findings)


@pytest.mark.parametrize("name", ["figures", "proved", "given", "quoted", "citations", "supported"])
def test_counts_are_counted_again(document: Document, sealed: Sealed, name: str) -> None:
    document["checks"][name] += 1

    assert any(line.startswith(f"checks: {name}") for line in verify(sealed(document)).findings)


def test_an_unproved_figure_cannot_be_left_off_the_list(document: Document, sealed: Sealed) -> None:
    document["checks"]["unproved"] = []

    assert any("unproved" in line for line in verify(sealed(document)).findings)


@pytest.mark.parametrize(("field", "value"), [("verdict", "supported"), ("reason", "All is well."), ("fact", "F2")])
def test_a_verdict_is_judged_again(document: Document, sealed: Sealed, field: str, value: str) -> None:
    document["verdicts"][0][field] = value

    assert any(line.startswith("verdict 1:") for line in verify(sealed(document)).findings)


@pytest.mark.parametrize(("field", "value"), [("value", 0.2036), ("relation", "less_than"), ("text", "20.36%")])
def test_what_was_stated_cannot_be_changed(document: Document, sealed: Sealed, field: str, value: Any) -> None:
    document["verdicts"][0]["stated"][field] = value

    assert any(line.startswith("verdict 1:") for line in verify(sealed(document)).findings)


def test_a_readings_sessions_are_counted_again(document: Document, sealed: Sealed) -> None:
    document["reading"][0]["sessions"] += 1

    assert any(line.startswith("reading 1:") for line in verify(sealed(document)).findings)


def test_the_sections_of_a_brief_are_checked_alike(document: Document, sealed: Sealed) -> None:
    segments = document.pop("segments")
    document.pop("text")
    brief = {**document, "kind": "brief", "sections": [{"heading": "Indices", "segments": segments}]}

    assert verify(sealed(brief)).ok

    segments[1]["text"] = "99%"

    assert any("section 'Indices' segment 2" in line for line in verify(sealed(brief)).findings)


def test_a_section_that_is_not_in_the_text_is_noticed(document: Document, sealed: Sealed) -> None:
    sections = [{"heading": "Indices", "segments": copy.deepcopy(document["segments"])}]
    brief = {**document, "kind": "brief", "sections": sections}

    assert verify(sealed(brief)).ok

    sections[0]["segments"][0]["text"] = "It was not "

    assert verify(sealed(brief)).findings == ("section 'Indices' segment 1: 'It was not ' is not in the text",)


def test_the_claims_of_a_check_are_held_against_their_facts(document: Document, sealed: Sealed) -> None:
    value = fact(document, "F1")["value"]
    claim = {"id": "C1", "verdict": "contradicted", "computed": {"fact": "F1", "value": value}}
    summary = {"claims": 1, "supported": 0, "contradicted": 1, "ambiguous": 0, "not_checkable": 0}
    shared = {k: document[k] for k in ("schema", "facts", "series")}
    check = {**shared, "kind": "check", "claims": [claim], "summary": summary}

    assert verify(sealed(check)).findings == ()

    claim["computed"] = {"fact": "F1", "value": value + 0.01}
    summary["supported"] = 1

    assert [line.split(":")[0] for line in verify(sealed(check)).findings] == ["C1", "summary"]


@pytest.mark.parametrize("plain", [{}, {"kind": "answer"}, {"schema": "market-copilot/1", "kind": "poem"}])
def test_something_else_is_no_document(plain: Document) -> None:
    assert not verify(plain).ok


@pytest.mark.parametrize("key", ["facts", "segments", "series", "checks", "citations", "verdicts", "reading"])
@pytest.mark.parametrize("value", [7, "x", [7], {"a": 1}, [None]])
def test_a_damaged_document_yields_findings_and_no_error(
    document: Document, sealed: Sealed, key: str, value: Any
) -> None:
    document[key] = value

    assert not verify(sealed(document)).ok
