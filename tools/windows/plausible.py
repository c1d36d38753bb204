"""Which words of a running text are meant as time: names, amounts and verbs look like it too."""

from tools.windows.episodes import episode, first_words
from tools.windows.grammar import plain
from tools.windows.grammar_counts import RETURNS
from tools.windows.grammar_days import Parsed
from tools.windows.grammar_names import names_of_days
from tools.windows.grammar_spans import CALENDAR
from tools.windows.names import FOREIGN_MONTHS
from tools.windows.points import Dated, EventDay
from tools.windows.spans import Current, Trailing
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import (
    CARDINALS,
    EXTREMES,
    MONTHS,
    ORDINALS,
    UNITS,
    VAGUE_COUNTS,
    WEEKDAYS,
    words,
)

FAMILIES = words("russell r s&p nasdaq ftse wilshire topix nikkei stoxx csi sensex")
MONEY = ("$", "€", "£", "¥", "#", "&")
AMOUNTS = words(
    "points point shares share stocks stock companies dollars usd bucks euros names constituents index members "
    "employees people jobs basis bps k million billion trillion etf futures"
)
BEFORE_MONTH = words(
    "in since of for during from last this and to through thru by until till vs versus mid early late between past "
    "previous on before after en im von de depuis desde seit del du der - ,"
)
VERBS = (*words("may march mar sec dec"), *words(" ".join(FOREIGN_MONTHS)))
STARTERS = {
    *words("the this that these last past previous prior preceding trailing recent latest current next first second"),
    *words("third final opening closing early mid middle late end start beginning turn close open year month week"),
    *words("quarter half day period since from starting commencing ever between after over in for within during"),
    *words("through throughout across today yesterday tomorrow tonight now ytd mtd qtd wtd same all whole entire full"),
    *words("calendar cy my a an exactly about very back it its q h t sixties seventies eighties nineties '"),
    *words("summer winter spring autumn fall de del du von vom ago-of"),
    *MONTHS,
    *WEEKDAYS,
    *CARDINALS,
    *ORDINALS,
    *UNITS,
    *VAGUE_COUNTS,
}
REFUSED_WORDS = words("recently lately nowadays soon someday sometime fiscal fy")
NOT_TIME = words(
    "dividends dividend fees fee costs cost tax taxes inflation expenses commissions all adjusting accounting "
    "including a an reinvesting currency hedging risk"
)
TIME_NOUNS = words(
    "pandemic covid crash crisis earnings election recession war split merger ipo launch announcement meeting fed "
    "results report holidays holiday lockdown shutdown selloff rally correction bubble hike cut tariffs tariff "
    "inauguration invasion collapse hearing release conference lunch close open bell then that"
)
# What follows a year and makes it another thing than the year: the 2020 crash.
EPISODES = words(
    "crash crisis recession selloff correction rally bubble bust pandemic meltdown panic bear bull shock "
    "downturn election split merger ipo launch"
)
TIMELY = {
    *words("since until till ago earlier later yesterday today tomorrow tonight now currently recently lately soon"),
    *words("nowadays sometime ytd mtd qtd wtd summer winter spring autumn christmas easter thanksgiving weekend"),
    *(name for name in WEEKDAYS if len(name) > 4),
    *UNITS,
    *MONTHS,
} - {*VERBS}
AHEAD = words("in next every each per another within")
CLAUSE_END = (*",.?!;:()[]",)
LONGEST_REFUSED = 6
ENDLESS = (
    *("all time", "over time", "at the time", "at that time", "from time to time", "in history", "in its history"),
    *("in their history", "on record", "since forever"),
)
RECORDS = words("record records ath high highs low lows peak best-ever")
ENDING = words("end start begin finish close")
NEAR = ("around", "circa", "near", "toward", "towards")
VAGUE = ("of late", "these days", "this morning", "this afternoon", "this evening", "over the holidays", "overnight")


def begins(t: Tokens, i: int) -> bool:
    """Say whether a period could begin at a token."""
    if t[i].kind in ("number", "ordinal"):
        return not _belongs_to_a_name(t, i)
    return t[i].kind != "figure" and (
        t.text(i) in STARTERS or t.text(i) in names_of_days() or t.text(i) in first_words()
    )


def _belongs_to_a_name(t: Tokens, i: int) -> bool:
    """Say whether a number is part of a name or an amount: Russell 2000, $500, 4.25."""
    before = t.text(i - 2) if t.text(i - 1) == "-" else t.text(i - 1)
    return before in FAMILIES or before in MONEY or (t.text(i - 1) == "." and t.glued(i - 1, 2) and t[i - 1].glued)


def _names_an_episode(t: Tokens, i: int) -> bool:
    """Say whether a year stands before what it is the year of: the 2008 financial crisis."""
    dated = t[i].kind == "number" and 1900 <= t[i].number <= 2100
    return dated and (t.text(i + 1) in EPISODES or (t.text(i + 1) != "of" and t.text(i + 2) in EPISODES[:9]))


def is_plausible(t: Tokens, i: int, parsed: Parsed, text: str) -> bool:
    """Say whether words that can be read as a period are meant as one where they stand."""
    node, end = parsed
    if end == i + 1 and t.text(i) in VERBS:
        return _month_is_meant(t, i, text)
    if isinstance(node, Dated) and _names_an_episode(t, end - 1):
        return False
    if isinstance(node, Dated) and node.month is None and node.day is None:
        hyphened = t.text(end) == "-" and t.text(end + 1) in UNITS
        return t.text(end) not in AMOUNTS and t.text(i) != "two" and not hyphened
    if isinstance(node, EventDay):
        return t.text(i - 1) in ("on", "of", "at", "from", "by", "to") or "day" in " ".join(map(t.text, range(i, end)))
    if isinstance(node, Current) and end == i + 2 and t.text(i) in ("the", "my", "all"):
        return t.text(i - 1) in ("for", "on", "in", "over", "during", "within") and t.text(end) != "of"
    if isinstance(node, Trailing):
        return _count_is_meant(t, i, end)
    return not (t.text(i) == "t" and end == i + 2)


def _count_is_meant(t: Tokens, i: int, end: int) -> bool:
    """Tell "over 3 months" and "5-day" (return) from a bare "3 months" and from "in 3 months"."""
    if t.text(i - 1) in ("first", "last", "final", "opening"):
        return False
    inside = [t.text(k) for k in range(i, end)]
    backward = t.text(end) in RETURNS or any(
        word in inside for word in ("past", "last", "trailing", "previous", "prior", "recent", "latest")
    )
    alone = t.text(end) in ("", *CLAUSE_END) and t.text(i - 1) not in AHEAD and t.text(i) != "in"
    return (
        alone or backward or "-" in inside or t.text(i) in ("over", "for", "within", "during", "throughout", "across")
    )


def _month_is_meant(t: Tokens, i: int, text: str) -> bool:
    """Tell the month of May from the verb: after a preposition, or with a capital inside a sentence."""
    if t.text(i - 1) in BEFORE_MONTH:
        return True
    inside = i > 0 and t.text(i - 1) not in CLAUSE_END
    return inside and text[t[i].start].isupper() and t.text(i) in ("may", "march", "mar", "dec")


def unread_phrase(t: Tokens, i: int) -> int:
    """Return where a phrase of time ends that begins here and was not read; 0 if there is none."""
    word = t.text(i)
    if word in REFUSED_WORDS:
        end = t.skip(i + 1, "year", "quarter", "-", "'")
        inside = plain(t, end)
        return inside[1] if inside else end + 1 if t[end].kind == "number" else i + 1
    if vague := _vague(t, i):
        return vague
    following = [t.text(k) for k in range(i + 1, i + 5)]
    if _names_an_episode(t, i) or (word == "from" and any(noun in EXTREMES for noun in following)):
        return _clause(t, i)
    if word in ("post", "pre") and t.text(i + 1) == "-" and t.text(i + 2) in TIME_NOUNS:
        return i + 3
    if word == "since" or (word == "after" and following[0] and following[0] not in NOT_TIME):
        return _clause(t, i)
    timely = any(noun in TIME_NOUNS for noun in following) and not episode(t, i + 1)
    return (
        _clause(t, i) if word in ("before", "around", "during", "amid", "following", "until", "till") and timely else 0
    )


def _vague(t: Tokens, i: int) -> int:
    """Return the end of words for a time without ends: in recent weeks, the past several months, around Christmas."""
    for phrase in VAGUE:
        if t.says(i, phrase):
            return i + len(phrase.split())
    if t.text(i) in ENDING and t.text(i + 1) == "the" and UNITS.get(t.text(i + 2)) in CALENDAR:
        return i + 3
    if endless := _endless(t, i):
        return endless
    if t.text(i) in NEAR or t.says(i, "tail end"):
        near = plain(t, t.skip(i + 1, "the") if t.text(i) != "tail" else i + 1)
        return near[1] if near and not isinstance(near[0], Current) else 0
    if t.text(i) in ("from", "since") and (day := plain(t, i + 1)) and t.text(day[1]) == "open":
        return day[1] + 1
    if t.text(i) in ("each", "every") and t.text(i + 1) in WEEKDAYS:
        return _clause(t, i)
    j = t.skip(i, "the")
    if t.text(j) in ("past", "last", "recent", "coming"):
        k = t.skip(j + 1, "several", "many", "some", "number", "of")
        plural = t.text(k) in UNITS and t.text(k).endswith("s")
        return k + 1 if plural and (k > j + 1 or t.text(j) == "recent") else 0
    if t.text(j) in ("opening", "closing", "early", "final") and t.text(j + 1) in UNITS and t.text(j + 1).endswith("s"):
        return _clause(t, j)
    return _clause(t, j) if t.text(j) in ("week", "month") and t.text(j + 1) == "of" and i < j else 0


def _endless(t: Tokens, i: int) -> int:
    """Return the end of words for all that ever was, or for a time told elsewhere; a record needs no beginning."""
    if t.text(i) == "ever" and t.text(i + 1) not in ("since", "from", "after"):
        return 0 if any(t.text(k) in RECORDS for k in range(len(t))) else i + 1
    for phrase in ENDLESS:
        end = i + len(phrase.split())
        if t.says(i, phrase) and t.text(end) not in (*RECORDS, "of", "that", "when", "-"):
            return end
    return 0


def _clause(t: Tokens, i: int) -> int:
    """Return the end of the phrase: a sign that ends clauses, or a few words; a period inside belongs to it."""
    end = i + 1
    while end < len(t) and end < i + LONGEST_REFUSED and t.text(end) not in CLAUSE_END:
        inside = plain(t, end) if begins(t, end) else None
        end = inside[1] if inside else end + 1
    return end


def is_timely(t: Tokens, i: int) -> bool:
    """Say whether a single word speaks of time; the year in "10-year" does not."""
    return t.text(i) in TIMELY and not (t.text(i - 1) == "-" and t[i - 2].kind == "number")
