"""Sentences for spans that run between a low and a peak, and for what was recovered from."""

from copilot.writing import claims, returns
from copilot.writing.naming import called
from copilot.writing.results import Results


def between(results: Results) -> list[str]:
    """Return the move between the ends first, then which closes they are."""
    said, found = returns.measured(results), results.plan.details["found"]
    if results.verdicts:
        return [*claims.judged(results), *said[:found]]
    return [*said[found:], *said[:found]]


def recovered(results: Results) -> list[str]:
    """Return how long it took to be back at the old peak, and when; then the low or the peak that was named."""
    calls = list(results.calls_of("measure"))
    told = results.main(calls[-1])
    named = results.facts("session:", calls[0])
    if not told or not named or results.calls[calls[-1]]["args"]["measure"] != "recovery":
        return returns.measured(results)
    name, days = told[0]
    end = "trough" if results.plan.details["end"] == "low" else "peak"
    peak, trough, back = (results.fact(f"{part}:{name}", calls[-1]) for part in ("peak", "trough", "recovery_session"))
    if peak is None or trough is None or back is None:
        return returns.measured(results)
    own = peak if end == "peak" else trough
    said = [
        f"{called(results.desk, name)} was back at its close of {{{peak.id}}} on {{{back.id}}}, "
        f"{{{days.id}}} after the low of {{{trough.id}}}"
    ]
    if own.value != named[0][1].value:
        said.append(f"That is the deepest fall since then, and its {end} is not the one of the period that you name")
    return [*said, *returns.measured(Results(results.plan, results.desk, results.artifacts[:1], results.calls[:1]))]
