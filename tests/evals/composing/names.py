"""How people call what the bundled closes hold."""

INDICES = {
    "the S&P 500": "^GSPC",
    "the S&P": "^GSPC",
    "S&P 500": "^GSPC",
    "the S&P500": "^GSPC",
    "SPX": "^GSPC",
    "the Nasdaq": "^IXIC",
    "the Nasdaq Composite": "^IXIC",
    "Nasdaq": "^IXIC",
    "the Nasdaq-100": "^NDX",
    "the Nasdaq 100": "^NDX",
    "NDX": "^NDX",
    "the Dow": "^DJI",
    "the Dow Jones": "^DJI",
    "the Dow Jones Industrial Average": "^DJI",
    "the DJIA": "^DJI",
    "the Russell 2000": "^RUT",
    "the Russell": "^RUT",
    "small caps": "^RUT",
    "the Russell 2000 index": "^RUT",
}
STOCKS = {
    "Apple": "AAPL",
    "AAPL": "AAPL",
    "Apple stock": "AAPL",
    "Microsoft": "MSFT",
    "MSFT": "MSFT",
    "Alphabet": "GOOGL",
    "Google": "GOOGL",
    "GOOGL": "GOOGL",
    "GOOG": "GOOG",
    "Amazon": "AMZN",
    "AMZN": "AMZN",
    "Amazon.com": "AMZN",
    "Meta": "META",
    "Facebook": "META",
    "Meta Platforms": "META",
    "Tesla": "TSLA",
    "Tesla shares": "TSLA",
    "TSLA": "TSLA",
    "Nvidia": "NVDA",
    "NVIDIA stock": "NVDA",
    "NVDA": "NVDA",
    "$NVDA": "NVDA",
}
FUNDS = {"SPY": "SPY", "QQQ": "QQQ", "IWM": "IWM", "DIA": "DIA", "RSP": "RSP", "the MAGS ETF": "MAGS", "XLE": "XLE"}
SECTORS = {
    "technology": "XLK",
    "the tech sector": "XLK",
    "financials": "XLF",
    "the financial sector": "XLF",
    "health care": "XLV",
    "healthcare": "XLV",
    "energy": "XLE",
    "the energy sector": "XLE",
    "utilities": "XLU",
    "the utilities sector": "XLU",
    "industrials": "XLI",
    "materials": "XLB",
    "the materials sector": "XLB",
    "consumer staples": "XLP",
    "consumer discretionary": "XLY",
    "real estate": "XLRE",
    "communication services": "XLC",
}
MISSPELLED = {
    "Nvida": "NVDA",
    "nvdia": "NVDA",
    "Mircosoft": "MSFT",
    "microsft": "MSFT",
    "Amazn": "AMZN",
    "amzon": "AMZN",
    "Telsa": "TSLA",
    "Tesle": "TSLA",
    "Appel": "AAPL",
    "aple": "AAPL",
    "gogle": "GOOGL",
    "Googel": "GOOGL",
    "Alphabeth": "GOOGL",
    "the russel 2000": "^RUT",
    "russel200": "^RUT",
    "the nasdac": "^IXIC",
    "the Nasdaq compsite": "^IXIC",
    "sp500": "^GSPC",
    "s&p500": "^GSPC",
    "Facebok": "META",
    "the dow jons": "^DJI",
    "healtcare": "XLV",
    "utilites": "XLU",
    "the technolgy sector": "XLK",
    "finacials": "XLF",
}
SEVEN = ("AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA")
ELEVEN = ("XLK", "XLF", "XLV", "XLE", "XLU", "XLI", "XLB", "XLP", "XLY", "XLRE", "XLC")
FOUR = ("^GSPC", "^IXIC", "^DJI", "^RUT")
ALL = {**INDICES, **STOCKS, **FUNDS, **SECTORS}
SHORT = {
    "^GSPC": "the S&P 500",
    "^IXIC": "the Nasdaq",
    "^DJI": "the Dow",
    "^RUT": "the Russell 2000",
    "^NDX": "the Nasdaq-100",
    "AAPL": "Apple",
    "MSFT": "Microsoft",
    "GOOGL": "Alphabet",
    "AMZN": "Amazon",
    "NVDA": "Nvidia",
    "META": "Meta",
    "TSLA": "Tesla",
    "SPY": "SPY",
    "QQQ": "QQQ",
}


def of(name: str) -> str:
    """The possessive."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def plural(name: str) -> bool:
    words = (
        "small caps",
        "stocks",
        "shares",
        "financials",
        "utilities",
        "industrials",
        "materials",
        "staples",
        "services",
    )
    return name.endswith(words) and not name.endswith("sector")
