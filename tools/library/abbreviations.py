"""Short forms of finance, spelled out so that a question finds passages that use the long one."""

import re

LONG_FORMS = {
    "ap": "accounts payable",
    "ar": "accounts receivable",
    "capex": "capital expenditure",
    "cogs": "cost of goods sold, cost of sales",
    "cpi": "consumer price index, inflation",
    "d&a": "depreciation and amortization",
    "dcf": "discounted cash flow",
    "dpo": "days payable outstanding",
    "dso": "days sales outstanding",
    "ebit": "earnings before interest and taxes, operating income",
    "ebitda": "earnings before interest, taxes, depreciation and amortization",
    "eps": "earnings per share",
    "etf": "exchange traded fund",
    "fcf": "free cash flow",
    "fed": "Federal Reserve",
    "fomc": "Federal Reserve",
    "fx": "foreign exchange",
    "ipo": "initial public offering",
    "m&a": "mergers and acquisitions",
    "mag 7": "Magnificent 7",
    "mag seven": "Magnificent 7",
    "magnificent seven": "Magnificent 7",
    "mag7": "Magnificent 7",
    "opex": "operating expenses",
    "p&l": "profit and loss, income statement",
    "p/e": "price to earnings",
    "pp&e": "property, plant and equipment",
    "ppe": "property, plant and equipment",
    "ppne": "property, plant and equipment, net",
    "qoq": "quarter over quarter",
    "r&d": "research and development",
    "reit": "real estate investment trust",
    "roa": "return on assets",
    "roe": "return on equity",
    "roi": "return on investment",
    "roic": "return on invested capital",
    "sg&a": "selling, general and administrative expenses",
    "yoy": "year over year",
    "ytd": "year to date",
}
_SHORT = re.compile(
    r"(?<![\w&/])(?:" + "|".join(map(re.escape, sorted(LONG_FORMS, key=len, reverse=True))) + r")(?![\w&/])",
    re.IGNORECASE,
)


def spelled_out(question: str) -> str:
    """Return the question with the long forms of its short forms behind it."""
    found = dict.fromkeys(LONG_FORMS[match.group().lower()] for match in _SHORT.finditer(question))
    return " ".join([question, *found])
