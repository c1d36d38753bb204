"""Questions that get no figures: what asks back, what is declined, and the sentence for each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copilot.reader.asking import EXAMPLES, facts_about, spoken, when
from copilot.reader.filled import LOOSE_MARKET, RETURNS, Asked
from copilot.reader.measured import END_OF
from copilot.reader.plan import Plan
from copilot.reader.question import Question
from copilot.reader.scopes import unknown_scope
from copilot.reader.wording import joined
from tools.errors import AmbiguousName, PeriodError, PeriodOutOfRange, ToolError, UnknownName
from tools.universe import Instrument, Universe

CAN_ASK: Final = (
    "You can ask for a return, a drawdown, a rank or a weight, of an index, a fund, a sector or a stock, "
    "over any period."
)
CAN_ALSO: Final = (
    "I also judge a figure that you have read, say what an amount would have become, "
    "and quote what the source library says; every figure comes with its proof."
)
THINGS: Final = ("stock", "stocks", "share", "shares", "sector", "sectors", "index", "fund", "funds", "etf", "etfs")
UNKNOWN: Final = "names no period of time that is known"
TRADE: Final = (
    "bank", "banks", "chips", "semiconductors", "biotech", "airlines", "retailers", "homebuilders", "dividend",
    "dividends", "200 day", "50 day", "value stocks", "growth stocks", "bear market", "bull market", "alpha",
)  # fmt: skip
FEW_WORDS: Final = 3
ALL: Final = frozenset({"all"})
ONE_OF_A_SET: Final = ("it", "its", "that one", "the stock", "that stock", "the fund", "the company", "this one")
LEANING: Final = ("thread", "set.better", "set.worse")


def injection(asked: Asked) -> Plan | None:
    """Decline text that tries to instruct the program rather than ask it."""
    if not asked.question.has("intent.injection"):
        return None
    return declined("out_of_scope", f"That is not a question about the market that I can answer. {CAN_ASK}", EXAMPLES)


def advice(asked: Asked) -> Plan | None:
    """Decline to say what to buy or sell; offer the facts instead."""
    question = asked.question
    undated = question.has("intent.choice") and not question.periods
    if not (question.has("intent.advice") or undated) or question.of_kind("usd"):
        return None
    message = (
        "I do not give advice on what to buy, hold or sell. "
        "I can give the facts to weigh: returns, drawdowns, volatility and comparisons."
    )
    return declined("advice", message, facts_about(asked))


def forecast(asked: Asked) -> Plan | None:
    """Decline to say what will happen; offer what has."""
    if not asked.question.has("intent.forecast") or asked.question.has("search.source"):
        return None
    message = (
        "I make no forecasts, because nothing can prove a figure that has not happened yet. "
        "I can give what has happened so far, or quote what a source in the library says."
    )
    return declined("forecast", message, facts_about(asked))


def names(asked: Asked) -> Plan | None:
    """Ask back about a name that is unknown, or that fits two things."""
    question = asked.question
    if question.refused_names and not _off_topic(question):
        return _about_name(question, question.refused_names[0], asked.universe)
    if question.tickers and not question.mentions and not _off_topic(question):
        return _about_name(question, UnknownName(question.tickers[0], ()), asked.universe)
    for mention in question.mentions:
        if mention.subject is None:
            return _about_name(question, AmbiguousName(mention.text, mention.candidates), asked.universe)
    return None


def _about_name(question: Question, error: ToolError, universe: Universe) -> Plan:
    """Return the question back to the user about one name, with what it may have meant."""
    if isinstance(error, AmbiguousName):
        reason, about, choices = "ambiguous", error.name, error.candidates
    else:
        assert isinstance(error, UnknownName)
        reason, about, choices = "unknown_name", error.name, error.suggestions
    called = [_called(universe, c) for c in choices]
    if reason == "ambiguous":
        message = f"“{about}” could be {' or '.join(called)}. Which one do you mean?"
    elif called:
        message = f"I know no index, fund, sector or stock called “{about}”. Did you mean {' or '.join(called)}?"
    else:
        message = (
            f"I know no index, fund, sector or stock called “{about}”. "
            "Give its ticker symbol, or the name of an index, a fund or a member of the S&P 500."
        )
    asks = tuple(question.text.replace(about, _plain_name(universe, c), 1) for c in choices[:3])
    return Plan(
        "clarify", behavior="clarify", reason=reason, message=message, suggestions=asks or EXAMPLES,
        not_understood=(about,), takes=ALL,
    )  # fmt: skip


def _called(universe: Universe, choice: str) -> str:
    try:
        known = universe.resolve(choice)
    except ToolError:
        return choice
    return f"{known.name} ({known.symbol})" if isinstance(known, Instrument) else known.name


def _plain_name(universe: Universe, choice: str) -> str:
    try:
        return universe.resolve(choice).name
    except ToolError:
        return choice


def periods(asked: Asked) -> Plan | None:
    """Name a period that was not understood, or one that lies outside of what there is."""
    refused = asked.question.refused_periods
    if not refused:
        return None
    message = " ".join(_unread(p) for p in refused)
    if all(isinstance(p, PeriodOutOfRange) for p in refused):
        return replace(declined("no_data", message, facts_about(asked)), not_understood=tuple(p.text for p in refused))
    return unclear(asked, tuple(p.text for p in refused), message)


def _unread(error: PeriodError) -> str:
    if UNKNOWN not in str(error):
        return f"{_sentence(error)}."
    return (
        f"I could not read “{error.text}” as a period of time; "
        "I know such as “in 2025”, “since March 2024” or “the past three months”."
    )


def which_of_them(asked: Asked) -> Plan | None:
    """Ask which one "it" means after a set was put in order."""
    question = asked.question
    words = [w for w in question.words_of("thread.those") if w.text.lower() in ONE_OF_A_SET]
    if asked.context.tool != "rank" or question.mentions or not words or not asked.follows:
        return None
    message = f"“{words[0].text}” could be any of those that were put in order. Which one do you mean?"
    return unclear(asked, (words[0].text,), message)


def scope(asked: Asked) -> Plan | None:
    """Ask back about a group as far as it is in an index whose members are not known here."""
    found = unknown_scope(asked.question)
    if found is None:
        return None
    group, index = found
    assert index.subject is not None
    message = (
        f"I do not know the members of {spoken(index.subject)}, so I cannot tell its {group.text} from others; "
        "I know the members of the S&P 500 and of the Dow."
    )
    return unclear(asked, (index.text,), message)


def one_session(asked: Asked) -> Plan | None:
    """Ask which period is meant when a return is asked for at a single point of time."""
    path = asked.measure == "max_drawdown"
    points = [p for p in asked.question.periods if p.kind == "day" and (path or END_OF.search(p.text))]
    if not points or asked.measure not in (*RETURNS, "max_drawdown") or asked.question.of_kind("usd"):
        return None
    words = points[0].text
    wanted = "a drawdown needs a period" if path else "a return needs a period: ask for the close then, or since then"
    message = f"“{words}” is a single session, and {wanted}."
    return unclear(asked, (words,), message)


def never_in(asked: Asked) -> Plan | None:
    """Ask about something to be left out that was not in there."""
    if not asked.never_in:
        return None
    names_ = " and ".join(_called(asked.universe, s) for s in asked.never_in[:3])
    verb = "is" if len(asked.never_in) == 1 else "are"
    words = tuple(_excluded_words(asked.question))
    if any(asked.universe.resolve(s) for s in asked.subjects if s.startswith("^")):
        return _without_members(asked, words)
    return unclear(asked, words, f"{names_} {verb} not among what you asked about.")


def _without_members(asked: Asked, words: tuple[str, ...]) -> Plan:
    """Ask back about an index without some of its members, and offer the two against each other."""
    index = asked.universe.resolve(next(s for s in asked.subjects if s.startswith("^")))
    out = next(m.subject for m in asked.question.mentions if m.subject is not None and m.subject != index)
    message = (
        f"I cannot measure {spoken(index)} without some of its members. "
        f"I can set {spoken(out)} against it, or give RSP, the fund that weighs the S&P 500's members alike."
    )
    period = when(asked) or "this year"
    suggestions = (f"Did {spoken(out)} beat {spoken(index)} {period}?", f"Did RSP beat SPY {period}?")
    return replace(unclear(asked, words, message), suggestions=(*suggestions, *facts_about(asked)[:1]))


def _excluded_words(question: Question) -> list[str]:
    mark = question.words_of("thread.excluding")[0]
    last = max((m.span[1] for m in question.mentions if m.span[0] > mark.span[0]), default=mark.span[1])
    return [question.text[mark.span[0] : last]]


def not_understood(asked: Asked, left: Sequence[str]) -> Plan:
    """Name the words that no slot took, rather than answer some other question."""
    if _off_topic(asked.question) and not asked.follows:
        return off_topic()
    quoted = joined(f"“{words}”" for words in left[:3])
    verb, it = ("mean", "them") if len(left) > 1 else ("means", "it")
    message = (
        f"I am not sure what {quoted} {verb} here, and without {it} I might answer another question. "
        "Could you put that in other words?"
    )
    return unclear(asked, tuple(left), message)


def off_topic() -> Plan:
    """Decline what is no question about the market."""
    return declined("out_of_scope", f"That does not look like a question about the stock market. {CAN_ASK}", EXAMPLES)


def nothing_asked(asked: Asked) -> Plan:
    """Ask what is meant when the words name nothing to measure."""
    if _off_topic(asked.question) and not asked.follows:
        return off_topic()
    if asked.subjects:
        named = spoken(asked.universe.resolve(asked.subjects[0]))
        message = f"What would you like to know about {named}? {CAN_ASK}"
    else:
        message = f"Of which index, fund, sector or stock? {CAN_ASK}"
    return unclear(asked, (), message)


def unclear(asked: Asked, words: tuple[str, ...], message: str) -> Plan:
    """Return a question back to the user, with the words that were not understood."""
    return Plan(
        "clarify", behavior="clarify", reason="not_understood", message=message, not_understood=words,
        suggestions=facts_about(asked), takes=ALL,
    )  # fmt: skip


def declined(reason: str, message: str, suggestions: tuple[str, ...]) -> Plan:
    """Return a refusal that says what can be asked."""
    return Plan("decline", behavior="decline", reason=reason, message=message, suggestions=suggestions, takes=ALL)


def greeting(asked: Asked) -> Plan | None:
    """Say what can be asked to somebody who says hello or asks for help."""
    question = asked.question
    if not question.has("intent.help") or question.mentions or question.left({"intent.help", "generic", "thread"}):
        return None
    opening = "You are welcome." if question.says("thanks", "thank you") else "Hello."
    return Plan(
        "clarify",
        behavior="clarify",
        reason="not_understood",
        message=f"{opening} {CAN_ASK} {CAN_ALSO}",
        suggestions=EXAMPLES,
        takes=ALL,
    )


def _off_topic(question: Question) -> bool:
    """Say whether nothing in the question speaks of markets: no known name, no measure, no figure of one."""
    if question.has("set.best", "set.worst", "set.rank") and question.says(*THINGS):
        return False
    if not (question.strange or question.refused_names or question.figures) and question.has(*LEANING):
        return False
    bare = not (question.strange or question.refused_names or question.figures or question.mentions)
    if bare and len(question.text.split()) <= FEW_WORDS and not question.has("intent"):
        return False
    known = [m for m in question.mentions if not m.fuzzy and m.text.lower() not in LOOSE_MARKET]
    if question.periods and not question.refused_names and len(question.text.split()) <= FEW_WORDS:
        return False
    speaks = question.says(*TRADE) or question.has(
        "measure",
        "direction",
        "basis",
        "every",
        "market.rotation",
        "search",
        "estimate",
        "set.streak",
        "set.bear",
        "set.cap_weight",
        "absent",
        "described",
    )
    unknown = question.refused_names or question.tickers
    asks_how = question.has("generic") and bool(unknown or question.periods or question.refused_periods)
    asks_how |= bool(unknown and question.periods) and not question.says("who", "whom", "whose", "where")
    return not (known or speaks or asks_how or question.of_kind("fraction", "usd"))


def _sentence(error: ToolError) -> str:
    text = str(error).rstrip(".")
    return text[:1].upper() + text[1:]
