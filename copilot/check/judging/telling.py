"""Computed values and their windows in the words of a reason."""

from copilot.check.claim import Claim, Computed

LEVELS = ("close", "high_of", "low_of", "open_of", "record", "span_high", "span_low")


def named(one: Computed) -> str:
    """Return a computed value with what it is."""
    window = one.reading.window
    span = f" from {window.base} to {window.end}" if window else ""
    label = one.reading.label or ", ".join(one.reading.subject[:2])
    return f"{label}{span}, {shown(one)}"


def shown(one: Computed) -> str:
    """Return a computed value as a reader sees it."""
    return _digits(one).replace("-", "−")


def _digits(one: Computed) -> str:
    if one.reading.measure in (*LEVELS, "points_change"):
        return f"{one.value:,.2f}"
    if one.reading.measure in ("ratio", "growth"):
        return f"{one.value:.2f} times"
    if one.reading.measure in ("rank", "breadth_count", "streak", "record_count"):
        return f"{one.value:.0f}"
    if one.reading.measure == "spread":
        return f"{100 * one.value:.2f} percentage points"
    return f"{one.value:.2%}"


def span_words(one: Computed) -> str:
    """Return over which sessions a value was computed."""
    window = one.reading.window
    if window is None:
        return ""
    if one.reading.measure in (*LEVELS, "streak") and window.start == window.end:
        return f" on {window.end}"
    if one.reading.measure == "to_regain":
        return f" from the close of {window.end} back to that of {window.base}"
    return (
        f" on {window.end}"
        if window.start == window.end
        else f" from the close of {window.base} to that of {window.end}"
    )


def told_off(claim: Claim, one: Computed) -> str:
    """Return what a figure really was, as a sentence."""
    return f"It was {shown(one)}{span_words(one)}."
