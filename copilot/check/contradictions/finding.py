"""Where an article contradicts itself, found from its words and figures alone, without prices."""

from dataclasses import replace

from copilot.answer import Json
from copilot.check.claim import Claim, Judged
from copilot.check.contradictions.arithmetic import points_rule, ratio_rule, repeat_rule, share_rule, total_rule
from copilot.check.contradictions.naming_rules import name_rule, session_rule, set_rule, week_rule
from copilot.check.contradictions.numbered import Numbered
from copilot.check.contradictions.orders import count_rule, place_rule, rank_rule
from copilot.check.judging.findings import Findings

MOST = 40


def contradictions(findings: Findings) -> list[Json]:
    """Return what cannot all be true in the text, each with its claims, its words and the reason."""
    numbered = [Numbered(f"C{n}", _read(j), j.verdict) for n, j in enumerate(findings.judged, 1)]
    sessions = findings.market.desk.sessions
    found = [
        *total_rule(numbered), *ratio_rule(numbered), *repeat_rule(numbered), *points_rule(numbered),
        *rank_rule(numbered), *place_rule(numbered), *session_rule(numbered, findings), *week_rule(findings, sessions),
        *name_rule(numbered), *set_rule(numbered, findings), *share_rule(numbered), *count_rule(numbered),
    ]  # fmt: skip
    kept: dict[tuple[str, tuple[str, ...]], Json] = {}
    for entry in found:
        kept.setdefault((entry["rule"], tuple(entry["quotes"])), entry)
    return list(kept.values())[:MOST]


def _read(judged: Judged) -> Claim:
    """Return a claim as it was understood: over the time and of the subject for which it holds, where it does."""
    claim, chosen = judged.claim, judged.chosen
    if judged.verdict != "supported" or chosen is None or claim.main is None:
        return claim
    if chosen.reading.measure != claim.main.measure:
        return claim
    return replace(claim, readings=(chosen.reading, *claim.readings))
