"""Decide whom a figure is said of: the nearest named subject, as prose means it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from copilot.facts import Fact
from copilot.grounding.reading.clauses import is_index, is_range_end, relative_head, stands_for_index, without_subject
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owner_words import (
    AT_END,
    BEHIND,
    LEADING,
    MADE_IT,
    NOUN_PHRASE,
    OF,
    OF_TWO,
    OPENED,
    PAIR,
    RIGHT,
    SUBTRACTED,
    TIGHT,
    WHICH,
    WITH,
)
from copilot.grounding.reading.scan import LISTING, Mention, Quantity, Sentence
from copilot.grounding.reading.sides import INDEX_OF


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a figure is said of. `names` empty: nobody named, any subject of the answer will do.

    `others` are the further names of the sentence, for figures about two subjects at once.
    """

    names: tuple[Named, ...] = ()
    others: tuple[Named, ...] = ()
    carried: bool = False


def owners(sentence: Sentence, carried: tuple[Named, ...], the_index: tuple[Named, ...] = ()) -> list[Owner]:
    """Return the owner of each quantity of a sentence, in order.

    `carried` are the subjects of the sentence before, for pronouns and sentences that name no one;
    `the_index` is what "the index" stands for where the sentence has named none and its subject is none.
    """
    if not sentence.quantities:
        return []
    mentions = _resolved(sentence.text, sentence.mentions, carried, the_index)
    every = tuple(n for m in mentions for n in m.names)
    listed = _respectively(sentence, mentions)
    found = []
    for index in range(len(sentence.quantities)):
        elided = carried and index not in listed and without_subject(sentence, index)
        names = None if elided else listed.get(index) or _owner(sentence, index, mentions)
        if names is None:
            found.append(Owner(carried, every, carried=True))
        elif _the_other(sentence, index, mentions):
            found.append(Owner((), every))
        else:
            found.append(Owner(names, tuple(n for n in every if n not in names)))
    return found


def _the_other(sentence: Sentence, index: int, mentions: "list[Resolved]") -> bool:
    """Say whether a figure is that of the one not named: "of the two, A had more (5% against 4%)"."""
    quantities = sentence.quantities
    if index == 0 or not OF_TWO.search(sentence.text) or len({m.names for m in mentions}) != 1:
        return False
    return bool(PAIR.match(sentence.text[quantities[index - 1].end : quantities[index].start]))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention with the names it means; for a pronoun those of its antecedent."""

    start: int
    end: int
    names: tuple[Named, ...]
    role: str
    pronoun: bool


def _resolved(
    text: str, mentions: Sequence[Mention], carried: tuple[Named, ...], index: tuple[Named, ...]
) -> list[Resolved]:
    found: list[Resolved] = []
    subject, pronouns = carried, any(m.named is None for m in mentions)
    for mention in mentions:
        if mention.named is None and _no_owner(text, mention):
            continue
        names = (mention.named,) if mention.named else () if mention.everyone else subject
        if index and stands_for_index(text, mention, subject):
            names = index
        if mention.place is not None:
            listed = [m.named for m in mentions if m.named and m.start < mention.start]
            names = tuple(listed[-2:][mention.place : mention.place + 1]) if len(listed) > 1 else ()
        if mention.named and mention.role == "subject":
            subject = (mention.named,)
        if pronouns and mention.named and is_index((mention.named,)):
            index = (mention.named,)
        if names or mention.everyone:
            found.append(Resolved(mention.start, mention.end, names, mention.role, mention.named is None))
    return found


def _no_owner(text: str, mention: Mention) -> bool:
    """Say whether a pronoun stands for no owner of a figure: "the index itself", "would have made it"."""
    word = text[mention.start : mention.end].lower()
    return word == "itself" or (word == "it" and MADE_IT.search(text[: mention.start]) is not None)


def _respectively(sentence: Sentence, mentions: list[Resolved]) -> dict[int, tuple[Named, ...]]:
    """Return owners by position for "A and B rose X and Y, respectively" and the like."""
    told = sentence.signals_of("respectively")
    if not told:
        return {}
    named = [m for m in mentions if not m.pronoun]
    before = [i for i, q in enumerate(sentence.quantities) if q.start < told[0][0]]
    runs = _runs(sentence.text, [m for m in named if m.start < told[0][0]])
    for run in reversed(runs):
        if 1 < len(run) <= len(before):
            return {i: m.names for i, m in zip(before[-len(run) :], run, strict=True)}
    return {}


def _runs(text: str, mentions: list[Resolved]) -> list[list[Resolved]]:
    """Return the mentions in runs that are told as one list."""
    runs: list[list[Resolved]] = []
    for mention in mentions:
        if runs and LISTING.match(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _owner(sentence: Sentence, index: int, mentions: list[Resolved]) -> tuple[Named, ...] | None:
    quantity = sentence.quantities[index]
    before = [m for m in mentions if m.end <= quantity.start]
    after = [m for m in mentions if m.start >= quantity.end]
    right = _right(sentence, index, after)
    if right and not (before and _linked(sentence, index, before[-1])):
        return right
    if not before:
        return right or _leading(sentence, quantity, after)
    return _left(sentence, index, before, after)


def _right(sentence: Sentence, index: int, after: list[Resolved]) -> tuple[Named, ...] | None:
    """Return the name that a figure is tied to on its right: "4.07% for the Russell 2000"."""
    quantity = sentence.quantities[index]
    if not after:
        return None
    between = sentence.text[quantity.end : after[0].start]
    before = sentence.text[max(0, quantity.start - 24) : quantity.start]
    if RIGHT.match(between) or (OF.match(between) and (OPENED.search(before) or _in_turn(sentence, index))):
        return after[0].names
    return None


def _in_turn(sentence: Sentence, index: int) -> bool:
    """Say whether the figure before has its name behind it too: "$13,888 in Nvidia and $11,639 in the S&P 500"."""
    if not index:
        return False
    last, here = sentence.quantities[index - 1 : index + 1]
    named = [m for m in sentence.mentions if last.end <= m.start < here.start]
    return len(named) == 1 and OF.match(sentence.text[last.end : named[0].start]) is not None


def _linked(sentence: Sentence, index: int, mention: Resolved) -> bool:
    """Say whether a verb ties the figure to the name before it, with no other figure between."""
    quantity = sentence.quantities[index]
    if index and sentence.quantities[index - 1].start >= mention.end:
        return False
    between = sentence.text[mention.end : quantity.start]
    if NOUN_PHRASE.search(between):
        return False
    if between.strip() in ("'s", "’s", "(", ":"):
        return True
    verbs = [s for s in sentence.signals_of("move", "side") if mention.end <= s[0] < quantity.start]
    compared = [s for s in sentence.signals_of("versus", "than") if mention.end <= s[0] < quantity.start]
    return bool(verbs) and not compared


def _leading(sentence: Sentence, quantity: Quantity, after: list[Resolved]) -> tuple[Named, ...] | None:
    """Return the subject that follows an opening phrase: "Up 4.07%, the Russell 2000 led"."""
    first = next((m for m in after if m.role == "subject" and not m.pronoun), None)
    if first is None or not LEADING.match(sentence.text[quantity.end : first.start]):
        return None
    return first.names


def _left(sentence: Sentence, index: int, before: list[Resolved], after: list[Resolved]) -> tuple[Named, ...] | None:
    quantity, last = sentence.quantities[index], before[-1]
    between = sentence.text[last.end : quantity.start]
    if between.strip() in ("'s", "’s") or (last.role != "subject" and WHICH.fullmatch(between)):
        return last.names
    head = relative_head(sentence, [m.end for m in before], quantity.start) if "which" in sentence.words else None
    if head is not None:
        return before[head].names
    paired = _paired(sentence, index, before, after)
    if paired is not None:
        return paired
    if last.role == "adjunct" and is_range_end(sentence.text, last.start, last.end, quantity.start):
        return last.names
    subjects = [m for m in before if m.role == "subject"]
    if not subjects:
        return last.names
    if last.role == "object":
        taken = SUBTRACTED.search(sentence.text[max(0, last.start - 20) : last.start])
        if not taken and (TIGHT.match(between) or _its_own(sentence, subjects[-1], last, between)):
            return last.names
    return _whole_list(sentence, subjects)


def _its_own(sentence: Sentence, subject: Resolved, last: Resolved, between: str) -> bool:
    """Say whether "with 4%" tells of the one compared with: it follows, or the subject has its own figure before."""
    if not WITH.match(between):
        return False
    had = any(subject.end <= q.start < last.start for q in sentence.quantities)
    return had or BEHIND.search(sentence.text[: last.start]) is not None


def _whole_list(sentence: Sentence, subjects: list[Resolved]) -> tuple[Named, ...]:
    """Return the names of the last list of subjects: all of "the Dow and the Nasdaq"."""
    run = _runs(sentence.text, subjects)[-1]
    return tuple(dict.fromkeys(n for m in run for n in m.names)) if len(run) > 1 else run[0].names


def _paired(sentence: Sentence, index: int, before: list[Resolved], after: list[Resolved]) -> tuple[Named, ...] | None:
    """Return the owner by order in "A beat B, 4.07% to 1.62%" and "A, B and C gained 1%, 2% and 3%"."""
    if len(before) < 2:
        return None
    run = _compared(sentence, before)
    group = _group(sentence, index, before[-1].end)
    if len(run) < 2 and not group[0] and AT_END.search(sentence.text[: sentence.quantities[0].start]):
        run = [m for m in before if m.role == "subject" and not m.pronoun]
    if len(run) < 2:
        return None
    if len(group) != len(run):
        return None
    last = sentence.quantities[group[-1]]
    if after and _right(sentence, group[-1], [m for m in after if m.start >= last.end]):
        return None
    return run[group.index(index)].names


def _compared(sentence: Sentence, before: list[Resolved]) -> list[Resolved]:
    """Return the names that are compared, or told as one list, right before the figures."""
    named = [m for m in before if m.role != "adjunct" and not m.pronoun]
    if len(named) < 2:
        return []
    one, two = named[-2:]
    if two.role == "object" and one.role == "subject":
        return [one, two]
    return _runs(sentence.text, named)[-1]


def _group(sentence: Sentence, index: int, since: int) -> list[int]:
    """Return the run of figures around one, joined by "to", "against", "and", after a position."""
    quantities = sentence.quantities
    first = last = index
    while first and quantities[first - 1].start >= since and _joined(sentence, first - 1):
        first -= 1
    while last + 1 < len(quantities) and _joined(sentence, last):
        last += 1
    return list(range(first, last + 1))


def _joined(sentence: Sentence, index: int) -> bool:
    one, two = sentence.quantities[index : index + 2]
    return bool(PAIR.match(sentence.text[one.end : two.start]))


def owns(name: Named, fact: Fact, said: Set[str] = frozenset()) -> bool:
    """Say whether a name may stand for a fact's subject.

    `said` are the symbols named anywhere in the answer so far: a fund may stand for its index
    when it was named, or when dividends need it.
    """
    if len(fact.subject) > 2:
        return bool(name.members) and (set(fact.subject) <= name.members or name.members <= set(fact.subject))
    if any(symbol in name.singles for symbol in fact.subject):
        return True
    for symbol in fact.subject:
        index = INDEX_OF.get(symbol)
        if index in name.singles and (fact.basis == "total_return" or symbol in said):
            return True
    return False
