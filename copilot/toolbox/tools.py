"""The eight tools as a chat model sees them, and the one way any of them is run."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from copilot.answer import Json
from copilot.toolbox.arguments import BadCall, Parameter, read_arguments
from copilot.toolbox.calculating import calculate
from copilot.toolbox.claims import judge
from copilot.toolbox.comparing import compare
from copilot.toolbox.desk import Desk
from copilot.toolbox.measuring import measure
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.overview import PARTS, overview
from copilot.toolbox.parameters import EVER
from copilot.toolbox.ranking import rank
from copilot.toolbox.searching import search_library
from copilot.toolbox.series import PIECES
from copilot.toolbox.weighing import weight
from tools.measures import MEASURES
from tools.measures.computing import RUNS
from tools.measures.estimates import ESTIMATES

PERIOD = Parameter("period", "text", "in the user's words, never computed dates; empty: newest session", "")
SAME_PERIOD = Parameter("period", "text", "", "")
DIVIDENDS = Parameter("dividends", "flag", "only if asked for: total return, an index by its fund", False)
SAME_DIVIDENDS = Parameter("dividends", "flag", "", False)
SUBJECTS = Parameter("subjects", "texts", "as the user names them; a group means its members")
SAME_SUBJECTS = Parameter("subjects", "texts")
NAMES = tuple(MEASURES)
MEASURE = Parameter("measure", "choice", "", choices=(*NAMES, *ESTIMATES), hidden=("rank", "spread", "ratio"))
SAME_MEASURE = Parameter("measure", "choice", "a name from measure", choices=NAMES, hidden=NAMES)
BASKETS = ("", "hold", "day", "week", "month", "quarter", "year")
LENGTH = Parameter("length", "whole", "sessions, for averages and rolling returns", 0)
RATE = Parameter("risk_free_rate", "number", "for sharpe_ratio: 0.02 is 2% a year, default 0", -1.0)
EXTRA = ("amount", "length", "risk_free_rate", "benchmark", "which", "beyond", "run", "top", "weights", "field")
UNTOLD = ("moved", "above", "below", "record", *EVER, "median")
"""What else is counted: closes beyond a level, which `beyond` then is, and at a record; and the other average."""
UNSET: Sequence[Any] = (0, -1.0, "", [])


@dataclass(frozen=True)
class Tool:
    """One tool: what a model is told of it, what it takes, and what runs."""

    name: str
    told: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., Outcome]

    def schema(self) -> Json:
        """Return the JSON schema of its arguments."""
        return {
            "type": "object",
            "properties": {p.name: p.schema() for p in self.parameters},
            "required": [p.name for p in self.parameters if p.default is None],
        }


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "measure",
            "One measure of each subject over a period. A long return also comes per year. volatility, sharpe_ratio: "
            "annualized, of daily returns. recovery: days from trough. breadth: share of a group that rose. count: of "
            "a group's members, or one's days. correlation, tracking_error need two subjects.",
            (
                MEASURE,
                SUBJECTS,
                PERIOD,
                DIVIDENDS,
                Parameter("every", "choice", "one figure for each", "", ("", *PIECES)),
                Parameter("basket", "choice", "subjects as one, equal weights, held or rebalanced", "", BASKETS),
                Parameter("amount", "number", "for growth_of_amount", 0),
                LENGTH,
                RATE,
                Parameter("benchmark", "text", "for beta, if not the S&P 500", ""),
                Parameter(
                    "which",
                    "choice",
                    "up, down, flat for count; best, worst for rolling_return",
                    "",
                    ("", "up", "down", "flat", "best", "worst", *UNTOLD),
                    UNTOLD,
                ),
                Parameter("beyond", "number", "only larger moves", 0),
                Parameter("run", "choice", "days in a row", "", ("", *RUNS)),
                Parameter("top", "whole", "so many best, worst days", 0),
                Parameter("weights", "texts", "of a basket, in order", []),
                Parameter("field", "choice", "highest or lowest close, not of the day's trading", "", ("", "close")),
            ),
            measure,
        ),
        Tool(
            "compare",
            "A measure of two subjects on one basis, and first minus second (spread) or divided by it (ratio).",
            (
                SAME_MEASURE,
                Parameter("first", "text"),
                Parameter("second", "text"),
                SAME_PERIOD,
                SAME_DIVIDENDS,
                Parameter("how", "choice", "", "spread", ("spread", "ratio")),
                RATE,
            ),
            compare,
        ),
        Tool(
            "rank",
            "Order a set (sectors, Magnificent 7, indices, names) by a measure; 1st is the highest; gives a table.",
            (
                SAME_MEASURE,
                SAME_SUBJECTS,
                SAME_PERIOD,
                SAME_DIVIDENDS,
                Parameter("ascending", "flag", "lowest first", False),
                Parameter("against", "text", "count who beats this", ""),
                LENGTH,
                RATE,
            ),
            rank,
        ),
        Tool(
            "weight",
            "Share of the S&P 500 that a company, a group or a sector has.",
            (Parameter("group", "text"), SAME_PERIOD),
            weight,
        ),
        Tool(
            "overview",
            "The whole market: four indices, sectors, breadth, leadership (rotation).",
            (SAME_PERIOD, Parameter("part", "choice", "", "all", PARTS)),
            overview,
        ),
        Tool(
            "calculate",
            "Arithmetic over ids of facts and of the user's figures.",
            (
                Parameter(
                    "expression", "text", "such as U1 * (1 + F3); + - * / ** min max mean abs; needed_gain(loss)"
                ),
                Parameter("label", "text", "what it is, without figures", ""),
            ),
            calculate,
        ),
        Tool(
            "search_library",
            "Passages of the source library, for anything that is not a figure from prices.",
            (Parameter("query", "text"),),
            search_library,
        ),
        Tool(
            "judge",
            "Whether a figure that the user states agrees with a fact.",
            (
                Parameter("fact", "text", "id of the fact measured for it"),
                Parameter("relation", "choice", "", "equal", ("equal", "more_than", "less_than", "about")),
                Parameter("stated", "text", "the figure as the user typed it"),
                Parameter("down", "flag", "said to fall", False),
                Parameter("up", "flag", "to rise", False),
            ),
            judge,
        ),
    )
}


def run_tool(desk: Desk, name: str, arguments: Any) -> Outcome:
    """Return what a tool gives back; a call that makes no sense is a failure, not an error."""
    tool = TOOLS.get(name)
    if tool is None:
        return _refused(f"There is no tool {name!r}; the tools are {', '.join(TOOLS)}.", name)
    try:
        given = read_arguments(arguments, tool.parameters)
    except BadCall as error:
        return _refused(f"The call of {name} makes no sense: {error}.", name)
    if tool.run in (measure, compare, rank):
        given = _with_params(given)
    with desk.lock:
        outcome = tool.run(desk, **given)
        outcome.note(*desk.untold())
    return outcome


def _refused(text: str, name: str) -> Outcome:
    outcome = Outcome()
    outcome.fail(Failure("bad_call", text, name))
    return outcome


def _with_params(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments with the parameters of the measure, those that were set, in one mapping."""
    params = {name: given[name] for name in EXTRA if name in given and given[name] not in UNSET}
    return {**{name: value for name, value in given.items() if name not in EXTRA}, "params": params}


def build_tools(desk: Desk) -> list[BaseTool]:
    """Return the tools over a desk; calls that come at once run one after the other, in their order.

    Each gives its lines as content and `Outcome.artifact()` beside them.
    """
    turn = asyncio.Lock()
    return [_langchain_tool(desk, tool, turn) for tool in TOOLS.values()]


def _langchain_tool(desk: Desk, tool: Tool, turn: asyncio.Lock) -> BaseTool:
    def run(**arguments: Any) -> tuple[str, Json]:
        outcome = run_tool(desk, tool.name, arguments)
        return outcome.text(), outcome.artifact()

    async def arun(**arguments: Any) -> tuple[str, Json]:
        async with turn:
            return await asyncio.to_thread(run, **arguments)

    return StructuredTool(
        name=tool.name,
        description=tool.told,
        args_schema=tool.schema(),
        func=run,
        coroutine=arun,
        response_format="content_and_artifact",
    )
