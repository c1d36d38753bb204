"""Rules about names and times: sessions that had not been, subjects and sets that change their name."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from copilot.answer import Json
from copilot.check.contradictions.numbered import Numbered, entry_of
from copilot.check.judging.findings import Findings
from copilot.grounding.printing.render import SMALL
from tools.sessions import Sessions

SEVEN = re.compile(
    r"\b(?:top|largest|biggest|just|these|those)\s+(?:\w+\s+)?seven\s+(?:stocks|companies|"
    r"names)(?:\s+by\s+market\s+cap\w*)?|\bseven\s+(?:largest|biggest)\s+(?:stocks|companies)",
    re.IGNORECASE,
)
FIRST_WEEK = re.compile(r"\bfirst\s+(?:full\s+)?(?:trading\s+|full\s+)week\s+of\s+(?:the\s+year|20\d\d)", re.IGNORECASE)


def session_rule(claims: Sequence[Numbered], findings: Findings) -> Iterator[Json]:
    """Yield more sessions than had closed when the article was published."""
    for one in claims:
        if not one.claim.asked or one.window is None:
            continue
        closed = len(
            findings.market.desk.sessions.between(
                one.window.start, max(one.window.end, min(findings.article.published, findings.market.desk.as_of))
            )
        )
        if closed < one.claim.asked:
            count = SMALL[closed] if closed < len(SMALL) else str(closed)
            words = f"“{one.claim.window_words}” in a text of {findings.article.published}"
            reason = f"{words}: {count} sessions had closed at most."
            yield entry_of("too_many_sessions", [one], reason, [one.claim.window_words])


def week_rule(findings: Findings, sessions: Sessions) -> Iterator[Json]:
    """Yield a week that is told as over before it was."""
    published = findings.article.published
    first = sessions.on_or_after(published.replace(month=1, day=1))
    last_of_week = sessions.on_or_before(first.fromordinal(first.toordinal() - first.weekday() + 11))
    if not first <= published < last_of_week:
        return
    for match in FIRST_WEEK.finditer(findings.article.text):
        reason = f"“{match[0]}” is told as over in a text of {published}, before its last session."
        yield entry_of("unfinished_period", [], reason, [match[0]])


def name_rule(claims: Sequence[Numbered]) -> Iterator[Json]:
    """Yield one figure that is given to things of different names: "Nasdaq" here, "Nasdaq futures" there."""
    for one, two in combinations(claims, 2):
        same = (
            one.stated.value == two.stated.value
            and one.stated.unit == two.stated.unit == "fraction"
            and one.stated.value is not None
        )
        if not same or one.claim.name == two.claim.name or not one.claim.name or not two.claim.name:
            continue
        short, long = sorted((one, two), key=lambda c: len(c.claim.name))
        head = short.claim.name.split()[0].lower()
        if long.claim.name.lower().startswith(head) and (long.subject != short.subject) and len(head) > 3:
            names = f"{short.claim.name} and of {long.claim.name}"
            reason = f"The same {one.stated.text} is said of {names}, which are different things."
            yield entry_of("subject_changes_name", [short, long], reason)


def set_rule(claims: Sequence[Numbered], findings: Findings) -> Iterator[Json]:
    """Yield the Magnificent 7 told as the seven largest, which is another set, and one weight given to both."""
    text = findings.article.text
    if not re.search(r"\bMag(?:nificent)?[- ]?(?:7|Seven)\b", text):
        return
    told = list(SEVEN.finditer(text))
    largest = next((m for m in told if re.search(r"top|largest|biggest", m[0], re.IGNORECASE)), None)
    if largest is not None:
        reason = "The Magnificent 7 and the seven largest by market capitalisation are not the same set."
        yield entry_of("set_changes_name", [], reason, [" ".join(largest[0].split())])
    weights = [c for c in claims if c.claim.measure == "weight"]
    plain = [c for c in weights if not re.search(r"Mag", c.claim.quote)]
    named = [c for c in weights if re.search(r"Mag", c.claim.quote)]
    for one in named[:1]:
        for two in plain[:1]:
            if one.stated.value == two.stated.value:
                reason = (
                    f"The same {one.stated.text} is given to the Magnificent 7 and to seven stocks named otherwise."
                )
                yield entry_of("set_changes_name", [one, two], reason)
