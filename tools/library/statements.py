"""Financial statements: which ones a question needs, and which passages are one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A statement by the names it goes by, the lines that it has, and what is computed from it."""

    names: re.Pattern[str]
    lines: tuple[re.Pattern[str], ...]
    needed_for: re.Pattern[str]
    words: str


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.I)


HEAD, ENOUGH, FEWEST_FIGURES = 400, 4, 10
_FIGURE = re.compile(r"\d[\d,.]*")
_REASONS = _words(r"what (?:drove|drives|caused)", "drivers? of", r"why (?:did|has|have|is|was|were|are)")
_INCOME = r"(?:income|operations|earnings|profit (?:and|or) loss)"

STATEMENTS: Mapping[str, Statement] = {
    "balance sheet": Statement(
        _words(r"balance sheets?", r"statements? of financial (?:position|condition)"),
        (
            _words("total current assets", "cash and due from banks", "total investments"),
            _words("total assets"),
            _words("total current liabilities", "deposits", "total debt"),
            _words("total liabilities", "total liabilities and [^.]{0,60}equity"),
            _words("retained earnings", "accumulated deficit", "reinvested earnings"),
            _words("accounts payable", "accrued liabilities", "accounts payable and accrued"),
            _words("goodwill", "property,? plant and equipment", "property and equipment"),
            _words("total (?:share|stock|share|stock)holders[’'] ?s? equity", "total equity", "total shareowners"),
        ),
        _words(
            "(?:quick|current|cash|debt|equity|leverage|asset turnover|inventory turnover|fixed asset turnover) ratio",
            r"working capital",
            "liquidity",
            r"capital[- ]intensive",
            "capital intensity",
            r"total assets",
            r"liabilit\w+",
            r"inventor(?:y|ies)",
            r"accounts? (?:payable|receivable)",
            r"receivables?",
            r"payables?",
            "turnover",
            r"return on (?:assets|equity|capital|invested capital)",
            "DPO",
            "DSO",
            "DIO",
            "ROA",
            "ROE",
            "ROIC",
            r"cash conversion cycle",
            "CCC",
            r"property,? plant",
            "PP&?N?E",
            "goodwill",
            "book value",
        ),
        "total current assets total assets total current liabilities total liabilities retained earnings goodwill",
    ),
    "income statement": Statement(
        _words(
            rf"statements? of (?:consolidated )?(?:comprehensive )?{_INCOME}",
            r"income statements?",
            r"P ?& ?L(?: statement)?",
            rf"consolidated (?:results of )?{_INCOME} statements?",
        ),
        (
            _words(r"(?:total )?(?:net )?(?:sales|revenues?)"),
            _words(r"cost of (?:goods )?(?:sales|sold|products sold|revenues?|goods sold)", "total costs and expenses"),
            _words("gross (?:profit|margin)", "selling,? general and administrative", "operating expenses"),
            _words("operating (?:income|profit|earnings|loss)", "income from operations", "earnings from operations"),
            _words("(?:income|earnings|loss|profit)[^.]{0,30} before (?:income )?(?:taxes|provision)[^.]{0,20}"),
            _words("(?:provision|benefit)[^.]{0,20} for income taxes", "income tax(?:es)?(?: expense| provision)?"),
            _words("net (?:income|earnings|loss)[^.]{0,30}"),
            _words("diluted", "weighted[- ]average"),
        ),
        _words(
            r"(?:gross|operating|net|profit|EBITDA|EBIT)[ -]?(?:profit |income )?margins?",
            r"margins?",
            "EBITDA?",
            "EBIT",
            r"revenues?",
            r"net (?:income|earnings|sales)",
            r"operating (?:income|profit)",
            "COGS",
            r"cost of (?:goods )?(?:sales|sold)",
            "EPS",
            r"earnings per share",
            r"effective tax rate",
            r"income taxes",
            "turnover",
            "DPO",
            "DSO",
            "DIO",
            "ROA",
            "ROE",
            r"return on (?:assets|equity)",
            "CCC",
            "SG&A",
            r"interest (?:expense|coverage)",
            r"payout ratio",
        ),
        "net sales revenue cost of sales gross profit operating income provision for income taxes net income per share",
    ),
    "cash flow statement": Statement(
        _words(r"(?:statements? of )?(?:consolidated )?cash[- ]flows?(?: statements?)?"),
        (
            _words("operating activities"),
            _words("investing activities"),
            _words("financing activities"),
            _words("depreciation(?: and amortization)?[^.]{0,40}"),
            _words("(?:net )?cash (?:provided by|used in|from|\\(used in\\))[^.]{0,30}"),
            _words(
                "(?:purchases?|additions?|acquisitions?) (?:of|to) property",
                "capital expenditures?",
                "capital spending",
            ),
            _words("(?:cash )?dividends(?: paid)?", "repurchases? of [^.]{0,30}", "(?:proceeds|payments)[^.]{0,40}"),
            _words("cash[^.]{0,60} (?:at|,) (?:the )?(?:beginning|end) of [^.]{0,20}"),
        ),
        _words(
            "capex",
            r"capital[- ]expenditures?",
            r"capital[- ]intensive",
            r"depreciation",
            "D&A",
            "EBITDA",
            r"free cash ?flow",
            "FCF",
            r"(?:operating |free )?cash ?flows?",
            r"cash from operations",
            r"dividends? paid",
            r"(?:share|stock) ?(?:re)?purchases?",
            r"(?:operating|investing|financing) activities",
            r"repurchased?",
        ),
        "net cash provided by operating activities investing activities financing activities depreciation",
    ),
}


def asked_for(question: str) -> frozenset[str]:
    """Return the statements that a question names; else those that what it asks about is computed from.

    What drove a figure stands in no statement.
    """
    if _REASONS.search(question):
        return frozenset()
    named = frozenset(name for name, s in STATEMENTS.items() if s.names.search(question))
    return named or frozenset(name for name, s in STATEMENTS.items() if s.needed_for.search(question))


def typical(names: Iterable[str]) -> str:
    """Return words that stand in statements of these kinds, to search for them."""
    return " ".join(f"{name} {STATEMENTS[name].words}" for name in sorted(names))


def likeness(name: str, text: str) -> float:
    """Return in [0, 1] how much a passage looks like a statement: half for its name at the top, half for its lines.

    Prose that speaks of statements has few figures, and is none.
    """
    if len(_FIGURE.findall(text)) < FEWEST_FIGURES:
        return 0.0
    statement = STATEMENTS[name]
    titled = 0.5 if statement.names.search(text[:HEAD]) else 0.0
    lines = sum(1 for line in statement.lines if line.search(text))
    return titled + 0.5 * max(0.0, (lines - ENOUGH + 1) / (len(statement.lines) - ENOUGH + 1))
