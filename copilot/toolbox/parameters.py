"""Whether the parameters of a measure make sense, before it is computed."""

from collections.abc import Mapping
from typing import Any

from copilot.toolbox.givens import figure_of
from tools.measures import MEASURES

EVER = {"ever_above": "above", "ever_below": "below", "ever_record": "record"}
"""Closes beyond a level are looked for among all that are known."""
WHICH = {
    "count": ("up", "down", "flat", "moved", "above", "below", "record", *EVER),
    "rolling_return": ("best", "worst"),
    "average": ("mean", "median"),
}
LONGEST = 2600


def taken(measure: str, params: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the parameters that a measure takes, and a note on those that it does not, which are left out."""
    known = MEASURES[measure]
    given = dict(params)
    if measure == "average" and given.pop("field", ""):
        given["over"] = "closes"
    own = {name: value for name, value in given.items() if name in known.params}
    if "weights" in own:
        own["weights"] = [figure.value if (figure := figure_of(str(w))) else 0.0 for w in own["weights"]]
    strange = sorted(set(given) - set(own))
    return own, f"{known.label} takes no {', '.join(strange)}; left out." if strange else ""


def shares_refused(params: Mapping[str, Any], count: int) -> str:
    """Return why the shares of a basket make no sense, "" when they do: one above zero for each of `count` parts."""
    shares = params.get("weights")
    if shares is None or (len(shares) == count > 1 and all(share > 0 for share in shares)):
        return ""
    return f"a basket of {count} needs {count} weights above zero, in the order of its subjects"


def refusal(measure: str, params: Mapping[str, Any]) -> str:
    """Return why a measure cannot be computed with these parameters, "" when it can."""
    known = MEASURES[measure]
    if "which" in params and params["which"] not in WHICH.get(measure, ()):
        return f"for {known.label}, “which” is one of {', '.join(WHICH[measure])}, not {params['which']}"
    if "amount" in known.params and not params.get("amount", 0) > 0:
        return f"{known.label} needs an amount above 0"
    if params.get("beyond", 0) < 0:
        return "a move is counted beyond a size of 0 or more"
    if params.get("length", 1) > LONGEST:
        return f"a length of {params['length']} sessions is more than the {LONGEST} that are looked at"
    return ""
