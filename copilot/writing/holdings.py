"""Sentences for what is held: money put into several things, a number of shares."""

from copilot.facts import Fact
from copilot.writing.draft import joined
from copilot.writing.naming import called, value_of
from copilot.writing.results import Results

WITH: dict[str, str] = {"price": "without dividends", "total_return": "dividends reinvested"}


def staked(results: Results) -> list[str]:
    """Return what money in several instruments became together, then each of them, then with dividends."""
    details = results.plan.details
    worth = [results.fact("calculation", call) for call in results.calls_of("calculate")]
    measured = [fact for call in results.calls_of("measure") for _, fact in results.main(call)]
    whole = next((f for f in worth if f is not None), None)
    if whole is None or not measured or None in worth:
        return []
    names = [called(results.desk, symbol) for symbol in details["held"]]
    amounts = [_given(results, text) for text in details["amounts"]]
    put = f"{amounts[0]} split evenly between {joined(names)}" if details["split"] else _put(amounts, names)
    first = measured[0]
    said = [
        f"{put}, at the close of {{{first.id}:base}}, would have become {{{whole.id}}} in all by the close of "
        f"{{{first.id}:end}}, {WITH[whole.basis]}"
    ]
    told = [f for f in worth if f is not None]
    reinvested = next((f for f in told[1:] if f.basis == "total_return" != whole.basis), None)
    each = [f for f in told[1:] if f is not reinvested]
    if not details["split"] and len(each) >= len(names):
        parts = zip(names, each[-len(names) :], strict=True)
        said.append("Of that, " + joined(f"{{{fact.id}}} would be in {name}" for name, fact in parts))
    if reinvested is not None:
        said.append(f"With dividends reinvested it would have become {{{reinvested.id}}}")
    return said


def _put(amounts: list[str], names: list[str]) -> str:
    if len(amounts) == 1:
        return f"{amounts[0]} put into each of {joined(names)}"
    first, *others = zip(amounts, names, strict=True)
    return joined([f"{first[0]} put into {first[1]}", *(f"{amount} into {name}" for amount, name in others)])


def _given(results: Results, text: str) -> str:
    """Return the user's figure by its reference, where it is booked."""
    known = (g for g in results.desk.ledger.givens.values() if g.text == text or text in g.text)
    return next((f"{{{given.id}}}" for given in known), text)


def shares_held(results: Results) -> list[str]:
    """Return what a number of shares was worth at the last close, and what they gained up to it."""
    worth = [results.fact("calculation", call) for call in results.calls_of("calculate")]
    priced = [fact for call in results.calls_of("measure") for _, fact in results.main(call)]
    if not worth or worth[0] is None or not priced:
        return []
    name, close = called(results.desk, priced[0].subject[0]), priced[0]
    count = _given(results, f"{results.plan.details['count']} shares")
    said = [
        f"{count} of {name} were worth {{{worth[0].id}}} at the close of {{{close.id}:end}}, at {{{close.id}}} each"
    ]
    if len(worth) > 1 and worth[1] is not None:
        said += _gained(worth[1], priced[1])
    return said


def _gained(gain: Fact, moved: Fact) -> list[str]:
    more = "more" if value_of(gain) >= 0 else "less"
    return [
        f"That is {{{gain.id}:abs}} {more} than at the close of {{{moved.id}:base}}, without dividends",
        "Shares are counted as they are now, after any later split",
    ]
