"""Rules for questions whose answer stands in a document."""

from copilot.reader.filled import Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import price_call
from tools.measures import MEASURES
from tools.universe import Group, Mention

FEW = 4
PRICED = ("measure", "direction", "generic", "basis", "every", "set.ahead", "set.trailing")


def search(asked: Asked) -> Plan | None:
    """Look a question about the world up in the library; "why" also shows the move itself."""
    question = asked.question
    why = question.has("search.why")
    topical = question.has("search.topic") and not _asks_for_prices(asked) and not question.of_kind("usd")
    if not (why or topical or question.has("search.source")):
        return None
    calls = [Call("search_library", {"query": _query(asked, why)})]
    measurable = asked.measure_or_return in MEASURES and 0 < len(asked.members) <= FEW and not question.refused_periods
    moved = why and measurable and (asked.period is not None or question.has("direction"))
    if moved:
        calls.append(price_call("measure", asked))
    details = {
        "why": why,
        "assumed": moved and asked.period is None,
        "window": question.periods[0].window if question.periods else None,
        "said": tuple(m.text for m in question.mentions),
        "names": tuple(n for m in question.mentions for n in _names(asked, m)),
    }
    return Plan("search", (tuple(calls),), details=details, takes=frozenset({"all"}))


def _asks_for_prices(asked: Asked) -> bool:
    """Say whether words of a price question stand there too, not counting those that are topics themselves."""
    words = [w for w in asked.question.words_of(*PRICED) if not any(s.startswith("search.") for s in w.slots)]
    return bool(words)


def _names(asked: Asked, mention: Mention) -> tuple[str, ...]:
    """Return the words by which documents may call what a name stands for."""
    if mention.subject is None:
        return (mention.text,)
    key = mention.subject.key if isinstance(mention.subject, Group) else mention.subject.symbol
    return (mention.text, *asked.universe.names_of(key))


def _query(asked: Asked, why: bool) -> str:
    """Return the question to search with; a bare "why?" takes the thread's subjects and period."""
    question = asked.question
    if question.mentions or len(question.text.split()) > FEW:
        return question.text
    names = [asked.universe.resolve(s) for s in asked.subjects]
    spoken = [getattr(n, "short", n.name) for n in names]
    return " ".join([question.text, *spoken, asked.period or "" if why else ""]).strip()
