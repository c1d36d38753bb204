"""Sentences about the program itself: where its figures come from."""

from typing import Final

from copilot.grounding.printing.render import print_date
from copilot.writing.results import Results

WHAT: Final = (
    "They are daily prices of indices, funds, sectors and stocks of the United States; "
    "weights in the S&P 500 come from tables that ship with the program, dated where they are used"
)
PROOF: Final = "Under each answer stands where every figure came from; verify recomputes it"


def told(results: Results) -> list[str]:
    """Return which prices are used, up to which session, and what there is besides."""
    desk = results.desk
    known = desk.prices.known_symbols()
    named = [n for n in NAMED if known is None or n in known]
    said = [f"Prices come from {desk.prices.describe()}", f"The newest session I may use is {print_date(desk.as_of)}"]
    some = ", ".join(named)
    return [*said, WHAT, *([f"Among the symbols are {some}"] if known is not None and named else []), PROOF]


NAMED: Final = ("^GSPC", "^IXIC", "^DJI", "^RUT", "SPY", "QQQ", "RSP", "IWM", "XLK", "XLE", "AAPL", "MSFT", "NVDA")
