"""Sentences for figures over earnings that analysts expect; the library's passages where there are none."""

from copilot.facts import Fact
from copilot.grounding.printing.render import print_date
from copilot.writing.naming import called
from copilot.writing.passages import cited
from copilot.writing.results import Results


def expected(results: Results) -> list[str]:
    """Return the estimates, as of today; where no analyst's figures are at hand, what the library says."""
    measure = str(results.calls[0]["args"]["measure"])
    told = results.facts(f"{measure}:", 0)
    if not told:
        return cited(results) if results.passages else []
    return [_line(results, measure, name, fact) for name, fact in told]


def _line(results: Results, measure: str, name: str, fact: Fact) -> str:
    who = called(results.desk, name)
    if measure == "forward_pe":
        day = print_date(fact.as_of)
        return f"On {day} {who} stood at {{{fact.id}:x}} the earnings expected for its next fiscal year"
    later = results.fact(f"eps_growth_next_year:{name}", 0)
    after = f", and by {{{later.id}}} in the next one" if later else ""
    return f"The earnings per share of {who} are expected to grow by {{{fact.id}}} this fiscal year{after}"
