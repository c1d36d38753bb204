"""Rules for questions about terms, about the program itself, and for what it does not have."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from copilot.reader.asking import facts_about, spoken, when
from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Plan
from copilot.reader.scopes import sector_asked
from copilot.reader.takes import of_question, price_call
from copilot.reader.wording import joined
from tools.universe import Instrument

ASKS_FOR_MEANING: Final = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+|tell me\s+|so\s+)*(?:"
    r"what(?:'?s| is| are| exactly is)\s+(?:the\s+)?(?:(?:meaning|definition) of\s+|meant by\s+)?(?:an?\s+)?"
    r"(?P<is>.+?)"
    r"|(?:define|explain)\s+(?:to me\s+)?(?:what\s+)?(?:the\s+)?(?:an?\s+)?(?P<tell>.+?)(?:\s+(?:is|means))?"
    r"|what do(?:es)?\s+(?:an?\s+|the\s+)?(?P<mean>.+?)\s+(?:mean|stand for))"
    r"(?:\s+(?:like i'?m (?:5|five)|in (?:simple|plain) (?:terms|words|english)|to me|simply|please|in finance))*"
    r"\s*[?.!]*$",
    re.IGNORECASE,
)
NAMES: Final[Mapping[str, str]] = {
    "market_cap": "market capitalisations", "market_share": "market shares", "dividend_yield": "dividend yields",
    "volume": "trading volumes", "implied_volatility": "implied volatilities", "short_interest": "short interest",
    "options": "options", "ownership": "holdings of owners", "gold": "gold", "silver": "silver", "oil": "oil",
    "crypto": "crypto currencies", "bonds": "bonds", "treasury_yield": "Treasury yields", "currencies": "currencies",
    "company": "who runs companies and where they are", "results": "the results that companies report", "tax": "taxes",
}  # fmt: skip
ASSETS: Final = ("gold", "silver", "oil", "crypto", "bonds", "currencies", "treasury_yield")
HAVE: Final = "There are prices of indices, funds, sectors and stocks of the United States, and weights in the S&P 500."
SET_AGAINST: Final = (
    "set.versus", "set.better", "set.worse", "set.ahead", "set.trailing", "set.spread", "set.best", "set.worst",
)  # fmt: skip


@cache
def load_definitions() -> Mapping[str, str]:
    """Return what each term means, by every word for it."""
    source = (resources.files("copilot.reader") / "definitions.toml").read_text(encoding="utf-8")
    return {word: entry["text"] for entry in tomllib.loads(source).values() for word in entry["words"]}


def definition(asked: Asked) -> Plan | None:
    """Say what a term means."""
    match = ASKS_FOR_MEANING.match(asked.question.text)
    if match is None or (asked.context.tool and not match["mean"]):
        return None
    term = (match["is"] or match["tell"] or match["mean"]).lower()
    known = load_definitions()
    text = known.get(term) or known.get(term.removesuffix("s"))
    return Plan("said", message=text, takes=frozenset({"all"})) if text else None


def sector(asked: Asked) -> Plan | None:
    """Say which sector a stock is of, where nothing else is asked."""
    stock = sector_asked(asked.question)
    if stock is None or asked.measures or asked.own_periods or asked.question.strange or asked.subjects:
        return None
    suggestions = (f"How did the {str(stock.sector).lower()} sector do this year?", *facts_about(asked)[:2])
    return Plan("said", message=told_sector(stock), suggestions=suggestions, takes=frozenset({"all"}))


def told_sector(stock: Instrument) -> str:
    """Return the sentence that says which sector a stock is of."""
    return f"{stock.short} is of the sector {stock.sector}, by the list of the S&P 500's members"


def sources(asked: Asked) -> Plan | None:
    """Say where figures come from and up to when."""
    question = asked.question
    if not question.has("intent.sources") or question.mentions or question.periods:
        return None
    return Plan("sources", takes=frozenset({"intent.sources", "intent.help", "thread"}))


def absent(asked: Asked) -> Plan | None:
    """Say by name what there is no data of; of two things set against each other, answer the one that there is."""
    question = asked.question
    if not question.has("absent"):
        return None
    kinds = question.values("absent")
    names = joined(NAMES[k] for k in kinds)
    if asked.subjects and all(k in ASSETS for k in kinds) and asked.measure_or_return in RETURNS:
        details = {"assumed": asked.period is None, "absent": names}
        takes = of_question(asked, "absent", *SET_AGAINST)
        return Plan("measure", ((price_call("measure", asked),),), details=details, takes=takes)
    return Plan(
        "decline", behavior="decline", reason="no_data", message=f"I have no data on {names}. {HAVE}",
        suggestions=_instead(asked, kinds), not_understood=tuple(w.text for w in question.words_of("absent")),
        takes=frozenset({"all"}),
    )  # fmt: skip


def _instead(asked: Asked, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return questions that come near: a company's weight for its size."""
    named = [m.subject for m in asked.question.mentions if m.subject is not None]
    if "market_cap" in kinds and named and len(asked.members) == 1 and not asked.members[0].startswith("^"):
        return (f"How much of the S&P 500 is {spoken(named[0])}?", *facts_about(asked)[:2])
    return facts_about(asked)


def in_instalments(asked: Asked) -> Plan | None:
    """Say that only one amount, put in once, can be followed."""
    question = asked.question
    money = question.of_kind("usd")
    words = INSTALMENTS.search(question.text)
    averaging = words is not None and words[0][:1].lower() == "d"
    if words is None or not (money or averaging or question.has("money.invest")):
        return None
    amount = money[0].text if money else "$1,000"
    named = [m.subject for m in question.mentions if m.subject is not None]
    name = spoken(named[0]) if named else "the S&P 500"
    period = when(asked) or f"since {asked.as_of.year - 1}"
    return Plan(
        "clarify", behavior="clarify", reason="not_understood", not_understood=(words[0],), takes=frozenset({"all"}),
        message=f"I can follow an amount that is put in once, not one that is paid in “{words[0]}”.",
        suggestions=(f"What would {amount} in {name} {period} be worth today?", *facts_about(asked)[:2]),
    )  # fmt: skip


INSTALMENTS: Final = re.compile(
    r"\b(?:every|each|per|a)\s+(?:month|week|paycheck|payday)\b|\b(?:monthly|weekly)\b"
    r"|\bdollar[- ]cost[- ]averag\w+|\bdca\b",
    re.IGNORECASE,
)


def without_a_set(asked: Asked) -> Plan | None:
    """Ask among what the best or the worst is wanted, where no set is named."""
    question = asked.question
    ends = question.has("set.best", "set.worst", "set.ahead", "set.trailing", "set.rank")
    if asked.subjects or not ends or question.strange or question.refused_names or question.has("set.days", "every"):
        return None
    worst = question.has("set.worst", "set.trailing") and not question.has("set.best", "set.ahead")
    did, period = ("worst" if worst else "best"), when(asked) or "this year"
    return Plan(
        "clarify", behavior="clarify", reason="not_understood", takes=frozenset({"all"}),
        message="Among which ones? I can put the indices, the sectors or the Magnificent 7 in order.",
        suggestions=tuple(f"Which {one} did {did} {period}?" for one in ("index", "sector", "Magnificent 7 stock")),
    )  # fmt: skip
